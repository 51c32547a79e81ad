//! Looking: the queue, a case, obligations without an end, audit entries.

use std::{collections::BTreeMap, sync::Arc};

use forms::{Answers, Service, SummarySection, expr::Value, words::Speaker};
use jiff::{SignedDuration, civil::Date};
use model::{Act, Audience, Case, CaseId, CaseReference, EventId, May, Obligation, ObligationId, State};
use store::{Attempt, AuditEntry, Batch, NewAuditEntry, QueueFilter, QueuePage, StoredFile};

use super::{agency_of, staff};
use crate::{App, AppError, Line, Visitor, error::again, timeline::Reader};

/// How long a part that failed for good is listed.
const FAILED_SHOWN: SignedDuration = SignedDuration::from_hours(90 * 24);

/// A case with the right that opened it.
pub struct Opened {
    /// The case.
    pub case: Case,
    /// The service in the version of the submission.
    pub service: Arc<Service>,
    pub(crate) may: May,
}

/// Everything staff see of a case.
pub struct CaseForStaff {
    /// The case.
    pub case: Case,
    /// The service in the version of the submission.
    pub service: Arc<Service>,
    /// The version's number.
    pub version_number: i64,
    /// Answers as submitted, in words.
    pub answers: Vec<SummarySection>,
    /// Whose case it is, as far as the answers say.
    pub applicant: Option<String>,
    /// Where news goes, if anywhere.
    pub email: Option<String>,
    /// Values worked out from the answers, by label: those of the service that have one.
    pub computed: Vec<(String, String)>,
    /// Documents given with the answers.
    pub files: Vec<StoredFile>,
    /// What happened, newest first, notes included.
    pub lines: Vec<Line>,
    /// What is owed and what became of it.
    pub obligations: Vec<ObligationLine>,
    /// Who saw and changed what; empty for roles that may not see it.
    pub audit: Vec<AuditEntry>,
    /// What this viewer may do here.
    pub acts: Vec<Act>,
}

/// An obligation with its attempts.
pub struct ObligationLine {
    /// The obligation.
    pub obligation: Obligation,
    /// Attempts, newest first.
    pub attempts: Vec<Attempt>,
    /// The case's reference, if it belongs to one.
    pub case: Option<Case>,
    /// It failed for good and can be begun again.
    pub may_begin_again: bool,
}

impl App {
    /// A page of the viewer's agency's queue.
    pub async fn queue(&self, visitor: &Visitor, filter: &QueueFilter) -> Result<QueuePage, AppError> {
        let may = visitor.viewer.may(Act::ListCases)?;
        Ok(self.store.queue(&may, filter).await?)
    }

    /// Opens a case for something. Another agency's case is not found.
    pub(crate) async fn open_case(
        &self,
        visitor: &Visitor,
        id: &CaseId,
        act: Act,
    ) -> Result<Opened, AppError> {
        let case = self.store.find_case(id).await?.ok_or(AppError::NotFound)?;
        let may = visitor.viewer.may_on(act, &case)?;
        let service = self.services.version(&self.store, &case.service, &case.service_version).await?;
        Ok(Opened { case, service, may })
    }

