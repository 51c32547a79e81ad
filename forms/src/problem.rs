//! A finding about the files of a service: what is wrong, where, and what to write instead.

mod codes;

use std::{fmt, sync::Arc};

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode};
use serde::Serialize;

pub use self::codes::CODES;
use crate::position::{Span, line_and_column};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The service cannot be offered like this.
    Error,
    /// It works, but somebody should look.
    Warning,
}

/// A finding. All findings of a check are shown at once, by file and line.
#[derive(Debug, Clone, Serialize)]
pub struct Problem {
    /// Names the kind of finding; stable, for tools: `unknown-question`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Path of the file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Characters to underline.
    pub length: usize,
    /// The line it stands on.
    pub snippet: String,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    #[serde(skip)]
    source: Source,
    /// It is only there because something could not be read, which is told already.
    #[serde(skip)]
    follows: bool,
}

/// The file, for showing the lines around a finding.
#[derive(Clone)]
struct Source {
    named: Arc<NamedSource<String>>,
    span: Span,
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.span.fmt(f)
    }
}

impl Problem {
    /// An error at a stretch of a file.
    pub fn new(code: &'static str, file: &str, text: &str, span: Span, message: impl Into<String>) -> Self {
        let span = span.within(text);
        let (line, column) = line_and_column(text, span.start);
        let length = text.get(span.start..span.end).map_or(0, |part| part.chars().count());
        Self {
            code,
            severity: Severity::Error,
            file: file.to_owned(),
            line,
            column,
            length,
            snippet: text.lines().nth(line - 1).unwrap_or_default().to_owned(),
            message: message.into(),
            help: codes::general_help(code).map(str::to_owned),
            source: Source { named: Arc::new(NamedSource::new(file, text.to_owned())), span },
            follows: false,
        }
    }

    /// Marks it as a consequence of what is told already: it is not shown.
    #[must_use]
    pub fn following(mut self) -> Self {
        self.follows = true;
        self
    }

    /// Says what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Makes it a warning.
    #[must_use]
    pub fn warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// Puts a folder before the file's name.
    #[must_use]
    pub fn in_folder(mut self, folder: &str) -> Self {
        self.file = format!("{folder}/{}", self.file);
        let text = self.source.named.inner().clone();
        self.source.named = Arc::new(NamedSource::new(&self.file, text));
        self
    }

    /// It stops the service from being offered.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Shown as a good compiler shows it: the lines around, underlined, and what to do.
    pub fn render(&self, colours: bool) -> String {
        let theme = if colours { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        let handler = GraphicalReportHandler::new_themed(theme).with_links(false).with_width(110);
        let mut shown = String::new();
        if handler.render_report(&mut shown, &Report(self)).is_err() {
            return self.to_string();
        }
        shown
    }
}

/// Sorts by file, line and column, and drops findings said twice and those that only follow from others.
pub fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    let key = |p: &Problem| (p.file.clone(), p.line, p.column, p.severity, p.code, p.message.clone());
    problems.retain(|problem| !problem.follows);
    problems.sort_by_cached_key(key);
    problems.dedup_by(|a, b| key(a) == key(b));
    problems
}

impl fmt::Display for Problem {
    /// The one-line form: `file:line:column: error: what is wrong [code]`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = if self.is_error() { "error" } else { "warning" };
        let Self { file, line, column, message, code, .. } = self;
        write!(f, "{file}:{line}:{column}: {severity}: {message} [{code}]")?;
        self.help.as_ref().map_or(Ok(()), |help| write!(f, " — {help}"))
    }
}

impl std::error::Error for Problem {}

/// A problem as `miette` shows it: the message as its head, the place below.
#[derive(Debug)]
struct Report<'a>(&'a Problem);

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Report<'_> {}

impl Diagnostic for Report<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.0.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(if self.0.is_error() { miette::Severity::Error } else { miette::Severity::Warning })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.0.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&*self.0.source.named)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let span = self.0.source.span;
        Some(Box::new(std::iter::once(LabeledSpan::underline((span.start, span.len().max(1))))))
    }
}

/// Problems as JSON, for tools.
pub fn to_json(problems: &[Problem]) -> serde_json::Value {
    serde_json::to_value(problems).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem() -> Problem {
        let text = "page: name\ntitel: Your name\n";
        Problem::new("unknown-key", "pages/name.yaml", text, Span::new(11, 5), "`titel` is not a key")
            .help("Did you mean `title`?")
    }

    #[test]
    fn a_problem_is_shown_with_its_line_underlined() {
        let shown = problem().in_folder("renew").render(false);
        for part in [
            "unknown-key",
            "× `titel` is not a key",
            "renew/pages/name.yaml:2:1",
            "titel: Your name",
            "──┬──",
            "help: Did you mean `title`?",
        ] {
            let part = part.replace('┬', "─");
            assert!(shown.contains(&part), "{part} in {shown}");
        }
        assert!(!shown.contains('\u{1b}'), "no colours");
    }

    #[test]
    fn a_problem_on_one_line_begins_with_its_place() {
        let line = "pages/name.yaml:2:1: error: `titel` is not a key [unknown-key] — Did you mean `title`?";
        assert_eq!(problem().to_string(), line);
    }

    #[test]
    fn a_problem_as_json_has_place_and_snippet_but_not_the_file() {
        let json = to_json(&[problem()]);
        let expected = serde_json::json!([{
            "code": "unknown-key", "severity": "error", "file": "pages/name.yaml", "line": 2, "column": 1, "length": 5,
            "snippet": "titel: Your name", "message": "`titel` is not a key", "help": "Did you mean `title`?",
        }]);
        assert_eq!(json, expected);
    }

    #[test]
    fn problems_stand_in_the_order_of_the_files_and_once() {
        let at = |line: usize| Problem::new("x", "a", "1\n2\n3\n", Span::new(2 * (line - 1), 1), "m");
        let lines: Vec<usize> =
            in_order(vec![at(3), at(1), at(3)]).iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [1, 3]);
    }
}
