//! A service that is not open says so wherever people meet it, keeps what they began, and takes no more than it can.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use store::availability::{Pause, end_pause, pause};
use testkit::{browser::Browser, project, site::TestSite};

use crate::street;

const SLUG: &str = "report-a-street-problem";
const REPORT: &str = "/s/report-a-street-problem";
/// To the next day: it is morning. A guest's session ends after a whole day.
const NIGHT: SignedDuration = SignedDuration::from_hours(20);

/// A site where reports are taken in a certain time only. It is November 22, 2026 there.
async fn site_with(availability: &str) -> TestSite {
    let site = TestSite::new().await;
    offer(&site, availability).await;
    site
}

async fn offer(site: &TestSite, availability: &str) {
    let mut services = project::services();
    let file = services.get_mut(&format!("{SLUG}/service.yaml")).expect("the service's file");
    assert!(file.contains("minutes: 2\n"));
    *file = file.replacen("minutes: 2\n", &format!("minutes: 2\navailability: {{{availability}}}\n"), 1);
    site.offer(&services).await;
}

/// Presses the button that was on the page.
async fn try_to_send(browser: &mut Browser) {
    let form = browser.page.form_with("draft");
    browser.send(form).await;
    assert_eq!(browser.page.path, format!("{REPORT}/check"));
}

#[tokio::test(flavor = "multi_thread")]
async fn before_it_opens_nobody_can_begin_and_everybody_reads_when_it_does() {
    let site = site_with("opens_on: 2026-12-01").await;
    let mut browser = Browser::new(site.address);
    browser.open("/").await;
    assert!(browser.page.text().contains("Opens December 1, 2026"));
    browser.open(REPORT).await;
    let shown = browser.page.text();
    assert!(
        shown.contains("This service opens on December 1, 2026") && shown.contains("By phone"),
        "{shown}"
    );
    assert!(!shown.contains("Start now"));
    let pressed = browser.ask("POST", &format!("{REPORT}/start"), &[]).await;
    assert_eq!(pressed.status, 303);
    browser.open(&format!("{REPORT}/what-is-wrong")).await;
    assert_eq!(browser.page.path, format!("{REPORT}?gone=1"), "nothing was begun without the button either");
    browser.open(&format!("/es{REPORT}")).await;
    assert!(browser.page.text().contains("Este servicio abre el 1 de diciembre de 2026"));
    site.clock.pass(NIGHT * 11);
    street::begin(&mut browser).await;
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_at_check_answers_when_the_service_closes_is_kept_and_told() {
    let site = site_with("closes_on: 2026-11-22").await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    site.clock.pass(NIGHT);
    try_to_send(&mut browser).await;
    let shown = browser.page.text();
    assert!(
        shown.contains("This service closed on November 22, 2026")
            && shown.contains("Your answers are saved"),
        "{shown}"
    );
    assert!(shown.contains("Oak Street, in front of the bakery"), "the answers are there");
    assert!(shown.contains("You cannot send it now") && !shown.contains("You cannot begin"), "{shown}");
    assert!(browser.page.link("Save and finish later").is_some(), "they can still have a link sent");
    browser.open(&format!("{REPORT}/where")).await;
    assert!(browser.page.text().contains("This service closed"), "on every page of the draft");
    offer(&site, "closes_on: 2026-12-31").await;
    browser.open(&format!("{REPORT}/check")).await;
    street::send(&mut browser).await;
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_begun_in_time_can_be_sent_in_the_days_of_grace_and_nothing_new_begun() {
    let site = site_with("closes_on: 2026-11-22, grace_days: 2").await;
    let (mut one, mut other) = (Browser::new(site.address), Browser::new(site.address));
    street::to_check(&mut one).await;
    site.clock.pass(NIGHT);
    one.open(&format!("{REPORT}/check")).await;
    site.clock.pass(NIGHT);
    other.open(REPORT).await;
    let shown = other.page.text();
    assert!(
        shown.contains("You can still send it until November 24, 2026") && !shown.contains("Start now"),
        "{shown}"
    );
    one.open(&format!("/es{REPORT}/check")).await;
    assert!(
        one.page.text().contains("Usted empezó a tiempo. Todavía puede enviarlo hasta el 24 de noviembre")
    );
    one.open(&format!("{REPORT}/check")).await;
    let shown = one.page.text();
    assert!(shown.contains("You began in time") && !shown.contains("You cannot begin"), "{shown}");
    street::send(&mut one).await;
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_limit_below_what_was_received_before_it_came_is_told_before_anybody_begins() {
    let site = TestSite::new().await;
    for _ in 0..2 {
        let mut browser = Browser::new(site.address);
        street::to_check(&mut browser).await;
        street::send(&mut browser).await;
    }
    offer(&site, "most: 2").await;
    site.app.follow().await.expect("it is noticed");
    let mut browser = Browser::new(site.address);
    browser.open(REPORT).await;
    let shown = browser.page.text();
    assert!(shown.contains("This service is full") && !shown.contains("Start now"), "{shown}");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pause_is_shown_with_its_reason_in_the_language_of_the_page_and_ends_by_itself() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    let until_at = "2026-11-23T10:00:00Z".parse().ok();
    let words = [("en", "We move our offices."), ("es", "Nos mudamos.")];
    let words: BTreeMap<String, String> = words.map(|(tag, text)| (tag.to_owned(), text.to_owned())).into();
    let paused_at = "2026-11-22T15:00:00Z".parse().expect("a moment");
    let wanted = Pause { service: SLUG.to_owned(), until_at, words, paused_at };
    site.app.store.commit(pause(&wanted)).await.expect("it is kept");
    site.app.follow().await.expect("it is noticed");
    try_to_send(&mut browser).await;
    let shown = browser.page.text();
    assert!(shown.contains("This service is paused") && shown.contains("We move our offices."), "{shown}");
    assert!(shown.contains("On November 23, 2026 at") && shown.contains("it opens again."), "{shown}");
    browser.open("/es/").await;
    assert!(browser.page.text().contains("En pausa"));
    browser.open(&format!("/es{REPORT}")).await;
    assert!(browser.page.text().contains("Nos mudamos."));
    site.clock.pass(NIGHT);
    browser.open(&format!("{REPORT}/check")).await;
    street::send(&mut browser).await;
    site.app.store.commit(end_pause(SLUG)).await.expect("it is ended");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_last_place_of_the_day_is_taken_the_next_person_is_told_and_can_send_tomorrow() {
    let site = site_with("most_per_day: 1").await;
    let (mut one, mut other) = (Browser::new(site.address), Browser::new(site.address));
    street::to_check(&mut one).await;
    street::to_check(&mut other).await;
    street::send(&mut one).await;
    try_to_send(&mut other).await;
    let shown = other.page.text();
    assert!(
        shown.contains("This service is full for today")
            && shown.contains("It takes more on November 23, 2026"),
        "{shown}"
    );
    one.open("/").await;
    assert!(one.page.text().contains("Full for today"));
    site.clock.pass(NIGHT);
    other.open(&format!("{REPORT}/check")).await;
    street::send(&mut other).await;
    site.close().await;
}
