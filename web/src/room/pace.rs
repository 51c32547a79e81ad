//! How many people the waiting room lets in: more while those inside are served quickly, fewer while they wait, and
//! never none. Whole numbers only, counted in thousandths of a person.

/// One person.
const ONE: u64 = 1000;
/// At the beginning: five people a second.
const FIRST: u64 = 5 * ONE;
/// Even while those inside wait: one person a second, so that the line never stands still.
const LEAST: u64 = ONE;
/// More than any machine can take.
const MOST: u64 = 10_000 * ONE;
/// What was not used is kept for so long, and no longer: a silence must not become a crowd.
const KEPT_SECONDS: u64 = 2;

/// How quickly people are let in.
#[derive(Debug, Clone)]
pub struct Pace {
    /// Now, a second.
    now: u64,
    /// Over the last half minute, a second.
    mean: u64,
    /// People who may come in and have not.
    credit: u64,
    /// What an operator allows at most, a second.
    most: u64,
}

impl Pace {
    /// With room for so many. At most so many people a minute; `None`: as many as can be served.
    pub fn new(people_a_minute: Option<u32>, room: usize) -> Self {
        let most = people_a_minute.map_or(MOST, |people| (u64::from(people) * ONE / 60).max(1));
        let now = FIRST.min(most);
        Self { now, mean: now, credit: u64::try_from(room).unwrap_or_default() * ONE, most }
    }

    /// Some time later. `is_late`: those inside waited longer than they should.
    pub fn go_on(&mut self, milliseconds: u64, is_late: bool) {
        self.now = if is_late { self.now * 7 / 10 } else { self.now * 11 / 10 + ONE / 2 };
        self.now = self.now.clamp(LEAST.min(self.most), self.most);
        let seconds_worth = self.now * milliseconds.min(KEPT_SECONDS * 1000) / 1000;
        self.credit = (self.credit + seconds_worth).min((self.now * KEPT_SECONDS).max(ONE));
        self.mean = (self.mean * 29 + self.now) / 30;
    }

    /// How many people may come in now.
    pub fn room(&self) -> usize {
        usize::try_from(self.credit / ONE).unwrap_or(usize::MAX)
    }

    /// So many came in.
    pub fn take(&mut self, people: usize) {
        self.credit =
            self.credit.saturating_sub(u64::try_from(people).unwrap_or(u64::MAX).saturating_mul(ONE));
    }

    /// Seconds until so many people will have come in, if it goes on like this.
    pub fn seconds_for(&self, people: usize) -> u64 {
        u64::try_from(people).unwrap_or(u64::MAX).saturating_mul(ONE) / self.mean.max(1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn let_in(pace: &mut Pace, is_late: bool) -> usize {
        pace.go_on(1000, is_late);
        let people = pace.room();
        pace.take(people);
        people
    }

    #[test]
    fn fewer_come_in_while_those_inside_wait_and_more_when_they_do_not() {
        let mut pace = Pace::new(None, 0);
        let calm: Vec<usize> = (0..20).map(|_| let_in(&mut pace, false)).collect();
        assert!(calm.is_sorted() && calm[19] > 3 * calm[0], "{calm:?}");
        let late: Vec<usize> = (0..20).map(|_| let_in(&mut pace, true)).collect();
        assert!(late.is_sorted_by(|a, b| a >= b) && late[19] == 1, "{late:?}");
    }

    #[test]
    fn no_more_come_in_than_an_operator_allows() {
        let mut pace = Pace::new(Some(90), 0);
        let people: usize = (0..120).map(|_| let_in(&mut pace, false)).sum();
        assert!((178..=182).contains(&people), "{people} in two minutes");
        assert_eq!(pace.seconds_for(15), 10);
    }

    proptest! {
        #[test]
        fn the_line_never_stands_still(late in prop::collection::vec(any::<bool>(), 60..200), most in 1_u32..6000) {
            let mut pace = Pace::new(Some(most), 0);
            let people: usize = late.iter().map(|is_late| let_in(&mut pace, *is_late)).sum();
            prop_assert!(people >= 1 && people * 60 <= (late.len() + 2) * most as usize + 60, "{people}");
        }
    }
}
