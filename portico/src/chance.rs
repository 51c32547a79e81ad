//! The one source of randomness: the operating system's, through the one crypto provider.

use model::{Clock, Random};

use crate::clock::SystemClock;

/// The crypto provider's generator.
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) {
        if aws_lc_rs::rand::fill(bytes).is_err() {
            // Going on with ids and keys that can be guessed would be worse than stopping.
            std::process::abort();
        }
    }

    fn milliseconds(&self) -> Option<u64> {
        u64::try_from(SystemClock.now().as_millisecond()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_draws_differ() {
        let (mut one, mut other) = ([0; 32], [0; 32]);
        SystemRandom.fill(&mut one);
        SystemRandom.fill(&mut other);
        assert_ne!(one, other);
    }
}
