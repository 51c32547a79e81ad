//! Where a page of the queue begins: the last row seen, and which way to go on. Stands in the page's address.

use std::fmt;

use model::{Case, CaseId};

use super::Sort;

/// Where a page of the queue begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    pub(super) backward: bool,
    pub(super) at: i64,
    pub(super) case: CaseId,
}

impl Cursor {
    pub(super) fn at(case: &Case, sort: Sort, backward: bool) -> Self {
        let at = match sort {
            Sort::ReceivedNewest | Sort::ReceivedOldest => case.received_at,
            Sort::ChangedNewest => case.changed_at,
        };
        Self { backward, at: at.as_microsecond(), case: case.id.clone() }
    }

    /// Read back from an address.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('_');
        let backward = match parts.next()? {
            "next" => false,
            "previous" => true,
            _ => return None,
        };
        let at = parts.next()?.parse().ok()?;
        let case = CaseId::from_text(parts.next()?)?;
        parts.next().is_none().then_some(Self { backward, at, case })
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let way = if self.backward { "previous" } else { "next" };
        write!(f, "{way}_{}_{}", self.at, self.case)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_cursor_is_read_back_from_an_address(backward: bool, at: i64, id in "[0-9a-z]{26}") {
            let cursor = Cursor { backward, at, case: CaseId::from_text(&id).unwrap() };
            prop_assert_eq!(Cursor::parse(&cursor.to_string()), Some(cursor));
        }

        #[test]
        fn nothing_in_an_address_makes_it_panic(text in ".*") {
            let _ = Cursor::parse(&text);
        }
    }
}
