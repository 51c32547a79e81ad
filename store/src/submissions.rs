//! Submissions: what was sent, frozen. Kept once for each draft, so that sending twice is receiving once.

use forms::Answers;
use jiff::Timestamp;
use model::{Act, CaseId, DraftId, KeyId, May, SubmissionId};

use crate::{
    DataKey, Row, Statement, Store, StoreError,
    engine::{insert as insert_row, values},
    vault::{open_opt_text, place},
};

/// What was sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Submission {
    /// Its id.
    pub id: SubmissionId,
    /// The draft it was; a second submission of the same draft is a conflict.
    pub draft: DraftId,
    /// The case it began.
    pub case: CaseId,
    /// The service, by its name in addresses.
    pub service: String,
    /// The service version the answers were given in.
    pub service_version: String,
    /// The answers. Sealed.
    pub answers: Answers,
    /// The language it was sent in (BCP 47).
    pub locale: String,
    /// Where news goes. Sealed.
    pub email: Option<String>,
    /// The legal time of receipt.
    pub received_at: Timestamp,
    /// The data key it is sealed with: the case's.
    pub key: KeyId,
}

const SELECT: &str = "SELECT s.*, k.kek_id, k.wrapped FROM submissions s JOIN data_keys k ON k.id = s.key_id";

/// Keeps a submission, once.
pub fn insert(submission: &Submission, key: &DataKey) -> Statement {
    let id = submission.id.as_str();
    let email =
        submission.email.as_ref().map(|email| key.seal(&place("submissions.email", id), email.as_bytes()));
    let row = values![
        "id" => &submission.id,
        "draft_id" => &submission.draft,
        "case_id" => &submission.case,
        "service" => &submission.service,
        "service_version" => &submission.service_version,
        "answers" => key.seal_json(&place("submissions.answers", id), &submission.answers),
        "locale" => &submission.locale,
        "email" => email,
        "received_at" => submission.received_at,
        "key_id" => &submission.key,
    ];
    insert_row("submissions", row, "submitted already")
}

/// Keeps what is left of a submission after single answers were erased: nothing else of it ever changes.
pub fn replace(submission: &Submission, key: &DataKey) -> Statement {
    let id = submission.id.as_str();
    let email =
        submission.email.as_ref().map(|email| key.seal(&place("submissions.email", id), email.as_bytes()));
    let answers = key.seal_json(&place("submissions.answers", id), &submission.answers);
    let sql = "UPDATE submissions SET answers = $1, email = $2 WHERE id = $3";
    Statement::new(sql, vec![answers.into(), email.into(), (&submission.id).into()])
        .expect_one("submission gone")
}

impl Store {
    /// What became of a draft; whoever asks held the draft's id.
    pub async fn find_submission_by_draft(&self, draft: &DraftId) -> Result<Option<Submission>, StoreError> {
        let row = self.find(&format!("{SELECT} WHERE s.draft_id = $1"), vec![draft.into()]).await?;
        row.map(|row| self.submission(&row)).transpose()
    }

    /// What was sent in a session by nobody known: no person has those cases yet.
    pub async fn guest_submissions_of(&self, session_hash: &str) -> Result<Vec<Submission>, StoreError> {
        let sql = format!(
            "{SELECT} JOIN session_drafts d ON d.draft_id = s.draft_id JOIN cases c ON c.id = s.case_id \
             WHERE d.session_hash = $1 AND c.person_id IS NULL"
        );
        let rows = self.read(&sql, vec![session_hash.into()]).await?;
        rows.iter().map(|row| self.submission(row)).collect()
    }

    /// What was sent, for somebody who may view the case. `None` too when it was erased.
    pub async fn submission_of_case(
        &self,
        may: &May,
        case: &CaseId,
    ) -> Result<Option<Submission>, StoreError> {
        self.case_is_covered(may, Act::ViewCase, case).await?;
        self.submission_to_serve(case).await
    }

    /// What was sent, for the platform itself: to hand it over, to tell the person. Never to show it to anybody.
    pub async fn submission_to_serve(&self, case: &CaseId) -> Result<Option<Submission>, StoreError> {
        let row = self.find(&format!("{SELECT} WHERE s.case_id = $1"), vec![case.into()]).await?;
        row.map(|row| self.submission(&row)).transpose()
    }

    fn submission(&self, row: &Row) -> Result<Submission, StoreError> {
        let key = self.row_key(row)?;
        let id = row.read("id", SubmissionId::from_text)?;
        Ok(Submission {
            draft: row.read("draft_id", DraftId::from_text)?,
            case: row.read("case_id", CaseId::from_text)?,
            service: row.text("service")?,
            service_version: row.text("service_version")?,
            answers: key.open_json(&place("submissions.answers", id.as_str()), row.bytes("answers")?)?,
            locale: row.text("locale")?,
            email: open_opt_text(&key, row, "email", &place("submissions.email", id.as_str()))?,
            received_at: row.time("received_at")?,
            key: key.id().clone(),
            id,
        })
    }
}
