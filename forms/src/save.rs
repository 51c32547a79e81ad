//! Saves one page: reads what was typed, keeps it or says what to fix, and never loses an answer silently.

mod lost;
mod read;
mod ready;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

pub use ready::ready;

use crate::{
    Answer, Answers, EntryId, FieldError, Fields, Next, Place, QuestionId,
    journey::Journey,
    service::{Asked, Service},
};

/// What became of a page that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// Nothing was kept: these things must be fixed first, in the order of the page.
    ToFix(Vec<FieldError>),
    /// Nothing was kept: it would make these answers irrelevant. Ask, then save again, confirmed.
    WouldDiscard(Vec<Lost>),
    /// It was kept.
    Kept {
        /// All answers, with the new ones.
        answers: Answers,
        /// Where to go.
        next: Next,
        /// Anything is different from before.
        changed: bool,
    },
}

/// An answer that would be discarded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The page it was given on.
    pub place: Place,
    /// The question. For a repeat whose page no longer applies, all its entries with it.
    pub question: QuestionId,
}

/// Saves one page of a journey these answers led to. `confirmed` says that the person has seen what would be discarded.
///
/// The caller has seen to it that the place may be visited; a page that does not apply is left alone, and `next` leads
/// on. The first page saved of a new entry creates the entry. Saving the same again changes nothing.
pub fn save(
    journey: &Journey<'_>,
    answers: &Answers,
    place: &Place,
    fields: &Fields,
    confirmed: bool,
) -> Saved {
    if !journey.has(place) {
        return Saved::Kept { answers: answers.clone(), next: journey.next_after(place), changed: false };
    }
    let read = match read::read_page(journey, answers, place, fields) {
        Ok(read) => read,
        Err(errors) => return Saved::ToFix(errors),
    };
    let mut kept = answers.clone();
    for (question, answer) in read {
        kept.at_mut(place).insert(question, answer);
    }
    keep(journey, answers, kept, place, confirmed)
}

/// The second half: rules over several answers, and what the new answers make irrelevant.
fn keep(before: &Journey<'_>, answers: &Answers, mut kept: Answers, place: &Place, confirmed: bool) -> Saved {
    let (service, today) = (before.service(), before.today());
    let after = service.journey(&kept, today);
    let errors = read::broken_rules(&after, place);
    if !errors.is_empty() {
        return Saved::ToFix(errors);
    }
    let gone = lost::gone(service, before.answers(), after.answers());
    let given: Vec<_> = gone.iter().filter(|gone| gone.was_given).map(|gone| gone.lost.clone()).collect();
    if !given.is_empty() && !confirmed {
        return Saved::WouldDiscard(given);
    }
    for gone in gone {
        kept.at_mut(&gone.lost.place).remove(&gone.lost.question);
    }
    // What does not apply made no difference to the journey: it is the same without.
    let next = after.next_after(place);
    let changed = kept != *answers;
    Saved::Kept { answers: kept, next, changed }
}

/// Takes an entry out of the repeat shown on a page. `None` when there is no such entry.
pub fn remove_entry(
    service: &Service,
    answers: &Answers,
    summary: &Place,
    repeat: &QuestionId,
    entry: &EntryId,
) -> Option<Answers> {
    service.question(repeat).filter(|(page, _)| **page == summary.page)?;
    answers.at(summary)?.entries(repeat).iter().find(|found| found.id == *entry)?;
    let mut kept = answers.clone();
    let level = kept.at_mut(summary);
    let Some(Answer::Repeat(mut entries)) = level.remove(repeat) else { return None };
    entries.retain(|found| found.id != *entry);
    level.insert(repeat.clone(), Answer::Repeat(entries));
    Some(kept)
}

/// The controls of a page, filled in with the answers given before.
pub fn fields_of(service: &Service, answers: &Answers, place: &Place, today: Date) -> Fields {
    let mut fields = Fields::default();
    let Some(level) = answers.at(place) else { return fields };
    let is_answered = |asked: &Asked| level.get(&asked.question.id).is_some();
    if !service.page(&place.page).is_some_and(|page| page.questions.iter().any(is_answered)) {
        return fields;
    }
    for question in service.journey(answers, today).questions_at(place) {
        match level.get(&question.id) {
            None | Some(Answer::Skipped | Answer::Repeat(_)) => {}
            Some(answer) => fields.extend(question.kind.kind().fields(question, answer)),
        }
    }
    fields
}
