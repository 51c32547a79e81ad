//! One-time codes sent by email, to prove an address. Sealed with the platform key, and forgotten soon.

use jiff::Timestamp;
use model::DraftId;

use crate::{
    DataKey, Statement, Store, StoreError,
    engine::{insert as insert_row, values},
    vault::{open_text, place},
};

/// A one-time code that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneTimeCode {
    /// Names it in the form the code is typed into. It proves nothing by itself.
    pub id: String,
    /// What it proves: `sign_in`, `confirm_email`, `resume`; or `link` for a link sent, which is only counted.
    pub purpose: String,
    /// The address it went to. Sealed.
    pub email: String,
    /// `store.email_hash(email)`.
    pub email_hash: String,
    /// `store.hash("code", id + code)`.
    pub code_hash: String,
    /// The draft it was asked for from.
    pub draft: Option<DraftId>,
    /// How often it may still be typed wrong.
    pub tries_left: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it stops working.
    pub ends_at: Timestamp,
    /// When it was used.
    pub used_at: Option<Timestamp>,
    /// The session it was entered in (hash of its token), if there was one.
    pub used_from: Option<String>,
    /// The session that entering it began.
    pub used_into: Option<String>,
}

/// Keeps a new code, sealed with the platform key.
pub fn insert(code: &OneTimeCode, platform: &DataKey) -> Statement {
    let row = values![
        "id" => &code.id,
        "purpose" => &code.purpose,
        "email" => platform.seal(&place("one_time_codes.email", &code.id), code.email.as_bytes()),
        "email_hash" => &code.email_hash,
        "code_hash" => &code.code_hash,
        "draft_id" => code.draft.as_ref(),
        "tries_left" => code.tries_left,
        "created_at" => code.created_at,
        "ends_at" => code.ends_at,
        "used_at" => code.used_at,
    ];
    insert_row("one_time_codes", row, "code exists")
}

/// Uses up one try, before what was typed is looked at: however many come at once, each costs one. A conflict means
/// that none is left, or that the code was used.
pub fn spend_try(code: &OneTimeCode) -> Statement {
    let sql = "UPDATE one_time_codes SET tries_left = tries_left - 1 \
        WHERE id = $1 AND tries_left > 0 AND used_at IS NULL";
    Statement::new(sql, vec![(&code.id).into()]).expect_one("no try left")
}

/// Marks a code as used, in one session, for a new one: only once.
pub fn mark_used(code: &OneTimeCode, used_at: Timestamp, from: Option<&str>, into: &str) -> Statement {
    let sql = "UPDATE one_time_codes SET used_at = $1, used_from = $2, used_into = $3 \
        WHERE id = $4 AND used_at IS NULL";
    let params = vec![used_at.into(), from.into(), into.into(), (&code.id).into()];
    Statement::new(sql, params).expect_one("code used")
}

/// Uses up one try for a code that was used already and may be arriving a second time: repeats cost tries as well, so
/// that a code can never be guessed at more often than before.
pub fn spend_repeat(code: &OneTimeCode) -> Statement {
    let sql = "UPDATE one_time_codes SET tries_left = tries_left - 1 \
        WHERE id = $1 AND tries_left > 0 AND used_at IS NOT NULL";
    Statement::new(sql, vec![(&code.id).into()]).expect_one("no try left")
}

/// Forgets codes that ended before a moment. Keep them while `count_codes_since` must still see them.
pub fn purge(ended_before: Timestamp) -> Statement {
    Statement::new("DELETE FROM one_time_codes WHERE ends_at <= $1", vec![ended_before.into()])
}

impl Store {
    /// A code by its id.
    pub async fn find_code(&self, id: &str) -> Result<Option<OneTimeCode>, StoreError> {
        let row = self.find("SELECT * FROM one_time_codes WHERE id = $1", vec![id.into()]).await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(OneTimeCode {
            id: row.text("id")?,
            purpose: row.text("purpose")?,
            email: open_text(&self.platform_key(), &row, "email", &place("one_time_codes.email", id))?,
            email_hash: row.text("email_hash")?,
            code_hash: row.text("code_hash")?,
            draft: row.opt_read("draft_id", DraftId::from_text)?,
            tries_left: row.int("tries_left")?,
            created_at: row.time("created_at")?,
            ends_at: row.time("ends_at")?,
            used_at: row.opt_time("used_at")?,
            used_from: row.opt_text("used_from")?,
            used_into: row.opt_text("used_into")?,
        }))
    }

    /// How many codes were sent to an address since a moment.
    pub async fn count_codes_since(&self, email_hash: &str, since: Timestamp) -> Result<i64, StoreError> {
        let sql = "SELECT COUNT(*) AS codes FROM one_time_codes WHERE email_hash = $1 AND created_at >= $2";
        let row = self.find(sql, vec![email_hash.into(), since.into()]).await?;
        row.map_or(Ok(0), |row| row.int("codes"))
    }
}
