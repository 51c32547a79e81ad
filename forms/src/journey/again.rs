//! Pages to be asked again after the service changed: they count as not answered until the person has seen them.

use std::collections::BTreeSet;

use super::{Journey, Step, walk::asks};
use crate::{AnswerName, Place, Unsettled, Why};

impl<'a> Journey<'a> {
    /// The same journey with what is left to settle: it is not complete while a page of it is to be asked again.
    #[must_use]
    pub fn asking_again(mut self, unsettled: &Unsettled) -> Self {
        if unsettled.is_empty() {
            return self;
        }
        let found: Vec<(Place, Why)> = self
            .names()
            .filter_map(|(step, name)| Some((step.place.clone(), unsettled.why(&name)?)))
            .collect();
        let mut waiting = BTreeSet::new();
        for (place, why) in found {
            let mut around = Some(place.clone());
            // The page of a repeat waits for its entries.
            while let Some(place) = around {
                around = place.outside();
                waiting.insert(place);
            }
            let known = self.again.entry(place).or_insert(why);
            *known = why.max(*known);
        }
        let inside = self.inside.values_mut().flat_map(|inside| &mut inside.steps);
        for step in self.all.iter_mut().chain(inside).filter(|step| waiting.contains(&step.place)) {
            step.is_answered = false;
        }
        self
    }

    /// The pages to be asked again, in order, and why.
    pub fn asked_again(&self) -> impl Iterator<Item = (&Place, Why)> {
        self.steps().iter().flat_map(move |step| {
            let is_inside =
                |place: &Place| place.entries.first().is_some_and(|on| on.page == step.place.page);
            let inside = self.again.iter().filter(move |(place, _)| is_inside(place));
            inside.chain(self.again.get_key_value(&step.place)).map(|(place, why)| (place, *why))
        })
    }

    /// Why a page is asked again, if it is.
    pub fn why_again(&self, place: &Place) -> Option<Why> {
        self.again.get(place).copied()
    }

    /// Whether a page, or an entry of the repeat on it, is to be asked again.
    pub fn is_waiting(&self, place: &Place) -> bool {
        let depth = place.entries.len();
        let is_below = |other: &Place| {
            let around = other.entries.get(..depth) == Some(place.entries.as_slice());
            around && other.entries.get(depth).is_some_and(|step| step.page == place.page)
        };
        self.again.contains_key(place) || self.again.keys().any(is_below)
    }

    /// Every question these pages ask, also those inside entries, by the full name of its answer.
    pub(crate) fn names(&self) -> impl Iterator<Item = (&Step<'a>, AnswerName)> {
        let inside = self.inside.values().flat_map(|inside| &inside.steps);
        self.steps().iter().chain(inside).flat_map(move |step| {
            let questions = self.questions_at(&step.place).into_iter().filter(|question| asks(question));
            questions.map(move |question| (step, AnswerName::at(&step.place, &question.id)))
        })
    }
}
