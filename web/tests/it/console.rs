//! The console's long lists: narrowed, in pages, and never a question to the database for each line.

use jiff::SignedDuration;
use model::{Case, CaseId, CaseReference, Clock, Failure, Role};
use store::Batch;
use testkit::{browser::Browser, site::TestSite, world::Step};

use crate::street;

const AGENCY: &str = "public-works";
const OWED: &str = "/staff/obligations";

/// Cases whose part the agency's system does not take for now.
async fn stuck(site: &TestSite, count: usize) {
    site.system.expect(std::iter::repeat_n(Step::Fail(Failure::transient("the system is down")), count));
    let mut browser = Browser::new(site.address);
    for number in 0..count {
        if number % 20 == 0 {
            browser = Browser::new(site.address);
        }
        street::to_check(&mut browser).await;
        street::send(&mut browser).await;
        site.clock.pass(SignedDuration::from_millis(1));
    }
    site.work().await;
}

fn references(browser: &Browser) -> Vec<String> {
    let links = browser.page.html.split("/staff/cases/").skip(1);
    links.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_owed_is_listed_page_by_page_with_the_same_few_questions_however_long_a_page_is() {
    let site = TestSite::new().await;
    stuck(&site, 1).await;
    let mut staff = site.staff(AGENCY, Role::Supervisor).await;
    let mut questions = Vec::new();
    for path in [OWED, "/staff"] {
        let before = site.app.store.questions_asked();
        staff.open(path).await;
        questions.push(site.app.store.questions_asked() - before);
    }
    stuck(&site, 69).await;
    for (path, few) in [OWED, "/staff"].into_iter().zip(questions) {
        let before = site.app.store.questions_asked();
        staff.open(path).await;
        assert_eq!(
            site.app.store.questions_asked() - before,
            few,
            "{path}: one question more for each line?"
        );
    }
    staff.open(&format!("{OWED}?state=open&via=public-works-requests")).await;
    let first = references(&staff);
    assert_eq!(first.len(), 50);
    let next = staff.page.link("Next").expect("more than one page");
    assert!(next.contains("via=public-works-requests"), "the next page is narrowed alike: {next}");
    staff.open(&next).await;
    let second = references(&staff);
    assert_eq!((second.len(), staff.page.link("Next")), (20, None));
    assert!(first.iter().all(|one| !second.contains(one)));
    let previous = staff.page.link("Previous").expect("a way back");
    staff.open(&previous).await;
    assert_eq!(references(&staff), first);
    site.leave();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_owed_is_narrowed_by_state_and_by_where_it_goes() {
    let site = TestSite::new().await;
    stuck(&site, 1).await;
    let mut staff = site.staff(AGENCY, Role::Supervisor).await;
    for (question, found) in [
        ("", 1),
        ("?via=public-works-requests", 1),
        ("?via=email", 0),
        ("?state=due", 1),
        ("?state=asking", 0),
        ("?state=waiting", 0),
        ("?state=failed", 0),
        ("?state=nonsense&after=nonsense", 1),
    ] {
        staff.open(&format!("{OWED}{question}")).await;
        assert_eq!((staff.page.status, references(&staff).len()), (200, found), "{question}");
    }
    staff.open(&format!("{OWED}?state=failed")).await;
    assert!(
        staff.page.text().contains("Nothing fits what you chose"),
        "it does not say that all has arrived"
    );
    site.leave();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_of_the_audit_that_is_no_reference_finds_nothing_instead_of_everything() {
    let site = TestSite::new().await;
    let mut auditor = site.staff(AGENCY, Role::Auditor).await;
    auditor.open("/staff/audit").await;
    assert!(auditor.page.text().contains("signed in"));
    auditor.open("/staff/audit?q=nobody").await;
    assert!(auditor.page.text().contains("No entry fits this search."));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supervisor_holds_a_case_and_lets_it_go_and_colleagues_see_why() {
    let site = TestSite::new().await;
    let sent = crate::street::report(&mut Browser::new(site.address), "ana@example.org").await;
    let (mut boss, mut colleague) =
        (site.staff(AGENCY, Role::Supervisor).await, site.staff(AGENCY, Role::Caseworker).await);
    let reference = model::CaseReference::parse(&sent.reference).expect("a reference");
    let case = site.app.store.find_case_by_reference(&reference).await.expect("the store").expect("the case");
    let path = format!("/staff/cases/{}", case.id);
    boss.open(&path).await;
    boss.press("Hold this case", &[]).await;
    assert_eq!(boss.page.status, 422);
    assert!(boss.page.text().contains("Enter a reason for the audit log."), "{}", boss.page.text());
    boss.press("Hold this case", &[("Reason for the audit log", "lawsuit 12")]).await;
    assert!(boss.page.text().contains("The case is held."), "{}", boss.page.text());
    colleague.open(&path).await;
    let text = colleague.page.text();
    assert!(text.contains("holds this case since") && text.contains("lawsuit 12"), "{text}");
    assert!(!colleague.page.html.contains("Release this case"), "a caseworker cannot release it");
    boss.press("Release this case", &[("Reason for the audit log", "it is over")]).await;
    assert!(boss.page.text().contains("The case is released."), "{}", boss.page.text());
    boss.open("/staff/audit").await;
    assert!(boss.page.text().contains("put a legal hold on the case (lawsuit 12)"), "{}", boss.page.text());
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_stays_narrowed_after_something_was_tried_again_or_resolved() {
    let site = TestSite::new().await;
    stuck(&site, 2).await;
    let mut staff = site.staff(AGENCY, Role::Supervisor).await;
    let narrowed = format!("{OWED}?state=due&via=public-works-requests");
    staff.open(&narrowed).await;
    staff.press("Try", &[]).await;
    assert_eq!(staff.page.path, format!("{narrowed}&notice=retried"));
    assert_eq!(references(&staff).len(), 2);
    let resolve = staff.page.links().into_iter().find(|link| link.contains("/resolve")).expect("a way");
    staff.open(&resolve).await;
    assert!(
        staff.page.links().contains(&narrowed),
        "the way back is narrowed alike: {:?}",
        staff.page.links()
    );
    let empty = staff.page.form_with("how");
    staff.send(empty).await;
    let mut form = staff.page.form_with("how");
    form.set("how", "accepted");
    form.set("reason", "Entered by hand");
    staff.send(form).await;
    assert_eq!(staff.page.path, format!("{narrowed}&notice=resolved"), "also after a mistake");
    assert_eq!(references(&staff).len(), 1);
    let case = format!("/staff/cases/{}", references(&staff)[0]);
    staff.open(&case).await;
    staff.press("Try", &[]).await;
    assert_eq!(staff.page.path, format!("{case}?notice=retried"), "from a case, back to the case");
    site.leave();
}

/// More cases of one name than a search looks at when it is sorted by their last change.
async fn cases_of_one_name(site: &TestSite) {
    let (store, random) = (&site.app.store, site.app.random.as_ref());
    let (key, keep_key) = store.new_key("case");
    let version = site.app.services.current("report-a-street-problem").unwrap().version.to_string();
    let mut batch = Batch::from(keep_key);
    for _ in 0..=store::MOST_OF_A_NAME {
        let case = Case {
            id: CaseId::random(random),
            reference: CaseReference::random(random),
            service: "report-a-street-problem".to_owned(),
            service_version: version.clone(),
            agencies: vec!["public-works".to_owned()],
            person: None,
            locale: "en".to_owned(),
            status: "received".to_owned(),
            outcome: None,
            received_at: site.clock.now(),
            changed_at: site.clock.now(),
            ended_at: None,
            target_on: None,
            row_version: 1,
            key: key.id().clone(),
        };
        batch.extend(store.insert_case(&case, Some("Ana Example"), &key));
    }
    store.commit(batch).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_that_does_not_look_at_all_cases_of_a_name_says_so_and_how_to_find_the_others() {
    let site = TestSite::new().await;
    cases_of_one_name(&site).await;
    let mut staff = site.staff("public-works", Role::Caseworker).await;
    let said = [("", "only those among the last 200 received"), ("/es", "Muchos casos tienen este nombre.")];
    for (language, said) in said {
        for (asked, is_cut) in
            [("q=ana", false), ("q=ana&sort=changed", true), ("q=ana&status=received", true)]
        {
            let page = staff.open(&format!("{language}/staff?{asked}")).await;
            assert_eq!(page.text().contains(said), is_cut, "{language} {asked}: {}", page.text());
        }
    }
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_that_failed_is_told_where_nothing_else_is_owed() {
    let site = TestSite::new().await;
    site.system.expect([Step::Fail(Failure::permanent("no such code"))]);
    street::report(&mut Browser::new(site.address), "ana@example.org").await;
    site.work().await;
    let mut staff = site.staff(AGENCY, Role::Supervisor).await;
    staff.open(OWED).await;
    let text = staff.page.text();
    assert!(text.contains("Some parts failed for good."), "{text}");
    assert!(text.contains("Nothing else is owed.") && !text.contains("Everything has arrived"), "{text}");
    let failed = staff.page.link("See what failed").expect("a way to it");
    staff.open(&failed).await;
    assert_eq!(references(&staff).len(), 1, "{failed}");
    assert!(!staff.page.text().contains("Some parts failed for good."), "they are shown here");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_speaks_to_staff_and_says_which_language_its_applicant_reads() {
    let site = TestSite::new().await;
    let sent = street::report(&mut Browser::new(site.address), "ana@example.org").await;
    site.work().await;
    let mut staff = site.staff(AGENCY, Role::Caseworker).await;
    staff.open(&format!("/staff?q={}", sent.reference)).await;
    let case = format!("/staff/cases/{}", references(&staff)[0]);
    staff.open(&case).await;
    let text = staff.page.text();
    assert_eq!(staff.page.fact("Language"), "English");
    assert!(text.contains("in the words the person saw") && !text.contains("This person reads"), "{text}");
    assert!(text.contains("Applicant told by email") && !text.contains("We told you"), "{text}");
    let of_the_part = text.matches("Their reference: REC-1").count();
    assert_eq!(
        text.matches("Their reference:").count(),
        of_the_part,
        "that of a message means nothing: {text}"
    );
    staff.open(&format!("/es{case}")).await;
    let text = staff.page.text();
    assert_eq!(staff.page.fact("Idioma"), "inglés");
    assert!(text.contains("Esta persona lee en inglés. Escriba en inglés."), "{text}");
    assert!(text.contains("en el idioma de usted"), "{text}");
    site.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_keeps_the_console_around_it() {
    let site = TestSite::new().await;
    let mut staff = site.staff(AGENCY, Role::Caseworker).await;
    for path in ["/staff/cases/nothing", "/staff/nothing"] {
        let page = staff.open(path).await;
        assert_eq!(page.status, 404, "{path}");
        let links = staff.page.links();
        assert!(links.iter().any(|link| link == OWED), "{path}: {links:?}");
    }
    let mut nobody = Browser::new(site.address);
    let page = nobody.open("/staff/cases/nothing").await;
    assert_eq!(page.status, 404);
    assert!(!nobody.page.links().iter().any(|link| link == OWED), "the console is for staff");
    site.close().await;
}