    /// A case as staff see it. Looking is written down before anything is shown.
    pub async fn case_for_staff(&self, visitor: &Visitor, id: &CaseId) -> Result<CaseForStaff, AppError> {
        staff(visitor)?;
        let Opened { case, service, may } = self.open_case(visitor, id, Act::ViewCase).await?;
        self.write_down(visitor, "viewed_case", Some(id), "").await?;
        let key = self.store.key(&case.key).await?;
        let submission = self.store.submission_of_case(&may, id).await?.ok_or(AppError::NotFound)?;
        let zone = self.zone_of(&service)?;
        let received_on = zone.to_datetime(case.received_at).date();
        let speaker = self.speaker(&service, &visitor.locale)?;
        let answers = service.summary(&submission.answers, &speaker, received_on);
        let computed = computed(&service, &submission.answers, &speaker, received_on);
        let events = self.store.events_of(id, &key).await?;
        let names = self.staff_names().await?;
        let lines = Reader { speaker, zone, audience: Audience::Staff, names }.lines(&events);
        let version = self.store.find_version(&case.service, &case.service_version).await?;
        Ok(CaseForStaff {
            version_number: version.map_or(0, |version| version.number),
            obligations: self.obligations_with_attempts(self.store.obligations_of(id).await?).await?,
            audit: self.audit_for(visitor, id).await?,
            acts: acts_of(visitor, &case),
            applicant: self.store.applicant_of(&may, id).await?,
            computed,
            files: self.store.files_of_case(id).await?,
            email: submission.email,
            case,
            service,
            answers,
            lines,
        })
    }

    async fn audit_for(&self, visitor: &Visitor, id: &CaseId) -> Result<Vec<AuditEntry>, AppError> {
        match visitor.viewer.may(Act::ViewAudit) {
            Ok(may) => Ok(self.store.audit_of_case(&may, id).await?),
            Err(_) => Ok(Vec::new()),
        }
    }

    async fn staff_names(&self) -> Result<BTreeMap<String, String>, AppError> {
        let all = self.store.list_staff().await?;
        Ok(all.into_iter().map(|staff| (staff.id.to_string(), staff.name)).collect())
    }

    pub(crate) async fn obligations_with_attempts(
        &self,
        obligations: Vec<Obligation>,
    ) -> Result<Vec<ObligationLine>, AppError> {
        let mut lines = Vec::with_capacity(obligations.len());
        for obligation in obligations {
            let mut attempts = self.store.attempts_of(&obligation.id).await?;
            attempts.sort_by_key(|attempt| std::cmp::Reverse(attempt.number));
            let case = match &obligation.case {
                Some(id) => self.store.find_case(id).await?,
                None => None,
            };
            let has_failed = matches!(&obligation.state, State::Failed { told_by } if told_by != "erased");
            let may_begin_again = has_failed && self.is_current_part(&obligation).await?;
            lines.push(ObligationLine { obligation, attempts, case, may_begin_again });
        }
        Ok(lines)
    }

    /// The agency's obligations without an end, oldest first.
    pub async fn open_obligations(&self, visitor: &Visitor) -> Result<Vec<ObligationLine>, AppError> {
        let may = visitor.viewer.may(Act::ListObligations)?;
        let open = self.store.without_end(Some(agency_of(&may)), None, 200).await?;
        self.obligations_with_attempts(open).await
    }

    /// Parts of the agency's cases that failed for good in the last 90 days and were not begun again.
    pub async fn failed_parts(&self, visitor: &Visitor) -> Result<Vec<ObligationLine>, AppError> {
        let may = visitor.viewer.may(Act::ListObligations)?;
        let since = self.now() - FAILED_SHOWN;
        let mut failed = Vec::new();
        for part in self.store.failed_parts(Some(agency_of(&may)), since, 200).await? {
            if self.is_current_part(&part).await? {
                failed.push(part);
            }
        }
        self.obligations_with_attempts(failed).await
    }

    /// One obligation the viewer may mend.
    pub async fn obligation_to_mend(
        &self,
        visitor: &Visitor,
        id: &ObligationId,
    ) -> Result<ObligationLine, AppError> {
        let may = visitor.viewer.may(Act::MendObligation)?;
        let found = self.store.find_obligation(id).await?.ok_or(AppError::NotFound)?;
        if may.agency() != Some(found.agency.as_str()) {
            return Err(AppError::NotFound);
        }
        let lines = self.obligations_with_attempts(vec![found]).await?;
        lines.into_iter().next().ok_or(AppError::NotFound)
    }

