//! Links in emails that lead back to a draft. The store only ever sees the hash of a link's token.

use jiff::Timestamp;
use model::DraftId;

use crate::{
    Statement, Store, StoreError,
    engine::{insert as insert_row, values},
};

/// A link that leads back to a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResumeLink {
    /// `store.hash("link", token)`.
    pub token_hash: String,
    /// Where it leads.
    pub draft: DraftId,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it stops working.
    pub ends_at: Timestamp,
}

/// Keeps a new link.
pub fn insert(link: &ResumeLink) -> Statement {
    let row = values![
        "token_hash" => &link.token_hash,
        "draft_id" => &link.draft,
        "created_at" => link.created_at,
        "ends_at" => link.ends_at,
    ];
    insert_row("resume_links", row, "link exists")
}

/// Forgets every link to a draft.
pub fn delete_of_draft(draft: &DraftId) -> Statement {
    Statement::new("DELETE FROM resume_links WHERE draft_id = $1", vec![draft.into()])
}

/// Forgets links that are over.
pub fn purge(now: Timestamp) -> Statement {
    Statement::new("DELETE FROM resume_links WHERE ends_at <= $1", vec![now.into()])
}

impl Store {
    /// Whether a link leads to a draft and is not over.
    pub async fn has_link(&self, draft: &DraftId, now: Timestamp) -> Result<bool, StoreError> {
        let sql = "SELECT 1 AS yes FROM resume_links WHERE draft_id = $1 AND ends_at > $2 LIMIT 1";
        Ok(self.find(sql, vec![draft.into(), now.into()]).await?.is_some())
    }

    /// A link by the hash of its token. Whether it is over is for the caller, who has the clock.
    pub async fn find_link(&self, token_hash: &str) -> Result<Option<ResumeLink>, StoreError> {
        let row =
            self.find("SELECT * FROM resume_links WHERE token_hash = $1", vec![token_hash.into()]).await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(ResumeLink {
            token_hash: row.text("token_hash")?,
            draft: row.read("draft_id", DraftId::from_text)?,
            created_at: row.time("created_at")?,
            ends_at: row.time("ends_at")?,
        }))
    }
}
