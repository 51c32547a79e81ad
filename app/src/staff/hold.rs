//! Legal holds: a supervisor keeps a case from being erased, and lets it go again.

use model::{Act, CaseId};
use store::{Batch, Hold, holds};

use super::{look::Opened, staff};
use crate::{App, AppError, Visitor, error::again};

impl App {
    /// Holds a case for the viewer's agency: nothing of it is erased until it is released. The reason goes into the audit
    /// entry and must not be about a person.
    pub async fn hold_case(&self, visitor: &Visitor, id: &CaseId, reason: &str) -> Result<(), AppError> {
        again(async || {
            let Opened { case, .. } = self.open_case(visitor, id, Act::HoldCase).await?;
            let agency = &staff(visitor)?.agency;
            if self.is_held_by(id, agency).await? {
                return Ok(());
            }
            let batch = Batch::from_iter(holds::place(&case.id, agency, self.now(), reason));
            let batch = self.audited(visitor, batch, "held_case", Some(id), reason).await?;
            Ok(self.store.commit(batch).await?)
        })
        .await
    }

    /// Releases a case the viewer's agency holds.
    pub async fn release_case(&self, visitor: &Visitor, id: &CaseId, reason: &str) -> Result<(), AppError> {
        again(async || {
            let Opened { case, .. } = self.open_case(visitor, id, Act::HoldCase).await?;
            let agency = &staff(visitor)?.agency;
            if !self.is_held_by(id, agency).await? {
                return Ok(());
            }
            let batch = Batch::from_iter(holds::release(&case.id, agency));
            let batch = self.audited(visitor, batch, "released_case", Some(id), reason).await?;
            Ok(self.store.commit(batch).await?)
        })
        .await
    }

    async fn is_held_by(&self, id: &CaseId, agency: &str) -> Result<bool, AppError> {
        let held: Vec<Hold> = self.store.holds_of(id).await?;
        Ok(held.iter().any(|hold| hold.agency == agency))
    }
}
