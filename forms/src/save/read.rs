//! Reads what was typed on a page and holds it to the service's rules.

use crate::{
    Answer, Answers, FieldError, Fields, Place, QuestionId,
    definition::Question,
    expr::Value,
    journey::{Journey, asks},
    question::Ask,
    service::Page,
};

/// The answers of a page, or everything that is wrong with it.
pub(super) fn read_page(
    journey: &Journey<'_>,
    answers: &Answers,
    place: &Place,
    fields: &Fields,
) -> Result<Vec<(QuestionId, Answer)>, Vec<FieldError>> {
    let today = journey.today();
    let given = answers.at(place);
    let (mut read, mut errors) = (Vec::new(), Vec::new());
    if let Some(error) = no_room(journey, place) {
        errors.push(error);
    }
    for question in journey.questions_at(place).into_iter().filter(|question| asks(question)) {
        let previous = given.and_then(|given| given.get(&question.id));
        let result = read_question(&Ask { question, previous, today }, fields);
        let result = result.and_then(|answer| finished(journey, place, question, answer));
        match result {
            Ok(answer) => read.push((question.id.clone(), answer)),
            Err(found) => errors.extend(found),
        }
    }
    if errors.is_empty() { Ok(read) } else { Err(errors) }
}

/// One question: its answer, `Skipped` where it may be left empty and was.
pub(super) fn read_question(ask: &Ask<'_>, fields: &Fields) -> Result<Answer, Vec<FieldError>> {
    let kind = ask.question.kind.kind();
    match kind.parse(ask, fields)? {
        Some(answer) => Ok(answer),
        None if ask.question.optional => Ok(Answer::Skipped),
        None => Err(vec![kind.empty(ask.question)]),
    }
}

/// "Continue" on the summary of a repeat: each entry must be answered to the end.
fn finished(
    journey: &Journey<'_>,
    place: &Place,
    question: &Question,
    answer: Answer,
) -> Result<Answer, Vec<FieldError>> {
    let unfinished = match &answer {
        Answer::Repeat(entries) => {
            entries.iter().position(|entry| !journey.is_entry_done(place, &question.id, &entry.id))
        }
        _ => None,
    };
    match unfinished {
        Some(index) => {
            Err(vec![FieldError::new(&question.id, "error-repeat-unfinished").with("number", index + 1)])
        }
        None => Ok(answer),
    }
}

/// The message for a page of one entry too many.
fn no_room(journey: &Journey<'_>, place: &Place) -> Option<FieldError> {
    let last = place.entries.last()?;
    if journey.has_room_for(&place.entries) {
        return None;
    }
    let error =
        FieldError::new(&last.repeat, "error-repeat-too-many").with("max", journey.most_entries(place)?);
    // The repeat is named in the message, but focus goes to what is on this page.
    let asked = journey.questions_at(place).into_iter().find(|question| asks(question));
    let control = asked.and_then(|question| question.kind.kind().controls(question).into_iter().next());
    Some(match control {
        Some(control) => error.at(control),
        None => error,
    })
}

/// The rules of a page that these answers break, in the order of its questions.
///
/// A rule that cannot be worked out, because an answer it needs was left empty, is not broken.
pub(super) fn broken_rules(journey: &Journey<'_>, place: &Place) -> Vec<FieldError> {
    let Some(page) = journey.service().page(&place.page) else { return Vec::new() };
    let (values, today) = (journey.values_at(&place.entries), journey.today());
    let given = journey.answers().at(place);
    let mut broken: Vec<_> = (1_usize..)
        .zip(&page.checks)
        .filter(|(_, (_, check))| given.is_some_and(|given| given.get(&check.at).is_some()))
        .filter(|(_, (rule, _))| matches!(rule.evaluate(values, today), Ok(Value::YesNo(false))))
        .map(|(number, (_, check))| {
            FieldError::of_service(&check.at, &format!("check-{}-{number}", place.page))
        })
        .collect();
    broken.sort_by_key(|error| number_on_page(page, &error.question));
    broken
}

fn number_on_page(page: &Page, question: &QuestionId) -> Option<usize> {
    page.questions.iter().position(|asked| asked.question.id == *question)
}
