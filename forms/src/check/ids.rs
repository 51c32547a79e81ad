//! Names: each is there once, has a shape its kind allows, and what is named elsewhere exists.

use std::collections::BTreeSet;

use crate::{
    definition::{Question, ServiceFile},
    load::{self, Folder, Source},
    position::Path,
    problem::Problem,
    question::{QuestionType, choice::ChoiceOption},
    service::{Agencies, FACTS},
    version::Files,
};

/// Names that mean something else in expressions.
const RESERVED: &[&str] = &["today", "true", "false", "null", "in", "has", "all", "exists", "map", "filter"];

pub fn check(folder: &Folder, source: &Source, service: &ServiceFile, agencies: &Agencies) -> Vec<Problem> {
    let mut problems = Vec::new();
    lists(source, service, &mut problems);
    questions(folder, source, service, &mut problems);
    sections(folder, source, service, &mut problems);
    taking_part(source, service, agencies, &mut problems);
    if service.service.is_preview() {
        let message = "names that begin with `preview-` are for previews";
        problems.push(source.problem("service-name", &"service".into(), message));
    }
    for rule in ["case", "draft"] {
        if !service.retention.contains_key(rule) {
            let message = format!("the retention rule `{rule}` is missing");
            let problem = source.key_problem("missing-retention", &"retention".into(), message);
            problems.push(
                problem.help(format!("Say when a {rule} is erased: `{rule}: {{keep_days: …, source: …}}`.")),
            );
        }
    }
    problems
}

/// Names in the lists of `service.yaml`, each once.
fn lists(source: &Source, service: &ServiceFile, problems: &mut Vec<Problem>) {
    let mut once = |list: &str, names: Vec<String>| {
        let mut seen = BTreeSet::new();
        for (index, name) in names.iter().enumerate() {
            if !seen.insert(name.clone()) {
                let at = Path::from(list).item(index).key("id");
                let problem =
                    source.problem("duplicate-id", &at, format!("`{name}` is used twice in `{list}`"));
                problems.push(problem.help("Give one of the two another name."));
            }
        }
    };
    once("sections", service.sections.iter().map(|one| one.id.to_string()).collect());
    once("statuses", service.statuses.iter().map(|one| one.id.to_string()).collect());
    once("plan", service.plan.iter().map(|one| one.id.to_string()).collect());
    once("need_questions", service.need_questions.iter().map(|one| one.id.to_string()).collect());
}

/// Question and computed names, once in the whole service; option values; where rules point.
fn questions(folder: &Folder, source: &Source, service: &ServiceFile, problems: &mut Vec<Problem>) {
    let mut seen = BTreeSet::new();
    for (page_source, page) in folder.pages.values() {
        for (index, question) in page.questions.iter().enumerate() {
            let at = Path::from("questions").item(index);
            name(page_source, &at.key("id"), question.id.as_str(), &mut seen, problems);
            options(page_source, &at, question, problems);
        }
        for (index, check) in page.checks.iter().enumerate() {
            if !page.questions.iter().any(|question| question.id == check.at) {
                let at = Path::from("checks").item(index).key("at");
                let message =
                    format!("there is no question `{}` on this page to show the message at", check.at);
                let ids: Vec<&str> = page.questions.iter().map(|question| question.id.as_str()).collect();
                let problem = page_source.problem("unknown-question", &at, message);
                problems.push(problem.help(load::did_you_mean(check.at.as_str(), &ids)));
            }
        }
    }
    for (index, computed) in service.computed.iter().enumerate() {
        let at = Path::from("computed").item(index).key("id");
        name(source, &at, computed.id.as_str(), &mut seen, problems);
    }
    for (index, need) in service.needs.iter().enumerate() {
        let Some(only_if) = &need.only_if else { continue };
        let is_there = service.need_questions.iter().any(|question| question.id == *only_if);
        if !is_there && !source.is_nameless(&"need_questions".into()) {
            let at = Path::from("needs").item(index).key("only_if");
            let ids: Vec<&str> = service.need_questions.iter().map(|question| question.id.as_str()).collect();
            let message = format!("there is no need question `{only_if}`");
            let problem = source.problem("unknown-need-question", &at, message);
            problems.push(problem.help(load::did_you_mean(only_if.as_str(), &ids)));
        }
    }
}

fn name(source: &Source, at: &Path, id: &str, seen: &mut BTreeSet<String>, problems: &mut Vec<Problem>) {
    if !seen.insert(id.to_owned()) {
        let problem = source.problem(
            "duplicate-id",
            at,
            format!("another question or computed value is called `{id}`"),
        );
        problems.push(problem.help(
            "Give one of the two another name: names are there once in the whole service, also inside repeats.",
        ));
    }
    if RESERVED.contains(&id) || FACTS.contains(&id) {
        let message = format!("`{id}` means something else in expressions");
        problems.push(
            source
                .problem("reserved-id", at, message)
                .help("Choose another name, such as one with a word more."),
        );
    }
}

