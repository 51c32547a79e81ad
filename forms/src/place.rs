//! Where in a service somebody is: a page, perhaps inside an entry of a repeat, perhaps one deeper.

use std::fmt;

use crate::{EntryId, PageId, QuestionId, question::QuestionType, service::Service};

/// One step down into an entry of a repeat.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryStep {
    /// The page that shows the repeat's summary; it stands in the address.
    pub page: PageId,
    /// The repeat on that page.
    pub repeat: QuestionId,
    /// Which entry.
    pub entry: EntryId,
}

/// A page and the entries it lies in. Written in addresses as `household/k7f2/their-name`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Outermost first; empty for a page of the service itself; two at the most.
    pub entries: Vec<EntryStep>,
    /// The page.
    pub page: PageId,
}

impl Place {
    /// A page of the service itself.
    pub fn page(page: PageId) -> Self {
        Self { entries: Vec::new(), page }
    }

    /// A page inside an entry of the repeat shown on this place's page.
    #[must_use]
    pub fn inside(&self, repeat: QuestionId, entry: EntryId, page: PageId) -> Self {
        let mut entries = self.entries.clone();
        entries.push(EntryStep { page: self.page.clone(), repeat, entry });
        Self { entries, page }
    }

    /// The summary page of the repeat this place lies in.
    pub fn outside(&self) -> Option<Self> {
        let (last, rest) = self.entries.split_last()?;
        Some(Self { entries: rest.to_vec(), page: last.page.clone() })
    }
}

impl Service {
    /// The place an address names, if the service has it: `household/k7f2/their-name`.
    pub fn place(&self, address: &str) -> Option<Place> {
        let mut parts = address.split('/');
        let mut place = Place::page(parts.next()?.parse().ok()?);
        while let Some(entry) = parts.next() {
            let repeat = self.repeat_on(&place.page)?;
            place = place.inside(repeat, entry.parse().ok()?, parts.next()?.parse().ok()?);
        }
        self.page(&place.page)?;
        (place.entries.len() <= 2).then_some(place)
    }

    /// The repeat whose summary a page shows.
    pub fn repeat_on(&self, page: &PageId) -> Option<QuestionId> {
        let mut questions = self.page(page)?.questions.iter().map(|asked| &asked.question);
        questions
            .find(|question| matches!(question.kind, QuestionType::Repeat(_)))
            .map(|question| question.id.clone())
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in &self.entries {
            write!(f, "{}/{}/", step.page, step.entry)?;
        }
        self.page.fmt(f)
    }
}
