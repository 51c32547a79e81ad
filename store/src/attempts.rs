//! Attempts: each try at an obligation, by which node, and what came of it.

use jiff::Timestamp;
use model::{Class, ObligationId};

use crate::{
    Statement, Store, StoreError, Value,
    engine::{insert as insert_row, places, values},
};

/// One try at an obligation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// At which obligation.
    pub obligation: ObligationId,
    /// 1, 2, 3 … for each obligation.
    pub number: i64,
    /// When it began.
    pub started_at: Timestamp,
    /// When it was over.
    pub ended_at: Timestamp,
    /// The node that tried.
    pub by: String,
    /// What kind of failure; none when it was accepted.
    pub class: Option<Class>,
    /// Why it failed, for operators; nothing when it was accepted. Never personal data.
    pub detail: String,
}

/// Keeps an attempt. A conflict means that another node made an attempt of this number.
pub fn insert(attempt: &Attempt) -> Statement {
    let row = values![
        "obligation_id" => &attempt.obligation,
        "number" => attempt.number,
        "started_at" => attempt.started_at,
        "ended_at" => attempt.ended_at,
        "made_by" => &attempt.by,
        "class" => attempt.class.map(Class::as_str),
        "detail" => &attempt.detail,
    ];
    insert_row("attempts", row, "attempt exists")
}

impl Store {
    /// Every attempt at some obligations, first ones first.
    pub async fn attempts_of(&self, obligations: &[&ObligationId]) -> Result<Vec<Attempt>, StoreError> {
        if obligations.is_empty() {
            return Ok(Vec::new());
        }
        let places = places(1, obligations.len());
        let sql = format!(
            "SELECT * FROM attempts WHERE obligation_id IN ({places}) ORDER BY obligation_id, number"
        );
        let rows = self.read(&sql, obligations.iter().map(|id| Value::from(*id)).collect()).await?;
        rows.iter()
            .map(|row| {
                Ok(Attempt {
                    obligation: row.read("obligation_id", ObligationId::from_text)?,
                    number: row.int("number")?,
                    started_at: row.time("started_at")?,
                    ended_at: row.time("ended_at")?,
                    by: row.text("made_by")?,
                    class: row.opt_read("class", Class::from_text)?,
                    detail: row.text("detail")?,
                })
            })
            .collect()
    }
}
