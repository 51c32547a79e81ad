//! What a question asks, as one mark: the same while a person would give the same answer to it.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use crate::definition::Question;

/// What a question asks: its type, label, options and limits. Not its hints and help, not when it is asked, not where
/// it stands and not its translations.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Meaning(String);

/// Settings that help to answer, and do not change what is asked.
const HELP: &[&str] = &[
    "autocomplete",
    "birthday",
    "camera",
    "example",
    "item",
    "mask",
    "no_hint",
    "pages",
    "rows",
    "secret",
    "somebody_else",
    "summary",
    "yes_hint",
];

impl Meaning {
    /// Of a question.
    pub fn of(question: &Question) -> Self {
        let kind = serde_json::to_value(&question.kind).unwrap_or_default();
        let settings = kind.as_object().into_iter().flatten();
        let mut asks: BTreeMap<&str, String> = settings
            .filter(|(name, value)| !HELP.contains(&name.as_str()) && says_something(value))
            .map(|(name, value)| (name.as_str(), in_order(value).to_string()))
            .collect();
        asks.insert("label", plain(&question.label));
        let mut hash = Sha256::new();
        for part in asks.iter().flat_map(|(name, value)| [*name, value.as_str()]) {
            // Each with its length before it: no two questions can be told alike by moving text.
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        Self(HEXLOWER.encode(&hash.finalize()))
    }
}

/// What is not set must not count: a setting that a later Portico adds would change every question.
fn says_something(value: &Json) -> bool {
    match value {
        Json::Null | Json::Bool(false) => false,
        Json::Array(items) => !items.is_empty(),
        _ => true,
    }
}

/// Options without their hints, in any order; texts without what nobody reads differently.
fn in_order(value: &Json) -> Json {
    match value {
        Json::String(text) => plain(text).into(),
        Json::Array(items) => {
            let mut items: Vec<String> = items.iter().map(|item| in_order(item).to_string()).collect();
            items.sort();
            items.into()
        }
        Json::Object(parts) => match (parts.get("value"), parts.get("label")) {
            (Some(value), Some(label)) => Json::Array(vec![value.clone(), in_order(label)]),
            _ => value.clone(),
        },
        other => other.clone(),
    }
}

/// White space, capitals and the punctuation at the end do not change what is asked.
fn plain(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    text.trim_end_matches(['.', '?', '!', ':', ' ']).to_owned()
}
