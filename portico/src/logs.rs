//! Logs on standard error: JSON for machines, words for people. What is logged holds no personal data.

mod gathered;

use std::{
    io::{self, IsTerminal, Stderr, Write},
    sync::OnceLock,
};

use tracing::{Level, Metadata, Subscriber};
use tracing_subscriber::{
    EnvFilter, Layer,
    filter::filter_fn,
    fmt::{MakeWriter, layer},
    layer::SubscriberExt,
    util::SubscriberInitExt,
};

use crate::{
    config::{Log, LogFormat},
    error::Failed,
};
use gathered::Gathered;

/// Our own crates. What they log is chosen; what others log is theirs.
const OURS: [&str; 9] = ["app", "connect", "forms", "identity", "model", "notify", "portico", "store", "web"];

/// The log of this process, once it has begun.
static LOG: OnceLock<Gathered<Stderr>> = OnceLock::new();

/// Begins to log. The second call changes nothing.
pub fn begin(log: &Log) -> Result<(), Failed> {
    let to = Gathered::new(io::stderr());
    let to = to.map_err(|error| Failed::said(format!("the log cannot begin: {error}")))?;
    if let Err(error) = subscriber(log, to.clone(), io::stderr().is_terminal()).try_init() {
        tracing::debug!(%error, "logs were begun already");
    }
    LOG.get_or_init(|| to);
    Ok(())
}

/// Writes what is still on its way, at the end.
pub fn end() {
    if let Some(log) = LOG.get() {
        log.write();
    }
}

/// `with_colours`: a file or a collector would keep them as odd characters.
fn subscriber<W>(log: &Log, to: W, with_colours: bool) -> impl Subscriber + Send + Sync
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let filter = log.level.parse::<EnvFilter>().unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = layer().with_ansi(with_colours);
    let lines = match log.format {
        LogFormat::Json => lines.json().flatten_event(true).with_current_span(false).with_writer(to).boxed(),
        LogFormat::Text => lines.with_writer(OneLine { to, with_colours }).boxed(),
    };
    tracing_subscriber::registry().with(filter).with(lines.with_filter(filter_fn(may_say)))
}

/// Database drivers write every statement with its values at `debug`, and those are people's answers. So libraries are
/// heard when they warn, whatever level is asked for.
fn may_say(what: &Metadata<'_>) -> bool {
    let root = what.target().split("::").next().unwrap_or_default();
    *what.level() <= Level::WARN || OURS.contains(&root)
}

/// Keeps each event on its own line and without control characters: what came from outside can neither begin a line
/// that looks like one of ours, nor move about on a terminal.
struct OneLine<W> {
    to: W,
    with_colours: bool,
}

/// Writes one event, which always comes whole.
struct Line<W> {
    to: W,
    with_colours: bool,
}

impl<'a, W: MakeWriter<'a>> MakeWriter<'a> for OneLine<W> {
    type Writer = Line<W::Writer>;

    fn make_writer(&'a self) -> Self::Writer {
        Line { to: self.to.make_writer(), with_colours: self.with_colours }
    }

    fn make_writer_for(&'a self, what: &Metadata<'_>) -> Self::Writer {
        Line { to: self.to.make_writer_for(what), with_colours: self.with_colours }
    }
}

impl<W: Write> Write for Line<W> {
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(event);
        let text = text.strip_suffix('\n').unwrap_or(&text);
        let mut line = String::with_capacity(text.len() + 1);
        for (at, c) in text.char_indices() {
            let is_colour = || self.with_colours && text.get(at..).is_some_and(is_colour);
            if c.is_control() && c != '\t' && !is_colour() {
                line.extend(c.escape_default());
            } else {
                line.push(c);
            }
        }
        line.push('\n');
        self.to.write_all(line.as_bytes())?;
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// The one harmless use of the escape character: a colour, as the library sets it.
fn is_colour(text: &str) -> bool {
    let parameters =
        text.strip_prefix("\x1b[").map(|rest| rest.trim_start_matches(|c: char| "0123456789;".contains(c)));
    parameters.is_some_and(|rest| rest.starts_with('m'))
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// What is logged at this level.
    fn logged(format: LogFormat, level: &str, with_colours: bool, say: impl FnOnce()) -> String {
        let kept = Kept::default();
        let to = kept.clone();
        let log = Log { format, level: level.to_owned() };
        tracing::subscriber::with_default(subscriber(&log, move || to.clone(), with_colours), say);
        let bytes = kept.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_drivers_statements_with_their_values_are_never_logged_whatever_the_level() {
        for level in ["trace", "tokio_postgres=trace", "info,tokio_postgres::query=trace"] {
            let text = logged(LogFormat::Json, level, false, || {
                tracing::debug!(target: "tokio_postgres::query", "parameters: [\"078-05-1120\"]");
                tracing::info!(target: "mysql_async", "078-05-1120");
                tracing::warn!(target: "tokio_postgres::connection", "heard");
            });
            assert!(!text.contains("078-05-1120") && text.contains("heard"), "{level}: {text}");
        }
        let ours = logged(LogFormat::Json, "info,store=debug", false, || {
            tracing::debug!(target: "store::engine", "ours");
            tracing::debug!(target: "web::log", "not asked for");
        });
        assert!(ours.contains("ours") && !ours.contains("not asked for"), "{ours}");
    }

    #[test]
    fn nothing_from_outside_begins_a_log_line_of_its_own() {
        for (format, with_colours) in
            [(LogFormat::Json, false), (LogFormat::Text, false), (LogFormat::Text, true)]
        {
            let text = logged(format, "info", with_colours, || {
                let outside = "refused\n2026-11-22T00:00:00Z  INFO portico: all is well\r\n\x1b[2J\u{9b}2Jx";
                tracing::error!(error = %outside, "an attempt broke off: {outside}");
            });
            assert_eq!(text.lines().count(), 1, "{text}");
            assert!(text.contains("all is well"), "{text}");
            // JSON may hold the second set of control characters: a machine reads it.
            let moving = ["\x1b[2J", "\r", "\u{9b}"];
            let moving = if format == LogFormat::Json { &moving[..2] } else { &moving[..] };
            assert!(moving.iter().all(|moving| !text.contains(moving)), "{text:?}");
            assert_eq!(text.contains('\x1b'), with_colours, "{text:?}");
        }
    }
}
