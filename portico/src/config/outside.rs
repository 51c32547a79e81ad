//! Settings: how mail is sent, and which systems of record there are.

use std::{collections::BTreeMap, path::PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Mail to residents. Give `url` and `from`, or `mailbox` to try things out.
#[derive(Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Email {
    /// The mail server: `smtps://user:password@host`, `smtp://user:password@host:587?tls=required`, or
    /// `smtp://127.0.0.1:2525` without encryption, on this machine only. It may hold a password: give it by environment.
    #[schemars(example = &"smtps://portico@mail.columbialake.example.gov")]
    pub url: Option<String>,
    /// The sender.
    #[schemars(example = &"Columbia Lake Services <no-reply@columbialake.example.gov>")]
    pub from: Option<String>,
    /// A folder that messages are put into instead of being sent.
    #[schemars(example = &"./data/mailbox")]
    pub mailbox: Option<PathBuf>,
}

/// A connection to a system of record, by the name that fulfilment plans of services use.
#[derive(Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Connector {
    /// What kind of connection: `sql`.
    #[schemars(example = &"sql")]
    pub kind: String,
    /// The settings of its kind. `sql`: `url`, the address of a SQLite, PostgreSQL, MariaDB or MySQL database;
    /// `sslmode` and `sslrootcert` in it say how the way is encrypted.
    #[serde(flatten)]
    #[schemars(example = &serde_json::json!({ "url": "mysql://portico@records.example.gov/dmv?sslmode=verify-full&sslrootcert=/etc/portico/dmv-ca.pem" }))]
    pub settings: BTreeMap<String, String>,
}
