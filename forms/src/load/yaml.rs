//! Reads YAML within limits that no honest service file comes near and no hostile one gets past.
//!
//! The events of the parser below serde-saphyr are read directly: every value keeps its exact place, which a
//! typed read would lose where serde buffers. Anchors, aliases, tags and directives are refused: a service file
//! needs none of them, and without them a short file cannot become a large value.

use granit_parser::{Event, Parser, ScalarStyle};

use super::node::{Entry, Node, Value};
use crate::position::Span;

/// Longest file, in bytes.
const MAX_BYTES: usize = 512 * 1024;
/// Deepest nesting of lists and maps.
const MAX_DEPTH: usize = 24;
/// Most values in a file.
const MAX_NODES: usize = 50_000;

/// Something a file must not hold: where, and what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Names the kind of finding.
    pub code: &'static str,
    /// Where.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl Fault {
    /// A fault without advice.
    pub fn new(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self { code, span, message: message.into(), help: None }
    }
}

/// The tree of a file, and what is wrong in it. A fault of form (not of content) leaves no tree.
pub fn parse(text: &str) -> (Option<Node>, Vec<Fault>) {
    if text.len() > MAX_BYTES {
        let message = format!("the file is longer than {} KB", MAX_BYTES / 1024);
        return (None, vec![Fault::new("too-large", Span::default(), message)]);
    }
    let options = granit_parser::options! {
        disallow_directives: true,
        emit_comments: false,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let parser = Parser::new_from_str_with_options(text, options);
    let mut reader = Reader { events: parser, faults: Vec::new(), nodes: 0 };
    let node = reader.document();
    match node {
        Ok(node) => (node, reader.faults),
        Err(fault) => {
            reader.faults.push(fault);
            (None, reader.faults)
        }
    }
}

struct Reader<I> {
    events: I,
    faults: Vec<Fault>,
    nodes: usize,
}

type Parsed<'a> = Result<(Event<'a>, granit_parser::Span), granit_parser::ScanError>;

