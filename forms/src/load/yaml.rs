//! Reads YAML within limits that no honest service file comes near and no hostile one gets past.
//!
//! The parser's events are read directly: every value keeps its exact place, which a
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
/// Most faults of form told about one file.
const MAX_FAULTS: usize = 20;

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
    pub help: String,
}

impl Fault {
    /// A fault, and what to write instead.
    pub fn new(code: &'static str, span: Span, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, span, message: message.into(), help: help.into() }
    }
}

/// What came of reading a text as YAML.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The tree: up to the place from which on the text could not be read, if there is one.
    pub node: Option<Node>,
    /// What is wrong.
    pub faults: Vec<Fault>,
    /// Reading ended early: what is not in the tree may be there all the same.
    pub cut: bool,
}

/// Reads a text.
pub fn parse(text: &str) -> Parsed {
    if text.len() > MAX_BYTES {
        let message = format!("the file is longer than {} KB", MAX_BYTES / 1024);
        let fault =
            Fault::new("too-large", Span::default(), message, "Split it, or remove what is not needed.");
        return Parsed { node: None, faults: vec![fault], cut: true };
    }
    let options = granit_parser::options! {
        disallow_directives: true,
        emit_comments: false,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let parser = Parser::new_from_str_with_options(text, options);
    let mut reader = Reader { events: parser, faults: Vec::new(), nodes: 0, cut: false };
    let mut node = reader.document();
    if reader.faults.iter().any(|fault| fault.code == "too-large") {
        node = None;
    }
    Parsed { node, faults: reader.faults, cut: reader.cut }
}

struct Reader<I> {
    events: I,
    faults: Vec<Fault>,
    nodes: usize,
    cut: bool,
}

type Read<'a> = Result<(Event<'a>, granit_parser::Span), granit_parser::ScanError>;

impl<'a, I: Iterator<Item = Read<'a>>> Reader<I> {
    fn document(&mut self) -> Option<Node> {
        let mut found = None;
        while let Some((event, span)) = self.next() {
            match event {
                Event::StreamEnd => break,
                Event::DocumentStart(..) if found.is_some() => {
                    let message = "a file holds one document; there is a second `---`";
                    self.stop(Fault::new("yaml", span, message, "Remove the line `---`."));
                }
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                event => found = self.node(event, span, 0),
            }
        }
        found
    }

    /// Nothing after this is read.
    fn stop(&mut self, fault: Fault) {
        self.say(fault);
        self.cut = true;
    }

    fn say(&mut self, fault: Fault) {
        if self.faults.len() < MAX_FAULTS {
            self.faults.push(fault);
        }
    }

