//! Audit entries: who saw or changed what, when. Only ever added; each carries a keyed hash over itself and the one
//! before, so that a changed or missing entry shows (NIST SP 800-53 AU-10). One chain for each agency.

use jiff::Timestamp;
use model::{Act, CaseId, EventId, May, StaffId};

use crate::{
    AuditEnd, CommitError, Row, Statement, Store, StoreError,
    engine::{insert as insert_row, values},
    vault::{json, open_text, place},
};

/// What a commit is told whose audit entry has its number taken by another: it is read and decided again.
pub const CAME_FIRST: &str = "audit entry came first";

/// What an audit entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAuditEntry {
    /// Its id.
    pub id: EventId,
    /// When.
    pub at: Timestamp,
    /// Who; none for the platform and the command line.
    pub staff: Option<StaffId>,
    /// Their name then. Sealed.
    pub staff_name: String,
    /// Of which agency.
    pub agency: String,
    /// What they did: `case_viewed`, `status_set`.
    pub action: String,
    /// On which case.
    pub case: Option<CaseId>,
    /// More about it. Never personal data.
    pub detail: String,
}

/// An audit entry in its place in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// What it says.
    pub said: NewAuditEntry,
    /// 1, 2, 3 … for each agency.
    pub number: i64,
    /// Keyed hash over all of the above and the hash of the entry before.
    pub hash: String,
}

/// Tries of `append_audit` before it says that the store cannot be reached.
const TRIES: u32 = 50;

fn name_place(id: &EventId) -> String {
    place("audit_entries.staff_name", id.as_str())
}

impl Store {
    /// The statement that adds an audit entry at the end of its agency's chain. Goes into the batch of what it
    /// tells about; the conflict "audit entry came first" means that another came between: ask again, commit again.
    pub async fn audit_statement(&self, said: &NewAuditEntry) -> Result<Statement, StoreError> {
        let mut end = self.audit_end(&said.agency).await?.unwrap_or_default();
        Ok(self.audit_after(&mut end, said))
    }

    /// The statement that adds an audit entry after the one a chain ends with; the chain ends with it from then on.
    pub fn audit_after(&self, end: &mut AuditEnd, said: &NewAuditEntry) -> Statement {
        let number = end.number + 1;
        let hash = self.audit_hash(said, number, &end.hash);
        *end = AuditEnd { number, hash: hash.clone() };
        let row = values![
            "id" => &said.id,
            "agency" => &said.agency,
            "number" => number,
            "at" => said.at,
            "staff_id" => said.staff.as_ref(),
            "staff_name" => self.platform_key().seal(&name_place(&said.id), said.staff_name.as_bytes()),
            "action" => &said.action,
            "case_id" => said.case.as_ref(),
            "detail" => &said.detail,
            "hash" => hash,
        ];
        insert_row("audit_entries", row, CAME_FIRST)
    }

    /// Adds an audit entry by itself, for what was only looked at.
    pub async fn append_audit(&self, said: &NewAuditEntry) -> Result<(), CommitError> {
        for _ in 1..TRIES {
            match self.commit(self.audit_statement(said).await?).await {
                Err(CommitError::Conflict(_)) => {}
                result => return result,
            }
        }
        self.commit(self.audit_statement(said).await?).await
    }

    fn audit_hash(&self, said: &NewAuditEntry, number: i64, previous_hash: &str) -> String {
        let fields = (
            (number, previous_hash, &said.id, said.at.as_microsecond(), &said.staff, &said.staff_name),
            (&said.agency, &said.action, &said.case, &said.detail),
        );
        self.hash("audit", &String::from_utf8_lossy(&json(&fields)))
    }

    /// Who saw or changed a case, newest first.
    pub async fn audit_of_case(&self, may: &May, case: &CaseId) -> Result<Vec<AuditEntry>, StoreError> {
        self.case_is_covered(may, Act::ViewAudit, case).await?;
        let sql =
            "SELECT * FROM audit_entries WHERE case_id = $1 AND agency = $2 ORDER BY at DESC, number DESC";
        let agency = may.agency().unwrap_or_default();
        self.audit_entries(sql, vec![case.into(), agency.into()]).await
    }

    /// An agency's audit entries, newest first: those with a number below `before`.
    pub async fn audit_of_agency(
        &self,
        may: &May,
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        let covers = may.act() == Act::ViewAudit && may.case().is_none();
        let agency = may.agency().filter(|_| covers).ok_or(StoreError::Denied)?;
        let sql =
            "SELECT * FROM audit_entries WHERE agency = $1 AND number < $2 ORDER BY number DESC LIMIT $3";
        self.audit_entries(sql, vec![agency.into(), before.unwrap_or(i64::MAX).into(), limit.into()]).await
    }

    /// Each agency with audit entries, and the number of its last.
    pub async fn last_audit_numbers(&self) -> Result<Vec<(String, i64)>, StoreError> {
        let sql = "SELECT agency, MAX(number) AS number FROM audit_entries GROUP BY agency ORDER BY agency";
        let rows = self.read(sql, Vec::new()).await?;
        rows.iter().map(|row| Ok((row.text("agency")?, row.int("number")?))).collect()
    }

    /// Goes through an agency's whole chain and gives the number of the first entry that is not as it was written.
    /// Entries cut off at the end cannot be seen: note the last number elsewhere (a signed export does).
    pub async fn first_forged_audit_entry(&self, agency: &str) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT * FROM audit_entries WHERE agency = $1 AND number > $2 ORDER BY number LIMIT 1000";
        let (mut last, mut previous_hash) = (0, String::new());
        loop {
            let rows = self.read(sql, vec![agency.into(), last.into()]).await?;
            if rows.is_empty() {
                return Ok(None);
            }
            for row in &rows {
                // An entry that cannot even be opened was changed too.
                let Ok(entry) = self.audit_entry(row) else { return Ok(Some(last + 1)) };
                let hash = self.audit_hash(&entry.said, last + 1, &previous_hash);
                if entry.number != last + 1 || entry.hash != hash {
                    return Ok(Some(last + 1));
                }
                (last, previous_hash) = (entry.number, hash);
            }
        }
    }

    async fn audit_entries(
        &self,
        sql: &str,
        params: Vec<crate::Value>,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        self.read(sql, params).await?.iter().map(|row| self.audit_entry(row)).collect()
    }

    fn audit_entry(&self, row: &Row) -> Result<AuditEntry, StoreError> {
        let id = row.read("id", EventId::from_text)?;
        let said = NewAuditEntry {
            at: row.time("at")?,
            staff: row.opt_read("staff_id", StaffId::from_text)?,
            staff_name: open_text(&self.platform_key(), row, "staff_name", &name_place(&id))?,
            agency: row.text("agency")?,
            action: row.text("action")?,
            case: row.opt_read("case_id", CaseId::from_text)?,
            detail: row.text("detail")?,
            id,
        };
        Ok(AuditEntry { said, number: row.int("number")?, hash: row.text("hash")? })
    }
}
