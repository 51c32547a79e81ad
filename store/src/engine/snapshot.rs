//! A copy of everything at one moment, and what can still be asked about that moment.

use std::path::PathBuf;

use super::{Row, postgres, sqlite};
use crate::StoreError;

/// Name of a SQLite copy in its folder.
pub(super) const SQLITE: &str = "portico.db";
/// Name of a PostgreSQL dump in its folder.
pub(super) const POSTGRES: &str = "portico.dump";

/// A copy that was made.
pub(crate) enum Snapshot {
    /// A SQLite file: it answers itself.
    Sqlite(PathBuf),
    /// A dump: the transaction it was made in is still open and answers.
    Postgres(postgres::Held),
}

impl Snapshot {
    /// The name of the copy in its folder.
    pub fn file(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => SQLITE,
            Self::Postgres(_) => POSTGRES,
        }
    }

    /// Runs one question as of the copy.
    pub async fn read(&self, sql: &str) -> Result<Vec<Row>, StoreError> {
        match self {
            Self::Sqlite(path) => sqlite::ask(path.clone(), sql.to_owned()).await,
            Self::Postgres(held) => held.read(sql).await,
        }
    }

    /// The names of its tables.
    pub async fn tables(&self) -> Result<Vec<String>, StoreError> {
        let sql = match self {
            Self::Sqlite(_) => {
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
            }
            Self::Postgres(_) => {
                "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
            }
        };
        self.read(sql).await?.iter().map(|row| row.text("name")).collect()
    }
}
