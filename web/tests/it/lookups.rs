//! Looking up, signing in and coming back: status by reference and code, one-time codes, save for later, prefill,
//! the list of drafts.

use jiff::SignedDuration;
use testkit::{
    browser::{Browser, Page},
    site::{Setup, TestSite},
};

use crate::{journeys, street};

const REPORT: &str = "/s/report-a-street-problem";
const RENEW: &str = "renew-a-drivers-license";
/// Words of the sample's name.
const SIMPLE: &str = "Nothing changed.";

async fn status(browser: &mut Browser, reference: &str, code: &str) -> Page {
    browser.open("/status").await;
    let mut form = browser.page.form_with("reference");
    form.set("reference", reference);
    form.set("receipt_code", code);
    browser.send(form).await.clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn id_06_reference_and_receipt_code_show_stage_and_dates_and_nothing_personal() {
    let site = TestSite::new().await;
    let mut resident = site.resident("dana.canary@example.org").await;
    journeys::to_check(&site, &mut resident, RENEW, SIMPLE).await;
    let sent = street::send(&mut resident).await;
    site.work().await;
    let page = status(&mut Browser::new(site.address), &sent.reference, &sent.code).await;
    assert_eq!(page.status, 200, "{:?}", page.errors());
    let text = page.text();
    for shown in ["Renew a driver's license", "With the DMV", "November 22, 2026"] {
        assert!(text.contains(shown), "{shown} is missing: {text}");
    }
    for canary in
        ["Dana", "Whitewater", "canary", "C4182093", "C418-2093", "555-0147", "1989", sent.code.as_str()]
    {
        assert!(!page.html.contains(canary), "{canary} must not be there");
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn id_06_a_wrong_code_and_an_unknown_reference_look_the_same() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    let sent = street::report(&mut browser, "zoe@example.org").await;
    let mut stranger = Browser::new(site.address);
    let wrong = status(&mut stranger, &sent.reference, "AAAA-BBBB").await;
    let unknown = model::CaseReference::random(site.app.random.as_ref()).to_string();
    let missing = status(&mut stranger, &unknown, &sent.code).await;
    assert_eq!((wrong.status, missing.status), (422, 422));
    assert_eq!(wrong.html.replace(&sent.reference, "…"), missing.html.replace(&unknown, "…"));
    let right =
        status(&mut stranger, &sent.reference.to_lowercase().replace('-', " "), &sent.code.to_lowercase())
            .await;
    assert_eq!(right.status, 200, "as people type them: {:?}", right.errors());
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn id_06_trying_too_often_is_refused_with_a_time_to_wait_and_others_go_on() {
    let site = TestSite::set_up(Setup { limits: [3, 1000], ..Setup::default() }).await;
    let mut browser = Browser::new(site.address);
    let sent = street::report(&mut browser, "zoe@example.org").await;
    let mut stranger = Browser::new(site.address);
    for _ in 0..3 {
        assert_eq!(status(&mut stranger, &sent.reference, "AAAA-BBBB").await.status, 422);
    }
    let refused = status(&mut stranger, &sent.reference, &sent.code).await;
    assert_eq!(refused.status, 429);
    assert!(
        refused.headers.get("retry-after").is_some_and(|wait| wait.parse::<u32>().is_ok_and(|wait| wait > 0))
    );
    assert!(refused.link("home").is_some() || refused.links().contains(&"/".to_owned()), "a way on");
    let other = model::CaseReference::random(site.app.random.as_ref()).to_string();
    assert_eq!(status(&mut stranger, &other, "AAAA-BBBB").await.status, 422);
    site.close().await;
}

/// Asks for a sign-in code and opens the page it is entered on.
async fn ask_for_code(browser: &mut Browser, email: &str) {
    browser.open("/sign-in").await;
    let mut form = browser.page.form_with("email");
    form.set("email", email);
    browser.send(form).await;
    assert!(browser.page.path.starts_with("/sign-in/code?c="), "{}", browser.page.path);
}

async fn enter(browser: &mut Browser, code: &str) -> Page {
    let mut form = browser.page.form_with("code");
    form.set("code", code);
    browser.send(form).await.clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_tried_wrong_five_times_is_spent_and_the_right_one_no_longer_helps() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    ask_for_code(&mut browser, "ana@example.org").await;
    let right = site.newest_code("ana@example.org").await;
    let wrong = if right == "000000" { "111111" } else { "000000" };
    for left in ["4 more", "3 more", "2 more", "one more"] {
        let page = enter(&mut browser, wrong).await;
        assert_eq!(page.status, 422);
        assert!(page.errors().join(" ").contains(left), "{left}: {:?}", page.errors());
    }
    enter(&mut browser, wrong).await;
    let page = enter(&mut browser, &right).await;
    assert_eq!(page.status, 422, "spent");
    browser.open("/account").await;
    assert_eq!(browser.page.path, "/sign-in");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_good_for_ten_minutes_once_and_for_its_own_purpose() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    ask_for_code(&mut browser, "ana@example.org").await;
    let late = site.newest_code("ana@example.org").await;
    site.clock.pass(SignedDuration::from_mins(11));
    assert_eq!(enter(&mut browser, &late).await.status, 422, "too late");

    ask_for_code(&mut browser, "ana@example.org").await;
    let page = browser.page.clone();
    let code = site.newest_code("ana@example.org").await;
    enter(&mut browser, &code).await;
    assert_eq!(browser.page.path, "/account");
    let mut form = page.form_with("code");
    form.set("code", &code);
    let again = Browser::new(site.address).ask_form(form).await;
    assert_eq!(again.status, 422, "used twice");
    assert!(again.cookies.is_empty());

    street::begin(&mut browser).await;
    ask_for_code(&mut Browser::new(site.address), "ana@example.org").await;
    let mut other = Browser::new(site.address);
    ask_for_code(&mut other, "ana@example.org").await;
    let (_, id) = other.page.path.split_once("?c=").expect("the code's id");
    let code = site.newest_code("ana@example.org").await;
    let confirm = browser.ask("POST", &format!("{REPORT}/email/code"), &[("c", id), ("code", &code)]).await;
    assert_eq!(confirm.status, 422, "a code for signing in confirms no address");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whether_anybody_has_an_address_makes_no_visible_difference() {
    let site = TestSite::new().await;
    site.resident("known@example.org").await;
    let (mut one, mut two) = (Browser::new(site.address), Browser::new(site.address));
    ask_for_code(&mut one, "known@example.org").await;
    ask_for_code(&mut two, "kennt@example.org").await;
    let plain = |page: &Page| page.html.replace(page.path.split_once("?c=").expect("an id").1, "…");
    assert_eq!(plain(&one.page), plain(&two.page));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_gets_eight_codes_an_hour_at_most() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    for _ in 0..8 {
        ask_for_code(&mut browser, "ana@example.org").await;
        site.clock.pass(SignedDuration::from_secs(31));
    }
    browser.open("/sign-in").await;
    let page = browser.ask("POST", "/sign-in", &[("email", "ana@example.org")]).await;
    assert_eq!(page.status, 429);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_needs_an_address_asks_to_confirm_it_and_then_sends() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    journeys::to_check(&site, &mut browser, RENEW, SIMPLE).await;
    let form = browser.page.form_with("draft");
    browser.send(form).await;
    assert_eq!(browser.page.path, "/s/renew-a-drivers-license/email");
    let known = browser.page.value("email").expect("the box");
    assert_eq!(known, "dana.whitewater@example.org", "the address given in the answers is not asked twice");
    let form = browser.page.form_with("email");
    browser.send(form).await;
    assert!(!browser.page.text().contains(&known), "the address is shown hidden but for its ends");
    let code = site.newest_code(&known).await;
    assert_eq!(enter(&mut browser, "12").await.status, 422);
    enter(&mut browser, &code).await;
    street::sent(&browser);
    site.work().await;
    assert_eq!(site.system.records().len(), 2, "record and card: sent once");
    site.close().await;
}

/// Saves for later and gives the link's path, as it came by email.
async fn save_for_later(site: &TestSite, browser: &mut Browser, email: &str) -> String {
    browser.press("Save and", &[]).await;
    let mut form = browser.page.form_with("email");
    form.set("email", email);
    browser.send(form).await;
    assert!(browser.page.path.ends_with("/saved"), "{:?}", browser.page.errors());
    site.work().await;
    let link = site.mail.newest_to(email).expect("the link").action.expect("a link").url;
    link.strip_prefix("http://localhost").expect("our own address").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_saved_draft_goes_on_in_another_browser_with_link_and_code() {
    let site = TestSite::new().await;
    let mut phone = Browser::new(site.address);
    street::to_photo(&mut phone).await;
    let link = save_for_later(&site, &mut phone, "ana@example.org").await;
    let mut library = Browser::new(site.address);
    library.open(&link).await;
    assert!(!library.page.html.contains("Oak Street") && !library.page.html.contains("ana@example.org"));
    let send_code = library.page.form("Send me the code");
    library.send(send_code).await;
    let code = site.newest_code("ana@example.org").await;
    enter(&mut library, &code).await;
    assert_eq!(library.page.path, format!("{REPORT}/photo"), "where the person stopped");
    library.open(&format!("{REPORT}/where")).await;
    assert_eq!(library.page.value("where_is_it").as_deref(), Some("Oak Street, in front of the bakery"));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resume_code_opens_nothing_in_a_browser_without_the_right_code() {
    let site = TestSite::new().await;
    let mut phone = Browser::new(site.address);
    street::to_photo(&mut phone).await;
    let link = save_for_later(&site, &mut phone, "ana@example.org").await;
    let mut thief = Browser::new(site.address);
    thief.open(&link).await;
    let send_code = thief.page.form("Send me the code");
    thief.send(send_code).await;
    let page = enter(&mut thief, "999999").await;
    assert_eq!(page.status, 422);
    thief.open(&format!("{REPORT}/where")).await;
    assert_eq!(thief.page.path, format!("{REPORT}?gone=1"), "as if there were no draft");
    assert_eq!(thief.open("/resume/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").await.status, 404);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn my_list_continues_keeps_longer_and_deletes_after_asking() {
    let site = TestSite::new().await;
    let mut browser = site.resident("ana@example.org").await;
    street::to_photo(&mut browser).await;
    browser.open("/account").await;
    browser.press("Continue", &[]).await;
    assert_eq!(browser.page.path, format!("{REPORT}/photo"));
    let mut days = Vec::new();
    for _ in 0..3 {
        browser.open("/account").await;
        assert!(browser.page.text().contains("Keep 7 days longer"), "{}", browser.page.text());
        browser.press("Keep", &[]).await;
        assert!(browser.page.path.starts_with("/account?notice=snoozed&draft="), "{}", browser.page.path);
        days.push(
            browser.page.text().split_once("We keep your answers until ").expect("a day").1[..17].to_owned(),
        );
    }
    browser.open("/account").await;
    assert!(!browser.page.html.contains("/snooze"), "three times at the most");
    days.dedup();
    assert_eq!(days.len(), 3, "each time another day: {days:?}");
    let delete = browser.page.link("Delete").expect("a way to delete");
    browser.open(&delete).await;
    browser.open("/account").await;
    assert!(browser.page.link("Delete").is_some(), "asking deletes nothing");
    browser.open(&delete).await;
    let form = browser.page.form("Yes, delete");
    let twice = browser.ask_form(form.clone()).await;
    browser.send(form).await;
    assert_eq!(twice.headers.get("location"), Some(&browser.page.path), "sent twice, deleted once");
    assert!(browser.page.link("Delete").is_none());
    browser.open(&format!("{REPORT}/where")).await;
    assert_eq!(browser.page.path, format!("{REPORT}?gone=1"));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_in_one_service_is_offered_in_the_next_and_confirmed_by_one_press() {
    let site = TestSite::new().await;
    let mut browser = site.resident("dana@example.org").await;
    journeys::to_check(&site, &mut browser, RENEW, SIMPLE).await;
    street::send(&mut browser).await;
    street::to_photo(&mut browser).await;
    browser.press("Continue", &[]).await;
    assert_eq!(browser.page.path, format!("{REPORT}/news"));
    let text = browser.page.text();
    assert!(text.contains("dana.whitewater@example.org"), "offered: {text}");
    assert!(text.contains("Renew a driver's license"), "with where it came from: {text}");
    assert_eq!(browser.page.value("email").as_deref(), Some(""), "and not filled in silently");
    browser.press("Continue", &[("Your phone number", "12")]).await;
    assert_eq!(browser.page.status, 422);
    assert!(
        browser.page.text().contains("dana.whitewater@example.org"),
        "a mistake beside it takes nothing away"
    );
    let mut form = browser.page.form_with("use");
    form.set("use", "email");
    browser.send(form).await;
    browser.open(&format!("{REPORT}/news")).await;
    assert_eq!(browser.page.value("email").as_deref(), Some("dana.whitewater@example.org"));
    let mut stranger = site.resident("stranger@example.org").await;
    street::to_photo(&mut stranger).await;
    stranger.press("Continue", &[]).await;
    assert!(!stranger.page.text().contains("dana"), "nobody else is offered it");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn links_in_a_services_texts_lead_where_its_files_say() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::begin(&mut browser).await;
    for (page, words) in [("/what-is-wrong", "Call 911"), ("/es/what-is-wrong", "Llame al 911")] {
        let (language, page) = page.strip_prefix("/es").map_or(("", page), |page| ("/es", page));
        browser.open(&format!("{language}{REPORT}{page}")).await;
        assert_eq!(browser.page.link(words).as_deref(), Some("tel:911"));
        assert!(!browser.page.text().contains("tel:"), "{}", browser.page.text());
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_changes_the_cookie_and_signing_out_ends_the_session() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::begin(&mut browser).await;
    let guest = browser.tab();
    site.sign_in(&mut browser, "ana@example.org").await;
    let old = guest.ask("GET", &format!("{REPORT}/what-is-wrong"), &[]).await;
    assert_eq!(old.status, 303, "the old token opens nothing any more");
    assert_eq!(
        browser.open(&format!("{REPORT}/what-is-wrong")).await.path,
        format!("{REPORT}/what-is-wrong")
    );
    let signed_in = browser.tab();
    browser.press("Sign out", &[]).await;
    assert_eq!(signed_in.ask("GET", "/account", &[]).await.status, 303);
    site.close().await;
}
