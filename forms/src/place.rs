//! Where in a service somebody is: a page, perhaps inside an entry of a repeat, perhaps one deeper.

use std::fmt;

use crate::{EntryId, PageId, QuestionId};

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

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in &self.entries {
            write!(f, "{}/{}/", step.page, step.entry)?;
        }
        self.page.fmt(f)
    }
}
