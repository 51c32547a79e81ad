//! Logs on standard error: JSON for machines, words for people. What is logged holds no personal data.

use std::io::{self, IsTerminal};

use tracing::{Level, Metadata};
use tracing_subscriber::{EnvFilter, filter::filter_fn, layer::SubscriberExt, util::SubscriberInitExt};

use crate::config::{Log, LogFormat};

/// The crates whose every line was written with personal data in mind.
const OURS: [&str; 9] = ["app", "connect", "forms", "identity", "model", "notify", "portico", "store", "web"];

/// Libraries repeat what they are given when asked for details: addresses with secrets in them, parameters of
/// statements. No level and no filter brings that into the logs (STANDARDS PRV-07).
fn may_be_logged(metadata: &Metadata<'_>) -> bool {
    let from = metadata.target().split("::").next().unwrap_or_default();
    OURS.contains(&from) || *metadata.level() <= Level::INFO
}

/// Begins to log. The second call changes nothing.
pub fn begin(log: &Log) {
    let filter = log.level.parse::<EnvFilter>().unwrap_or_else(|_| EnvFilter::new("info"));
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    // A file or a collector would keep the colours as odd characters.
    let logs = logs.with_ansi(io::stderr().is_terminal());
    let begun = match log.format {
        LogFormat::Json => {
            let logs = logs.json().flatten_event(true).with_current_span(false).finish();
            logs.with(filter_fn(may_be_logged)).try_init()
        }
        LogFormat::Text => logs.finish().with(filter_fn(may_be_logged)).try_init(),
    };
    if let Err(error) = begun {
        tracing::debug!(%error, "logs were begun already");
    }
}
