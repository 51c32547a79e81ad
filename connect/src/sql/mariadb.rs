//! MariaDB (and MySQL) as a system of record.

mod catalogue;

use std::{io::ErrorKind, time::Duration};

use mysql_async::{
    Conn, DriverError, Error, IoError, Opts, OptsBuilder, Params, SslOpts, Value, prelude::Queryable,
};
use tls::Protection;

use super::{
    engine::BadUrl,
    statement::{Dialect, Scalar, Statement},
    table::{Column, Rules, Table},
    trouble::{Kind, Trouble, kind_of, words},
    work::{Row, Session},
};

/// How long to try to connect.
const CONNECT: Duration = Duration::from_secs(5);

/// Whatever the server's own settings: values that do not fit are refused, not cut short; an empty text stays one; and
/// what is sent is read as what it is (some servers take every client's text for Latin).
const SESSION: &str = "SET NAMES utf8mb4, SESSION sql_mode = \
    'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION', \
    SESSION innodb_lock_wait_timeout = 8, SESSION lock_wait_timeout = 8";

/// A connection to a server.
pub struct MariaDb {
    connection: Conn,
    /// The columns of the tables seen: the only words of a message that may be repeated.
    names: Vec<String>,
}

/// Where a server is and how it is reached.
pub struct Settings {
    options: Opts,
    /// Without encryption, where that will do when the server has none.
    plain: Option<Opts>,
}

/// Reads an address.
pub fn settings(url: &str) -> Result<Settings, BadUrl> {
    let bad = |bad| BadUrl::of("MariaDB", bad);
    let (asked, url) = tls::Asked::read(url).map_err(bad)?;
    let options = Opts::from_url(&url).map_err(|_| BadUrl::Unreadable("MariaDB"))?;
    if options.ssl_opts().is_some() {
        return Err(BadUrl::OwnWords);
    }
    // Found rows, not changed rows: a row that already holds the values is still the one row that matches. The
    // socket is only used when it is asked for: the server's own idea of its path may not be ours.
    let builder =
        OptsBuilder::from_opts(options).client_found_rows(true).prefer_socket(false).stmt_cache_size(0);
    let plain: Opts = builder.clone().into();
    // A socket never leaves the machine.
    if asked.protection == Protection::Disable || plain.socket().is_some() {
        return Ok(Settings { options: plain, plain: None });
    }
    let is_checked = matches!(asked.protection, Protection::VerifyCa | Protection::VerifyFull);
    let mut way = SslOpts::default().with_danger_accept_invalid_certs(!is_checked);
    if let Some(file) = asked.root_certificates.filter(|_| is_checked) {
        tls::certificates(&file).map_err(bad)?;
        // The driver cannot check the issuer without the name, so both are checked.
        way = way.with_root_certs(vec![file.into()]).with_disable_built_in_roots(true);
    }
    let plain = (asked.protection == Protection::Prefer).then_some(plain);
    Ok(Settings { options: builder.ssl_opts(way).into(), plain })
}

impl MariaDb {
    /// Connects.
    pub async fn connect(settings: &Settings) -> Result<Self, Trouble> {
        let connecting = async {
            match (Conn::new(settings.options.clone()).await, &settings.plain) {
                (Err(Error::Driver(DriverError::NoClientSslFlagFromServer)), Some(plain)) => {
                    Conn::new(plain.clone()).await
                }
                (connected, _) => connected,
            }
        };
        let connected = tokio::time::timeout(CONNECT, connecting).await;
        let connected = connected.map_err(|_| Trouble::lost("MariaDB does not answer"))?;
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
        let rows = self.query(&Statement { sql: catalogue::COLUMNS.to_owned(), params }).await?;
        let Some(first) = rows.first() else { return Ok(None) };
        let own = |at: usize| first.get(at).and_then(Option::as_deref).unwrap_or_default();
        let sql = format!("{}.{}", Self::DIALECT.quote(own(6)), Self::DIALECT.quote(own(5)));
        // A view has no engine of its own.
        let in_transactions = matches!(own(4), "" | "InnoDB" | "ROCKSDB" | "TokuDB" | "NDBCLUSTER");
        let columns: Vec<_> = rows.iter().map(catalogue::column).collect();
        self.names.extend(columns.iter().map(|column: &Column| column.name.clone()));
        Ok(Some(Table { sql, columns, in_transactions }))
    }

