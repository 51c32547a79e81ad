//! Erasing a case when its time is over: its data key goes, and with it everything it sealed, in backups too. What
//! stays tells nothing about a person: that there was a case, of which service, and how it ended.

use jiff::Timestamp;
use model::{CaseId, DraftId, FileId};

use crate::{Row, Statement, Store, StoreError, Value, readable::readable};

/// A case that ended: what erasing it needs, which can be read even if the rest of it cannot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndedCase {
    /// Its id.
    pub id: CaseId,
    /// The agencies that took part: each finds an audit entry about it.
    pub agencies: Vec<String>,
}

/// The same for one that nobody erased yet: of two processes that do so at the same moment, one gets a conflict.
pub fn erase_case_once(case: &CaseId) -> Vec<Statement> {
    let sql = "UPDATE cases SET is_erased = 1 WHERE id = $1 AND is_erased = 0";
    let mut statements = vec![Statement::new(sql, vec![case.into()]).expect_one("case erased already")];
    statements.extend(erase_case(case));
    statements
}

/// Erases a case. Take the content of its files away afterwards (`file_ids_of_case` before, `delete_file_content`).
pub fn erase_case(case: &CaseId) -> Vec<Statement> {
    [
        // The keys first, while the rows that name them are there.
        "DELETE FROM data_keys WHERE id IN (SELECT key_id FROM cases WHERE id = $1)",
        "DELETE FROM data_keys WHERE id IN (SELECT key_id FROM submissions WHERE case_id = $1)",
        "DELETE FROM data_keys WHERE id IN (SELECT key_id FROM files WHERE case_id = $1)",
        "DELETE FROM data_keys WHERE id IN (SELECT key_id FROM obligations WHERE case_id = $1)",
        // What an agency answered may name its record of the case.
        "DELETE FROM attempts WHERE obligation_id IN (SELECT id FROM obligations WHERE case_id = $1)",
        "DELETE FROM submissions WHERE case_id = $1",
        "DELETE FROM events WHERE case_id = $1",
        "DELETE FROM files WHERE case_id = $1",
        "DELETE FROM case_names WHERE case_id = $1",
        "UPDATE obligations SET content = NULL, accepted_reference = NULL, row_version = row_version + 1 \
            WHERE case_id = $1",
        "UPDATE cases SET applicant = NULL, person_id = NULL, is_erased = 1, row_version = row_version + 1 \
            WHERE id = $1",
    ]
    .into_iter()
    .map(|sql| Statement::new(sql, vec![case.into()]))
    .collect()
}

impl Store {
    /// Cases of a service version that ended before a moment and are not erased yet, longest ended first. A case with
    /// something still owed waits: nobody could be told any more what became of it.
    pub async fn cases_ended_before(
        &self,
        service: &str,
        version: &str,
        before: Timestamp,
        limit: i64,
    ) -> Result<Vec<EndedCase>, StoreError> {
        let sql = "SELECT id, agencies FROM cases WHERE service = $1 AND service_version = $2 \
            AND ended_at IS NOT NULL AND ended_at <= $3 AND is_erased = 0 AND NOT EXISTS \
            (SELECT 1 FROM obligations o WHERE o.case_id = cases.id AND o.ended_at IS NULL) \
            ORDER BY ended_at, id LIMIT $4";
        let params = vec![service.into(), version.into(), before.into(), limit.into()];
        let ended = |row: &Row| {
            let agencies = row.text("agencies")?;
            let agencies = agencies.split(',').filter(|one| !one.is_empty()).map(str::to_owned).collect();
            Ok(EndedCase { id: row.read("id", CaseId::from_text)?, agencies })
        };
        Ok(readable("case", &self.read(sql, params).await?, ended))
    }

    /// The files of a case, by id alone: also those whose names cannot be read any more.
    pub async fn file_ids_of_case(&self, case: &CaseId) -> Result<Vec<FileId>, StoreError> {
        self.file_ids("SELECT id FROM files WHERE case_id = $1", case.into()).await
    }

    /// The files of a draft, in the same way.
    pub async fn file_ids_of_draft(&self, draft: &DraftId) -> Result<Vec<FileId>, StoreError> {
        self.file_ids("SELECT id FROM files WHERE draft_id = $1", draft.into()).await
    }

    async fn file_ids(&self, sql: &'static str, of: Value) -> Result<Vec<FileId>, StoreError> {
        let rows = self.read(sql, vec![of]).await?;
        Ok(readable("file", &rows, |row| row.read("id", FileId::from_text)))
    }
}
