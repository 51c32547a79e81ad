//! More people than can be served at once. Turns are held by the tests, so that nothing here depends on how fast a
//! machine is: whoever has begun goes first, others keep their place, and what was typed is never lost.

mod typed;

use std::time::Duration;

use jiff::SignedDuration;
use model::Role;
use testkit::{
    browser::{Browser, Page},
    site::{Setup, TestSite},
};
use web::{Class, Opens, RoomSettings, TurnsAfter};

use crate::street;

const START: &str = "/s/report-a-street-problem";
/// Nobody waits so long.
const LONG: Duration = Duration::from_mins(10);
/// Over at once.
const SHORT: Duration = Duration::from_millis(10);

async fn site(room: RoomSettings) -> TestSite {
    TestSite::set_up(Setup { room, ..Setup::default() }).await
}

/// A line from the start, and one person a second is let in.
async fn one_a_second() -> TestSite {
    site(RoomSettings { opens: Opens::Always, people_a_minute: Some(60), ..RoomSettings::default() }).await
}

/// One request at once. What is sent waits so long; a page that is looked at, hardly at all.
async fn narrow(sent: Duration) -> TestSite {
    let turns_after = TurnsAfter { sent, under_way: LONG, visit: SHORT };
    site(RoomSettings { at_once: 1, turns_after, ..RoomSettings::default() }).await
}

fn second(site: &TestSite) {
    site.clock.pass(SignedDuration::from_secs(1));
}

/// How many people are ahead; `None` once they are in.
fn ahead(page: &Page) -> Option<String> {
    (page.status == 503).then(|| page.fact("People ahead of you"))
}

/// Opens the start page, a moment after whoever came before.
async fn look(site: &TestSite, browser: &mut Browser) -> Option<String> {
    moment(site);
    ahead(browser.open(START).await)
}

fn moment(site: &TestSite) {
    site.clock.pass(SignedDuration::from_millis(1));
}