    /// Whether a part of a case was not taken, for good.
    pub async fn has_failed_part(&self, id: &CaseId) -> Result<bool, AppError> {
        let obligations = self.store.obligations_of(id).await?;
        Ok(obligations.iter().any(|obligation| matches!(obligation.state, State::Failed { .. })))
    }

    /// Audit entries of the case with a reference.
    pub async fn audit_of_reference(
        &self,
        visitor: &Visitor,
        reference: &CaseReference,
    ) -> Result<Vec<AuditEntry>, AppError> {
        let may = visitor.viewer.may(Act::ViewAudit)?;
        match self.store.find_case_by_reference(reference).await? {
            Some(case) if visitor.viewer.may_on(Act::ViewAudit, &case).is_ok() => {
                Ok(self.store.audit_of_case(&may, &case.id).await?)
            }
            _ => Ok(Vec::new()),
        }
    }

    /// The reference of a case an audit entry names.
    pub async fn reference_of(&self, id: Option<&CaseId>) -> Result<Option<CaseReference>, AppError> {
        match id {
            Some(id) => Ok(self.store.find_case(id).await?.map(|case| case.reference)),
            None => Ok(None),
        }
    }

    /// The agency's audit entries, newest first.
    pub async fn audit(&self, visitor: &Visitor, before: Option<i64>) -> Result<Vec<AuditEntry>, AppError> {
        let may = visitor.viewer.may(Act::ViewAudit)?;
        Ok(self.store.audit_of_agency(&may, before, 100).await?)
    }

    /// Writes an audit entry by itself: for looking, which changes nothing else.
    pub(crate) async fn write_down(
        &self,
        visitor: &Visitor,
        action: &str,
        case: Option<&CaseId>,
        detail: &str,
    ) -> Result<(), AppError> {
        again(async || {
            let batch = self.audited(visitor, Batch::default(), action, case, detail).await?;
            Ok(self.store.commit(batch).await?)
        })
        .await
    }

    /// Adds the audit entry of an action to its commit.
    pub(crate) async fn audited(
        &self,
        visitor: &Visitor,
        mut batch: Batch,
        action: &str,
        case: Option<&CaseId>,
        detail: &str,
    ) -> Result<Batch, AppError> {
        let who = staff(visitor)?;
        let said = NewAuditEntry {
            id: EventId::random(self.random.as_ref()),
            at: self.now(),
            staff: Some(who.id.clone()),
            staff_name: who.name.clone(),
            agency: who.agency.clone(),
            action: action.to_owned(),
            case: case.cloned(),
            detail: detail.to_owned(),
        };
        batch.push(self.store.audit_statement(&said).await?);
        Ok(batch)
    }
}

/// Computed values with a label, in words. One that lacks an answer is left out.
fn computed(
    service: &Service,
    answers: &Answers,
    speaker: &Speaker<'_>,
    today: Date,
) -> Vec<(String, String)> {
    let values = service.values(answers, today);
    let words = speaker.platform;
    let labelled = service.definition.computed.iter().filter(|computed| computed.label.is_some());
    let shown = labelled.filter_map(|computed| {
        let text = match values.get(computed.id.as_str())? {
            Value::Text(text) => text.clone(),
            Value::Number(number) => words.number(*number),
            Value::Money(cents) => words.money(*cents, "USD"),
            Value::Date(day) => words.date(*day),
            Value::YesNo(yes) => words.say(if *yes { "answer-yes" } else { "answer-no" }),
            _ => return None,
        };
        Some((speaker.service.say(&format!("computed-{}-label", computed.id)), text))
    });
    shown.collect()
}

/// What a viewer may do on a case besides looking.
fn acts_of(visitor: &Visitor, case: &Case) -> Vec<Act> {
    let all = [Act::SetStatus, Act::WriteNote, Act::MendObligation, Act::ViewAudit];
    all.into_iter().filter(|act| visitor.viewer.may_on(*act, case).is_ok()).collect()
}
