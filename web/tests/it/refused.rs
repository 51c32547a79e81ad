//! Forms that no page of ours sends: in other letters, packed, of another kind, without end. Each is refused with a page
//! in the person's language, and what was kept before stays as it was.

use testkit::{
    browser::Browser,
    site::{Setup, TestSite},
};

use crate::street;

const WHERE: &str = "/es/s/report-a-street-problem/where";
const PAIRS: &str = "application/x-www-form-urlencoded";

/// Sends bytes as a form; the status and the page.
async fn send(browser: &Browser, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> (u16, String) {
    let page = browser.ask_bytes(path, headers, body).await;
    (page.status, page.html)
}

/// Somebody who has said where it is.
async fn somebody(site: &TestSite) -> Browser {
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    browser
}

async fn assert_unchanged(browser: &mut Browser) {
    browser.open(WHERE).await;
    assert_eq!(browser.page.value("where_is_it").as_deref(), Some("Oak Street, in front of the bakery"));
}

fn utf16(text: &str) -> Vec<u8> {
    [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_in_another_format_or_alphabet_is_refused_with_a_page_and_changes_nothing() {
    let site = TestSite::new().await;
    let mut browser = somebody(&site).await;
    let parts = |name: &str, value: &[u8]| {
        let head = format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
        [head.as_bytes(), value, b"\r\n--x--\r\n"].concat()
    };
    let pairs = [("content-type", PAIRS)];
    let multipart = [("content-type", "multipart/form-data; boundary=x")];
    for (headers, body, wanted) in [
        (&pairs[..], b"where_is_it=%ff".to_vec(), 400),
        (&pairs, b"where_is_it=\xe9".to_vec(), 400),
        (&pairs, b"where_is_it=%C0%AF".to_vec(), 400),
        (&pairs, utf16("where_is_it=Elm"), 400),
        (
            &[("content-type", "application/x-www-form-urlencoded; charset=utf-16")],
            utf16("where_is_it=Elm"),
            415,
        ),
        (&[("content-type", PAIRS), ("content-encoding", "gzip")], b"\x1f\x8b\x08\0\0\0\0\0".to_vec(), 415),
        (&[("content-type", PAIRS), ("content-encoding", "br")], b"where_is_it=Elm".to_vec(), 415),
        (&[("content-type", "text/plain")], b"where_is_it=Elm".to_vec(), 415),
        (&[("content-type", "application/json")], b"{\"where_is_it\":\"Elm\"}".to_vec(), 415),
        (&[], b"where_is_it=Elm".to_vec(), 415),
        (&multipart, parts("where_is_it", b"\xff"), 400),
        (&multipart, b"--y\r\n\r\n".to_vec(), 400),
        (&multipart, b"--x\r\nContent-Disposition: form-data; name=\"where_is_it\"\r\n\r\nElm".to_vec(), 400),
        (&[("content-type", "multipart/form-data")], parts("where_is_it", b"Elm"), 400),
    ] {
        let (status, html) = send(&browser, WHERE, headers, body.clone()).await;
        assert_eq!(status, wanted, "{headers:?} {:?}", String::from_utf8_lossy(&body));
        assert!(html.contains("<html lang=\"es\"") && html.contains("No pudimos leer"), "{headers:?}");
    }
    assert_unchanged(&mut browser).await;
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn more_fields_parts_or_bytes_than_any_page_has_are_refused_and_change_nothing() {
    let site = TestSite::new().await;
    let mut browser = somebody(&site).await;
    let fields = "where_is_it=Elm&".repeat(501);
    let part = "--x\r\nContent-Disposition: form-data; name=\"where_is_it\"\r\n\r\nElm\r\n";
    let parts = format!("{}--x--\r\n", part.repeat(501));
    let large = format!("where_is_it={}", "e".repeat(65 * 1024 * 1024));
    for (kind, body) in [(PAIRS, fields), ("multipart/form-data; boundary=x", parts), (PAIRS, large)] {
        let (status, html) = send(&browser, WHERE, &[("content-type", kind)], body.into_bytes()).await;
        assert_eq!(status, 413, "{kind}");
        assert!(html.contains("<html lang=\"es\""), "{kind}");
    }
    // A page without files takes far less.
    let (status, _) = send(&browser, "/es/status", &[("content-type", PAIRS)], vec![b'x'; 257 * 1024]).await;
    assert_eq!(status, 413);
    assert_unchanged(&mut browser).await;
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_with_odd_heads_never_become_files_or_answers() {
    let site = TestSite::new().await;
    let mut browser = somebody(&site).await;
    for head in [
        "Content-Disposition: form-data",
        "X: y",
        "Content-Disposition: form-data; name=\"where_is_it\0\"",
        "Content-Disposition: form-data; name=where_is_it; name=x; filename=\"\u{fffd}\"",
        "Content-Disposition: form-data; filename*=UTF-8''%ff; name=\"x\"",
    ] {
        let body = format!("--x\r\n{head}\r\n\r\nElm\r\n--x--\r\n");
        let headers = [("content-type", "multipart/form-data; boundary=x")];
        let (status, _) = send(&browser, WHERE, &headers, body.into_bytes()).await;
        assert!((400..500).contains(&status), "{head}: {status}");
    }
    assert_unchanged(&mut browser).await;
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_method_that_is_not_there_is_refused_with_those_that_are() {
    let site = TestSite::new().await;
    let browser = Browser::new(site.address);
    for (method, path, allowed) in [
        ("POST", "/contact", "GET,HEAD"),
        ("PUT", "/status", "GET,HEAD,POST"),
        ("GET", "/sign-out", "POST"),
        ("DELETE", "/healthz", "GET,HEAD"),
        ("TRACE", "/", "GET,HEAD"),
    ] {
        let page = browser.ask(method, path, &[]).await;
        let told = page.headers.get("allow").map(String::as_str);
        assert_eq!((page.status, told), (405, Some(allowed)), "{method} {path}");
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sec_14_one_network_that_begins_without_end_is_asked_to_wait_and_others_go_on() {
    let site = TestSite::set_up(Setup { is_behind_proxy: true, ..Setup::default() }).await;
    let from = |network: &str| {
        let mut browser = Browser::new(site.address);
        browser.headers.insert("x-forwarded-for".to_owned(), format!("203.0.113.9, {network}"));
        browser
    };
    let flood = from("198.51.100.1");
    let mut refused = None;
    for _ in 0..400 {
        let page = flood.ask("POST", "/es/s/report-a-street-problem/start", &[]).await;
        if page.status == 429 {
            refused = Some(page);
            break;
        }
    }
    let page = refused.expect("no one network needs four hundred drafts at once");
    assert!(page.html.contains("Muchas personas usan su red"), "{}", page.text());
    assert!(page.headers.contains_key("retry-after"));
    street::begin(&mut from("198.51.100.2")).await;
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_the_browser_itself_says_it_comes_from_counts_for_nothing() {
    let tries = async |is_behind_proxy: bool| {
        let site = TestSite::set_up(Setup { is_behind_proxy, limits: [1000, 5], ..Setup::default() }).await;
        let mut refused = 0;
        for number in 0..10 {
            let mut browser = Browser::new(site.address);
            let made_up =
                format!("203.0.113.{number}, 198.51.100.{}", if is_behind_proxy { 1 } else { number });
            browser.headers.insert("x-forwarded-for".to_owned(), made_up);
            let form = [("reference", "K7P-4QX-9"), ("receipt_code", "AAAA-BBBB")];
            refused += u8::from(browser.ask("POST", "/status", &form).await.status == 429);
        }
        site.close().await;
        refused
    };
    assert_eq!(tries(false).await, 5, "nobody is before Portico: the connection counts");
    assert_eq!(tries(true).await, 5, "what stands before the proxy's own word counts for nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn sec_14_one_network_that_gives_files_without_end_is_asked_to_wait() {
    let site = TestSite::set_up(Setup { is_behind_proxy: true, shares: [300, 5], ..Setup::default() }).await;
    let mut browser = Browser::new(site.address);
    browser.headers.insert("x-forwarded-for".to_owned(), "198.51.100.1".to_owned());
    street::to_photo(&mut browser).await;
    let mut form = browser.page.form("Continue");
    // Not a picture: refused as a file, and counted all the same.
    browser.attach(&mut form, "Choose", "large.jpg", &vec![b'x'; 2 * 1024 * 1024]);
    for wanted in [422, 422, 429] {
        assert_eq!(browser.ask_form(form.clone()).await.status, wanted);
    }
    browser.open("/s/report-a-street-problem/where").await;
    assert_eq!(browser.page.status, 200, "everything else goes on");
    site.close().await;
}
