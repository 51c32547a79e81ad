//! Figures: how long things took, what they cost, and what stands in the middle of several rounds.

use std::time::Duration;

use hdrhistogram::Histogram;

/// Numbers far below 2^53 only, so nothing is lost.
#[expect(clippy::cast_precision_loss, reason = "counts and microseconds of one run are far below 2^53")]
pub fn real(number: u64) -> f64 {
    number as f64
}

/// How long each of many things took, to three digits, from a microsecond to ten minutes.
#[derive(Clone)]
pub struct Times(Histogram<u64>);

impl Default for Times {
    fn default() -> Self {
        let most = u64::try_from(Duration::from_mins(10).as_micros()).unwrap_or(u64::MAX);
        Self(Histogram::new_with_bounds(1, most, 3).expect("bounds that a histogram may have"))
    }
}

impl Times {
    /// One more.
    pub fn add(&mut self, took: Duration) {
        self.0.saturating_record(u64::try_from(took.as_micros()).unwrap_or(u64::MAX).max(1));
    }

    /// All of another's.
    pub fn add_all(&mut self, other: &Self) {
        self.0.add(&other.0).expect("the same bounds");
    }

    /// How many took how many microseconds.
    pub fn buckets(&self) -> Vec<(u64, u64)> {
        self.0.iter_recorded().map(|at| (at.value_iterated_to(), at.count_since_last_iteration())).collect()
    }

    /// What another process counted.
    pub fn of_buckets(buckets: &[(u64, u64)]) -> Self {
        let mut times = Self::default();
        for (took, count) in buckets {
            times.0.saturating_record_n(*took, *count);
        }
        times
    }

    /// How many.
    pub fn count(&self) -> u64 {
        self.0.len()
    }

    /// What so many of a hundred did not exceed, in milliseconds.
    pub fn percentile(&self, percent: f64) -> f64 {
        real(self.0.value_at_quantile(percent / 100.0)) / 1000.0
    }

    /// The longest, in milliseconds.
    pub fn longest(&self) -> f64 {
        real(self.0.max()) / 1000.0
    }

    /// The mean, in milliseconds.
    pub fn mean(&self) -> f64 {
        self.0.mean() / 1000.0
    }

    /// The 50th, 99th and 99.9th percentile in milliseconds.
    pub fn three(&self) -> [f64; 3] {
        [50.0, 99.0, 99.9].map(|percent| self.percentile(percent))
    }
}

/// What one side did in one round.
#[derive(Clone, Default)]
pub struct Round {
    /// How long each took.
    pub times: Times,
    /// From the first to the last.
    pub lasted: Duration,
    /// Processor time of the side that is measured.
    pub server_cpu: Duration,
    /// Processor time of its database, where that is a process of its own.
    pub database_cpu: Duration,
    /// Processor time of whoever asked.
    pub client_cpu: Duration,
}

/// What one side did in all rounds.
#[derive(Clone, Default)]
pub struct Rounds(pub Vec<Round>);

impl Rounds {
    fn each(&self, figure: impl Fn(&Round) -> f64) -> Vec<f64> {
        self.0.iter().map(figure).collect()
    }

    /// How many a second, in each round.
    pub fn rates(&self) -> Vec<f64> {
        self.each(|round| per(real(round.times.count()), round.lasted))
    }

    /// How many a second.
    pub fn rate(&self) -> f64 {
        median(self.rates())
    }

    /// How many in a second of processor time, in each round.
    pub fn rates_of_cpu(&self) -> Vec<f64> {
        self.each(|round| per(real(round.times.count()), round.server_cpu))
    }

    /// How many in a second of processor time.
    pub fn rate_of_cpu(&self) -> f64 {
        median(self.rates_of_cpu())
    }

    /// Processor time of one, in seconds.
    pub fn cpu_of_one(&self) -> f64 {
        median(self.each(|round| round.server_cpu.as_secs_f64() / real(round.times.count().max(1))))
    }

    /// Processor time of the database for one, in seconds.
    pub fn database_cpu_of_one(&self) -> f64 {
        median(self.each(|round| round.database_cpu.as_secs_f64() / real(round.times.count().max(1))))
    }

    /// How much of one core whoever asked used: near 1, what was measured is the one who asked.
    pub fn client_share(&self) -> f64 {
        median(self.each(|round| per(round.client_cpu.as_secs_f64(), round.lasted)))
    }

    /// How long each took, in all rounds together.
    pub fn times(&self) -> Times {
        let mut all = Times::default();
        self.0.iter().for_each(|round| all.add_all(&round.times));
        all
    }
}

/// So many in so long; none in no time.
pub fn per(number: f64, time: Duration) -> f64 {
    if time.is_zero() { 0.0 } else { number / time.as_secs_f64() }
}

/// The one in the middle; the mean of two.
pub fn median(mut of: Vec<f64>) -> f64 {
    of.sort_by(f64::total_cmp);
    let (lower, upper) = (of.len().saturating_sub(1) / 2, of.len() / 2);
    match (of.get(lower), of.get(upper)) {
        (Some(lower), Some(upper)) => f64::midpoint(*lower, *upper),
        _ => 0.0,
    }
}

/// The median of what each round of one is of the same round of the other: noise that befalls both falls out.
pub fn ratio(one: &[f64], other: &[f64]) -> f64 {
    let pairs = one.iter().zip(other).filter(|(_, other)| **other > 0.0);
    median(pairs.map(|(one, other)| one / other).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_those_of_what_was_measured() {
        let mut times = Times::default();
        (1..=1000).for_each(|milliseconds| times.add(Duration::from_millis(milliseconds)));
        let near = |figure: f64, wanted: f64| (figure - wanted).abs() <= wanted / 500.0;
        let [half, most, nearly_all] = times.three();
        assert!(near(half, 500.0) && near(most, 990.0) && near(nearly_all, 999.0), "{:?}", times.three());
        assert!(near(times.mean(), 500.5) && near(times.longest(), 1000.0) && times.count() == 1000);
    }

    #[test]
    fn a_time_beyond_all_bounds_counts_as_the_longest_and_is_not_lost() {
        let mut times = Times::default();
        times.add(Duration::from_hours(2));
        times.add(Duration::ZERO);
        assert_eq!(times.count(), 2);
        assert!(times.longest() > 599_000.0, "{}", times.longest());
    }

    #[test]
    fn the_median_is_the_middle_and_the_ratio_that_of_the_same_rounds() {
        assert!((median(vec![9.0, 1.0, 2.0]) - 2.0).abs() < 1e-9);
        assert!((median(vec![4.0, 1.0, 2.0, 3.0]) - 2.5).abs() < 1e-9);
        assert!(median(Vec::new()).abs() < 1e-9);
        // Both were slow in the second round: the ratio does not notice.
        assert!((ratio(&[60.0, 6.0, 50.0], &[100.0, 10.0, 100.0]) - 0.6).abs() < 1e-9);
        assert!(ratio(&[1.0], &[0.0]).abs() < 1e-9);
    }
}
