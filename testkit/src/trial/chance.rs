//! Chance that can be repeated: the same seed makes the same choices.

use std::time::Duration;

use model::Random;

use crate::world::FakeRandom;

/// A source of choices.
pub struct Chance(FakeRandom);

impl Chance {
    /// The choices of a seed.
    pub fn seeded(seed: u64) -> Self {
        Self(FakeRandom::seeded(seed))
    }

    /// A number below `limit`; 0 when there is none.
    pub fn below(&self, limit: u64) -> u64 {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        u64::from_le_bytes(bytes).checked_rem(limit).unwrap_or(0)
    }

    /// One of them.
    ///
    /// # Panics
    /// When there is none.
    pub fn one_of<'a, T>(&self, things: &'a [T]) -> &'a T {
        let index = usize::try_from(self.below(things.len() as u64)).unwrap_or(0);
        things.get(index).expect("something to choose from")
    }

    /// A time between two numbers of milliseconds.
    pub fn between(&self, least: u64, most: u64) -> Duration {
        Duration::from_millis(least + self.below(most.saturating_sub(least) + 1))
    }
}
