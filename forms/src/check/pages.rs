//! Pages: each can be reached, repeats stand where they can be answered, endings end.

use std::collections::BTreeMap;

use crate::{
    PageId, QuestionId,
    definition::{PageFile, ServiceFile},
    expr::nearest,
    load::{self, Folder, Source, node::Node},
    position::Path,
    problem::Problem,
    question::{QuestionType, repeat::Repeat},
};

/// Most entries a repeat may have: expressions over entries are bounded by it.
const MOST_ENTRIES: u16 = 50;

pub fn check(folder: &Folder, service_source: &Source, service: &ServiceFile) -> Vec<Problem> {
    let mut problems = Vec::new();
    let places = Places::of(folder, service);
    for (id, (source, page)) in &folder.pages {
        what_is_there(source, page, &mut problems);
        other_ways(source, page, &mut problems);
        reached(id, source, page, &places, folder, &mut problems);
        for (index, question) in page.questions.iter().enumerate() {
            if let QuestionType::Repeat(repeat) = &question.kind {
                let at = Path::from("questions").item(index);
                repeats(source, page, &question.id, repeat, &at, &places, folder, &mut problems);
            }
        }
    }
    endings(folder, service_source, service, &mut problems);
    problems
}

/// Who leads to which page: sections, and the repeats.
struct Places<'a> {
    in_section: Vec<&'a PageId>,
    in_repeats: BTreeMap<&'a PageId, Vec<(&'a QuestionId, &'a PageId)>>,
}

impl<'a> Places<'a> {
    fn of(folder: &'a Folder, service: &'a ServiceFile) -> Self {
        let mut in_repeats: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (_, page) in folder.pages.values() {
            for question in &page.questions {
                if let QuestionType::Repeat(repeat) = &question.kind {
                    for inside in &repeat.pages {
                        in_repeats.entry(inside).or_default().push((&question.id, &page.page));
                    }
                }
            }
        }
        Self { in_section: service.sections.iter().flat_map(|section| &section.pages).collect(), in_repeats }
    }

    /// Whether something may lead to a page after all: a name that is misspelled, or in a part that could not be read.
    fn may_have(&self, page: &PageId, folder: &Folder) -> bool {
        let Some((source, _)) = &folder.service else { return true };
        let is_repeat =
            |entry: &Node| entry.get("type").and_then(Node::text).is_none_or(|name| name == "repeat");
        let mut repeats = folder.pages.values().filter(|(source, _)| source.is_partial(&"questions".into()));
        let lost = repeats.any(|(source, _)| {
            let questions = source.node.get("questions").map(Node::items).unwrap_or_default();
            source.cut || questions.iter().any(|entry| is_repeat(entry) && entry.has_unread())
        });
        let named = self.in_section.iter().copied().chain(self.in_repeats.keys().copied());
        let misspelled = named.filter(|name| !folder.pages.contains_key(*name));
        let known = || folder.pages.keys().map(PageId::as_str);
        let mut meant = misspelled.filter_map(|name| nearest(name.as_str(), known()));
        lost || source.is_partial(&"sections".into()) || meant.any(|meant| meant == page.as_str())
            // A page that could not be read at all may be the one whose repeat leads here.
            || folder.unsure.iter().any(|name| !folder.pages.contains_key(name.as_str()) && named_page(self, name))
    }

    /// How many repeats a page lies in; a circle counts as many.
    fn depth(&self, page: &PageId) -> usize {
        let mut depth = 0;
        let mut page = page;
        while let Some((_, above)) = self.in_repeats.get(page).and_then(|repeats| repeats.first()) {
            depth += 1;
            page = above;
            if depth > 5 {
                break;
            }
        }
        depth
    }
}

/// Whether a section or repeat names a page of this name.
fn named_page(places: &Places<'_>, name: &str) -> bool {
    places.in_section.iter().any(|page| page.as_str() == name)
        || places.in_repeats.keys().any(|page| page.as_str() == name)
}

fn what_is_there(source: &Source, page: &PageFile, problems: &mut Vec<Problem>) {
    let top = Path::from("page");
    let questions = Path::from("questions");
    let has_questions = !page.questions.is_empty() || source.is_partial(&questions);
    if !has_questions
        && !source.node.is_unread(&"text".into())
        && page.text.as_ref().is_none_or(|text| text.trim().is_empty())
    {
        let problem = source.problem("empty-page", &top, "the page asks nothing and says nothing");
        problems.push(problem.help("Add `questions`, or a `text`."));
    }
    let has_title = page.title.as_ref().is_some_and(|title| !title.trim().is_empty());
    let may_have_title = has_title || source.is_partial(&"title".into()) || source.is_partial(&questions);
    if !may_have_title && page.questions.len() != 1 {
        let problem = source.problem("missing-title", &top, "the page needs a `title`");
        problems
            .push(problem.help("Only a page with one question can do without: its label is the heading."));
    }
    for (index, question) in page.questions.iter().enumerate() {
        let optional_label = matches!(question.kind, QuestionType::Statement(_)) && has_title;
        let at = questions.item(index);
        let may_have_label =
            optional_label || source.is_partial(&at.key("label")) || source.is_partial(&at.key("type"));
        if question.label.trim().is_empty() && !may_have_label {
            let at = at.key("id");
            let problem = source.problem("missing-label", &at, format!("`{}` has no `label`", question.id));
            problems.push(problem.help("Write the question as you would ask it."));
        }
    }
}

