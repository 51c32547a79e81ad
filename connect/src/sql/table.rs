//! A table of an agency, as the database's own catalogue describes it.

use std::collections::BTreeMap;

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Column {
    /// Its name as the database writes it.
    pub name: String,
    /// What it holds.
    pub holds: Holds,
    /// PostgreSQL only: how text becomes its type (`::"pg_catalog"."date"`); empty for text.
    pub cast: String,
    /// It must hold something (`NOT NULL`).
    pub is_required: bool,
    /// The database fills it when it is not named: a default, a number of its own.
    pub is_filled: bool,
    /// Only the database writes it.
    pub is_generated: bool,
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Holds {
    /// Text of at most so many characters.
    Text(Option<usize>),
    /// Text of at most so many bytes.
    Bytes(usize),
    /// One of these texts, and nothing else (`ENUM`); or several with commas between (`SET`).
    Codes(Vec<String>),
    /// Whole numbers.
    Integer,
    /// Exact numbers with at most so many digits after the point.
    Decimal(Option<usize>),
    /// Numbers of about 15 digits.
    Float,
    /// Numbers of about 6 digits.
    SmallFloat,
    /// True or false.
    YesNo,
    /// A day.
    Date,
    /// A day with a time, without a zone and without parts of a second.
    Moment,
    /// A time of day.
    Time,
    /// A year of four digits.
    Year,
    /// Anything else: the database decides.
    #[default]
    Other,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its quoted name.
    pub sql: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Whether it can take part in a transaction.
    pub in_transactions: bool,
}

impl Table {
    /// A column by the author's name. Databases fold the case of names each in its way, so an exact match comes first.
    pub fn column(&self, name: &str) -> Option<&Column> {
        let exact = self.columns.iter().find(|column| column.name == name);
        exact.or_else(|| self.columns.iter().find(|column| column.name.eq_ignore_ascii_case(name)))
    }
}

/// What may be done with a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Right {
    /// Writing it in a new row.
    Insert,
    /// Changing it.
    Update,
    /// Reading it.
    Select,
}

impl Right {
    /// Its name in SQL.
    pub fn sql(self) -> &'static str {
        match self {
            Self::Insert => "INSERT",
            Self::Update => "UPDATE",
            Self::Select => "SELECT",
        }
    }
}

/// What a look wants to know beyond the columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules {
    /// Columns of which each has no value twice.
    pub unique: Vec<String>,
    /// The columns each right is missing for.
    pub forbidden: BTreeMap<Right, Vec<String>>,
    /// Columns whose own numbers come from a sequence that we may not use (PostgreSQL).
    pub closed_sequences: Vec<String>,
    /// Something of the table's own runs before a row is added, and may fill what is missing.
    pub has_trigger: bool,
}
