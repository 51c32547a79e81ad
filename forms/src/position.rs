//! Where in a file something stands, so that a finding can point at the very words to change.

use std::fmt;

/// A stretch of a file's text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// From a first byte and a length.
    pub fn new(start: usize, length: usize) -> Self {
        Self { start, end: start + length }
    }

    /// Bytes covered.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Covers nothing.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The same stretch, kept inside a text and on character borders, at most to the end of its first line:
    /// what a snippet can underline.
    #[must_use]
    pub fn within(self, text: &str) -> Self {
        let start = text.floor_char_boundary(self.start.min(text.len()));
        let end = text.floor_char_boundary(self.end.clamp(start, text.len()));
        let first_line = text.get(start..end).and_then(|part| part.find('\n')).map_or(end, |at| start + at);
        Self { start, end: first_line }
    }
}

/// Line and column of a byte, both counted from 1; columns in characters, as editors show them.
pub fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..text.floor_char_boundary(byte.min(text.len()))).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.matches('\n').count() + 1;
    let column = before.get(line_start..).map_or(1, |part| part.chars().count() + 1);
    (line, column)
}

/// One step from a value to a value inside it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The value of a key.
    Key(String),
    /// An item of a list, counted from 0.
    Item(usize),
}

/// The way from the top of a file to a value: `questions[2].label`.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path(pub Vec<Step>);

impl Path {
    /// This path and one key more.
    #[must_use]
    pub fn key(&self, key: impl Into<String>) -> Self {
        let mut steps = self.0.clone();
        steps.push(Step::Key(key.into()));
        Self(steps)
    }

    /// This path and one list position more.
    #[must_use]
    pub fn item(&self, index: usize) -> Self {
        let mut steps = self.0.clone();
        steps.push(Step::Item(index));
        Self(steps)
    }
}

impl From<&str> for Path {
    /// Reads `questions[2].label`. A position that is no number counts as a key.
    fn from(text: &str) -> Self {
        let mut steps = Vec::new();
        for part in text.split(['.', '[']).filter(|part| !part.is_empty()) {
            let index = part.strip_suffix(']').and_then(|number| number.parse().ok());
            steps.push(index.map_or_else(|| Step::Key(part.to_owned()), Step::Item));
        }
        Self(steps)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if position == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Item(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "uno\ndós: tres\n";
        assert_eq!(line_and_column(text, 0), (1, 1));
        let tres = text.find("tres").unwrap();
        assert_eq!(line_and_column(text, tres), (2, 6));
    }

    #[test]
    fn a_position_past_the_end_is_the_end() {
        assert_eq!(line_and_column("ab", 99), (1, 3));
        assert_eq!(Span { start: 90, end: 99 }.within("ab"), Span { start: 2, end: 2 });
    }

    #[test]
    fn a_path_reads_as_it_is_written() {
        for text in ["title", "questions[2].label", "sections[0].pages[1]", "plan[0].give.row.name"] {
            assert_eq!(Path::from(text).to_string(), text);
        }
    }

    #[test]
    fn a_snippet_ends_with_its_line_and_never_inside_a_character() {
        let text = "añ\nb";
        assert_eq!(Span { start: 2, end: 5 }.within(text), Span { start: 1, end: 3 });
    }
}
