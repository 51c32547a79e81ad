//! Pages that are the same for everybody are made once. What is kept is the page as it would be made anew, holds nothing
//! that anybody answered, and ends with what it tells of. Besides, wherever pages are tried out each page that was kept is
//! made once more and compared: a difference is an error in the log, and fails the test it happens in.

use std::{collections::BTreeMap, io::Read, net::SocketAddr};

use store::availability::{Pause, pause};
use testkit::{browser::Browser, project, site::TestSite};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::street;

const REPORT: &str = "/s/report-a-street-problem";
/// What is typed on the way to the page about the photo.
const ANSWER: &str = "Oak Street, in front of the bakery";
const EVERYBODYS: [&str; 6] =
    ["/", "/contact", "/accessibility", "/privacy", "/vulnerability-disclosure", REPORT];

/// The page without the question mark that asks for one made now; it stands in the links to other languages.
fn without_question(html: &str) -> String {
    ["", "/es", "/ar-XB"].iter().fold(html.replace("?\"", "\""), |html, home| {
        html.replace(&format!("href=\"{home}/\" lang"), &format!("href=\"{home}\" lang"))
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_page_is_the_page_as_it_is_made_now() {
    let site = TestSite::new().await;
    for tag in ["", "/es", "/ar-XB"] {
        for path in EVERYBODYS {
            let path = format!("{tag}{path}");
            let browser = Browser::new(site.address);
            let first = browser.ask("GET", &path, &[]).await;
            let before = site.web.kept.all().len();
            let second = browser.ask("GET", &path, &[]).await;
            let now = browser.ask("GET", &format!("{path}?"), &[]).await;
            assert_eq!(site.web.kept.all().len(), before, "{path} is kept once, and not with a question");
            assert_eq!((first.status, &first.html), (200, &second.html), "{path}");
            assert_eq!(without_question(&now.html), without_question(&second.html), "{path}");
        }
    }
    assert_eq!(site.web.kept.all().len(), 3 * EVERYBODYS.len());
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_page_shown_and_a_page_saved_ask_the_database_once_each() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::begin(&mut browser).await;
    let asked = || site.app.store.questions_asked();
    let before = asked();
    browser.open(&format!("{REPORT}/what-is-wrong")).await;
    assert_eq!(asked() - before, 1, "who asks, and what they are working on");
    let before = asked();
    browser.press("Continue", &[("Pothole", "")]).await;
    assert_eq!(browser.page.status, 200, "{:?}", browser.page.errors());
    assert_eq!(asked() - before, 2, "one for what was sent, one for the page after it");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guests_share_question_pages_and_none_holds_an_answer_of_theirs() {
    let site = TestSite::new().await;
    let mut ana = Browser::new(site.address);
    street::to_photo(&mut ana).await;
    let kept = site.web.kept.all();
    let questions = kept.iter().filter(|page| page.contains("data-keep")).count();
    assert!(questions >= 4, "each question page was kept before it was answered: {questions}");
    let mut ben = Browser::new(site.address);
    street::begin(&mut ben).await;
    assert_eq!(site.web.kept.all().len(), kept.len(), "Ben is shown what was kept");
    ana.open(&format!("{REPORT}/what-is-wrong")).await;
    assert!(ana.page.html.contains(" checked"), "Ana sees her own answer");
    ben.open(&format!("{REPORT}/what-is-wrong")).await;
    assert!(!ben.page.html.contains(" checked"), "and Ben does not");
    ana.open(&format!("{REPORT}/where")).await;
    assert!(ana.page.html.contains(ANSWER));
    for page in site.web.kept.all() {
        assert!(!page.contains(ANSWER) && !page.contains(" checked"), "{page}");
    }
    site.leave();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_published_anew_is_shown_at_once() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::begin(&mut browser).await;
    browser.open("/contact").await;
    let mut services = project::services();
    for (file, from, to) in [
        ("report-a-street-problem/pages/what-is-wrong.yaml", "What is the problem?", "What did you see?"),
        ("report-a-street-problem/service.yaml", "Report a street problem", "Report a broken street"),
        ("agencies.yaml", "Monday to Friday", "Monday to Sunday"),
    ] {
        let text = services.get_mut(file).expect("the file");
        assert!(text.contains(from), "{from} in {file}");
        *text = text.replace(from, to);
    }
    site.offer(&services).await;
    let mut other = Browser::new(site.address);
    for path in ["/", REPORT] {
        assert!(other.open(path).await.text().contains("Report a broken street"), "{path}");
    }
    assert!(other.open("/contact").await.text().contains("Monday to Sunday"));
    street::begin(&mut other).await;
    assert!(other.page.text().contains("What did you see?"), "{}", other.page.text());
    site.offer(&project::services()).await;
    assert!(!other.open("/contact").await.text().contains("Monday to Sunday"), "and back again");
    site.leave();
}

/// What somebody sees who was never here.
async fn newcomer(site: &TestSite, path: &str) -> String {
    Browser::new(site.address).open(path).await.text()
}

#[tokio::test(flavor = "multi_thread")]
async fn newcomers_are_shown_what_went_out_before_as_long_as_it_is_true() {
    let site = TestSite::new().await;
    for path in EVERYBODYS {
        assert_eq!(newcomer(&site, path).await, newcomer(&site, path).await, "{path}");
    }
    assert_eq!(site.web.front.count(), EVERYBODYS.len());
    let mut services = project::services();
    let removed: Vec<_> =
        services.keys().filter(|file| file.starts_with("report-a-street-problem")).cloned().collect();
    for file in removed {
        services.remove(&file);
    }
    site.offer(&services).await;
    assert!(!newcomer(&site, "/").await.contains("Report a street problem"), "it is not offered");
    assert_eq!(Browser::new(site.address).open(REPORT).await.status, 404);
    site.offer(&project::services()).await;
    assert!(newcomer(&site, "/").await.contains("Report a street problem"), "it is offered again");
    let paused = Pause {
        service: "report-a-street-problem".to_owned(),
        until_at: None,
        words: BTreeMap::from([("en".to_owned(), "We move our offices.".to_owned())]),
        paused_at: site.app.clock.now(),
    };
    site.app.store.commit(pause(&paused)).await.expect("it is kept");
    site.app.look_at_conditions().await.expect("it is read");
    assert!(newcomer(&site, REPORT).await.contains("We move our offices."));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_who_has_begun_is_shown_what_newcomers_see() {
    let site = TestSite::new().await;
    newcomer(&site, REPORT).await;
    let mut ana = Browser::new(site.address);
    street::begin(&mut ana).await;
    assert!(
        ana.open(REPORT).await.text().contains("Continue"),
        "her draft is offered first: {}",
        ana.page.text()
    );
    assert!(!newcomer(&site, REPORT).await.contains("saved"), "and to nobody else");
    assert_eq!(site.web.front.count(), 1);
    site.close().await;
}

/// Asks as a browser on the wire: the coding of the answer, and its bytes.
#[expect(clippy::expect_used, clippy::indexing_slicing, reason = "an answer that is none fails the test")]
async fn packed(address: SocketAddr, accept: &str) -> (String, Vec<u8>) {
    let mut stream = TcpStream::connect(address).await.expect("the server listens");
    let request = format!(
        "GET {REPORT} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept-Encoding: {accept}\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.expect("it reads");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("it answers");
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("an end of the head");
    let head = String::from_utf8(answer[..end].to_vec()).expect("text").to_lowercase();
    assert!(head.contains("vary: accept-encoding"), "{head}");
    let coding = head.lines().find_map(|line| line.strip_prefix("content-encoding: ")).unwrap_or_default();
    (coding.to_owned(), answer[end + 4..].to_vec())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_page_is_the_same_page_in_every_coding() {
    let site = TestSite::new().await;
    for _ in 0..2 {
        let (coding, plain) = packed(site.address, "identity").await;
        assert_eq!(coding, "");
        let (coding, brotli) = packed(site.address, "gzip, deflate, br").await;
        assert_eq!(coding, "br");
        let mut page = Vec::new();
        brotli::BrotliDecompress(&mut &*brotli, &mut page).expect("brotli");
        assert_eq!(page, plain);
        let (coding, gzip) = packed(site.address, "gzip, br;q=0").await;
        assert_eq!(coding, "gzip");
        let mut page = Vec::new();
        flate2::read::GzDecoder::new(&*gzip).read_to_end(&mut page).expect("gzip");
        assert_eq!(page, plain);
        assert!(brotli.len() < gzip.len() && gzip.len() < plain.len());
    }
    site.close().await;
}
