//! Submitting: one commit that freezes the answers, opens the case, writes the first event and everything now owed,
//! and ends the draft. What is acknowledged is on disk; what is sent twice is received once.

use std::sync::OnceLock;

use forms::{Answer, Answers, Facts, Place, PlannedItem, Service};
use jiff::SignedDuration;
use model::{
    Actor, Case, CaseId, CaseReference, DraftId, Duty, Event, EventId, EventKind, FileId, HandOver,
    Obligation, ObligationId, ReceiptSecret, State, SubmissionId,
};
use store::{Batch, DataKey, Submission};

use crate::{
    App, AppError, Visitor,
    cases::in_days,
    composing::{Owed, To},
    error::again,
    moving::OpenDraft,
};

/// What became of an attempt to submit.
#[derive(Debug)]
pub enum Submitted {
    /// It is received. The draft's id leads to the confirmation.
    Received(DraftId),
    /// Answers are missing, or no longer fit: these pages must be seen again.
    Missing(Vec<Place>),
    /// The service needs an email address that was confirmed.
    NeedsEmail,
    /// The service changed after the person checked their answers: nothing was sent, they must check again.
    Changed,
    /// The service takes nothing now: closed, full or paused. The draft is kept.
    NotOpen,
    /// It is a preview: nothing was sent.
    Previewed,
}

/// A submission as its sender may see it again: confirmation and receipt.
pub struct Receipt {
    /// The case.
    pub case: Case,
    /// The second secret, for looking the case up without signing in.
    pub secret: ReceiptSecret,
    /// The answers as sent.
    pub answers: Answers,
    /// The service in the version they were given in.
    pub service: std::sync::Arc<Service>,
    /// Where news goes, if anywhere.
    pub email: Option<String>,
}

impl App {
    /// Sends a draft. `draft` stands in the form, so that a repeated request finds its first result even when a new
    /// draft was begun meanwhile. `checked` is the version in which the person saw their answers; without it, the one
    /// they had checked when their email address was asked.
    ///
    /// The commit decides: it names the row that was read. When the draft moved to another version meanwhile, nothing
    /// is sent, whatever this process offers.
    pub async fn submit(
        &self,
        visitor: &Visitor,
        draft: &DraftId,
        checked: Option<&str>,
    ) -> Result<Submitted, AppError> {
        let kept_version = OnceLock::new();
        again(async || {
            let session = visitor.session_hash().ok_or(AppError::NotFound)?;
            if !self.store.session_has_draft(session, draft).await? {
                return Err(AppError::NotFound);
            }
            if self.store.find_submission_by_draft(draft).await?.is_some() {
                return Ok(Submitted::Received(draft.clone()));
            }
            let open = match self.open_newest(draft).await {
                // Received meanwhile: the same request came twice at the same moment.
                Err(AppError::NotFound) if self.store.find_submission_by_draft(draft).await?.is_some() => {
                    return Ok(Submitted::Received(draft.clone()));
                }
                open => open?,
            };
            let has_moved = *kept_version.get_or_init(|| open.kept_version.clone()) != open.kept_version;
            let checked = checked.or(open.draft.checked_version.as_deref()).unwrap_or(&open.kept_version);
            if has_moved || checked != open.draft.service_version {
                return Ok(Submitted::Changed);
            }
            self.submit_once(open).await
        })
        .await
    }

    async fn submit_once(&self, open: OpenDraft) -> Result<Submitted, AppError> {
        if open.service.definition.availability.is_some() {
            self.look_at_conditions().await?;
        }
        if !self.standing(&open.service)?.may_send() {
            return Ok(Submitted::NotOpen);
        }
        let again: Vec<Place> = open.journey().asked_again().map(|(place, _)| place.clone()).collect();
        if !again.is_empty() {
            return Ok(Submitted::Missing(again));
        }
        let needs_email = open.service.definition.sign_in == forms::definition::SignIn::Email;
        let answers = match forms::ready(&open.service, &open.draft.answers, open.today) {
            Ok(answers) => answers,
            Err(missing) => return Ok(Submitted::Missing(missing)),
        };
        if open.service.slug.is_preview() {
            return Ok(Submitted::Previewed);
        }
        if needs_email && !open.draft.email_confirmed {
            self.keep_checked(open).await?;
            return Ok(Submitted::NeedsEmail);
        }
        let person_key = self.person_key(&open).await?;
        let mut batch = self.received(&open, answers, person_key.as_ref())?;
        batch.extend(self.places(&open).await?);
        self.store.commit(batch).await?;
        self.wake_worker();
        metrics::counter!("portico_submissions_total", "service" => open.draft.service.clone()).increment(1);
        Ok(Submitted::Received(open.draft.id))
    }

