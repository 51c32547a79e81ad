//! Texts as Fluent patterns: they can be read, and the names in them stand for something.

use std::{collections::BTreeSet, ops::Range};

use crate::{
    PageId,
    definition::ServiceFile,
    load::{self, Folder, Source, node::Node},
    problem::Problem,
    service::{self, reading_order},
    texts::{self, Group, Names, Text, link, pattern},
};

/// What a notification may name.
pub const NOTIFICATION_NAMES: &[&str] = &["reference", "service", "reason"];

/// Texts that are not Fluent patterns.
pub(crate) fn patterns(texts: &[Text], folder: &Folder) -> Vec<Problem> {
    let mut problems = Vec::new();
    for text in texts {
        let Some(source) = folder.source(&text.file) else { continue };
        for (range, reason) in pattern::faults(&text.words) {
            let message = format!("this text cannot be read as a message: {reason}");
            let problem = source.part_problem("text-pattern", &text.path, range, message);
            problems.push(problem.help("Names stand in braces with a dollar sign: `{ $full_name }`."));
        }
    }
    problems
}

/// Names in texts that stand for nothing, or for an answer not given yet.
pub fn check(folder: &Folder, service: &ServiceFile, names: &service::Names) -> Vec<Problem> {
    let pages = folder.pages.iter().map(|(id, (_, page))| (id.clone(), page)).collect();
    let mut problems = Vec::new();
    for text in texts::of_service(service, reading_order(service, &pages)) {
        let Some(source) = folder.source(&text.file) else { continue };
        problems.extend(links(source, &text));
        let page = page_of(&text);
        let allowed = allowed(&text.names, page.as_ref(), names, folder);
        let allowed: Vec<&str> = allowed.iter().map(String::as_str).collect();
        for name in pattern::names(&text.words) {
            let or_on = text.key.starts_with("check-");
            let early = page.as_ref().is_none_or(|page| names.is_answered_before(&name, page, or_on));
            let known = allowed.contains(&name.as_str());
            if known && (early || text.names != Names::Questions) {
                continue;
            }
            let (code, message, help) = if known {
                let message = format!("`{name}` has not been answered when this text is shown");
                ("later-answer", message, format!("Ask `{name}` on an earlier page, or leave it out."))
            } else {
                let message = format!("`{{ ${name} }}` stands for nothing here");
                ("unknown-name-in-text", message, load::did_you_mean(&name, &allowed))
            };
            let range = place(source, &text, &name);
            problems.push(source.part_problem(code, &text.path, range, message).help(help));
        }
    }
    problems
}

/// Links where nobody could press them, and those that lead where no link may.
fn links(source: &Source, text: &Text) -> Vec<Problem> {
    let written = source.node.at(&text.path).and_then(Node::text).unwrap_or_default();
    let problems = link::written(written).into_iter().filter_map(|link| {
        if !text.may_link {
            let message = "a link cannot stand in a text like this";
            let problem = source.part_problem("link-place", &text.path, link.whole, message);
            return Some(
                problem.help("Put it into the text of the page, or into a statement beside the question."),
            );
        }
        let fault = link::fault(written.get(link.target.clone())?)?;
        let problem = source.part_problem("link-target", &text.path, link.target, fault);
        Some(problem.help(link::FORM))
    });
    problems.collect()
}

/// Where a name stands in a text, as bytes of the text as written.
fn place(source: &Source, text: &Text, name: &str) -> Range<usize> {
    let written = source.node.at(&text.path).and_then(Node::text).unwrap_or_default();
    let start = written.find(&format!("${name}")).map_or(0, |at| at + 1);
    start..start + name.len()
}

fn page_of(text: &Text) -> Option<PageId> {
    if let Group::Page(page) = &text.group { page.parse().ok() } else { None }
}

/// The names a text may have.
fn allowed(of: &Names, page: Option<&PageId>, names: &service::Names, folder: &Folder) -> BTreeSet<String> {
    let mut allowed: BTreeSet<String> = match of {
        Names::None => BTreeSet::new(),
        Names::Notification => NOTIFICATION_NAMES.iter().map(|name| (*name).to_owned()).collect(),
        Names::EntryOf(repeat) => names.of_entry(repeat),
        Names::Questions => names.scope(page).into_keys().collect(),
    };
    allowed.extend(folder.unsure.iter().cloned());
    allowed
}
