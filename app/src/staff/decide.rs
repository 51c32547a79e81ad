//! Deciding: a status or outcome with its reason, and notes for colleagues.

use forms::StatusId;
use model::{Act, Actor, Case, CaseId, EventKind};
use store::{Batch, DataKey};

use super::{look::Opened, staff};
use crate::{
    App, AppError, Visitor,
    composing::{Owed, To, plain_ends},
    error::again,
};

impl App {
    /// Sets a status, with words for the applicant. They are told in the same commit.
    pub async fn set_status(
        &self,
        visitor: &Visitor,
        id: &CaseId,
        status: &StatusId,
        reason: &str,
        read_version: i64,
    ) -> Result<(), AppError> {
        let reason = plain_ends(reason);
        let reason = reason.as_str();
        let is_current = again(async || {
            let Opened { case, service, .. } = self.open_case(visitor, id, Act::SetStatus).await?;
            let is_known = service.definition.statuses.iter().any(|known| known.id == *status);
            if !is_known {
                return Err(AppError::NotFound);
            }
            let key = self.store.key(&case.key).await?;
            let actor = Actor::Staff(staff(visitor)?.id.clone());
            // The same request again: the first one counts. Another change meanwhile: look again first.
            if case.row_version != read_version {
                return self.is_decided(&case, &key, (status.as_str(), reason), &actor).await;
            }
            let mut batch = Batch::default();
            self.set_status_in(&mut batch, &case, status.as_str(), reason, actor, &key).await?;
            let batch = self.audited(visitor, batch, "set_status", Some(id), status.as_str()).await?;
            self.store.commit(batch).await?;
            Ok(true)
        })
        .await?;
        self.wake_worker();
        if is_current { Ok(()) } else { Err(AppError::Conflict("the case was changed since it was read")) }
    }

    /// Whether the newest decision on a case is this very one, with these words and by the same person: the request came
    /// twice. The same status set by somebody else is not: the applicant was not told these words.
    async fn is_decided(
        &self,
        case: &Case,
        key: &DataKey,
        (status, reason): (&str, &str),
        actor: &Actor,
    ) -> Result<bool, AppError> {
        let events = self.store.events_of(&case.id, key).await?;
        let is_decision = |kind: &EventKind| matches!(kind, EventKind::StatusChanged { .. });
        let newest = events.iter().rfind(|event| is_decision(&event.kind));
        Ok(newest.is_some_and(|event| {
            let EventKind::StatusChanged { status: set, reason: said, .. } = &event.kind else {
                return false;
            };
            event.actor == *actor && set == status && said == reason && case.status == status
        }))
    }

    /// Everything a change of status brings, added to a commit: the case, the event, the message.
    pub(crate) async fn set_status_in(
        &self,
        batch: &mut Batch,
        case: &Case,
        status: &str,
        reason: &str,
        actor: Actor,
        key: &DataKey,
    ) -> Result<(), AppError> {
        let service = self.services.version(&self.store, &case.service, &case.service_version).await?;
        let found = service.definition.statuses.iter().find(|known| known.id.as_str() == status);
        let outcome = found.and_then(|status| status.outcome).map(outcome_of);
        let now = self.now();
        // An outcome changed later ends the case anew: what is kept is kept from the last word on it.
        let ended_at = outcome.map(|_| now);
        let changed = Case { status: status.to_owned(), outcome, changed_at: now, ended_at, ..case.clone() };
        batch.extend(store::cases::update(&changed));
        let kind = EventKind::StatusChanged { status: status.to_owned(), outcome, reason: reason.to_owned() };
        batch.push(self.event(case, actor, kind, key));
        if let Some(email) = self.email_of(case).await? {
            let to = To { email: &email, locale: &case.locale };
            let message = self.status_message(&service, &to, case, status, reason)?;
            let about = format!("status:{status}");
            let owed = Owed::by(&service, case.key.clone(), &about).about_case(&case.id);
            batch.push(self.owe_message(owed, message, key)?);
        }
        Ok(())
    }

    /// Where news about a case goes: the person's address now, or the one given with the submission.
    pub(crate) async fn email_of(&self, case: &Case) -> Result<Option<String>, AppError> {
        if let Some(person) = &case.person
            && let Some(person) = self.store.find_person(person).await?
        {
            return Ok(Some(person.email));
        }
        Ok(self.store.submission_to_serve(&case.id).await?.and_then(|submission| submission.email))
    }

    /// Writes a note for colleagues. The same text twice in a row is one note: the form was sent twice.
    pub async fn write_note(&self, visitor: &Visitor, id: &CaseId, text: &str) -> Result<(), AppError> {
        let text = plain_ends(text);
        again(async || {
            let Opened { case, .. } = self.open_case(visitor, id, Act::WriteNote).await?;
            let key = self.store.key(&case.key).await?;
            let actor = Actor::Staff(staff(visitor)?.id.clone());
            let events = self.store.events_of(id, &key).await?;
            let kind = EventKind::NoteWritten { text: text.clone() };
            if events.last().is_some_and(|last| last.kind == kind && last.actor == actor) {
                return Ok(());
            }
            let note = self.event(&case, actor, kind, &key);
            let batch = Batch::from_iter([store::cases::still_kept(id), note]);
            let batch = self.audited(visitor, batch, "wrote_note", Some(id), "").await?;
            Ok(self.store.commit(batch).await?)
        })
        .await
    }
}

/// The service file's word for it, in the ledger's.
pub(crate) fn outcome_of(outcome: forms::definition::Outcome) -> model::Outcome {
    use forms::definition::Outcome as Declared;
    match outcome {
        Declared::Granted => model::Outcome::Granted,
        Declared::Refused => model::Outcome::Refused,
        Declared::Withdrawn => model::Outcome::Withdrawn,
        Declared::Closed => model::Outcome::Closed,
    }
}
