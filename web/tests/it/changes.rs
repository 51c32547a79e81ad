//! Changing an answer after the fact: nothing goes unsaid, and only what the change opens is asked.

use testkit::{browser::Browser, site::TestSite};

use crate::{
    double::{draft_on, kept},
    journeys, street,
};

const REPORT: &str = "/s/report-a-street-problem";

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_discarded_before_it_was_said_and_confirmed() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    let draft = draft_on(&browser);
    browser.open(&format!("{REPORT}/what-is-wrong?change=1")).await;
    browser.press("Save", &[("Graffiti", "")]).await;
    assert!(browser.page.text().contains("A dinner plate or bigger"), "the page names what would go");
    let before = kept(&site, &draft).await;
    let text = serde_json::to_string(&before.answers).expect("answers as text");
    assert!(text.contains("pothole") && text.contains("large"), "nothing has changed yet: {text}");
    let keep = browser.page.link("keep my answers").expect("a way back");
    let confirm = browser.page.form_with("discard");
    browser.open(&keep).await;
    assert_eq!(kept(&site, &draft).await, before);
    browser.send(confirm).await;
    let text = serde_json::to_string(&kept(&site, &draft).await.answers).expect("answers as text");
    assert!(text.contains("graffiti") && !text.contains("large"), "{text}");
    assert_eq!(
        browser.page.path,
        format!("{REPORT}/details?change=1"),
        "the page that now asks something else"
    );
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_from_check_answers_returns_there() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    journeys::to_check(&site, &mut browser, "renew-a-drivers-license", "Nothing changed.").await;
    let check = browser.page.path.clone();
    let changes: Vec<String> =
        browser.page.links().into_iter().filter(|link| link.ends_with("?change=1")).collect();
    assert!(changes.len() > 10, "each answer can be changed: {changes:?}");
    for change in changes {
        browser.open(&change).await;
        assert_eq!(browser.page.status, 200, "{change}");
        if browser.page.value("license_number").is_some() {
            continue; // a secret is never written into a page; its own test types it again
        }
        browser.press("Save", &[]).await;
        assert_eq!(browser.page.path, check, "after {change}: {:?}", browser.page.errors());
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_answer_that_opens_pages_asks_only_those() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    journeys::to_check(&site, &mut browser, "renew-a-drivers-license", "Nothing changed.").await;
    browser.open("/s/renew-a-drivers-license/where-you-live?change=1").await;
    let mut form = browser.page.form("Save");
    form.set("moved", "yes");
    browser.send(form).await;
    assert_eq!(browser.page.path, "/s/renew-a-drivers-license/new-home-address?change=1");
    let mut form = browser.page.form("Save");
    for (name, text) in [
        ("home_address-line1", "1208 Old Mill Rd"),
        ("home_address-city", "Riverbend"),
        ("home_address-state", "IA"),
        ("home_address-postal_code", "50099"),
    ] {
        form.set(name, text);
    }
    browser.send(form).await;
    assert_eq!(browser.page.path, "/s/renew-a-drivers-license/check", "{:?}", browser.page.errors());
    assert!(browser.page.text().contains("1208 Old Mill Rd"));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn removing_somebody_on_the_way_from_check_answers_leads_back_there() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    journeys::to_check(&site, &mut browser, "apply-for-food-assistance", "Two parents who both work").await;
    let members = "/s/apply-for-food-assistance/household-members?change=1";
    browser.open(members).await;
    let remove = browser.page.link("Remove Tomas Sample").expect("each person may be removed");
    browser.open(&remove).await;
    let keep = browser.page.link("keep").expect("a way back");
    assert_eq!(keep, members, "whoever thinks again goes on as before");
    let form = browser.page.form_with("return");
    browser.send(form).await;
    assert_eq!(browser.page.path, members);
    assert!(!browser.page.text().contains("Tomas Sample"));
    let go_on = browser.page.form_with("return");
    browser.send(go_on).await;
    assert_eq!(browser.page.path, "/s/apply-for-food-assistance/check");
    site.close().await;
}
