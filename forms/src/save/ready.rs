//! Looks over a whole journey before it is sent: nothing missing, everything still valid today.

use jiff::civil::Date;

use super::read;
use crate::{
    Answer, Answers, Place,
    definition::Question,
    journey::{Journey, Step, asks, repeat_of},
    question::Ask,
    service::Service,
};

/// The answers that apply, to be sent; or the pages where something is missing or no longer valid, in order.
///
/// A journey that ends early is not ready; the page at which it ends is named.
pub fn ready(service: &Service, answers: &Answers, today: Date) -> Result<Answers, Vec<Place>> {
    let journey = service.journey(answers, today);
    let mut wanting = Vec::new();
    for step in journey.steps() {
        look_over(&journey, step, today, &mut wanting);
    }
    if let Some(ending) = journey.ending() {
        wanting.push(ending.place.clone());
    }
    if wanting.is_empty() { Ok(journey.answers().clone()) } else { Err(wanting) }
}

fn look_over(journey: &Journey<'_>, step: &Step<'_>, today: Date, wanting: &mut Vec<Place>) {
    let already = wanting.len();
    let given = journey.answers().at(&step.place);
    let questions = journey.questions_at(&step.place);
    for (repeat, _) in questions.iter().filter_map(|question| repeat_of(question)) {
        for entry in given.map_or(&[][..], |given| given.entries(repeat)) {
            let inside = step.place.inside(repeat.clone(), entry.id.clone(), step.place.page.clone());
            for step in journey.steps_inside(&inside.entries) {
                look_over(journey, &step, today, wanting);
            }
        }
    }
    let is_valid = |question: &Question| {
        given
            .and_then(|given| given.get(&question.id))
            .is_some_and(|answer| still_valid(question, answer, today))
    };
    let all_valid = questions.iter().filter(|question| asks(question)).all(|question| is_valid(question));
    let rules_hold = read::broken_rules(journey, &step.place).is_empty();
    // An unfinished entry is named itself; its repeat's page would only lead there.
    if wanting.len() == already && !(step.is_answered && all_valid && rules_hold) {
        wanting.push(step.place.clone());
    }
}

/// Whether an answer would be taken today, typed in just so.
fn still_valid(question: &Question, answer: &Answer, today: Date) -> bool {
    match answer {
        Answer::Skipped => question.optional,
        Answer::Repeat(_) => repeat_of(question).is_some(),
        given => {
            let fields = question.kind.kind().fields(question, given);
            let ask = Ask { question, previous: Some(given), today };
            matches!(read::read_question(&ask, &fields), Ok(read) if read != Answer::Skipped)
        }
    }
}
