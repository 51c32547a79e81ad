//! The life of one made-up case: what each step of its course leaves behind.

mod owed;

use forms::{Answer, Answers};
use jiff::{SignedDuration, Timestamp};
use model::{
    Actor, Case, CaseId, CaseReference, DraftId, Event, EventId, EventKind, Random, Staff, SubmissionId,
};
use store::{DataKey, NewAuditEntry, Person, Submission};

use super::{
    Kind, Made, Maker,
    course::Step,
    dice::{happens, one, tell},
    people::Invented,
};
use crate::{AppError, staff::outcome_of};

/// A case while it is made up.
pub(super) struct Life<'a> {
    maker: &'a Maker,
    kind: &'a Kind,
    case: Case,
    submission: Submission,
    applicant: Option<String>,
    key: DataKey,
    events: i64,
    has_failed_part: bool,
    made: Made,
}

impl<'a> Life<'a> {
    /// Receives it.
    pub fn begin(
        maker: &'a Maker,
        kind: &'a Kind,
        who: &Invented,
        person: Option<&Person>,
        key: DataKey,
        (number, received_at): (u64, Timestamp),
    ) -> Self {
        let random = maker.app.random.as_ref();
        let mut answers = who.answers(&kind.example, random);
        if person.is_none() && happens(random, 550) {
            answers = without_contact(&answers);
        }
        let definition = &kind.service.definition;
        let target_on = maker.app.zone_of(&kind.service).ok().map(|zone| {
            let day = zone.to_datetime(received_at).date();
            crate::cases::in_days(day, kind.service.target_days(&answers, day))
        });
        let case = Case {
            id: CaseId::random(random),
            reference: CaseReference::of_number(number),
            service: kind.service.slug.to_string(),
            service_version: kind.service.version.to_string(),
            agencies: definition.agencies.iter().map(ToString::to_string).collect(),
            person: person.map(|person| person.id.clone()),
            locale: person.map_or_else(|| "en".to_owned(), |person| person.locale.clone()),
            status: definition.statuses.first().map_or_else(String::new, |status| status.id.to_string()),
            outcome: None,
            received_at,
            target_on,
            changed_at: received_at,
            ended_at: None,
            row_version: 1,
            key: key.id().clone(),
        };
        let email = person.map(|person| person.email.clone());
        let submission = Submission {
            id: SubmissionId::random(random),
            draft: DraftId::random(random),
            case: case.id.clone(),
            service: case.service.clone(),
            service_version: case.service_version.clone(),
            locale: case.locale.clone(),
            email: email.or_else(|| crate::submissions::email_in(&kind.service, &answers)),
            received_at,
            key: case.key.clone(),
            answers,
        };
        let applicant = crate::submissions::applicant_name(&kind.service, &submission.answers);
        let made = Made::default();
        let mut life =
            Self { maker, kind, case, submission, applicant, key, events: 0, has_failed_part: false, made };
        life.event(received_at, Actor::Resident, EventKind::SubmissionReceived);
        life
    }

    /// Takes a step. False: the case waits here.
    pub fn go_on(&mut self, at: Timestamp, step: &Step) -> Result<bool, AppError> {
        match step {
            Step::Part(part) => return self.hand_over(*part, at),
            // The platform moves a case on only when every part arrived.
            Step::Status { by_staff: false, .. } if self.has_failed_part => {}
            Step::Status { status, by_staff, reason } => self.set_status(at, *status, *by_staff, reason)?,
            Step::Look => self.audit(at, "viewed_case", ""),
            Step::Note(text) => {
                self.audit(at - SignedDuration::from_secs(90), "viewed_case", "");
                let actor = self.caseworker().map_or(Actor::Platform, |staff| Actor::Staff(staff.id.clone()));
                self.event(at, actor, EventKind::NoteWritten { text: (*text).to_owned() });
                self.audit(at, "wrote_note", "");
            }
        }
        Ok(true)
    }

