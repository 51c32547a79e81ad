//! A service shown before it is offered: walked as a resident would, never mistaken for the real one, and nothing of it
//! leaves the installation.

use jiff::SignedDuration;
use testkit::{browser::Browser, markup::faults, project, site::TestSite};

use crate::{journeys, street};

const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The link to a preview of a service with another title.
async fn link(site: &TestSite, slug: &str) -> String {
    let mut files = project::services();
    let file = files.get_mut(&format!("{slug}/service.yaml")).expect("the service's file");
    *file = file.replacen("title: Report a street problem", "title: Report a sidewalk", 1);
    site.app.add_preview(slug, files, WEEK).await.expect("it is kept")
}

/// Every page says what it is.
fn is_marked(browser: &Browser) {
    let page = &browser.page;
    assert!(page.html.contains("<title>Preview: "), "{}", page.path);
    assert!(
        page.html.contains("noindex, nofollow") && page.text().contains("This is not the real service"),
        "{}",
        page.path
    );
    assert!(faults(&page.html).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_is_walked_to_its_end_and_nothing_is_sent() {
    let site = TestSite::new().await;
    let mut browser = site.resident("ana@example.org").await;
    site.work().await;
    let sent_before = site.mail.sent().len();
    let path = link(&site, "report-a-street-problem").await;
    browser.open(&path).await;
    let start = browser.page.path.clone();
    assert!(start.starts_with("/s/preview-") && browser.page.heading() == "Report a sidewalk", "{start}");
    is_marked(&browser);
    assert!(
        !browser.page.text().contains("another device"),
        "no link is sent, so there is no way to another device"
    );
    browser.press("Start", &[]).await;
    is_marked(&browser);
    assert!(browser.page.link("Save for later").is_none(), "no link is sent");
    browser.press("Continue", &[("Pothole", "")]).await;
    browser.press("Continue", &[("A dinner plate or bigger", "")]).await;
    browser.press("Continue", &[("No", "")]).await;
    browser.press("Continue", &[("Describe the place", "Oak Street, in front of the bakery")]).await;
    browser.press("Continue", &[]).await;
    browser.press("Continue", &[("Your email address", "ana@example.org")]).await;
    is_marked(&browser);
    let form = browser.page.form_with("draft");
    browser.send(form).await;
    assert_eq!(browser.page.path, format!("{start}/would-happen"));
    is_marked(&browser);
    let shown = browser.page.text();
    assert!(shown.contains("Nothing was sent") && shown.contains("public-works-requests"), "{shown}");
    assert!(
        shown.contains("Oak Street, in front of the bakery")
            && shown.contains("We received your street report"),
        "{shown}"
    );
    site.work().await;
    assert_eq!((site.mail.sent().len(), site.system.calls()), (sent_before, 0));
    browser.open("/account").await;
    assert!(!browser.page.text().contains("Report a sidewalk"), "it is in no list");
    let stranger = Browser::new(site.address).ask("GET", &format!("{start}/would-happen"), &[]).await;
    assert_eq!(stranger.status, 404);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_is_found_by_its_link_alone_and_ends() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    let path = link(&site, "report-a-street-problem").await;
    for looked in ["/", "/?q=sidewalk"] {
        browser.open(looked).await;
        assert!(
            !browser.page.html.contains("preview-") && !browser.page.text().contains("Report a sidewalk")
        );
    }
    browser.open(&format!("/es{path}")).await;
    assert!(browser.page.html.contains("<title>Vista previa: "));
    street::begin(&mut browser).await;
    assert!(!browser.page.text().contains("Preview"), "the real one is not marked");
    for wrong in ["/preview/short".to_owned(), format!("/preview/{}", "A".repeat(43))] {
        assert_eq!(browser.ask("GET", &wrong, &[]).await.status, 404);
    }
    site.clock.pass(WEEK);
    assert_eq!(browser.ask("GET", &path, &[]).await.status, 404);
    site.app.schedules_once().await.expect("the schedules run");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_can_be_ended_before_its_time_with_all_others_of_its_service() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    let (first, second) =
        (link(&site, "report-a-street-problem").await, link(&site, "report-a-street-problem").await);
    let other =
        site.app.add_preview("renew-a-drivers-license", project::services(), WEEK).await.expect("it is kept");
    browser.open(&first).await;
    let start = browser.page.path.clone();
    browser.press("Start", &[]).await;
    let question = browser.page.path.clone();
    assert_eq!(site.app.end_previews("report-a-street-problem").await.expect("they end"), 2);
    site.app.follow().await.expect("what is offered is looked at");
    for gone in [first, second, start, question] {
        assert_eq!(browser.ask("GET", &gone, &[]).await.status, 404, "{gone}");
    }
    browser.open(&other).await;
    is_marked(&browser);
    assert_eq!(site.app.end_previews("report-a-street-problem").await.expect("none is left"), 0);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_asks_for_an_email_asks_for_none_in_a_preview() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    let path = link(&site, "renew-a-drivers-license").await;
    browser.open(&path).await;
    let slug = browser.page.path.strip_prefix("/s/").expect("a service").to_owned();
    journeys::to_check(&site, &mut browser, &slug, "Nothing changed.").await;
    let form = browser.page.form_with("draft");
    browser.send(form).await;
    assert!(browser.page.path.ends_with("/would-happen"), "{}", browser.page.path);
    let asked = browser.ask("POST", &format!("/s/{slug}/email"), &[("email", "ana@example.org")]).await;
    assert_eq!(asked.status, 404);
    site.work().await;
    assert!(site.mail.sent().is_empty());
    site.close().await;
}
