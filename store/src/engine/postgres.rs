//! PostgreSQL: a pool of connections; each commit is one transaction, tried again when the database asks for it.

mod dump;
mod load;
mod transaction;
mod value;

use std::{path::Path, sync::Arc, time::Duration};

use deadpool_postgres::{
    GenericClient, Hook, HookError, Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime,
};
use tokio_postgres::{error::SqlState, types::ToSql};

pub(super) use dump::Held;

use super::{Batch, Row, Snapshot, Value, migrations};
use crate::{CommitError, StoreError};

/// How long to wait for a free connection, and for a new one.
const PATIENCE: Duration = Duration::from_secs(10);
/// Tries of a commit that the database gave up in favour of another.
const TRIES: u32 = 8;
/// Tries of a question on connections that broke while they were idle.
const STALE_TRIES: u32 = 4;
/// Any number: whoever migrates this database asks for the lock of this number first.
const MIGRATION_LOCK: i64 = 0x506f_7274_6963_6f00;

const DIALECT: migrations::Dialect =
    migrations::Dialect { int: "BIGINT", text: "TEXT COLLATE \"C\"", bytes: "BYTEA", strict: "" };

/// A PostgreSQL database.
pub(crate) struct Postgres {
    pool: Pool,
    dumps: dump::Programs,
}

impl Postgres {
    pub fn open(address: &str, pool_size: usize) -> Result<Self, StoreError> {
        let dumps = dump::Programs::at(address)?;
        let address = tls::Postgres::read(address).map_err(StoreError::broken)?;
        let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = Manager::from_config(address.config, address.tls, recycling);
        let durable = Hook::async_fn(|client, _| {
            Box::pin(async move {
                // A commit is on disk before it is acknowledged, whatever the server's own setting.
                let settings = "SET synchronous_commit = on; SET statement_timeout = '60s'";
                client.batch_execute(settings).await.map_err(HookError::Backend)
            })
        });
        let pool = Pool::builder(manager).max_size(pool_size).runtime(Runtime::Tokio1).post_create(durable);
        let pool =
            pool.wait_timeout(Some(PATIENCE)).create_timeout(Some(PATIENCE)).recycle_timeout(Some(PATIENCE));
        Ok(Self { pool: pool.build().map_err(StoreError::broken)?, dumps })
    }

    async fn client(&self) -> Result<Object, StoreError> {
        self.pool.get().await.map_err(StoreError::unavailable)
    }

    pub async fn read(&self, sql: &str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        for _ in 1..STALE_TRIES {
            let client = self.client().await?;
            match ask(&client, sql, params).await {
                Err(error) if is_stale(&error) => {
                    // Given back first, to be dropped with the others.
                    drop(client);
                    self.drop_idle();
                }
                result => return result.map_err(store_error),
            }
        }
        ask(&self.client().await?, sql, params).await.map_err(store_error)
    }

    /// Where one idle connection is stale, the others are too.
    fn drop_idle(&self) {
        self.pool.retain(|_, _| false);
    }

    pub async fn commit(&self, batch: &Batch) -> Result<(), CommitError> {
        for attempt in 1..TRIES {
            match self.try_commit(batch).await {
                Err(Failed::Again(_)) => {
                    tokio::time::sleep(Duration::from_millis(u64::from(attempt * attempt))).await;
                }
                result => return result.map_err(Failed::into_commit_error),
            }
        }
        self.try_commit(batch).await.map_err(Failed::into_commit_error)
    }

    async fn try_commit(&self, batch: &Batch) -> Result<(), Failed> {
        let client = self.client().await.map_err(|error| Failed::For(error.into()))?;
        let tried = transaction::run(client, batch).await;
        if tried.as_ref().is_err_and(Failed::is_stale) {
            self.drop_idle();
        }
        tried
    }

    pub async fn copy_to(&self, folder: &Path) -> Result<Snapshot, StoreError> {
        // Out of the pool: its transaction ends with it.
        let held = Held::begin(Object::take(self.client().await?)).await?;
        self.dumps.dump(held.snapshot(), folder).await?;
        Ok(Snapshot::Postgres(held))
    }

    pub async fn restore(&self, copy: &Path) -> Result<(), StoreError> {
        self.must_be_empty().await?;
        self.dumps.restore(copy).await
    }

