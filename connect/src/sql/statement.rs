//! The statements, written once for every engine: names quoted, values always bound.

use super::table::Column;

/// Which database's way of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
    /// MariaDB and MySQL.
    MariaDb,
}

/// A value as it is bound.
#[derive(Debug, Clone, PartialEq)]
pub enum Scalar {
    /// Nothing.
    Null,
    /// A whole number.
    Int(i64),
    /// A number that is not exact.
    Float(f64),
    /// Anything else.
    Text(String),
}

/// A statement with its values.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The words.
    pub sql: String,
    /// The values, in order.
    pub params: Vec<Scalar>,
}

/// A column and its value.
pub type Pair<'a> = (&'a Column, Scalar);

impl Dialect {
    /// A name in quotes, so that it is only a name.
    pub fn quote(self, name: &str) -> String {
        match self {
            Self::MariaDb => format!("`{}`", name.replace('`', "``")),
            Self::Sqlite | Self::Postgres => format!("\"{}\"", name.replace('"', "\"\"")),
        }
    }

    /// The place of a value. PostgreSQL gets text and makes of it what the column holds.
    fn place(self, number: usize, column: &Column) -> String {
        match self {
            Self::MariaDb => "?".to_owned(),
            Self::Sqlite => format!("?{number}"),
            Self::Postgres => format!("${number}::text{}", column.cast),
        }
    }

    fn as_text(self, column: &Column) -> String {
        let name = self.quote(&column.name);
        match self {
            Self::MariaDb => format!("CAST({name} AS CHAR)"),
            Self::Sqlite => format!("CAST({name} AS TEXT)"),
            Self::Postgres => format!("{name}::text"),
        }
    }
}

/// Adds a row.
pub fn insert(dialect: Dialect, table: &str, pairs: Vec<Pair<'_>>) -> Statement {
    let names: Vec<_> = pairs.iter().map(|(column, _)| dialect.quote(&column.name)).collect();
    let places: Vec<_> =
        pairs.iter().enumerate().map(|(at, (column, _))| dialect.place(at + 1, column)).collect();
    let sql = format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), places.join(", "));
    Statement { sql, params: values(pairs) }
}

/// Changes the rows that match.
pub fn update(dialect: Dialect, table: &str, set: Vec<Pair<'_>>, matching: Vec<Pair<'_>>) -> Statement {
    let changes = equations(dialect, &set, 1).join(", ");
    let condition = equations(dialect, &matching, set.len() + 1).join(" AND ");
    let sql = format!("UPDATE {table} SET {changes} WHERE {condition}");
    Statement { sql, params: values(set.into_iter().chain(matching)) }
}

/// Reads columns, as text, of the rows that match.
pub fn select(dialect: Dialect, table: &str, columns: &[&Column], matching: Vec<Pair<'_>>) -> Statement {
    let columns: Vec<_> = columns.iter().map(|column| dialect.as_text(column)).collect();
    let condition = equations(dialect, &matching, 1).join(" AND ");
    let sql = format!("SELECT {} FROM {table} WHERE {condition}", columns.join(", "));
    Statement { sql, params: values(matching) }
}

fn equations(dialect: Dialect, pairs: &[Pair<'_>], first: usize) -> Vec<String> {
    let one = |(at, (column, _)): (usize, &Pair<'_>)| {
        format!("{} = {}", dialect.quote(&column.name), dialect.place(at + first, column))
    };
    pairs.iter().enumerate().map(one).collect()
}

fn values<'a>(pairs: impl IntoIterator<Item = Pair<'a>>) -> Vec<Scalar> {
    pairs.into_iter().map(|(_, value)| value).collect()
}
