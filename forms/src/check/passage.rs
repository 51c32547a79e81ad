//! The texts of a service as people read them, in each language, with the place to point at.

use std::ops::Range;

use crate::{
    definition::ServiceFile,
    load::{Folder, Source, node::Node},
    plain::Language,
    position::Span,
    problem::Problem,
    service::{agency_locales, reading_order},
    texts::{self, Group, Text, ftl, link, pattern},
    version::Files,
};

/// One text in one language.
pub struct Passage<'a> {
    /// The text's key.
    pub key: String,
    /// The words, with placeables read as a short word.
    pub words: String,
    /// Where the words of its links stand in them.
    pub links: Vec<Range<usize>>,
    /// What it is read together with.
    pub group: Group,
    /// Its language.
    pub language: Language,
    place: Place<'a>,
}

enum Place<'a> {
    Service { source: &'a Source, text: Text },
    Translation { file: String, source: &'a str, span: Span, value: String },
}

impl Passage<'_> {
    /// A finding about some words of the text, where they stand first.
    pub fn problem(&self, code: &'static str, words: &str, message: impl Into<String>) -> Problem {
        let first_line = words.lines().next().unwrap_or_default();
        self.problem_at(code, first_line, 0, message)
    }

    /// A finding about a stretch of the text.
    pub fn problem_in(
        &self,
        code: &'static str,
        range: &Range<usize>,
        message: impl Into<String>,
    ) -> Problem {
        let words = self.words.get(range.clone()).and_then(|words| words.lines().next()).unwrap_or_default();
        let before = self.words.get(..range.start).unwrap_or_default();
        self.problem_at(code, words, before.matches(words).count(), message)
    }

    /// The text as written holds names in braces, so that the words are looked for: those that stand there
    /// after as many others like them.
    fn problem_at(&self, code: &'static str, words: &str, nth: usize, message: impl Into<String>) -> Problem {
        match &self.place {
            Place::Service { source, text } => {
                let written = source.node.at(&text.path).and_then(Node::text).unwrap_or_default();
                let range = find(written, words, nth).unwrap_or(0..written.len());
                source.part_problem(code, &text.path, range, message)
            }
            Place::Translation { file, source, span, value } => {
                let after = source.get(span.end..).unwrap_or_default();
                let found = find(value, words, nth).and_then(|_| find(after, words, nth));
                let span = found.map_or(*span, |range| Span::new(span.end + range.start, range.len()));
                Problem::new(code, file, source, span, message)
            }
        }
    }
}

fn find(text: &str, words: &str, nth: usize) -> Option<Range<usize>> {
    if words.is_empty() {
        return None;
    }
    let (start, found) = text.match_indices(words).nth(nth)?;
    Some(start..start + found.len())
}

/// The passages of a service in every language with formulas.
pub fn passages<'a>(files: &'a Files, folder: &'a Folder, service: &ServiceFile) -> Vec<Passage<'a>> {
    let pages = folder.pages.iter().map(|(id, (_, page))| (id.clone(), page)).collect();
    let all = texts::of_service(service, reading_order(service, &pages));
    let mut passages = Vec::new();
    for (locale, source) in agency_locales(files) {
        let Some(language) = Language::of(&locale) else { continue };
        for message in ftl::read(source).into_iter().filter(|message| !message.is_marked(ftl::UNTRANSLATED)) {
            let Some(text) = all.iter().find(|text| text.key == message.key) else { continue };
            let trimmed: Vec<&str> = message.value.lines().map(str::trim).collect();
            let file = format!("locales/{locale}.ftl");
            let (words, links) = read(trimmed.join("\n").trim());
            passages.push(Passage {
                key: message.key,
                words,
                links,
                group: text.group.clone(),
                language,
                place: Place::Translation { file, source, span: message.span, value: message.value },
            });
        }
    }
    let Some(language) = Language::of(&service.language) else { return passages };
    for text in all {
        let Some(source) = folder.source(&text.file) else { continue };
        let (words, links) = read(&text.words);
        passages.push(Passage {
            key: text.key.clone(),
            words,
            links,
            group: text.group.clone(),
            language,
            place: Place::Service { source, text },
        });
    }
    passages
}

/// A text as somebody reads it: names as a short word, links as their words.
fn read(text: &str) -> (String, Vec<Range<usize>>) {
    link::read(&pattern::readable(&pattern::unquoted(text)))
}
