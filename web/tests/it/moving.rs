//! A service changes on a Monday morning, while people are filling it in: what they see, and that nothing is lost.

use forms::Files;
use model::Role;
use testkit::{browser::Browser, project, site::TestSite};

use crate::{
    double::{draft_on, kept},
    street,
};

const REPORT: &str = "/s/report-a-street-problem";

/// The services after an author edited one file of the street service.
fn edited(file: &str, edits: &[(&str, &str)]) -> Files {
    let mut services = project::services();
    let text = services.get_mut(&format!("report-a-street-problem/{file}")).expect("the file");
    for (from, to) in edits {
        assert!(text.contains(from), "{from} in {file}");
        *text = text.replace(from, to);
    }
    services
}

fn reworded() -> Files {
    edited("pages/what-is-wrong.yaml", &[("What is the problem?", "What did you see?")])
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_page_that_changed_is_asked_again_and_says_why() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    let draft = draft_on(&browser);
    let before = kept(&site, &draft).await;
    let site = site.again_with(reworded()).await;
    let mut browser = browser.moved_to(site.address);
    browser.open(&format!("{REPORT}/check")).await;
    assert_eq!(browser.page.heading(), "This service changed");
    let text = browser.page.text();
    assert!(text.contains("Nothing was sent yet") && text.contains("What did you see?"), "{text}");
    assert!(!text.contains("Tell us a little more"), "nothing else is asked again: {text}");
    browser.open(&format!("{REPORT}/what-is-wrong")).await;
    let text = browser.page.text();
    assert!(text.contains("We changed this question") && text.contains("What is the problem?"), "{text}");
    browser.open(&format!("/es{REPORT}/what-is-wrong")).await;
    assert!(browser.page.text().contains("Cambiamos esta pregunta"), "{}", browser.page.text());
    assert_eq!(kept(&site, &draft).await, before, "looking changed nothing");
    browser.open(&format!("{REPORT}/what-is-wrong")).await;
    browser.press("Continue", &[]).await;
    assert_eq!(browser.page.path, format!("{REPORT}/check"), "{:?}", browser.page.errors());
    street::send(&mut browser).await;
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_no_longer_fits_stands_beside_its_question_until_it_is_answered() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    let edits = [(
        "value: large\n        label: A dinner plate or bigger",
        "value: huge\n        label: A tire or bigger",
    )];
    let site = site.again_with(edited("pages/details.yaml", &edits)).await;
    let mut browser = browser.moved_to(site.address);
    browser.open(&format!("{REPORT}/check")).await;
    browser.open(&format!("{REPORT}/details")).await;
    let text = browser.page.text();
    assert!(text.contains("You told us:") && text.contains("A dinner plate or bigger"), "{text}");
    browser.press("Continue", &[]).await;
    assert_eq!(browser.page.status, 422, "it must be answered");
    assert!(browser.page.text().contains("A dinner plate or bigger"), "still there");
    browser.press("Continue", &[("A tire or bigger", "")]).await;
    assert_eq!(browser.page.path, format!("{REPORT}/check"));
    assert!(!browser.page.text().contains("A dinner plate or bigger"), "decided");
    street::send(&mut browser).await;
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_beyond_a_new_limit_is_told_the_limit_before_it_is_typed_again() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    let site = site.again_with(edited("pages/where.yaml", &[("max: 500", "max: 20")])).await;
    let mut browser = browser.moved_to(site.address);
    browser.open(&format!("{REPORT}/where")).await;
    let text = browser.page.text();
    assert!(text.contains("You told us:") && text.contains("use 20 characters or fewer"), "{text}");
    assert!(browser.page.errors().is_empty(), "nobody did anything wrong");
    browser.open(&format!("/es{REPORT}/where")).await;
    assert!(browser.page.text().contains("use 20 caracteres o menos"), "{}", browser.page.text());
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_under_way_when_a_service_ends_is_led_back_to_their_answers() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_photo(&mut browser).await;
    let mut services = project::services();
    services.retain(|path, _| !path.starts_with("report-a-street-problem/"));
    let site = site.again_with(services).await;
    let mut browser = browser.moved_to(site.address);
    browser.open(REPORT).await;
    assert_eq!(browser.page.path, format!("{REPORT}/photo"), "not to a page that is not there");
    assert_eq!(Browser::new(site.address).open(REPORT).await.status, 404, "nobody else begins it");
    browser.open("/account").await;
    let text = browser.page.text();
    assert!(text.contains("You are not signed in") && !text.contains("None"), "{text}");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_longer_asked_is_told_before_sending() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    let mut services = edited("pages/where.yaml", &[("id: where_is_it", "id: spot")]);
    let service = services.get_mut("report-a-street-problem/service.yaml").expect("the file");
    *service = service.replace("where_is_it", "spot");
    let site = site.again_with(services).await;
    let mut browser = browser.moved_to(site.address);
    browser.open(&format!("{REPORT}/check")).await;
    browser.open(&format!("{REPORT}/where")).await;
    browser.press("Continue", &[("Describe the place", "By the river")]).await;
    assert_eq!(browser.page.path, format!("{REPORT}/check"));
    let text = browser.page.text();
    assert!(
        text.contains("What we no longer ask") && text.contains("Oak Street, in front of the bakery"),
        "{text}"
    );
    street::send(&mut browser).await;
    site.work().await;
    let sent = format!("{:?}", site.system.records());
    assert!(sent.contains("By the river") && !sent.contains("Oak Street"), "{sent}");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_sent_from_before_the_change_is_kept_or_asked_again_kindly() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    browser.open(&format!("{REPORT}/where")).await;
    let kept_short = browser.fill("Continue", &[("Describe the place", "Elm St")]);
    let too_long =
        browser.fill("Continue", &[("Describe the place", "Elm Street, by the old mill and the bridge")]);
    let site = site.again_with(edited("pages/where.yaml", &[("max: 500", "max: 20")])).await;
    let mut browser = browser.moved_to(site.address);
    browser.send(too_long).await;
    assert_eq!(browser.page.status, 422);
    let text = browser.page.text();
    assert!(text.contains("This service changed while you had the page open"), "{text}");
    assert!(
        browser.page.html.contains("Elm Street, by the old mill and the bridge"),
        "what was typed stands there"
    );
    browser.send(kept_short).await;
    assert_eq!(browser.page.path, format!("{REPORT}/where"), "its limit changed: look at it once more");
    assert!(browser.page.html.contains("Elm St"), "kept");
    browser.press("Continue", &[]).await;
    assert_eq!(browser.page.path, format!("{REPORT}/check"), "{:?}", browser.page.errors());
    street::send(&mut browser).await;
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_on_a_page_that_is_gone_is_not_lost() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    browser.open(&format!("{REPORT}/where")).await;
    let typed = browser.fill("Continue", &[("Describe the place", "Behind the library")]);
    let mut services = edited("service.yaml", &[("pages: [where, photo]", "pages: [the-place, photo]")]);
    let page = services.remove("report-a-street-problem/pages/where.yaml").expect("the page");
    let page = page.replace("page: where", "page: the-place");
    services.insert("report-a-street-problem/pages/the-place.yaml".to_owned(), page);
    let site = site.again_with(services).await;
    let mut browser = browser.moved_to(site.address);
    browser.send(typed).await;
    assert_eq!(browser.page.status, 200, "{}", browser.page.text());
    browser.open(&format!("{REPORT}/check")).await;
    assert!(browser.page.text().contains("Behind the library"), "{}", browser.page.text());
    street::send(&mut browser).await;
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unfinished_page_and_a_photo_sent_from_before_the_change_wait_for_the_person() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    browser.open(&format!("{REPORT}/photo")).await;
    let mut photo = browser.page.form("Continue");
    browser.attach(&mut photo, "Choose", "hole.jpg", street::PHOTO);
    browser.open(&format!("{REPORT}/news")).await;
    let unfinished = browser.fill("Continue", &[("Your email address", "ana@example")]);
    let site = site.again_with(reworded()).await;
    let mut browser = browser.moved_to(site.address);
    for form in [photo, unfinished] {
        browser.send(form).await;
        assert_eq!(browser.page.path, format!("{REPORT}/what-is-wrong?changed=1"));
        let text = browser.page.text();
        assert!(text.contains("We kept what you typed there. Please go on here."), "{text}");
    }
    browser.press("Continue", &[]).await;
    assert_eq!(browser.page.path, format!("{REPORT}/news"), "to what is not finished");
    assert!(browser.page.html.contains("value=\"ana@example\""), "as it was typed");
    browser.press("Continue", &[("Your email address", "ana@example.org")]).await;
    assert_eq!(browser.page.path, format!("{REPORT}/check"), "{:?}", browser.page.errors());
    let text = browser.page.text();
    assert!(text.contains("hole.jpg") && text.contains("ana@example.org"), "{text}");
    street::send(&mut browser).await;
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_sent_from_a_check_page_of_before_the_change() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    let old_form = browser.page.form_with("draft");
    let site = site.again_with(edited("service.yaml", &[("minutes: 2", "minutes: 3")])).await;
    let mut browser = browser.moved_to(site.address);
    browser.send(old_form).await;
    assert_eq!(browser.page.status, 409);
    let text = browser.page.text();
    assert!(text.contains("Nothing was sent yet") && text.contains("Oak Street"), "{text}");
    site.work().await;
    assert!(site.system.records().is_empty(), "nothing was sent");
    street::send(&mut browser).await;
    site.close().await;

    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    let old_form = browser.page.form_with("draft");
    let site = site.again_with(reworded()).await;
    let mut browser = browser.moved_to(site.address);
    browser.send(old_form).await;
    assert_eq!((browser.page.status, browser.page.heading().as_str()), (409, "This service changed"));
    let on = browser.page.link("Continue").expect("a way on");
    browser.open(&on).await;
    assert_eq!(browser.page.path, format!("{REPORT}/what-is-wrong"));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_queue_finds_cases_under_the_status_that_took_the_place_of_theirs() {
    let site = TestSite::new().await;
    let mut references = Vec::new();
    for _ in 0..2 {
        let mut browser = Browser::new(site.address);
        street::to_check(&mut browser).await;
        references.push(street::send(&mut browser).await.reference);
    }
    site.work().await;
    let mut staff = site.staff("public-works", Role::Caseworker).await;
    set_status(&mut staff, &references[0], "with-crew").await;
    let renamed = [
        ("id: with-crew", "id: crew-out"),
        ("\nstatuses:\n", "\nstatus_moves:\n  with-crew: crew-out\nstatuses:\n"),
    ];
    let mut services = edited("service.yaml", &renamed);
    let spanish = services.get_mut("report-a-street-problem/locales/es.ftl").expect("the translation");
    *spanish = spanish.replace("with-crew", "crew-out");
    let site = site.again_with(services).await;
    let mut staff = staff.moved_to(site.address);
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    references[1] = street::send(&mut browser).await.reference;
    site.work().await;
    set_status(&mut staff, &references[1], "crew-out").await;
    for path in ["/staff?status=crew-out", "/staff?status=crew-out&service=report-a-street-problem"] {
        staff.open(path).await;
        let found: Vec<bool> = references.iter().map(|one| staff.page.html.contains(one.as_str())).collect();
        assert_eq!(found, [true, true], "{path}: of the older version and of the newer");
    }
    staff.open("/staff?status=fixed").await;
    assert!(!staff.page.html.contains(references[0].as_str()));
    site.close().await;
}

async fn set_status(staff: &mut Browser, reference: &str, status: &str) {
    staff.open(&format!("/staff?q={reference}")).await;
    let link = staff.page.link(reference).expect("the case is in the queue");
    staff.open(&link).await;
    let mut form = staff.page.form_with("status");
    form.set("status", status);
    form.set("reason", "They go today.");
    staff.send(form).await;
    assert!(staff.page.path.ends_with("notice=status"), "{:?}", staff.page.errors());
}
