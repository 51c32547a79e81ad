//! Whether an answer given to another question would be taken by this one, just as it is.

use jiff::civil::Date;

use crate::{
    Answer, FieldError, Fields,
    definition::Question,
    question::{Ask, QuestionType},
};

/// Whether a question takes an answer as it is. What was agreed to was other words: a declaration never fits.
pub(super) fn fits(question: &Question, answer: &Answer, today: Date) -> bool {
    match (&question.kind, answer) {
        (_, Answer::Skipped) | (QuestionType::Repeat(_), Answer::Repeat(_)) => true,
        (QuestionType::Declaration(_), _) => false,
        (kind, answer) => {
            let ask = Ask { question, previous: None, today };
            let read = kind.kind().parse(&ask, &typed(question, answer));
            read.ok().flatten().is_some_and(|read| is_same(&read, answer))
        }
    }
}

/// Why a question does not take an answer that was given to it before, when the page does not show it anyway: a new
/// limit. That an option is gone, or that something else is asked, people see.
pub fn why_not(question: &Question, answer: &Answer, today: Date) -> Vec<FieldError> {
    let is_seen = matches!(
        question.kind,
        QuestionType::Choice(_)
            | QuestionType::Choices(_)
            | QuestionType::Select(_)
            | QuestionType::YesNo(_)
            | QuestionType::Declaration(_)
            | QuestionType::File(_)
            | QuestionType::Repeat(_)
    );
    let typed = typed(question, answer);
    if is_seen || typed.is_empty() {
        return Vec::new();
    }
    question.kind.kind().parse(&Ask { question, previous: None, today }, &typed).err().unwrap_or_default()
}

/// The controls as they would be typed: also secrets, and files as if they came now, so that every limit is looked at.
fn typed(question: &Question, answer: &Answer) -> Fields {
    let control = question.id.as_str();
    let mut fields = Fields::default();
    match answer {
        Answer::Identifier(characters) => fields.push(control, characters),
        Answer::Files(files) => files.iter().for_each(|file| fields.push_file(control, file.clone())),
        answer => return question.kind.kind().fields(question, answer),
    }
    fields
}

/// The order of several options is the service's, not the person's.
fn is_same(read: &Answer, given: &Answer) -> bool {
    match (read, given) {
        (Answer::Choices(read), Answer::Choices(given)) => {
            read.len() == given.len() && read.iter().all(|value| given.contains(value))
        }
        _ => read == given,
    }
}
