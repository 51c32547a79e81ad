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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn column(holds: Holds) -> Column {
        Column { name: "C".to_owned(), holds, cast: String::new() }
    }

    #[test]
    fn money_fits_exact_columns_and_never_whole_numbers() {
        let money = json!("45.00");
        assert_eq!(fit(&column(Holds::Decimal(Some(2))), &money), Ok(Scalar::Text("45.00".to_owned())));
        assert!(fit(&column(Holds::Decimal(Some(0))), &money).is_ok(), "no cents are lost");
        assert!(fit(&column(Holds::Decimal(Some(1))), &json!("45.05")).is_err());
        assert!(fit(&column(Holds::Integer), &money).is_err(), "dollars or cents?");
    }

    #[test]
    fn the_length_of_text_counts_characters_not_bytes() {
        assert!(fit(&column(Holds::Text(Some(5))), &json!("Ñandú")).is_ok());
        assert!(fit(&column(Holds::Text(Some(4))), &json!("Ñandú")).is_err());
    }

    proptest! {
        #[test]
        fn text_that_fits_arrives_as_it_was(text in "\\PC{0,40}", most in 0_usize..40) {
            match fit(&column(Holds::Text(Some(most))), &json!(text)) {
                Ok(value) => prop_assert_eq!(value, Scalar::Text(text)),
                Err(_) => prop_assert!(text.chars().count() > most),
            }
        }

        #[test]
        fn whole_numbers_arrive_as_they_were_from_text_and_from_numbers(number: i64) {
            for value in [json!(number), json!(number.to_string()), json!(format!(" {number} "))] {
                prop_assert_eq!(fit(&column(Holds::Integer), &value), Ok(Scalar::Int(number)));
            }
        }

        #[test]
        fn what_an_exact_column_takes_is_a_number_for_every_database(text in "[-+0-9., eE]{0,12}") {
            if let Ok(Scalar::Text(taken)) = fit(&column(Holds::Decimal(None)), &json!(text)) {
                prop_assert!(taken.parse::<f64>().is_ok(), "{}", taken);
                prop_assert!(!taken.contains(['e', 'E', '+', ',', ' ']));
            }
        }
    }
}
