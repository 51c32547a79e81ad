//! Which pages may be opened now: never one whose earlier answers are still missing.

use super::{Journey, Step};
use crate::{Place, SectionId};

impl<'a> Journey<'a> {
    /// Whether a page may be opened.
    ///
    /// Without a task list: every page up to and including the first unanswered. With one: every page whose earlier
    /// pages in its own section are answered, once the eligibility section is. Inside an entry: the same, page by
    /// page, where the summary of the repeat may be opened and there is room for one more entry.
    pub fn may_visit(&self, place: &Place) -> bool {
        let Some(level) = self.level(&place.entries) else { return false };
        let Some(index) = level.iter().position(|step| step.place == *place) else { return false };
        let before = level.get(..index).unwrap_or_default();
        match place.outside() {
            Some(summary) => {
                all_answered(before) && self.has_room_for(&place.entries) && self.may_visit(&summary)
            }
            None if self.service.definition.task_list => {
                self.may_visit_section_page(before, level.get(index))
            }
            None => all_answered(before),
        }
    }

    fn may_visit_section_page(&self, before: &[Step<'a>], step: Option<&Step<'a>>) -> bool {
        let Some(step) = step else { return false };
        let first = self.eligibility_section();
        before
            .iter()
            .filter(|earlier| earlier.section == step.section || Some(earlier.section) == first)
            .all(|earlier| earlier.is_answered)
    }

    /// The section that tells whether the person may apply at all: the first, when a page of it can end the journey.
    pub(super) fn eligibility_section(&self) -> Option<&'a SectionId> {
        let first = self.service.definition.sections.first()?;
        let mut pages = first.pages.iter().filter_map(|page| self.service.page(page));
        pages.any(|page| page.file.ends).then_some(&first.id)
    }
}

fn all_answered(steps: &[Step<'_>]) -> bool {
    steps.iter().all(|step| step.is_answered)
}
