//! Texts as Fluent patterns: they can be read, and the names in them stand for something.

use std::collections::BTreeSet;

use crate::{
    definition::ServiceFile,
    load::{self, Folder},
    problem::Problem,
    service::{self, reading_order},
    texts::{self, Names, Text, pattern},
};

/// What a notification may name.
pub const NOTIFICATION_NAMES: &[&str] = &["reference", "service", "reason"];

/// Texts that are not Fluent patterns.
pub(crate) fn patterns(texts: &[Text], folder: &Folder) -> Vec<Problem> {
    let mut problems = Vec::new();
    for text in texts {
        let Some(source) = folder.source(&text.file) else { continue };
        for (range, reason) in pattern::faults(&text.text) {
            let message = format!("this text cannot be read as a message: {reason}");
            let problem = source.part_problem("text-pattern", &text.path, range, message);
            problems.push(problem.help("Names stand in braces with a dollar sign: `{ $full_name }`."));
        }
    }
    problems
}

/// Names in texts that stand for nothing.
pub fn check(folder: &Folder, service: &ServiceFile, names: &service::Names) -> Vec<Problem> {
    let pages = folder.pages.iter().map(|(id, (_, page))| (id.clone(), page)).collect();
    let mut problems = Vec::new();
    for text in texts::of_service(service, reading_order(service, &pages)) {
        let Some(source) = folder.source(&text.file) else { continue };
        let allowed = allowed(&text.names, names, folder);
        let allowed: Vec<&str> = allowed.iter().map(String::as_str).collect();
        for name in pattern::names(&text.text) {
            if allowed.contains(&name.as_str()) {
                continue;
            }
            let start = text.text.find(&format!("${name}")).map_or(0, |at| at + 1);
            let trimmed = source.node.at(&text.path).and_then(load::node::Node::text).unwrap_or_default();
            let offset = trimmed.len() - trimmed.trim_start().len();
            let range = start + offset..start + offset + name.len();
            let message = format!("`{{ ${name} }}` stands for nothing here");
            let problem = source.part_problem("unknown-name-in-text", &text.path, range, message);
            problems.push(problem.help(load::did_you_mean(&name, &allowed)));
        }
    }
    problems
}

/// The names a text may have.
pub fn allowed(of: &Names, names: &service::Names, folder: &Folder) -> BTreeSet<String> {
    let mut allowed: BTreeSet<String> = match of {
        Names::None => BTreeSet::new(),
        Names::Notification => NOTIFICATION_NAMES.iter().map(|name| (*name).to_owned()).collect(),
        Names::EntryOf(repeat) => names.of_entry(repeat),
        Names::Questions => names.all(),
    };
    allowed.extend(folder.unsure.iter().cloned());
    allowed
}
