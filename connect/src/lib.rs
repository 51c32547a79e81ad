//! Connectors: each hands parts of a submission over to one kind of system of record that agencies already have.
//! One file each, one line in `open`, and the conformance test that all must pass. Beside them, `clamd`, which looks into
//! files that people give.

pub mod clamd;
pub mod conformance;
pub mod sql;

use std::{collections::BTreeMap, fmt, sync::Arc};

use model::Connector;

/// The operator's settings of a connector cannot be used. Never quotes a value: addresses hold passwords.
#[derive(Debug, thiserror::Error)]
pub enum BadSettings {
    /// No connector of this kind.
    #[error("there is no connector of kind `{0}`; there is: sql")]
    Kind(String),
    /// A setting is missing.
    #[error("a connector of kind `{kind}` needs the setting `{setting}`")]
    Missing {
        /// The connector's kind.
        kind: &'static str,
        /// The setting.
        setting: &'static str,
    },
    /// A setting that means nothing.
    #[error("a connector of kind `{kind}` has no setting `{setting}`")]
    Unknown {
        /// The connector's kind.
        kind: &'static str,
        /// The setting.
        setting: String,
    },
    /// The address of a database is not right.
    #[error(transparent)]
    Url(#[from] sql::BadUrl),
}

/// Something wrong with the shape of a `give`, for its author. Kinds of connectors say it without being connected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GiveFault {
    /// The way to it: keys, and positions in lists counted from 0.
    pub at: Vec<String>,
    /// It is about the last key itself, not about its value.
    pub on_key: bool,
    /// What is wrong.
    pub wrong: String,
    /// What to write instead; empty when one of the `known` keys is meant.
    pub write: String,
    /// The keys that can stand there.
    pub known: &'static [&'static str],
}

impl fmt::Display for GiveFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}. {}", self.at.join("."), self.wrong, self.write)?;
        if self.known.is_empty() { Ok(()) } else { write!(f, "Known here: {}.", self.known.join(", ")) }
    }
}

/// Every kind of connector.
pub const KINDS: &[&str] = &["sql"];

/// What is wrong with a `give` for a connector of this kind; `None` for an unknown kind.
pub fn faults(kind: &str, give: &serde_json::Value) -> Option<Vec<GiveFault>> {
    match kind {
        "sql" => Some(sql::faults(give)),
        _ => None,
    }
}

/// Opens a connector by its kind. Nothing is connected yet: the other side may be down.
pub fn open(kind: &str, settings: &BTreeMap<String, String>) -> Result<Arc<dyn Connector>, BadSettings> {
    match kind {
        "sql" => Ok(sql::open(only("sql", "url", settings)?)?),
        other => Err(BadSettings::Kind(other.to_owned())),
    }
}

/// The one setting a connector of this kind has.
fn only<'a>(
    kind: &'static str,
    setting: &'static str,
    settings: &'a BTreeMap<String, String>,
) -> Result<&'a str, BadSettings> {
    if let Some(unknown) = settings.keys().find(|key| *key != setting) {
        return Err(BadSettings::Unknown { kind, setting: unknown.clone() });
    }
    settings.get(setting).map(String::as_str).ok_or(BadSettings::Missing { kind, setting })
}
