//! The texts of a service as people read them, in each language, with the place to point at.

use crate::{
    definition::ServiceFile,
    load::{Folder, Source, node::Node},
    position::Span,
    problem::Problem,
    service::{agency_locales, reading_order},
    texts::{self, Group, Text, ftl, pattern},
    version::Files,
};

/// A language the checks know formulas for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// English.
    English,
    /// Spanish.
    Spanish,
}

impl Language {
    fn of(tag: &str) -> Option<Self> {
        match tag.split('-').next() {
            Some("en") => Some(Self::English),
            Some("es") => Some(Self::Spanish),
            _ => None,
        }
    }
}

/// One text in one language.
pub struct Passage<'a> {
    /// The text's key.
    pub key: String,
    /// The words, with placeables read as a short word.
    pub words: String,
    /// What it is read together with.
    pub group: Group,
    /// Its language.
    pub language: Language,
    place: Place<'a>,
}

enum Place<'a> {
    Service { source: &'a Source, text: Text },
    Translation { file: String, source: &'a str, span: Span },
}

impl Passage<'_> {
    /// A finding about some words of the text.
    pub fn problem(&self, code: &'static str, words: &str, message: impl Into<String>) -> Problem {
        let first_line = words.lines().next().unwrap_or_default();
        match &self.place {
            Place::Service { source, text } => {
                let written = source.node.at(&text.path).and_then(Node::text).unwrap_or_default();
                let start = written.find(first_line).unwrap_or_default();
                let end = if written.contains(first_line) { start + first_line.len() } else { written.len() };
                source.part_problem(code, &text.path, start..end, message)
            }
            Place::Translation { file, source, span } => {
                let after = source.get(span.start..).unwrap_or_default();
                let found = after.find(first_line).filter(|at| *at < 4_000 && !first_line.is_empty());
                let span = found.map_or(*span, |at| Span::new(span.start + at, first_line.len()));
                Problem::new(code, file, source, span, message)
            }
        }
    }
}

/// The passages of a service in every language with formulas.
pub fn passages<'a>(files: &'a Files, folder: &'a Folder, service: &ServiceFile) -> Vec<Passage<'a>> {
    let pages = folder.pages.iter().map(|(id, (_, page))| (id.clone(), page)).collect();
    let texts = texts::of_service(service, reading_order(service, &pages));
    let mut passages = Vec::new();
    for (locale, source) in agency_locales(files) {
        let Some(language) = Language::of(&locale) else { continue };
        for message in ftl::read(source).into_iter().filter(|message| !message.is_marked(ftl::UNTRANSLATED)) {
            let Some(text) = texts.iter().find(|text| text.key == message.key) else { continue };
            let lines: Vec<&str> = message.value.lines().map(str::trim).collect();
            let file = format!("locales/{locale}.ftl");
            passages.push(Passage {
                key: message.key,
                words: pattern::readable(lines.join("\n").trim()),
                group: text.group.clone(),
                language,
                place: Place::Translation { file, source, span: message.span },
            });
        }
    }
    let Some(language) = Language::of(&service.language) else { return passages };
    for text in texts {
        let Some(source) = folder.source(&text.file) else { continue };
        passages.push(Passage {
            key: text.key.clone(),
            words: pattern::readable(&text.words),
            group: text.group.clone(),
            language,
            place: Place::Service { source, text },
        });
    }
    passages
}
