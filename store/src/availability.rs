//! What decides whether a service takes submissions now, besides its own files: pauses by operators, and how many were
//! received.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::{Row, Statement, Store, StoreError, vault::json};

/// A service that an operator paused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    /// The service, by its name in addresses.
    pub service: String,
    /// When it goes on by itself; none: when somebody ends the pause.
    pub until_at: Option<Timestamp>,
    /// Why, for everybody, by language.
    pub words: BTreeMap<String, String>,
    /// Since when.
    pub paused_at: Timestamp,
}

/// Pauses a service, or changes how it is paused.
pub fn pause(pause: &Pause) -> Statement {
    let sql = "INSERT INTO pauses (service, until_at, words, paused_at) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (service) DO UPDATE SET until_at = excluded.until_at, words = excluded.words";
    let words = String::from_utf8_lossy(&json(&pause.words)).into_owned();
    Statement::new(
        sql,
        vec![(&pause.service).into(), pause.until_at.into(), words.into(), pause.paused_at.into()],
    )
}

/// Ends a pause.
pub fn end_pause(service: &str) -> Statement {
    Statement::new("DELETE FROM pauses WHERE service = $1", vec![service.into()])
        .expect_one("it is not paused")
}

/// Counts anew what a service received at a moment or later. Of two counts the higher one is right: what came while
/// nobody counted is in the one, what was erased since is in the other.
pub fn count_anew(service: &str, span: &str, from: Timestamp) -> Statement {
    let sql = "INSERT INTO submission_counts (service, span, received) \
        VALUES ($1, $2, (SELECT COUNT(*) FROM cases WHERE received_at >= $3 AND service = $1)) \
        ON CONFLICT (service, span) DO UPDATE SET received = excluded.received \
        WHERE submission_counts.received < excluded.received";
    Statement::new(sql, vec![service.into(), span.into(), from.into()])
}

/// Takes one of `most` places. Goes into the commit that receives: of two who want the last place, one gets the
/// conflict "no place is left".
pub fn take_place(service: &str, span: &str, most: u32) -> Statement {
    let sql = "UPDATE submission_counts SET received = received + 1 \
        WHERE service = $1 AND span = $2 AND received < $3";
    Statement::new(sql, vec![service.into(), span.into(), most.into()]).expect_one("no place is left")
}

impl Store {
    /// Every pause.
    pub async fn pauses(&self) -> Result<Vec<Pause>, StoreError> {
        let rows = self.read("SELECT * FROM pauses ORDER BY service", Vec::new()).await?;
        rows.iter().map(read_pause).collect()
    }

    /// How many were received in a span; `None`: nobody counts yet.
    pub async fn find_received(&self, service: &str, span: &str) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT received FROM submission_counts WHERE service = $1 AND span = $2";
        let row = self.find(sql, vec![service.into(), span.into()]).await?;
        row.map(|row| row.int("received")).transpose()
    }
}

fn read_pause(row: &Row) -> Result<Pause, StoreError> {
    Ok(Pause {
        service: row.text("service")?,
        until_at: row.opt_time("until_at")?,
        words: serde_json::from_str(&row.text("words")?).map_err(StoreError::broken)?,
        paused_at: row.time("paused_at")?,
    })
}
