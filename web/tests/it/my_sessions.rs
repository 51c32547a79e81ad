//! Where people are signed in, and that nobody locks them out (OWASP ASVS 7.5.2, 6.3.1).

use model::Role;
use testkit::{
    browser::Browser,
    people::PASSWORD,
    site::{Setup, TestSite},
};

use crate::staff_account::{EMAIL, audited, is_in, send};

#[tokio::test(flavor = "multi_thread")]
async fn staff_see_where_they_are_signed_in_and_end_one_session_or_all_others() {
    let site = TestSite::new().await;
    let mut browser = site.staff("dmv", Role::Supervisor).await;
    let mut phone = Browser::new(site.address);
    phone.headers.insert("user-agent".into(), "Mozilla/5.0 (Android 15; Mobile) Firefox/140.0".into());
    phone.open("/staff/sign-in").await;
    send(&mut phone, "password", &[("email", EMAIL), ("password", PASSWORD)]).await;
    let others = site.staff("dmv", Role::Caseworker).await;
    browser.open("/staff/account").await;
    let text = browser.page.text();
    assert!(text.contains("Firefox on Android") && text.contains("This device"), "{text}");
    browser.press("End this session", &[]).await;
    assert!(!is_in(&phone).await && is_in(&browser).await && is_in(&others).await);
    let (one, two) = (site.try_staff(EMAIL, PASSWORD).await, site.try_staff(EMAIL, PASSWORD).await);
    browser.open("/staff/account").await;
    browser.press("End all other sessions", &[]).await;
    assert!(!is_in(&one).await && !is_in(&two).await && is_in(&browser).await && is_in(&others).await);
    assert!(audited(&mut browser).await.contains("ended other sessions"));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn residents_see_where_they_are_signed_in_and_end_what_should_not_be() {
    let site = TestSite::new().await;
    let mut browser = site.resident("ana@example.org").await;
    let library = site.resident("ana@example.org").await;
    let stranger = site.resident("ben@example.org").await;
    let is_in = async |browser: &Browser| browser.ask("GET", "/account", &[]).await.status == 200;
    browser.open("/account").await;
    let link = browser.page.link("See where you are signed in").expect("a link");
    browser.open(&link).await;
    let id = browser.page.value("session").expect("the other session");
    stranger.ask("POST", "/account/sessions", &[("session", &id)]).await;
    assert!(is_in(&library).await, "nobody ends somebody else's");
    browser.press("End this session", &[]).await;
    assert!(!is_in(&library).await && is_in(&browser).await && is_in(&stranger).await);
    let again = site.resident("ana@example.org").await;
    browser.open("/account/sessions").await;
    browser.press("End all other sessions", &[]).await;
    assert!(!is_in(&again).await && is_in(&browser).await && is_in(&stranger).await);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_locks_staff_out_where_they_signed_in_before() {
    let setup = Setup { limits: [3, 1000], is_behind_proxy: true, ..Setup::default() };
    let site = TestSite::set_up(setup).await;
    let from = |address: &str| {
        let mut browser = Browser::new(site.address);
        browser.headers.insert("x-forwarded-for".into(), address.into());
        browser
    };
    site.staff("dmv", Role::Supervisor).await;
    let right = [("email", EMAIL), ("password", PASSWORD)];
    let wrong = [("email", EMAIL), ("password", "not this one, surely")];
    assert_eq!(from("192.0.2.1").ask("POST", "/staff/sign-in", &right).await.status, 303);
    for number in 1..20 {
        from(&format!("198.51.100.{number}")).ask("POST", "/staff/sign-in", &wrong).await;
    }
    assert_eq!(
        from("198.51.100.77").ask("POST", "/staff/sign-in", &right).await.status,
        429,
        "strangers wait"
    );
    assert_eq!(
        from("192.0.2.1").ask("POST", "/staff/sign-in", &right).await.status,
        303,
        "the office does not"
    );
    site.close().await;
}
