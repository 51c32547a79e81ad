//! Whether an export fits its schema and a value its type: for the contract test.

use serde_json::Value as Json;

use crate::expr::{Type, Value};

/// Enough of JSON Schema (2020-12) for the schemas of types.
pub(super) fn fits(schema: &Json, value: &Json) -> bool {
    let rule = |name: &str| schema.get(name);
    let number = |name: &str| rule(name).and_then(Json::as_i64);
    let length =
        |value: &Json| value.as_str().map(|text| text.chars().count()).or(value.as_array().map(Vec::len));
    let length = length(value).and_then(|length| i64::try_from(length).ok());
    rule("anyOf").and_then(Json::as_array).is_none_or(|any| any.iter().any(|schema| fits(schema, value)))
        && rule("type").is_none_or(|name| is_named(name, value))
        && rule("const").is_none_or(|only| only == value)
        && rule("enum").and_then(Json::as_array).is_none_or(|any| any.contains(value))
        && number("minimum").is_none_or(|min| value.as_i64().is_some_and(|n| n >= min))
        && number("maximum").is_none_or(|max| value.as_i64().is_some_and(|n| n <= max))
        && number("minLength").or(number("minItems")).is_none_or(|min| length.is_some_and(|n| n >= min))
        && number("maxLength").or(number("maxItems")).is_none_or(|max| length.is_some_and(|n| n <= max))
        && rule("pattern").and_then(Json::as_str).is_none_or(|pattern| {
            let pattern = regex_lite::Regex::new(pattern).unwrap();
            value.as_str().is_some_and(|text| pattern.is_match(text))
        })
        && rule("items").is_none_or(|items| value.as_array().unwrap().iter().all(|item| fits(items, item)))
        && rule("properties").is_none_or(|parts| parts_fit(schema, parts, value))
}

fn is_named(name: &Json, value: &Json) -> bool {
    match name.as_str().unwrap() {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        other => panic!("unknown type {other}"),
    }
}

fn parts_fit(schema: &Json, parts: &Json, value: &Json) -> bool {
    let value = value.as_object().unwrap();
    let required = schema["required"].as_array().unwrap();
    required.iter().all(|name| value.contains_key(name.as_str().unwrap()))
        && value.iter().all(|(name, part)| parts.get(name).is_some_and(|schema| fits(schema, part)))
}

/// Whether a value is what its type promises to expressions.
pub(super) fn is_of(value: &Value, wanted: &Type) -> bool {
    match (value, wanted) {
        (_, Type::Any)
        | (Value::Text(_), Type::Text)
        | (Value::Number(_), Type::Number)
        | (Value::Decimal(_), Type::Decimal)
        | (Value::Money(_), Type::Money)
        | (Value::Date(_), Type::Date)
        | (Value::YesNo(_), Type::YesNo) => true,
        (Value::List(items), Type::List(of)) => items.iter().all(|item| is_of(item, of)),
        (Value::Object(parts), Type::Object(types)) => {
            parts.len() == types.len()
                && types.iter().all(|(name, wanted)| parts.get(name).is_some_and(|part| is_of(part, wanted)))
        }
        _ => false,
    }
}
