//! Invented people, drafts and cases to test with.

use forms::{Answer, Answers, Unsettled};
use jiff::Timestamp;
use model::{
    Act, Actor, Case, CaseId, CaseReference, Duty, Event, EventId, EventKind, May, Obligation, ObligationId,
    PersonId, Role, StaffId, StaffViewer, State, SubmissionId, Viewer,
};
use store::{Batch, DataKey, Draft, Person, Store, Submission};

use crate::bench::Os;

pub const HOUR: i64 = 3600;

pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_900_000_000 + second).unwrap()
}

pub fn answers(text: &str) -> Answers {
    [("full_name".parse().unwrap(), Answer::Text(text.to_owned()))].into_iter().collect()
}

pub fn draft(key: &DataKey) -> Draft {
    Draft {
        id: model::DraftId::random(&Os),
        service: "renew-a-license".into(),
        service_version: "aa".into(),
        person: None,
        email: Some("ana@example.org".into()),
        email_confirmed: false,
        locale: "en".into(),
        answers: answers("Ana Example"),
        unsettled: Unsettled::default(),
        checked_version: None,
        started_at: at(0),
        changed_at: at(0),
        expires_at: at(30 * 24 * HOUR),
        reminded: 0,
        snoozed: 0,
        key: key.id().clone(),
        row_version: 1,
    }
}

/// Keeps a draft and gives it with its key.
pub async fn kept_draft(store: &Store, change: impl FnOnce(&mut Draft)) -> (Draft, DataKey) {
    let (key, keep_key) = store.new_key("draft");
    let mut draft = draft(&key);
    change(&mut draft);
    store.commit(Batch::from(keep_key).with(store::drafts::insert(&draft, &key))).await.unwrap();
    (draft, key)
}

pub fn case(key: &DataKey) -> Case {
    Case {
        id: CaseId::random(&Os),
        reference: CaseReference::random(&Os),
        service: "renew-a-license".into(),
        service_version: "aa".into(),
        agencies: vec!["dmv".into(), "clerk".into()],
        person: None,
        locale: "en".into(),
        status: "received".into(),
        outcome: None,
        received_at: at(0),
        target_on: None,
        changed_at: at(0),
        ended_at: None,
        row_version: 1,
        key: key.id().clone(),
    }
}

/// Keeps a case of an applicant and gives it with its key.
pub async fn kept_case(store: &Store, applicant: &str, change: impl FnOnce(&mut Case)) -> (Case, DataKey) {
    let (key, keep_key) = store.new_key("case");
    let mut case = case(&key);
    change(&mut case);
    let mut batch = Batch::from(keep_key);
    batch.extend(store.insert_case(&case, Some(applicant), &key));
    store.commit(batch).await.unwrap();
    (case, key)
}

pub fn submission(case: &Case, draft: &model::DraftId) -> Submission {
    Submission {
        id: SubmissionId::random(&Os),
        draft: draft.clone(),
        case: case.id.clone(),
        service: case.service.clone(),
        service_version: case.service_version.clone(),
        answers: answers("Ana Example"),
        locale: "en".into(),
        email: Some("ana@example.org".into()),
        received_at: case.received_at,
        key: case.key.clone(),
    }
}

pub fn note(case: &Case, text: &str) -> Event {
    Event {
        id: EventId::random(&Os),
        case: case.id.clone(),
        at: at(1),
        actor: Actor::Staff(StaffId::random(&Os)),
        kind: EventKind::NoteWritten { text: text.into() },
    }
}

pub fn obligation(case: &Case) -> Obligation {
    Obligation {
        id: ObligationId::random(&Os),
        case: Some(case.id.clone()),
        agency: "dmv".into(),
        duty: Duty::HandOver {
            plan_item: "record".into(),
            connector: "dmv-records".into(),
            after: vec!["pay".into()],
        },
        state: State::Due,
        deadline_at: at(72 * HOUR),
        next_attempt_at: at(0),
        attempts: 0,
        last_failure: None,
        created_at: at(0),
        ended_at: None,
        key: case.key.clone(),
        row_version: 1,
    }
}

pub fn person(store: &Store, email: &str, key: &DataKey) -> Person {
    Person {
        id: PersonId::random(&Os),
        email: email.into(),
        email_hash: store.email_hash(email),
        locale: "es".into(),
        key: key.id().clone(),
        created_at: at(0),
    }
}

/// A supervisor of an agency.
pub fn viewer(agency: &str) -> Viewer {
    let (id, name) = (StaffId::random(&Os), "Sam Sample".into());
    Viewer::Staff(StaffViewer { id, name, agency: agency.into(), role: Role::Supervisor })
}

/// The right of a supervisor of an agency.
pub fn may(act: Act, agency: &str) -> May {
    viewer(agency).may(act).unwrap()
}
