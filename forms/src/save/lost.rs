//! Finds the answers that count now and would no longer count after a change.

use crate::{
    Answers, Place,
    definition::Question,
    journey::{repeat_of, was_given},
    save::Lost,
    service::{Page, Service},
};

/// An answer that no longer applies.
pub(super) struct Gone {
    pub lost: Lost,
    /// The person gave it. Not so for a question left empty, or a repeat without entries.
    pub was_given: bool,
}

/// What applied before and does not now, in the order of the service.
pub(super) fn gone(service: &Service, before: &Answers, after: &Answers) -> Vec<Gone> {
    let mut found = Vec::new();
    for (_, page) in service.pages_in_order() {
        gone_from(service, page, &Place::page(page.file.page.clone()), before, after, &mut found);
    }
    found
}

fn gone_from(
    service: &Service,
    page: &Page,
    place: &Place,
    before: &Answers,
    after: &Answers,
    found: &mut Vec<Gone>,
) {
    for question in page.questions.iter().map(|asked| &asked.question) {
        match (before.get(&question.id), after.get(&question.id)) {
            (Some(answer), None) => {
                let lost = Lost { place: place.clone(), question: question.id.clone() };
                found.push(Gone { lost, was_given: was_given(answer) });
            }
            (Some(_), Some(_)) => gone_from_entries(service, question, place, before, after, found),
            (None, _) => {}
        }
    }
}

fn gone_from_entries(
    service: &Service,
    question: &Question,
    place: &Place,
    before: &Answers,
    after: &Answers,
    found: &mut Vec<Gone>,
) {
    let Some((repeat, settings)) = repeat_of(question) else { return };
    for entry in before.entries(repeat) {
        let Some(now) = after.entries(repeat).iter().find(|now| now.id == entry.id) else { continue };
        for page in settings.pages.iter().filter_map(|page| service.page(page)) {
            let place = place.inside(repeat.clone(), entry.id.clone(), page.file.page.clone());
            gone_from(service, page, &place, &entry.answers, &now.answers, found);
        }
    }
}
