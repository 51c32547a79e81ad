//! How far somebody is, section by section: for the task list and the step indicator.

use serde::Serialize;

use super::{Journey, Step, relevant, walk::asks};
use crate::{Place, SectionId};

/// How far a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionState {
    /// Everything in it is answered.
    Done,
    /// Something in it is answered.
    Started,
    /// Something in it is asked again, because the service changed.
    Changed,
    /// Nothing in it is answered yet.
    NotStarted,
    /// Something else must be answered first.
    CannotStart,
}

/// One line of the task list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionProgress {
    /// Which section.
    pub id: SectionId,
    /// How far it is.
    pub state: SectionState,
    /// Where it begins.
    pub first: Place,
    /// How many of its pages ask something.
    pub pages_total: usize,
    /// How many of those are answered.
    pub pages_answered: usize,
}

/// Where a page lies in the whole. Numbers count from 1; 0 means that the page is not part of the journey.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Position {
    /// The section it lies in.
    pub section: Option<SectionId>,
    /// The section's number among those that apply.
    pub section_number: usize,
    /// How many sections apply or still can.
    pub section_count: usize,
    /// The page's number in its section. A page inside an entry has that of the summary of its repeat.
    pub page_number_in_section: usize,
    /// How many pages of the section apply.
    pub pages_in_section: usize,
    /// The page's number in the journey.
    pub page_number: usize,
    /// How many pages apply.
    pub page_count: usize,
}

/// Whether a page, or the repeat it lies in, is among these.
fn lies_in(steps: &[&Step<'_>], place: &Place) -> bool {
    let outermost = place.entries.first().map_or(&place.page, |step| &step.page);
    steps.iter().any(|step| step.place.page == *outermost)
}

impl<'a> Journey<'a> {
    /// Every section that applies or can still come to apply, in order, and how far it is.
    ///
    /// Conditions look back only. So what comes after the first page that waits for an answer is not decided yet, and a
    /// section there counts until an answer rules it out. A total that grows while somebody works would feel like a
    /// promise broken; one that becomes smaller is good news.
    pub fn sections(&self) -> Vec<SectionProgress> {
        let waiting = self.all.iter().find(|step| !step.is_answered).map(|step| step.section);
        let mut is_undecided = false;
        let mut sections = Vec::new();
        for section in &self.service.definition.sections {
            let later = || {
                let first = section.pages.first().filter(|_| is_undecided)?;
                Some(SectionProgress {
                    id: section.id.clone(),
                    state: SectionState::CannotStart,
                    first: Place::page(first.clone()),
                    pages_total: 0,
                    pages_answered: 0,
                })
            };
            sections.extend(self.section_progress(&section.id).or_else(later));
            is_undecided |= waiting == Some(&section.id);
        }
        sections
    }

    /// How many sections there are.
    fn section_count(&self) -> usize {
        let waiting = self.all.iter().find(|step| !step.is_answered).map(|step| step.section);
        let mut is_undecided = false;
        let mut count = 0;
        for section in &self.service.definition.sections {
            let applies = self.all.iter().any(|step| *step.section == section.id);
            count += usize::from(applies || (is_undecided && !section.pages.is_empty()));
            is_undecided |= waiting == Some(&section.id);
        }
        count
    }

    fn section_progress(&self, id: &SectionId) -> Option<SectionProgress> {
        let steps: Vec<_> = self.all.iter().filter(|step| step.section == id).collect();
        let first = steps.first()?.place.clone();
        let asking: Vec<_> = steps.iter().filter(|step| self.asks_something(step)).collect();
        let pages_answered = asking.iter().filter(|step| step.is_answered).count();
        let pages_total = asking.len();
        let state = match self.may_visit(&first) {
            false => SectionState::CannotStart,
            true if self.asked_again().any(|(place, _)| lies_in(&steps, place)) => SectionState::Changed,
            true if pages_answered == pages_total => SectionState::Done,
            true if pages_answered > 0 => SectionState::Started,
            true => SectionState::NotStarted,
        };
        Some(SectionProgress { id: id.clone(), state, first, pages_total, pages_answered })
    }

    fn asks_something(&self, step: &Step<'a>) -> bool {
        relevant::questions(step.page, &self.values, self.today).any(asks)
    }

    /// Where a page lies in the whole.
    pub fn position(&self, place: &Place) -> Position {
        let outermost = place.entries.first().map_or(&place.page, |step| &step.page);
        let Some(index) = self.all.iter().position(|step| step.place.page == *outermost) else {
            return Position::default();
        };
        let section = self.all.get(index).map(|step| step.section);
        let in_section =
            |steps: &[Step<'a>]| steps.iter().filter(|step| Some(step.section) == section).count();
        let mut begun: Vec<_> = self.all.iter().map(|step| step.section).collect();
        begun.dedup();
        Position {
            section: section.cloned(),
            section_number: begun.iter().position(|id| Some(*id) == section).map_or(0, |number| number + 1),
            section_count: self.section_count(),
            page_number_in_section: in_section(self.all.get(..=index).unwrap_or_default()),
            pages_in_section: in_section(&self.all),
            page_number: index + 1,
            page_count: self.all.len(),
        }
    }
}
