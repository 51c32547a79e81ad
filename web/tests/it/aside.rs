//! Leaving a page without going on: put aside for later, or read in another language. What stands on it is kept.

use testkit::{browser::Browser, site::TestSite};

use crate::street;

const REPORT: &str = "/s/report-a-street-problem";
const PLACE: &str = "Describe the place";

/// A browser on the page that asks where the problem is.
async fn at_where(site: &TestSite) -> Browser {
    let mut browser = Browser::new(site.address);
    street::begin(&mut browser).await;
    browser.press("Continue", &[("Pothole", "")]).await;
    browser.press("Continue", &[("A dinner plate or bigger", "")]).await;
    browser.press("Continue", &[("No", "")]).await;
    assert_eq!(browser.page.path, format!("{REPORT}/where"));
    browser
}

#[tokio::test(flavor = "multi_thread")]
async fn us_02_save_and_finish_later_keeps_what_stands_on_the_page() {
    let site = TestSite::new().await;
    let mut browser = at_where(&site).await;
    browser.press("Save and finish later", &[(PLACE, "Oak Street, by the bakery")]).await;
    assert_eq!(browser.page.path, format!("{REPORT}/save"));
    assert!(browser.page.text().contains("Your answers are saved"), "{}", browser.page.text());
    browser.open(&format!("{REPORT}/where")).await;
    assert_eq!(browser.page.value("where_is_it").as_deref(), Some("Oak Street, by the bakery"));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_could_not_be_saved_is_kept_as_it_was_typed_and_comes_first_later() {
    let site = TestSite::new().await;
    let mut browser = at_where(&site).await;
    let too_long = "At the corner. ".repeat(50);
    browser.press("Save and finish later", &[(PLACE, &too_long)]).await;
    assert_eq!((browser.page.status, browser.page.path.as_str()), (200, "/s/report-a-street-problem/save"));
    let on = browser.page.link("Go on now").expect("the way back");
    browser.open(&on).await;
    assert_eq!(browser.page.path, format!("{REPORT}/where"));
    assert_eq!(browser.page.value("where_is_it").as_deref(), Some(too_long.trim()));
    assert!(browser.page.text().contains("We kept what you typed"), "{}", browser.page.text());
    browser.press("Continue", &[(PLACE, "At the corner")]).await;
    assert_eq!(browser.page.path, format!("{REPORT}/photo"));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn us_08_the_language_switch_keeps_what_stands_on_the_page() {
    let site = TestSite::new().await;
    let mut browser = at_where(&site).await;
    for typed in ["Oak Street, by the bakery", &"At the corner. ".repeat(50)] {
        let mut form = browser.page.language_form("es").expect("a button for Spanish");
        form.set("where_is_it", typed);
        browser.send(form).await;
        assert_eq!(browser.page.path, format!("/es{REPORT}/where"));
        assert_eq!(browser.page.value("where_is_it").as_deref(), Some(typed.trim()));
        browser.switch_language("en").await;
        assert_eq!(browser.page.path, format!("{REPORT}/where"));
        assert_eq!(browser.page.value("where_is_it").as_deref(), Some(typed.trim()));
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_left_as_it_was_is_not_answered_by_leaving_it() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_photo(&mut browser).await;
    browser.switch_language("es").await;
    assert_eq!(browser.page.path, format!("/es{REPORT}/photo"));
    browser.switch_language("en").await;
    browser.press("Save and finish later", &[]).await;
    assert_eq!(browser.page.path, format!("{REPORT}/save"));
    let on = browser.page.link("Go on now").expect("the way back");
    assert_eq!(on, format!("{REPORT}/photo"), "a photo may be left out, but nobody said so yet");
    assert!(!browser.open(&on).await.text().contains("We kept what you typed"));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_changes_an_answer_in_another_language_still_comes_back_to_check_answers() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    browser.open(&format!("{REPORT}/where?change=1")).await;
    let mut form = browser.page.language_form("es").expect("a button for Spanish");
    form.set("where_is_it", "Oak Street and Mill Road");
    browser.send(form).await;
    assert_eq!(browser.page.path, format!("/es{REPORT}/where?change=1"));
    let form = browser.page.form_with("where_is_it");
    browser.send(form).await;
    assert_eq!(browser.page.path, format!("/es{REPORT}/check"));
    assert!(browser.page.text().contains("Oak Street and Mill Road"));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_waits_for_a_yes_is_kept_in_the_other_language_and_discards_nothing() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    browser.open(&format!("{REPORT}/what-is-wrong?change=1")).await;
    browser.press("Save", &[("Graffiti", "")]).await;
    assert!(browser.page.text().contains("A dinner plate or bigger"), "the page names what would go");
    browser.switch_language("es").await;
    assert_eq!(browser.page.path, format!("/es{REPORT}/what-is-wrong?change=1"));
    let chosen = browser.page.form_with("problem_kind");
    assert!(chosen.values().contains(&("problem_kind".to_owned(), "graffiti".to_owned())), "{chosen:?}");
    browser.open(&format!("{REPORT}/check")).await;
    assert!(browser.page.text().contains("A dinner plate or bigger"), "nothing went");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_nobody_offers_leads_to_the_same_page_as_it_is() {
    let site = TestSite::new().await;
    let browser = at_where(&site).await;
    for then in ["language:xx", "language://example.org", "elsewhere"] {
        let mut form = browser.page.form_with("where_is_it");
        form.set("where_is_it", "Oak Street");
        form.set("then", then);
        let answer = browser.ask_form(form).await;
        let to = answer.headers.get("location").map(String::as_str);
        assert!(to.is_some_and(|to| to.starts_with(&format!("{REPORT}/"))), "{then}: {to:?}");
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_button_of_a_page_is_the_one_that_goes_on() {
    let site = TestSite::new().await;
    let browser = at_where(&site).await;
    // "Enter" in a box presses the first button of its form, wherever that stands.
    let buttons = browser.page.html.split("<button").skip(1).filter(|button| {
        let tag = button.split('>').next().unwrap_or_default();
        tag.contains("form=\"page-form\"")
    });
    let first = buttons.map(|button| button.split('>').next().unwrap_or_default().to_owned()).next();
    let first = first.expect("a button of the page's form in the header");
    assert!(!first.contains("name="), "{first}");
    site.close().await;
}
