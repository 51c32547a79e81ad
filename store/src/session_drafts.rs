//! Which drafts a browser session may open, and which one it goes on with for each service.

use model::DraftId;

use crate::{Batch, Expect, Statement, Store, StoreError};

/// Lets a session open a draft, and makes it the one the session goes on with for its service.
pub fn link(session_hash: &str, draft: &DraftId, service: &str) -> Vec<Statement> {
    vec![
        one_at_a_time(session_hash),
        Statement::new(
            "UPDATE session_drafts SET is_current = 0 WHERE session_hash = $1 AND service = $2",
            vec![session_hash.into(), service.into()],
        ),
        Statement::new(
            "INSERT INTO session_drafts (session_hash, draft_id, service, is_current) VALUES ($1, $2, $3, 1) \
             ON CONFLICT (session_hash, draft_id) DO UPDATE SET is_current = 1",
            vec![session_hash.into(), draft.into(), service.into()],
        ),
    ]
}

/// The same for a new draft, if the session still goes on with the draft it was read to go on with: of two requests that
/// begin one at the same moment, one gets a conflict.
pub fn link_new(
    session_hash: &str,
    draft: &DraftId,
    service: &str,
    current: Option<&DraftId>,
) -> Vec<Statement> {
    let is_current = "session_hash = $1 AND service = $2 AND is_current = 1";
    let mut params = vec![session_hash.into(), service.into()];
    let as_read = match current {
        Some(current) => {
            params.push(current.into());
            format!("UPDATE session_drafts SET is_current = 0 WHERE {is_current} AND draft_id = $3")
        }
        None => format!("UPDATE session_drafts SET is_current = 1 WHERE {is_current}"),
    };
    let rows = u64::from(current.is_some());
    let expect = Some(Expect { rows, or: "another draft was begun" });
    let mut statements = vec![one_at_a_time(session_hash)];
    statements.push(Statement { expect, ..Statement::new(as_read, params) });
    statements.extend(link(session_hash, draft, service).into_iter().skip(1));
    statements
}

/// Whoever changes what a session goes on with waits for whoever is about to.
fn one_at_a_time(session_hash: &str) -> Statement {
    let sql = "UPDATE sessions SET seen_at = seen_at WHERE token_hash = $1";
    Statement::new(sql, vec![session_hash.into()])
}

/// Takes a draft away from one session.
pub fn unlink(session_hash: &str, draft: &DraftId) -> Statement {
    let sql = "DELETE FROM session_drafts WHERE session_hash = $1 AND draft_id = $2";
    Statement::new(sql, vec![session_hash.into(), draft.into()])
}

/// Takes every draft away from one session: it is over.
pub fn unlink_session(session_hash: &str) -> Statement {
    Statement::new("DELETE FROM session_drafts WHERE session_hash = $1", vec![session_hash.into()])
}

/// Takes a draft away from every session: it was sent or erased.
pub fn unlink_all(draft: &DraftId) -> Statement {
    Statement::new("DELETE FROM session_drafts WHERE draft_id = $1", vec![draft.into()])
}

/// Lets another session open the drafts of one, too.
pub fn copy_to(session_hash: &str, other_session_hash: &str) -> Statement {
    let copy = "INSERT INTO session_drafts (session_hash, draft_id, service, is_current) \
        SELECT CAST($2 AS TEXT), draft_id, service, is_current FROM session_drafts WHERE session_hash = $1 \
        ON CONFLICT (session_hash, draft_id) DO NOTHING";
    Statement::new(copy, vec![session_hash.into(), other_session_hash.into()])
}

/// Hands the drafts of one session to another: sign-in and sign-out give a new session.
pub fn move_to(old_session_hash: &str, new_session_hash: &str) -> Batch {
    let clear = "DELETE FROM session_drafts WHERE session_hash = $1 AND session_hash <> $2";
    let both = vec![old_session_hash.into(), new_session_hash.into()];
    Batch::from(vec![copy_to(old_session_hash, new_session_hash), Statement::new(clear, both)])
}

impl Store {
    /// Whether a session may open a draft.
    pub async fn session_has_draft(&self, session_hash: &str, draft: &DraftId) -> Result<bool, StoreError> {
        let sql = "SELECT 1 AS yes FROM session_drafts WHERE session_hash = $1 AND draft_id = $2";
        Ok(self.find(sql, vec![session_hash.into(), draft.into()]).await?.is_some())
    }

    /// Which draft a session goes on with for a service, also where it cannot be opened.
    pub async fn current_draft_id(
        &self,
        session_hash: &str,
        service: &str,
    ) -> Result<Option<DraftId>, StoreError> {
        let sql =
            "SELECT draft_id FROM session_drafts WHERE session_hash = $1 AND service = $2 AND is_current = 1";
        let row = self.find(sql, vec![session_hash.into(), service.into()]).await?;
        row.map(|row| row.read("draft_id", DraftId::from_text)).transpose()
    }
}
