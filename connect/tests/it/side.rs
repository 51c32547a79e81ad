//! The three databases as other sides: each with a table as an agency might have it.

use std::{path::PathBuf, sync::Arc};

use connect::conformance::{Harness, PRIVATE};
use model::{Connector, HandOver, ObligationId};
use serde_json::{Value, json};

use crate::{
    mariadb_server, postgres_server,
    proxy::{Line, Proxy},
};

/// Makes of a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Make {
    Sqlite,
    Postgres,
    MariaDb,
}

/// One database with tables for the tests.
pub struct Side {
    pub make: Make,
    /// Straight to the database.
    pub address: String,
    /// Through a line that can be cut; for SQLite the same.
    pub line_address: String,
    proxy: Option<Proxy>,
    folder: PathBuf,
}

impl Side {
    /// A database with these tables. `{serial}` in them becomes the make's own numbered key.
    pub async fn with(make: Make, tables: &str) -> Self {
        let folder = new_folder();
        let (address, line_address, proxy) = match make {
            Make::Sqlite => {
                std::fs::create_dir_all(&folder).unwrap();
                let address = format!("sqlite:{}", folder.join("agency.db").display());
                rusqlite::Connection::open(folder.join("agency.db")).unwrap();
                (address.clone(), address, None)
            }
            Make::Postgres => {
                let address = postgres_server::new_database().unwrap();
                let (start, host) = address.split_once("?host=").unwrap();
                let name = start.rsplit_once('/').unwrap().1;
                let proxy = Proxy::to(PathBuf::from(host.replace("%2F", "/")).join(".s.PGSQL.5432")).await;
                let line = format!("postgres://postgres@127.0.0.1:{}/{name}?sslmode=disable", proxy.port);
                (address.clone(), line, Some(proxy))
            }
            Make::MariaDb => {
                let address = mariadb_server::new_database().unwrap();
                let name = address.split('?').next().unwrap().rsplit_once('/').unwrap().1;
                let proxy = Proxy::to(mariadb_server::socket().unwrap()).await;
                let line = format!("mysql://root@127.0.0.1:{}/{name}?sslmode=disable", proxy.port);
                (address, line, Some(proxy))
            }
        };
        let side = Self { make, address, line_address, proxy, folder };
        let serial = match make {
            Make::Sqlite => "INTEGER PRIMARY KEY AUTOINCREMENT",
            Make::Postgres => "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
            Make::MariaDb => "BIGINT AUTO_INCREMENT PRIMARY KEY",
        };
        side.run(&tables.replace("{serial}", serial)).await;
        side
    }

    /// Runs statements; gives the rows of the last as text, columns with a bar between.
    pub async fn run(&self, sql: &str) -> Vec<String> {
        match self.make {
            Make::Sqlite => run_sqlite(&self.folder.join("agency.db"), sql),
            Make::Postgres => run_postgres(&self.address, sql).await,
            Make::MariaDb => {
                let text = mariadb_server::run(&self.address, sql).unwrap();
                text.lines().map(|line| line.replace('\t', "|")).collect()
            }
        }
    }

    /// Sets what happens to what is sent.
    pub fn set_line(&self, line: Line) {
        if let Some(proxy) = &self.proxy {
            return proxy.set(line);
        }
        let (here, away) = (self.folder.join("agency.db"), self.folder.join("away.db"));
        let (from, to) = if line == Line::Whole { (away, here) } else { (here, away) };
        if from.exists() {
            std::fs::rename(from, to).unwrap();
        }
    }

    /// A connector through the line.
    pub fn sql(&self) -> connect::sql::Sql {
        connect::sql::Sql::new(&self.line_address).unwrap()
    }
}

fn new_folder() -> PathBuf {
    static NUMBER: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    std::env::temp_dir().join(format!("portico-connect-{}-{number}", std::process::id()))
}

