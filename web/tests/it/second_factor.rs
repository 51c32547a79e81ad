//! The second factor of staff: an authenticator app, and recovery codes for the day it is gone (OWASP ASVS 6.3.3, 6.5).

use jiff::SignedDuration;
use model::{Clock, Role};
use testkit::{
    browser::Browser,
    people::{PASSWORD, TotpSecret},
    site::{Setup, TestSite},
};

use crate::staff_account::{EMAIL, audited, is_in, news, send};

const FACTOR: &str = "/staff/account/second-factor";

async fn begin(browser: &mut Browser) -> (TotpSecret, Vec<String>) {
    browser.open(FACTOR).await;
    browser.press("Begin", &[]).await;
    assert_eq!(browser.page.path, FACTOR, "{}", browser.page.text());
    let address =
        browser.page.link("On your phone now? Open it in your app").expect("an address for the app");
    let secret = address.split_once("secret=").expect("a secret").1.split('&').next().expect("a secret");
    let list = browser.page.html.split_once("pt-recovery").expect("recovery codes").1;
    let codes = list.split("<bdi>").skip(1).filter_map(|rest| Some(rest.split_once("</bdi>")?.0.to_owned()));
    (TotpSecret::parse(secret).expect("a secret"), codes.take(10).collect())
}

async fn with_app(site: &TestSite, browser: &mut Browser) -> (TotpSecret, Vec<String>) {
    let (secret, codes) = begin(browser).await;
    send(browser, "code", &[("code", &secret.code_at(site.clock.now()))]).await;
    assert_eq!(browser.page.errors(), Vec::<String>::new());
    // Every code is good once: the next half minute has another.
    site.clock.pass(SignedDuration::from_secs(30));
    (secret, codes)
}