impl<'a, I: Iterator<Item = Parsed<'a>>> Reader<I> {
    fn document(&mut self) -> Result<Option<Node>, Fault> {
        let mut found = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => return Ok(found),
                Event::DocumentStart(..) if found.is_some() => {
                    let message = "a file holds one document; there is a second `---`";
                    return Err(Fault::new("yaml", span, message));
                }
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                event => found = Some(self.node(event, span, 0)?),
            }
        }
    }

    fn next(&mut self) -> Result<(Event<'a>, Span), Fault> {
        match self.events.next() {
            Some(Ok((event, span))) => {
                let range = span.byte_range().unwrap_or_default();
                Ok((event, Span { start: range.start, end: range.end }))
            }
            Some(Err(error)) => {
                let start = error.marker().byte_offset().unwrap_or_default();
                let message = format!("this is not YAML: {}", error.info());
                let mut fault = Fault::new("yaml", Span { start, end: start + 1 }, message);
                let help = if error.info().contains("tab") {
                    "Indent with spaces, not with tabs: two for each step."
                } else {
                    "Check the indentation, and put texts that hold `: ` or ` #` in quotes."
                };
                fault.help = Some(help.to_owned());
                Err(fault)
            }
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Result<Node, Fault> {
        self.nodes += 1;
        if self.nodes > MAX_NODES || depth > MAX_DEPTH {
            return Err(Fault::new("too-large", span, "the file holds too much, or too deep inside itself"));
        }
        if event.anchor_id().is_some_and(|id| id != 0) || event.is_alias() {
            let message = "anchors (`&name`) and aliases (`*name`) are not used in service files";
            return Err(Fault::new("yaml", span, message));
        }
        if event.tag().is_some() {
            return Err(Fault::new("yaml", span, "tags (`!name`) are not used in service files"));
        }
        match event {
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                Ok(Node { span, value: Value::Scalar { text: text.into_owned(), plain } })
            }
            Event::SequenceStart(..) => self.list(span, depth),
            Event::MappingStart(..) => self.map(span, depth),
            _ => Err(Fault::new("yaml", span, "a value is missing here")),
        }
    }

    fn list(&mut self, start: Span, depth: usize) -> Result<Node, Fault> {
        let mut items = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::SequenceEnd) {
                let end = items.last().map_or(start.end, |item: &Node| item.span.end).max(start.end);
                return Ok(Node { span: Span { start: start.start, end }, value: Value::List(items) });
            }
            items.push(self.node(event, span, depth + 1)?);
        }
    }

    fn map(&mut self, start: Span, depth: usize) -> Result<Node, Fault> {
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            let (event, key_span) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                let end = entries.last().map_or(start.end, |entry| entry.value.span.end).max(start.end);
                return Ok(Node { span: Span { start: start.start, end }, value: Value::Map(entries) });
            }
            let key = self.node(event, key_span, depth + 1)?;
            let (event, span) = self.next()?;
            let value = self.node(event, span, depth + 1)?;
            let Some(key) = key.text().map(str::to_owned) else {
                return Err(Fault::new("yaml", key_span, "a key must be a word"));
            };
            if entries.iter().any(|entry| entry.key == key) {
                let message = format!("`{key}` is given twice");
                self.faults.push(Fault::new("duplicate-key", key_span, message));
            } else {
                entries.push(Entry { key, key_span, value });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::position::Path;

    fn faults(text: &str) -> Vec<Fault> {
        parse(text).1
    }

    #[test]
    fn every_value_knows_where_it_stands() {
        let text = "title: Hello\nquestions:\n  - id: one\n    label: \"Who?\"\n  - id: two\n";
        let node = parse(text).0.unwrap();
        let at = |path: &str| &text[node.span_of(&path.into()).start..node.span_of(&path.into()).end];
        assert_eq!(at("title"), "Hello");
        assert_eq!(at("questions[0].label"), "\"Who?\"");
        assert_eq!(at("questions[1]"), "id");
        assert_eq!(at("questions[1].missing"), "id");
        let key = node.key_span_of(&Path::from("questions[0].label"));
        assert_eq!(&text[key.start..key.end], "label");
    }

    #[test]
    fn a_text_block_keeps_its_lines() {
        let node = parse("text: |\n  One.\n\n  - two\nnext: >\n  folded\n  text\n").0.unwrap();
        assert_eq!(node.get("text").unwrap().text(), Some("One.\n\n- two\n"));
        assert_eq!(node.get("next").unwrap().text(), Some("folded text\n"));
    }

    #[test]
    fn an_alias_bomb_is_refused_at_its_first_anchor() {
        let bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n";
        let (node, faults) = parse(bomb);
        assert!(node.is_none());
        assert!(faults[0].message.contains("anchors"), "{faults:?}");
    }

    #[test]
    fn deep_nesting_is_refused_without_exhausting_the_stack() {
        for open in ["[", "{a: "] {
            let (node, faults) = parse(&open.repeat(100_000));
            assert!(node.is_none());
            assert_eq!(faults.len(), 1, "{open}");
        }
        let ladder = (0..200).fold(String::new(), |text, depth| text + &" ".repeat(depth) + "a:\n");
        assert!(parse(&ladder).0.is_none());
    }

    #[test]
    fn a_file_too_large_is_refused_unread() {
        assert_eq!(faults(&"a".repeat(MAX_BYTES + 1))[0].code, "too-large");
        let many = "- 1\n".repeat(MAX_NODES + 1);
        assert_eq!(faults(&many)[0].code, "too-large");
    }

    #[test]
    fn a_tab_brings_the_advice_to_use_spaces() {
        let help = faults("a:\n\t- id: b\n")[0].help.clone().unwrap();
        assert!(help.contains("spaces"), "{help}");
    }

    #[test]
    fn a_key_given_twice_is_named_at_the_second() {
        let found = faults("a: 1\nb: 2\na: 3\n");
        assert_eq!((found[0].code, found[0].span.start), ("duplicate-key", 10));
    }

    #[test]
    fn tags_directives_and_second_documents_are_refused() {
        for text in ["a: !!binary x\n", "%YAML 1.1\n---\na: 1\n", "a: 1\n---\nb: 2\n", "? [a]\n: b\n"] {
            let (node, faults) = parse(text);
            assert!(node.is_none() && faults.len() == 1, "{text:?} {faults:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_the_reader_fail(text in "[ -~\\n\\t]{0,200}|[a-c:\\-\\[\\]{} \\n&*!|>]{0,80}") {
            let (_, faults) = parse(&text);
            for fault in faults {
                let span = fault.span.within(&text);
                proptest::prop_assert!(text.get(span.start..span.end).is_some());
            }
        }
    }
}
