//! What to write instead: hints for authors, with their own words in them.

use std::collections::BTreeMap;

use super::{Type, environment, suggest::nearest};

/// Where the types of two values do not go together and nothing better can be said.
pub const OF_TYPES: &str = "use values of one type; the reference of expressions says what each answer is";

/// Most names listed.
const MOST: usize = 12;

/// The names there are, where none is near.
pub fn known<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    match names.len() {
        0 => "nothing is answered before this: ask a question on an earlier page".to_owned(),
        count if count <= MOST => format!("known here are {}", listed(names.into_iter())),
        count => format!("known here are {} and {} more", listed(names.into_iter().take(MOST)), count - MOST),
    }
}

/// How to turn a part into the type wanted.
pub fn instead(wanted: &Type, found: &Type, words: &str) -> Option<String> {
    let literal = words.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    let unquoted = words.trim_matches(['"', '\'']);
    let quoted = unquoted.len() + 2 == words.len();
    Some(match (wanted, found) {
        (Type::Money, Type::Number | Type::Text) => format!("write `usd({words})`"),
        (Type::Money, Type::Decimal) if literal => format!("write `usd(\"{words}\")`"),
        (Type::Date, Type::Text) if quoted && environment::date_of(unquoted).is_none() => {
            "write the day as `date(\"2026-01-31\")`".to_owned()
        }
        (Type::Date, Type::Text) => format!("write `date({words})`"),
        (Type::Date, Type::Number) => "write a day, such as `add_days(today, -30)`".to_owned(),
        (Type::Text, Type::Number | Type::Decimal) if literal => format!("write `\"{words}\"`"),
        (Type::Text, Type::Number | Type::Decimal | Type::Money | Type::Date | Type::YesNo) => {
            format!("write `text({words})`")
        }
        (Type::Number, Type::Text) if quoted && unquoted.parse::<i64>().is_ok() => {
            format!("write `{unquoted}`, without quotes")
        }
        (Type::Number, Type::Decimal) => format!("write `int({words})`"),
        (Type::Number, Type::Money) => format!("write `cents({words})`"),
        (Type::Number, Type::Date) => format!("write `age({words})` or `days_since({words})`"),
        (Type::Decimal, Type::Number) if literal => format!("write `{words}.0`"),
        (Type::Decimal, Type::Number) => format!("write `double({words})`"),
        (Type::YesNo, Type::Text) if matches!(unquoted, "yes" | "true") => {
            "write `true`, without quotes".into()
        }
        (Type::YesNo, Type::Text) if matches!(unquoted, "no" | "false") => {
            "write `false`, without quotes".into()
        }
        (Type::YesNo, Type::Text) => format!("compare it, such as `{words} == \"…\"`"),
        (Type::YesNo, Type::Number) => format!("compare it, such as `{words} > 0`"),
        (Type::YesNo, Type::Money) => format!("compare it, such as `{words} > usd(0)`"),
        (Type::YesNo, Type::Date) => format!("compare it, such as `{words} < today`"),
        (Type::YesNo, Type::List(_)) => format!("write `size({words}) > 0`"),
        (Type::YesNo, Type::Object(_)) => format!("write `answered({words})`"),
        (_, Type::Object(parts)) => {
            let part = parts.iter().find(|(_, kind)| *kind == wanted)?.0;
            format!("choose a part of it, such as `{words}.{part}`")
        }
        _ => return None,
    })
}

/// How to calculate with two values whose types do not go together.
pub fn arithmetic(sign: &str, left: (&Type, &str), right: (&Type, &str)) -> Option<String> {
    let (a, b) = (left.1, right.1);
    match (sign, left.0, right.0) {
        ("+", Type::Date, Type::Number) => Some(format!("write `add_days({a}, {b})`")),
        ("-", Type::Date, Type::Number) => Some(format!("write `add_days({a}, -{b})`")),
        ("-", Type::Date, Type::Date) => Some(format!("write `days_between({b}, {a})`")),
        ("*", Type::Money, Type::Decimal) => {
            Some(format!("money stays exact: for a share of 30 percent, write `{a} * 30 / 100`"))
        }
        ("*" | "/", Type::Money, Type::Money) => Some(format!("for a plain number, write `cents({b})`")),
        ("+", Type::Text, _) => instead(&Type::Text, right.0, b),
        ("+", _, Type::Text) => instead(&Type::Text, left.0, a),
        ("+" | "-", Type::Money, _) => instead(&Type::Money, right.0, b),
        ("+" | "-", _, Type::Money) => instead(&Type::Money, left.0, a),
        (_, Type::Decimal, Type::Number) => instead(&Type::Decimal, right.0, b),
        (_, Type::Number, Type::Decimal) => instead(&Type::Decimal, left.0, a),
        _ => None,
    }
}

/// A name from another language, where CEL has a word of its own.
pub fn unknown_name(name: &str) -> Option<String> {
    let known = match name {
        "yes" | "Yes" | "True" | "TRUE" => "true",
        "no" | "No" | "False" | "FALSE" => "false",
        "None" | "nil" | "undefined" | "NULL" => "null",
        "now" | "date" | "current_date" => "today",
        _ => return None,
    };
    Some(format!("write `{known}`"))
}

/// The part that was meant, or all there are.
pub fn parts(written: &str, parts: &BTreeMap<String, Type>) -> String {
    match nearest(written, parts.keys().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("its parts are {}", listed(parts.keys().map(String::as_str))),
    }
}

/// `a`, `b` and `c`.
pub fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    match names.pop() {
        Some(last) if names.is_empty() => last,
        Some(last) => format!("{} and {last}", names.join(", ")),
        None => "none".to_owned(),
    }
}
