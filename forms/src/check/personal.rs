//! Personal answers: each says what it is for, and when it is erased.

use std::collections::BTreeSet;

use crate::{
    definition::{Question, ServiceFile},
    load::{self, Folder},
    position::Path,
    problem::Problem,
    question::QuestionType,
};

pub fn check(folder: &Folder, service: &ServiceFile) -> Vec<Problem> {
    let mut problems = Vec::new();
    let rules: Vec<&str> = service.retention.keys().map(String::as_str).collect();
    let mut used = BTreeSet::from(["case", "draft"]);
    for (source, page) in folder.pages.values() {
        for (index, question) in page.questions.iter().enumerate() {
            let at = Path::from("questions").item(index);
            let Some(personal) = &question.personal else {
                if let Some(why) = is_personal(question) {
                    let message =
                        format!("`{}` {why}, but does not say what for and for how long", question.id);
                    let problem = source.problem("missing-purpose", &at.key("id"), message);
                    problems
                        .push(problem.help("Add `personal: {purpose: …, retention: case}`, or do not ask."));
                }
                continue;
            };
            if personal.purpose.trim().is_empty() {
                let message = format!("`{}` does not say what it is used for", question.id);
                problems.push(source.problem("missing-purpose", &at.key("personal").key("purpose"), message));
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
            problems.push(source.key_problem("unused-retention", &at, message).warning());
        }
    }
    problems
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