    fn set_status(
        &mut self,
        at: Timestamp,
        status: usize,
        by_staff: bool,
        reason: &str,
    ) -> Result<(), AppError> {
        let Some(found) = self.kind.service.definition.statuses.get(status) else { return Ok(()) };
        let name = found.id.to_string();
        let outcome = found.outcome.map(outcome_of);
        self.case.status.clone_from(&name);
        self.case.outcome = outcome;
        self.case.ended_at = outcome.map(|_| at);
        self.case.changed_at = at;
        self.case.row_version += 1;
        let caseworker = self.caseworker().filter(|_| by_staff).map(|staff| staff.id.clone());
        let actor = caseworker.map_or(Actor::Platform, Actor::Staff);
        let kind = EventKind::StatusChanged { status: name.clone(), outcome, reason: reason.to_owned() };
        self.event(at, actor, kind);
        if by_staff {
            self.audit(at, "set_status", &name);
        }
        self.tell(at, &name, &format!("status:{name}"), reason)
    }

    fn event(&mut self, at: Timestamp, actor: Actor, kind: EventKind) {
        tell(at);
        self.events += 1;
        let event = Event { id: EventId::random(self.random()), case: self.case.id.clone(), at, actor, kind };
        self.made.rows.push(store::events::insert_numbered(&event, self.events, &self.key));
    }

    fn audit(&mut self, at: Timestamp, action: &str, detail: &str) {
        tell(at);
        let Some(staff) = self.caseworker().cloned() else { return };
        self.made.audit.push(NewAuditEntry {
            id: EventId::random(self.random()),
            at,
            staff: Some(staff.id),
            staff_name: staff.name,
            agency: staff.agency,
            action: action.to_owned(),
            case: Some(self.case.id.clone()),
            detail: detail.to_owned(),
        });
    }

    /// Somebody at the agency that owns the case.
    fn caseworker(&self) -> Option<&'a Staff> {
        let own = self.maker.staff.iter().filter(|staff| Some(&staff.agency) == self.case.agencies.first());
        one(self.random(), &own.collect::<Vec<_>>()).copied()
    }

    fn random(&self) -> &'a dyn Random {
        self.maker.app.random.as_ref()
    }

    /// Carries out the retention rules that are due by now, and keeps what is left.
    pub fn keep(mut self, made: &mut Made) -> Result<(), AppError> {
        let days = self.erase_due()?;
        let store = &self.maker.app.store;
        made.rows.push(store::submissions::insert(&self.submission, &self.key));
        made.rows.extend(store.insert_case_erased(&self.case, self.applicant.as_deref(), days, &self.key));
        made.rows.append(&mut self.made.rows);
        made.audit.append(&mut self.made.audit);
        Ok(())
    }

    fn erase_due(&mut self) -> Result<u32, AppError> {
        use forms::definition::Prefill;
        let Some(ended_at) = self.case.ended_at else { return Ok(0) };
        let service = &self.kind.service;
        let mut carried_out = 0;
        for (days, rules) in service.rules_of_answers() {
            let due_at = ended_at + SignedDuration::from_hours(24 * i64::from(days));
            if due_at > self.maker.now {
                break;
            }
            let on = self.maker.app.zone_of(service)?.to_datetime(due_at).date();
            for (rule, _) in rules {
                let erased = service.erase_answers(&self.submission.answers, rule, on);
                self.submission.answers = erased.answers;
                self.submission.email.take_if(|_| erased.facts.contains(&Prefill::Email));
                self.applicant.take_if(|_| erased.facts.contains(&Prefill::Name));
            }
            carried_out = days;
        }
        Ok(carried_out)
    }
}

/// Whoever reports something need not say how they can be reached.
fn without_contact(answers: &Answers) -> Answers {
    let kept = |answer: &Answer| match answer {
        Answer::Email(_) | Answer::Phone(_) => Answer::Skipped,
        other => other.clone(),
    };
    answers.iter().map(|(id, answer)| (id.clone(), kept(answer))).collect()
}
