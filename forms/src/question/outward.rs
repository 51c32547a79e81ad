//! Answers as other systems and expressions see them: plain, whole and without form details.

use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive;
use serde_json::{Value as Json, json};

use crate::{Address, Answer, Answers, FileRef, Name, Phone, expr::Value};

/// An answer as plain JSON. Amounts are whole cents and decimals are texts: no system's floats can change them
/// (STANDARDS DAT-11).
pub(super) fn export(answer: &Answer) -> Json {
    match answer {
        Answer::Skipped | Answer::Erased { .. } => Json::Null,
        Answer::Text(text) | Answer::Email(text) | Answer::Identifier(text) => json!(text),
        Answer::Number(number) => json!(number),
        Answer::Decimal(number) => json!(number.to_string()),
        Answer::Money { minor, currency } => json!({ "minor": minor, "currency": currency }),
        Answer::Date(date) => json!(date.to_string()),
        Answer::YesNo(yes) => json!(yes),
        Answer::Choices(values) => json!(values),
        Answer::Name(name) => json!(name),
        Answer::Address(address) => json!(address),
        Answer::Phone(phone) => json!(phone),
        Answer::Files(files) => json!(files),
        Answer::Declaration => Json::Bool(true),
        Answer::Repeat(entries) => entries.iter().map(|entry| export_all(&entry.answers)).collect(),
    }
}

fn export_all(answers: &Answers) -> Json {
    let answers = answers.iter().map(|(id, answer)| (id.to_string(), export(answer)));
    Json::Object(answers.collect())
}

/// An answer in expressions.
pub(super) fn value(answer: &Answer) -> Value {
    match answer {
        Answer::Skipped | Answer::Erased { .. } => Value::Null,
        Answer::Text(text) | Answer::Email(text) | Answer::Identifier(text) => Value::Text(text.clone()),
        Answer::Number(number) => Value::Number(*number),
        Answer::Decimal(number) => number.to_f64().map_or(Value::Null, Value::Decimal),
        Answer::Money { minor, .. } => Value::Money(*minor),
        Answer::Date(date) => Value::Date(*date),
        Answer::YesNo(yes) => Value::YesNo(*yes),
        Answer::Choices(values) => Value::List(values.iter().cloned().map(Value::Text).collect()),
        Answer::Name(name) => object(name_parts(name)),
        Answer::Address(address) => address_value(address),
        Answer::Phone(Phone { e164, .. }) => Value::Text(e164.clone()),
        Answer::Files(files) => Value::List(files.iter().map(file_value).collect()),
        Answer::Declaration => Value::YesNo(true),
        Answer::Repeat(entries) => {
            Value::List(entries.iter().map(|entry| value_all(&entry.answers)).collect())
        }
    }
}

fn value_all(answers: &Answers) -> Value {
    Value::Object(answers.iter().map(|(id, answer)| (id.to_string(), value(answer))).collect())
}

fn name_parts(name: &Name) -> [(&'static str, String); 5] {
    let text = |part: &Option<String>| part.clone().unwrap_or_default();
    [
        ("full", name.full.clone()),
        ("given", text(&name.given)),
        ("middle", text(&name.middle)),
        ("family", text(&name.family)),
        ("suffix", text(&name.suffix)),
    ]
}

fn address_value(address: &Address) -> Value {
    let Address { no_fixed_address, line1, line2, urbanization, city, state, postal_code, country } =
        address.clone();
    let parts = [
        ("line1", line1),
        ("line2", line2),
        ("urbanization", urbanization),
        ("city", city),
        ("state", state),
        ("postal_code", postal_code),
        ("country", country),
    ];
    match object(parts) {
        Value::Object(mut parts) => {
            parts.insert("no_fixed_address".to_owned(), Value::YesNo(no_fixed_address));
            Value::Object(parts)
        }
        other => other,
    }
}

fn file_value(file: &FileRef) -> Value {
    object([("name", file.name.clone()), ("media_type", file.media_type.clone())])
}

fn object<const N: usize>(parts: [(&str, String); N]) -> Value {
    let parts = parts.into_iter().map(|(name, text)| (name.to_owned(), Value::Text(text)));
    Value::Object(parts.collect::<BTreeMap<_, _>>())
}
