//! What is owed for a made-up case: parts handed over and messages, nearly all of them ended well.

use forms::Facts;
use jiff::{SignedDuration, Timestamp};
use model::{Accepted, Actor, Class, Duty, EventKind, Failure, HandOver, Obligation, ObligationId, State};
use store::Attempt;

use super::{
    super::dice::{around, below, happens, tell},
    Life,
};
use crate::{AppError, composing::To};

/// Parts received in this time may still wait for a system that is away.
const AWAY_SINCE: SignedDuration = SignedDuration::from_hours(20);

impl Life<'_> {
    /// Hands a part over. False: the agency's system is away, and the case waits for it.
    pub(super) fn hand_over(&mut self, part: usize, at: Timestamp) -> Result<bool, AppError> {
        let Some(planned) = self.kind.parts.get(part) else { return Ok(true) };
        let random = self.random();
        let is_new = self.maker.now.duration_since(self.case.received_at) < AWAY_SINCE;
        if is_new && happens(random, 50) {
            self.wait_for(part)?;
            return Ok(false);
        }
        let mut obligation = self.part(part);
        obligation.ended_at = Some(at);
        let (plan_item, connector) = (planned.id.to_string(), planned.connector.clone());
        // What others wait for would fail them, too: that case is left out.
        let stands_alone = !self.kind.parts.iter().any(|other| other.after.contains(&planned.id));
        if stands_alone && happens(random, 3) {
            let failure = Failure::permanent("the system of record refused it: code 42");
            obligation.state = State::Failed { told_by: "timeline".to_owned() };
            obligation.last_failure = Some(failure.clone());
            self.attempt(&mut obligation, at, Some(failure));
            self.keep_with_content(&obligation)?;
            self.has_failed_part = true;
            let kind = EventKind::HandOverFailed { plan_item, class: Class::Permanent };
            self.event(at, Actor::Platform, kind);
            return Ok(true);
        }
        self.tried_before(&mut obligation, at);
        let reference = format!("{}", 100_000 + below(random, 900_000));
        self.attempt(&mut obligation, at, None);
        obligation.state = State::Accepted(Accepted { by: connector, reference: reference.clone() });
        self.made.rows.push(store::obligations::insert_ended(&obligation));
        self.event(at, Actor::Platform, EventKind::HandOverAccepted { plan_item, reference });
        self.case.changed_at = at;
        self.case.row_version += 1;
        if part == 0 {
            let (status, received_at) = (self.case.status.clone(), self.case.received_at);
            self.tell(received_at, &status, "submission_received", "")?;
        }
        Ok(true)
    }

    /// This part is tried again and again, and those after it wait.
    fn wait_for(&mut self, first: usize) -> Result<(), AppError> {
        let random = self.random();
        for part in first..self.kind.parts.len() {
            let mut obligation = self.part(part);
            let waits = self.kind.parts.get(part).is_some_and(|planned| !planned.after.is_empty());
            obligation.state = if waits { State::Waiting } else { State::Due };
            if !waits {
                let failure = Failure::transient("the system of record does not answer");
                let seconds = i64::try_from(below(random, 3600)).unwrap_or_default();
                for hour in 0..4 {
                    let at = obligation.created_at + SignedDuration::from_mins(12 * hour);
                    self.attempt(&mut obligation, at, Some(failure.clone()));
                }
                obligation.next_attempt_at = self.maker.now + SignedDuration::from_secs(60 + seconds);
                obligation.last_failure = Some(failure);
            }
            self.keep_with_content(&obligation)?;
        }
        Ok(())
    }

    fn part(&self, part: usize) -> Obligation {
        let planned = self.kind.parts.get(part);
        let after = planned.map(|planned| planned.after.iter().map(ToString::to_string).collect());
        let duty = Duty::HandOver {
            plan_item: planned.map(|planned| planned.id.to_string()).unwrap_or_default(),
            connector: planned.map(|planned| planned.connector.clone()).unwrap_or_default(),
            after: after.unwrap_or_default(),
        };
        let agency = planned.map(|planned| planned.agency.to_string()).unwrap_or_default();
        let hours = planned.map_or(72, |planned| i64::from(planned.deadline_hours));
        self.obligation(self.case.received_at, agency, duty, hours)
    }

    fn obligation(&self, created_at: Timestamp, agency: String, duty: Duty, hours: i64) -> Obligation {
        tell(created_at);
        Obligation {
            id: ObligationId::random(self.random()),
            case: Some(self.case.id.clone()),
            agency,
            duty,
            state: State::Due,
            deadline_at: created_at + SignedDuration::from_hours(hours),
            next_attempt_at: created_at,
            attempts: 0,
            last_failure: None,
            created_at,
            ended_at: None,
            key: self.case.key.clone(),
            row_version: 3,
        }
    }

    /// Some were tried before, in vain.
    fn tried_before(&mut self, obligation: &mut Obligation, at: Timestamp) {
        if happens(self.random(), 20) {
            let failure = Failure::transient("the system of record does not answer");
            self.attempt(obligation, at - SignedDuration::from_secs(2), Some(failure));
        }
    }

    fn attempt(&mut self, obligation: &mut Obligation, at: Timestamp, failure: Option<Failure>) {
        obligation.attempts += 1;
        let attempt = Attempt {
            obligation: obligation.id.clone(),
            number: obligation.attempts.into(),
            started_at: at - SignedDuration::from_millis(35),
            ended_at: at,
            by: "4711-bench".to_owned(),
            class: failure.as_ref().map(|failure| failure.class),
            detail: failure.map(|failure| failure.detail).unwrap_or_default(),
        };
        self.made.rows.push(store::attempts::insert(&attempt));
    }

    /// What has no end, or failed, still has what it is to hand over.
    fn keep_with_content(&mut self, obligation: &Obligation) -> Result<(), AppError> {
        let service = &self.kind.service;
        let today = self.maker.app.zone_of(service)?.to_datetime(self.case.received_at).date();
        let facts =
            Facts { case_reference: self.case.reference.to_string(), language: self.case.locale.clone() };
        let planned = service.plan_items(&self.submission.answers, &facts, today);
        let planned =
            planned.into_iter().find(|one| Some(&one.id.to_string()) == obligation.duty.plan_item());
        let content = HandOver {
            key: obligation.id.clone(),
            give: planned.map(|planned| planned.give).unwrap_or_default(),
        };
        let content = serde_json::to_vec(&content).map_err(AppError::ours)?;
        self.made.rows.push(store::obligations::insert(obligation, &content, &self.key));
        Ok(())
    }

    /// Tells the person, if there is an address.
    pub(super) fn tell(
        &mut self,
        at: Timestamp,
        status: &str,
        about: &str,
        reason: &str,
    ) -> Result<(), AppError> {
        let Some(email) = self.submission.email.clone() else { return Ok(()) };
        let agency = self.case.agencies.first().cloned().unwrap_or_default();
        let channel = "email".to_owned();
        let duty = Duty::Notify { channel: channel.clone(), about: about.to_owned() };
        let mut obligation = self.obligation(at, agency, duty, 72);
        let ended_at = at + SignedDuration::from_secs(around(self.random(), 3));
        obligation.ended_at = Some(ended_at);
        let id = obligation.id.clone();
        if happens(self.random(), 2) {
            let failure = Failure::permanent("the mail server refused the address: 550");
            obligation.state = State::Failed { told_by: "timeline".to_owned() };
            obligation.last_failure = Some(failure.clone());
            self.attempt(&mut obligation, ended_at, Some(failure));
            let to = To { email: &email, locale: &self.case.locale };
            let (app, service) = (&self.maker.app, &self.kind.service);
            let message = app.status_message(service, &to, &self.case.reference, status, reason)?;
            let content = serde_json::to_vec(&message).map_err(AppError::ours)?;
            self.made.rows.push(store::obligations::insert(&obligation, &content, &self.key));
            let kind = EventKind::NotificationFailed { channel, obligation: id, class: Class::Permanent };
            self.event(ended_at, Actor::Platform, kind);
            return Ok(());
        }
        self.attempt(&mut obligation, ended_at, None);
        let reference = format!("<{}@portico.example.org>", obligation.id);
        obligation.state = State::Accepted(Accepted { by: channel.clone(), reference });
        self.made.rows.push(store::obligations::insert_ended(&obligation));
        self.event(ended_at, Actor::Platform, EventKind::NotificationAccepted { channel, obligation: id });
        Ok(())
    }
}
