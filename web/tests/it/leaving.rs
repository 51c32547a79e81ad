//! "Leave and clear this device": for guests at a shared computer. What can be opened again is said before.

use testkit::{browser::Browser, site::TestSite};

use crate::street;

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_leaves_a_shared_computer_by_two_presses_and_nothing_is_left_on_it() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    let leave = browser.page.link("Leave and clear this device").expect("at the foot of a draft's page");
    browser.open(&leave).await;
    assert!(browser.page.text().contains("nobody can open these answers again"), "{}", browser.page.text());
    browser.open("/s/report-a-street-problem/where").await;
    assert_eq!(browser.page.status, 200, "looking has changed nothing");
    browser.open(&leave).await;
    let before = browser.tab();
    browser.press("Leave", &[]).await;
    assert_eq!(browser.page.heading(), "You have left");
    let pressed = &browser.answers[browser.answers.len() - 2];
    assert!(pressed.headers["clear-site-data"].contains("\"cache\""), "{:?}", pressed.headers);
    assert!(pressed.cookies[0].contains("Max-Age=0"), "{:?}", pressed.cookies);
    for kept in [browser, before] {
        let page = kept.ask("GET", "/s/report-a-street-problem/where", &[]).await;
        assert_eq!(page.status, 303, "the session opens nothing any more, also with its old cookie");
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asked_for_a_link_is_told_that_it_leads_back_and_it_does() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_photo(&mut browser).await;
    // An address alone is no way back: only a link that was sent is.
    browser.open("/leave").await;
    let first = browser.page.link("Email me a link").expect("the link can be asked for first");
    browser.open(&first).await;
    let mut form = browser.page.form_with("email");
    form.set("email", "ana@example.org");
    browser.send(form).await;
    browser.open("/leave").await;
    let text = browser.page.text();
    assert!(text.contains("a•••@example.org") && !text.contains("nobody can open"), "{text}");
    browser.press("Leave", &[]).await;
    site.work().await;
    let link = site.mail.newest_to("ana@example.org").expect("the link").action.expect("a link").url;
    let token = link.rsplit('/').next().expect("a token").to_owned();
    let mut elsewhere = Browser::new(site.address);
    elsewhere.open(&format!("/resume/{token}")).await;
    assert_eq!(elsewhere.page.status, 200);
    assert!(elsewhere.page.link("Leave and clear").is_none(), "nothing is open there yet");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_who_signed_in_sign_out_and_staff_have_their_own_button() {
    let site = TestSite::new().await;
    let mut resident = site.resident("ana@example.org").await;
    street::to_photo(&mut resident).await;
    assert!(resident.page.link("Leave and clear").is_none(), "the button in the header is enough");
    resident.open("/leave").await;
    assert!(resident.page.text().contains("sign in with your email"), "{}", resident.page.text());
    let staff = site.staff("public-works", model::Role::Caseworker).await;
    let page = staff.ask("GET", "/leave", &[]).await;
    assert_eq!(page.headers.get("location").map(String::as_str), Some("/staff"));
    site.close().await;
}
