//! Looking: the queue, a case, audit entries.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use forms::{Answers, Service, SummarySection, expr::Value, words::Speaker};
use jiff::civil::Date;
use model::{Act, Audience, Case, CaseId, CaseReference, EventId, May, StaffViewer};
use store::{AuditEntry, Batch, Hold, NewAuditEntry, QueueFilter, QueuePage, StatusOf, StoredFile};

use super::{ObligationLine, staff};
use crate::{App, AppError, Line, Visitor, error::again, timeline::Reader};

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
    /// Legal holds: while there is one, nothing of the case is erased.
    pub holds: Vec<Hold>,
    /// What this viewer may do here.
    pub acts: Vec<Act>,
}

impl App {
    /// A page of the viewer's agency's queue.
    pub async fn queue(&self, visitor: &Visitor, filter: &QueueFilter) -> Result<QueuePage, AppError> {
        let may = visitor.viewer.may(Act::ListCases)?;
        Ok(self.store.queue(&may, filter).await?)
    }

    /// Whether a search leaves out cases of its name, because it looks only at the `store::MOST_OF_A_NAME` received last.
    pub async fn is_cut_short(&self, visitor: &Visitor, filter: &QueueFilter) -> Result<bool, AppError> {
        let may = visitor.viewer.may(Act::ListCases)?;
        Ok(self.store.is_cut_short(&may, filter).await?)
    }

    /// The names under which cases of an agency can have a status: its own, and those that a service's newer version moved
    /// to it. What was written down stays under the name of then.
    pub fn names_of_status(&self, agency: &str, status: &str) -> Vec<StatusOf> {
        let own =
            |service: &Arc<Service>| service.definition.agencies.iter().any(|one| one.as_str() == agency);
        let moved = self.services.all().filter(own).flat_map(|service| {
            let moves = service.definition.status_moves.iter().filter(|(_, new)| new.as_str() == status);
            let slug = service.slug.to_string();
            let old = moves.map(|(old, _)| StatusOf { status: old.to_string(), service: Some(slug.clone()) });
            old.collect::<Vec<_>>()
        });
        std::iter::once(StatusOf::any(status)).chain(moved).collect()
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
            obligations: self.obligation_lines(self.store.obligations_of(id).await?).await?,
            audit: self.audit_for(visitor, id).await?,
            holds: self.store.holds_of(id).await?,
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

    /// The references of the cases that audit entries name.
    pub async fn references_in(
        &self,
        entries: &[AuditEntry],
    ) -> Result<BTreeMap<CaseId, CaseReference>, AppError> {
        let ids: BTreeSet<&CaseId> = entries.iter().filter_map(|entry| entry.said.case.as_ref()).collect();
        let cases = self.store.find_cases(&ids.into_iter().collect::<Vec<_>>()).await?;
        Ok(cases.into_iter().map(|case| (case.id, case.reference)).collect())
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
        batch: Batch,
        action: &str,
        case: Option<&CaseId>,
        detail: &str,
    ) -> Result<Batch, AppError> {
        self.audited_of(staff(visitor)?, batch, action, case, detail).await
    }

    /// The same for somebody who is not in yet, or not any more.
    pub(crate) async fn audited_of(
        &self,
        who: &StaffViewer,
        mut batch: Batch,
        action: &str,
        case: Option<&CaseId>,
        detail: &str,
    ) -> Result<Batch, AppError> {
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
    let all = [Act::SetStatus, Act::WriteNote, Act::MendObligation, Act::ViewAudit, Act::HoldCase];
    all.into_iter().filter(|act| visitor.viewer.may_on(*act, case).is_ok()).collect()
}
