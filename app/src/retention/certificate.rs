//! The certificate of an erasure: an audit entry that says what kind of thing was erased, how much of it, when, and under
//! which rule of which source. Nothing about a person; chained like every audit entry.

use forms::definition::Retention;
use model::EventId;
use store::{Batch, EndedCase, Extent, NewAuditEntry};

use crate::{App, AppError};

/// The rule and its source.
pub(super) fn rule(name: &str, rule: &Retention) -> String {
    format!("rule {name}, {} days: {}", rule.keep_days, rule.source)
}

/// What a case was made of.
pub(super) fn of_case(extent: Extent) -> String {
    let Extent { submissions, files, events, obligations } = extent;
    format!("submissions {submissions}, files {files}, events {events}, parts and messages {obligations}")
}

impl App {
    /// Adds the certificate to the commit that erases, for every agency that took part.
    pub(super) async fn certify(
        &self,
        batch: &mut Batch,
        case: &EndedCase,
        action: &str,
        detail: &str,
    ) -> Result<(), AppError> {
        for agency in &case.agencies {
            let said =
                NewAuditEntry { case: Some(case.id.clone()), ..self.certificate(agency, action, detail) };
            batch.push(self.store.audit_statement(&said).await?);
        }
        Ok(())
    }

    pub(super) fn certificate(&self, agency: &str, action: &str, detail: &str) -> NewAuditEntry {
        NewAuditEntry {
            id: EventId::random(self.random.as_ref()),
            at: self.now(),
            staff: None,
            staff_name: String::new(),
            agency: agency.to_owned(),
            action: action.to_owned(),
            case: None,
            detail: detail.to_owned(),
        }
    }
}
