//! The console as a caseworker uses it: the queue, a case, a status with its reason, notes, and what got stuck.

use jiff::SignedDuration;
use model::{Failure, Role};
use testkit::{
    browser::{Browser, Page},
    project,
    site::TestSite,
    world::Step,
};

use crate::{journeys, street};

const AGENCY: &str = "public-works";

/// References in the queue's table, in order.
fn references(page: &Page) -> Vec<String> {
    let cells = page.html.split("<th scope=\"row\">").skip(1);
    let reference = |cell: &str| Some(cell.split_once("<bdi>")?.1.split_once("</bdi>")?.0.to_owned());
    cells.filter_map(reference).collect()
}

/// Reports sent one after the other, an hour apart.
async fn reports(site: &TestSite, count: usize) -> Vec<street::Sent> {
    let mut sent = Vec::new();
    for number in 0..count {
        let mut browser = Browser::new(site.address);
        sent.push(street::report(&mut browser, &format!("resident{number}@example.org")).await);
        site.clock.pass(SignedDuration::from_hours(1));
    }
    site.work().await;
    sent
}

async fn open_case(staff: &mut Browser, reference: &str) {
    staff.open(&format!("/staff?q={reference}")).await;
    let link = staff.page.link(reference).unwrap_or_else(|| panic!("{reference} is not in the queue"));
    staff.open(&link).await;
    assert_eq!(staff.page.status, 200);
}

