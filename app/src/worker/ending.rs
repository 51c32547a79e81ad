//! What follows when an obligation ends: the event, the parts that waited for it, the status, and telling the person.

use model::{Actor, Case, Class, Duty, EventKind, Obligation, State, current_parts};
use store::{Batch, DataKey, Statement};

use super::{Worker, chain};
use crate::{
    AppError,
    composing::{Owed, To},
    error::again,
};

/// Why a part failed that nobody tried: what staff begin again with the part it waited for.
pub(crate) const FAILED_BEFORE: &str = "a part that comes first failed";

impl Worker {
    /// It was taken. Parts that waited for it become due; the last part may move the case on.
    pub(super) async fn end(
        &self,
        obligation: Obligation,
        batch: Batch,
        key: &DataKey,
    ) -> Result<(), AppError> {
        again(async || self.end_once(obligation.clone(), batch.clone(), key).await).await
    }

    /// The same once, for a caller that decides again itself.
    pub(crate) async fn end_once(
        &self,
        obligation: Obligation,
        mut batch: Batch,
        key: &DataKey,
    ) -> Result<(), AppError> {
        batch.push(store::obligations::settle(&obligation));
        if let Some(case) = self.case_of(&obligation).await? {
            self.follow(&case, &obligation, &mut batch, key).await?;
        }
        self.app.store.commit(batch).await?;
        self.app.wake_worker();
        Ok(())
    }

    async fn follow(
        &self,
        case: &Case,
        obligation: &Obligation,
        batch: &mut Batch,
        key: &DataKey,
    ) -> Result<(), AppError> {
        let State::Accepted(accepted) = &obligation.state else { return Ok(()) };
        let kind = match &obligation.duty {
            Duty::HandOver { plan_item, .. } => EventKind::HandOverAccepted {
                plan_item: plan_item.clone(),
                reference: accepted.reference.clone(),
            },
            Duty::Notify { channel, .. } => EventKind::NotificationAccepted {
                channel: channel.clone(),
                obligation: obligation.id.clone(),
            },
        };
        batch.push(self.app.event(case, Actor::Platform, kind, key));
        if matches!(obligation.duty, Duty::HandOver { .. }) {
            let all = self.app.store.obligations_of(&case.id).await?;
            batch.extend(self.tell_of_arrival(case, obligation, &all, key).await?);
            let parts = parts_with(all, obligation);
            for freed in freed_by(&parts) {
                let due = Obligation { state: State::Due, next_attempt_at: self.app.now(), ..freed.clone() };
                batch.push(store::obligations::settle(&due));
            }
            let is_last = parts.iter().all(|part| matches!(part.state, State::Accepted(_)));
            // Either way the case changes: two parts that end at the same moment must see each other.
            if !(is_last && self.moved_on(case, batch, key).await?) {
                batch.extend(store::cases::update(&Case { changed_at: self.app.now(), ..case.clone() }));
            }
        }
        Ok(())
    }

    /// The message that a part arrived after all, for whoever was written to that it had failed.
    async fn tell_of_arrival(
        &self,
        case: &Case,
        arrived: &Obligation,
        all: &[Obligation],
        key: &DataKey,
    ) -> Result<Option<Statement>, AppError> {
        let part = arrived.duty.plan_item();
        let was_told =
            |one: &Obligation| matches!(&one.state, State::Failed { told_by } if told_by == "email");
        let Some(part) = part.filter(|_| all.iter().any(|one| one.duty.plan_item() == part && was_told(one)))
        else {
            return Ok(None);
        };
        let about = ("hand_over_arrived", "mail-arrived");
        let message = self.message_about_part(case, part, about, key).await;
        let message = or_go_on(
            case,
            "the person was told on the timeline only that a part arrived after all",
            message,
        )?;
        Ok(message.flatten())
    }

