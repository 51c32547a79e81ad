//! Erasing a case when its time is over: its data key goes, and with it everything it sealed, in backups too. What
//! stays tells nothing about a person: that there was a case, of which service, and how it ended.

use jiff::Timestamp;
use model::{CaseId, DraftId, FileId};

use crate::{DataKey, Row, Statement, Store, StoreError, Submission, Value, readable::readable};

/// What a commit is told that would erase what is not due any more.
pub const NOT_DUE: &str = "case erased already, held or changed";

/// A case that ended: what erasing it needs, which can be read even if the rest of it cannot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndedCase {
    /// Its id.
    pub id: CaseId,
    /// The agencies that took part: each finds an audit entry about it.
    pub agencies: Vec<String>,
    /// Grows with every change: one that was taken up again meanwhile is not erased.
    pub row_version: i64,
}

/// The same for one that nobody erased yet, nobody holds and nobody changed since it was found to be due: of two processes
/// that do so at the same moment, one gets a conflict; so does one that meets a hold, or a case taken up again.
pub fn erase_case_once(case: &CaseId, row_version: i64) -> Vec<Statement> {
    let sql =
        "UPDATE cases SET is_erased = 1 WHERE id = $1 AND row_version = $2 AND is_erased = 0 AND holds = 0";
    let mut statements = vec![Statement::new(sql, vec![case.into(), row_version.into()]).expect_one(NOT_DUE)];
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
        // Why an agency refused may name its record of the case.
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

/// How much is kept of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// What was sent: one, or none.
    pub submissions: i64,
    /// Files given.
    pub files: i64,
    /// What happened.
    pub events: i64,
    /// Parts handed over and messages.
    pub obligations: i64,
}

/// Single answers of a case whose retention rule is due.
pub struct DueAnswers<'a> {
    /// The case.
    pub case: &'a EndedCase,
    /// Rules of so many days were carried out before,
    pub carried_out: u32,
    /// and those of so many are now.
    pub days: u32,
    /// The submission without them.
    pub submission: &'a Submission,
    /// The case's key.
    pub key: &'a DataKey,
    /// Files among them.
    pub files: Vec<FileId>,
    /// The applicant's name is among them.
    pub has_name: bool,
}

/// Erases single answers. Copies of answers in what was handed over and said go too: it has all ended. Of two processes
/// that do so at the same moment, one gets a conflict; so does one that meets a hold.
pub fn erase_answers(due: &DueAnswers<'_>) -> Vec<Statement> {
    let DueAnswers { case: EndedCase { id: case, row_version, .. }, submission, key, .. } = due;
    let sql = "UPDATE cases SET erased_days = $1 WHERE id = $2 AND erased_days = $3 AND row_version = $4 \
        AND is_erased = 0 AND holds = 0";
    let (days, carried_out) = (i64::from(due.days), i64::from(due.carried_out));
    let params = vec![days.into(), case.into(), carried_out.into(), (*row_version).into()];
    let mut statements = vec![
        Statement::new(sql, params).expect_one(NOT_DUE),
        crate::submissions::replace(submission, key),
        Statement::new(
            "UPDATE obligations SET content = NULL, row_version = row_version + 1 WHERE case_id = $1",
            vec![case.into()],
        ),
    ];
    statements.extend(due.files.iter().map(crate::files::delete));
    if due.has_name {
        let of_case = |sql: &'static str| Statement::new(sql, vec![case.into()]);
        statements.push(of_case("DELETE FROM case_names WHERE case_id = $1"));
        statements.push(of_case("UPDATE cases SET applicant = NULL WHERE id = $1"));
    }
    statements
}

/// Notes that rules of single answers were carried out on a case that had none of those answers.
pub fn note_answers_carried_out(case: &CaseId, carried_out: u32, days: u32) -> Statement {
    let sql = "UPDATE cases SET erased_days = $1 WHERE id = $2 AND erased_days = $3";
    let params = vec![i64::from(days).into(), case.into(), i64::from(carried_out).into()];
    Statement::new(sql, params).expect_one("answers erased already")
}

fn ended_case(row: &Row) -> Result<EndedCase, StoreError> {
    let agencies = row.text("agencies")?;
    let agencies = agencies.split(',').filter(|one| !one.is_empty()).map(str::to_owned).collect();
    Ok(EndedCase { id: row.read("id", CaseId::from_text)?, agencies, row_version: row.int("row_version")? })
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
        let sql = "SELECT id, agencies, row_version FROM cases WHERE service = $1 AND service_version = $2 \
            AND substr(service_version, 1, 12) = substr($2, 1, 12) \
            AND ended_at IS NOT NULL AND ended_at <= $3 AND is_erased = 0 AND holds = 0 AND NOT EXISTS \
            (SELECT 1 FROM obligations o WHERE o.case_id = cases.id AND o.ended_at IS NULL) \
            ORDER BY ended_at, id LIMIT $4";
        let params = vec![service.into(), version.into(), before.into(), limit.into()];
        Ok(readable("case", &self.read(sql, params).await?, ended_case))
    }

    /// The same for rules of single answers: cases on which those of `carried_out` days were the last carried out.
    pub async fn cases_with_answers_due(
        &self,
        service: &str,
        version: &str,
        carried_out: u32,
        before: Timestamp,
        limit: i64,
    ) -> Result<Vec<EndedCase>, StoreError> {
        let sql = "SELECT id, agencies, row_version FROM cases WHERE service = $1 AND service_version = $2 \
            AND substr(service_version, 1, 12) = substr($2, 1, 12) \
            AND erased_days = $3 AND ended_at IS NOT NULL AND ended_at <= $4 AND is_erased = 0 AND holds = 0 \
            AND NOT EXISTS (SELECT 1 FROM obligations o WHERE o.case_id = cases.id AND o.ended_at IS NULL) \
            ORDER BY ended_at, id LIMIT $5";
        let days = i64::from(carried_out);
        let params = vec![service.into(), version.into(), days.into(), before.into(), limit.into()];
        Ok(readable("case", &self.read(sql, params).await?, ended_case))
    }

    /// How much is kept of a case: submissions, files, events, and parts and messages.
    pub async fn extent_of_case(&self, case: &CaseId) -> Result<Extent, StoreError> {
        let sql = "SELECT (SELECT COUNT(*) FROM submissions WHERE case_id = $1) AS submissions, \
            (SELECT COUNT(*) FROM files WHERE case_id = $1) AS files, \
            (SELECT COUNT(*) FROM events WHERE case_id = $1) AS events, \
            (SELECT COUNT(*) FROM obligations WHERE case_id = $1) AS obligations";
        let row = self.read_one(sql, vec![case.into()]).await?;
        let row = row.ok_or_else(|| StoreError::broken("nothing was counted"))?;
        Ok(Extent {
            submissions: row.int("submissions")?,
            files: row.int("files")?,
            events: row.int("events")?,
            obligations: row.int("obligations")?,
        })
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