fn reached(
    id: &PageId,
    source: &Source,
    page: &PageFile,
    places: &Places<'_>,
    folder: &Folder,
    problems: &mut Vec<Problem>,
) {
    let in_section = places.in_section.contains(&id);
    let repeats = places.in_repeats.get(id).map(Vec::as_slice).unwrap_or_default();
    let at = Path::from("page");
    if !in_section && repeats.is_empty() && !places.may_have(id, folder) {
        let problem = source.problem(
            "unreachable-page",
            &at,
            format!("no section and no repeat leads to the page `{id}`"),
        );
        problems.push(problem.help(
            "Add it to a section in `service.yaml` or to the `pages` of a repeat, or remove the file.",
        ));
    }
    if repeats.len() + usize::from(in_section) > 1 && !repeats.is_empty() {
        let message = format!(
            "the page `{id}` belongs to more than one place: it can be in a section or in one repeat"
        );
        let problem = source.problem("duplicate-page", &at, message);
        problems.push(problem.help("Remove it from the section or from the other repeat."));
    }
    if page.ends && !repeats.is_empty() {
        let problem =
            source.key_problem("ending", &"ends".into(), "a page inside a repeat cannot end the journey");
        problems.push(
            problem.help("Put the ending behind the repeat, with a condition such as `household.exists(…)`."),
        );
    }
}

#[expect(clippy::too_many_arguments, reason = "one finding after another about the same repeat")]
fn repeats(
    source: &Source,
    page: &PageFile,
    id: &QuestionId,
    repeat: &Repeat,
    at: &Path,
    places: &Places<'_>,
    folder: &Folder,
    problems: &mut Vec<Problem>,
) {
    if page.questions.len() > 1 {
        let message = format!("the repeat `{id}` is not alone on its page");
        let problem = source.problem("repeat-not-alone", &at.key("id"), message);
        problems.push(problem.help("Give the other questions a page of their own."));
    }
    if places.depth(&page.page) > 1 {
        let message = format!("the repeat `{id}` lies inside a repeat that lies inside a repeat");
        problems.push(
            source
                .problem("repeat-too-deep", &at.key("id"), message)
                .help("Ask for these entries outside: a repeat can be nested once."),
        );
    }
    if repeat.pages.is_empty() && !source.is_partial(&at.key("pages")) {
        let message = format!("the repeat `{id}` has no pages to ask for each entry");
        let problem = source.problem("unknown-page", &at.key("pages"), message);
        problems.push(problem.help("Name the pages of one entry: `pages: [their-name]`."));
    }
    let known: Vec<&str> = folder.pages.keys().map(PageId::as_str).collect();
    for (index, inside) in repeat.pages.iter().enumerate() {
        if !folder.pages.contains_key(inside) && !folder.unsure.contains(inside.as_str()) {
            let at = at.key("pages").item(index);
            let problem =
                source.problem("unknown-page", &at, format!("there is no page `{inside}` in `pages/`"));
            problems.push(problem.help(load::did_you_mean(inside.as_str(), &known)));
        }
    }
    let most = repeat.max.unwrap_or(20);
    if most > MOST_ENTRIES || repeat.min.unwrap_or(0) > most {
        let key = if most > MOST_ENTRIES { "max" } else { "min" };
        let message = format!("a repeat has at most {MOST_ENTRIES} entries, and `min` is not above `max`");
        let problem = source.problem("repeat-limits", &at.key(key), message);
        problems.push(problem.help(format!("Write `max: {MOST_ENTRIES}` or less, and a `min` below it.")));
    }
}

/// A page that goes on shows no other ways.
fn other_ways(source: &Source, page: &PageFile, problems: &mut Vec<Problem>) {
    if page.other_ways.is_some() && !page.ends && !source.node.is_unread(&"ends".into()) {
        let message = "only a page that ends the journey shows other ways";
        let problem = source.key_problem("other-ways", &"other_ways".into(), message);
        problems.push(problem.help("Write `ends: true` too, or say it in the `text` of the page."));
    }
}

/// Endings have a condition and say something; what comes after one without a condition is never seen.
fn endings(folder: &Folder, service_source: &Source, service: &ServiceFile, problems: &mut Vec<Problem>) {
    for (source, page) in folder.pages.values().filter(|(_, page)| page.ends) {
        if page.when.is_none() && !source.cut {
            let problem =
                source.key_problem("ending", &"ends".into(), "an ending without `when` ends every journey");
            problems.push(problem.help("Say for whom the service is not: `when: age(date_of_birth) < 16`."));
        }
        let says_nothing = page.text.as_ref().is_none_or(|text| text.trim().is_empty());
        if says_nothing && !source.is_partial(&"text".into()) {
            let problem = source.key_problem(
                "ending",
                &"ends".into(),
                "an ending needs a `text` that says what the person can do instead",
            );
            problems.push(problem.help("Write who can help, and how: `text: Call us at 515-555-0100.`"));
        }
    }
    let mut ended: Option<&PageId> = None;
    for (index, section) in service.sections.iter().enumerate() {
        for (position, id) in section.pages.iter().enumerate() {
            if let Some(ending) = ended {
                let at = Path::from("sections").item(index).key("pages").item(position);
                let message = format!("the page `{id}` comes after `{ending}`, which ends every journey");
                let problem = service_source.problem("unreachable-page", &at, message);
                problems.push(problem.help(format!("Give `{ending}` a condition (`when: …`), or move it.")));
            }
            let ends = folder.pages.get(id).is_some_and(|(_, page)| page.ends && page.when.is_none());
            ended = ended.or(ends.then_some(id));
        }
    }
}