/// Asks for the start page with headers of its own.
async fn get(site: &TestSite, headers: &[(&str, String)]) -> Page {
    moment(site);
    let mut browser = Browser::new(site.address);
    browser.headers.extend(headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
    browser.ask("GET", START, &[]).await
}

/// Waits until so many requests of a class wait for their turn.
async fn until_waiting(site: &TestSite, class: Class, count: usize) {
    while site.room.waiting(class) != count {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn people_who_begin_come_in_by_the_order_in_which_they_came() {
    let site = one_a_second().await;
    let [mut ana, mut ben, mut carl, mut dora] = [(); 4].map(|()| Browser::new(site.address));
    assert_eq!(look(&site, &mut ana).await, None, "nobody is here");
    for (browser, number) in [(&mut ben, "0"), (&mut carl, "1"), (&mut dora, "2")] {
        assert_eq!(look(&site, browser).await.as_deref(), Some(number));
    }
    assert_eq!(look(&site, &mut carl).await.as_deref(), Some("1"), "looking again changes nothing");
    second(&site);
    assert_eq!(
        look(&site, &mut dora).await.as_deref(),
        Some("1"),
        "the first to look is not the next to come in"
    );
    assert_eq!(look(&site, &mut ben).await, None);
    second(&site);
    assert_eq!(look(&site, &mut dora).await.as_deref(), Some("0"));
    assert_eq!(look(&site, &mut carl).await, None);
    street::begin(&mut ben).await;
    assert_eq!(look(&site, &mut Browser::new(site.address)).await.as_deref(), Some("1"));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_says_what_is_true_and_can_be_told_not_to_look_by_itself() {
    let site = one_a_second().await;
    look(&site, &mut Browser::new(site.address)).await;
    look(&site, &mut Browser::new(site.address)).await;
    let mut browser = Browser::new(site.address);
    moment(&site);
    browser.open("/es/s/report-a-street-problem?need=a").await;
    let page = &browser.page;
    assert_eq!((page.status, page.heading().as_str()), (503, "Está en la fila"));
    assert_eq!(page.fact("Personas antes que usted"), "1");
    assert_eq!(page.fact("Su turno"), "En 1 minuto, más o menos");
    assert!(page.fact("Calculado").contains("2026"), "{}", page.text());
    assert!(page.html.contains("<html lang=\"es\"") && page.html.contains("<title>Está en la fila: En 1"));
    let refresh = page.headers.get("refresh").expect("it looks again by itself");
    assert!(refresh.ends_with("; url=/es/s/report-a-street-problem?need=a"), "{refresh}");
    let seconds = page.headers.get("retry-after").and_then(|seconds| seconds.parse::<u32>().ok());
    assert!(seconds.is_some_and(|seconds| (25..=35).contains(&seconds)), "{seconds:?}");
    assert_eq!(page.headers.get("cache-control").map(String::as_str), Some("no-store"));
    assert!(page.text().contains("Otras maneras") || page.text().contains("Otras formas"), "{}", page.text());
    let still = page.link("Que no mire sola").expect("it can be told to stay still");
    browser.open(&still).await;
    assert!(!browser.page.headers.contains_key("refresh"));
    assert_eq!(browser.page.fact("Personas antes que usted"), "1", "the place is kept");
    assert_eq!(browser.page.link("Mirar ahora"), Some(still));
    let back = browser.page.link("Que mire sola otra vez");
    assert_eq!(back.as_deref(), Some("/es/s/report-a-street-problem?need=a"));
    assert!(browser.page.in_language("en").is_some_and(|path| path.starts_with(START)));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_address_says_never_becomes_markup_or_a_header() {
    let site = one_a_second().await;
    look(&site, &mut Browser::new(site.address)).await;
    moment(&site);
    let page = Browser::new(site.address).ask("GET", &format!("{START}?a='%22&b=<i>;url=//x"), &[]).await;
    assert_eq!(page.status, 503);
    assert!(!page.html.contains("<i>") && !page.html.contains("'%22&b"), "{}", page.html);
    let refresh = page.headers.get("refresh").expect("a header");
    assert!(
        refresh.split("; url=").nth(1).is_some_and(|url| url.starts_with("/s/report-a-street")),
        "{refresh}"
    );
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_jumps_the_line() {
    let site = one_a_second().await;
    look(&site, &mut Browser::new(site.address)).await;
    let mut first = Browser::new(site.address);
    assert_eq!(look(&site, &mut first).await.as_deref(), Some("0"));
    let place = first.secrets().next().expect("a place").to_owned();
    let later = place.replace("place.", "pass.");
    let earlier = place.replacen("place.1", "place.0", 1);
    for (forged, number) in [later.as_str(), earlier.as_str(), "pass.1.2.3", "place", ""].into_iter().zip(1..)
    {
        let forger = [("cookie", format!("portico-place={forged}"))];
        let page = get(&site, &forger).await;
        assert_eq!(ahead(&page), Some(number.to_string()), "{forged} is the last in line");
    }
    // To sign in is open to everybody, and no way around the line.
    let mut signed_in = site.resident("ana@example.org").await;
    assert!(look(&site, &mut signed_in).await.is_some());
    signed_in.open("/account").await;
    assert_eq!(signed_in.page.status, 200, "what they have already is open to them");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_place_in_line_is_a_cookie_as_safe_as_the_sessions() {
    let room = RoomSettings { opens: Opens::Always, people_a_minute: Some(60), ..RoomSettings::default() };
    let base_url = Some("https://portal.columbia-lake.example.gov".to_owned());
    let site = TestSite::set_up(Setup { room, base_url, ..Setup::default() }).await;
    for (kind, status) in [("pass", 200), ("place", 503)] {
        let page = get(&site, &[]).await;
        assert_eq!((page.status, page.cookies.len()), (status, 1), "{kind}");
        let start = format!("__Host-portico-place={kind}.");
        assert!(page.cookies[0].starts_with(&start), "{}", page.cookies[0]);
        for part in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure", "; Max-Age="] {
            assert!(page.cookies[0].contains(part), "{part}: {}", page.cookies[0]);
        }
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pass_that_was_copied_lets_in_no_crowd() {
    let site = one_a_second().await;
    let mut ana = Browser::new(site.address);
    assert_eq!(look(&site, &mut ana).await, None);
    let start = format!("{START}/start");
    let mut statuses = Vec::new();
    for _ in 0..7 {
        moment(&site);
        statuses.push(ana.tab().ask("POST", &start, &[]).await.status);
    }
    assert_eq!(statuses, [303, 303, 303, 303, 303, 503, 503]);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_under_way_goes_on_while_newcomers_wait() {
    let site = narrow(LONG).await;
    let mut resident = Browser::new(site.address);
    street::begin(&mut resident).await;
    let held = site.room.hold().await.expect("a turn");
    let mut newcomer = Browser::new(site.address);
    assert_eq!(look(&site, &mut newcomer).await.as_deref(), Some("0"));
    assert!(newcomer.page.text().contains("You keep your place"));
    // What the resident sends comes after the newcomer, and is served before anybody else.
    let sends = tokio::spawn(async move {
        resident.press("Continue", &[("Pothole", "")]).await;
        resident
    });
    until_waiting(&site, Class::Sent, 1).await;
    drop(held);
    let resident = sends.await.expect("served");
    assert_eq!(resident.page.status, 200);
    assert_ne!(resident.page.path, "/s/report-a-street-problem/what-is-wrong", "their answer was taken");
    second(&site);
    assert_eq!(look(&site, &mut newcomer).await, None, "and then it is the newcomer's turn");
    assert!(newcomer.secrets().any(|secret| secret.starts_with("pass.")));
    street::begin(&mut newcomer).await;
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_here_before_the_line_opened_or_was_let_in_is_never_sent_back() {
    let turns_after = TurnsAfter { sent: LONG, under_way: LONG, visit: SHORT };
    let site =
        site(RoomSettings { at_once: 1, people_a_minute: Some(1), turns_after, ..RoomSettings::default() })
            .await;
    let (mut before, mut after) = (Browser::new(site.address), Browser::new(site.address));
    street::begin(&mut before).await;
    let held = site.room.hold().await.expect("a turn");
    assert!(look(&site, &mut after).await.is_some(), "the line is open");
    drop(held);
    let mut seconds = 0;
    while look(&site, &mut after).await.is_some() {
        second(&site);
        seconds += 1;
    }
    assert!((55..=65).contains(&seconds), "one person a minute, not after {seconds} seconds");
    street::begin(&mut after).await;
    for _ in 0..5 {
        let held = site.room.hold().await.expect("a turn");
        assert!(look(&site, &mut Browser::new(site.address)).await.is_some(), "it stays open");
        drop(held);
        site.clock.pass(SignedDuration::from_secs(20));
        for browser in [&mut before, &mut after] {
            assert_eq!(look(&site, browser).await, None);
            browser.open("/s/report-a-street-problem/what-is-wrong").await;
            assert_eq!(browser.page.status, 200);
        }
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_health_and_style_sheets_never_wait_for_residents() {
    let site = narrow(LONG).await;
    let mut newcomer = Browser::new(site.address);
    let mut staff = site.staff("public-works", Role::Caseworker).await;
    newcomer.open("/").await;
    let sheet = newcomer.page.style_sheet().expect("a style sheet");
    let held = site.room.hold().await.expect("a turn");
    assert!(look(&site, &mut newcomer).await.is_some());
    for path in ["/healthz", "/readyz", &sheet] {
        assert_eq!(newcomer.ask("GET", path, &[]).await.status, 200, "{path}");
    }
    assert_eq!(staff.open("/staff").await.status, 200);
    drop(held);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_goes_away_while_it_waits_takes_no_turn_with_it() {
    let site = narrow(LONG).await;
    let mut resident = Browser::new(site.address);
    street::begin(&mut resident).await;
    let held = site.room.hold().await.expect("a turn");
    let mut tab = resident.tab();
    let gone = tokio::spawn(async move {
        tab.open("/s/report-a-street-problem/what-is-wrong").await;
    });
    until_waiting(&site, Class::UnderWay, 1).await;
    gone.abort();
    until_waiting(&site, Class::UnderWay, 0).await;
    drop(held);
    resident.open("/s/report-a-street-problem/what-is-wrong").await;
    assert_eq!(resident.page.status, 200);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn switched_off_nobody_waits() {
    let off = RoomSettings { opens: Opens::Never, at_once: 1, ..RoomSettings::default() };
    let site = site(off).await;
    let held = (site.room.hold().await, site.room.hold().await);
    assert_eq!(look(&site, &mut Browser::new(site.address)).await, None);
    drop(held);
    site.close().await;
}