    /// As `all_handed_over`; a service that cannot be read must not keep the obligation from its end.
    async fn moved_on(&self, case: &Case, batch: &mut Batch, key: &DataKey) -> Result<bool, AppError> {
        let mut moved = batch.clone();
        let done = self.all_handed_over(case, &mut moved, key).await;
        let Some(is_moved) = or_go_on(case, "the case was not moved on", done)? else { return Ok(false) };
        *batch = moved;
        Ok(is_moved)
    }

    /// Every agency has its part: the service may have a status for that.
    async fn all_handed_over(&self, case: &Case, batch: &mut Batch, key: &DataKey) -> Result<bool, AppError> {
        let app = &self.app;
        let service = app.services.version(&app.store, &case.service, &case.service_version).await?;
        let statuses = &service.definition.statuses;
        let is_first = statuses.first().is_some_and(|first| first.id.as_str() == case.status);
        let Some(status) = statuses.iter().find(|status| status.when_handed_over).filter(|_| is_first) else {
            return Ok(false);
        };
        app.set_status_in(batch, case, status.id.as_str(), "", Actor::Platform, key).await?;
        Ok(true)
    }

    /// It was not taken, for good: the person is told in the same commit, and parts that waited for it end with it.
    pub(super) async fn give_up(
        &self,
        obligation: Obligation,
        class: Class,
        batch: Batch,
        key: &DataKey,
    ) -> Result<(), AppError> {
        again(async || self.give_up_once(obligation.clone(), class, batch.clone(), key).await).await
    }

    /// The same once, for a caller that decides again itself.
    pub(crate) async fn give_up_once(
        &self,
        mut obligation: Obligation,
        class: Class,
        mut batch: Batch,
        key: &DataKey,
    ) -> Result<(), AppError> {
        obligation.state = State::Failed { told_by: "timeline".to_owned() };
        if let Some(case) = self.case_of(&obligation).await? {
            let told_by = self.tell_of_failure(&case, &obligation, class, &mut batch, key).await?;
            obligation.state = State::Failed { told_by };
            self.fail_dependents(&case, &obligation, class, &mut batch, key).await?;
            // The case changes too: two parts that end at the same moment must see each other.
            batch.extend(store::cases::update(&Case { changed_at: self.app.now(), ..case.clone() }));
        }
        batch.push(store::obligations::settle(&obligation));
        self.app.store.commit(batch).await?;
        self.app.wake_worker();
        Ok(())
    }

    async fn tell_of_failure(
        &self,
        case: &Case,
        obligation: &Obligation,
        class: Class,
        batch: &mut Batch,
        key: &DataKey,
    ) -> Result<String, AppError> {
        let app = &self.app;
        let plan_item = match &obligation.duty {
            Duty::Notify { channel, .. } => {
                let kind = EventKind::NotificationFailed {
                    channel: channel.clone(),
                    obligation: obligation.id.clone(),
                    class,
                };
                batch.push(app.event(case, Actor::Platform, kind, key));
                return Ok("timeline".to_owned());
            }
            Duty::HandOver { plan_item, .. } => plan_item,
        };
        let kind = EventKind::HandOverFailed { plan_item: plan_item.clone(), class };
        batch.push(app.event(case, Actor::Platform, kind, key));
        let words = if class == Class::Unknown { "mail-unconfirmed" } else { "mail-failed" };
        let message = self.message_about_part(case, plan_item, ("hand_over_failed", words), key).await;
        let message = or_go_on(case, "the person was told of a failed part on the timeline only", message)?;
        let Some(message) = message.flatten() else { return Ok("timeline".to_owned()) };
        batch.push(message);
        Ok("email".to_owned())
    }

    /// A message that a part was not taken, or was taken after all; none without an address.
    async fn message_about_part(
        &self,
        case: &Case,
        plan_item: &str,
        (about, words): (&str, &str),
        key: &DataKey,
    ) -> Result<Option<Statement>, AppError> {
        let app = &self.app;
        let Some(email) = app.email_of(case).await? else { return Ok(None) };
        let service = app.services.version(&app.store, &case.service, &case.service_version).await?;
        let to = To { email: &email, locale: &case.locale };
        let message = app.part_message(&service, &to, case, plan_item, words)?;
        let owed = Owed::by(&service, case.key.clone(), about).about_case(&case.id);
        Ok(Some(app.owe_message(owed, message, key)?))
    }

