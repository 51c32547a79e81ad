//! A page that gets no turn comes back with all that was typed in it.

use testkit::browser::Browser;

use super::{SHORT, narrow};
use crate::street;

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_could_not_be_taken_comes_back_with_what_was_typed_and_is_sent_again_once() {
    let site = narrow(SHORT).await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    browser.open("/s/report-a-street-problem/where").await;
    let typed = "Elm Street <b>& 'Oak'</b>\nat the school";
    let form = browser.fill("Continue", &[("Describe the place", typed)]);
    let held = site.room.hold().await.expect("a turn");
    browser.send(form).await;
    assert_eq!(
        (browser.page.status, browser.page.heading().as_str()),
        (503, "We could not take this page yet")
    );
    assert!(
        browser.page.headers.contains_key("retry-after") && !browser.page.headers.contains_key("refresh")
    );
    assert_eq!(browser.page.value("where_is_it").as_deref(), Some(typed), "to the letter");
    drop(held);
    browser.press("Send again", &[]).await;
    assert_eq!(browser.page.status, 200);
    browser.open("/s/report-a-street-problem/where").await;
    assert_eq!(browser.page.value("where_is_it").as_deref(), Some(typed));
    // The last page too: pressed twice, it is one case.
    browser.open("/s/report-a-street-problem/check").await;
    let form = browser.page.form_with("draft");
    let held = site.room.hold().await.expect("a turn");
    browser.send(form).await;
    assert_eq!(browser.page.status, 503);
    drop(held);
    let mut other = browser.tab();
    browser.press("Send again", &[]).await;
    other.press("Send again", &[]).await;
    assert_eq!((browser.page.status, &browser.page.path), (200, &other.page.path));
    site.work().await;
    assert_eq!(site.system.records().len(), 1);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_said_to_be_chosen_again_and_can_be_on_the_same_page() {
    let site = narrow(SHORT).await;
    let mut browser = Browser::new(site.address);
    street::to_photo(&mut browser).await;
    let mut form = browser.page.form("Continue");
    browser.attach(&mut form, "Choose", "hole.jpg", street::PHOTO);
    let held = site.room.hold().await.expect("a turn");
    browser.send(form).await;
    assert_eq!(browser.page.status, 503);
    assert!(browser.page.text().contains("Please choose them again"), "{}", browser.page.text());
    let mut again = browser.page.form("Send again");
    browser.attach(&mut again, "Choose again: hole.jpg", "hole.jpg", street::PHOTO);
    drop(held);
    browser.send(again).await;
    assert_eq!(browser.page.status, 200);
    browser.open("/s/report-a-street-problem/photo").await;
    assert!(browser.page.text().contains("hole.jpg"), "{}", browser.page.text());
    site.close().await;
}