    fn next(&mut self) -> Option<(Event<'a>, Span)> {
        if self.cut {
            return None;
        }
        match self.events.next() {
            Some(Ok((event, span))) => {
                let range = span.byte_range().unwrap_or_default();
                Some((event, Span { start: range.start, end: range.end }))
            }
            Some(Err(error)) => {
                let start = error.marker().byte_offset().unwrap_or_default();
                let message = format!("this is not YAML: {}", error.info());
                let help = if error.info().contains("tab") {
                    "Indent with spaces, not with tabs: two for each step."
                } else {
                    "Check the indentation, and put texts that hold `: ` or ` #` in quotes."
                };
                self.stop(Fault::new("yaml", Span { start, end: start + 1 }, message, help));
                None
            }
            None => Some((Event::StreamEnd, Span::default())),
        }
    }

    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Option<Node> {
        self.nodes += 1;
        if self.nodes > MAX_NODES || depth > MAX_DEPTH {
            let message = "the file holds too much, or too deep inside itself";
            self.stop(Fault::new("too-large", span, message, "Split it, or remove what is not needed."));
            return None;
        }
        let refused = self.refused(&event, span);
        let mut node = match event {
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                Node::new(span, Value::Scalar { text: text.into_owned(), plain })
            }
            Event::SequenceStart(..) => self.list(span, depth),
            Event::MappingStart(..) => self.map(span, depth),
            _ => Node::new(span, Value::Scalar { text: String::new(), plain: false }),
        };
        node.unread |= refused;
        Some(node)
    }

    /// Anchors, aliases and tags are told; what they stand at counts as unread.
    fn refused(&mut self, event: &Event<'a>, span: Span) -> bool {
        let what = if event.anchor_id().is_some_and(|id| id != 0) || event.is_alias() {
            "anchors (`&name`) and aliases (`*name`) are not used in service files"
        } else if event.tag().is_some() {
            "tags (`!name`) are not used in service files"
        } else {
            return false;
        };
        let help = "Write the value itself; put a text that begins with `&`, `*` or `!` in quotes.";
        self.say(Fault::new("yaml", span, what, help));
        true
    }

    fn list(&mut self, start: Span, depth: usize) -> Node {
        let mut items: Vec<Node> = Vec::new();
        while let Some((event, span)) = self.next() {
            if matches!(event, Event::SequenceEnd) {
                break;
            }
            items.extend(self.node(event, span, depth + 1));
        }
        let end = items.last().map_or(start.end, |item| item.span.end).max(start.end);
        Node::new(Span { start: start.start, end }, Value::List(items))
    }

    fn map(&mut self, start: Span, depth: usize) -> Node {
        let mut entries: Vec<Entry> = Vec::new();
        while let Some((event, key_span)) = self.next() {
            if matches!(event, Event::MappingEnd) {
                break;
            }
            let key = self.node(event, key_span, depth + 1);
            let Some((event, span)) = self.next() else { break };
            let value = self.node(event, span, depth + 1);
            let (Some(key), Some(value)) = (key, value) else { break };
            if key.unread {
                continue;
            }
            match key.text().map(str::to_owned) {
                None => {
                    let help = "Write `key: value`, with one word before the colon.";
                    self.say(Fault::new("yaml", key_span, "a key must be a word", help));
                }
                Some(key) if entries.iter().any(|entry| entry.key == key) => {
                    let message = format!("`{key}` is given twice");
                    let help = "Keep one of the two lines.";
                    self.say(Fault::new("duplicate-key", key_span, message, help));
                }
                Some(key) => entries.push(Entry { key, key_span, value }),
            }
        }
        let end = entries.last().map_or(start.end, |entry| entry.value.span.end).max(start.end);
        Node::new(Span { start: start.start, end }, Value::Map(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::position::Path;

    fn faults(text: &str) -> Vec<Fault> {
        parse(text).faults
    }

    #[test]
    fn every_value_knows_where_it_stands() {
        let text = "title: Hello\nquestions:\n  - id: one\n    label: \"Who?\"\n  - id: two\n";
        let node = parse(text).node.unwrap();
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
        let node = parse("text: |\n  One.\n\n  - two\nnext: >\n  folded\n  text\n").node.unwrap();
        assert_eq!(node.get("text").unwrap().text(), Some("One.\n\n- two\n"));
        assert_eq!(node.get("next").unwrap().text(), Some("folded text\n"));
    }

    #[test]
    fn an_alias_bomb_is_told_and_never_goes_off() {
        let bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n";
        let found = parse(bomb);
        assert!(found.node.unwrap().children().all(|node| node.unread));
        assert!(found.faults[0].message.contains("anchors"), "{:?}", found.faults);
    }

    #[test]
    fn deep_nesting_is_refused_without_exhausting_the_stack() {
        for open in ["[", "{a: "] {
            let found = parse(&open.repeat(100_000));
            assert!(found.cut);
            assert_eq!(found.faults.len(), 1, "{open}");
        }
        let ladder = (0..200).fold(String::new(), |text, depth| text + &" ".repeat(depth) + "a:\n");
        assert!(parse(&ladder).cut);
    }

    #[test]
    fn a_file_too_large_is_refused_unread() {
        assert_eq!(faults(&"a".repeat(MAX_BYTES + 1))[0].code, "too-large");
        let many = "- 1\n".repeat(MAX_NODES + 1);
        assert_eq!(faults(&many)[0].code, "too-large");
    }

    #[test]
    fn a_tab_brings_the_advice_to_use_spaces() {
        let help = &faults("a:\n\t- id: b\n")[0].help;
        assert!(help.contains("spaces"), "{help}");
    }

    #[test]
    fn what_stands_before_a_fault_of_form_is_read() {
        let found = parse("a: 1\nb:\n  - c\n  - [d\ne: 2\n");
        assert!(found.cut && found.faults.len() == 1, "{found:?}");
        assert_eq!(found.node.unwrap().at(&Path::from("b[0]")).unwrap().text(), Some("c"));
    }

    #[test]
    fn a_key_given_twice_is_named_at_the_second() {
        let found = faults("a: 1\nb: 2\na: 3\n");
        assert_eq!((found[0].code, found[0].span.start), ("duplicate-key", 10));
    }

    #[test]
    fn tags_directives_and_second_documents_are_refused() {
        for text in ["a: !!binary x\n", "%YAML 1.1\n---\na: 1\n", "a: 1\n---\nb: 2\n", "? [a]\n: b\n"] {
            let found = parse(text);
            assert!(found.faults.len() == 1, "{text:?} {:?}", found.faults);
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_the_reader_fail(text in "[ -~\\n\\t]{0,200}|[a-c:\\-\\[\\]{} \\n&*!|>]{0,80}") {
            for fault in parse(&text).faults {
                let span = fault.span.within(&text);
                proptest::prop_assert!(text.get(span.start..span.end).is_some());
            }
        }
    }
}
