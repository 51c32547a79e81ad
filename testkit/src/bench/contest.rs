//! Two sides measured in turns, so that what else goes on at the machine befalls both: A, B, B, A, A, B …

use super::figures::{Round, Rounds, ratio};
use crate::trial::portal::Told;

/// What both sides did.
#[derive(Default)]
pub struct Contest {
    /// The program.
    pub ours: Rounds,
    /// The least that could do the same.
    pub bare: Rounds,
}

impl Contest {
    /// So many rounds of each.
    pub fn hold(
        rounds: usize,
        mut ours: impl FnMut() -> Result<Round, Told>,
        mut bare: impl FnMut() -> Result<Round, Told>,
    ) -> Result<Self, Told> {
        let mut contest = Self::default();
        for number in 0..rounds {
            for turn in [number, number + 1] {
                if turn % 2 == 0 {
                    contest.ours.0.push(ours()?);
                } else {
                    contest.bare.0.push(bare()?);
                }
            }
        }
        Ok(contest)
    }

    /// What the program does of what the other does, in the same time.
    pub fn ratio(&self) -> f64 {
        ratio(&self.ours.rates(), &self.bare.rates())
    }

    /// What the program does of what the other does, with the same processor time.
    pub fn ratio_of_cpu(&self) -> f64 {
        ratio(&self.ours.rates_of_cpu(), &self.bare.rates_of_cpu())
    }
}

#[cfg(test)]
mod tests {
    use std::{cell::RefCell, time::Duration};

    use super::*;
    use crate::bench::figures::Times;

    fn round(count: u64) -> Round {
        let mut times = Times::default();
        (0..count).for_each(|_| times.add(Duration::from_millis(1)));
        Round {
            times,
            lasted: Duration::from_secs(1),
            server_cpu: Duration::from_secs(1),
            ..Round::default()
        }
    }

    #[test]
    fn each_round_pairs_both_sides_and_neither_always_begins() {
        let order = RefCell::new(String::new());
        let side = |name: char, count: u64| {
            order.borrow_mut().push(name);
            Ok(round(count))
        };
        let contest = Contest::hold(4, || side('a', 30), || side('b', 60)).expect("held");
        assert_eq!(*order.borrow(), "abbaabba");
        assert!((contest.ratio() - 0.5).abs() < 1e-9 && (contest.ratio_of_cpu() - 0.5).abs() < 1e-9);
        assert!(Contest::hold(1, || Err("broken".to_owned()), || side('b', 1)).is_err());
    }
}
