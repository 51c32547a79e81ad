//! Journeys of made-up services, answered at random: what must be true of all of them.

pub(crate) mod invented;
mod reading;

use std::collections::BTreeMap;

use proptest::prelude::*;

use self::{invented::Invented, reading::read_page_by_page};
use super::{Journey, Next, try_out::*};
use crate::{
    Answer, Answers, Fields, Lost, Place, Saved, Service, fields_of, question::QuestionType, ready, save,
};

/// What somebody does: opens one of the pages they may visit, answers, and confirms or not.
#[derive(Debug, Clone)]
pub(crate) struct Act {
    which: usize,
    value: u8,
    confirms: bool,
}

pub(crate) fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = (any::<u16>(), any::<u8>(), any::<bool>());
    let act = act.prop_map(|(which, value, confirms)| Act { which: which.into(), value, confirms });
    prop::collection::vec(act, 0..25)
}

/// Every page that may be opened, also those of entries, and of one entry more.
fn may_open(journey: &Journey<'_>) -> Vec<Place> {
    let mut places = Vec::new();
    for step in journey.steps() {
        places.push(step.place.clone());
        for repeat in journey.questions_at(&step.place) {
            let QuestionType::Repeat(settings) = &repeat.kind else { continue };
            let mut entries: Vec<_> =
                journey.answers().entries(&repeat.id).iter().map(|entry| entry.id.clone()).collect();
            entries.push(entry(&format!("e{}", entries.len() + 1)));
            for entry in entries {
                let inside =
                    |page: &crate::PageId| step.place.inside(repeat.id.clone(), entry.clone(), page.clone());
                places.extend(settings.pages.iter().map(inside));
            }
        }
    }
    places.retain(|place| journey.may_visit(place));
    places
}

/// Where one more entry would begin, on the page of a repeat that wants more.
pub(crate) fn first_page_of_a_new_entry(journey: &Journey<'_>, place: &Place) -> Place {
    let asked = journey.questions_at(place);
    let repeat = asked.first().expect("a repeat");
    let QuestionType::Repeat(settings) = &repeat.kind else {
        panic!("{place} was not kept and is no repeat")
    };
    let number = journey.answers().entries(&repeat.id).len() + 1;
    place.inside(repeat.id.clone(), entry(&format!("e{number}")), settings.pages[0].clone())
}

/// A page filled in.
pub(crate) fn typed(journey: &Journey<'_>, place: &Place, value: u8) -> Fields {
    let mut fields = Fields::default();
    for (shift, question) in (0_u8..).zip(journey.questions_at(place)) {
        let value = value.rotate_right(shift.into());
        let text = match &question.kind {
            QuestionType::YesNo(_) => if value % 2 == 0 { "yes" } else { "no" }.to_owned(),
            QuestionType::Number(number) => i64::from(value % 11).min(number.max.unwrap_or(11)).to_string(),
            QuestionType::Choice(choice) => choice.options[usize::from(value % 2)].value.clone(),
            _ if question.optional && value % 3 == 0 => String::new(),
            QuestionType::Text(text) if text.max.is_some_and(|max| max < 7) => format!("w{}", value % 4),
            _ => format!("words {}", value % 4),
        };
        fields.push(question.id.as_str(), text);
    }
    fields
}

/// Every answer given, by its full name: `household/e1/name`.
pub(crate) fn given(answers: &Answers, inside: &str) -> BTreeMap<String, Answer> {
    let mut found = BTreeMap::new();
    for (question, answer) in answers.iter() {
        match answer {
            Answer::Skipped => {}
            Answer::Repeat(entries) => {
                for entry in entries {
                    found.extend(given(&entry.answers, &format!("{inside}{question}/{}/", entry.id)));
                }
            }
            answer => {
                found.insert(format!("{inside}{question}"), answer.clone());
            }
        }
    }
    found
}

fn full_name(lost: &Lost) -> String {
    let steps = lost.place.entries.iter().map(|step| format!("{}/{}/", step.repeat, step.entry));
    steps.chain([lost.question.to_string()]).collect()
}

/// Saves a page as the act says, checks what must be true of it, and gives the answers after it.
fn act(service: &Service, answers: &Answers, act: &Act) -> Result<Answers, TestCaseError> {
    let journey = service.journey(answers, TODAY);
    let places = may_open(&journey);
    let Some(place) = places.get(act.which % places.len().max(1)) else { return Ok(answers.clone()) };
    prop_assert_eq!(journey.position(place).section_count, journey.sections().len());
    let fields = typed(&journey, place, act.value);
    let (saved, lost) = match save(&service.journey(answers, TODAY), answers, place, &fields, false) {
        Saved::WouldDiscard(lost) if act.confirms => {
            (save(&service.journey(answers, TODAY), answers, place, &fields, true), lost)
        }
        Saved::WouldDiscard(_) => return Ok(answers.clone()),
        saved => (saved, Vec::new()),
    };
    let Saved::Kept { answers: after, next, changed } = saved else {
        let is_repeat =
            journey.questions_at(place).iter().any(|asked| matches!(asked.kind, QuestionType::Repeat(_)));
        prop_assert!(is_repeat, "{place} was filled in and not kept: {saved:?}");
        return Ok(answers.clone());
    };
    prop_assert_eq!(changed, after != *answers);
    only_the_lost_are_gone(&journey, answers, &after, place, &lost)?;
    goes_forward(&service.journey(&after, TODAY), place, &next)?;
    let again = save(
        &service.journey(&after, TODAY),
        &after,
        place,
        &fields_of(service, &after, place, TODAY),
        false,
    );
    prop_assert_eq!(again, Saved::Kept { answers: after.clone(), next, changed: false });
    Ok(after)
}

