//! The files of a service folder, read, with the means to point into each.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    node::Node,
    read::{self, FromTree},
    yaml,
};
use crate::{
    PageId, ServiceSlug,
    definition::{AgenciesFile, COMMON_KEYS, PageFile, ServiceFile},
    position::{Path, Span},
    problem::Problem,
    version::Files,
};

/// A file and its tree.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path inside the folder.
    pub file: String,
    /// Its text.
    pub text: String,
    /// Its tree, without what could not be read.
    pub node: Node,
    /// Reading ended early: what is not there may stand in the rest of the file.
    pub cut: bool,
}

impl Source {
    /// A finding about the value at a path.
    pub fn problem(&self, code: &'static str, path: &Path, message: impl Into<String>) -> Problem {
        self.at(code, path, self.node.span_of(path), message.into())
    }

    /// A finding about the key at the end of a path.
    pub fn key_problem(&self, code: &'static str, path: &Path, message: impl Into<String>) -> Problem {
        self.at(code, path, self.node.key_span_of(path), message.into())
    }

    /// A finding about a part of the text at a path, given as bytes of that text.
    pub fn part_problem(
        &self,
        code: &'static str,
        path: &Path,
        part: std::ops::Range<usize>,
        message: impl Into<String>,
    ) -> Problem {
        self.at(code, path, self.part_span(path, part), message.into())
    }

    /// What is found about a part that could not be read follows from that.
    fn at(&self, code: &'static str, path: &Path, span: Span, message: String) -> Problem {
        let problem = Problem::new(code, &self.file, &self.text, span, message);
        if self.node.is_unread(path) { problem.following() } else { problem }
    }

    /// Whether the `id` of something in the list at a path could not be read, so that any name may be meant for it.
    pub fn is_nameless(&self, list: &Path) -> bool {
        let items = self.node.at(list).map(Node::items).unwrap_or_default();
        let is_nameless = |item: &Node| item.unread || item.get("id").is_none_or(|id| id.unread);
        self.cut || self.node.is_unread(list) || items.iter().any(is_nameless)
    }

    /// Whether something in the value at a path could not be read, so that nobody can say that it lacks something.
    pub fn is_partial(&self, path: &Path) -> bool {
        self.cut || self.node.is_unread(path) || self.node.at(path).is_some_and(Node::has_unread)
    }

    /// Where a part of a text stands in the file. Quotes, folding and indentation lie between, so the part is
    /// looked for: the same words, as often before it in the file as in the text.
    fn part_span(&self, path: &Path, part: std::ops::Range<usize>) -> Span {
        let whole = self.node.span_of(path);
        let text = self.node.at(path).and_then(Node::text).unwrap_or_default();
        let words = text.get(part.clone()).unwrap_or_default().lines().next().unwrap_or_default().trim_end();
        let written = self.text.get(whole.start..whole.end).unwrap_or_default();
        if words.is_empty() {
            return whole;
        }
        let before = text.get(..part.start).unwrap_or_default().matches(words).count();
        let found = written.match_indices(words).nth(before);
        found.map_or(whole, |(at, _)| Span::new(whole.start + at, words.len()))
    }
}

/// A service folder as read: everything that could be made sense of.
#[derive(Debug, Default)]
pub struct Folder {
    /// `service.yaml`.
    pub service: Option<(Source, ServiceFile)>,
    /// `pages/*.yaml` by the page's name.
    pub pages: BTreeMap<PageId, (Source, PageFile)>,
    /// Names that could be of questions in parts that could not be read: nothing is said about them.
    pub unsure: BTreeSet<String>,
    /// Questions with settings that could not be read: their answers can be of any type.
    pub vague: BTreeSet<String>,
    /// Something that was read has no name, so any unknown name may be meant for it.
    pub nameless: bool,
    /// Something could not be read, somewhere.
    pub partial: bool,
    /// Findings so far.
    pub problems: Vec<Problem>,
}

impl Folder {
    /// A file of the folder by its path.
    pub fn source(&self, file: &str) -> Option<&Source> {
        let service = self.service.iter().map(|(source, _)| source);
        service.chain(self.pages.values().map(|(source, _)| source)).find(|source| source.file == file)
    }
}

/// A file as read.
pub struct Read<T> {
    /// The file and its type; nothing when not even its beginning could be read.
    pub file: Option<(Source, T)>,
    /// Names that could be of something in the parts that could not be read.
    pub unsure: BTreeSet<String>,
    /// Something in it has no name.
    pub nameless: bool,
}

