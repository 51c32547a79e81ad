//! Logs on standard error: JSON for machines, words for people. What is logged holds no personal data.

use std::io::{self, IsTerminal};

use tracing_subscriber::EnvFilter;

use crate::config::{Log, LogFormat};

/// Begins to log. The second call changes nothing.
pub fn begin(log: &Log) {
    let filter = log.level.parse::<EnvFilter>().unwrap_or_else(|_| EnvFilter::new("info"));
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    // A file or a collector would keep the colours as odd characters.
    let logs = logs.with_ansi(io::stderr().is_terminal());
    let begun = match log.format {
        LogFormat::Json => logs.json().flatten_event(true).with_current_span(false).try_init(),
        LogFormat::Text => logs.try_init(),
    };
    if let Err(error) = begun {
        tracing::debug!(%error, "logs were begun already");
    }
}
