//! The settings of an installation: one file (`portico.toml`), and the environment over it. The only place that
//! reads the environment.

mod bad;
mod keeping;
mod outside;
mod reference;
mod running;
mod shape;
mod site;
mod validate;
mod waiting;

use std::{collections::BTreeMap, path::Path};

use figment::{
    Figment,
    providers::{Env, Format, Serialized, Toml},
};
use schemars::{JsonSchema, generate::SchemaSettings};
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use bad::{Bad, BadSettings};
pub use keeping::{Database, Files, Keys};
pub use outside::{Connector, Email};
pub use reference::reference;
pub use running::{Listen, Log, LogFormat, SecondFactor, StaffSettings, Worker};
pub use site::{Help, ServicesFrom, Site};
pub use validate::validate;
pub use waiting::WaitingRoom;

/// What a finding is about that is about no setting.
const THE_FILE: &str = "the file";

/// Every setting of an installation, a section each. What each means stands at its type.
#[derive(Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    pub site: Site,
    pub listen: Listen,
    pub database: Database,
    pub files: Files,
    pub keys: Keys,
    pub email: Email,
    /// Systems of record, by name.
    pub connectors: BTreeMap<String, Connector>,
    pub staff: StaffSettings,
    pub worker: Worker,
    pub log: Log,
    pub waiting_room: WaitingRoom,
}

impl Config {
    /// Reads the file and the environment. Everything that is wrong with them is told at once.
    pub fn load(file: &Path) -> Result<Self, BadSettings> {
        let (config, found) = Self::look(file);
        if found.is_empty() {
            Ok(config)
        } else {
            Err(BadSettings { file: file.display().to_string(), found })
        }
    }

    /// Reads the file and the environment, and goes on with what can be used.
    pub fn look(file: &Path) -> (Self, Vec<Bad>) {
        if !file.exists() {
            let wrong = format!("there is no file {}", file.display());
            return (
                Self::default(),
                vec![Bad::new("--config", wrong, "Write the path of your portico.toml.")],
            );
        }
        let (config, mut found) = Self::read(Figment::from(Toml::file_exact(file)).merge(environment()));
        if found.iter().any(|bad| bad.setting == THE_FILE) {
            // Nothing of it was read: what else could be said is not about what stands there.
            return (config, found);
        }
        found.extend(validate(&config, &found));
        (config, found)
    }

    /// These settings with those of the environment over them.
    pub fn with_environment(&self) -> (Self, Vec<Bad>) {
        Self::read(Figment::from(Serialized::defaults(self)).merge(environment()))
    }

    /// Takes what fits and tells of the rest.
    fn read(from: Figment) -> (Self, Vec<Bad>) {
        let mut found = Vec::new();
        let mut given = match from.extract::<Value>() {
            Ok(given) => given,
            Err(error) => {
                // Which file it is stands above all findings.
                let wrong = unquoted(&error.kind.to_string());
                found.push(Bad::new(THE_FILE, wrong, "Write TOML: see toml.io."));
                return (Self::default(), found);
            }
        };
        shape::fit(&mut given, &schema(), "", &mut found);
        if let Ok(config) = serde_json::from_value(given) {
            return (config, found);
        }
        // The error itself would quote the value.
        let write = "Look the settings up in docs/operate/configuration.md.";
        found.push(Bad::new(THE_FILE, "a setting has a value that cannot be meant", write));
        (Self::default(), found)
    }
}

/// What is wrong and in which line, without the line itself (`3 | url = …`): it may hold a password.
fn unquoted(error: &str) -> String {
    let said: Vec<&str> = error.lines().filter(|line| !line.contains('|')).map(str::trim).collect();
    said.join(": ")
}

/// `PORTICO_SITE__BASE_URL` is `site.base_url`. In names of connectors `_` stands for `-`, which no shell allows.
fn environment() -> Env {
    let settings = Env::prefixed("PORTICO_").filter(|name| name.as_str().contains("__"));
    settings.map(|name| {
        let parts: Vec<String> = name.as_str().to_lowercase().split("__").map(str::to_owned).collect();
        match parts.as_slice() {
            [section, connector, setting] if section == "connectors" => {
                format!("{section}.{}.{setting}", connector.replace('_', "-")).into()
            }
            parts => parts.join(".").into(),
        }
    })
}

/// The shape of the file as JSON Schema, with what every setting means.
pub fn schema() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    settings.into_generator().into_root_schema_for::<Config>().to_value()
}

#[cfg(test)]
mod tests;
