//! One connection to a SQLite file: how it is set up, and values in and out.

use std::{collections::HashMap, path::Path, sync::Arc, time::Duration};

use rusqlite::{
    CachedStatement, Connection, ErrorCode, OpenFlags, Statement, StatementStatus,
    config::DbConfig,
    types::{ToSqlOutput, ValueRef},
};

use crate::{Row, StoreError, Value, engine::placeholders::for_sqlite};

/// How long to wait for another process that is writing.
const BUSY: Duration = Duration::from_secs(10);

/// Text of statements kept ready on each connection.
const PREPARED: usize = 256;

pub(super) fn open(path: &Path) -> Result<Connection, StoreError> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(store_error)?;
    connection.busy_timeout(BUSY).map_err(store_error)?;
    // A question is planned once and not anew for each value it is asked with.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(store_error)?;
    connection.set_prepared_statement_cache_capacity(PREPARED);
    // A commit is on disk before it is acknowledged; what is deleted is overwritten.
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; \
             PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -16000;",
        )
        .map_err(store_error)?;
    Ok(connection)
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// A statement, ready to be run.
pub(super) fn prepare<'a>(connection: &'a Connection, sql: &str) -> rusqlite::Result<CachedStatement<'a>> {
    connection.prepare_cached(&for_sqlite(sql))
}

/// Runs a statement that changes rows; how many.
pub(super) fn execute(connection: &Connection, sql: &str, params: &[Value]) -> rusqlite::Result<usize> {
    prepare(connection, sql)?.execute(rusqlite::params_from_iter(params))
}

/// Runs a question; every row of the answer.
pub(super) fn query(connection: &Connection, sql: &str, params: &[Value]) -> rusqlite::Result<Vec<Row>> {
    rows(&mut *prepare(connection, sql)?, &mut Columns::default(), params)
}

/// A connection that remembers, for each question asked before, how SQLite writes it and which columns it has: the few that
/// every page asks were written anew each time.
pub(super) struct Asker {
    connection: Connection,
    known: HashMap<String, Known>,
}

struct Known {
    sql: String,
    columns: Columns,
}

/// The columns of an answer, and how often SQLite had planned its question anew when they were read.
#[derive(Default)]
struct Columns {
    names: Arc<[String]>,
    planned: i32,
}

impl Asker {
    pub fn new(connection: Connection) -> Self {
        Self { connection, known: HashMap::new() }
    }

    /// The same as `query`.
    pub fn ask(&mut self, sql: &str, params: &[Value]) -> rusqlite::Result<Vec<Row>> {
        if !self.known.contains_key(sql) {
            if self.known.len() >= PREPARED {
                self.known.clear();
            }
            let known = Known { sql: for_sqlite(sql), columns: Columns::default() };
            self.known.insert(sql.to_owned(), known);
        }
        let Some(known) = self.known.get_mut(sql) else { return query(&self.connection, sql, params) };
        rows(&mut *self.connection.prepare_cached(&known.sql)?, &mut known.columns, params)
    }
}

impl Columns {
    /// Reads them anew when they may be others: when another process changed the table, SQLite planned the question anew.
    fn follow(&mut self, statement: &Statement<'_>) {
        let planned = statement.get_status(StatementStatus::RePrepare);
        if self.names.len() != statement.column_count() || self.planned != planned {
            *self = Self { names: columns_of(statement), planned };
        }
    }
}

fn columns_of(statement: &Statement<'_>) -> Arc<[String]> {
    (0..statement.column_count())
        .map(|at| statement.column_name(at).map(str::to_owned).unwrap_or_default())
        .collect()
}

fn rows(
    statement: &mut Statement<'_>,
    columns: &mut Columns,
    params: &[Value],
) -> rusqlite::Result<Vec<Row>> {
    let mut answer = statement.query(rusqlite::params_from_iter(params))?;
    let mut rows = Vec::new();
    while let Some(row) = answer.next()? {
        if rows.is_empty() {
            columns.follow(row.as_ref());
        }
        let names = &columns.names;
        let values: rusqlite::Result<Vec<Value>> =
            (0..names.len()).map(|at| Ok(value(row.get_ref(at)?))).collect();
        rows.push(Row::new(names.clone(), values?));
    }
    Ok(rows)
}

fn value(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Int(number),
        // No column holds fractions; one that did would show as text and fail to be read as a number.
        ValueRef::Real(number) => Value::Text(number.to_string()),
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
    }
}

/// Whether trying again later may help.
pub(super) fn is_passing(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(
            ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::DiskFull
                | ErrorCode::SystemIoFailure
                | ErrorCode::CannotOpen
                | ErrorCode::OutOfMemory
        )
    )
}

pub(super) fn store_error(error: rusqlite::Error) -> StoreError {
    if is_passing(&error) {
        return StoreError::unavailable(error);
    }
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::Damaged(error.into()),
        _ => StoreError::broken(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{drafts, engine::migrations::ALL, engine::sqlite::writer::DIALECT, sessions};

    /// As SQLite is made for, it plans a question anew when a value in it is another one, if the plan could depend on it:
    /// that took longer than everything else about it.
    #[test]
    fn what_every_page_asks_is_planned_once_and_not_again_for_other_values() {
        let path = std::env::temp_dir().join(format!("portico-plans-{}.db", std::process::id()));
        let connection = open(&path).unwrap();
        for migration in ALL {
            connection.execute_batch(&migration.sql(&DIALECT)).unwrap();
        }
        for sql in [sessions::BY_TOKEN, sessions::WITH_DRAFT, drafts::CURRENT] {
            let mut statement = connection.prepare(&for_sqlite(sql)).unwrap();
            for value in ["a", "b", "c"] {
                let values = vec![value; statement.parameter_count()];
                assert!(
                    statement.query(rusqlite::params_from_iter(values)).unwrap().next().unwrap().is_none()
                );
            }
            assert_eq!(statement.get_status(StatementStatus::RePrepare), 0, "{sql}");
        }
        drop(connection);
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", path.display()));
        }
    }

    #[test]
    fn a_column_that_another_process_added_or_put_in_place_of_one_is_read_by_its_name() {
        let path = std::env::temp_dir().join(format!("portico-columns-{}.db", std::process::id()));
        let (mut asker, other) = (Asker::new(open(&path).unwrap()), open(&path).unwrap());
        other.execute_batch("CREATE TABLE t (a TEXT, b TEXT); INSERT INTO t VALUES ('a', 'b');").unwrap();
        let mut names = |column: &str| asker.ask("SELECT * FROM t", &[]).unwrap()[0].text(column).unwrap();
        assert_eq!(names("b"), "b");
        other.execute_batch("ALTER TABLE t ADD COLUMN c TEXT DEFAULT 'c'").unwrap();
        assert_eq!((names("b"), names("c")), ("b".to_owned(), "c".to_owned()));
        other
            .execute_batch("ALTER TABLE t DROP COLUMN a; ALTER TABLE t ADD COLUMN d TEXT DEFAULT 'd'")
            .unwrap();
        assert_eq!((names("b"), names("c"), names("d")), ("b".to_owned(), "c".to_owned(), "d".to_owned()));
        drop((asker, other));
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", path.display()));
        }
    }
}
