//! Looking changes nothing: not a page that is opened, not a link in mail that a program follows.

use jiff::{SignedDuration, tz::TimeZone};
use testkit::{browser::Browser, site::TestSite};

use crate::{
    double::{draft_on, kept},
    journeys, street,
};

const FOOD: &str = "apply-for-food-assistance";
/// Words of the sample's name.
const FAMILY: &str = "Two parents who both work";
const REPORT: &str = "/s/report-a-street-problem";

#[tokio::test(flavor = "multi_thread")]
async fn looking_changes_nothing_whatever_is_opened() {
    let site = TestSite::new().await;
    let mut browser = site.resident("ana@example.org").await;
    journeys::to_check(&site, &mut browser, FOOD, FAMILY).await;
    let draft = draft_on(&browser);
    let before = kept(&site, &draft).await;
    let service = site.app.services.current("apply-for-food-assistance").expect("the service");
    let mut paths: Vec<String> = ["tasks", "check", "email", "save", "saved", "send", "start"]
        .iter()
        .map(|page| format!("/s/apply-for-food-assistance/{page}"))
        .collect();
    let journey = service.journey(&before.answers, site.app.today_in(&TimeZone::UTC));
    paths.extend(journey.steps().iter().map(|step| format!("/s/apply-for-food-assistance/{}", step.place)));
    paths.extend(["/account".to_owned(), format!("/account/drafts/{draft}/delete")]);
    browser.open("/s/apply-for-food-assistance/household-members").await;
    paths.extend(browser.page.links().into_iter().filter(|link| link.contains("/remove/")));
    assert!(paths.len() > 30, "{paths:?}");
    let sent_before = site.mail.sent().len();
    site.clock.pass(SignedDuration::from_mins(2));
    for path in paths {
        for address in [path.clone(), format!("/es{path}")] {
            browser.open(&address).await;
            assert_eq!(browser.page.status, 200, "{address}");
        }
    }
    site.work().await;
    assert_eq!(kept(&site, &draft).await, before);
    assert_eq!(site.mail.sent().len(), sent_before, "nothing was sent either");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_opens_links_in_mail_does_no_harm() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_photo(&mut browser).await;
    browser.open(&format!("{REPORT}/save")).await;
    let mut form = browser.page.form_with("email");
    form.set("email", "ana@example.org");
    browser.send(form).await;
    site.work().await;
    let link = site.mail.newest_to("ana@example.org").expect("the link").action.expect("a link").url;
    let path = link.strip_prefix("http://localhost").expect("our own address").to_owned();
    let messages = site.mail.sent().len();
    let mut scanner = Browser::new(site.address);
    for _ in 0..3 {
        assert_eq!(scanner.open(&path).await.status, 200);
        assert!(scanner.page.cookies.is_empty(), "looking begins no session");
        assert!(!scanner.page.text().contains("Oak Street"), "the link alone shows no answer");
    }
    site.work().await;
    assert_eq!(site.mail.sent().len(), messages, "looking sends no code");
    assert_eq!(browser.open(&format!("{REPORT}/photo")).await.status, 200, "the draft is where it was");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_agencys_phone_number_can_be_called_wherever_a_service_names_it() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    browser.open("/s/apply-for-food-assistance").await;
    let calls = browser.page.html.matches("href=\"tel:+15155550120\"").count();
    assert!(calls >= 2, "in the help and in \"other ways\": {calls}");
    site.close().await;
}