    pub async fn must_be_empty(&self) -> Result<(), StoreError> {
        let tables = "SELECT 1 AS yes FROM pg_tables WHERE schemaname = current_schema() LIMIT 1";
        if self.read(tables, &[]).await?.is_empty() {
            return Ok(());
        }
        Err(StoreError::Refused(
            "this PostgreSQL database has tables already: restore into an empty one".to_owned(),
        ))
    }

    pub async fn migrate(&self) -> Result<(), StoreError> {
        let mut client = self.client().await?;
        let transaction = client.transaction().await.map_err(store_error)?;
        // Others may take their time with the same, and a large table takes its own.
        transaction.batch_execute("SET LOCAL statement_timeout = 0").await.map_err(store_error)?;
        let lock = "SELECT pg_advisory_xact_lock($1)";
        transaction.execute(lock, &[&MIGRATION_LOCK]).await.map_err(store_error)?;
        transaction.batch_execute(migrations::CREATE).await.map_err(store_error)?;
        let rows = ask(&transaction, migrations::LIST, &[]).await.map_err(store_error)?;
        for migration in migrations::pending(&migrations::applied(&rows)?)? {
            transaction.batch_execute(&migration.sql(&DIALECT)).await.map_err(store_error)?;
            let record: [Value; 3] =
                [migration.number.into(), migration.name.into(), migration.checksum().into()];
            transaction.execute(migrations::RECORD, &references(&record)).await.map_err(store_error)?;
        }
        transaction.commit().await.map_err(store_error)
    }
}

async fn ask(
    client: &impl GenericClient,
    sql: &str,
    params: &[Value],
) -> Result<Vec<Row>, tokio_postgres::Error> {
    let statement = client.prepare_cached(sql).await?;
    let rows = client.query(&statement, &references(params)).await?;
    read_all(&statement, &rows)
}

fn read_all(
    statement: &tokio_postgres::Statement,
    rows: &[tokio_postgres::Row],
) -> Result<Vec<Row>, tokio_postgres::Error> {
    let columns: Arc<[String]> = statement.columns().iter().map(|column| column.name().to_owned()).collect();
    rows.iter().map(|row| Ok(Row::new(columns.clone(), value::values(row)?))).collect()
}

/// The connection broke while it was idle (the server was restarted), or another process changed the tables since a
/// question was prepared on it. Asking anew helps.
fn is_stale(error: &tokio_postgres::Error) -> bool {
    let stale = [SqlState::FEATURE_NOT_SUPPORTED, SqlState::ADMIN_SHUTDOWN, SqlState::CRASH_SHUTDOWN];
    error.is_closed() || error.code().is_some_and(|code| stale.contains(code))
}

fn references(params: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    params.iter().map(|value| -> &(dyn ToSql + Sync) { value }).collect()
}

/// Why a transaction came to nothing.
enum Failed {
    /// The database gave it up in favour of another: to be tried again.
    Again(tokio_postgres::Error),
    /// For a reason that stays.
    For(CommitError),
}

impl Failed {
    fn is_stale(&self) -> bool {
        matches!(self, Self::Again(error) if is_stale(error))
    }

    fn into_commit_error(self) -> CommitError {
        match self {
            Self::Again(error) => CommitError::unavailable(error),
            Self::For(error) => error,
        }
    }
}

impl From<tokio_postgres::Error> for Failed {
    fn from(error: tokio_postgres::Error) -> Self {
        let code = error.code();
        if code == Some(&SqlState::T_R_SERIALIZATION_FAILURE)
            || code == Some(&SqlState::T_R_DEADLOCK_DETECTED)
        {
            return Self::Again(error);
        }
        Self::For(store_error(error).into())
    }
}

/// A connection that broke, or a server that is stopping or full, may be well again; anything else is ours to mend.
fn store_error(error: tokio_postgres::Error) -> StoreError {
    let damaged = [SqlState::DATA_CORRUPTED, SqlState::INDEX_CORRUPTED];
    if error.code().is_some_and(|code| damaged.contains(code)) {
        return StoreError::Damaged(error.into());
    }
    let passing = match error.code() {
        None => {
            error.is_closed()
                || std::error::Error::source(&error)
                    .is_some_and(<dyn std::error::Error>::is::<std::io::Error>)
        }
        Some(code) => ["08", "53", "57", "40", "55"].iter().any(|class| code.code().starts_with(class)),
    };
    if passing { StoreError::unavailable(error) } else { StoreError::broken(error) }
}
