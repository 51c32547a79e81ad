//! The connectors that plans name, as the settings of the installation have them: for the checks of the parts of a plan.

use std::{collections::BTreeMap, path::Path};

use forms::check::{Connectors, GiveFault, Look};
use serde_json::Value;

use crate::config::{Config, Connector};

/// The connectors of the settings.
pub struct Known {
    /// Their kinds by name; nothing when there are no settings.
    names: Option<BTreeMap<String, String>>,
}

impl Known {
    /// Those of a file of settings. What else is wrong with it, the doctor says.
    pub fn of(file: Option<&Path>) -> Self {
        let connectors = file.map(|file| Config::look(file).0.connectors);
        let kinds =
            |all: BTreeMap<String, Connector>| all.into_iter().map(|(name, one)| (name, one.kind)).collect();
        Self { names: connectors.map(kinds) }
    }

    /// Whether there are no settings to know anything from.
    pub fn is_nothing(&self) -> bool {
        self.names.is_none()
    }

    /// What is wrong for the kind that it fits best: without settings nobody knows which one it is for.
    fn of_any_kind(give: &Value) -> Vec<connect::GiveFault> {
        let all = connect::KINDS.iter().filter_map(|kind| connect::faults(kind, give));
        all.min_by_key(Vec::len).unwrap_or_default()
    }
}

impl Connectors for Known {
    fn look(&self, connector: &str, give: &Value) -> Look {
        let faults = match &self.names {
            None => Self::of_any_kind(give),
            Some(names) => match names.get(connector) {
                None => return Look::Unknown(names.keys().cloned().collect()),
                Some(kind) => connect::faults(kind, give).unwrap_or_default(),
            },
        };
        let said = faults.into_iter().map(|fault| GiveFault {
            at: fault.at,
            on_key: fault.on_key,
            wrong: fault.wrong,
            write: fault.write,
            known: fault.known.iter().map(|key| (*key).to_owned()).collect(),
        });
        Look::Known(said.collect())
    }
}
