//! SQLite as a system of record: a file that its owner made. It is never created here.

mod catalogue;

use std::{path::Path, time::Duration};

use rusqlite::{Connection, ErrorCode, OpenFlags, ffi, types::ToSqlOutput};

use super::{
    statement::{Dialect, Scalar, Statement},
    table::{Rules, Table},
    trouble::{Kind, Trouble},
    work::{Row, Session},
};

/// How long to wait for somebody else who writes.
const BUSY: Duration = Duration::from_secs(8);

/// A connection to a file.
pub struct Sqlite(Connection);

impl Sqlite {
    /// Opens the file.
    pub fn open(path: &Path) -> Result<Self, Trouble> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(|error| trouble(&error))?;
        connection.busy_timeout(BUSY).map_err(|error| trouble(&error))?;
        // Its owner's rules hold for us too.
        connection.pragma_update(None, "foreign_keys", true).map_err(|error| trouble(&error))?;
        Ok(Self(connection))
    }

    fn rows(&self, statement: &Statement) -> Result<Vec<Row>, rusqlite::Error> {
        let mut prepared = self.0.prepare(&statement.sql)?;
        let width = prepared.column_count();
        let params = rusqlite::params_from_iter(&statement.params);
        let rows = prepared.query_map(params, |row| (0..width).map(|at| row.get(at)).collect())?;
        rows.collect()
    }

    fn run(&self, sql: &str) -> Result<(), Trouble> {
        self.0.execute_batch(sql).map_err(|error| trouble(&error))
    }
}

impl Session for Sqlite {
    const DIALECT: Dialect = Dialect::Sqlite;

    async fn table(&mut self, schema: Option<&str>, name: &str) -> Result<Option<Table>, Trouble> {
        catalogue::table(&self.0, schema, name).map_err(|error| trouble(&error))
    }

    async fn names(&mut self, _: Option<&str>) -> Result<Vec<String>, Trouble> {
        catalogue::names(&self.0).map_err(|error| trouble(&error))
    }

    async fn rules(&mut self, schema: Option<&str>, name: &str, table: &Table) -> Result<Rules, Trouble> {
        catalogue::rules(&self.0, schema, name, table).map_err(|error| trouble(&error))
    }

    async fn begin(&mut self, _: &str) -> Result<(), Trouble> {
        // One writer at a time, so nobody with the same key runs beside this.
        self.run("BEGIN IMMEDIATE")
    }

    async fn execute(&mut self, statement: &Statement) -> Result<u64, Trouble> {
        let params = rusqlite::params_from_iter(&statement.params);
        let changed = self.0.execute(&statement.sql, params).map_err(|error| trouble(&error))?;
        u64::try_from(changed).map_err(|_| Trouble::never("more rows than can be counted"))
    }

    async fn query(&mut self, statement: &Statement) -> Result<Vec<Row>, Trouble> {
        self.rows(statement).map_err(|error| trouble(&error))
    }

    async fn commit(&mut self) -> Result<(), Trouble> {
        self.run("COMMIT")
    }

    async fn rollback(&mut self) -> Result<(), Trouble> {
        // An error may have ended the transaction by itself.
        if self.0.is_autocommit() { Ok(()) } else { self.run("ROLLBACK") }
    }
}

impl rusqlite::ToSql for Scalar {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Null => Ok(ToSqlOutput::from(rusqlite::types::Null)),
            Self::Int(number) => number.to_sql(),
            Self::Float(number) => number.to_sql(),
            Self::Text(text) => text.to_sql(),
        }
    }
}

/// What an error means. Messages about constraints name tables and columns; those of triggers may hold anything.
fn trouble(error: &rusqlite::Error) -> Trouble {
    let rusqlite::Error::SqliteFailure(failure, message) = error else {
        return match error {
            rusqlite::Error::SqlInputError { .. } => {
                Trouble::never("SQLite does not understand the statement")
            }
            _ => Trouble::never("SQLite gave something unexpected"),
        };
    };
    let code = failure.extended_code;
    let named = match code {
        ffi::SQLITE_CONSTRAINT_TRIGGER => Some("refused by a trigger".to_owned()),
        _ if failure.code == ErrorCode::ConstraintViolation => message.clone(),
        _ => None,
    };
    let detail = format!("SQLite {code} {}", named.unwrap_or_else(|| ffi::code_to_str(code).to_owned()));
    let kind = match failure.code {
        _ if matches!(code, ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY) => {
            Kind::Unique
        }
        ErrorCode::ConstraintViolation | ErrorCode::TypeMismatch | ErrorCode::TooBig | ErrorCode::Unknown => {
            Kind::Never
        }
        // The disk may have kept it or not.
        ErrorCode::SystemIoFailure => Kind::Lost,
        _ => Kind::Busy,
    };
    Trouble { kind, detail }
}
