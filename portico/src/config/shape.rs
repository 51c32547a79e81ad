//! Holds what was given against the shape of the settings: unknown names and wrong kinds of values are told, all at
//! once, and taken out so that the rest can still be looked at.

use serde_json::{Map, Value};

use super::Bad;

/// Takes out of `given` what does not fit the schema, and tells of it.
pub fn fit(given: &mut Value, schema: &Value, at: &str, found: &mut Vec<Bad>) {
    match given {
        Value::Object(parts) if is(schema, "object") => fit_parts(parts, schema, at, found),
        Value::Array(items) if is(schema, "array") => {
            let Some(item) = schema.get("items") else { return };
            for (value, number) in items.iter_mut().zip(1..) {
                fit(value, item, &format!("{at}[{number}]"), found);
            }
        }
        _ => {}
    }
}

fn fit_parts(parts: &mut Map<String, Value>, schema: &Value, at: &str, found: &mut Vec<Bad>) {
    let known = schema.get("properties").and_then(Value::as_object);
    let others = schema.get("additionalProperties").filter(|others| others.is_object());
    let names: Vec<String> = parts.keys().cloned().collect();
    for name in names {
        let setting = if at.is_empty() { name.clone() } else { format!("{at}.{name}") };
        let Some(part) = parts.get_mut(&name) else { continue };
        let Some(expected) = known.and_then(|known| known.get(&name)).or(others) else {
            found.push(Bad::new(setting, "there is no such setting", meant(&name, known)));
            parts.remove(&name);
            continue;
        };
        as_text(part, expected);
        if let Some(wanted) = misfit(part, expected) {
            found.push(Bad::new(setting, "this is another kind of value", format!("Write {wanted}.")));
            parts.remove(&name);
        } else {
            fit(part, expected, &setting, found);
        }
    }
}

fn meant(name: &str, known: Option<&Map<String, Value>>) -> String {
    let names: Vec<&str> = known.into_iter().flat_map(Map::keys).map(String::as_str).collect();
    let alike = names
        .iter()
        .find(|other| other.contains(name) || name.contains(**other) || differ_little(name, other));
    match alike {
        Some(other) => format!("Did you mean `{other}`?"),
        None => format!("There is: {}.", names.join(", ")),
    }
}

/// One letter more, less or other, or two swapped.
fn differ_little(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same_start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let same_end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    a.len().max(b.len()).saturating_sub(same_start + same_end) <= 2
}

/// The environment has no quotes: a number given where text is wanted is text.
fn as_text(value: &mut Value, schema: &Value) {
    if is(schema, "string") && matches!(value, Value::Number(_) | Value::Bool(_)) {
        *value = Value::String(value.to_string());
    }
}

/// What is wanted instead, if the value does not fit.
fn misfit(value: &Value, schema: &Value) -> Option<String> {
    if let Some(words) = words(schema) {
        let fits = value.as_str().is_some_and(|value| words.iter().any(|word| word == value));
        return (!fits).then(|| format!("one of: {}", words.join(", ")));
    }
    let fits = match value {
        Value::String(_) => is(schema, "string"),
        Value::Bool(_) => is(schema, "boolean"),
        Value::Number(number) => is(schema, "integer") && in_range(number.as_i64(), schema),
        Value::Array(_) => is(schema, "array"),
        Value::Object(_) => is(schema, "object"),
        Value::Null => true,
    };
    (!fits).then(|| kind_of(schema).to_owned())
}

fn in_range(number: Option<i64>, schema: &Value) -> bool {
    let limit = |name: &str| schema.get(name).and_then(Value::as_i64);
    number.is_some_and(|number| {
        limit("minimum").is_none_or(|least| number >= least)
            && limit("maximum").is_none_or(|most| number <= most)
    })
}

fn kind_of(schema: &Value) -> &'static str {
    let kinds = [
        ("string", "text in quotes"),
        ("boolean", "true or false, without quotes"),
        ("integer", "a whole number within the limits, without quotes"),
        ("array", "a list in square brackets"),
        ("object", "a section of its own, in square brackets"),
    ];
    kinds.iter().find(|(kind, _)| is(schema, kind)).map_or("another kind of value", |(_, words)| words)
}

/// Whether a schema wants a type; settings that may be absent want it or nothing.
pub fn is(schema: &Value, kind: &str) -> bool {
    match schema.get("type") {
        Some(Value::String(one)) => one == kind,
        Some(Value::Array(several)) => several.iter().any(|one| one == kind),
        _ => schema.get("oneOf").is_some_and(|_| kind == "string"),
    }
}

/// The words a setting may be, if it is one of a few.
pub fn words(schema: &Value) -> Option<Vec<String>> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    if let Some(several) = schema.get("enum").and_then(Value::as_array) {
        return Some(several.iter().filter_map(text).collect());
    }
    let several = schema.get("oneOf").and_then(Value::as_array)?;
    Some(several.iter().filter_map(|one| one.get("const").and_then(text)).collect())
}
