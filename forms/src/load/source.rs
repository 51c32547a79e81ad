//! The files of a service folder, read, with the means to point into each.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;

use super::{node::Node, read, yaml};
use crate::{
    PageId, ServiceSlug,
    definition::{AgenciesFile, PageFile, ServiceFile},
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
    /// Nothing was left out: what is not there is missing.
    pub is_whole: bool,
}

impl Source {
    /// A finding about the value at a path.
    pub fn problem(&self, code: &'static str, path: &Path, message: impl Into<String>) -> Problem {
        Problem::new(code, &self.file, &self.text, self.node.span_of(path), message)
    }

    /// A finding about the key at the end of a path.
    pub fn key_problem(&self, code: &'static str, path: &Path, message: impl Into<String>) -> Problem {
        Problem::new(code, &self.file, &self.text, self.node.key_span_of(path), message)
    }

    /// A finding about a part of the text at a path, given as bytes of that text.
    pub fn part_problem(
        &self,
        code: &'static str,
        path: &Path,
        part: std::ops::Range<usize>,
        message: impl Into<String>,
    ) -> Problem {
        Problem::new(code, &self.file, &self.text, self.part_span(path, part), message)
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

/// Reads one file: its tree and type, and findings with their place. Names in what was left out go to `unsure`.
pub fn read_file<T: DeserializeOwned>(
    file: &str,
    text: &str,
    problems: &mut Vec<Problem>,
    unsure: &mut BTreeSet<String>,
) -> Option<(Source, T)> {
    let (node, faults) = yaml::parse(text);
    let mut say = |faults: Vec<yaml::Fault>| {
        problems.extend(faults.into_iter().map(|fault| {
            let problem = Problem::new(fault.code, file, text, fault.span, fault.message);
            if let Some(help) = fault.help { problem.help(help) } else { problem }
        }));
    };
    let form_is_sound = faults.is_empty();
    say(faults);
    let Some(node) = node else {
        if form_is_sound {
            problems.push(Problem::new("yaml", file, text, Span::default(), "the file is empty"));
        }
        unsure.extend(names_in(text));
        return None;
    };
    let outcome = read::read(&node);
    say(outcome.faults);
    unsure.extend(outcome.dropped.iter().flat_map(ids_in));
    if outcome.value.is_none() {
        unsure.extend(names_in(text));
    }
    let is_whole = outcome.dropped.is_empty();
    let source = Source { file: file.to_owned(), text: text.to_owned(), node: outcome.tree, is_whole };
    outcome.value.map(|value| (source, value))
}

/// `id: name` anywhere in a text too broken for a tree.
fn names_in(text: &str) -> impl Iterator<Item = String> {
    text.lines().filter_map(|line| {
        let line = line.trim_start().trim_start_matches("- ").trim_start();
        line.strip_prefix("id:").map(|name| name.trim().trim_matches(['"', '\'']).to_owned())
    })
}

fn ids_in(node: &Node) -> Vec<String> {
    let own = node.get("id").and_then(Node::text).map(str::to_owned);
    let inside = node.entries().iter().map(|entry| &entry.value).chain(node.items());
    own.into_iter().chain(inside.flat_map(ids_in)).collect()
}

/// Reads `service.yaml` and `pages/*.yaml` of a folder.
pub fn read_folder(slug: &ServiceSlug, files: &Files) -> Folder {
    let mut folder = Folder::default();
    match files.get("service.yaml") {
        None => folder.problems.push(Problem::new(
            "missing-file",
            "service.yaml",
            "",
            Span::default(),
            format!("the folder `{slug}` has no `service.yaml`"),
        )),
        Some(text) => {
            folder.service = read_file("service.yaml", text, &mut folder.problems, &mut folder.unsure);
        }
    }
    for (file, text) in files {
        let Some(name) = file.strip_prefix("pages/").and_then(|name| name.strip_suffix(".yaml")) else {
            continue;
        };
        let Some((source, page)) =
            read_file::<PageFile>(file, text, &mut folder.problems, &mut folder.unsure)
        else {
            folder.unsure.insert(name.to_owned());
            continue;
        };
        if page.page.as_str() != name {
            let message = format!("the page is called `{}` but its file `{name}.yaml`", page.page);
            folder.problems.push(
                source
                    .problem("page-file-name", &"page".into(), message)
                    .help(format!("Write `page: {name}` or rename the file.")),
            );
        }
        folder.pages.insert(page.page.clone(), (source, page));
    }
    let name_differs = folder.service.as_ref().filter(|(_, service)| service.service != *slug);
    if let Some((source, service)) = name_differs {
        let message = format!("the service is called `{}` but its folder `{slug}`", service.service);
        let problem = source.problem("service-folder-name", &"service".into(), message);
        folder.problems.push(problem.help(format!("Write `service: {slug}` or rename the folder.")));
    }
    folder
}

/// Reads `agencies.yaml`.
pub fn read_agencies(text: &str) -> (Option<(Source, AgenciesFile)>, Vec<Problem>) {
    let mut problems = Vec::new();
    let read = read_file("agencies.yaml", text, &mut problems, &mut BTreeSet::new());
    (read, problems)
}
