//! Settings: where the program listens, whether it works on obligations, and what it logs.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where the program listens.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Listen {
    /// Address and port of the portal.
    pub address: String,
    /// Address and port of the metrics, for Prometheus, at `/metrics`. Not for the public. Empty: none.
    pub metrics: String,
    /// Whether every request comes through a proxy of yours, which adds the address it came from to the header
    /// `X-Forwarded-For`. Rate limits then count that address. Never set it when the portal can be reached directly:
    /// anybody could make up an address.
    pub behind_proxy: bool,
    /// The certificate to show to whoever connects, with those that vouch for it, in PEM form: then the portal speaks
    /// TLS 1.2 and 1.3 only. Read again within ten seconds after it changed. None: plain HTTP, to a proxy that ends TLS.
    pub certificate: Option<PathBuf>,
    /// The private key of the certificate, in PEM form. Give both or none.
    pub certificate_key: Option<PathBuf>,
}

impl Default for Listen {
    fn default() -> Self {
        Self {
            address: "127.0.0.1:8080".to_owned(),
            metrics: "127.0.0.1:9464".to_owned(),
            behind_proxy: false,
            certificate: None,
            certificate_key: None,
        }
    }
}

/// How staff sign in.
#[derive(Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct StaffSettings {
    /// Whether staff need a second factor, an authenticator app. Whoever has none sets one up after the next sign-in,
    /// before anything else is open to them.
    pub second_factor: SecondFactor,
}

/// Whether staff need a second factor.
#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SecondFactor {
    /// Everybody needs one.
    Required,
    /// Whoever wants one has one.
    #[default]
    Optional,
}

/// Work in the background: obligations and schedules.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Worker {
    /// Whether this process works on obligations and schedules. At least one process must.
    pub on: bool,
}

impl Default for Worker {
    fn default() -> Self {
        Self { on: true }
    }
}

/// Logs, on standard error. They hold no personal data.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// `json`, a line each, for machines; `text` for people.
    pub format: LogFormat,
    /// How much: `error`, `warn`, `info`, `debug`, or filters such as `info,store=debug`. Of the libraries Portico is
    /// made with, what is below `info` is left out whatever this says: some repeat there what they are given.
    pub level: String,
}

impl Default for Log {
    fn default() -> Self {
        Self { format: LogFormat::Json, level: "info".to_owned() }
    }
}

/// How log lines are written.
#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// A JSON object each.
    #[default]
    Json,
    /// Words.
    Text,
}