    /// Decides everything that follows from a submission, as one commit.
    fn received(
        &self,
        open: &OpenDraft,
        answers: Answers,
        person_key: Option<&DataKey>,
    ) -> Result<Batch, AppError> {
        let OpenDraft { draft, service, key, .. } = open;
        let case = self.new_case(open, &answers);
        let email = email_for_news(open, &answers);
        let files = files_in(&answers);
        let mut batch = Batch::default();
        batch.push(store::submissions::insert(&self.submission(open, &case, &answers, email.clone()), key));
        let name = applicant_name(service, &answers);
        batch.extend(self.store.insert_case(&case, name.as_deref(), key));
        batch.push(self.event(&case, Actor::Resident, EventKind::SubmissionReceived, key));
        for part in planned(open, &case, &answers) {
            batch.push(self.owe_part(&case, part, key)?);
        }
        if let Some(email) = &email {
            let to = To { email, locale: &case.locale };
            let message = self.status_message(service, &to, &case.reference, &case.status, "")?;
            let owed = Owed::by(service, draft.key.clone(), "submission_received").about_case(&case.id);
            batch.push(self.owe_message(owed, message, key)?);
        }
        batch.extend(person_facts(open, &answers, person_key)?);
        batch.push(store::files::delete_others(&draft.id, &files));
        batch.push(store::files::adopt(&draft.id, &case.id));
        batch.push(store::links::delete_of_draft(&draft.id));
        batch.push(store::drafts::delete(&draft.id, draft.row_version));
        Ok(batch)
    }

    fn new_case(&self, open: &OpenDraft, answers: &Answers) -> Case {
        let definition = &open.service.definition;
        let now = self.now();
        Case {
            id: CaseId::random(self.random.as_ref()),
            reference: CaseReference::random(self.random.as_ref()),
            service: open.draft.service.clone(),
            service_version: open.draft.service_version.clone(),
            agencies: definition.agencies.iter().map(ToString::to_string).collect(),
            person: open.draft.person.clone(),
            locale: open.draft.locale.clone(),
            status: definition.statuses.first().map_or_else(String::new, |status| status.id.to_string()),
            outcome: None,
            received_at: now,
            target_on: Some(in_days(open.today, open.service.target_days(answers, open.today))),
            changed_at: now,
            ended_at: None,
            row_version: 1,
            key: open.draft.key.clone(),
        }
    }

    fn submission(
        &self,
        open: &OpenDraft,
        case: &Case,
        answers: &Answers,
        email: Option<String>,
    ) -> Submission {
        Submission {
            id: SubmissionId::random(self.random.as_ref()),
            draft: open.draft.id.clone(),
            case: case.id.clone(),
            service: case.service.clone(),
            service_version: case.service_version.clone(),
            answers: answers.clone(),
            locale: case.locale.clone(),
            email,
            received_at: case.received_at,
            key: case.key.clone(),
        }
    }

    fn owe_part(&self, case: &Case, part: PlannedItem, key: &DataKey) -> Result<store::Statement, AppError> {
        let id = ObligationId::random(self.random.as_ref());
        let content = HandOver { key: id.clone(), give: part.give };
        let after: Vec<String> = part.after.iter().map(ToString::to_string).collect();
        let obligation = Obligation {
            id,
            case: Some(case.id.clone()),
            agency: part.agency.to_string(),
            state: if after.is_empty() { State::Due } else { State::Waiting },
            duty: Duty::HandOver { plan_item: part.id.to_string(), connector: part.connector, after },
            deadline_at: case.received_at + SignedDuration::from_hours(i64::from(part.deadline_hours)),
            next_attempt_at: case.received_at,
            attempts: 0,
            last_failure: None,
            created_at: case.received_at,
            ended_at: None,
            key: case.key.clone(),
            row_version: 1,
        };
        let content = serde_json::to_vec(&content).map_err(AppError::ours)?;
        Ok(store::obligations::insert(&obligation, &content, key))
    }

