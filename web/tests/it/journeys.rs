//! Every sample of every service that comes with Portico, from the start page to a decision and the message about it.

use forms::{Answers, Place, QuestionId, Service};
use testkit::{
    browser::{Browser, Filled},
    site::TestSite,
    walk::{self, Steps},
};

/// Fills in the page the browser is on from a sample.
pub fn fill(browser: &Browser, service: &Service, sample: &Answers, place: &Place, button: &str) -> Filled {
    let mut form = browser.page.form(button);
    for (name, texts) in walk::typed(service, sample, place) {
        form.set_all(&name, &texts);
    }
    form
}

/// Walks a sample from the start page to the confirmation, to an ending, or to the page that stops it.
pub async fn walk(
    site: &TestSite,
    browser: &mut Browser,
    service: &Service,
    sample: &Answers,
    prefix: &str,
) -> String {
    let slug = service.slug.as_str();
    let tag = if prefix.is_empty() { "en" } else { prefix.trim_start_matches('/') };
    let words = site.app.words(tag).expect("the words of the language");
    let said = |key: &str| words.say(key).replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'], "");
    let (go_on, begin) = (said("continue"), said("start-now"));
    browser.open(&format!("{prefix}/s/{slug}")).await;
    let start = browser.page.form(&begin);
    browser.send(start).await;
    let mut steps = Steps::default();
    for _ in 0..120 {
        assert_eq!(browser.page.status, 200, "{slug} at {}: {:?}", browser.page.path, browser.page.errors());
        let path = browser.page.path.split('?').next().unwrap_or_default().to_owned();
        let rest = path.trim_start_matches(prefix).trim_start_matches(&format!("/s/{slug}/")).to_owned();
        if rest == "check" || rest == "email" || rest.starts_with("email/") || path.contains("/sent/") {
            return path;
        }
        if rest == "tasks" {
            let link = browser.page.link(&go_on).expect("the task list leads on");
            browser.open(&link).await;
            continue;
        }
        let place = service.place(&rest).unwrap_or_else(|| panic!("no page at {path}"));
        if service.page(&place.page).is_some_and(|page| page.file.ends) {
            return path;
        }
        let form = if let Some(repeat) = service.repeat_on(&place.page) {
            add_or_go_on(&mut steps, browser, sample, &place, &repeat)
        } else {
            let inside = steps.in_sample(sample, &place).expect("the sample has another entry");
            fill(browser, service, sample, &inside, &go_on)
        };
        browser.send(form).await;
    }
    panic!("{slug} never ends; {} obligations", site.count(&model::State::Due).await)
}

/// "Add" while the sample has more entries, then go on.
fn add_or_go_on(
    steps: &mut Steps,
    browser: &Browser,
    sample: &Answers,
    place: &Place,
    repeat: &QuestionId,
) -> Filled {
    let mut form = browser.page.form_with("next");
    form.set("next", if steps.has_more(sample, place, repeat) { "add" } else { "continue" });
    form
}

/// Confirms an email address where the service asks for one: then the answers are sent, as the person asked before.
pub async fn confirm_email(site: &TestSite, browser: &mut Browser) {
    if !browser.page.path.ends_with("/email") {
        return;
    }
    let mut form = browser.page.form_with("email");
    form.set("email", "ana.example@example.org");
    browser.send(form).await;
    assert!(browser.page.path.contains("/email/code"), "{} {:?}", browser.page.path, browser.page.errors());
    site.work().await;
    let message = site.mail.newest_to("ana.example@example.org").expect("a code was sent");
    let mut form = browser.page.form_with("code");
    form.set("code", &message.facts.first().expect("the code").value);
    browser.send(form).await;
    assert!(browser.page.path.contains("/sent/"), "{} {:?}", browser.page.path, browser.page.errors());
}

/// From the check page to the confirmation.
pub async fn send(site: &TestSite, browser: &mut Browser) {
    browser.send(browser.page.form_with("draft")).await;
    if browser.page.path.ends_with("/email") {
        confirm_email(site, browser).await;
    }
    assert!(browser.page.path.contains("/sent/"), "{} {:?}", browser.page.path, browser.page.errors());
}

/// Walks the sample whose name has these words up to "check answers".
pub async fn to_check(site: &TestSite, browser: &mut Browser, slug: &str, name: &str) {
    let service = site.app.services.current(slug).expect("the service");
    let samples = service.samples(site.app.today_in(&jiff::tz::TimeZone::UTC));
    let sample = samples.iter().find(|sample| sample.name.contains(name)).expect("the sample");
    let end = walk(site, browser, &service, &sample.answers, "").await;
    assert!(end.ends_with("/check"), "{end}");
}

async fn every_sample(prefix: &str) {
    let site = TestSite::new().await;
    let services: Vec<_> = site.app.services.all().collect();
    let mut sent = 0;
    for service in &services {
        for sample in service.samples(site.app.today_in(&jiff::tz::TimeZone::UTC)) {
            let mut browser = Browser::new(site.address);
            let end = walk(&site, &mut browser, service, &sample.answers, prefix).await;
            if !end.ends_with("/check") {
                continue;
            }
            send(&site, &mut browser).await;
            site.work().await;
            sent += 1;
        }
    }
    assert!(sent >= 8, "only {sent} samples were sent");
    assert!(!site.system.records().is_empty());
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_sample_of_every_service_is_received_and_handed_over_in_english() {
    every_sample("").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_sample_of_every_service_is_received_and_handed_over_in_spanish() {
    every_sample("/es").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_sample_of_every_service_is_received_and_handed_over_right_to_left() {
    every_sample("/ar-XB").await;
}
