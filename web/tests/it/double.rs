//! Sent twice, in two tabs, after going back, after a break, over a lost connection: never a lost or doubled answer.

use model::DraftId;
use store::Draft;
use testkit::{browser::Browser, site::TestSite};

use crate::{journeys, street};

const FOOD: &str = "apply-for-food-assistance";
/// Words of the sample's name.
const FAMILY: &str = "Two parents who both work";
const REPORT: &str = "/s/report-a-street-problem";

/// The draft on the "check answers" page, as it is kept.
pub async fn kept(site: &TestSite, draft: &str) -> Draft {
    let id = DraftId::from_text(draft).expect("a draft's id");
    site.app.store.find_draft(&id).await.expect("the store answers").expect("the draft is there")
}

pub fn draft_on(browser: &Browser) -> String {
    browser.page.value("draft").unwrap_or_else(|| panic!("no draft on {}", browser.page.path))
}

#[tokio::test(flavor = "multi_thread")]
async fn two_presses_at_once_are_one_case_and_both_see_its_confirmation() {
    let site = TestSite::new().await;
    let mut first = Browser::new(site.address);
    street::to_check(&mut first).await;
    let mut tabs: Vec<Browser> = (0..6).map(|_| first.tab()).collect();
    let sending = tabs.iter_mut().map(street::send);
    let sent = futures::future::join_all(sending).await;
    assert!(sent.iter().all(|one| *one == sent[0]), "{sent:?}");
    site.work().await;
    assert_eq!(site.system.records().len(), 1);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sending_again_shows_the_first_result_even_when_a_new_draft_was_begun_meanwhile() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    let mut old_tab = browser.tab();
    let first = street::send(&mut browser).await;
    street::begin(&mut browser).await;
    assert_eq!(street::send(&mut old_tab).await, first);
    site.work().await;
    assert_eq!(site.system.records().len(), 1);
    browser.open(&format!("{REPORT}/what-is-wrong")).await;
    assert_eq!(browser.page.path, format!("{REPORT}/what-is-wrong"), "the new draft is untouched");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_sent_again_after_the_submission_leads_on_and_changes_nothing() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    let mut old_tab = browser.tab();
    old_tab.open(&format!("{REPORT}/where")).await;
    let old_page = old_tab.fill("Continue", &[("Describe the place", "Somewhere else")]);
    let sent = street::send(&mut browser).await;
    old_tab.send(old_page).await;
    assert_eq!((old_tab.page.status, &old_tab.page.path), (200, &format!("/sent/{}", sent.draft)));
    browser.open(&format!("/receipt/{}", sent.draft)).await;
    assert!(browser.page.text().contains("Oak Street, in front of the bakery"));
    assert!(!browser.page.text().contains("Somewhere else"));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_may_answer_different_pages_and_the_same_page() {
    let site = TestSite::new().await;
    let mut one = Browser::new(site.address);
    street::to_check(&mut one).await;
    let draft = draft_on(&one);
    let mut two = one.tab();
    one.open(&format!("{REPORT}/details")).await;
    two.open(&format!("{REPORT}/where")).await;
    two.press("Continue", &[("Describe the place", "Mill Lane, by the bridge")]).await;
    one.press("Continue", &[("More than one hole", "")]).await;
    let both = kept(&site, &draft).await.answers;
    let text = serde_json::to_string(&both).expect("answers as text");
    assert!(text.contains("Mill Lane, by the bridge") && text.contains("many"), "{text}");
    one.open(&format!("{REPORT}/where")).await;
    two.open(&format!("{REPORT}/where")).await;
    one.press("Continue", &[("Describe the place", "First tab")]).await;
    two.press("Continue", &[("Describe the place", "Second tab")]).await;
    let text = serde_json::to_string(&kept(&site, &draft).await.answers).expect("answers as text");
    assert!(text.contains("Second tab") && !text.contains("First tab") && text.contains("many"), "{text}");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_sent_at_the_same_moment_are_all_kept() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    let draft = draft_on(&browser);
    let fill = |page: &'static str, label: &'static str, text: &'static str| {
        let mut tab = browser.tab();
        async move {
            tab.open(&format!("{REPORT}/{page}")).await;
            let form = tab.fill("Continue", &[(label, text)]);
            (tab, form)
        }
    };
    let mut tabs = Vec::new();
    for (page, label, text) in [
        ("details", "Smaller than a dinner plate", ""),
        ("where", "Describe the place", "Ferry Lane"),
        ("news", "Your email address", "zoe@example.org"),
    ] {
        tabs.push(fill(page, label, text).await);
    }
    let sending = tabs.iter_mut().map(|(tab, form)| tab.send(form.clone()));
    let pages = futures::future::join_all(sending).await;
    assert!(pages.iter().all(|page| page.status == 200), "{pages:?}");
    let text = serde_json::to_string(&kept(&site, &draft).await.answers).expect("answers as text");
    for word in ["small", "Ferry Lane", "zoe@example.org"] {
        assert!(text.contains(word), "{word} was lost: {text}");
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_sent_twice_is_the_same_as_sent_once() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::begin(&mut browser).await;
    for (label, text) in
        [("Pothole", ""), ("A dinner plate or bigger", ""), ("No", ""), ("Describe the place", "Oak Street")]
    {
        // The connection was lost: the browser never saw the first answer and sends the same form again.
        let form = browser.fill("Continue", &[(label, text)]);
        let lost = browser.ask_form(form.clone()).await;
        browser.send(form).await;
        assert_eq!(lost.headers.get("location"), Some(&browser.page.path), "the first result again");
    }
    browser.press("Continue", &[]).await;
    browser.press("Continue", &[]).await;
    let twice = kept(&site, &draft_on(&browser)).await;
    let again = browser.ask_form(browser.page.form_with("draft")).await;
    let sent = street::send(&mut browser).await;
    assert_eq!(again.headers.get("location"), Some(&format!("/sent/{}", sent.draft)));
    assert_eq!(twice.row_version, 7, "one change for each page: repeats changed nothing");
    site.work().await;
    assert_eq!(site.system.records().len(), 1);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_added_by_a_form_sent_twice_is_there_once() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    journeys::to_check(&site, &mut browser, FOOD, FAMILY).await;
    let draft = draft_on(&browser);
    let members = "/s/apply-for-food-assistance/household-members";
    let count =
        |answers: &forms::Answers| answers.entries(&"household_members".parse().expect("an id")).len();
    let before = count(&kept(&site, &draft).await.answers);
    browser.open(members).await;
    let mut add = browser.page.form_with("next");
    add.set("next", "add");
    browser.ask_form(add.clone()).await;
    browser.send(add).await;
    assert_eq!(count(&kept(&site, &draft).await.answers), before, "pressing \"Add\" keeps nothing yet");
    let form = browser.fill(
        "Continue",
        &[
            ("What is the name of this person?", "Ida Sample"),
            ("Month", "2"),
            ("Day", "3"),
            ("Year", "2020"),
            ("Child or stepchild", ""),
            ("Yes", ""),
        ],
    );
    let replies = futures::future::join(browser.ask_form(form.clone()), browser.ask_form(form)).await;
    assert_eq!((replies.0.status, replies.1.status), (303, 303), "{}", replies.0.html);
    assert_eq!(count(&kept(&site, &draft).await.answers), before + 1);
    site.close().await;
}