fn options(source: &Source, at: &Path, question: &Question, problems: &mut Vec<Problem>) {
    let (options, none): (&[ChoiceOption], Option<&ChoiceOption>) = match &question.kind {
        QuestionType::Choice(choice) => (&choice.options, None),
        QuestionType::Choices(choices) => (&choices.options, choices.none.as_ref()),
        QuestionType::Select(select) => (&select.options, None),
        _ => return,
    };
    let has_list = matches!(&question.kind, QuestionType::Select(select) if select.list.is_some());
    if options.is_empty() && !has_list && !source.is_partial(&at.key("options")) {
        let message = format!("`{}` has no options to choose from", question.id);
        problems.push(
            source.problem("no-options", at, message).help("Add `options`, each with `value` and `label`."),
        );
    }
    let places = options.iter().enumerate().map(|(index, option)| (at.key("options").item(index), option));
    let mut seen = BTreeSet::new();
    for (at, option) in places.chain(none.map(|option| (at.key("none"), option))) {
        let at = at.key("value");
        let value = &option.value;
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if value.is_empty() || !value.chars().all(fits) {
            let message = format!(
                "the option value `{value}` has other than lower-case letters, digits and underscores"
            );
            problems.push(
                source
                    .problem("option-value", &at, message)
                    .help("Write the value like `small_plot`: it is kept. The label is what people read."),
            );
        }
        if !seen.insert(value) {
            let message = format!("the option value `{value}` is there twice");
            let problem = source.problem("duplicate-option", &at, message);
            problems.push(problem.help("Give each option a value of its own, or remove one."));
        }
    }
}

/// Pages named by sections exist, and are named once.
fn sections(folder: &Folder, source: &Source, service: &ServiceFile, problems: &mut Vec<Problem>) {
    let known: Vec<&str> = folder.pages.keys().map(crate::PageId::as_str).collect();
    let mut seen = BTreeSet::new();
    for (index, section) in service.sections.iter().enumerate() {
        let at = Path::from("sections").item(index);
        if section.pages.is_empty() && !source.is_partial(&at) {
            let problem =
                source.problem("empty-section", &at, format!("the section `{}` has no pages", section.id));
            problems
                .push(problem.help("Name at least one page: `pages: [your-name]`, or remove the section."));
        }
        for (index, page) in section.pages.iter().enumerate() {
            let at = at.key("pages").item(index);
            if !folder.pages.contains_key(page) && !folder.unsure.contains(page.as_str()) {
                let problem =
                    source.problem("unknown-page", &at, format!("there is no page `{page}` in `pages/`"));
                problems.push(problem.help(load::did_you_mean(page.as_str(), &known)));
            }
            if !seen.insert(page) {
                let message = format!("the page `{page}` is in the sections twice");
                let problem = source.problem("duplicate-page", &at, message);
                problems.push(problem.help("Remove it here, or where it stands first."));
            }
        }
    }
    if service.sections.is_empty() && !source.is_partial(&"sections".into()) {
        let problem = source.key_problem("empty-section", &"sections".into(), "the service has no sections");
        problems.push(problem.help("Write one with the first page: `- {id: …, title: …, pages: […]}`."));
    }
}

/// The agencies of the service and of its plan are known.
fn taking_part(source: &Source, service: &ServiceFile, agencies: &Agencies, problems: &mut Vec<Problem>) {
    let known: Vec<&str> = agencies.iter().map(|(id, _)| id.as_str()).collect();
    let is_partial = source.is_partial(&"agencies".into());
    if service.agencies.is_empty() && !is_partial {
        let problem = source.key_problem("unknown-agency", &"agencies".into(), "the service names no agency");
        problems.push(problem.help(load::did_you_mean("", &known)));
    }
    for (index, agency) in service.agencies.iter().enumerate() {
        if !agencies.may_have(agency) {
            let at = Path::from("agencies").item(index);
            let problem =
                source.problem("unknown-agency", &at, format!("`agencies.yaml` has no agency `{agency}`"));
            problems.push(problem.help(load::did_you_mean(agency.as_str(), &known)));
        }
    }
    for (index, item) in service.plan.iter().enumerate() {
        // An agency that is misspelled above is meant by both.
        let is_known = service.agencies.iter().all(|agency| agencies.may_have(agency));
        if !service.agencies.contains(&item.agency) && !is_partial && is_known {
            let at = Path::from("plan").item(index).key("agency");
            let message = format!("`{}` is not among the agencies of this service", item.agency);
            let problem = source.problem("unknown-agency", &at, message);
            problems.push(problem.help("Add it to `agencies` at the top, or name one of those."));
        }
    }
}

/// Facts about agencies that people rely on have a shape that works.
pub fn agencies(all: &Files) -> Vec<Problem> {
    let Some(text) = all.get("agencies.yaml") else { return Vec::new() };
    let (Some((source, file)), _) = load::read_agencies(text) else { return Vec::new() };
    let mut problems = Vec::new();
    for (id, agency) in &file.agencies {
        let at = Path::from("agencies").key(id.as_str());
        if jiff::tz::TimeZone::get(&agency.time_zone).is_err() {
            let message = format!("`{}` is not a time zone", agency.time_zone);
            let problem = source.problem("time-zone", &at.key("time_zone"), message);
            problems.push(problem.help("Write an IANA name such as `America/Chicago`."));
        }
        let digits =
            agency.phone.strip_prefix('+').filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()));
        if digits.is_none_or(|digits| !(8..=15).contains(&digits.len())) {
            let problem =
                source.problem("phone", &at.key("phone"), "this is not a telephone number in E.164 form");
            problems.push(
                problem.help("Write `\"+15555550123\"`: plus, country code and number, without spaces."),
            );
        }
        if !email_address::EmailAddress::is_valid(&agency.email) {
            let problem = source.problem("email", &at.key("email"), "this is not an email address");
            problems.push(problem.help("Write one such as `help@dmv.example.gov`."));
        }
    }
    problems
}
