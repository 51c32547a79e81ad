//! Long lists in pages: a page goes on from the last row seen instead of counting rows to skip, so that every page
//! costs the same.

use std::fmt;

/// Where a page begins: the last row seen, and which way to go on. Stands in the page's address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    pub(crate) backward: bool,
    pub(crate) at: i64,
    pub(crate) id: String,
}

impl Cursor {
    /// Read back from an address.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('_');
        let backward = match parts.next()? {
            "next" => false,
            "previous" => true,
            _ => return None,
        };
        let at = parts.next()?.parse().ok()?;
        let id = parts.next()?;
        let is_id =
            !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        (is_id && parts.next().is_none()).then(|| Self { backward, at, id: id.to_owned() })
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let way = if self.backward { "previous" } else { "next" };
        write!(f, "{way}_{}_{}", self.at, self.id)
    }
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// Its lines.
    pub rows: Vec<T>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
    /// Where the previous page begins, if there is one.
    pub previous: Option<Cursor>,
}

impl<T> Page<T> {
    /// A page of rows as they were read: in the order of reading, and one more than is shown where there are more.
    pub(crate) fn of(
        mut rows: Vec<T>,
        after: Option<&Cursor>,
        limit: usize,
        key: impl Fn(&T) -> (i64, String),
    ) -> Self {
        let backward = after.is_some_and(|cursor| cursor.backward);
        let more = rows.len() > limit;
        rows.truncate(limit);
        if backward {
            rows.reverse();
        }
        let cursor = |row: Option<&T>, backward| {
            let (at, id) = key(row?);
            Some(Cursor { backward, at, id })
        };
        let next = if backward || more { cursor(rows.last(), false) } else { None };
        let has_previous = if backward { more } else { after.is_some() };
        let previous = if has_previous { cursor(rows.first(), true) } else { None };
        Self { rows, next, previous }
    }
}

/// How rows are read so that a page comes out in its order: the comparison with the cursor, and the direction.
pub(crate) fn way(is_descending: bool, after: Option<&Cursor>) -> (&'static str, &'static str) {
    let backward = after.is_some_and(|cursor| cursor.backward);
    if is_descending == backward { (">", "ASC") } else { ("<", "DESC") }
}

/// The limit of a question for a page: one row more than is shown tells whether there is another page.
pub(crate) fn one_more(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_cursor_is_read_back_from_an_address(backward: bool, at: i64, id in "[0-9a-z]{26}") {
            let cursor = Cursor { backward, at, id };
            prop_assert_eq!(Cursor::parse(&cursor.to_string()), Some(cursor));
        }

        #[test]
        fn nothing_in_an_address_makes_it_panic(text in ".*") {
            let _ = Cursor::parse(&text);
        }
    }
}
