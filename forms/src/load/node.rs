//! A YAML file as a tree in which every key and value knows where it stands.

use crate::position::{Path, Span, Step};

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where: for lists and maps from their first to their last character.
    pub span: Span,
    /// What.
    pub value: Value,
    /// It stands in for something that is missing or could not be read, which is told already: nothing that is
    /// found about it is worth telling.
    pub unread: bool,
}

/// What can stand in a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A word, number or text. `plain` is without quotes: only then can it be a number, yes/no or nothing.
    Scalar {
        /// The text, with escapes and line folding undone.
        text: String,
        /// Without quotes and not a block.
        plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// Keys and values in the order of the file.
    Map(Vec<Entry>),
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

impl Node {
    /// A value as read.
    pub fn new(span: Span, value: Value) -> Self {
        Self { span, value, unread: false }
    }

    /// The value of a key, when this is a map.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries().iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// The entries of a map; none for anything else.
    pub fn entries(&self) -> &[Entry] {
        if let Value::Map(entries) = &self.value { entries } else { &[] }
    }

    /// The items of a list; none for anything else.
    pub fn items(&self) -> &[Self] {
        if let Value::List(items) = &self.value { items } else { &[] }
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        if let Value::Scalar { text, .. } = &self.value { Some(text) } else { None }
    }

    /// The value at a path.
    pub fn at(&self, path: &Path) -> Option<&Self> {
        path.0.iter().try_fold(self, |node, step| match step {
            Step::Key(key) => node.get(key),
            Step::Item(index) => node.items().get(*index),
        })
    }

    /// Where to point for a path: the value itself, or as near above it as there is something. Maps are
    /// pointed at by their first key.
    pub fn span_of(&self, path: &Path) -> Span {
        let mut node = self;
        for step in &path.0 {
            let next = match step {
                Step::Key(key) => node.get(key),
                Step::Item(index) => node.items().get(*index),
            };
            match next {
                Some(next) => node = next,
                None => break,
            }
        }
        node.start_span()
    }

    /// Where the key of a path's last step stands.
    pub fn key_span_of(&self, path: &Path) -> Span {
        if let Some((Step::Key(key), above)) = path.0.split_last() {
            let parent = self.at(&Path(above.to_vec()));
            let entry = parent.and_then(|parent| parent.entries().iter().find(|entry| entry.key == *key));
            if let Some(entry) = entry {
                return entry.key_span;
            }
        }
        self.span_of(path)
    }

    /// Where it starts: for maps their first key.
    pub fn start_span(&self) -> Span {
        match &self.value {
            Value::Map(entries) => entries.first().map_or(self.span, |entry| entry.key_span),
            Value::List(items) => items.first().map_or(self.span, Self::start_span),
            Value::Scalar { .. } => self.span,
        }
    }

    /// The value at a path, to be changed.
    pub fn at_mut(&mut self, path: &Path) -> Option<&mut Self> {
        path.0.iter().try_fold(self, |node, step| match (&mut node.value, step) {
            (Value::Map(entries), Step::Key(key)) => {
                entries.iter_mut().find(|entry| entry.key == *key).map(|entry| &mut entry.value)
            }
            (Value::List(items), Step::Item(index)) => items.get_mut(*index),
            _ => None,
        })
    }

    /// Takes out the entry or list item at a path.
    pub fn remove(&mut self, path: &Path) -> Option<Self> {
        let (last, above) = path.0.split_last()?;
        match (&mut self.at_mut(&Path(above.to_vec()))?.value, last) {
            (Value::Map(entries), Step::Key(key)) => {
                let index = entries.iter().position(|entry| entry.key == *key)?;
                Some(entries.remove(index).value)
            }
            (Value::List(items), Step::Item(index)) if *index < items.len() => Some(items.remove(*index)),
            _ => None,
        }
    }

    /// Whether the value at a path, or something around it, stands in for what could not be read.
    pub fn is_unread(&self, path: &Path) -> bool {
        let mut node = self;
        for step in &path.0 {
            let next = match step {
                Step::Key(key) => node.get(key),
                Step::Item(index) => node.items().get(*index),
            };
            match next {
                Some(next) if !node.unread => node = next,
                _ => break,
            }
        }
        node.unread
    }

    /// Whether something in it could not be read.
    pub fn has_unread(&self) -> bool {
        self.unread || self.children().any(Self::has_unread)
    }

    /// The values directly in it.
    pub fn children(&self) -> impl Iterator<Item = &Self> {
        self.entries().iter().map(|entry| &entry.value).chain(self.items())
    }
}
