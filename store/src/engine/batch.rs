//! A change as a value: statements that are kept together or not at all, each with what must be true for it.

use std::borrow::Cow;

use super::Value;

/// One statement with its parameters (`$1`, `$2`, …).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The SQL, in the words both databases share.
    pub sql: Cow<'static, str>,
    /// What `$1`, `$2`, … stand for.
    pub params: Vec<Value>,
    /// How many rows it must change.
    pub expect: Option<Expect>,
}

/// What must be true of a statement, or the whole batch is a conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expect {
    /// It changes exactly so many rows.
    pub rows: u64,
    /// What to call the conflict otherwise; also when it breaks a uniqueness rule.
    pub or: &'static str,
}

impl Statement {
    /// A statement that may change any number of rows.
    pub fn new(sql: impl Into<Cow<'static, str>>, params: Vec<Value>) -> Self {
        Self { sql: sql.into(), params, expect: None }
    }

    /// The same, and it must change exactly one row.
    #[must_use]
    pub fn expect_one(mut self, or: &'static str) -> Self {
        self.expect = Some(Expect { rows: 1, or });
        self
    }

    /// What to call it when this statement breaks a uniqueness rule.
    pub(crate) fn conflict(&self) -> &'static str {
        self.expect.map_or("already there", |expect| expect.or)
    }
}

/// Statements that are kept together or not at all, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// The statements.
    pub statements: Vec<Statement>,
}

impl Batch {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one statement.
    pub fn push(&mut self, statement: Statement) {
        self.statements.push(statement);
    }

    /// Adds one statement and gives the batch back.
    #[must_use]
    pub fn with(mut self, statement: Statement) -> Self {
        self.statements.push(statement);
        self
    }
}

impl Extend<Statement> for Batch {
    fn extend<I: IntoIterator<Item = Statement>>(&mut self, statements: I) {
        self.statements.extend(statements);
    }
}

impl FromIterator<Statement> for Batch {
    fn from_iter<I: IntoIterator<Item = Statement>>(statements: I) -> Self {
        Self { statements: statements.into_iter().collect() }
    }
}

impl From<Statement> for Batch {
    fn from(statement: Statement) -> Self {
        Self { statements: vec![statement] }
    }
}

impl From<Vec<Statement>> for Batch {
    fn from(statements: Vec<Statement>) -> Self {
        Self { statements }
    }
}

/// Columns and what to put in them.
pub(crate) type Columns = Vec<(&'static str, Value)>;

/// `values!["id" => &draft.id, "locale" => &draft.locale]`
macro_rules! values {
    ($($column:literal => $value:expr),* $(,)?) => {
        vec![$(($column, $crate::engine::Value::from($value))),*]
    };
}
pub(crate) use values;

/// A statement that adds one row.
pub(crate) fn insert(table: &str, row: Columns, or: &'static str) -> Statement {
    let names: Vec<&str> = row.iter().map(|(name, _)| *name).collect();
    let places: Vec<String> = (1..=row.len()).map(|number| format!("${number}")).collect();
    let sql = format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), places.join(", "));
    Statement::new(sql, row.into_iter().map(|(_, value)| value).collect()).expect_one(or)
}

/// A statement that changes one row; `keys` say which, and what must still be true of it.
pub(crate) fn update(table: &str, row: Columns, keys: Columns, or: &'static str) -> Statement {
    let settings: Vec<String> =
        row.iter().zip(1..).map(|((name, _), at)| format!("{name} = ${at}")).collect();
    let first = row.len() + 1;
    let wanted: Vec<String> =
        keys.iter().zip(first..).map(|((name, _), at)| format!("{name} = ${at}")).collect();
    let sql = format!("UPDATE {table} SET {} WHERE {}", settings.join(", "), wanted.join(" AND "));
    Statement::new(sql, row.into_iter().chain(keys).map(|(_, value)| value).collect()).expect_one(or)
}
