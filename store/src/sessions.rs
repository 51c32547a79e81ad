//! Browser sessions. The store only ever sees the hash of a session's token.

use jiff::Timestamp;
use model::{PersonId, StaffId};

use crate::{
    DataKey, Draft, Row, Statement, Store, StoreError,
    engine::{insert as insert_row, values},
};

/// One browser session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// `store.hash("session", token)`.
    pub token_hash: String,
    /// The resident signed in.
    pub person: Option<PersonId>,
    /// The member of staff signed in.
    pub staff: Option<StaffId>,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
    /// When it ends whatever happens.
    pub ends_at: Timestamp,
    /// A second factor was proved in it.
    pub second_factor: bool,
    /// What kind of browser it is in: `firefox-android`. Empty when that was not known.
    pub device: String,
}

/// Keeps a new session.
pub fn insert(session: &Session) -> Statement {
    let row = values![
        "token_hash" => &session.token_hash,
        "person_id" => session.person.as_ref(),
        "staff_id" => session.staff.as_ref(),
        "created_at" => session.created_at,
        "seen_at" => session.seen_at,
        "ends_at" => session.ends_at,
        "second_factor" => session.second_factor,
        "device" => &session.device,
    ];
    insert_row("sessions", row, "session exists")
}

/// Notes that a session was used; never moves backwards.
pub fn touch(token_hash: &str, seen_at: Timestamp) -> Statement {
    let sql = "UPDATE sessions SET seen_at = $1 WHERE token_hash = $2 AND seen_at < $1";
    Statement::new(sql, vec![seen_at.into(), token_hash.into()])
}

/// Ends a session.
pub fn delete(token_hash: &str) -> Statement {
    Statement::new("DELETE FROM sessions WHERE token_hash = $1", vec![token_hash.into()])
}

/// Ends every session of a member of staff.
pub fn delete_sessions_of_staff(staff: &StaffId) -> Statement {
    Statement::new("DELETE FROM sessions WHERE staff_id = $1", vec![staff.into()])
}

/// Ends every session of a person.
pub fn delete_sessions_of_person(person: &PersonId) -> Statement {
    Statement::new("DELETE FROM sessions WHERE person_id = $1", vec![person.into()])
}

/// Forgets sessions that are over, and what they could open.
pub fn purge(now: Timestamp) -> Vec<Statement> {
    let drafts = "DELETE FROM session_drafts WHERE session_hash IN (SELECT token_hash FROM sessions WHERE ends_at <= $1)";
    vec![
        Statement::new(drafts, vec![now.into()]),
        Statement::new("DELETE FROM sessions WHERE ends_at <= $1", vec![now.into()]),
    ]
}

pub(crate) const BY_TOKEN: &str = "SELECT *, person_id AS signed_in FROM sessions WHERE token_hash = $1";
/// Both have a person of their own: that of the session goes by another name.
pub(crate) const WITH_DRAFT: &str = "SELECT d.*, k.kek_id, k.wrapped, s.token_hash, s.person_id AS signed_in, s.staff_id, \
    s.created_at, s.seen_at, s.ends_at, s.second_factor, s.device FROM sessions s \
    LEFT JOIN session_drafts t ON t.session_hash = s.token_hash AND t.service = $2 AND t.is_current = 1 \
    LEFT JOIN drafts d ON d.id = t.draft_id LEFT JOIN data_keys k ON k.id = d.key_id WHERE s.token_hash = $1";

/// A session, and the draft it goes on with for a service, with the key to keep it with.
pub type SessionWithDraft = (Session, Option<(Draft, DataKey)>);

impl Store {
    /// A session by the hash of its token. Whether it is over is for the caller, who has the clock.
    pub async fn find_session(&self, token_hash: &str) -> Result<Option<Session>, StoreError> {
        let row = self.find(BY_TOKEN, vec![token_hash.into()]).await?;
        row.as_ref().map(session).transpose()
    }

    /// A session by the hash of its token, and the draft it goes on with for a service: what nearly every page asks, as one
    /// question.
    pub async fn find_session_with_draft(
        &self,
        token_hash: &str,
        service: &str,
    ) -> Result<Option<SessionWithDraft>, StoreError> {
        let Some(row) = self.find(WITH_DRAFT, vec![token_hash.into(), service.into()]).await? else {
            return Ok(None);
        };
        // A draft whose key is gone was erased.
        let is_there = row.opt_text("id")?.is_some() && row.opt_text("kek_id")?.is_some();
        let draft = is_there.then(|| self.opened_draft(&row)).transpose()?;
        Ok(Some((session(&row)?, draft)))
    }

    /// Every session of a person, the one used last first. Whether one is over is for the caller, who has the clock.
    pub async fn sessions_of_person(&self, person: &PersonId) -> Result<Vec<Session>, StoreError> {
        let sql = "SELECT *, person_id AS signed_in FROM sessions WHERE person_id = $1 ORDER BY seen_at DESC, token_hash";
        self.read(sql, vec![person.into()]).await?.iter().map(session).collect()
    }

    /// Every session of a member of staff, the one used last first.
    pub async fn sessions_of_staff(&self, staff: &StaffId) -> Result<Vec<Session>, StoreError> {
        let sql = "SELECT *, person_id AS signed_in FROM sessions WHERE staff_id = $1 ORDER BY seen_at DESC, token_hash";
        self.read(sql, vec![staff.into()]).await?.iter().map(session).collect()
    }
}

fn session(row: &Row) -> Result<Session, StoreError> {
    Ok(Session {
        token_hash: row.text("token_hash")?,
        person: row.opt_read("signed_in", PersonId::from_text)?,
        staff: row.opt_read("staff_id", StaffId::from_text)?,
        created_at: row.time("created_at")?,
        seen_at: row.time("seen_at")?,
        ends_at: row.time("ends_at")?,
        second_factor: row.bool("second_factor")?,
        device: row.text("device")?,
    })
}
