//! Staff see what was worked out from the answers, not only the answers.

use model::Role;
use testkit::{browser::Browser, site::TestSite};

use crate::journeys::{send, to_check, walk};

#[tokio::test(flavor = "multi_thread")]
async fn a_caseworker_sees_the_fee_that_was_worked_out_for_a_78_year_old() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    to_check(&site, &mut browser, "renew-a-drivers-license", "78").await;
    send(&site, &mut browser).await;
    let mut staff = site.staff("dmv", Role::Caseworker).await;
    staff.open("/staff").await;
    let reference = browser.page.fact("Case reference");
    let case = staff.page.link(&reference).expect("the case is in the queue");
    staff.open(&case).await;
    let text = staff.page.text();
    assert!(text.contains("Worked out from the answers"), "{text}");
    assert!(text.contains("Fee to bill") && text.contains("$30") && !text.contains("$30.00"), "{text}");
    site.close().await;
}

/// The clock of the site stands at 22 November 2026.
async fn has_the_day(slug: &str, agency: &str, example: &str, day: &str) {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    to_check(&site, &mut browser, slug, example).await;
    send(&site, &mut browser).await;
    let text = browser.page.text();
    assert!(text.contains(&format!("We aim to finish by {day}")), "{text}");
    let mut staff = site.staff(agency, Role::Caseworker).await;
    staff.open("/staff").await;
    assert!(staff.page.text().contains(day), "{}", staff.page.text());
    let reference = browser.page.fact("Case reference");
    staff.open(&staff.page.link(&reference).expect("the case is in the queue")).await;
    assert!(staff.page.text().contains(day), "{}", staff.page.text());
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_must_have_an_answer_within_7_days_is_promised_and_queued_for_7_days() {
    has_the_day("apply-for-food-assistance", "human-services", "no income", "November 29, 2026").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_others_are_promised_and_queued_for_30_days() {
    has_the_day(
        "apply-for-food-assistance",
        "human-services",
        "Two parents who both work",
        "December 22, 2026",
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_street_problem_that_is_urgent_is_aimed_at_the_next_day() {
    has_the_day("report-a-street-problem", "public-works", "light pole leans", "November 23, 2026").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn before_anything_is_answered_the_start_page_says_both_ends() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    browser.open("/s/apply-for-food-assistance").await;
    let text = browser.page.text();
    assert!(text.contains("7 to 30 days. It depends on your answers."), "{text}");
    assert!(text.contains("English and Spanish"), "{text}");
    browser.open("/es/s/apply-for-food-assistance").await;
    let text = browser.page.text();
    assert!(text.contains("De 7 a 30 días. Depende de sus respuestas."), "{text}");
    assert!(text.contains("Inglés y español"), "{text}");
    browser.open("/s/renew-a-drivers-license").await;
    assert!(browser.page.text().contains("Up to 10 days"), "{}", browser.page.text());
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ending_shows_other_ways_only_for_the_people_it_is_for() {
    let site = TestSite::new().await;
    for (slug, example, shown) in [
        ("apply-for-food-assistance", "lives in another state", None),
        ("renew-a-drivers-license", "A truck driver", None),
        ("apply-for-food-assistance", "already has a case", Some("Bring our last letter")),
    ] {
        let service = site.app.services.current(slug).expect("the service");
        let mut samples = service.samples(site.app.today_in(&jiff::tz::TimeZone::UTC));
        let sample = if let Some(at) = samples.iter().position(|sample| sample.name.contains(example)) {
            samples.swap_remove(at)
        } else {
            // As the example of another state, but for one who gets help.
            let mut sample =
                samples.into_iter().find(|one| one.name.contains("another state")).expect("it is");
            sample.answers.insert("lives_here".parse().expect("a name"), forms::Answer::YesNo(true));
            sample.answers.insert("already_getting".parse().expect("a name"), forms::Answer::YesNo(true));
            sample
        };
        let mut browser = Browser::new(site.address);
        walk(&site, &mut browser, &service, &sample.answers, "").await;
        let text = browser.page.text();
        assert_eq!(text.contains("Other ways to get help"), shown.is_some(), "{text}");
        assert!(shown.is_none_or(|words| text.contains(words)), "{text}");
        assert!(!text.contains("leave it with us that day"), "{text}");
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_applies_in_spanish_is_handed_over_as_a_speaker_of_spanish() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    let service = site.app.services.current("apply-for-food-assistance").expect("the service");
    let samples = service.samples(site.app.today_in(&jiff::tz::TimeZone::UTC));
    let sample = samples.iter().find(|sample| sample.name.contains("no income")).expect("the sample");
    walk(&site, &mut browser, &service, &sample.answers, "/es").await;
    send(&site, &mut browser).await;
    site.work().await;
    let given = site.system.records().pop().expect("it was handed over").give;
    assert_eq!(given["insert"]["columns"]["LANG_CD"], "SPANISH", "{given}");
    site.close().await;
}
