//! What is offered changes while people are at work: the new is there at once, and nobody loses what they began.

use testkit::{browser::Browser, project, site::TestSite};

use crate::street;

const REPORT: &str = "/s/report-a-street-problem";

/// The services that ship, with other words in one of them.
fn with(from: &str, to: &str) -> forms::Files {
    let mut services = project::services();
    let file = services.get_mut("report-a-street-problem/service.yaml").expect("the service's file");
    assert!(file.contains(from), "{from}");
    *file = file.replacen(from, to, 1);
    services
}

#[tokio::test(flavor = "multi_thread")]
async fn services_that_change_during_a_journey_are_offered_at_once_and_the_journey_goes_on() {
    let site = TestSite::new().await;
    let (mut one, mut other) = (Browser::new(site.address), Browser::new(site.address));
    street::to_photo(&mut one).await;
    site.offer(&with("title: Report a street problem", "title: Tell us about a street")).await;
    other.open("/").await;
    assert!(other.page.text().contains("Tell us about a street"));
    one.press("Continue", &[]).await;
    one.press("Continue", &[]).await;
    assert_eq!(one.page.path, format!("{REPORT}/check"), "{:?}", one.page.errors());
    one.press("Send", &[]).await;
    assert!(one.page.path.starts_with("/sent/"), "{}", one.page.path);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_under_way_go_on_with_what_they_began_with() {
    let site = TestSite::new().await;
    let began = site.app.services.now();
    let changed = with("title: Report a street problem", "title: Tell us about a street");
    let shipped = project::services();
    let browsers = (0..8).map(|_| async {
        let mut browser = Browser::new(site.address);
        for _ in 0..20 {
            browser.open(REPORT).await;
            assert_eq!(browser.page.status, 200);
        }
    });
    let swaps = async {
        for round in 0..20 {
            site.offer(if round % 2 == 0 { &changed } else { &shipped }).await;
        }
    };
    futures::join!(futures::future::join_all(browsers), swaps);
    let title = began.all().find(|service| service.slug.as_str() == "report-a-street-problem");
    assert_eq!(title.expect("the service").definition.title, "Report a street problem");
    site.close().await;
}
