//! What was kept long enough is erased, with an audit entry, and nothing else is.

use model::{Act, Case, FileId, Viewer};
use store::{AuditEntry, StoreError, StoredFile};

use crate::bench::{ANA, Bench};

/// The same on both databases.
macro_rules! on_both {
    ($test:ident) => {
        mod $test {
            use crate::{bench::Bench, garden::CHAIN};

            #[tokio::test(flavor = "multi_thread")]
            async fn on_sqlite() {
                Box::pin(super::$test(Bench::new().await)).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn on_postgres() {
                Box::pin(super::$test(Bench::postgres(CHAIN, Vec::new()).await)).await;
            }
        }
    };
}

/// A case with a file that has its outcome, and nothing is owed any more.
async fn ended(bench: &Bench) -> (Case, StoredFile) {
    let case = bench.sent(ANA).await;
    bench.work_to_the_end().await;
    let key = bench.app.store.key(&case.key).await.unwrap();
    let file = StoredFile {
        id: FileId::random(bench.app.random.as_ref()),
        draft: None,
        case: Some(case.id.clone()),
        name: "plan.pdf".into(),
        media_type: "application/pdf".into(),
        size: 3,
        sha256: "c35b21d6ca39aa7cc3b79a705d989f1a6e88b99ab43988d74048799e3db926a3".into(),
        key: key.id().clone(),
    };
    let keep = bench.app.store.keep_file(&file, b"pdf", &key).await.unwrap();
    bench.app.store.commit(keep).await.unwrap();
    let version = bench.reread(&case).await.row_version;
    let done = "done".parse().unwrap();
    bench.app.set_status(&bench.staff("parks"), &case.id, &done, "", version).await.unwrap();
    bench.work_to_the_end().await;
    (bench.reread(&case).await, file)
}

async fn is_erased(bench: &Bench, case: &Case) -> bool {
    matches!(bench.app.store.key(&case.key).await, Err(StoreError::Erased))
}

async fn erasures(bench: &Bench, agency: &str) -> Vec<AuditEntry> {
    let Viewer::Staff(viewer) = bench.staff(agency).viewer else { panic!() };
    let may = Viewer::Staff(viewer).may(Act::ViewAudit).unwrap();
    let entries = bench.app.store.audit_of_agency(&may, None, 99).await.unwrap();
    entries.into_iter().filter(|entry| entry.said.action == "erased_case").collect()
}

on_both!(a_case_is_erased_when_its_services_days_have_passed_since_it_ended);
async fn a_case_is_erased_when_its_services_days_have_passed_since_it_ended(bench: Bench) {
    bench.pass_hours(24 * 40);
    let (case, file) = ended(&bench).await;
    let open = bench.sent(ANA).await;
    bench.work_to_the_end().await;
    let ended_at = case.ended_at.expect("it has ended");
    let year = jiff::SignedDuration::from_hours(24 * 365);
    let left = (ended_at + year).duration_since(bench.now());
    bench.clock.pass(left - jiff::SignedDuration::from_mins(1));
    bench.app.schedules_once().await.unwrap();
    assert!(!is_erased(&bench, &case).await, "a minute too early");
    assert_eq!(bench.app.store.file_content(&file).await.unwrap(), b"pdf");

    bench.clock.pass(jiff::SignedDuration::from_mins(1));
    bench.app.schedules_once().await.unwrap();
    assert!(is_erased(&bench, &case).await);
    assert!(bench.app.store.find_file(&file.id).await.unwrap().is_none());
    let content = bench.folder().join("files").join(&file.id.as_str()[..2]).join(file.id.as_str());
    assert!(!content.exists(), "its files' contents are gone too");
    assert!(!is_erased(&bench, &open).await, "a case without an outcome stays");
    assert!(bench.app.store.find_case(&case.id).await.unwrap().is_some(), "that there was a case stays");
}

on_both!(each_agency_that_took_part_finds_one_audit_entry_about_it);
async fn each_agency_that_took_part_finds_one_audit_entry_about_it(bench: Bench) {
    let (case, _) = ended(&bench).await;
    bench.pass_hours(24 * 366);
    let another = bench.another_node(crate::garden::CHAIN).await;
    let (one, two) = tokio::join!(bench.app.schedules_once(), another.schedules_once());
    one.unwrap();
    two.unwrap();
    bench.app.schedules_once().await.unwrap();
    for agency in ["parks", "clerk"] {
        let entries = erasures(&bench, agency).await;
        assert_eq!(entries.len(), 1, "{agency}");
        assert_eq!(entries[0].said.case.as_ref(), Some(&case.id));
        assert_eq!(entries[0].said.staff, None);
        assert!(entries[0].said.detail.contains("Garden rules"), "with the rule that says so");
        assert_eq!(bench.app.store.first_forged_audit_entry(agency).await.unwrap(), None);
    }
}

#[tokio::test]
async fn a_case_decided_anew_is_kept_from_the_last_word_on_it() {
    let bench = Bench::new().await;
    let (case, _) = ended(&bench).await;
    bench.pass_hours(24 * 300);
    let staff = bench.staff("parks");
    for status in ["under-way", "done"] {
        let version = bench.reread(&case).await.row_version;
        bench.app.set_status(&staff, &case.id, &status.parse().unwrap(), "", version).await.unwrap();
        let reopened = bench.reread(&case).await;
        assert_eq!(reopened.ended_at.is_some(), status == "done", "{status}");
    }
    bench.work_to_the_end().await;
    bench.pass_hours(24 * 100);
    bench.app.schedules_once().await.unwrap();
    assert!(!is_erased(&bench, &case).await);
    bench.pass_hours(24 * 266);
    bench.app.schedules_once().await.unwrap();
    assert!(is_erased(&bench, &case).await);
}

#[tokio::test]
async fn nothing_is_shown_of_an_erased_case() {
    let bench = Bench::new().await;
    let (visitor, draft) = bench.ready(ANA).await;
    bench.app.submit(&visitor, &draft, None).await.unwrap();
    let receipt = bench.app.receipt(&visitor, &draft).await.unwrap();
    bench.work_to_the_end().await;
    let done = "done".parse().unwrap();
    let version = bench.reread(&receipt.case).await.row_version;
    bench.app.set_status(&bench.staff("parks"), &receipt.case.id, &done, "", version).await.unwrap();
    bench.work_to_the_end().await;
    let (reference, secret) = (receipt.case.reference.to_string(), receipt.secret.as_str().to_owned());
    assert!(bench.app.glance(&reference, &secret, "en").await.unwrap().is_some());
    bench.pass_hours(24 * 366);
    bench.app.schedules_once().await.unwrap();
    assert!(bench.app.glance(&reference, &secret, "en").await.unwrap().is_none());
    assert!(bench.app.receipt(&visitor, &draft).await.is_err());
    assert!(bench.app.case_for_staff(&bench.staff("parks"), &receipt.case.id).await.is_err());
}

#[tokio::test]
async fn a_damaged_case_is_erased_too_and_keeps_no_other_of_its_version_from_its_turn() {
    let bench = Bench::new().await;
    let (damaged, file) = ended(&bench).await;
    let (whole, _) = ended(&bench).await;
    let stray = || vec![damaged.id.as_str().into()];
    for sql in [
        "UPDATE files SET name = x'00' WHERE case_id = $1",
        "UPDATE cases SET reference = 'no reference' WHERE id = $1",
    ] {
        bench.app.store.commit(store::Statement::new(sql, stray())).await.unwrap();
    }
    assert!(bench.app.store.find_case(&damaged.id).await.is_err(), "it cannot be read");
    assert!(bench.app.store.files_of_case(&damaged.id).await.is_err(), "nor can its files");
    // And its file's content cannot be taken away: a folder stands in its place.
    let content = bench.folder().join("files").join(&file.id.as_str()[..2]).join(file.id.as_str());
    std::fs::remove_file(&content).unwrap();
    std::fs::create_dir_all(content.join("in-the-way")).unwrap();
    bench.pass_hours(24 * 366);
    bench.app.schedules_once().await.unwrap();
    assert!(is_erased(&bench, &whole).await, "the other is erased in its time");
    assert!(is_erased(&bench, &damaged).await, "and so is the damaged one");
    assert_eq!(erasures(&bench, "parks").await.len(), 2);
}

/// What staff read of an answer.
async fn shown(bench: &Bench, case: &Case, question: &str) -> String {
    let view = bench.app.case_for_staff(&bench.staff("parks"), &case.id).await.unwrap();
    let mut rows = view.answers.iter().flat_map(|section| &section.rows);
    rows.find(|row| row.question.as_str() == question).unwrap().lines.concat()
}

async fn certificates(bench: &Bench, action: &str) -> Vec<String> {
    let may = bench.staff("parks").viewer.may(Act::ViewAudit).unwrap();
    let entries = bench.app.store.audit_of_agency(&may, None, 999).await.unwrap();
    entries.into_iter().filter(|entry| entry.said.action == action).map(|entry| entry.said.detail).collect()
}

on_both!(an_answer_whose_rule_is_due_is_erased_and_the_rest_stays_readable);
async fn an_answer_whose_rule_is_due_is_erased_and_the_rest_stays_readable(bench: Bench) {
    let (case, _) = ended(&bench).await;
    assert_eq!(shown(&bench, &case, "email").await, ANA);
    bench.pass_hours(24 * 89);
    bench.app.schedules_once().await.unwrap();
    assert_eq!(shown(&bench, &case, "email").await, ANA, "a day too early");
    bench.pass_hours(24);
    let another = bench.another_node(crate::garden::CHAIN).await;
    let (one, two) = tokio::join!(bench.app.schedules_once(), another.schedules_once());
    one.and(two).unwrap();
    bench.app.schedules_once().await.unwrap();

    assert_eq!(
        shown(&bench, &case, "email").await,
        "Erased on February 20, 2027. The rule: Rules for addresses"
    );
    assert_eq!(shown(&bench, &case, "full_name").await, "Ana Example");
    let store = &bench.app.store;
    let submission = store.submission_to_serve(&case.id).await.unwrap().unwrap();
    assert!(!format!("{submission:?}").contains(ANA), "not where news goes either");
    let key = store.key(&case.key).await.unwrap();
    for owed in bench.obligations(&case).await {
        let copy = store.obligation_content(&owed.id, &key).await.unwrap();
        assert_eq!(copy, None, "no copy in what was handed over or said");
    }
    let said = certificates(&bench, "erased_answers").await;
    assert_eq!(said, ["rule address, 90 days: Rules for addresses; answers 1, files 0"], "once");
    assert_eq!(store.first_forged_audit_entry("parks").await.unwrap(), None);
    assert!(store.look_through().await.unwrap().unreadable.is_empty());
}

#[tokio::test]
async fn what_an_answer_said_about_the_person_is_forgotten_with_it() {
    let bench = Bench::new().await;
    let (visitor, draft) = bench.ready(ANA).await;
    let person = bench.prove(&draft).await.viewer;
    let Viewer::Resident(person) = person else { panic!() };
    let key = bench.app.store.new_key("person");
    let kept = store::Person {
        id: person.clone(),
        email: ANA.into(),
        email_hash: bench.app.store.email_hash(ANA),
        locale: "en".into(),
        key: key.0.id().clone(),
        created_at: bench.now(),
    };
    let batch = store::Batch::from(key.1).with(store::people::insert(&kept, &key.0));
    bench.app.store.commit(batch).await.unwrap();
    bench.app.submit(&visitor, &draft, None).await.unwrap();
    bench.work_to_the_end().await;
    let names = async || {
        let facts = bench.app.store.facts_of(&person).await.unwrap();
        facts.into_iter().map(|fact| fact.name).collect::<Vec<_>>()
    };
    assert_eq!(names().await, ["email", "name"]);
    let case = bench.case_of(&draft).await;
    let done = "done".parse().unwrap();
    bench.app.set_status(&bench.staff("parks"), &case.id, &done, "", case.row_version).await.unwrap();
    bench.work_to_the_end().await;
    bench.pass_hours(24 * 91);
    bench.app.schedules_once().await.unwrap();
    assert_eq!(names().await, ["name"], "its own rule keeps the name");
}

on_both!(nothing_of_a_held_case_is_erased_until_every_agency_released_it);
async fn nothing_of_a_held_case_is_erased_until_every_agency_released_it(bench: Bench) {
    let (case, file) = ended(&bench).await;
    let (parks, clerk) = (bench.staff("parks"), bench.staff("clerk"));
    for staff in [&parks, &clerk] {
        bench.app.hold_case(staff, &case.id, "lawsuit 12").await.unwrap();
        bench.app.hold_case(staff, &case.id, "pressed twice").await.unwrap();
    }
    let held = bench.app.store.holds().await.unwrap();
    assert_eq!(held.iter().map(|hold| hold.reason.as_str()).collect::<Vec<_>>(), ["lawsuit 12"; 2]);
    bench.pass_hours(24 * 400);
    bench.app.schedules_once().await.unwrap();
    assert_eq!(shown(&bench, &case, "email").await, ANA);
    bench.app.release_case(&parks, &case.id, "over").await.unwrap();
    bench.app.schedules_once().await.unwrap();
    assert!(!is_erased(&bench, &case).await, "the clerk still holds it");
    let now = bench.reread(&case).await;
    let at_once = store::erasure::erase_case_once(&case.id, now.row_version);
    assert!(bench.app.store.commit(at_once).await.is_err(), "nobody else can erase it either");
    assert_eq!(bench.app.store.file_content(&file).await.unwrap(), b"pdf");
    bench.app.release_case(&clerk, &case.id, "over").await.unwrap();
    bench.app.schedules_once().await.unwrap();
    assert!(is_erased(&bench, &case).await);
    assert_eq!(certificates(&bench, "held_case").await, ["lawsuit 12"]);
    assert_eq!(certificates(&bench, "released_case").await, ["over"]);
    assert!(bench.app.hold_case(&parks, &case.id, "too late").await.is_err());
}

on_both!(drafts_that_were_never_sent_leave_a_certificate_with_their_number);
async fn drafts_that_were_never_sent_leave_a_certificate_with_their_number(bench: Bench) {
    bench.ready(ANA).await;
    bench.ready("").await;
    bench.pass_hours(24 * 31);
    bench.app.schedules_once().await.unwrap();
    let said = certificates(&bench, "erased_drafts").await;
    assert_eq!(said, ["rule draft, 30 days: Garden rules; drafts of rent-a-garden 2"]);
}

#[tokio::test]
async fn a_draft_is_not_erased_without_its_certificate() {
    let bench = Bench::new().await;
    let (_, draft) = bench.ready(ANA).await;
    let refuse =
        "CREATE TRIGGER no_certificate BEFORE INSERT ON audit_entries BEGIN SELECT RAISE(ABORT, 'no'); END";
    bench.app.store.commit(store::Statement::new(refuse, Vec::new())).await.unwrap();
    bench.pass_hours(24 * 31);
    assert!(bench.app.schedules_once().await.is_err());
    assert!(bench.app.store.find_draft(&draft).await.unwrap().is_some(), "both, or neither");
    bench.app.store.commit(store::Statement::new("DROP TRIGGER no_certificate", Vec::new())).await.unwrap();
    bench.app.schedules_once().await.unwrap();
    assert!(bench.app.store.find_draft(&draft).await.unwrap().is_none());
    assert_eq!(certificates(&bench, "erased_drafts").await.len(), 1);
}

#[tokio::test]
async fn a_draft_that_changes_while_drafts_are_erased_keeps_no_other_from_its_end() {
    let bench = Bench::new().await;
    let (_, one) = bench.ready(ANA).await;
    let (_, other) = bench.ready("").await;
    bench.pass_hours(24 * 31);
    let kept = format!(
        "CREATE TRIGGER stays BEFORE DELETE ON drafts WHEN OLD.id = '{one}' BEGIN SELECT RAISE(IGNORE); END"
    );
    bench.app.store.commit(store::Statement::new(kept, Vec::new())).await.unwrap();
    bench.app.schedules_once().await.unwrap();
    assert!(bench.app.store.find_draft(&one).await.unwrap().is_some());
    assert!(bench.app.store.find_draft(&other).await.unwrap().is_none());
    let said = certificates(&bench, "erased_drafts").await;
    assert_eq!(said, ["rule draft, 30 days: Garden rules; drafts of rent-a-garden 1"]);
}
