//! PostgreSQL as a system of record.

mod catalogue;

use std::time::Duration;

use tokio_postgres::{Client, types::ToSql};

use super::{
    engine::BadUrl,
    statement::{Dialect, Scalar, Statement},
    table::{Rules, Table},
    trouble::{Trouble, kind_of, words},
    work::{Row, Session},
};

/// How long to try to connect.
const CONNECT: Duration = Duration::from_secs(5);

/// A broken server must not hold a hand-over for ever; a lock that another holds is waited for a little.
const SESSION: &str = "SET client_encoding = 'UTF8'; SET statement_timeout = '10s'; SET lock_timeout = '8s'; \
    SET idle_in_transaction_session_timeout = '60s'; SET synchronous_commit = on; SET DateStyle = 'ISO, YMD'";

/// Only one attempt with the same key at a time. Where the key has a unique constraint this is only politeness.
const LOCK: &str = "SELECT pg_advisory_xact_lock(hashtextextended('portico ' || $1::text, 0))::text";

/// A connection to a server.
pub struct Postgres(Client);

/// Reads an address.
pub fn settings(url: &str) -> Result<tls::Postgres, BadUrl> {
    let mut settings = tls::Postgres::read(url).map_err(|bad| BadUrl::of("PostgreSQL", bad))?;
    settings.config.connect_timeout(CONNECT);
    if settings.config.get_application_name().is_none() {
        settings.config.application_name("portico");
    }
    Ok(settings)
}

impl Postgres {
    /// Connects. Dropped, the connection ends, and what was not committed is rolled back.
    pub async fn connect(settings: &tls::Postgres) -> Result<Self, Trouble> {
        let connecting = settings.config.connect(settings.tls.clone());
        let connected = tokio::time::timeout(CONNECT, connecting).await;
        let connected = connected.map_err(|_| Trouble::lost("PostgreSQL does not answer"))?;
        let (client, connection) = connected.map_err(|error| trouble(&error))?;
        tokio::spawn(connection);
        client.batch_execute(SESSION).await.map_err(|error| trouble(&error))?;
        Ok(Self(client))
    }
}

impl Session for Postgres {
    const DIALECT: Dialect = Dialect::Postgres;

    async fn table(&mut self, schema: Option<&str>, name: &str) -> Result<Option<Table>, Trouble> {
        let quoted: Vec<_> = schema.into_iter().chain([name]).map(|name| Self::DIALECT.quote(name)).collect();
        let exact = quoted.join(".");
        let params = [Scalar::Text(exact.clone()), Scalar::Text(exact.to_lowercase())];
        let rows =
            self.query(&Statement { sql: catalogue::COLUMNS.to_owned(), params: params.to_vec() }).await?;
        let Some(first) = rows.first() else { return Ok(None) };
        let own = |at: usize| first.get(at).cloned().flatten().unwrap_or_default();
        let sql = format!("{}.{}", Self::DIALECT.quote(&own(6)), Self::DIALECT.quote(&own(5)));
        let columns = rows.iter().map(catalogue::column).collect();
        Ok(Some(Table { sql, columns, in_transactions: true }))
    }

    async fn names(&mut self, schema: Option<&str>) -> Result<Vec<String>, Trouble> {
        let schema = schema.map_or(Scalar::Null, |schema| Scalar::Text(schema.to_owned()));
        let rows = self.query(&Statement { sql: catalogue::NAMES.to_owned(), params: vec![schema] }).await?;
        Ok(rows.into_iter().flatten().flatten().collect())
    }

    async fn rules(&mut self, _: Option<&str>, _: &str, table: &Table) -> Result<Rules, Trouble> {
        let params = vec![Scalar::Text(table.sql.clone())];
        let rows = self.query(&Statement { sql: catalogue::RULES.to_owned(), params }).await?;
        Ok(catalogue::rules(&rows))
    }

    async fn begin(&mut self, key: &str) -> Result<(), Trouble> {
        self.0.batch_execute("BEGIN").await.map_err(|error| trouble(&error))?;
        self.query(&Statement { sql: LOCK.to_owned(), params: vec![Scalar::Text(key.to_owned())] }).await?;
        Ok(())
    }

    async fn execute(&mut self, statement: &Statement) -> Result<u64, Trouble> {
        let values = texts(&statement.params);
        self.0.execute(&statement.sql, &references(&values)).await.map_err(|error| trouble(&error))
    }

    async fn query(&mut self, statement: &Statement) -> Result<Vec<Row>, Trouble> {
        let values = texts(&statement.params);
        let rows =
            self.0.query(&statement.sql, &references(&values)).await.map_err(|error| trouble(&error))?;
        let row =
            |row: &tokio_postgres::Row| (0..row.len()).map(|at| row.try_get(at)).collect::<Result<Row, _>>();
        rows.iter().map(|it| row(it).map_err(|error| trouble(&error))).collect()
    }

    async fn commit(&mut self) -> Result<(), Trouble> {
        self.0.batch_execute("COMMIT").await.map_err(|error| trouble(&error))
    }

    async fn rollback(&mut self) -> Result<(), Trouble> {
        self.0.batch_execute("ROLLBACK").await.map_err(|error| trouble(&error))
    }
}

/// Every value travels as text; the statement says what becomes of it.
fn texts(params: &[Scalar]) -> Vec<Option<String>> {
    let text = |value: &Scalar| match value {
        Scalar::Null => None,
        Scalar::Int(number) => Some(number.to_string()),
        Scalar::Float(number) => Some(number.to_string()),
        Scalar::Text(text) => Some(text.clone()),
    };
    params.iter().map(text).collect()
}

fn references(values: &[Option<String>]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|value| -> &(dyn ToSql + Sync) { value }).collect()
}

/// Why there is no connection. What a certificate lacks is worth telling; it names hosts, not people.
fn not_reached(error: &tokio_postgres::Error) -> String {
    let told = error.to_string();
    if !told.starts_with("error performing TLS handshake") {
        return "no connection to PostgreSQL".to_owned();
    }
    let mut cause: &dyn std::error::Error = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    format!("no encrypted connection to PostgreSQL: {cause}")
}

/// What an error means: its code and the names it is about, never its message.
fn trouble(error: &tokio_postgres::Error) -> Trouble {
    let Some(database) = error.as_db_error() else { return Trouble::lost(not_reached(error)) };
    let state = database.code().code();
    let names = [database.table(), database.column(), database.constraint()];
    let names: Vec<_> = names.into_iter().flatten().collect();
    let detail = format!("SQLSTATE {state} {} {}", names.join(" "), words(state));
    let detail = detail.split_whitespace().collect::<Vec<_>>().join(" ");
    // 57P01 to 57P03 and class 08: the server is going away and took the connection with it.
    let is_gone = state.starts_with("57P") || state.starts_with("08");
    if is_gone { Trouble::lost(detail) } else { Trouble { kind: kind_of(state), detail } }
}
