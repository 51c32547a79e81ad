//! Which pages a person still has before them: the journey, computed from the service and the answers.
//!
//! It is never stored. The back button, a second tab or an answer that makes a later page irrelevant can
//! therefore not put it out of step with the answers.

mod again;
mod level;
mod progress;
#[cfg(test)]
pub(crate) mod properties;
mod relevant;
#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) mod try_out;
mod visit;
mod walk;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use progress::{Position, SectionProgress, SectionState};
pub(crate) use relevant::repeat_of;
pub(crate) use walk::{asks, was_given};

use crate::{
    Answers, EntryStep, Place, SectionId, Why,
    definition::Question,
    expr::Values,
    service::{Page, Service},
};

/// One page that applies to these answers.
#[derive(Debug, Clone)]
pub struct Step<'a> {
    /// Where it is.
    pub place: Place,
    /// What it asks.
    pub page: &'a Page,
    /// The section it lies in; pages inside an entry lie in the section of their repeat.
    pub section: &'a SectionId,
    /// Everything it asks is answered. True for a page that asks nothing.
    pub is_answered: bool,
}

/// Where to go from a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// To this page.
    Page(Place),
    /// That was the last page: to "check your answers".
    Check,
    /// To this page, which ends the journey kindly.
    Ended(Place),
}

/// The pages that apply to some answers, in order, and how far the person is.
#[derive(Debug)]
pub struct Journey<'a> {
    service: &'a Service,
    today: Date,
    /// Only the answers that apply.
    answers: Answers,
    values: Values,
    /// Every page that applies, also those after an ending.
    all: Vec<Step<'a>>,
    /// How many of them can be reached: those up to and including an ending.
    reachable: usize,
    /// Every entry there is.
    inside: BTreeMap<Vec<EntryStep>, Inside<'a>>,
    /// Pages to be asked again, and why.
    again: BTreeMap<Place, Why>,
}

/// The inside of an entry.
#[derive(Debug)]
struct Inside<'a> {
    /// Its pages that apply, in order.
    steps: Vec<Step<'a>>,
    /// What conditions inside it can see.
    values: Values,
}

impl Service {
    /// The journey these answers lead to, on this day in the agency's time zone.
    pub fn journey(&self, answers: &Answers, today: Date) -> Journey<'_> {
        walk::walk(self, answers, today)
    }
}

impl<'a> Journey<'a> {
    /// The pages that apply, in order, up to an ending if there is one. Pages inside entries are not among them.
    pub fn steps(&self) -> &[Step<'a>] {
        self.all.get(..self.reachable).unwrap_or(&self.all)
    }

    /// The pages of an entry that apply, in order; also of an entry that does not exist yet.
    pub fn steps_inside(&self, entries: &[EntryStep]) -> Vec<Step<'a>> {
        self.level(entries).map(std::borrow::Cow::into_owned).unwrap_or_default()
    }

    /// The service it is a journey through.
    pub(crate) fn service(&self) -> &'a Service {
        self.service
    }

    /// The day it is worked out for, where the agency is.
    pub(crate) fn today(&self) -> Date {
        self.today
    }

    /// Whether a page is part of it.
    pub(crate) fn has(&self, place: &Place) -> bool {
        self.level(&place.entries).is_some_and(|level| level.iter().any(|step| step.place == *place))
    }

    /// The answers that apply: without those of pages and questions that the other answers rule out.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// The page at which the journey ends for these answers, for people the service is not for.
    pub fn ending(&self) -> Option<&Step<'a>> {
        self.steps().last().filter(|step| step.page.file.ends)
    }

    /// Nothing is left to answer and the journey does not end early: it may be checked and sent.
    pub fn is_complete(&self) -> bool {
        self.ending().is_none() && self.steps().iter().all(|step| step.is_answered)
    }

    /// Where the person goes on: the first page with something to answer, inside an entry where one is unfinished.
    pub fn first_unanswered(&self) -> Option<&Place> {
        let outer = self.steps().iter().find(|step| !step.is_answered)?;
        Some(&self.unfinished_entry(&outer.place).unwrap_or(outer).place)
    }

    /// The first page not answered in the entries of the repeat on a page, as deep as it lies.
    fn unfinished_entry(&self, summary: &Place) -> Option<&Step<'a>> {
        let inside = self.inside.iter().filter(|(entries, _)| is_right_inside(entries, summary));
        let first_of = |inside: &'_ Inside<'a>| inside.steps.iter().position(|step| !step.is_answered);
        let mut unfinished: Vec<_> =
            inside.filter_map(|(_, inside)| inside.steps.get(first_of(inside)?)).collect();
        unfinished.sort_by_key(|step| self.entry_number(&step.place));
        let first = unfinished.first().copied()?;
        self.unfinished_entry(&first.place).or(Some(first))
    }

    /// Where to go after a page. Always forward; after the last page of an entry, to the summary of its repeat. An
    /// ending leads nowhere but to itself.
    pub fn next_after(&self, place: &Place) -> Next {
        let level = self.level(&place.entries).unwrap_or_default();
        let next = match level.iter().position(|step| step.place == *place) {
            Some(here) => level.get(here + 1),
            None => level.iter().find(|step| self.order(&step.place) > self.order(place)),
        };
        match (next, place.outside()) {
            (Some(step), _) if step.page.file.ends => Next::Ended(step.place.clone()),
            (Some(step), _) => Next::Page(step.place.clone()),
            (None, Some(summary)) => Next::Page(summary),
            (None, None) => self.ending().map_or(Next::Check, |ending| Next::Ended(ending.place.clone())),
        }
    }

    /// The page before, for the back link: inside an entry, from its first page to the summary of its repeat.
    pub fn back_from(&self, place: &Place) -> Option<Place> {
        let level = self.level(&place.entries).unwrap_or_default();
        let before = match level.iter().position(|step| step.place == *place) {
            Some(here) => here.checked_sub(1).and_then(|before| level.get(before)),
            None => level.iter().rev().find(|step| self.order(&step.place) < self.order(place)),
        };
        before.map(|step| step.place.clone()).or_else(|| place.outside())
    }

    /// What a page asks now: its questions whose own conditions hold.
    pub fn questions_at(&self, place: &Place) -> Vec<&'a Question> {
        let Some(page) = self.service.page(&place.page) else { return Vec::new() };
        relevant::questions(page, self.values_at(&place.entries), self.today).collect()
    }
}

/// These entries lie one level below this page.
fn is_right_inside(entries: &[EntryStep], summary: &Place) -> bool {
    entries.split_last().is_some_and(|(last, outer)| last.page == summary.page && outer == summary.entries)
}