impl Drop for Side {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn run_sqlite(path: &std::path::Path, sql: &str) -> Vec<String> {
    let connection = rusqlite::Connection::open(path).unwrap();
    connection.busy_timeout(std::time::Duration::from_secs(10)).unwrap();
    if !sql.starts_with("SELECT") {
        connection.execute_batch(sql).unwrap();
        return Vec::new();
    }
    let mut statement = connection.prepare(sql).unwrap();
    let width = statement.column_count();
    let text = |value: rusqlite::types::Value| match value {
        rusqlite::types::Value::Null => "NULL".to_owned(),
        rusqlite::types::Value::Integer(number) => number.to_string(),
        rusqlite::types::Value::Real(number) => number.to_string(),
        rusqlite::types::Value::Text(text) => text,
        rusqlite::types::Value::Blob(_) => "BLOB".to_owned(),
    };
    let rows = statement.query_map((), |row| {
        Ok((0..width).map(|at| text(row.get(at).unwrap())).collect::<Vec<_>>().join("|"))
    });
    rows.unwrap().collect::<Result<_, _>>().unwrap()
}

async fn run_postgres(address: &str, sql: &str) -> Vec<String> {
    let (client, connection) = tokio_postgres::connect(address, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    let messages = client.simple_query(sql).await.unwrap();
    let row = |message: tokio_postgres::SimpleQueryMessage| match message {
        tokio_postgres::SimpleQueryMessage::Row(row) => Some(
            (0..row.len()).map(|at| row.get(at).unwrap_or("NULL").to_owned()).collect::<Vec<_>>().join("|"),
        ),
        _ => None,
    };
    messages.into_iter().filter_map(row).collect()
}

/// A side whose table knows each key once (`is_unique`), or has never heard of it.
pub struct Keyed {
    pub side: Side,
}

impl Keyed {
    pub async fn new(make: Make, is_unique: bool) -> Self {
        let unique = if is_unique { "UNIQUE" } else { "" };
        let tables = format!(
            "CREATE TABLE TXN (TXN_NO {{serial}}, EXT_REF VARCHAR(32) NOT NULL {unique}, CUST_NM VARCHAR(12) NOT NULL, \
             FLG CHAR(1) NOT NULL CHECK (FLG IN ('Y', 'N')))"
        );
        Self { side: Side::with(make, &tables).await }
    }
}

/// A hand-over.
pub fn part(key: ObligationId, give: Value) -> HandOver {
    HandOver { key, give }
}

/// A hand-over into the table of [`Keyed`].
pub fn txn(columns: Value) -> Value {
    json!({"insert": {"table": "TXN", "key": "EXT_REF", "reference": "TXN_NO", "columns": columns}})
}

impl Harness for Keyed {
    fn connector(&self) -> Arc<dyn Connector> {
        connect::sql::open(&self.side.line_address).unwrap()
    }

    fn part(&self, key: ObligationId) -> HandOver {
        part(key, txn(json!({"CUST_NM": "EXAMPLE", "FLG": "Y"})))
    }

    fn impossible(&self, key: ObligationId) -> Vec<(&'static str, HandOver)> {
        vec![
            ("too long", txn(json!({"CUST_NM": PRIVATE, "FLG": "Y"}))),
            ("a code that is none", txn(json!({"CUST_NM": "EXAMPLE", "FLG": "Q"}))),
            ("a missing value", txn(json!({"CUST_NM": null, "FLG": "Y"}))),
            ("several values", txn(json!({"CUST_NM": [PRIVATE], "FLG": "Y"}))),
        ]
        .into_iter()
        .map(|(wrong, give)| (wrong, part(key.clone(), give)))
        .collect()
    }

    fn misfits(&self) -> Vec<(&'static str, Value)> {
        let insert = |table: &str, columns: Value| json!({"insert": {"table": table, "key": "EXT_REF", "columns": columns}});
        vec![
            ("there is no table TXNS", insert("TXNS", json!({"CUST_NM": "= name", "FLG": "Y"}))),
            ("there is no column TXN.CUST_NAME", insert("TXN", json!({"CUST_NAME": "= name", "FLG": "Y"}))),
            ("FLG must hold something", insert("TXN", json!({"CUST_NM": "= name"}))),
            ("CUST_NM is too short", insert("TXN", json!({"CUST_NM": PRIVATE, "FLG": "= flag"}))),
            ("CUST_NM needs a value", insert("TXN", json!({"CUST_NM": null, "FLG": "Y"}))),
        ]
    }

    async fn records(&self, key: &ObligationId) -> usize {
        let rows = self.side.run(&format!("SELECT COUNT(*) FROM TXN WHERE EXT_REF = '{key}'")).await;
        rows[0].parse().unwrap()
    }

    fn set_reachable(&self, reachable: bool) {
        self.side.set_line(if reachable { Line::Whole } else { Line::Cut });
    }
}
