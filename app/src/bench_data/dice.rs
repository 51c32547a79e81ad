//! Chance for millions of made-up cases: drawn from the real source a block at a time, with a moment that is told rather
//! than read off a clock, so that ids are as old as what they name.

use std::{
    cell::{Cell, RefCell},
    sync::Arc,
};

use jiff::Timestamp;
use model::Random;

const BLOCK: usize = 1 << 16;

thread_local! {
    static DRAWN: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static MOMENT: Cell<u64> = const { Cell::new(0) };
}

/// The source.
pub struct Dice(Arc<dyn Random>);

impl Dice {
    /// Draws from a real source.
    pub fn new(random: Arc<dyn Random>) -> Self {
        Self(random)
    }
}

impl Random for Dice {
    fn fill(&self, bytes: &mut [u8]) {
        DRAWN.with_borrow_mut(|drawn| {
            if drawn.len() < bytes.len() {
                drawn.resize(BLOCK.max(bytes.len()), 0);
                self.0.fill(drawn);
            }
            // What was handed out is never handed out again: nonces and keys are among it.
            let rest = drawn.len().saturating_sub(bytes.len());
            for (to, from) in bytes.iter_mut().zip(drawn.drain(rest..)) {
                *to = from;
            }
        });
    }

    fn milliseconds(&self) -> Option<u64> {
        Some(MOMENT.get())
    }
}

/// Ids made by this thread from here on are of this moment.
pub(super) fn tell(moment: Timestamp) {
    MOMENT.set(u64::try_from(moment.as_millisecond()).unwrap_or_default());
}

/// A whole number below a bound.
pub(super) fn below(random: &dyn Random, bound: usize) -> usize {
    let mut bytes = [0; 8];
    random.fill(&mut bytes);
    let drawn = u64::from_le_bytes(bytes) % u64::try_from(bound.max(1)).unwrap_or(1);
    usize::try_from(drawn).unwrap_or_default()
}

/// True so many times of a thousand.
pub(super) fn happens(random: &dyn Random, of_thousand: usize) -> bool {
    below(random, 1000) < of_thousand
}

/// One of these.
pub(super) fn one<'a, T>(random: &dyn Random, of: &'a [T]) -> Option<&'a T> {
    of.get(below(random, of.len()))
}

/// Seconds around a mean: some come soon, a few wait long.
pub(super) fn around(random: &dyn Random, seconds: i64) -> i64 {
    let quarter = usize::try_from(seconds / 4).unwrap_or_default().max(1);
    let long = if happens(random, 100) { seconds * 3 } else { 0 };
    let drawn = (0..7).map(|_| below(random, quarter)).sum::<usize>();
    i64::try_from(drawn).unwrap_or_default() + seconds / 8 + long
}
