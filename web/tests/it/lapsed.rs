//! A session that ended while a page was open: what was typed is kept where it can be, and nothing false is said.

use jiff::SignedDuration;
use testkit::{browser::Browser, site::TestSite};

use crate::{
    double::{draft_on, kept},
    street,
};

const REPORT: &str = "/s/report-a-street-problem";

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_in_a_session_that_ended_is_kept_and_there_after_signing_in() {
    let site = TestSite::new().await;
    let mut browser = site.resident("ana@example.org").await;
    street::to_photo(&mut browser).await;
    browser.open(&format!("{REPORT}/where")).await;
    let form = browser.fill("Continue", &[("Describe the place", "Typed before lunch")]);
    site.clock.pass(SignedDuration::from_mins(90));
    browser.send(form).await;
    assert_eq!(browser.page.status, 401);
    let shown = browser.page.text();
    assert!(!shown.contains("Typed before lunch"), "an ended session shows nothing any more");
    let sign_in = browser.page.link("Sign in").expect("the page offers a way on");
    assert_eq!(sign_in, "/sign-in");
    site.sign_in(&mut browser, "ana@example.org").await;
    browser.press("Continue", &[]).await;
    browser.open(&format!("{REPORT}/where")).await;
    assert_eq!(browser.page.value("where_is_it").as_deref(), Some("Typed before lunch"));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ended_session_sends_nothing_and_changes_nothing_but_the_page_that_was_typed() {
    let site = TestSite::new().await;
    let mut browser = site.resident("ana@example.org").await;
    street::to_check(&mut browser).await;
    let draft = draft_on(&browser);
    let form = browser.page.form_with("draft");
    site.clock.pass(SignedDuration::from_mins(90));
    let before = kept(&site, &draft).await;
    browser.send(form).await;
    assert_eq!(browser.page.status, 401);
    for page in ["check", "where", "save"] {
        assert_eq!(browser.ask("GET", &format!("{REPORT}/{page}"), &[]).await.status, 401, "{page}");
    }
    assert_eq!(kept(&site, &draft).await, before);
    assert!(site.system.records().is_empty());
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_wrong_in_a_session_that_ended_stands_there_again_after_signing_in() {
    let site = TestSite::new().await;
    let mut browser = site.resident("ana@example.org").await;
    street::to_photo(&mut browser).await;
    browser.open(&format!("{REPORT}/where")).await;
    let too_long = "At the corner. ".repeat(50);
    let form = browser.fill("Continue", &[("Describe the place", &too_long)]);
    site.clock.pass(SignedDuration::from_mins(90));
    browser.send(form).await;
    assert_eq!(browser.page.status, 401);
    assert!(!browser.page.text().contains("could not save"), "{}", browser.page.text());
    site.sign_in(&mut browser, "ana@example.org").await;
    browser.press("Continue", &[]).await;
    assert_eq!(browser.page.path, format!("{REPORT}/where"), "the page that waits comes first");
    assert_eq!(browser.page.value("where_is_it").as_deref(), Some(too_long.trim()));
    assert!(browser.page.text().contains("We kept what you typed"), "{}", browser.page.text());
    browser.press("Continue", &[("Describe the place", "At the corner")]).await;
    assert_eq!(browser.page.path, format!("{REPORT}/photo"));
    browser.open(&format!("{REPORT}/where")).await;
    assert_eq!(browser.page.value("where_is_it").as_deref(), Some("At the corner"));
    assert!(!browser.page.text().contains("We kept what you typed"), "it is saved now");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_given_in_a_session_that_ended_is_not_said_to_be_kept() {
    let site = TestSite::new().await;
    let mut browser = site.resident("ana@example.org").await;
    street::to_photo(&mut browser).await;
    let mut form = browser.fill("Continue", &[]);
    browser.attach(&mut form, "Choose", "hole.jpg", street::PHOTO);
    site.clock.pass(SignedDuration::from_mins(90));
    browser.send(form).await;
    assert_eq!(browser.page.status, 401);
    assert!(browser.page.text().contains("could not save your last page"), "{}", browser.page.text());
    assert!(browser.page.link("Sign in").is_some());
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_caseworker_whose_session_ended_is_led_to_the_staffs_own_sign_in() {
    let site = TestSite::new().await;
    let mut staff = site.staff("public-works", model::Role::Caseworker).await;
    site.clock.pass(SignedDuration::from_mins(45));
    for path in ["/staff", "/staff/obligations", "/es/staff/audit"] {
        staff.open(path).await;
        assert_eq!(staff.page.status, 401, "{path}");
    }
    staff.open("/staff?q=someone").await;
    assert_eq!(staff.page.link("Sign in").as_deref(), Some("/staff/sign-in"));
    assert_eq!(staff.ask("POST", "/session/extend", &[]).await.headers["location"], "/staff");
    staff.open("/staff/sign-in").await;
    assert_eq!(staff.page.status, 200);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_caseworker_typed_in_a_session_that_ended_is_sent_again_after_signing_in() {
    let site = TestSite::new().await;
    street::report(&mut Browser::new(site.address), "ben@example.org").await;
    let mut staff = site.staff("public-works", model::Role::Caseworker).await;
    staff.open("/staff").await;
    let links = staff.page.links();
    let case = links.iter().find(|link| link.starts_with("/staff/cases/")).expect("the case");
    for (prefix, heading, advice, again) in [
        ("", "You were signed out. Your text is still here", "Sign in again in a new tab", "Send again"),
        ("/es", "Cerramos su sesión. Su texto sigue aquí", "Entre otra vez", "Enviar otra vez"),
    ] {
        staff.open(&format!("{prefix}{case}")).await;
        let note = format!("Called on Monday.{prefix}\nNo <answer> & no message.");
        let mut form = staff.page.form_with("note");
        form.set("note", &note);
        site.clock.pass(SignedDuration::from_mins(45));
        staff.send(form).await;
        assert_eq!((staff.page.status, staff.page.heading().as_str()), (401, heading));
        assert_eq!(staff.page.value("note").as_deref(), Some(note.as_str()), "to the letter");
        assert!(staff.page.text().contains(advice), "{}", staff.page.text());
        let kept = staff.page.form(again);
        staff.send(kept.clone()).await;
        assert_eq!(staff.page.status, 401, "nobody writes without signing in");
        staff.open("/staff/sign-in").await;
        let mut sign_in = staff.page.form_with("password");
        sign_in.set("email", "caseworker@public-works.example.gov");
        sign_in.set("password", testkit::people::PASSWORD);
        staff.send(sign_in).await;
        staff.send(kept).await;
        assert_eq!(staff.page.status, 200, "{}", staff.page.text());
        assert!(staff.page.text().contains("No <answer> & no message."), "{}", staff.page.text());
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_whose_session_ended_is_not_told_to_sign_in_again() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    let send = browser.page.form_with("draft");
    browser.open(&format!("{REPORT}/where")).await;
    let typed = browser.fill("Continue", &[("Describe the place", "Typed too late")]);
    site.clock.pass(SignedDuration::from_hours(25));
    let start = format!("{REPORT}?gone=1");
    assert_eq!(browser.open(&format!("{REPORT}/where")).await.path, start);
    for form in [typed, send] {
        browser.send(form).await;
        assert_eq!((browser.page.status, &browser.page.path), (200, &start));
    }
    site.close().await;
}

/// Seconds that a page says are left, and the sentence about it.
fn told(browser: &Browser) -> (String, bool) {
    let html = &browser.page.html;
    let seconds = html.split("data-session-seconds=\"").nth(1).and_then(|rest| rest.split('"').next());
    (seconds.unwrap_or_default().to_owned(), browser.page.text().contains("We sign you out after"))
}

#[tokio::test(flavor = "multi_thread")]
async fn acc_07_a_page_says_how_long_a_sign_in_lasts_and_one_request_makes_it_last_again() {
    let site = TestSite::new().await;
    let mut browser = site.resident("ana@example.org").await;
    assert_eq!(told(&browser), ("3600".to_owned(), true));
    // Written down once a minute at most: the page tells what is so, not what would be nice.
    site.clock.pass(SignedDuration::from_secs(40));
    browser.open("/account").await;
    assert_eq!(told(&browser).0, "3560");
    browser.headers.insert("accept".to_owned(), "application/json".to_owned());
    for _ in 0..12 {
        site.clock.pass(SignedDuration::from_mins(58));
        let answer = browser.ask("POST", "/session/extend", &[]).await;
        assert_eq!((answer.status, answer.html.as_str()), (200, "{\"seconds\":3600}"));
    }
    site.clock.pass(SignedDuration::from_mins(61));
    assert_eq!(browser.ask("POST", "/session/extend", &[]).await.status, 401, "ended is ended");
    browser.headers.clear();
    assert_eq!(
        browser.ask("POST", "/session/extend", &[]).await.status,
        303,
        "without script, a page follows"
    );
    let mut guest = Browser::new(site.address);
    street::begin(&mut guest).await;
    assert_eq!(told(&guest), (String::new(), false), "a guest is not signed in, so nobody is signed out");
    site.close().await;
}