    pub(crate) fn event(
        &self,
        case: &Case,
        actor: Actor,
        kind: EventKind,
        key: &DataKey,
    ) -> store::Statement {
        let id = EventId::random(self.random.as_ref());
        let event = Event { id, case: case.id.clone(), at: self.now(), actor, kind };
        store::events::insert(&event, key)
    }

    /// The confirmation and the receipt, for the session that sent the draft or the person whose case it is.
    pub async fn receipt(&self, visitor: &Visitor, draft: &DraftId) -> Result<Receipt, AppError> {
        let submission = self.store.find_submission_by_draft(draft).await?.ok_or(AppError::NotFound)?;
        let case = self.store.find_case(&submission.case).await?.ok_or(AppError::NotFound)?;
        let by_session = match visitor.session_hash() {
            Some(session) => self.store.session_has_draft(session, draft).await?,
            None => false,
        };
        let is_own = visitor.person().is_some() && visitor.person() == case.person.as_ref();
        if !by_session && !is_own {
            return Err(AppError::NotFound);
        }
        let service = self.services.version(&self.store, &case.service, &case.service_version).await?;
        let secret = self.secret_of(&case.id);
        Ok(Receipt { case, secret, answers: submission.answers, service, email: submission.email })
    }

    /// The receipt's secret is worked out from the case's id with the store's own key: it need not be kept.
    pub(crate) fn secret_of(&self, case: &CaseId) -> ReceiptSecret {
        ReceiptSecret::from_hash(&self.store.hash("receipt", case.as_str()))
    }

    async fn person_key(&self, open: &OpenDraft) -> Result<Option<DataKey>, AppError> {
        let Some(person) = &open.draft.person else { return Ok(None) };
        match self.store.find_person(person).await? {
            Some(person) => Ok(Some(self.store.key(&person.key).await?)),
            None => Ok(None),
        }
    }
}

/// What these answers say about the person, kept to be offered in the next service.
fn person_facts(
    open: &OpenDraft,
    answers: &Answers,
    key: Option<&DataKey>,
) -> Result<Vec<store::Statement>, AppError> {
    let (Some(person), Some(key)) = (&open.draft.person, key) else { return Ok(Vec::new()) };
    let facts = forms::facts(&open.service, answers).into_iter().map(|(fact, answer)| {
        let name = serde_json::to_value(fact).map_err(AppError::ours)?;
        let name = name.as_str().unwrap_or_default().to_owned();
        let from_service = open.draft.service.clone();
        let fact = store::PersonFact { name, answer, from_service, said_on: open.today };
        Ok(store::facts::upsert_fact(person, &fact, key))
    });
    facts.collect()
}

/// What the fulfilment plan comes to for these answers.
fn planned(open: &OpenDraft, case: &Case, answers: &Answers) -> Vec<PlannedItem> {
    let facts = Facts { case_reference: case.reference.to_string(), language: case.locale.clone() };
    open.service.plan_items(answers, &facts, open.today)
}

/// Where news goes: the address that was proved, else the one the answers give, else one that was only typed.
fn email_for_news(open: &OpenDraft, answers: &Answers) -> Option<String> {
    let known = || open.draft.email.clone();
    let proved = known().filter(|_| open.draft.email_confirmed);
    proved.or_else(|| email_in(&open.service, answers)).or_else(known)
}

/// The files the answers name, also inside repeats.
fn files_in(answers: &Answers) -> Vec<FileId> {
    let of_answer = |answer: &Answer| match answer {
        Answer::Files(files) => files.iter().filter_map(|file| FileId::from_text(&file.id)).collect(),
        Answer::Repeat(entries) => entries.iter().flat_map(|entry| files_in(&entry.answers)).collect(),
        _ => Vec::new(),
    };
    answers.iter().flat_map(|(_, answer)| of_answer(answer)).collect()
}

/// The address for news that the answers themselves give, for services that do not confirm one.
pub(crate) fn email_in(service: &Service, answers: &Answers) -> Option<String> {
    match forms::facts(service, answers).remove(&forms::definition::Prefill::Email) {
        Some(Answer::Email(email)) => Some(email),
        _ => None,
    }
}

/// Whose case it is, as staff see it in the queue.
pub(crate) fn applicant_name(service: &Service, answers: &Answers) -> Option<String> {
    match forms::facts(service, answers).remove(&forms::definition::Prefill::Name) {
        Some(Answer::Name(name)) => Some(name.full),
        _ => None,
    }
}
