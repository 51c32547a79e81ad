//! PostgreSQL as a system of record.

use std::time::Duration;

use tokio_postgres::{Client, Config, NoTls, config::SslMode, types::ToSql};

use super::{
    convert::{Column, Holds, Table},
    engine::BadUrl,
    statement::{Dialect, Scalar, Statement},
    trouble::{Trouble, kind_of},
    work::{Row, Session},
};

/// How long to try to connect.
const CONNECT: Duration = Duration::from_secs(5);

/// A broken server must not hold a hand-over for ever; a lock that another holds is waited for a little.
const SESSION: &str = "SET client_encoding = 'UTF8'; SET statement_timeout = '10s'; SET lock_timeout = '8s'; \
    SET idle_in_transaction_session_timeout = '60s'; SET synchronous_commit = on; SET DateStyle = 'ISO, YMD'";

/// Only one attempt with the same key at a time. Where the key has a unique constraint this is only politeness.
const LOCK: &str = "SELECT pg_advisory_xact_lock(hashtextextended('portico ' || $1::text, 0))::text";

/// A table by its exact name, or as PostgreSQL folds names that are not quoted; domains count as what they stand for.
const COLUMNS: &str = "SELECT a.attname::text, b.typname::text, bn.nspname::text, b.typcategory::text, \
    (CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END)::text, c.relname::text, cn.nspname::text \
    FROM pg_class c JOIN pg_namespace cn ON cn.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid \
    JOIN pg_type t ON t.oid = a.atttypid \
    JOIN pg_type b ON b.oid = (CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END) \
    JOIN pg_namespace bn ON bn.oid = b.typnamespace \
    WHERE c.oid = COALESCE(to_regclass($1::text), to_regclass($2::text)) \
    AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";

/// A connection to a server.
pub struct Postgres(Client);

/// Reads an address.
pub fn settings(url: &str) -> Result<Config, BadUrl> {
    let mut config: Config = url.parse().map_err(|_| BadUrl::Unreadable("PostgreSQL"))?;
    if config.get_ssl_mode() == SslMode::Require {
        return Err(BadUrl::Encrypted("PostgreSQL"));
    }
    config.connect_timeout(CONNECT);
    if config.get_application_name().is_none() {
        config.application_name("portico");
    }
    Ok(config)
}

impl Postgres {
    /// Connects. Dropped, the connection ends, and what was not committed is rolled back.
    pub async fn connect(settings: &Config) -> Result<Self, Trouble> {
        let connecting = tokio::time::timeout(CONNECT, settings.connect(NoTls)).await;
        let connected = connecting.map_err(|_| Trouble::lost("PostgreSQL does not answer"))?;
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
        let rows = self.query(&Statement { sql: COLUMNS.to_owned(), params: params.to_vec() }).await?;
        let Some(first) = rows.first() else { return Ok(None) };
        let own = |at: usize| first.get(at).cloned().flatten().unwrap_or_default();
        let sql = format!("{}.{}", Self::DIALECT.quote(&own(6)), Self::DIALECT.quote(&own(5)));
        let columns = rows.iter().map(column).collect();
        Ok(Some(Table { sql, columns, in_transactions: true }))
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

fn column(row: &Row) -> Column {
    let part = |at: usize| row.get(at).and_then(Option::as_deref).unwrap_or_default();
    // Without its length: a cast to `varchar(5)` would cut silently, an assignment refuses.
    let cast = match (part(1), part(3)) {
        ("bpchar", _) => "::pg_catalog.bpchar".to_owned(),
        (_, "S") => String::new(),
        (kind, _) => format!("::{}.{}", Dialect::Postgres.quote(part(2)), Dialect::Postgres.quote(kind)),
    };
    Column { name: part(0).to_owned(), holds: holds(part(1), part(3), part(4).parse().unwrap_or(-1)), cast }
}

/// `modifier` is how PostgreSQL keeps a length or a scale, plus 4 for reasons of its own; -1 is none.
fn holds(kind: &str, category: &str, modifier: i32) -> Holds {
    let extra =
        modifier.checked_sub(4).filter(|extra| *extra >= 0).and_then(|extra| usize::try_from(extra).ok());
    match (kind, category) {
        ("varchar" | "bpchar", _) => Holds::Text(extra),
        ("int2" | "int4" | "int8", _) => Holds::Integer,
        ("numeric", _) => Holds::Decimal(extra.map(|extra| extra & 0x7ff)),
        ("float4" | "float8", _) => Holds::Float,
        ("bool", _) => Holds::YesNo,
        ("date", _) => Holds::Date,
        (_, "S") => Holds::Text(None),
        _ => Holds::Other,
    }
}

/// What an error means: its code and the names it is about, never its message.
fn trouble(error: &tokio_postgres::Error) -> Trouble {
    let Some(database) = error.as_db_error() else {
        return Trouble::lost("no connection to PostgreSQL");
    };
    let state = database.code().code();
    let names = [database.table(), database.column(), database.constraint()];
    let names: Vec<_> = names.into_iter().flatten().collect();
    let detail = format!("SQLSTATE {state} {}", names.join(" ")).trim_end().to_owned();
    // 57P01 to 57P03 and class 08: the server is going away and took the connection with it.
    let is_gone = state.starts_with("57P") || state.starts_with("08");
    if is_gone { Trouble::lost(detail) } else { Trouble { kind: kind_of(state), detail } }
}
