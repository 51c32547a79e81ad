//! Legal holds: while an agency holds a case, nothing of it is erased.

use jiff::Timestamp;
use model::{CaseId, CaseReference};

use crate::{
    Row, Statement, Store, StoreError,
    engine::{insert as insert_row, values},
};

/// An agency's hold on a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// The case.
    pub case: CaseId,
    /// Its reference.
    pub reference: CaseReference,
    /// Who holds it.
    pub agency: String,
    /// Since when.
    pub since: Timestamp,
    /// Why. Never personal data.
    pub reason: String,
}

/// Places a hold. A conflict when the agency holds the case already, or when it was erased.
pub fn place(case: &CaseId, agency: &str, since: Timestamp, reason: &str) -> Vec<Statement> {
    let row = values!["case_id" => case, "agency" => agency, "since" => since, "reason" => reason];
    let sql = "UPDATE cases SET holds = holds + 1 WHERE id = $1 AND is_erased = 0";
    vec![
        insert_row("holds", row, "held already"),
        Statement::new(sql, vec![case.into()]).expect_one("case erased already"),
    ]
}

/// Ends a hold. A conflict when the agency does not hold the case.
pub fn release(case: &CaseId, agency: &str) -> Vec<Statement> {
    let sql = "DELETE FROM holds WHERE case_id = $1 AND agency = $2";
    vec![
        Statement::new(sql, vec![case.into(), agency.into()]).expect_one("not held"),
        Statement::new("UPDATE cases SET holds = holds - 1 WHERE id = $1", vec![case.into()]),
    ]
}

const SELECT: &str = "SELECT h.*, c.reference FROM holds h JOIN cases c ON c.id = h.case_id";

impl Store {
    /// Every hold, the oldest first.
    pub async fn holds(&self) -> Result<Vec<Hold>, StoreError> {
        let rows = self.read(&format!("{SELECT} ORDER BY h.since, h.case_id"), Vec::new()).await?;
        rows.iter().map(hold).collect()
    }

    /// The holds on a case.
    pub async fn holds_of(&self, case: &CaseId) -> Result<Vec<Hold>, StoreError> {
        let sql = format!("{SELECT} WHERE h.case_id = $1 ORDER BY h.since");
        self.read(&sql, vec![case.into()]).await?.iter().map(hold).collect()
    }
}

fn hold(row: &Row) -> Result<Hold, StoreError> {
    Ok(Hold {
        case: row.read("case_id", CaseId::from_text)?,
        reference: row.read("reference", |text| CaseReference::parse(text).ok())?,
        agency: row.text("agency")?,
        since: row.time("since")?,
        reason: row.text("reason")?,
    })
}