    async fn fail_dependents(
        &self,
        case: &Case,
        failed: &Obligation,
        class: Class,
        batch: &mut Batch,
        key: &DataKey,
    ) -> Result<(), AppError> {
        let parts = parts_with(self.app.store.obligations_of(&case.id).await?, failed);
        for mut part in stranded_by(&parts).into_iter().cloned() {
            part.ended_at = Some(self.app.now());
            part.last_failure = Some(model::Failure { class, detail: FAILED_BEFORE.to_owned() });
            let told_by = self.tell_of_failure(case, &part, class, batch, key).await?;
            part.state = State::Failed { told_by };
            batch.push(store::obligations::settle(&part));
        }
        Ok(())
    }

    async fn case_of(&self, obligation: &Obligation) -> Result<Option<Case>, AppError> {
        match &obligation.case {
            Some(id) => Ok(self.app.store.find_case(id).await?),
            None => Ok(None),
        }
    }
}

/// The hand-overs of a case that count, with this one as it is about to be.
fn parts_with(all: Vec<Obligation>, changed: &Obligation) -> Vec<Obligation> {
    let mut parts = current_parts(all);
    for part in &mut parts {
        if part.id == changed.id {
            part.clone_from(changed);
        }
    }
    parts
}

/// What an end can do without: what went wrong is told to operators, and the obligation ends all the same. Only a
/// store that is away, or somebody faster, has everything done again.
fn or_go_on<T>(case: &Case, without: &str, result: Result<T, AppError>) -> Result<Option<T>, AppError> {
    match result {
        Ok(done) => Ok(Some(done)),
        Err(error @ (AppError::Conflict(_) | AppError::NotNow(_))) => Err(error),
        Err(error) => {
            tracing::error!(case = %case.id, error = %chain(&error), "an obligation ended, but {without}");
            Ok(None)
        }
    }
}

/// The part of the plan that is handed over, and those that come first.
pub(crate) fn part_and_after(part: &Obligation) -> Option<(&str, &[String])> {
    match &part.duty {
        Duty::HandOver { plan_item, after, .. } => Some((plan_item, after)),
        Duty::Notify { .. } => None,
    }
}

/// Waiting parts whose every predecessor was accepted.
fn freed_by(parts: &[Obligation]) -> Vec<&Obligation> {
    let accepted = |name: &String| {
        parts.iter().any(|part| {
            matches!(part.state, State::Accepted(_))
                && part_and_after(part).is_some_and(|(own, _)| own == name)
        })
    };
    let is_freed = |part: &&Obligation| {
        part.state == State::Waiting
            && part_and_after(part).is_some_and(|(_, after)| after.iter().all(accepted))
    };
    parts.iter().filter(is_freed).collect()
}

/// Waiting parts that can never become due: something before them, directly or further back, failed.
fn stranded_by(parts: &[Obligation]) -> Vec<&Obligation> {
    let failed = |part: &&Obligation| matches!(part.state, State::Failed { .. });
    let mut lost: Vec<&str> =
        parts.iter().filter(failed).filter_map(part_and_after).map(|(own, _)| own).collect();
    let mut stranded: Vec<&Obligation> = Vec::new();
    loop {
        let next = parts.iter().find(|part| {
            part.state == State::Waiting
                && !stranded.iter().any(|known| known.id == part.id)
                && part_and_after(part)
                    .is_some_and(|(_, after)| after.iter().any(|name| lost.contains(&name.as_str())))
        });
        let Some(part) = next else { return stranded };
        lost.extend(part_and_after(part).map(|(own, _)| own));
        stranded.push(part);
    }
}