/// Reads one file: its tree and type, and findings with their place.
pub fn read_file<T: FromTree>(file: &str, text: &str, problems: &mut Vec<Problem>) -> Read<T> {
    let parsed = yaml::parse(text);
    let is_empty = parsed.faults.is_empty() && parsed.node.is_none();
    let say =
        |fault: yaml::Fault| Problem::new(fault.code, file, text, fault.span, fault.message).help(fault.help);
    problems.extend(parsed.faults.into_iter().map(say));
    if is_empty {
        let problem = Problem::new("yaml", file, text, Span::default(), "the file is empty");
        problems.push(problem.help("Write what belongs in it, or remove it."));
    }
    let Some(node) = parsed.node else {
        return Read { file: None, unsure: names_in(text).collect(), nameless: false };
    };
    let outcome = read::read::<T>(node, parsed.cut);
    problems.extend(outcome.faults.into_iter().map(say));
    let mut unsure: BTreeSet<String> = outcome.dropped.iter().flat_map(ids_in).collect();
    if outcome.cut || outcome.value.is_none() {
        unsure.extend(names_in(text));
    }
    let source =
        Source { file: file.to_owned(), text: text.to_owned(), node: outcome.tree, cut: outcome.cut };
    let file = outcome.value.map(|value| (source, value));
    Read { file, unsure, nameless: outcome.nameless }
}

/// `id: name` anywhere in a text too broken for a tree.
fn names_in(text: &str) -> impl Iterator<Item = String> {
    let names = text.split("id:").zip(text.split("id:").skip(1));
    names.filter_map(|(before, after)| {
        let is_key = before.chars().next_back().is_none_or(|c| c.is_whitespace() || matches!(c, '{' | ','));
        let name = after.trim_start_matches([' ', '"', '\'']);
        let end = name.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-').unwrap_or(name.len());
        name.get(..end).filter(|name| is_key && !name.is_empty()).map(str::to_owned)
    })
}

/// Names in a part that was left out; a text that was no name could have been meant as one.
fn ids_in(node: &Node) -> Vec<String> {
    let own = node.get("id").and_then(Node::text).map(str::to_owned);
    let meant = node.text().map(|text| text.to_lowercase().replace(|c: char| !c.is_alphanumeric(), "_"));
    own.into_iter().chain(meant).chain(node.children().flat_map(ids_in)).collect()
}

impl Folder {
    fn read<T: FromTree>(&mut self, file: &str, text: &str) -> Option<(Source, T)> {
        let told = self.problems.len();
        let read = read_file(file, text, &mut self.problems);
        self.unsure.extend(read.unsure);
        self.nameless |= read.nameless;
        self.partial |= self.problems.len() > told;
        read.file
    }

    fn read_page(&mut self, name: &str, file: &str, text: &str) {
        let Some((source, mut page)) = self.read::<PageFile>(file, text) else {
            self.unsure.insert(name.to_owned());
            return;
        };
        if source.cut {
            self.unsure.insert(name.to_owned());
        }
        match name.parse::<PageId>() {
            // The file's name counts, so that what names the page finds it.
            Ok(id) if id != page.page => {
                let message = format!("the page is called `{}` but its file `{name}.yaml`", page.page);
                let problem = source.problem("page-file-name", &"page".into(), message);
                self.problems.push(problem.help(format!("Write `page: {name}` or rename the file.")));
                page.page = id;
            }
            Ok(_) => {}
            Err(bad) => {
                let message = format!("the file's name `{name}` cannot be a page's name");
                let problem = source.problem("page-file-name", &"page".into(), message);
                self.problems.push(problem.help(format!("Rename the file: {}.", bad.wanted)));
            }
        }
        for (index, question) in page.questions.iter().enumerate() {
            let at = Path::from("questions").item(index);
            let own = source.node.at(&at).map(Node::entries).unwrap_or_default().iter();
            let mut own =
                own.filter(|entry| entry.key == "type" || !COMMON_KEYS.contains(&entry.key.as_str()));
            if own.any(|entry| entry.value.has_unread()) {
                self.vague.insert(question.id.to_string());
            }
        }
        self.pages.insert(page.page.clone(), (source, page));
    }
}

/// Reads `service.yaml` and `pages/*.yaml` of a folder.
pub fn read_folder(slug: &ServiceSlug, files: &Files) -> Folder {
    let mut folder = Folder::default();
    match files.get("service.yaml") {
        None => {
            let message = format!("the folder `{slug}` has no `service.yaml`");
            let problem = Problem::new("missing-file", "service.yaml", "", Span::default(), message);
            folder.problems.push(problem.help("Write one; the tutorial begins with a small one."));
        }
        Some(text) => folder.service = folder.read("service.yaml", text),
    }
    for (file, text) in files {
        if let Some(name) = file.strip_prefix("pages/").and_then(|name| name.strip_suffix(".yaml")) {
            folder.read_page(name, file, text);
        }
    }
    if let Some((source, service)) = folder.service.as_mut().filter(|(_, service)| service.service != *slug) {
        let message = format!("the service is called `{}` but its folder `{slug}`", service.service);
        let problem = source.problem("service-folder-name", &"service".into(), message);
        folder.problems.push(problem.help(format!("Write `service: {slug}` or rename the folder.")));
        service.service = slug.clone();
    }
    folder
}

/// Reads `agencies.yaml`.
pub fn read_agencies(text: &str) -> (Option<(Source, AgenciesFile)>, Vec<Problem>) {
    let mut problems = Vec::new();
    let read = read_file("agencies.yaml", text, &mut problems);
    (read.file, problems)
}
