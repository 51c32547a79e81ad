//! A file of translations: each message with the comment that says what it was translated from.
//!
//! ```ftl
//! # en: Renew a driver's license
//! title = Renovar una licencia de conducir
//! ```

use fluent_syntax::ast::Entry;

use super::pattern;
use crate::position::Span;

/// Marks a message whose value is still the base text.
pub const UNTRANSLATED: &str = "untranslated";

/// A message of a translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its key.
    pub key: String,
    /// Where the key stands.
    pub span: Span,
    /// The value as written, without the key and `=`.
    pub value: String,
    /// The lines of the comment above it, without `# `.
    pub comment: Vec<String>,
    /// Names used in it.
    pub names: Vec<String>,
}

impl Message {
    /// Whether its comment has this mark.
    pub fn is_marked(&self, mark: &str) -> bool {
        self.comment.iter().any(|line| line.trim() == mark)
    }

    /// The base text it was translated from.
    pub fn base(&self, language: &str) -> Option<&str> {
        let head = format!("{language}:");
        self.comment.iter().find_map(|line| line.trim().strip_prefix(&head)).map(str::trim)
    }
}

/// The comment line that says what a message was translated from.
pub fn base_line(language: &str, text: &str) -> String {
    format!("# {language}: {}", pattern::on_one_line(text))
}

/// The messages of a file, in order. What cannot be read is left out: the words say that.
pub fn read(source: &str) -> Vec<Message> {
    let resource = match fluent_syntax::parser::parse(source) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    let mut messages = Vec::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let key = message.id.name;
        // The parser hands out parts of the text it was given, so the distance between the two is the place.
        let start = (key.as_ptr() as usize).saturating_sub(source.as_ptr() as usize);
        let mut names = Vec::new();
        if let Some(value) = &message.value {
            pattern::in_pattern(value, &mut names);
        }
        let comment = message.comment.iter().flat_map(|comment| &comment.content);
        messages.push(Message {
            key: key.to_owned(),
            span: Span::new(start, key.len()),
            value: value_after(source, start + key.len()),
            comment: comment.map(|line| (*line).to_owned()).collect(),
            names,
        });
    }
    messages
}

/// The value of a message as written: up to the next line that is not indented or empty.
fn value_after(source: &str, start: usize) -> String {
    let rest = source.get(start..).unwrap_or_default();
    let rest = rest.trim_start_matches([' ', '=']);
    let mut value = String::new();
    for (index, line) in rest.lines().enumerate() {
        let goes_on = index == 0 || line.is_empty() || line.starts_with([' ', '}']);
        if !goes_on {
            break;
        }
        value.push_str(line.trim_end());
        value.push('\n');
    }
    value.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# en: Hello { $name }\nhello = Hola, { $name }\n\n# en: Two ⏎ lines\n# untranslated\ntwo =\n    Dos\n\n    líneas\n# left alone\n\nthree = Tres\n";

    #[test]
    fn messages_come_with_place_value_comment_and_names() {
        let messages = read(FILE);
        assert_eq!(messages.len(), 3);
        let hello = &messages[0];
        assert_eq!(&FILE[hello.span.start..hello.span.end], "hello");
        assert_eq!(hello.base("en"), Some("Hello { $name }"));
        assert_eq!(
            (hello.value.as_str(), hello.names.as_slice()),
            ("Hola, { $name }", &["name".to_owned()][..])
        );
        assert!(messages[1].is_marked(UNTRANSLATED));
        assert_eq!(messages[1].value, "\n    Dos\n\n    líneas");
        assert_eq!((messages[2].base("en"), messages[2].value.as_str()), (None, "Tres"));
    }
}
