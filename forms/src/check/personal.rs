//! Personal answers: each says what it is for, and when it is erased.

use std::collections::BTreeSet;

use super::{personal_words::asked_in, waivers::Waivers};
use crate::{
    definition::{Question, ServiceFile},
    load::{self, Folder, Source},
    position::Path,
    problem::Problem,
    question::QuestionType,
};

pub fn check(folder: &Folder, service: &ServiceFile, waivers: &mut Waivers) -> Vec<Problem> {
    let mut problems = Vec::new();
    let rules: Vec<&str> = service.retention.keys().map(String::as_str).collect();
    let mut used = BTreeSet::from(["case", "draft"]);
    for (source, page) in folder.pages.values() {
        for (index, question) in page.questions.iter().enumerate() {
            let at = Path::from("questions").item(index);
            let Some(personal) = &question.personal else {
                problems.extend(not_said(source, &at, question, waivers));
                continue;
            };
            if personal.purpose.trim().is_empty() {
                let message = format!("`{}` does not say what it is used for", question.id);
                let problem = source.problem("missing-purpose", &at.key("personal").key("purpose"), message);
                problems
                    .push(problem.help("Say it as you would to the person: “To call you about your case”."));
            }
            used.insert(&personal.retention);
            if !rules.contains(&personal.retention.as_str()) {
                let at = at.key("personal").key("retention");
                let message = format!("the service has no retention rule `{}`", personal.retention);
                let problem = source.problem("unknown-retention", &at, message);
                problems.push(problem.help(load::did_you_mean(&personal.retention, &rules)));
            }
        }
    }
    if let Some((source, _)) = &folder.service {
        for rule in rules.iter().filter(|rule| !used.contains(*rule) && folder.unsure.is_empty()) {
            let at = Path::from("retention").key(*rule);
            let message = format!("no question uses the retention rule `{rule}`");
            let problem = source.key_problem("unused-retention", &at, message).warning();
            problems.push(problem.help("Delete it, or name it as `retention` of a personal answer."));
        }
    }
    problems
}

/// A question that is personal and does not say what for.
fn not_said(source: &Source, at: &Path, question: &Question, waivers: &mut Waivers) -> Option<Problem> {
    let Some(why) = is_personal(question) else { return by_words(source, at, question, waivers) };
    let message = format!("`{}` {why}, but does not say what for and for how long", question.id);
    let problem = source.problem("missing-purpose", &at.key("id"), message);
    Some(problem.help("Add `personal: {purpose: …, retention: case}`, or do not ask."))
}

/// A question whose words ask for something personal, though its type takes anything.
fn by_words(source: &Source, at: &Path, question: &Question, waivers: &mut Waivers) -> Option<Problem> {
    let takes_anything = matches!(
        question.kind,
        QuestionType::Text(_) | QuestionType::LongText(_) | QuestionType::Number(_) | QuestionType::Date(_)
    );
    let key = format!("q-{}-label", question.id);
    let id = question.id.as_str().replace('_', " ");
    let texts = [(at.key("label"), question.label.as_str()), (at.key("id"), id.as_str())];
    for (place, text) in texts.into_iter().filter(|_| takes_anything) {
        for (asks, range) in asked_in(text) {
            let words = text.get(range.clone()).unwrap_or_default();
            if waivers.word(&key, words) {
                continue;
            }
            let message = format!(
                "`{}` seems to ask for {} (“{words}”), but does not say what for and for how long",
                question.id, asks.what
            );
            let problem = source.part_problem("perhaps-personal", &place, range, message).warning();
            return Some(problem.help(format!(
                "Add `personal: {{purpose: …, retention: case}}`. {} If it is not personal, say why in \
                 `waivers.yaml`: `{{text: {key}, word: {words}, reason: …}}`.",
                asks.instead
            )));
        }
    }
    None
}

/// Why an answer of this question says something about a person.
fn is_personal(question: &Question) -> Option<&'static str> {
    if question.prefill.is_some() {
        return Some("is a fact about a person that services share");
    }
    match &question.kind {
        QuestionType::Name(_) => Some("asks for a name"),
        QuestionType::Address(_) => Some("asks for an address"),
        QuestionType::Email(_) => Some("asks for an email address"),
        QuestionType::Phone(_) => Some("asks for a telephone number"),
        QuestionType::Identifier(_) => Some("asks for an identifying number"),
        QuestionType::File(_) => Some("asks for documents or photos"),
        QuestionType::Date(date) if date.birthday => Some("asks for a date of birth"),
        _ => None,
    }
}
