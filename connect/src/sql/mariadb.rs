//! MariaDB (and MySQL) as a system of record.

use std::time::Duration;

use mysql_async::{Conn, Error, Opts, OptsBuilder, Params, UrlError, Value, prelude::Queryable};

use super::{
    convert::{Column, Holds, Table},
    engine::BadUrl,
    statement::{Dialect, Scalar, Statement},
    trouble::{Kind, Trouble, kind_of},
    work::{Row, Session},
};

/// How long to try to connect.
const CONNECT: Duration = Duration::from_secs(5);

/// Without strict mode, values that do not fit are cut short silently.
const SESSION: &str = "SET SESSION sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE'), \
    SESSION innodb_lock_wait_timeout = 8, SESSION lock_wait_timeout = 8";

const COLUMNS: &str = "SELECT c.column_name, c.data_type, CAST(c.character_maximum_length AS CHAR), \
    CAST(c.numeric_scale AS CHAR), t.engine, t.table_name, t.table_schema \
    FROM information_schema.columns c JOIN information_schema.tables t \
    ON t.table_schema = c.table_schema AND t.table_name = c.table_name \
    WHERE c.table_schema = COALESCE(?, DATABASE()) AND c.table_name = ? ORDER BY c.ordinal_position";

/// A connection to a server.
pub struct MariaDb {
    connection: Conn,
    /// The columns of the tables seen: the only words of a message that may be repeated.
    names: Vec<String>,
}

/// Reads an address.
pub fn settings(url: &str) -> Result<Opts, BadUrl> {
    let settings = Opts::from_url(url).map_err(|error| match error {
        UrlError::FeatureRequired { .. } => BadUrl::Encrypted("MariaDB"),
        _ => BadUrl::Unreadable("MariaDB"),
    })?;
    if settings.ssl_opts().is_some() {
        return Err(BadUrl::Encrypted("MariaDB"));
    }
    // Found rows, not changed rows: a row that already holds the values is still the one row that matches. The
    // socket is only used when it is asked for: the server's own idea of its path may not be ours.
    Ok(OptsBuilder::from_opts(settings)
        .client_found_rows(true)
        .prefer_socket(false)
        .stmt_cache_size(0)
        .into())
}

impl MariaDb {
    /// Connects.
    pub async fn connect(settings: &Opts) -> Result<Self, Trouble> {
        let connecting = tokio::time::timeout(CONNECT, Conn::new(settings.clone())).await;
        let connected = connecting.map_err(|_| Trouble::lost("MariaDB does not answer"))?;
        let mut session =
            Self { connection: connected.map_err(|error| trouble(&error, &[]))?, names: Vec::new() };
        session.run(SESSION).await?;
        Ok(session)
    }

    /// Says goodbye. What was not committed is rolled back, and the lock let go.
    pub async fn close(self) {
        let goodbye = tokio::time::timeout(CONNECT, self.connection.disconnect()).await;
        if !matches!(goodbye, Ok(Ok(()))) {
            tracing::debug!("a connection to MariaDB was not ended in order");
        }
    }

    async fn run(&mut self, sql: &str) -> Result<(), Trouble> {
        self.connection.query_drop(sql).await.map_err(|error| trouble(&error, &self.names))
    }
}

impl Session for MariaDb {
    const DIALECT: Dialect = Dialect::MariaDb;

    async fn table(&mut self, schema: Option<&str>, name: &str) -> Result<Option<Table>, Trouble> {
        let schema = schema.map_or(Scalar::Null, |schema| Scalar::Text(schema.to_owned()));
        let params = vec![schema, Scalar::Text(name.to_owned())];
        let rows = self.query(&Statement { sql: COLUMNS.to_owned(), params }).await?;
        let Some(first) = rows.first() else { return Ok(None) };
        let own = |at: usize| first.get(at).and_then(Option::as_deref).unwrap_or_default();
        let sql = format!("{}.{}", Self::DIALECT.quote(own(6)), Self::DIALECT.quote(own(5)));
        // A view has no engine of its own.
        let in_transactions = matches!(own(4), "" | "InnoDB" | "ROCKSDB" | "TokuDB" | "NDBCLUSTER");
        let columns: Vec<_> = rows.iter().map(column).collect();
        self.names.extend(columns.iter().map(|column: &Column| column.name.clone()));
        Ok(Some(Table { sql, columns, in_transactions }))
    }

