//! What a column of an old table holds, and whether a value fits it. Nothing is ever cut short or rounded silently.

use serde_json::Value as Json;

use super::statement::Scalar;

/// A column as the database's own catalogue describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name as the database writes it.
    pub name: String,
    /// What it holds.
    pub holds: Holds,
    /// PostgreSQL only: how text becomes its type (`::"pg_catalog"."date"`); empty for text.
    pub cast: String,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Text of at most so many characters.
    Text(Option<usize>),
    /// Whole numbers.
    Integer,
    /// Exact numbers with at most so many digits after the point.
    Decimal(Option<usize>),
    /// Numbers that are not exact.
    Float,
    /// True or false.
    YesNo,
    /// A day.
    Date,
    /// Anything else: the database decides.
    Other,
}

/// A table as the catalogue describes it.
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

/// The value as the column takes it, or why it does not fit.
pub fn fit(column: &Column, value: &Json) -> Result<Scalar, &'static str> {
    match value {
        Json::Null => Ok(Scalar::Null),
        Json::Bool(yes) => yes_no(column.holds, *yes),
        Json::Number(number) => number_in(column.holds, number),
        Json::String(text) => text_in(column.holds, text),
        Json::Array(_) | Json::Object(_) => Err("got several values and takes one"),
    }
}

fn yes_no(holds: Holds, yes: bool) -> Result<Scalar, &'static str> {
    match holds {
        Holds::YesNo | Holds::Integer | Holds::Other => Ok(Scalar::Int(i64::from(yes))),
        _ => Err("got true or false; say in the plan which text or number stands for each"),
    }
}

fn number_in(holds: Holds, number: &serde_json::Number) -> Result<Scalar, &'static str> {
    match (holds, number.as_i64()) {
        (Holds::Text(_) | Holds::Decimal(_), _) => text_in(holds, &number.to_string()),
        (Holds::Date, _) => Err("needs a date and got a number"),
        (_, Some(whole)) => Ok(Scalar::Int(whole)),
        (Holds::Integer | Holds::YesNo, None) => Err("needs a whole number"),
        (_, None) => number.as_f64().map(Scalar::Float).ok_or("got a number that is too large"),
    }
}

fn text_in(holds: Holds, text: &str) -> Result<Scalar, &'static str> {
    match holds {
        Holds::Text(Some(most)) if text.chars().count() > most => Err("is too short for the value"),
        Holds::Text(_) | Holds::Other if text.contains('\0') => Err("cannot hold the character NUL"),
        Holds::Text(_) | Holds::Other => Ok(Scalar::Text(text.to_owned())),
        Holds::Integer => text.trim().parse().map(Scalar::Int).map_err(|_| "needs a whole number"),
        Holds::Decimal(scale) => decimal(text.trim(), scale),
        Holds::Float => text.trim().parse().map(Scalar::Float).map_err(|_| "needs a number"),
        Holds::YesNo => Err("needs true or false"),
        Holds::Date if is_date(text) => Ok(Scalar::Text(text.to_owned())),
        Holds::Date => Err("needs a date (YYYY-MM-DD)"),
    }
}

fn decimal(text: &str, scale: Option<usize>) -> Result<Scalar, &'static str> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole.strip_prefix('-').unwrap_or(whole)) || !digits(part) {
        return Err("needs a number");
    }
    if scale.is_some_and(|scale| part.trim_end_matches('0').len() > scale) {
        return Err("holds fewer digits after the point than the value has");
    }
    Ok(Scalar::Text(text.to_owned()))
}

/// The shape of a day; whether there is such a day, the database knows.
fn is_date(text: &str) -> bool {
    text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, b)| if matches!(at, 4 | 7) { b == b'-' } else { b.is_ascii_digit() })
}
