//! Builds a journey: goes through the pages in order and notes which apply and which are answered.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    Inside, Journey, Step,
    relevant::{applies, questions, relevant, repeat_of},
};
use crate::{
    Answer, Answers, EntryStep, Place, QuestionId, SectionId,
    definition::Question,
    expr::Values,
    question::{QuestionType, repeat::Repeat},
    service::{Page, Service},
};

/// Most entries of a repeat that does not say.
const MOST_ENTRIES: usize = 20;

pub(super) fn walk<'a>(service: &'a Service, answers: &Answers, today: Date) -> Journey<'a> {
    let (answers, values) = relevant(service, answers, today);
    let mut walker = Walker { service, today, inside: BTreeMap::new() };
    let all = walker.steps(service_pages(service), &answers, &values, &[]);
    let inside = walker.inside;
    let reachable = all.iter().position(|step| step.page.file.ends).map_or(all.len(), |ending| ending + 1);
    Journey { service, today, answers, values, all, reachable, inside, again: BTreeMap::new() }
}

/// The pages of the service itself, each with its section.
fn service_pages(service: &Service) -> impl Iterator<Item = (&SectionId, &Page)> {
    service.pages_in_order().map(|(section, page)| (&section.id, page))
}

/// Goes through pages, into entries and back.
struct Walker<'a> {
    service: &'a Service,
    today: Date,
    inside: BTreeMap<Vec<EntryStep>, Inside<'a>>,
}

impl<'a> Walker<'a> {
    fn steps(
        &mut self,
        pages: impl Iterator<Item = (&'a SectionId, &'a Page)>,
        given: &Answers,
        values: &Values,
        entries: &[EntryStep],
    ) -> Vec<Step<'a>> {
        let mut steps = Vec::new();
        let today = self.today;
        for (section, page) in pages.filter(|(_, page)| applies(page, values, today)) {
            let place = Place { entries: entries.to_vec(), page: page.file.page.clone() };
            let mut is_answered = true;
            for question in questions(page, values, today) {
                let entries_done = self.entries(section, question, given, values, &place);
                is_answered &= entries_done && is_question_answered(question, given);
            }
            steps.push(Step { place, page, section, is_answered });
        }
        steps
    }

    /// Walks every entry of a repeat. Says whether all of them are answered to the end.
    fn entries(
        &mut self,
        section: &'a SectionId,
        question: &'a Question,
        given: &Answers,
        values: &Values,
        at: &Place,
    ) -> bool {
        let Some((repeat, settings)) = repeat_of(question) else { return true };
        let mut all_done = true;
        for entry in given.entries(repeat) {
            let path = inside(at, repeat, &entry.id);
            let values = self.service.values_inside(values, &entry.answers);
            let pages = entry_pages(self.service, section, settings);
            let steps = self.steps(pages, &entry.answers, &values, &path);
            all_done &= steps.iter().all(|step| step.is_answered);
            self.inside.insert(path, Inside { steps, values });
        }
        all_done
    }
}

/// The way into an entry of the repeat on a page.
pub(super) fn inside(at: &Place, repeat: &QuestionId, entry: &crate::EntryId) -> Vec<EntryStep> {
    at.inside(repeat.clone(), entry.clone(), at.page.clone()).entries
}

/// The pages asked for each entry of a repeat.
pub(super) fn entry_pages<'a>(
    service: &'a Service,
    section: &'a SectionId,
    repeat: &'a Repeat,
) -> impl Iterator<Item = (&'a SectionId, &'a Page)> {
    repeat.pages.iter().filter_map(move |page| Some((section, service.page(page)?)))
}

/// The pages of one level, in order, as steps of which nothing is known yet.
pub(super) fn new_entry_steps<'a>(
    service: &'a Service,
    pages: impl Iterator<Item = (&'a SectionId, &'a Page)>,
    values: &Values,
    entries: &[EntryStep],
    today: Date,
) -> Vec<Step<'a>> {
    Walker { service, today, inside: BTreeMap::new() }.steps(pages, &Answers::default(), values, entries)
}

/// A question needs an answer of its own; text does not.
pub(crate) fn asks(question: &Question) -> bool {
    !matches!(question.kind, QuestionType::Statement(_))
}

/// A question has an answer that will do; whether it is right was seen when it was saved.
fn is_question_answered(question: &Question, given: &Answers) -> bool {
    match given.get(&question.id) {
        None => !asks(question),
        Some(Answer::Skipped) => question.optional,
        Some(Answer::Repeat(entries)) => repeat_of(question).is_some_and(|(_, repeat)| {
            let may_be_empty = question.optional && entries.is_empty();
            may_be_empty || (fewest(repeat)..=most(repeat)).contains(&entries.len())
        }),
        Some(_) => true,
    }
}

/// Fewest entries of a repeat.
fn fewest(repeat: &Repeat) -> usize {
    repeat.min.map_or(0, usize::from)
}

/// Most entries of a repeat.
pub(super) fn most(repeat: &Repeat) -> usize {
    repeat.max.map_or(MOST_ENTRIES, usize::from)
}

/// The person gave it: they neither left the question empty nor the repeat without entries.
pub(crate) fn was_given(answer: &Answer) -> bool {
    match answer {
        Answer::Skipped => false,
        Answer::Repeat(entries) => !entries.is_empty(),
        _ => true,
    }
}
