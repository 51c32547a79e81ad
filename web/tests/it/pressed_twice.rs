//! What arrives twice. A one-time code: the browser it was entered in sees the first result again; for everybody else, and
//! a while later, it is spent. A wish for a message: one is sent.

use jiff::SignedDuration;
use testkit::{
    browser::{Browser, Filled},
    site::TestSite,
};

use crate::{journeys, street};

const LICENSE: &str = "renew-a-drivers-license";
const EMAIL: &str = "dana@example.org";

/// A browser on the page that asks for the code which sends the answers, and that page's form, filled in.
async fn at_code(site: &TestSite) -> (Browser, Filled) {
    let mut browser = Browser::new(site.address);
    journeys::to_check(site, &mut browser, LICENSE, "Nothing changed.").await;
    browser.open(&format!("/s/{LICENSE}/email")).await;
    let mut form = browser.page.form_with("email");
    form.set("email", EMAIL);
    browser.send(form).await;
    let mut form = browser.page.form_with("code");
    form.set("code", &site.newest_code(EMAIL).await);
    (browser, form)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_right_code_pressed_twice_shows_the_confirmation_both_times() {
    let site = TestSite::new().await;
    let (mut browser, form) = at_code(&site).await;
    // The first answer was lost on the way, with its cookie: the browser still has the old one.
    let lost = browser.ask_form(form.clone()).await;
    browser.send(form.clone()).await;
    let sent = street::sent(&browser);
    assert_eq!(lost.headers.get("location"), Some(&format!("/sent/{}", sent.draft)), "the first result");
    browser.open("/account").await;
    assert!(browser.page.text().contains(&sent.reference), "and the new cookie works");
    browser.send(form).await;
    assert_eq!(street::sent(&browser), sent, "with the new cookie too");
    site.work().await;
    let records = site.system.records().len();
    assert!(records <= 2, "one case, whose plan has two parts: {records}");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_presses_of_a_code_at_the_same_moment_both_lead_to_the_confirmation() {
    let site = TestSite::new().await;
    let (browser, form) = at_code(&site).await;
    let (mut one, mut two) = (browser.tab(), browser.tab());
    futures::future::join(one.send(form.clone()), two.send(form)).await;
    assert_eq!(street::sent(&one), street::sent(&two));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn id_05_a_used_code_is_worth_nothing_elsewhere_later_wrong_or_too_often() {
    let site = TestSite::new().await;
    let (browser, form) = at_code(&site).await;
    let (old, mut elsewhere) = (browser.tab(), Browser::new(site.address));
    assert_eq!(browser.ask_form(form.clone()).await.status, 303);
    elsewhere.send(form.clone()).await;
    assert_eq!(elsewhere.page.path, format!("/s/{LICENSE}?gone=1"), "another browser has no part in it");
    let cookies = |page: &testkit::browser::Page| page.cookies.len();
    let mut wrong = form.clone();
    wrong.set("code", "000000");
    assert_eq!(cookies(&old.ask_form(wrong).await), 0);
    // Of five tries the first press took one, the wrong one another.
    for _ in 0..3 {
        assert_eq!(cookies(&old.ask_form(form.clone()).await), 1);
    }
    assert_eq!(cookies(&old.ask_form(form).await), 0, "repeats use up tries as well");
    site.work().await;
    let (browser, form) = at_code(&site).await;
    assert_eq!(browser.ask_form(form.clone()).await.status, 303);
    site.clock.pass(SignedDuration::from_secs(61));
    assert_eq!(cookies(&browser.ask_form(form).await), 0, "a minute later it is not the same press");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_pressed_twice_leads_to_my_cases() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::begin(&mut browser).await;
    browser.open("/sign-in").await;
    let mut form = browser.page.form_with("email");
    form.set("email", EMAIL);
    browser.send(form).await;
    let mut form = browser.page.form_with("code");
    form.set("code", &site.newest_code(EMAIL).await);
    browser.ask_form(form.clone()).await;
    browser.send(form).await;
    assert_eq!((browser.page.status, browser.page.path.as_str()), (200, "/account"));
    assert!(browser.page.text().contains("Report a street problem"), "what was begun before is there");
    site.close().await;
}

/// A form with an address, sent so often: where each press led, and the messages that were sent for them.
async fn pressed(site: &TestSite, browser: &Browser, path: &str, times: usize) -> (Vec<String>, usize) {
    let mut browser = browser.tab();
    browser.open(path).await;
    let mut form = browser.page.form_with("email");
    form.set("email", EMAIL);
    let before = site.mail.sent().len();
    let mut led = Vec::new();
    for _ in 0..times {
        let answer = browser.ask_form(form.clone()).await;
        led.push(answer.headers.get("location").cloned().unwrap_or_default());
    }
    site.work().await;
    (led, site.mail.sent().len() - before)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_asked_for_twice_at_once_sends_one_code() {
    let site = TestSite::new().await;
    let anybody = Browser::new(site.address);
    let (led, sent) = pressed(&site, &anybody, "/sign-in", 2).await;
    assert_eq!((sent, &led[0]), (1, &led[1]));
    let mut browser = anybody.tab();
    browser.open(&led[1]).await;
    let mut form = browser.page.form_with("code");
    form.set("code", &site.newest_code(EMAIL).await);
    browser.send(form).await;
    assert_eq!(browser.page.path, "/account");
    assert_eq!(pressed(&site, &anybody, "/sign-in", 1).await.1, 1, "a code that was used is not waited for");
    site.clock.pass(SignedDuration::from_secs(61));
    assert_eq!(pressed(&site, &anybody, "/sign-in", 1).await.1, 1, "and a while later it is another wish");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_asked_for_twice_at_once_is_sent_once_and_to_another_address_again() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_photo(&mut browser).await;
    let save = "/s/report-a-street-problem/save";
    let (led, sent) = pressed(&site, &browser, save, 3).await;
    assert_eq!(sent, 1);
    assert!(led.iter().all(|to| to == "/s/report-a-street-problem/saved"), "{led:?}");
    browser.open(save).await;
    for (email, sent) in [("ben@example.org", 1), (EMAIL, 1)] {
        let before = site.mail.sent().len();
        let mut form = browser.page.form_with("email");
        form.set("email", email);
        browser.ask_form(form).await;
        site.work().await;
        assert_eq!(site.mail.sent().len() - before, sent, "{email}");
    }
    site.clock.pass(SignedDuration::from_secs(61));
    assert_eq!(pressed(&site, &browser, save, 2).await.1, 1);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_code_asked_for_twice_at_once_is_sent_once() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    let (led, _) = pressed(&site, &browser, "/sign-in", 1).await;
    browser.open(&led[0]).await;
    let form = browser.page.form_with("again");
    let before = site.mail.sent().len();
    let (one, two) = (browser.ask_form(form.clone()).await, browser.ask_form(form).await);
    site.work().await;
    assert_eq!(site.mail.sent().len() - before, 1);
    assert_eq!(one.headers.get("location"), two.headers.get("location"));
    site.close().await;
}