#[tokio::test(flavor = "multi_thread")]
async fn with_an_app_set_up_a_password_alone_opens_nothing_and_every_code_is_good_once() {
    let site = TestSite::new().await;
    let mut browser = site.staff("dmv", Role::Supervisor).await;
    let elsewhere = site.try_staff(EMAIL, PASSWORD).await;
    let (secret, _) = with_app(&site, &mut browser).await;
    assert!(is_in(&browser).await && !is_in(&elsewhere).await, "other sessions ended");
    assert_eq!(news(&site, EMAIL).await, "A second factor was set up");

    let mut browser = site.try_staff(EMAIL, PASSWORD).await;
    assert_eq!(browser.page.path, "/staff/sign-in/code");
    for path in ["/staff/account", "/staff/audit", "/staff/account/password", FACTOR, "/staff/confirm"] {
        assert_eq!(browser.ask("GET", path, &[]).await.status, 404, "{path}");
    }
    let before = browser.secrets().map(str::to_owned).collect::<Vec<_>>();
    let code = secret.code_at(site.clock.now());
    send(&mut browser, "code", &[("code", "000000")]).await;
    assert_eq!(browser.page.status, 422);
    send(&mut browser, "code", &[("code", &code)]).await;
    assert_eq!((browser.page.path.as_str(), browser.page.status), ("/staff", 200));
    assert_ne!(browser.secrets().map(str::to_owned).collect::<Vec<_>>(), before, "the session is a new one");

    let mut thief = site.try_staff(EMAIL, PASSWORD).await;
    send(&mut thief, "code", &[("code", &code)]).await;
    assert_eq!(thief.page.status, 422);
    assert!(
        thief.page.errors().iter().any(|error| error.contains("used already")),
        "{:?}",
        thief.page.errors()
    );
    assert!(!is_in(&thief).await);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_step_that_takes_longer_than_ten_minutes_begins_with_the_password_again() {
    let site = TestSite::new().await;
    let mut browser = site.staff("dmv", Role::Supervisor).await;
    let (secret, _) = with_app(&site, &mut browser).await;
    let mut browser = site.try_staff(EMAIL, PASSWORD).await;
    site.clock.pass(SignedDuration::from_mins(11));
    let code = secret.code_at(site.clock.now());
    send(&mut browser, "code", &[("code", &code)]).await;
    assert_eq!(browser.page.path, "/staff/sign-in");
    assert!(!is_in(&browser).await);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_code_stands_in_for_the_app_once_and_its_use_is_told() {
    let site = TestSite::new().await;
    let mut browser = site.staff("dmv", Role::Supervisor).await;
    let (_, codes) = with_app(&site, &mut browser).await;
    assert_eq!(codes.len(), 10);
    assert!(!browser.page.html.contains(&codes[0]), "they are not shown again");
    browser.open(FACTOR).await;
    assert!(!browser.page.html.contains(&codes[0]), "they are not shown again");
    let mut browser = site.try_staff(EMAIL, PASSWORD).await;
    send(&mut browser, "code", &[("code", &codes[3].to_uppercase())]).await;
    assert!(is_in(&browser).await, "{:?}", browser.page.errors());
    assert_eq!(news(&site, EMAIL).await, "A recovery code was used");
    browser.open("/staff/account").await;
    assert!(browser.page.text().contains("9 recovery codes"), "{}", browser.page.text());
    let mut thief = site.try_staff(EMAIL, PASSWORD).await;
    send(&mut thief, "code", &[("code", &codes[3])]).await;
    assert!(thief.page.status == 422 && !is_in(&thief).await);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_at_codes_makes_each_further_one_wait_and_the_person_is_told_once() {
    let site = TestSite::new().await;
    let mut browser = site.staff("dmv", Role::Supervisor).await;
    let (secret, _) = with_app(&site, &mut browser).await;
    let mut thief = site.try_staff(EMAIL, PASSWORD).await;
    for _ in 0..10 {
        send(&mut thief, "code", &[("code", "000000")]).await;
        assert!(thief.page.errors()[0].contains("not right"), "{:?}", thief.page.errors());
    }
    let right = secret.code_at(site.clock.now());
    send(&mut thief, "code", &[("code", &right)]).await;
    assert!(thief.page.errors()[0].contains("Try again in 15 minutes"), "{:?}", thief.page.errors());
    assert!(is_in(&browser).await, "whoever is in stays in");
    assert_eq!(news(&site, EMAIL).await, "Someone may know your password");
    assert!(audited(&mut browser).await.contains("many wrong codes"));

    site.clock.pass(SignedDuration::from_mins(16));
    let mut own = site.try_staff(EMAIL, PASSWORD).await;
    send(&mut own, "code", &[("code", &secret.code_at(site.clock.now()))]).await;
    assert!(is_in(&own).await, "{:?}", own.page.errors());
    let told = site.mail.sent().iter().filter(|mail| mail.subject.contains("may know")).count();
    assert_eq!(told, 1);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_second_factor_is_required_nothing_is_open_before_it_is_set_up() {
    let site = TestSite::set_up(Setup { second_factor_required: true, ..Setup::default() }).await;
    let new = app::staff::NewStaff {
        email: EMAIL.to_owned(),
        name: "Sam".to_owned(),
        agency: "dmv".to_owned(),
        role: Role::Supervisor,
        password: PASSWORD.to_owned(),
        first_for: None,
    };
    site.app.add_staff(new).await.expect("added");
    let mut browser = site.try_staff(EMAIL, PASSWORD).await;
    assert_eq!(browser.page.path, FACTOR);
    for path in ["/staff/account", "/staff/audit", "/staff/account/password"] {
        assert_eq!(browser.ask("GET", path, &[]).await.status, 404, "{path}");
    }
    with_app(&site, &mut browser).await;
    assert!(is_in(&browser).await);
    assert_eq!(browser.ask("GET", &format!("{FACTOR}/remove"), &[]).await.status, 303, "it stays");
    assert_eq!(browser.ask("POST", &format!("{FACTOR}/remove"), &[]).await.status, 404);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_would_let_others_in_for_good_asks_again_for_password_and_code() {
    let site = TestSite::new().await;
    let mut browser = site.staff("dmv", Role::Supervisor).await;
    site.clock.pass(SignedDuration::from_mins(11));
    browser.open(FACTOR).await;
    browser.press("Begin", &[]).await;
    assert_eq!(browser.page.path, "/staff/confirm?to=set-up");
    send(&mut browser, "password", &[("password", "not this one, surely")]).await;
    assert_eq!(browser.page.status, 422);
    send(&mut browser, "password", &[("password", PASSWORD)]).await;
    assert_eq!(browser.page.path, FACTOR);
    let (secret, _) = with_app(&site, &mut browser).await;

    site.clock.pass(SignedDuration::from_mins(11));
    browser.open(&format!("{FACTOR}/remove")).await;
    assert_eq!(browser.page.path, "/staff/confirm?to=remove");
    let sneaked = browser.ask("POST", &format!("{FACTOR}/remove"), &[]).await;
    assert_eq!(sneaked.headers["location"], "/staff/confirm?to=remove", "the form cannot be sent past it");
    send(&mut browser, "password", &[("password", PASSWORD), ("code", "000000")]).await;
    assert_eq!(browser.page.status, 422, "both are asked for");
    let code = secret.code_at(site.clock.now());
    send(&mut browser, "password", &[("password", PASSWORD), ("code", &code)]).await;
    assert_eq!(browser.page.path, format!("{FACTOR}/remove"));
    browser.press("Remove it", &[]).await;
    assert_eq!(browser.page.path, "/staff/account?notice=unset");
    assert_eq!(news(&site, EMAIL).await, "Your second factor was removed");
    assert!(is_in(&site.try_staff(EMAIL, PASSWORD).await).await, "the password is enough again");
    let said = audited(&mut browser).await;
    for act in ["set up a second factor", "removed their second factor", "proved again who they are"] {
        assert!(said.contains(act), "{act}: {said}");
    }
    site.close().await;
}
