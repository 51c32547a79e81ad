//! Nothing about a person stands readable on disk, and nothing can be read at all after erasure.

use forms::Answer;
use model::{Act, Case, FileId, Obligation, Outcome, Staff, StaffId, State};
use store::{
    Batch, CommitError, OneTimeCode, PersonFact, QueueFilter, StaffFactor, StoreError, StoredFile,
    Submission, codes, events, facts, obligations, people, staff_factors, submissions,
};

use crate::{
    bench::{Bench, Os, on_both},
    samples::{answers, at, kept_case, kept_draft, may, note, obligation, person, submission},
};

on_both!(
    nothing_about_a_person_stands_readable_on_disk,
    an_erased_case_cannot_be_read_by_anybody,
    cases_are_listed_for_erasure_when_their_time_is_over,
    of_two_that_erase_a_case_at_the_same_moment_one_is_told,
);

const CANARY: &str = "zanzibarquokka";

async fn nothing_about_a_person_stands_readable_on_disk(bench: Bench) {
    let store = &bench.store;
    let email = format!("{CANARY}@example.org");
    kept_draft(store, |draft| {
        draft.answers = answers(CANARY);
        draft.email = Some(email.clone());
        // A column that is not sealed: proves that the search below would find a canary.
        draft.service_version = "visible-canary".into();
    })
    .await;
    let (case, key) = kept_case(store, CANARY, |_| ()).await;
    let sent = Submission {
        answers: answers(CANARY),
        email: Some(email.clone()),
        ..submission(&case, &model::DraftId::random(&Os))
    };
    let ana = person(store, &email, &key);
    let fact = PersonFact {
        name: "name".into(),
        answer: Answer::Text(CANARY.into()),
        from_service: "x".into(),
        said_on: "2027-01-01".parse().unwrap(),
    };
    let mut batch = Batch::from(submissions::insert(&sent, &key));
    batch.push(events::insert(&note(&case, CANARY), &key));
    batch.push(obligations::insert(&obligation(&case), CANARY.as_bytes(), &key));
    batch.push(people::insert(&ana, &key));
    batch.push(facts::upsert_fact(&ana.id, &fact, &key));
    batch.push(codes::insert(&code_to(store, &email), &store.platform_key()));
    let staff = member(&email);
    batch.push(store.insert_staff(&staff, "argon", None));
    batch.extend(staff_factors::begin(&factor_of(&staff), &store.platform_key()));
    batch.push(kept_file(&bench, &case.id, &key).await.1);
    store.commit(batch).await.unwrap();
    store.append_audit(&crate::audit::entry("dmv", CANARY)).await.unwrap();

    let plain = "INSERT INTO data_keys (id, purpose, kek_id, wrapped) VALUES ('x', 'x', 'x', $1)";
    store.commit(store::Statement::new(plain, vec![b"visible bytes".to_vec().into()])).await.unwrap();

    let kept = bench.everything_kept();
    assert!(contains(&kept, "visible bytes"), "in columns of bytes too");
    assert!(contains(&kept, "visible-canary"), "the search looks in the right place");
    assert!(!contains(&kept, CANARY));
}

fn code_to(store: &store::Store, email: &str) -> OneTimeCode {
    OneTimeCode {
        id: "c".repeat(26),
        purpose: "sign-in".into(),
        email: email.to_owned(),
        email_hash: store.email_hash(email),
        code_hash: "h".into(),
        draft: None,
        tries_left: 3,
        created_at: at(0),
        ends_at: at(9),
        used_at: None,
        used_from: None,
        used_into: None,
    }
}

fn member(email: &str) -> Staff {
    Staff {
        id: StaffId::random(&Os),
        email: email.to_owned(),
        name: CANARY.into(),
        agency: "dmv".into(),
        role: model::Role::Auditor,
    }
}

fn factor_of(staff: &Staff) -> StaffFactor {
    StaffFactor {
        id: "f".repeat(26),
        staff: staff.id.clone(),
        secret: CANARY.into(),
        last_step: 0,
        begun_at: at(0),
        set_up_at: None,
    }
}

fn contains(kept: &[u8], text: &str) -> bool {
    let text = text.as_bytes();
    kept.windows(text.len()).any(|window| window.eq_ignore_ascii_case(text))
}

async fn kept_file(
    bench: &Bench,
    case: &model::CaseId,
    key: &store::DataKey,
) -> (StoredFile, store::Statement) {
    let file = StoredFile {
        id: FileId::random(&Os),
        draft: None,
        case: Some(case.clone()),
        name: format!("{CANARY}.jpg"),
        media_type: "image/jpeg".into(),
        size: 14,
        sha256: "00".into(),
        key: key.id().clone(),
    };
    let keep = bench.store.keep_file(&file, CANARY.as_bytes(), key).await.unwrap();
    (file, keep)
}