    async fn names(&mut self, schema: Option<&str>) -> Result<Vec<String>, Trouble> {
        let schema = schema.map_or(Scalar::Null, |schema| Scalar::Text(schema.to_owned()));
        let rows = self.query(&Statement { sql: catalogue::NAMES.to_owned(), params: vec![schema] }).await?;
        Ok(rows.into_iter().flatten().flatten().collect())
    }

    async fn rules(&mut self, schema: Option<&str>, name: &str, _: &Table) -> Result<Rules, Trouble> {
        let schema = schema.map_or(Scalar::Null, |schema| Scalar::Text(schema.to_owned()));
        let params = vec![schema, Scalar::Text(name.to_owned())];
        let rows = self.query(&Statement { sql: catalogue::RULES.to_owned(), params }).await?;
        Ok(catalogue::rules(&rows))
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
        let row = |row: mysql_async::Row| row.unwrap().into_iter().map(text).collect();
        rows.into_iter().map(row).collect()
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
fn text(value: Value) -> Result<Option<String>, Trouble> {
    match value {
        Value::NULL => Ok(None),
        Value::Bytes(bytes) => String::from_utf8(bytes)
            .map(Some)
            .map_err(|_| Trouble::never("a column holds bytes that are no text")),
        other => Ok(Some(other.as_sql(true))),
    }
}

/// What an error means: its codes, and which of the table's own columns it names. The rest of a message may be values.
fn trouble(error: &Error, names: &[String]) -> Trouble {
    let server = match error {
        Error::Server(server) => server,
        Error::Driver(DriverError::NoClientSslFlagFromServer) => {
            return Trouble::lost("MariaDB offers no encryption, and the address asks for it");
        }
        // A certificate that was not accepted. It names hosts, not people.
        Error::Io(IoError::Io(io)) if io.kind() == ErrorKind::InvalidData => {
            return Trouble::lost(format!("no encrypted connection to MariaDB: {io}"));
        }
        _ => return Trouble::lost("no connection to MariaDB"),
    };
    let quotes = ['\'', '`'];
    let is_named = |name: &&String| quotes.iter().any(|q| server.message.contains(&format!("{q}{name}{q}")));
    let told: Vec<_> = names.iter().filter(is_named).map(String::as_str).collect();
    let words = match server.code {
        1048 | 1364 => words("23502"),
        1216 | 1452 => words("23503"),
        1062 | 1586 => words("23505"),
        4025 => words("23514"),
        1265 | 1406 => words("22001"),
        1267 | 1366 => "(a letter or number that the column cannot hold)",
        _ => words(&server.state),
    };
    let detail = format!("error {} SQLSTATE {} {} {words}", server.code, server.state, told.join(" "));
    let detail = detail.split_whitespace().collect::<Vec<_>>().join(" ");
    let kind = match server.code {
        1062 | 1586 => Kind::Unique,
        // Going down, killed, waited too long for a connection.
        1053 | 1077 | 1927 | 4031 => Kind::Lost,
        1044 | 1142 | 1143 | 1227 | 1370 => Kind::Forbidden,
        // Locked, deadlock, read only, full, too many connections, no login (yet), made to stop.
        1205 | 1213 | 1290 | 1836 | 1021 | 1114 | 1040 | 1203 | 1226 | 1045 | 1049 | 1317 | 1969 | 3024 => {
            Kind::Busy
        }
        _ if server.state == "23000" => Kind::Never,
        _ => kind_of(&server.state),
    };
    Trouble { kind, detail }
}