    async fn begin(&mut self, key: &str) -> Result<(), Trouble> {
        // Before the transaction, so that it sees what the one before it did. Let go when the connection ends.
        let sql = "SELECT CAST(GET_LOCK(CONCAT('portico ', ?), 8) AS CHAR)".to_owned();
        let got = self.query(&Statement { sql, params: vec![Scalar::Text(key.to_owned())] }).await?;
        if got.first().and_then(|row| row.first()).cloned().flatten().as_deref() != Some("1") {
            return Err(Trouble::busy("another attempt with the same key is under way"));
        }
        self.run("START TRANSACTION").await
    }

    async fn execute(&mut self, statement: &Statement) -> Result<u64, Trouble> {
        let done = self.connection.exec_drop(statement.sql.as_str(), values(&statement.params)).await;
        done.map_err(|error| trouble(&error, &self.names))?;
        Ok(self.connection.affected_rows())
    }

    async fn query(&mut self, statement: &Statement) -> Result<Vec<Row>, Trouble> {
        let rows = self.connection.exec(statement.sql.as_str(), values(&statement.params)).await;
        let rows: Vec<mysql_async::Row> = rows.map_err(|error| trouble(&error, &self.names))?;
        Ok(rows.into_iter().map(|row| row.unwrap().into_iter().map(text).collect()).collect())
    }

    async fn commit(&mut self) -> Result<(), Trouble> {
        self.run("COMMIT").await
    }

    async fn rollback(&mut self) -> Result<(), Trouble> {
        self.run("ROLLBACK").await
    }
}

fn values(params: &[Scalar]) -> Params {
    let value = |value: &Scalar| match value {
        Scalar::Null => Value::NULL,
        Scalar::Int(number) => Value::Int(*number),
        Scalar::Float(number) => Value::Double(*number),
        Scalar::Text(text) => Value::Bytes(text.clone().into_bytes()),
    };
    if params.is_empty() { Params::Empty } else { Params::Positional(params.iter().map(value).collect()) }
}

/// Every column is read as text.
fn text(value: Value) -> Option<String> {
    match value {
        Value::NULL => None,
        Value::Bytes(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
        other => Some(other.as_sql(true)),
    }
}

fn column(row: &Row) -> Column {
    let part = |at: usize| row.get(at).and_then(Option::as_deref).unwrap_or_default();
    let holds = match part(1) {
        "char" | "varchar" | "tinytext" | "text" | "mediumtext" | "longtext" => {
            Holds::Text(part(2).parse().ok())
        }
        "tinyint" | "smallint" | "mediumint" | "int" | "bigint" | "year" | "bit" => Holds::Integer,
        "decimal" => Holds::Decimal(part(3).parse().ok()),
        "float" | "double" => Holds::Float,
        "date" => Holds::Date,
        _ => Holds::Other,
    };
    Column { name: part(0).to_owned(), holds, cast: String::new() }
}

/// What an error means: its codes, and which of the table's own columns it names. The rest of a message may be values.
fn trouble(error: &Error, names: &[String]) -> Trouble {
    let Error::Server(server) = error else {
        return Trouble::lost("no connection to MariaDB");
    };
    let quotes = ['\'', '`'];
    let is_named = |name: &&String| quotes.iter().any(|q| server.message.contains(&format!("{q}{name}{q}")));
    let told: Vec<_> = names.iter().filter(is_named).map(String::as_str).collect();
    let detail =
        format!("error {} SQLSTATE {} {}", server.code, server.state, told.join(" ")).trim_end().to_owned();
    let kind = match server.code {
        1062 | 1586 => Kind::Unique,
        // Going down, killed, waited too long for a connection.
        1053 | 1077 | 1927 | 4031 => Kind::Lost,
        // Locked, deadlock, read only, full, too many connections, no right (yet), made to stop.
        1205 | 1213 | 1290 | 1836 | 1021 | 1114 | 1040 | 1203 | 1226 | 1044 | 1045 | 1049 | 1142 | 1143
        | 1317 | 1969 | 3024 => Kind::Busy,
        _ if server.state == "23000" => Kind::Never,
        _ => kind_of(&server.state),
    };
    Trouble { kind, detail }
}
