//! The one place that knows which database is underneath. Everything else writes SQL once, in the words both share.

mod batch;
mod migrations;
mod placeholders;
mod postgres;
mod row;
mod snapshot;
mod sqlite;
mod value;

pub use batch::{Batch, Expect, Statement};
pub(crate) use batch::{Columns, insert, update, values};
pub(crate) use placeholders::places;
pub use row::Row;
pub(crate) use snapshot::Snapshot;
pub use value::Value;

use std::path::Path;

use crate::{CommitError, StoreError};

/// Either database.
pub(crate) enum Engine {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

impl Engine {
    /// Opens the database an address names: `sqlite:./data/portico.db` or `postgres://…`.
    pub async fn open(address: &str, pool_size: usize) -> Result<Self, StoreError> {
        if let Some(path) = address.strip_prefix("sqlite:") {
            if path.is_empty() || path.starts_with(':') {
                return Err(StoreError::broken("SQLite needs the path of a file: sqlite:./data/portico.db"));
            }
            return Ok(Self::Sqlite(sqlite::Sqlite::open(path.as_ref(), pool_size).await?));
        }
        if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            return Ok(Self::Postgres(postgres::Postgres::open(address, pool_size)?));
        }
        Err(StoreError::broken("the database address must begin with sqlite: or postgres://"))
    }

    /// Runs one question and gives every row of the answer.
    pub async fn read(&self, sql: &str, params: Vec<Value>) -> Result<Vec<Row>, StoreError> {
        match self {
            Self::Sqlite(sqlite) => sqlite.read(sql.to_owned(), params).await,
            Self::Postgres(postgres) => postgres.read(sql, &params).await,
        }
    }

    /// Finds one row by its key. Nothing that has to look at many rows: it may keep others from their turn.
    pub async fn find(&self, sql: &str, params: Vec<Value>) -> Result<Option<Row>, StoreError> {
        match self {
            Self::Sqlite(sqlite) => sqlite.find(sql, params).await,
            Self::Postgres(postgres) => Ok(postgres.read(sql, &params).await?.into_iter().next()),
        }
    }

    /// Keeps a batch, whole or not at all. When this returns `Ok`, it is on disk.
    pub async fn commit(&self, batch: Batch) -> Result<(), CommitError> {
        match self {
            Self::Sqlite(sqlite) => sqlite.commit(batch).await,
            Self::Postgres(postgres) => postgres.commit(&batch).await,
        }
    }

    /// Keeps many new rows at once, whole or not at all. The same on disk as `commit`, only quicker.
    pub async fn load(&self, mut rows: Batch) -> Result<(), CommitError> {
        match self {
            Self::Sqlite(sqlite) => {
                // The rows of one table after the other.
                rows.statements.sort_by(|one, other| one.sql.cmp(&other.sql));
                sqlite.commit(rows).await
            }
            Self::Postgres(postgres) => postgres.load(&rows).await,
        }
    }

    /// Runs a statement that may take its time: an index of many rows.
    pub async fn run_long(&self, sql: &'static str) -> Result<(), CommitError> {
        match self {
            Self::Sqlite(sqlite) => sqlite.commit(crate::Statement::new(sql, Vec::new()).into()).await,
            Self::Postgres(postgres) => postgres.run_long(sql).await,
        }
    }

    /// Applies the migrations not applied yet; several processes may call this at once.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(sqlite) => sqlite.migrate().await,
            Self::Postgres(postgres) => postgres.migrate().await,
        }
    }

    /// Copies everything into a file in this folder, while others go on writing. What is asked of the snapshot is
    /// answered as of the copy.
    pub async fn copy_to(&self, folder: &Path) -> Result<Snapshot, StoreError> {
        match self {
            Self::Sqlite(sqlite) => sqlite.copy_to(folder).await,
            Self::Postgres(postgres) => postgres.copy_to(folder).await,
        }
    }

    /// What the database finds damaged in its own file.
    pub async fn damage(&self) -> Result<Vec<String>, StoreError> {
        let Self::Sqlite(sqlite) = self else { return Ok(Vec::new()) };
        let rows = match sqlite.read("PRAGMA integrity_check".to_owned(), Vec::new()).await {
            // So damaged that the check itself stops.
            Err(StoreError::Damaged(why)) => return Ok(vec![why.to_string()]),
            rows => rows?,
        };
        let found = rows.iter().map(|row| row.text("integrity_check")).collect::<Result<Vec<_>, _>>()?;
        Ok(found.into_iter().filter(|said| said != "ok").collect())
    }

    /// Puts a copy where an address says that nothing is yet.
    pub async fn restore(address: &str, copy: &Path) -> Result<(), StoreError> {
        match address.strip_prefix("sqlite:") {
            Some(path) => sqlite::restore(copy, Path::new(path)).await,
            None => postgres::Postgres::open(address, 1)?.restore(copy).await,
        }
    }

    /// Refuses a place where something is.
    pub async fn must_be_empty(address: &str) -> Result<(), StoreError> {
        match address.strip_prefix("sqlite:") {
            Some(path) => sqlite::must_be_empty(Path::new(path)),
            None => postgres::Postgres::open(address, 1)?.must_be_empty().await,
        }
    }

    /// The names of migrations not applied yet.
    pub async fn pending_migrations(&self) -> Result<Vec<String>, StoreError> {
        let tables = match self {
            Self::Sqlite(_) => "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'migrations'",
            Self::Postgres(_) => {
                "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'migrations'"
            }
        };
        if self.read(tables, Vec::new()).await?.is_empty() {
            return Ok(migrations::ALL.iter().map(|migration| migration.name.to_owned()).collect());
        }
        let applied = migrations::applied(&self.read(migrations::LIST, Vec::new()).await?)?;
        Ok(migrations::pending(&applied)?.iter().map(|migration| migration.name.to_owned()).collect())
    }
}
