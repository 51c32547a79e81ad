//! A store as the first release left it: the tables of its one migration, and rows that it wrote. Today's program must take
//! over whatever is in it.

use std::{fs, path::Path};

use rusqlite::Connection;
use serde_json::{Map, Value};

use crate::{postgres, project, world::FakeRandom};

/// The one migration of the first release.
const TABLES: &str = include_str!("../../store/migrations/0001_first.sql");
const APPLIED: &str =
    "CREATE TABLE migrations (number BIGINT PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL);";

/// What each database calls the kinds of column, and how it writes bytes.
struct Dialect {
    kinds: [(&'static str, &'static str); 4],
    bytes: fn(&str) -> String,
}

const SQLITE: Dialect = Dialect {
    kinds: [("{int}", "INTEGER"), ("{text}", "TEXT"), ("{bytes}", "BLOB"), ("{strict}", "STRICT")],
    bytes: |hex| format!("X'{hex}'"),
};
const POSTGRES: Dialect = Dialect {
    kinds: [("{int}", "BIGINT"), ("{text}", "TEXT COLLATE \"C\""), ("{bytes}", "BYTEA"), ("{strict}", "")],
    bytes: |hex| format!("decode('{hex}', 'hex')"),
};

fn file(name: &str) -> String {
    let path = project::root().join("testkit/older").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What is known of the people in it: ids, tokens, a code that was not used yet.
///
/// # Panics
/// When the file is not there.
pub fn known() -> Value {
    serde_json::from_str(&file("known.json")).expect("what is known is JSON")
}

/// The key that its data keys are encrypted with.
pub fn keys() -> String {
    store::Keks::new_text("test", &FakeRandom::default())
}

/// Makes the store at an address, and puts its files' contents into a folder.
///
/// # Panics
/// When it cannot be made.
pub fn put(database_url: &str, files: &Path) {
    let rows = file("rows.jsonl");
    match database_url.strip_prefix("sqlite:") {
        Some(path) => {
            let connection = Connection::open(path).expect("a new file");
            for sql in statements(&SQLITE, &rows) {
                connection.execute_batch(&sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
            }
        }
        None => {
            for sql in statements(&POSTGRES, &rows) {
                postgres::run(database_url, &sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
            }
        }
    }
    let contents: Map<String, Value> = serde_json::from_str(&file("contents.json")).expect("JSON");
    for (path, hex) in &contents {
        let path = files.join(path);
        fs::create_dir_all(path.parent().unwrap_or(files)).expect("a folder");
        fs::write(path, bytes(hex.as_str().unwrap_or_default())).expect("a content");
    }
}

fn statements(dialect: &Dialect, rows: &str) -> Vec<String> {
    let mut tables = TABLES.to_owned();
    for (kind, name) in dialect.kinds {
        tables = tables.replace(kind, name);
    }
    let mut all = vec![format!("{tables}\n{APPLIED}")];
    all.extend(rows.lines().map(|line| insert(dialect, line)));
    all
}

fn insert(dialect: &Dialect, line: &str) -> String {
    let (table, row): (String, Map<String, Value>) = serde_json::from_str(line).expect("a row");
    let names: Vec<&str> = row.keys().map(String::as_str).collect();
    let values = row.values().map(|value| match value {
        Value::Null => "NULL".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => format!("'{}'", text.replace('\'', "''")),
        Value::Object(bytes) => (dialect.bytes)(bytes.get("hex").and_then(Value::as_str).unwrap_or_default()),
        other => panic!("{table} has {other}"),
    });
    format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), values.collect::<Vec<_>>().join(", "))
}

fn bytes(hex: &str) -> Vec<u8> {
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    hex.as_bytes().chunks(2).filter_map(pair).collect()
}
