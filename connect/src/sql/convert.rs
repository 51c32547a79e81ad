//! Whether a value fits a column of an old table, and how it is handed to it. Nothing is ever cut short, rounded or
//! taken for something else silently, whatever a database would do by itself.

use serde_json::Value as Json;

use super::{
    statement::Scalar,
    table::{Column, Holds},
};

/// The value as the column takes it, or why it does not fit.
pub fn fit(column: &Column, value: &Json) -> Result<Scalar, &'static str> {
    match value {
        Json::Null if column.is_required => Err("needs a value and got none"),
        Json::Null => Ok(Scalar::Null),
        Json::Bool(yes) => yes_no(&column.holds, *yes),
        Json::Number(number) => number_in(&column.holds, number),
        Json::String(text) => text_in(&column.holds, text),
        Json::Array(_) | Json::Object(_) => Err("got several values and takes one"),
    }
}

fn yes_no(holds: &Holds, yes: bool) -> Result<Scalar, &'static str> {
    match holds {
        Holds::YesNo | Holds::Integer | Holds::Other => Ok(Scalar::Int(i64::from(yes))),
        _ => Err("got true or false; say in the plan which text or number stands for each"),
    }
}

fn number_in(holds: &Holds, number: &serde_json::Number) -> Result<Scalar, &'static str> {
    match (holds, number.as_i64()) {
        // A bare number would be taken for the place of a code in its list, or for a time.
        (Holds::Date | Holds::Moment | Holds::Time, _) => Err("needs a date or a time and got a number"),
        (Holds::Integer | Holds::YesNo | Holds::Other, Some(whole)) => Ok(Scalar::Int(whole)),
        (Holds::Integer | Holds::YesNo, None) => Err("needs a whole number"),
        (Holds::Other, None) => number.as_f64().map(Scalar::Float).ok_or("got a number that is too large"),
        _ => text_in(holds, &number.to_string()),
    }
}

fn text_in(holds: &Holds, text: &str) -> Result<Scalar, &'static str> {
    let whole = || text.trim().parse().map(Scalar::Int).map_err(|_| "needs a whole number");
    let as_it_is = || Ok(Scalar::Text(text.to_owned()));
    match holds {
        Holds::Text(Some(most)) if text.chars().count() > *most => Err("is too short for the value"),
        Holds::Bytes(most) if text.len() > *most => Err("is too short for the value"),
        Holds::Text(_) | Holds::Bytes(_) | Holds::Other if text.contains('\0') => {
            Err("cannot hold the character NUL")
        }
        Holds::Text(_) | Holds::Bytes(_) | Holds::Other => as_it_is(),
        Holds::Codes(codes) if are_codes(codes, text) => as_it_is(),
        Holds::Codes(_) => Err("takes only the codes in its list, and the value is none of them"),
        Holds::Integer => whole(),
        Holds::Year if text.trim().len() == 4 => whole(),
        Holds::Year => Err("needs a year of four digits"),
        Holds::Decimal(scale) => decimal(text.trim(), *scale),
        Holds::Float => float(text.trim(), |exact| exact.to_string()),
        #[expect(clippy::cast_possible_truncation, reason = "what is lost is what is asked")]
        Holds::SmallFloat => float(text.trim(), |exact| (exact as f32).to_string()),
        Holds::YesNo => Err("needs true or false"),
        Holds::Date if is_date(text) => as_it_is(),
        Holds::Date => Err("needs a date that there is (YYYY-MM-DD)"),
        Holds::Moment if is_moment(text) => as_it_is(),
        Holds::Moment => Err("needs a date (YYYY-MM-DD), or a date and a time without a zone (… HH:MM:SS)"),
        Holds::Time if is_time(text) => as_it_is(),
        Holds::Time => Err("needs a time of day (HH:MM:SS)"),
    }
}

/// One code, or several with commas between; where a column takes only one, the database refuses several.
fn are_codes(codes: &[String], text: &str) -> bool {
    let is_code = |part: &str| codes.iter().any(|code| code == part);
    is_code(text) || text.split(',').all(is_code)
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

/// A number that is kept in binary: taken when every digit of it comes back. `back` is what is read back.
fn float(text: &str, back: impl Fn(f64) -> String) -> Result<Scalar, &'static str> {
    decimal(text, None)?;
    let number: f64 = text.parse().map_err(|_| "needs a number")?;
    if significant(&back(number)) == significant(text) {
        Ok(Scalar::Float(number))
    } else {
        Err("holds fewer digits than the value has")
    }
}

/// Without the zeros that say nothing.
fn significant(text: &str) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let digits = digits.trim_start_matches('0');
    let digits =
        if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.') } else { digits };
    if digits.is_empty() { String::new() } else { format!("{sign}{digits}") }
}

/// Whether there is such a day: some databases keep 30 February, or day 0.
fn is_date(text: &str) -> bool {
    let shape = |(at, b): (usize, u8)| if matches!(at, 4 | 7) { b == b'-' } else { b.is_ascii_digit() };
    if text.len() != 10 || !text.bytes().enumerate().all(shape) {
        return false;
    }
    let mut parts = text.split('-').filter_map(|part| part.parse::<u32>().ok());
    let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    year > 0 && (1..=days).contains(&day)
}

fn is_moment(text: &str) -> bool {
    text.split_once([' ', 'T']).map_or_else(|| is_date(text), |(day, time)| is_date(day) && is_time(time))
}

fn is_time(text: &str) -> bool {
    let is_part = |part: &str, most: u32| {
        part.len() == 2
            && part.bytes().all(|b| b.is_ascii_digit())
            && part.parse().is_ok_and(|n: u32| n <= most)
    };
    let mut parts = text.split(':');
    let (hour, minute, second) = (parts.next(), parts.next(), parts.next().unwrap_or("00"));
    parts.next().is_none()
        && hour.is_some_and(|hour| is_part(hour, 23))
        && minute.is_some_and(|minute| is_part(minute, 59))
        && is_part(second, 59)
}

#[cfg(test)]
mod tests;
