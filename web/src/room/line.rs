//! The line: who came when, who is let in next, and how many are ahead. Pure. A place is the moment somebody came, which
//! they carry with them: so the line needs no memory of its own to be fair, and stands again after a restart.

use std::{collections::BTreeMap, ops::Bound::Excluded};

/// A moment, in milliseconds since 1970.
pub type Millis = i64;

/// A place in line: the moment it was given, and chance, so that no two are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// When the person came.
    pub at: Millis,
    /// Tells apart those who came in the same moment.
    pub id: u64,
}

/// People in line at most. Whoever comes after that keeps a place all the same, and is only not counted.
const MOST_PEOPLE: usize = 500_000;

/// Everybody who waits and was seen lately.
#[derive(Debug, Default)]
pub struct Line {
    seen: BTreeMap<Place, Millis>,
    /// Everybody up to here may come in, whenever they come back.
    let_in: Option<Place>,
    /// Places in order, as they were at the last look.
    order: Vec<Place>,
}

impl Line {
    /// Whether this place's turn has come. It stays so.
    pub fn is_let_in(&self, place: Place) -> bool {
        self.let_in.is_some_and(|last| place <= last)
    }

    /// Somebody shows up with a place.
    pub fn come(&mut self, place: Place, now: Millis) {
        if self.seen.len() < MOST_PEOPLE || self.seen.contains_key(&place) {
            self.seen.insert(place, now);
        }
    }

    /// Who is next.
    pub fn first(&self) -> Option<Place> {
        self.seen.first_key_value().map(|(first, _)| *first)
    }

    /// How many people are ahead of a place: as counted at the last look, with those who came later.
    pub fn ahead(&self, place: Place) -> usize {
        let before = self.order.partition_point(|other| *other < place);
        let gone = self.order.partition_point(|other| self.is_let_in(*other));
        let newer = match self.order.last() {
            Some(last) if *last < place => self.seen.range((Excluded(*last), Excluded(place))).count(),
            Some(_) => 0,
            None => self.seen.range(..place).count(),
        };
        before.saturating_sub(gone) + newer
    }

    /// Lets in the next ones, first come first. Gives how many.
    pub fn let_in(&mut self, people: usize) -> usize {
        let mut count = 0;
        while count < people {
            let Some((place, _)) = self.seen.pop_first() else { break };
            self.let_in = self.let_in.max(Some(place));
            count += 1;
        }
        count
    }

    /// Leaves out those who were not seen since then. They keep their place and may come back to it.
    pub fn leave_out(&mut self, since: Millis) {
        self.seen.retain(|_, seen| *seen >= since);
    }

    /// Counts anew.
    pub fn count(&mut self) {
        self.order.clear();
        self.order.extend(self.seen.keys());
    }

    /// People who wait.
    pub fn len(&self) -> usize {
        self.seen.len()
    }
}
