//! How far `portico bench-data` is, and the one index that it makes when all rows are there.

use crate::{CommitError, Statement, Store, StoreError};

/// Made-up cases: how many are wanted and how many there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MadeUp {
    /// Wanted.
    pub wanted: u64,
    /// Made. Fewer than wanted: it broke off.
    pub made: u64,
}

/// Notes how many are made; goes into the commit that makes them.
pub fn note(now: MadeUp) -> Statement {
    let sql = "INSERT INTO bench_data (number, wanted, made) VALUES (1, $1, $2) \
        ON CONFLICT (number) DO UPDATE SET wanted = excluded.wanted, made = excluded.made";
    Statement::new(sql, vec![now.wanted.cast_signed().into(), now.made.cast_signed().into()])
}

impl Store {
    /// How far the making of cases is; `None` when none was ever made up here.
    pub async fn made_up(&self) -> Result<Option<MadeUp>, StoreError> {
        let row = self.read_one("SELECT wanted, made FROM bench_data", Vec::new()).await?;
        let number = |row: &crate::Row, column| Ok::<u64, StoreError>(row.int(column)?.unsigned_abs());
        row.map(|row| Ok(MadeUp { wanted: number(&row, "wanted")?, made: number(&row, "made")? })).transpose()
    }

    /// Whether anybody used this store: there is a case, a draft or a person.
    pub async fn is_in_use(&self) -> Result<bool, StoreError> {
        for table in ["cases", "drafts", "people"] {
            if self.read_one(&format!("SELECT 1 AS yes FROM {table} LIMIT 1"), Vec::new()).await?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Takes the index of names away: names come in no order, and millions are sorted once faster than one by one.
    pub async fn drop_index_of_names(&self) -> Result<(), CommitError> {
        self.engine().run_long("DROP INDEX IF EXISTS case_names_found").await
    }

    /// Makes it, if it is not there.
    pub async fn make_index_of_names(&self) -> Result<(), CommitError> {
        let sql =
            "CREATE INDEX IF NOT EXISTS case_names_found ON case_names (agency, token, received_at, case_id)";
        self.engine().run_long(sql).await
    }
}
