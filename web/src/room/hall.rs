//! The waiting room of one process: when it opens and closes, and who is let in. Pure: it is told the time, and what
//! was noticed about how long people wait.

use std::collections::HashMap;

use super::{
    line::{Line, Millis, Place},
    pace::Pace,
};

/// It is looked at once a second.
const EVERY: Millis = 1000;
/// Whoever has not been seen for so long is not counted: pages look again by themselves more often.
const ABSENT: Millis = 40_000;
/// Quiet for so long, it closes.
const QUIET: Millis = 30_000;
/// What one place may begin: some people help others in their household.
const MOST_BEGUN: u32 = 5;
/// Places that are remembered before those of long ago are forgotten.
const MOST_KNOWN: usize = 100_000;

/// What was noticed since the last look.
#[derive(Debug, Clone, Copy, Default)]
pub struct Signs {
    /// Those inside waited for their turn longer than they should, all of them.
    pub insiders_late: bool,
    /// So did those who only came by.
    pub visitors_late: bool,
    /// Somebody could not be served.
    pub turned_away: bool,
}

/// What a look changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Looked {
    /// It is open.
    pub is_open: bool,
    /// It was not before, or was.
    pub is_change: bool,
    /// People let in.
    pub let_in: usize,
    /// People who wait.
    pub waiting: usize,
}

/// What somebody at the door is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Knock {
    /// Come in.
    In,
    /// So many are ahead, and it takes about so many seconds.
    Wait { ahead: usize, seconds: u64 },
}

/// The waiting room of one process.
#[derive(Debug)]
pub struct Hall {
    line: Line,
    pace: Pace,
    /// As it is when it opens.
    first_pace: Pace,
    /// Held open by an operator.
    is_held_open: bool,
    opened_at: Option<Millis>,
    looked_at: Option<Millis>,
    busy_at: Millis,
    /// People let in so far.
    let_in: u64,
    /// How often a place was used to begin something, and when last.
    begun: HashMap<u64, (u32, Millis)>,
}

impl Hall {
    /// At most so many people a minute; held open, or open only when needed.
    pub fn new(people_a_minute: Option<u32>, is_held_open: bool) -> Self {
        // Held open, it opens on a quiet site: the first person has nobody to wait for.
        let pace = Pace::new(people_a_minute, usize::from(is_held_open));
        Self {
            line: Line::default(),
            first_pace: pace.clone(),
            pace,
            is_held_open,
            opened_at: None,
            looked_at: None,
            busy_at: 0,
            let_in: 0,
            begun: HashMap::new(),
        }
    }

    fn let_in(&mut self, people: usize) -> usize {
        let people = self.line.let_in(people);
        self.pace.take(people);
        self.let_in += u64::try_from(people).unwrap_or_default();
        people
    }

    /// Whether a place may begin something once more. One that was copied is of no use to a crowd.
    pub fn may_begin_again(&mut self, place: Place, now: Millis, lasts: Millis) -> bool {
        if self.begun.len() >= MOST_KNOWN {
            self.begun.retain(|_, (_, last)| now - *last < lasts);
        }
        let (count, last) = self.begun.entry(place.id).or_default();
        *count += 1;
        *last = now;
        *count <= MOST_BEGUN
    }

    /// People let in so far.
    pub fn people_let_in(&self) -> u64 {
        self.let_in
    }

    /// When it opened, if it is open.
    pub fn opened_at(&self) -> Option<Millis> {
        self.opened_at
    }

    /// Whether a second has passed since the last look.
    pub fn is_time(&self, now: Millis) -> bool {
        self.looked_at.is_none_or(|last| now - last >= EVERY)
    }

    /// Once a second: opens, lets people in, closes.
    pub fn look(&mut self, now: Millis, signs: Signs) -> Looked {
        let was_open = self.opened_at.is_some();
        let passed = self.looked_at.map_or(EVERY, |last| now - last);
        self.looked_at = Some(now);
        if self.is_held_open || signs.visitors_late || signs.turned_away {
            self.open(now);
        }
        let mut let_in = 0;
        if self.opened_at.is_some() {
            if was_open {
                self.pace.go_on(passed.unsigned_abs(), signs.insiders_late);
            }
            self.line.leave_out(now - ABSENT);
            let_in = self.let_in(self.pace.room());
            self.line.count();
            if self.line.len() > 0 || signs.insiders_late || signs.visitors_late || signs.turned_away {
                self.busy_at = now;
            }
            if !self.is_held_open && now - self.busy_at >= QUIET {
                self.opened_at = None;
            }
        }
        let is_open = self.opened_at.is_some();
        Looked { is_open, is_change: is_open != was_open, let_in, waiting: self.line.len() }
    }

    /// Somebody could not be served: from now on people who begin stand in line.
    pub fn open(&mut self, now: Millis) {
        if self.opened_at.is_none() {
            self.pace = self.first_pace.clone();
            self.opened_at = Some(now);
        }
        self.busy_at = self.busy_at.max(now);
    }

    /// Somebody with a place asks to come in. Whoever is first comes in at once when there is room.
    pub fn knock(&mut self, place: Place, now: Millis) -> Knock {
        if self.line.is_let_in(place) {
            return Knock::In;
        }
        self.line.come(place, now);
        if self.line.first() == Some(place) && self.pace.room() > 0 {
            self.let_in(1);
            return Knock::In;
        }
        let ahead = self.line.ahead(place);
        Knock::Wait { ahead, seconds: self.pace.seconds_for(ahead + 1) }
    }
}

#[cfg(test)]
mod tests;
