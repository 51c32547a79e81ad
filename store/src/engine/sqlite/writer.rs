//! The writer: one thread that takes every commit waiting, runs each inside a savepoint of its own, and makes them
//! all durable with one write. A commit that conflicts is undone alone; the others do not notice.

use std::{path::Path, sync::mpsc, thread};

use rusqlite::{CachedStatement, Connection};
use tokio::sync::oneshot;

use super::connection::{execute, is_passing, open, prepare, query, store_error};
use crate::{Batch, CommitError, Statement, StoreError, Value, engine::migrations};

/// Most commits in one write: the first must not wait long for the last.
const MOST_AT_ONCE: usize = 128;

pub(super) const DIALECT: migrations::Dialect =
    migrations::Dialect { int: "INTEGER", text: "TEXT", bytes: "BLOB", strict: "STRICT" };

type Kept = oneshot::Sender<Result<(), CommitError>>;

pub(super) enum Work {
    Commit(Batch, Kept),
    Migrate(oneshot::Sender<Result<(), StoreError>>),
}

pub(super) struct Writer {
    work: mpsc::Sender<Work>,
}

impl Writer {
    /// Starts the thread; it ends when the last store is dropped.
    pub fn start(path: &Path) -> Result<Self, StoreError> {
        let connection = open(path)?;
        let (work, waiting) = mpsc::channel();
        let thread = thread::Builder::new().name("sqlite-writer".into());
        thread.spawn(move || wait_and_write(&connection, &waiting)).map_err(StoreError::unavailable)?;
        Ok(Self { work })
    }

    pub fn send(&self, work: Work) -> Result<(), CommitError> {
        self.work.send(work).map_err(|_| CommitError::unavailable("the writer has stopped"))
    }
}

fn wait_and_write(connection: &Connection, waiting: &mpsc::Receiver<Work>) {
    while let Ok(first) = waiting.recv() {
        let mut commits = Vec::new();
        for work in std::iter::once(first).chain(waiting.try_iter().take(MOST_AT_ONCE - 1)) {
            match work {
                Work::Commit(batch, kept) => commits.push((batch, kept)),
                Work::Migrate(done) => {
                    // Whoever asked may have gone away.
                    let _ = done.send(migrate(connection));
                }
            }
        }
        if !commits.is_empty() {
            commit_all(connection, commits);
        }
    }
}

/// Several commits, one durable write.
fn commit_all(connection: &Connection, commits: Vec<(Batch, Kept)>) {
    match write(connection, &commits) {
        Ok(results) => {
            for ((_, kept), result) in commits.into_iter().zip(results) {
                let _ = kept.send(result);
            }
        }
        Err(Lost(why)) => {
            if !connection.is_autocommit() && connection.execute_batch("ROLLBACK").is_err() {
                tracing::error!("a write could not be undone; the next one will say so");
            }
            // Nobody's commit is kept. A conflict, too, may have been with one of the others: all try again.
            for (_, kept) in commits {
                let _ = kept.send(Err(CommitError::unavailable(why.clone())));
            }
        }
    }
}

/// Why a whole write is lost.
struct Lost(String);

impl From<rusqlite::Error> for Lost {
    fn from(error: rusqlite::Error) -> Self {
        Self(error.to_string())
    }
}

/// What came of each commit; only when this returns `Ok` are those kept that came to `Ok`.
fn write(connection: &Connection, commits: &[(Batch, Kept)]) -> Result<Vec<Result<(), CommitError>>, Lost> {
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let results =
        commits.iter().map(|(batch, _)| alone(connection, batch)).collect::<Result<Vec<_>, Lost>>()?;
    connection.execute_batch("COMMIT")?;
    Ok(results)
}

/// One commit inside its own savepoint.
fn alone(connection: &Connection, batch: &Batch) -> Result<Result<(), CommitError>, Lost> {
    connection.prepare_cached("SAVEPOINT one")?.execute([])?;
    let mut alike = batch.statements.chunk_by(|one, next| one.sql == next.sql);
    let result = alike.try_for_each(|statements| run(connection, statements));
    if connection.is_autocommit() {
        // SQLite itself gave up the whole transaction (disk full, say): nothing is left to go back to.
        return Err(Lost(format!("the write was given up: {result:?}")));
    }
    if result.is_err() {
        connection.prepare_cached("ROLLBACK TO one")?.execute([])?;
    }
    connection.prepare_cached("RELEASE one")?.execute([])?;
    Ok(result)
}

/// Runs statements of one text: it is looked for once.
fn run(connection: &Connection, alike: &[Statement]) -> Result<(), CommitError> {
    let Some(first) = alike.first() else { return Ok(()) };
    let mut prepared = prepare(connection, &first.sql).map_err(commit_error)?;
    alike.iter().try_for_each(|statement| run_one(&mut prepared, statement))
}

fn run_one(prepared: &mut CachedStatement<'_>, statement: &Statement) -> Result<(), CommitError> {
    let changed = match prepared.execute(rusqlite::params_from_iter(&statement.params)) {
        Ok(changed) => changed as u64,
        Err(error) if is_repeat(&error) => return Err(CommitError::Conflict(statement.conflict())),
        Err(error) => return Err(commit_error(error)),
    };
    match statement.expect {
        Some(expect) if expect.rows != changed => Err(CommitError::Conflict(expect.or)),
        _ => Ok(()),
    }
}

fn commit_error(error: rusqlite::Error) -> CommitError {
    if is_passing(&error) { CommitError::unavailable(error) } else { CommitError::broken(error) }
}

/// Breaks a uniqueness rule.
fn is_repeat(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi::{SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE};
    let code = error.sqlite_error().map(|error| error.extended_code);
    matches!(code, Some(SQLITE_CONSTRAINT_PRIMARYKEY | SQLITE_CONSTRAINT_UNIQUE))
}

fn migrate(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch("BEGIN IMMEDIATE").map_err(store_error)?;
    let migrated = apply_pending(connection);
    let end = if migrated.is_ok() { "COMMIT" } else { "ROLLBACK" };
    connection.execute_batch(end).map_err(store_error)?;
    migrated
}

fn apply_pending(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch(migrations::CREATE).map_err(store_error)?;
    let applied = migrations::applied(&query(connection, migrations::LIST, &[]).map_err(store_error)?)?;
    for migration in migrations::pending(&applied)? {
        connection.execute_batch(&migration.sql(&DIALECT)).map_err(store_error)?;
        let params: [Value; 3] =
            [migration.number.into(), migration.name.into(), migration.checksum().into()];
        execute(connection, migrations::RECORD, &params).map_err(store_error)?;
    }
    Ok(())
}
