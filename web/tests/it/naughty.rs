//! Text that has broken other software, typed into the services that ship and read back wherever it is shown: the page
//! again, check answers, receipt, staff view, export. It is kept to the letter, or refused and shown to the letter.

use model::{DraftId, Role};
use testkit::{
    browser::{Browser, Filled, Page},
    project,
    site::TestSite,
};

use crate::{journeys, street};

const WHERE: &str = "/s/report-a-street-problem/where";

/// A box for words: where it is asked, its name, and what it is called in a summary.
struct Asked {
    page: &'static str,
    control: &'static str,
    short: &'static str,
    max: usize,
}

fn strings() -> Vec<String> {
    let text = std::fs::read_to_string(project::inputs("payloads/naughty-strings/blns.json"));
    let strings: Vec<String> =
        serde_json::from_str(&text.expect("the strings can be read")).expect("a list of strings");
    assert!(strings.len() > 500);
    strings
}

fn kept(text: &str) -> String {
    text.replace('\t', " ").trim().to_owned()
}

/// Nothing of it can be seen: it counts as nothing.
fn is_unseen(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace()
            || "\u{ad}\u{34f}\u{61c}\u{180e}\u{3164}\u{feff}".contains(c)
            || ('\u{200b}'..='\u{200f}').contains(&c)
            || ('\u{202a}'..='\u{202e}').contains(&c)
            || ('\u{2060}'..='\u{2069}').contains(&c)
    })
}

/// Only what no page can show, what cannot be seen, and what is too long is refused.
fn has_reason(text: &str, max: usize) -> bool {
    let kept = kept(text);
    kept.chars().count() > max || kept.chars().any(char::is_control) || is_unseen(text)
}

/// The lines beside a name in a summary, to the letter.
fn lines(page: &Page, short: &str) -> Vec<String> {
    assert_eq!(page.status, 200, "{}", page.path);
    page.exact_lines(short)
}

/// Types one string after the other into one box; those that were kept.
async fn type_all(browser: &mut Browser, place: &Asked) -> Vec<String> {
    browser.open(&format!("{}?change=1", place.page)).await;
    let mut form: Filled = browser.page.form_with(place.control);
    // A contact has a name and a phone number, or neither.
    if place.control == "emergency_name" {
        form.set("emergency_phone", "202-555-0123");
    }
    let check = format!("{}/check", place.page.rsplit_once('/').expect("a page").0);
    let mut all = Vec::new();
    for (text, number) in strings().into_iter().zip(0..) {
        let mut filled = form.clone();
        filled.set(place.control, &text);
        let answer = browser.ask_form(filled).await;
        if answer.status == 303 && is_unseen(&text) {
            let again = browser.ask("GET", place.page, &[]).await;
            assert_eq!(again.value(place.control).unwrap_or_default(), "", "{text:?} was left empty");
        } else if answer.status == 303 {
            let again = browser.ask("GET", place.page, &[]).await;
            assert_eq!(again.value(place.control), Some(kept(&text)), "{text:?} in its box");
            // All are read there once more in the long text, many at a time.
            if number % 20 == 0 {
                let shown = browser.ask("GET", &check, &[]).await;
                assert_eq!(lines(&shown, place.short), [kept(&text)], "{text:?} on check answers");
            }
            all.push(kept(&text));
        } else {
            assert_eq!(answer.status, 422, "{text:?} in {}", place.control);
            assert!(has_reason(&text, place.max), "{text:?} was refused: {:?}", answer.errors());
            assert_eq!(
                answer.value(place.control),
                Some(text.trim().to_owned()),
                "{text:?} refused, and still there"
            );
        }
    }
    assert!(all.len() > 480, "{} of {} were kept", all.len(), place.control);
    all
}

/// As many as fit into one box, a line each.
fn together(texts: &[String], most: usize) -> Vec<String> {
    let mut groups: Vec<String> = Vec::new();
    for text in texts {
        match groups.last_mut() {
            Some(group) if group.chars().count() + text.chars().count() < most => {
                group.push('\n');
                group.push_str(text);
            }
            _ => groups.push(text.clone()),
        }
    }
    groups
}

/// Sends what is on "check answers", and reads it back on the receipt, in the console and in the export.
async fn assert_sent(
    site: &TestSite,
    staff: &Browser,
    browser: &mut Browser,
    place: &Asked,
    wanted: &[&str],
) {
    journeys::send(site, browser).await;
    let sent = street::sent(browser);
    let receipt = browser.ask("GET", &format!("/receipt/{}", sent.draft), &[]).await;
    assert_eq!(lines(&receipt, place.short), wanted, "on the receipt");
    let draft = DraftId::from_text(&sent.draft).expect("an id");
    let found = site.app.store.find_submission_by_draft(&draft).await.expect("the store answers");
    let case = found.expect("it was sent").case;
    let view = staff.ask("GET", &format!("/staff/cases/{case}"), &[]).await;
    assert_eq!(lines(&view, place.short), wanted, "in the console");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_text_is_the_same_from_its_box_to_the_agencys_system() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    let place = Asked { page: WHERE, control: "where_is_it", short: "Place", max: 500 };
    let all = type_all(&mut browser, &place).await;
    let staff = site.staff("public-works", Role::Caseworker).await;
    for group in together(&all, 480) {
        let mut browser = Browser::new(site.address);
        street::to_check(&mut browser).await;
        browser.open(&format!("{WHERE}?change=1")).await;
        let mut form = browser.page.form_with(place.control);
        form.set(place.control, &group.replace('\n', "\r\n"));
        browser.send(form).await;
        assert!(browser.page.path.ends_with("/check"), "{:?} {group:?}", browser.page.errors());
        let wanted: Vec<&str> = group.split('\n').collect();
        assert_eq!(lines(&browser.page, place.short), wanted, "on check answers");
        assert_sent(&site, &staff, &mut browser, &place, &wanted).await;
        site.work().await;
        let given = site.system.records().pop().expect("it was handed over").give;
        assert_eq!(given["insert"]["columns"]["LOC_TXT"].as_str(), Some(group.as_str()), "{given}");
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_the_same_from_its_box_to_the_console() {
    let place = Asked {
        page: "/s/renew-a-drivers-license/emergency-contact",
        control: "emergency_name",
        short: "Emergency contact",
        max: 200,
    };
    whole_journey("renew-a-drivers-license", "Nothing changed.", "dmv", &place).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_of_text_is_the_same_from_its_box_to_the_console() {
    let place = Asked {
        page: "/s/apply-for-food-assistance/sign",
        control: "signature",
        short: "Signature",
        max: 128,
    };
    whole_journey("apply-for-food-assistance", "Two parents who both work", "human-services", &place).await;
}

/// Every string in the box; the last that was kept is sent.
async fn whole_journey(slug: &str, sample: &str, agency: &str, place: &Asked) {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    journeys::to_check(&site, &mut browser, slug, sample).await;
    let last = type_all(&mut browser, place).await.pop().expect("some were kept");
    browser.open(&format!("/s/{slug}/check")).await;
    let staff = site.staff(agency, Role::Caseworker).await;
    assert_sent(&site, &staff, &mut browser, place, &[last.as_str()]).await;
    site.close().await;
}