fn only_the_lost_are_gone(
    journey: &Journey<'_>,
    before: &Answers,
    after: &Answers,
    place: &Place,
    lost: &[Lost],
) -> Result<(), TestCaseError> {
    let lost: Vec<_> = lost.iter().map(full_name).collect();
    let on_page = journey.questions_at(place).into_iter();
    let own: Vec<_> =
        on_page.map(|asked| full_name(&Lost { place: place.clone(), question: asked.id.clone() })).collect();
    let (before, after) = (given(before, ""), given(after, ""));
    for (name, answer) in before {
        let is_lost = lost.iter().any(|lost| name == *lost || name.starts_with(&format!("{lost}/")));
        if is_lost {
            prop_assert_eq!(after.get(&name), None, "{} was to be discarded", name);
        } else if !own.contains(&name) {
            prop_assert_eq!(after.get(&name), Some(&answer), "{} was lost silently", name);
        }
    }
    Ok(())
}

fn goes_forward(journey: &Journey<'_>, place: &Place, next: &Next) -> Result<(), TestCaseError> {
    let level: Vec<_> = journey.steps_inside(&place.entries).into_iter().map(|step| step.place).collect();
    let number = |place: &Place| level.iter().position(|step| step == place);
    match next {
        Next::Check => prop_assert_eq!(level.last(), Some(place), "{} is the last page", place),
        Next::Page(summary) if place.outside().as_ref() == Some(summary) => {
            prop_assert_eq!(level.last(), Some(place));
        }
        Next::Ended(ending) if ending == place => prop_assert_eq!(level.last(), Some(place)),
        Next::Page(page) | Next::Ended(page) => {
            prop_assert!(number(page) > number(place), "{place} → {page}");
        }
    }
    Ok(())
}

pub(crate) fn after_acts(service: &Service, done: &[Act]) -> Result<Answers, TestCaseError> {
    done.iter().try_fold(Answers::default(), |answers, next| act(service, &answers, next))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_journey_is_what_reading_the_service_page_by_page_gives(invented in Invented::any(), done in acts()) {
        let service = invented.load();
        let mut answers = Answers::default();
        for next in &done {
            answers = act(&service, &answers, next)?;
            let journey = service.journey(&answers, TODAY);
            let (pages, applying) = read_page_by_page(&invented, &answers);
            let found: Vec<_> = journey.steps().iter().map(|step| step.place.to_string()).collect();
            prop_assert_eq!(found, pages);
            prop_assert_eq!(journey.answers(), &applying);
        }
    }

    #[test]
    fn stale_answers_never_open_a_page(invented in Invented::any(), done in acts(), stale in acts()) {
        let service = invented.load();
        let mut answers = after_acts(&service, &done)?;
        for (question, answer) in after_acts(&service, &stale)?.iter() {
            answers.insert(question.clone(), answer.clone());
        }
        let journey = service.journey(&answers, TODAY);
        let (pages, applying) = read_page_by_page(&invented, &answers);
        let found: Vec<_> = journey.steps().iter().map(|step| step.place.to_string()).collect();
        prop_assert_eq!(found, pages);
        prop_assert_eq!(journey.answers(), &applying);
    }

    #[test]
    fn back_and_forward_again_is_where_one_was(invented in Invented::any(), done in acts()) {
        let service = invented.load();
        let answers = after_acts(&service, &done)?;
        let journey = service.journey(&answers, TODAY);
        let inside = journey.inside.values().flat_map(|inside| &inside.steps);
        for step in journey.steps().iter().chain(inside) {
            let Some(before) = journey.back_from(&step.place) else { continue };
            if before.entries != step.place.entries {
                prop_assert_eq!(Some(before), step.place.outside());
                continue;
            }
            let next = if step.page.file.ends { Next::Ended } else { Next::Page };
            prop_assert_eq!(journey.next_after(&before), next(step.place.clone()));
        }
    }

    #[test]
    fn answering_what_is_missing_leads_to_the_end(invented in Invented::any(), done in acts(), values in any::<[u8; 16]>()) {
        let service = invented.load();
        let mut answers = after_acts(&service, &done)?;
        for round in 0_usize..200 {
            let journey = service.journey(&answers, TODAY);
            let Some(place) = journey.first_unanswered().cloned() else { break };
            prop_assert!(journey.may_visit(&place), "{place} is next and may not be visited");
            let value = values.get(round % values.len()).copied().unwrap_or_default();
            let place = match save(&service.journey(&answers, TODAY), &answers, &place, &typed(&journey, &place, value), true) {
                Saved::Kept { answers: after, .. } => {
                    prop_assert_ne!(&after, &answers, "{} was answered and still is not", place);
                    answers = after;
                    continue;
                }
                _ => first_page_of_a_new_entry(&journey, &place),
            };
            let fields = typed(&journey, &place, value);
            let saved = save(&service.journey(&answers, TODAY), &answers, &place, &fields, true);
            let Saved::Kept { answers: after, .. } = saved else { panic!("{place}: {saved:?}") };
            answers = after;
        }
        let journey = service.journey(&answers, TODAY);
        prop_assert_eq!(journey.first_unanswered(), None);
        prop_assert_eq!(journey.is_complete(), journey.ending().is_none());
        match ready(&service, &answers, TODAY) {
            Ok(sent) => prop_assert_eq!(&sent, journey.answers()),
            Err(wanting) => prop_assert_eq!(Some(wanting), journey.ending().map(|step| vec![step.place.clone()])),
        }
    }
}