async fn an_erased_case_cannot_be_read_by_anybody(bench: Bench) {
    let store = &bench.store;
    let (case, key) = kept_case(store, CANARY, |_| ()).await;
    let (other, other_key) = kept_case(store, "Ben Example", |_| ()).await;
    let sent = submission(&case, &model::DraftId::random(&Os));
    let owed = obligation(&case);
    let (file, keep_file) = kept_file(&bench, &case.id, &key).await;
    let mut batch = Batch::from(vec![submissions::insert(&sent, &key), keep_file]);
    batch.push(events::insert(&note(&case, CANARY), &key));
    batch.push(events::insert(&note(&other, "stays"), &other_key));
    batch.push(obligations::insert(&owed, CANARY.as_bytes(), &key));
    store.commit(batch).await.unwrap();
    assert_eq!(store.file_content(&file).await.unwrap(), CANARY.as_bytes());

    store.commit(store::erasure::erase_case(&case.id)).await.unwrap();

    assert!(matches!(store.key(&case.key).await, Err(StoreError::Erased)));
    assert!(store.submission_of_case(&may(Act::ViewCase, "dmv"), &case.id).await.unwrap().is_none());
    assert!(store.find_submission_by_draft(&sent.draft).await.unwrap().is_none());
    assert!(store.applicant_of(&may(Act::ViewCase, "dmv"), &case.id).await.unwrap().is_none());
    // Even somebody who still held the key in memory finds nothing to open.
    assert!(store.events_of(&case.id, &key).await.unwrap().is_empty());
    assert!(store.obligation_content(&owed.id, &key).await.unwrap().is_none());
    assert!(store.find_file(&file.id).await.unwrap().is_none());
    assert!(matches!(store.file_content(&file).await, Err(StoreError::Erased)));
    let search = Some(store::Search::Name(CANARY.into()));
    let queue = QueueFilter { limit: 9, search, ..QueueFilter::default() };
    assert!(store.queue(&may(Act::ListCases, "dmv"), &queue).await.unwrap().rows.is_empty());

    // That there was a case, and what was owed, stays; other cases are untouched.
    assert!(store.find_case(&case.id).await.unwrap().is_some());
    assert!(store.find_obligation(&owed.id).await.unwrap().is_some());
    let queue =
        store.queue(&may(Act::ListCases, "dmv"), &QueueFilter { search: None, ..queue }).await.unwrap();
    let mut names: Vec<_> = queue.rows.into_iter().map(|row| row.applicant).collect();
    names.sort();
    assert_eq!(names, [None, Some("Ben Example".to_owned())]);
    assert_eq!(store.events_of(&other.id, &other_key).await.unwrap().len(), 1);
}

async fn cases_are_listed_for_erasure_when_their_time_is_over(bench: Bench) {
    let store = &bench.store;
    let ended = async |second, service: &str, version: &str| {
        let change = |case: &mut Case| {
            (case.service, case.service_version) = (service.into(), version.into());
            (case.outcome, case.ended_at) = (Some(Outcome::Granted), Some(at(second)));
        };
        kept_case(store, "Ana Example", change).await.0
    };
    let late = ended(20, "move", "aa").await;
    let early = ended(10, "move", "aa").await;
    ended(10, "move", "bb").await;
    ended(10, "renew", "aa").await;
    ended(31, "move", "aa").await;
    kept_case(store, "Ben Example", |case| case.service = "move".into()).await;
    let owed = ended(10, "move", "aa").await;
    let obligation = obligation(&owed);
    let key = store.key(&owed.key).await.unwrap();
    store.commit(obligations::insert(&obligation, b"part", &key)).await.unwrap();
    let listed = async |limit| {
        let cases = store.cases_ended_before("move", "aa", at(30), limit).await.unwrap();
        cases.into_iter().map(|case| case.id).collect::<Vec<_>>()
    };
    assert_eq!(listed(9).await, [early.id.clone(), late.id.clone()], "not while something is owed");
    assert_eq!(listed(1).await, std::slice::from_ref(&early.id));

    store.commit(store::erasure::erase_case(&early.id)).await.unwrap();
    let done =
        Obligation { ended_at: Some(at(5)), state: State::Failed { told_by: "email".into() }, ..obligation };
    store.commit(obligations::settle(&done)).await.unwrap();
    assert_eq!(listed(9).await, [owed.id, late.id], "erased once, and never listed again");
}

async fn of_two_that_erase_a_case_at_the_same_moment_one_is_told(bench: Bench) {
    let (case, _) = kept_case(&bench.store, "Ana Example", |_| ()).await;
    let erase = || bench.store.commit(store::erasure::erase_case_once(&case.id, case.row_version));
    let (one, two) = tokio::join!(erase(), erase());
    let conflicts =
        [&one, &two].iter().filter(|result| matches!(result, Err(CommitError::Conflict(_)))).count();
    assert_eq!(conflicts, 1, "{one:?} {two:?}");
    assert!(matches!(bench.store.key(&case.key).await, Err(StoreError::Erased)));
}
