//! Sent twice, in two tabs, after going back, after a break, over a lost connection: never a lost or doubled answer.

use jiff::{SignedDuration, tz::TimeZone};
use model::DraftId;
use store::Draft;
use testkit::{browser::Browser, project, site::TestSite};

use crate::{journeys, street};

const FOOD: &str = "apply-for-food-assistance";
/// Words of the sample's name.
const FAMILY: &str = "Two parents who both work";
const REPORT: &str = "/s/report-a-street-problem";

/// The draft on the "check answers" page, as it is kept.
async fn kept(site: &TestSite, draft: &str) -> Draft {
    let id = DraftId::from_text(draft).expect("a draft's id");
    site.app.store.find_draft(&id).await.expect("the store answers").expect("the draft is there")
}

fn draft_on(browser: &Browser) -> String {
    browser.page.value("draft").unwrap_or_else(|| panic!("no draft on {}", browser.page.path))
}

#[tokio::test(flavor = "multi_thread")]
async fn two_presses_at_once_are_one_case_and_both_see_its_confirmation() {
    let site = TestSite::new().await;
    let mut first = Browser::new(site.address);
    street::to_check(&mut first).await;
    let mut tabs: Vec<Browser> = (0..6).map(|_| first.tab()).collect();
    let sending = tabs.iter_mut().map(street::send);
    let sent = futures::future::join_all(sending).await;
    assert!(sent.iter().all(|one| *one == sent[0]), "{sent:?}");
    site.work().await;
    assert_eq!(site.system.records().len(), 1);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sending_again_shows_the_first_result_even_when_a_new_draft_was_begun_meanwhile() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    let mut old_tab = browser.tab();
    let first = street::send(&mut browser).await;
    street::begin(&mut browser).await;
    assert_eq!(street::send(&mut old_tab).await, first);
    site.work().await;
    assert_eq!(site.system.records().len(), 1);
    browser.open(&format!("{REPORT}/what-is-wrong")).await;
    assert_eq!(browser.page.path, format!("{REPORT}/what-is-wrong"), "the new draft is untouched");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_sent_again_after_the_submission_leads_on_and_changes_nothing() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    let mut old_tab = browser.tab();
    old_tab.open(&format!("{REPORT}/where")).await;
    let old_page = old_tab.fill("Continue", &[("Describe the place", "Somewhere else")]);
    let sent = street::send(&mut browser).await;
    old_tab.send(old_page).await;
    assert_eq!((old_tab.page.status, old_tab.page.path.as_str()), (200, REPORT));
    browser.open(&format!("/receipt/{}", sent.draft)).await;
    assert!(browser.page.text().contains("Oak Street, in front of the bakery"));
    assert!(!browser.page.text().contains("Somewhere else"));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn going_back_after_sending_offers_a_new_start_and_the_confirmation_stays() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    let sent = street::send(&mut browser).await;
    for back in ["check", "news", "where"] {
        browser.open(&format!("{REPORT}/{back}")).await;
        assert_eq!((browser.page.status, browser.page.path.as_str()), (200, REPORT), "{back}");
    }
    browser.open(&format!("/sent/{}", sent.draft)).await;
    assert_eq!(street::sent(&browser), sent);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_may_answer_different_pages_and_the_same_page() {
    let site = TestSite::new().await;
    let mut one = Browser::new(site.address);
    street::to_check(&mut one).await;
    let draft = draft_on(&one);
    let mut two = one.tab();
    one.open(&format!("{REPORT}/details")).await;
    two.open(&format!("{REPORT}/where")).await;
    two.press("Continue", &[("Describe the place", "Mill Lane, by the bridge")]).await;
    one.press("Continue", &[("More than one hole", "")]).await;
    let both = kept(&site, &draft).await.answers;
    let text = serde_json::to_string(&both).expect("answers as text");
    assert!(text.contains("Mill Lane, by the bridge") && text.contains("many"), "{text}");
    one.open(&format!("{REPORT}/where")).await;
    two.open(&format!("{REPORT}/where")).await;
    one.press("Continue", &[("Describe the place", "First tab")]).await;
    two.press("Continue", &[("Describe the place", "Second tab")]).await;
    let text = serde_json::to_string(&kept(&site, &draft).await.answers).expect("answers as text");
    assert!(text.contains("Second tab") && !text.contains("First tab") && text.contains("many"), "{text}");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_sent_at_the_same_moment_are_all_kept() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    let draft = draft_on(&browser);
    let fill = |page: &'static str, label: &'static str, text: &'static str| {
        let mut tab = browser.tab();
        async move {
            tab.open(&format!("{REPORT}/{page}")).await;
            let form = tab.fill("Continue", &[(label, text)]);
            (tab, form)
        }
    };
    let mut tabs = Vec::new();
    for (page, label, text) in [
        ("details", "Smaller than a dinner plate", ""),
        ("where", "Describe the place", "Ferry Lane"),
        ("news", "Your email address", "zoe@example.org"),
    ] {
        tabs.push(fill(page, label, text).await);
    }
    let sending = tabs.iter_mut().map(|(tab, form)| tab.send(form.clone()));
    let pages = futures::future::join_all(sending).await;
    assert!(pages.iter().all(|page| page.status == 200), "{pages:?}");
    let text = serde_json::to_string(&kept(&site, &draft).await.answers).expect("answers as text");
    for word in ["small", "Ferry Lane", "zoe@example.org"] {
        assert!(text.contains(word), "{word} was lost: {text}");
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_sent_twice_is_the_same_as_sent_once() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::begin(&mut browser).await;
    for (label, text) in
        [("Pothole", ""), ("A dinner plate or bigger", ""), ("No", ""), ("Describe the place", "Oak Street")]
    {
        // The connection was lost: the browser never saw the first answer and sends the same form again.
        let form = browser.fill("Continue", &[(label, text)]);
        let lost = browser.ask_form(form.clone()).await;
        browser.send(form).await;
        assert_eq!(lost.headers.get("location"), Some(&browser.page.path), "the first result again");
    }
    browser.press("Continue", &[]).await;
    browser.press("Continue", &[]).await;
    let twice = kept(&site, &draft_on(&browser)).await;
    let again = browser.ask_form(browser.page.form_with("draft")).await;
    let sent = street::send(&mut browser).await;
    assert_eq!(again.headers.get("location"), Some(&format!("/sent/{}", sent.draft)));
    assert_eq!(twice.row_version, 7, "one change for each page: repeats changed nothing");
    site.work().await;
    assert_eq!(site.system.records().len(), 1);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_added_by_a_form_sent_twice_is_there_once() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    journeys::to_check(&site, &mut browser, FOOD, FAMILY).await;
    let draft = draft_on(&browser);
    let members = "/s/apply-for-food-assistance/household-members";
    let count =
        |answers: &forms::Answers| answers.entries(&"household_members".parse().expect("an id")).len();
    let before = count(&kept(&site, &draft).await.answers);
    browser.open(members).await;
    let mut add = browser.page.form_with("next");
    add.set("next", "add");
    browser.ask_form(add.clone()).await;
    browser.send(add).await;
    assert_eq!(count(&kept(&site, &draft).await.answers), before, "pressing \"Add\" keeps nothing yet");
    let form = browser.fill(
        "Continue",
        &[
            ("What is the name of this person?", "Ida Sample"),
            ("Month", "2"),
            ("Day", "3"),
            ("Year", "2020"),
            ("Child or stepchild", ""),
            ("Yes", ""),
        ],
    );
    let replies = futures::future::join(browser.ask_form(form.clone()), browser.ask_form(form)).await;
    assert_eq!((replies.0.status, replies.1.status), (303, 303), "{}", replies.0.html);
    assert_eq!(count(&kept(&site, &draft).await.answers), before + 1);
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_in_a_session_that_ended_is_kept_and_there_after_signing_in() {
    let site = TestSite::new().await;
    let mut browser = site.resident("ana@example.org").await;
    street::to_photo(&mut browser).await;
    browser.open(&format!("{REPORT}/where")).await;
    let form = browser.fill("Continue", &[("Describe the place", "Typed before lunch")]);
    site.clock.pass(SignedDuration::from_mins(90));
    browser.send(form).await;
    assert_eq!(browser.page.status, 401);
    let shown = browser.page.text();
    assert!(!shown.contains("Typed before lunch"), "an ended session shows nothing any more");
    let sign_in = browser.page.link("Sign in").expect("the page offers a way on");
    assert_eq!(sign_in, "/sign-in");
    site.sign_in(&mut browser, "ana@example.org").await;
    browser.press("Continue", &[]).await;
    browser.open(&format!("{REPORT}/where")).await;
    assert_eq!(browser.page.value("where_is_it").as_deref(), Some("Typed before lunch"));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ended_session_sends_nothing_and_changes_nothing_but_the_page_that_was_typed() {
    let site = TestSite::new().await;
    let mut browser = site.resident("ana@example.org").await;
    street::to_check(&mut browser).await;
    let draft = draft_on(&browser);
    let form = browser.page.form_with("draft");
    site.clock.pass(SignedDuration::from_mins(90));
    let before = kept(&site, &draft).await;
    browser.send(form).await;
    assert_eq!(browser.page.status, 401);
    for page in ["check", "where", "save"] {
        assert_eq!(browser.ask("GET", &format!("{REPORT}/{page}"), &[]).await.status, 401, "{page}");
    }
    assert_eq!(kept(&site, &draft).await, before);
    assert!(site.system.records().is_empty());
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_discarded_before_it_was_said_and_confirmed() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_check(&mut browser).await;
    let draft = draft_on(&browser);
    browser.open(&format!("{REPORT}/what-is-wrong?change=1")).await;
    browser.press("Save", &[("Graffiti", "")]).await;
    assert!(browser.page.text().contains("A dinner plate or bigger"), "the page names what would go");
    let before = kept(&site, &draft).await;
    let text = serde_json::to_string(&before.answers).expect("answers as text");
    assert!(text.contains("pothole") && text.contains("large"), "nothing has changed yet: {text}");
    let keep = browser.page.link("keep my answers").expect("a way back");
    let confirm = browser.page.form_with("discard");
    browser.open(&keep).await;
    assert_eq!(kept(&site, &draft).await, before);
    browser.send(confirm).await;
    let text = serde_json::to_string(&kept(&site, &draft).await.answers).expect("answers as text");
    assert!(text.contains("graffiti") && !text.contains("large"), "{text}");
    assert_eq!(
        browser.page.path,
        format!("{REPORT}/details?change=1"),
        "the page that now asks something else"
    );
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_from_check_answers_returns_there() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    journeys::to_check(&site, &mut browser, "renew-a-drivers-license", "Nothing changed.").await;
    let check = browser.page.path.clone();
    let changes: Vec<String> =
        browser.page.links().into_iter().filter(|link| link.ends_with("?change=1")).collect();
    assert!(changes.len() > 10, "each answer can be changed: {changes:?}");
    for change in changes {
        browser.open(&change).await;
        assert_eq!(browser.page.status, 200, "{change}");
        if browser.page.value("license_number").is_some() {
            continue; // a secret is never written into a page; its own test types it again
        }
        browser.press("Save", &[]).await;
        assert_eq!(browser.page.path, check, "after {change}: {:?}", browser.page.errors());
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_answer_that_opens_pages_asks_only_those() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    journeys::to_check(&site, &mut browser, "renew-a-drivers-license", "Nothing changed.").await;
    browser.open("/s/renew-a-drivers-license/where-you-live?change=1").await;
    let mut form = browser.page.form("Save");
    form.set("moved", "yes");
    browser.send(form).await;
    assert_eq!(browser.page.path, "/s/renew-a-drivers-license/new-home-address?change=1");
    let mut form = browser.page.form("Save");
    for (name, text) in [
        ("home_address-line1", "1208 Old Mill Rd"),
        ("home_address-city", "Riverbend"),
        ("home_address-state", "IA"),
        ("home_address-postal_code", "50099"),
    ] {
        form.set(name, text);
    }
    browser.send(form).await;
    assert_eq!(browser.page.path, "/s/renew-a-drivers-license/check", "{:?}", browser.page.errors());
    assert!(browser.page.text().contains("1208 Old Mill Rd"));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn looking_changes_nothing_whatever_is_opened() {
    let site = TestSite::new().await;
    let mut browser = site.resident("ana@example.org").await;
    journeys::to_check(&site, &mut browser, FOOD, FAMILY).await;
    let draft = draft_on(&browser);
    let before = kept(&site, &draft).await;
    let service = site.app.services.current("apply-for-food-assistance").expect("the service");
    let mut paths: Vec<String> = ["tasks", "check", "email", "save", "saved", "send", "start"]
        .iter()
        .map(|page| format!("/s/apply-for-food-assistance/{page}"))
        .collect();
    let journey = service.journey(&before.answers, site.app.today_in(&TimeZone::UTC));
    paths.extend(journey.steps().iter().map(|step| format!("/s/apply-for-food-assistance/{}", step.place)));
    paths.extend(["/account".to_owned(), format!("/account/drafts/{draft}/delete")]);
    browser.open("/s/apply-for-food-assistance/household-members").await;
    paths.extend(browser.page.links().into_iter().filter(|link| link.contains("/remove/")));
    assert!(paths.len() > 30, "{paths:?}");
    let sent_before = site.mail.sent().len();
    site.clock.pass(SignedDuration::from_mins(2));
    for path in paths {
        for address in [path.clone(), format!("/es{path}")] {
            browser.open(&address).await;
            assert_eq!(browser.page.status, 200, "{address}");
        }
    }
    site.work().await;
    assert_eq!(kept(&site, &draft).await, before);
    assert_eq!(site.mail.sent().len(), sent_before, "nothing was sent either");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_opens_links_in_mail_does_no_harm() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::to_photo(&mut browser).await;
    browser.open(&format!("{REPORT}/save")).await;
    let mut form = browser.page.form_with("email");
    form.set("email", "ana@example.org");
    browser.send(form).await;
    site.work().await;
    let link = site.mail.newest_to("ana@example.org").expect("the link").action.expect("a link").url;
    let path = link.strip_prefix("http://localhost").expect("our own address").to_owned();
    let messages = site.mail.sent().len();
    let mut scanner = Browser::new(site.address);
    for _ in 0..3 {
        assert_eq!(scanner.open(&path).await.status, 200);
        assert!(scanner.page.cookies.is_empty(), "looking begins no session");
        assert!(!scanner.page.text().contains("Oak Street"), "the link alone shows no answer");
    }
    site.work().await;
    assert_eq!(site.mail.sent().len(), messages, "looking sends no code");
    assert_eq!(browser.open(&format!("{REPORT}/photo")).await.status, 200, "the draft is where it was");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_shown_in_the_version_it_was_begun_in() {
    let site = TestSite::new().await;
    let mut browser = Browser::new(site.address);
    street::begin(&mut browser).await;
    let mut services = project::services();
    let page = services.get_mut("report-a-street-problem/pages/what-is-wrong.yaml").expect("the page's file");
    *page = page.replace("What is the problem?", "What did you see?");
    let site = site.again_with(services).await;
    let mut browser = browser.moved_to(site.address);
    browser.open(&format!("{REPORT}/what-is-wrong")).await;
    assert_eq!(browser.page.heading(), "What is the problem?");
    let mut fresh = Browser::new(site.address);
    street::begin(&mut fresh).await;
    assert_eq!(fresh.page.heading(), "What did you see?");
    site.close().await;
}
