//! The pages of one level: of the service itself, or of one entry of a repeat.

use std::borrow::Cow;

use super::{
    Journey, Step, relevant,
    walk::{entry_pages, inside, most, new_entry_steps},
};
use crate::{Answers, EntryId, EntryStep, Place, QuestionId, expr::Values};

impl<'a> Journey<'a> {
    /// The pages that apply at a level. `None` when there is no such level: a repeat that does not apply, or whose
    /// outer entry does not exist. An entry that does not exist yet has the pages a first answer would be given on.
    pub(super) fn level(&self, entries: &[EntryStep]) -> Option<Cow<'_, [Step<'a>]>> {
        let Some((last, outer)) = entries.split_last() else { return Some(Cow::Borrowed(self.steps())) };
        if let Some(inside) = self.inside.get(entries) {
            return Some(Cow::Borrowed(&inside.steps));
        }
        self.answers_at(outer)?;
        let outer_level = self.level(outer)?;
        let summary = outer_level.iter().find(|step| step.place.page == last.page)?;
        let question =
            self.questions_at(&summary.place).into_iter().find(|question| question.id == last.repeat)?;
        let (_, repeat) = relevant::repeat_of(question)?;
        let pages = entry_pages(self.service, summary.section, repeat);
        Some(Cow::Owned(new_entry_steps(self.service, pages, self.values_at(entries), entries, self.today)))
    }

    /// The answers of a level; `None` for an entry that does not exist.
    pub(super) fn answers_at(&self, entries: &[EntryStep]) -> Option<&Answers> {
        entries.iter().try_fold(&self.answers, |level, step| {
            level
                .entries(&step.repeat)
                .iter()
                .find(|entry| entry.id == step.entry)
                .map(|entry| &entry.answers)
        })
    }

    /// What conditions at a level can see: in an entry that does not exist yet, what is seen around it.
    pub(crate) fn values_at(&self, entries: &[EntryStep]) -> &Values {
        let Some((_, outer)) = entries.split_last() else { return &self.values };
        match self.inside.get(entries) {
            Some(inside) => &inside.values,
            None => self.values_at(outer),
        }
    }

    /// Whether the entry exists, or one more may be added.
    pub(crate) fn has_room_for(&self, entries: &[EntryStep]) -> bool {
        let Some((last, outer)) = entries.split_last() else { return true };
        let Some(given) = self.answers_at(outer).map(|level| level.entries(&last.repeat)) else {
            return false;
        };
        let page = self.service.page(&last.page);
        let repeat = page.and_then(relevant::repeat_on).filter(|(id, _)| **id == last.repeat);
        given.iter().any(|entry| entry.id == last.entry)
            || repeat.is_some_and(|(_, repeat)| given.len() < most(repeat))
    }

    /// Most entries of the repeat a place lies in.
    pub(crate) fn most_entries(&self, place: &Place) -> Option<usize> {
        let page = self.service.page(&place.entries.last()?.page)?;
        relevant::repeat_on(page).map(|(_, repeat)| most(repeat))
    }

    /// Whether an entry of the repeat on a page is answered to the end.
    pub fn is_entry_done(&self, summary: &Place, repeat: &QuestionId, entry: &EntryId) -> bool {
        let found = self.inside.get(&inside(summary, repeat, entry));
        found.is_some_and(|inside| inside.steps.iter().all(|step| step.is_answered))
    }

    /// The number of a page in the order of its level's file, whether it applies or not; later pages have greater ones.
    pub(super) fn order(&self, place: &Place) -> Option<usize> {
        match place.entries.last() {
            None => self.service.pages_in_order().position(|(_, page)| page.file.page == place.page),
            Some(last) => {
                let (_, repeat) = self.service.page(&last.page).and_then(relevant::repeat_on)?;
                repeat.pages.iter().position(|page| *page == place.page)
            }
        }
    }

    /// The number of the entry a place lies in among those of its repeat, from 0.
    pub(super) fn entry_number(&self, place: &Place) -> Option<usize> {
        let (last, outer) = place.entries.split_last()?;
        self.answers_at(outer)?.entries(&last.repeat).iter().position(|entry| entry.id == last.entry)
    }
}
