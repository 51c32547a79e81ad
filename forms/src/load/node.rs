//! A YAML file as a tree in which every key and value knows where it stands.

use crate::position::{Path, Span, Step};

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where: for lists and maps from their first to their last character.
    pub span: Span,
    /// What.
    pub value: Value,
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

    fn start_span(&self) -> Span {
        match &self.value {
            Value::Map(entries) => entries.first().map_or(self.span, |entry| entry.key_span),
            Value::List(items) => items.first().map_or(self.span, Self::start_span),
            Value::Scalar { .. } => self.span,
        }
    }

    /// Takes out the key or list item whose key or value stands exactly there. Says what it took.
    pub fn take_at(&mut self, span: Span) -> Option<Taken> {
        match &mut self.value {
            Value::Scalar { .. } => None,
            Value::List(items) => {
                if let Some(index) = items.iter().position(|item| item.span == span) {
                    return Some(Taken { above: self.span, key: None, value: items.remove(index) });
                }
                items.iter_mut().find_map(|item| item.take_at(span))
            }
            Value::Map(entries) => {
                let here = |entry: &Entry| entry.key_span == span || entry.value.span == span;
                if let Some(index) = entries.iter().position(here) {
                    let entry = entries.remove(index);
                    return Some(Taken { above: self.span, key: Some(entry.key), value: entry.value });
                }
                entries.iter_mut().find_map(|entry| entry.value.take_at(span))
            }
        }
    }
}

/// What [`Node::take_at`] took out.
pub struct Taken {
    /// The map or list it was in.
    pub above: Span,
    /// Its key, when it was in a map.
    pub key: Option<String>,
    /// The value.
    pub value: Node,
}
