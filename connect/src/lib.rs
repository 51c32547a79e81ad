//! Connectors: each hands parts of a submission over to one kind of system of record that agencies already have.
//! One file each, one line in `open`, and the conformance test that all must pass.

pub mod conformance;
pub mod sql;

use std::{collections::BTreeMap, sync::Arc};

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