async fn set_status(staff: &mut Browser, status: &str, reason: &str) {
    let mut form = staff.page.form_with("status");
    form.set("status", status);
    form.set("reason", reason);
    staff.send(form).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_queue_is_sorted_narrowed_searched_and_shows_only_the_agencys_cases() {
    let site = TestSite::new().await;
    let mut renewing = site.resident("dana@example.org").await;
    journeys::to_check(&site, &mut renewing, "renew-a-drivers-license", "Nothing changed.").await;
    let license = street::send(&mut renewing).await;
    let sent: Vec<String> = reports(&site, 3).await.into_iter().map(|sent| sent.reference).collect();
    let mut staff = site.staff(AGENCY, Role::Caseworker).await;
    let reversed: Vec<String> = sent.iter().rev().cloned().collect();
    for (path, expected) in [
        ("/staff", sent.clone()),
        ("/staff?sort=newest", reversed.clone()),
        ("/staff?sort=changed", reversed.clone()),
        ("/staff?status=received", sent.clone()),
        ("/staff?status=fixed", vec![]),
        ("/staff?service=report-a-street-problem", sent.clone()),
        ("/staff?service=renew-a-drivers-license", vec![]),
        (&format!("/staff?q={}", sent[1]), vec![sent[1].clone()]),
        (&format!("/staff?q={}", sent[1].to_lowercase().replace('-', "")), vec![sent[1].clone()]),
        (&format!("/staff?q={}", license.reference), vec![]),
        ("/staff?q=nobody", vec![]),
    ] {
        let mut found = references(staff.open(path).await);
        if path.contains("changed") {
            found.sort_by_key(|reference| reversed.iter().position(|known| known == reference));
        }
        assert_eq!(found, expected, "{path}");
    }
    let mut dmv = site.staff("dmv", Role::Caseworker).await;
    for query in ["Whitewater", "dana", "Dana+Whitewater"] {
        assert_eq!(
            references(dmv.open(&format!("/staff?q={query}")).await),
            [license.reference.as_str()],
            "{query}"
        );
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_queue_is_paged_and_each_case_is_on_one_page() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    let mut sent = Vec::new();
    for number in 0..103 {
        if number % 20 == 0 {
            browser = Browser::new(site.address);
        }
        street::to_check(&mut browser).await;
        sent.push(street::send(&mut browser).await.reference);
        site.clock.pass(SignedDuration::from_secs(1));
    }
    let mut staff = site.staff(AGENCY, Role::Caseworker).await;
    staff.open("/staff").await;
    let mut seen = references(&staff.page);
    while let Some(next) = staff.page.link("Next") {
        staff.open(&next).await;
        seen.extend(references(&staff.page));
    }
    assert_eq!(seen, sent);
    let previous = staff.page.link("Previous").expect("a way back");
    staff.open(&previous).await;
    assert_eq!(references(&staff.page), sent[50..100]);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_status_with_its_reason_becomes_event_message_and_audit_entry_once() {
    let site = TestSite::new().await;
    let sent = reports(&site, 1).await.remove(0);
    let mut staff = site.staff(AGENCY, Role::Supervisor).await;
    open_case(&mut staff, &sent.reference).await;
    let old_tab = staff.tab();
    set_status(&mut staff, "not-our-street", "The county takes care of it: 555-0199").await;
    assert_eq!(staff.page.fact("Status"), "Not our street");
    site.work().await;
    let to = "resident0@example.org";
    let message = site.mail.newest_to(to).expect("the resident is told");
    assert!(message.paragraphs.join(" ").contains("The county takes care of it: 555-0199"), "{message:?}");
    let told = site.mail.sent().iter().filter(|message| message.to == to).count();
    let mut again = old_tab.page.form_with("status");
    again.set("status", "not-our-street");
    again.set("reason", "The county takes care of it: 555-0199");
    assert_eq!(old_tab.ask_form(again).await.status, 303, "the same form again");
    site.work().await;
    assert_eq!(site.mail.sent().iter().filter(|message| message.to == to).count(), told, "told once");
    open_case(&mut staff, &sent.reference).await;
    let text = staff.page.text();
    assert!(text.contains("555-0199"), "the timeline says why: {text}");
    assert!(text.contains("supervisor of public-works"), "and who: {text}");
    let mut audit = site.staff(AGENCY, Role::Auditor).await;
    audit.open(&format!("/staff/audit?q={}", sent.reference)).await;
    let seen = audit.page.text();
    assert_eq!(
        seen.matches(&site.app.words("en").expect("words").say("audit-set_status")).count(),
        1,
        "{seen}"
    );
    assert!(seen.contains(&site.app.words("en").expect("words").say("audit-viewed_case")), "{seen}");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_status_without_a_choice_or_a_reason_is_to_fix_and_keeps_what_was_typed() {
    let site = TestSite::new().await;
    let sent = reports(&site, 1).await.remove(0);
    let mut staff = site.staff(AGENCY, Role::Caseworker).await;
    open_case(&mut staff, &sent.reference).await;
    let mut form = staff.page.form_with("status");
    form.set("reason", "They go on Tuesday");
    staff.send(form).await;
    assert_eq!((staff.page.status, staff.page.errors().len()), (422, 1));
    assert_eq!(staff.page.value("reason").as_deref(), Some("They go on Tuesday"));
    set_status(&mut staff, "with-crew", "").await;
    assert_eq!((staff.page.status, staff.page.errors().len()), (422, 1));
    set_status(&mut staff, "no-such-status", "because").await;
    assert_eq!(staff.page.status, 404);
    open_case(&mut staff, &sent.reference).await;
    assert_eq!(staff.page.fact("Status"), "Received");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_caseworkers_who_decide_differently_do_not_overwrite_each_other_unseen() {
    let site = TestSite::new().await;
    let sent = reports(&site, 1).await.remove(0);
    let mut first = site.staff(AGENCY, Role::Caseworker).await;
    let mut second = site.staff(AGENCY, Role::Supervisor).await;
    open_case(&mut first, &sent.reference).await;
    open_case(&mut second, &sent.reference).await;
    set_status(&mut first, "fixed", "The crew was there").await;
    assert_eq!(first.page.status, 200);
    set_status(&mut second, "duplicate", "We knew already").await;
    assert_eq!((second.page.status, second.page.errors().len()), (409, 1), "look again first");
    assert_eq!(second.page.fact("Status"), "Fixed");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_is_for_colleagues_only() {
    let site = TestSite::new().await;
    let mut resident = site.resident("ana@example.org").await;
    let sent = street::report(&mut resident, "ana@example.org").await;
    site.work().await;
    let mut staff = site.staff(AGENCY, Role::Caseworker).await;
    open_case(&mut staff, &sent.reference).await;
    let mut form = staff.page.form_with("note");
    form.set("note", "Called the foreman <b>twice</b>");
    let twice = staff.ask_form(form.clone()).await;
    staff.send(form).await;
    assert_eq!((twice.status, staff.page.status), (303, 200));
    assert_eq!(
        staff.page.html.matches("Called the foreman &lt;b&gt;twice").count(),
        2,
        "in the timeline and in notes, once each"
    );
    resident.open("/account").await;
    let case = resident.page.links().into_iter().find(|link| link.contains("/cases/")).expect("my case");
    resident.open(&case).await;
    assert_eq!(resident.page.status, 200);
    assert!(!resident.page.html.contains("foreman"));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_got_stuck_is_listed_with_why_and_tried_again() {
    let site = TestSite::new().await;
    site.system.expect([Step::Fail(Failure::transient("the system is down"))]);
    let sent = reports(&site, 1).await.remove(0);
    let mut staff = site.staff(AGENCY, Role::Supervisor).await;
    staff.open("/staff/obligations").await;
    assert!(staff.page.text().contains("the system is down"), "{}", staff.page.text());
    assert!(staff.page.link(&sent.reference).is_some());
    staff.press("Try", &[]).await;
    assert_eq!(staff.page.path, "/staff/obligations?notice=retried");
    site.work().await;
    assert_eq!(site.system.records().len(), 1);
    staff.open("/staff/obligations").await;
    assert!(!staff.page.text().contains("the system is down"));
    let mut other = site.staff("dmv", Role::Supervisor).await;
    other.open("/staff/obligations").await;
    assert!(!other.page.text().contains(&sent.reference), "another agency's list is its own");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_got_stuck_is_resolved_by_hand_with_a_reason() {
    let site = TestSite::new().await;
    site.system.expect([Step::Fail(Failure::transient("the system is down"))]);
    let sent = reports(&site, 1).await.remove(0);
    let mut staff = site.staff(AGENCY, Role::Supervisor).await;
    staff.open("/staff/obligations").await;
    let resolve = staff.page.links().into_iter().find(|link| link.ends_with("/resolve")).expect("a way");
    staff.open(&resolve).await;
    let empty = staff.page.form_with("how");
    staff.send(empty).await;
    assert_eq!((staff.page.status, staff.page.errors().len()), (422, 2));
    let mut form = staff.page.form_with("how");
    form.set("how", "accepted");
    form.set("reason", "Entered by hand at the counter");
    form.set("their_reference", "SR-2026-77");
    let old = form.clone();
    staff.send(form).await;
    assert_eq!(staff.page.path, "/staff/obligations?notice=resolved");
    assert_eq!(staff.ask_form(old).await.status, 303, "sent twice, ended once");
    open_case(&mut staff, &sent.reference).await;
    let text = staff.page.text();
    assert!(text.contains("SR-2026-77") && text.contains("Entered by hand at the counter"), "{text}");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_shown_in_the_version_it_was_given_in_after_the_files_changed() {
    let site = TestSite::new().await;
    let sent = reports(&site, 1).await.remove(0);
    let mut services = project::services();
    let page = services.get_mut("report-a-street-problem/pages/where.yaml").expect("the page's file");
    *page = page.replace("short: Place", "short: Where exactly");
    let site = site.again_with(services).await;
    let mut staff = site.staff(AGENCY, Role::Caseworker).await;
    open_case(&mut staff, &sent.reference).await;
    assert_eq!(staff.page.fact("Place"), "Oak Street, in front of the bakery");
    assert!(staff.page.fact("Service version").starts_with("1 ("), "{}", staff.page.fact("Service version"));
    assert!(!staff.page.text().contains("Where exactly"));
    let mut browser = Browser::new(site.address);
    let fresh = street::report(&mut browser, "zoe@example.org").await;
    open_case(&mut staff, &fresh.reference).await;
    assert_eq!(staff.page.fact("Where exactly"), "Oak Street, in front of the bakery");
    assert!(staff.page.fact("Service version").starts_with("2 ("));
    set_status(&mut staff, "with-crew", "They go today").await;
    open_case(&mut staff, &sent.reference).await;
    set_status(&mut staff, "fixed", "Done").await;
    assert_eq!(staff.page.fact("Status"), "Fixed");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_staff_session_ends_after_half_an_hour_without_use() {
    let site = TestSite::new().await;
    let sent = reports(&site, 1).await.remove(0);
    let mut staff = site.staff(AGENCY, Role::Caseworker).await;
    open_case(&mut staff, &sent.reference).await;
    let case = staff.page.path.clone();
    site.clock.pass(SignedDuration::from_mins(31));
    let page = staff.ask("GET", &case, &[]).await;
    assert!(page.status == 401 || page.status == 404, "{}", page.status);
    assert!(!page.html.contains("Oak Street"));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_status_page_shows_every_status_with_its_day_and_no_reason() {
    let site = TestSite::new().await;
    let sent = reports(&site, 1).await.remove(0);
    let days = ["November 22, 2026", "November 23, 2026", "November 24, 2026"];
    let mut staff = site.staff(AGENCY, Role::Caseworker).await;
    for (status, reason) in [("with-crew", "They go today"), ("fixed", "A secret of ours")] {
        site.clock.pass(SignedDuration::from_hours(24));
        staff = site.try_staff("caseworker@public-works.example.gov", testkit::people::PASSWORD).await;
        open_case(&mut staff, &sent.reference).await;
        set_status(&mut staff, status, reason).await;
    }
    assert_eq!(staff.page.fact("Status"), "Fixed");
    let mut browser = Browser::new(site.address);
    browser.open("/status").await;
    let mut form = browser.page.form_with("reference");
    form.set("reference", &sent.reference);
    form.set("receipt_code", &sent.code);
    browser.send(form).await;
    let text = browser.page.text();
    let what = text.split("What happened so far").nth(1).expect("what happened so far");
    let said = format!("Fixed{} With a crew{} Received{}", days[2], days[1], days[0]);
    assert!(what.trim_start().starts_with(&said), "{what}");
    assert!(!text.contains("A secret of ours"));
    site.work().await;
    site.close().await;
}
