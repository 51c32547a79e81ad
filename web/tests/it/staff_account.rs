//! How staff look after their own password (OWASP ASVS 6.2, 6.4.1).

use jiff::SignedDuration;
use model::Role;
use testkit::{browser::Browser, people::PASSWORD, site::TestSite};

pub const EMAIL: &str = "supervisor@dmv.example.gov";
pub const NEW: &str = "four herons under a tin roof";

pub async fn send(browser: &mut Browser, field: &str, values: &[(&str, &str)]) {
    let mut form = browser.page.form_with(field);
    for (name, value) in values {
        form.set(name, value);
    }
    browser.send(form).await;
}

pub async fn news(site: &TestSite, email: &str) -> String {
    site.work().await;
    site.mail.newest_to(email).unwrap_or_else(|| panic!("nothing was sent to {email}")).subject
}

pub async fn is_in(browser: &Browser) -> bool {
    browser.ask("GET", "/staff", &[]).await.status == 200
}

pub async fn audited(browser: &mut Browser) -> String {
    browser.open("/staff/audit").await;
    browser.page.text()
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_change_their_own_password_and_are_out_everywhere_else_and_told() {
    let site = TestSite::new().await;
    let mut browser = site.staff("dmv", Role::Supervisor).await;
    let (older, elsewhere) = (browser.tab(), site.try_staff(EMAIL, PASSWORD).await);
    browser.open("/staff/account/password").await;
    send(&mut browser, "current", &[("current", "not my password, no"), ("new", NEW)]).await;
    assert_eq!((browser.page.status, browser.page.errors().len()), (422, 1), "the current one is asked for");
    assert!(is_in(&elsewhere).await, "nothing changed");
    send(&mut browser, "current", &[("current", PASSWORD), ("new", NEW)]).await;
    assert_eq!(browser.page.path, "/staff/account?notice=password", "{:?}", browser.page.errors());
    assert!(is_in(&browser).await && !is_in(&elsewhere).await && !is_in(&older).await);
    assert_eq!(news(&site, EMAIL).await, "Your password was changed");
    assert!(audited(&mut browser).await.contains("changed their own password"));
    assert!(!is_in(&site.try_staff(EMAIL, PASSWORD).await).await);
    assert!(is_in(&site.try_staff(EMAIL, NEW).await).await);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_that_is_short_or_tried_first_or_made_of_known_names_is_refused_in_words() {
    let site = TestSite::new().await;
    let mut browser = site.staff("dmv", Role::Supervisor).await;
    browser.open("/staff/account/password").await;
    let html = &browser.page.html;
    assert!(
        html.contains("autocomplete=\"new-password\"") && html.contains("autocomplete=\"current-password\"")
    );
    assert!(!html.contains("maxlength") && !html.contains("onpaste"), "pasting works");
    for (new, why) in [
        ("short", "15 characters or more"),
        ("passwordpassword", "easy to guess"),
        ("qwertyuiopasdfghjkl", "easy to guess"),
        ("SupervisorColumbiaLake", "without your name"),
        (PASSWORD, "current password"),
    ] {
        send(&mut browser, "current", &[("current", PASSWORD), ("new", new)]).await;
        assert_eq!(browser.page.status, 422, "{new}");
        assert!(
            browser.page.errors().iter().any(|error| error.contains(why)),
            "{new}: {:?}",
            browser.page.errors()
        );
        assert!(!browser.page.html.contains(new), "no password is sent back");
    }
    let long = "a heron on the lake at dawn, ".repeat(5);
    send(&mut browser, "current", &[("current", PASSWORD), ("new", &long)]).await;
    assert_eq!(browser.page.path, "/staff/account?notice=password", "{:?}", browser.page.errors());
    assert!(is_in(&site.try_staff(EMAIL, &long).await).await, "every one of its 145 characters counts");
    site.close().await;
}

async fn with_first_password(site: &TestSite) {
    let new = app::staff::NewStaff {
        email: "ana@dmv.example.gov".to_owned(),
        name: "Ana".to_owned(),
        agency: "dmv".to_owned(),
        role: Role::Caseworker,
        password: "k3v0x-77mzp-2qf8w-x0d4n".to_owned(),
        first_for: Some(app::staff::FIRST_PASSWORD_LASTS),
    };
    site.app.add_staff(new).await.expect("added");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_password_opens_nothing_but_the_page_to_choose_another() {
    let site = TestSite::new().await;
    with_first_password(&site).await;
    let first = "k3v0x-77mzp-2qf8w-x0d4n";
    let mut browser = site.try_staff("ana@dmv.example.gov", first).await;
    assert_eq!(browser.page.path, "/staff/account/password");
    for path in ["/staff/account", "/staff/account/second-factor", "/staff/audit", "/staff/confirm"] {
        assert_eq!(browser.ask("GET", path, &[]).await.status, 404, "{path}");
    }
    assert_eq!(browser.ask("GET", "/staff", &[]).await.status, 303);
    send(&mut browser, "current", &[("current", first), ("new", first)]).await;
    assert_eq!(browser.page.status, 422, "it must be another");
    send(&mut browser, "current", &[("current", first), ("new", NEW)]).await;
    assert_eq!((browser.page.path.as_str(), browser.page.status), ("/staff", 200));
    assert!(is_in(&site.try_staff("ana@dmv.example.gov", NEW).await).await);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_password_that_nobody_used_for_a_week_opens_nothing() {
    let site = TestSite::new().await;
    with_first_password(&site).await;
    site.clock.pass(SignedDuration::from_hours(7 * 24));
    let browser = site.try_staff("ana@dmv.example.gov", "k3v0x-77mzp-2qf8w-x0d4n").await;
    assert_eq!(browser.page.status, 422);
    assert!(
        browser.page.errors().iter().any(|error| error.contains("has ended")),
        "{:?}",
        browser.page.errors()
    );
    let wrong = site.try_staff("ana@dmv.example.gov", "not this one, surely").await;
    assert!(!wrong.page.text().contains("has ended"), "only whoever knows it is told");
    site.close().await;
}
