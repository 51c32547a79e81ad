//! A draft that is not there any more: sent, deleted, or begun elsewhere. People are told, and led on.

use testkit::{browser::Browser, site::TestSite};

use crate::street;

const REPORT: &str = "/s/report-a-street-problem";
const ANA: &str = "ana@example.org";

#[tokio::test(flavor = "multi_thread")]
async fn going_back_after_sending_shows_the_confirmation_and_no_second_beginning() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    let sent = street::report(&mut browser, ANA).await;
    for page in ["check", "news", "where", "save", "email"] {
        browser.open(&format!("{REPORT}/{page}")).await;
        assert_eq!(browser.page.path, format!("/sent/{}", sent.draft), "{page}");
    }
    browser.open(&format!("/es{REPORT}/check")).await;
    assert_eq!(browser.page.path, format!("/es/sent/{}", sent.draft));
    browser.open(REPORT).await;
    assert!(browser.page.text().contains("You sent this on"), "{}", browser.page.text());
    assert_eq!(browser.page.link("See the confirmation"), Some(format!("/sent/{}", sent.draft)));
    browser.press("Start a new one", &[]).await;
    assert_eq!(browser.page.path, format!("{REPORT}/what-is-wrong"), "another one can be begun");
    assert!(!browser.open(REPORT).await.text().contains("You sent this on"));
    site.work().await;
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_no_answers_here_is_told_so_where_they_can_begin() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    let told = "no answers of yours on this device";
    browser.open(&format!("{REPORT}/where")).await;
    assert_eq!((browser.page.status, browser.page.path.as_str()), (200, "/s/report-a-street-problem?gone=1"));
    assert!(browser.page.text().contains(told), "{}", browser.page.text());
    browser.switch_language("es").await;
    assert_eq!(browser.page.path, format!("/es{REPORT}?gone=1"), "in the other language too");
    browser.open(&format!("{REPORT}?gone=1")).await;
    browser.press("Start now", &[]).await;
    assert!(!browser.open(REPORT).await.text().contains(told));
    assert!(!browser.open(&format!("{REPORT}?gone=1")).await.text().contains(told), "now there are");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_has_ended_says_why_and_leads_on() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_photo(&mut browser).await;
    browser.press("Save and finish later", &[]).await;
    let mut form = browser.page.form_with("email");
    form.set("email", ANA);
    browser.send(form).await;
    site.work().await;
    let link = site.mail.newest_to(ANA).expect("the link").action.expect("a link").url;
    let path = link.strip_prefix("http://localhost").expect("our own address").to_owned();
    browser.open(&format!("{REPORT}/photo")).await;
    browser.press("Continue", &[]).await;
    browser.press("Continue", &[]).await;
    street::send(&mut browser).await;
    let mut elsewhere = Browser::new(site.address);
    elsewhere.open(&path).await;
    assert_eq!(elsewhere.page.status, 404);
    assert_eq!(elsewhere.page.heading(), "This link has ended");
    assert_eq!(elsewhere.page.link("Check a status").as_deref(), Some("/status"));
    assert_eq!(elsewhere.page.link("Go to the home page").as_deref(), Some("/"));
    assert_eq!(elsewhere.ask("POST", &path, &[]).await.status, 404);
    elsewhere.open("/es/resume/never-sent-to-anybody").await;
    assert_eq!(elsewhere.page.heading(), "Este enlace ya no sirve", "known or not, it is the same answer");
    site.work().await;
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_receipt_names_the_status_page_in_the_language_it_is_in() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    let sent = street::report(&mut browser, ANA).await;
    browser.open(&format!("/receipt/{}", sent.draft)).await;
    assert!(!browser.page.text().contains("/es/status"), "{}", browser.page.text());
    browser.open(&format!("/es/receipt/{}", sent.draft)).await;
    assert!(
        browser.page.text().contains(&format!("http://{}/es/status", site.address)),
        "{}",
        browser.page.text()
    );
    site.work().await;
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_given_in_the_answers_stands_where_the_link_is_asked_for() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_photo(&mut browser).await;
    browser.press("Continue", &[]).await;
    browser.press("Continue", &[("Your email address", ANA)]).await;
    browser.open(&format!("{REPORT}/save")).await;
    assert_eq!(browser.page.value("email").as_deref(), Some(ANA));
    site.close().await;
}
