//! A bar that says how far it is, how fast, and how long it takes still. Without a terminal, a line now and then.

use std::{
    io::{self, IsTerminal, Write},
    time::Duration,
};

use tokio::time::Instant;

use crate::say;

const WIDTH: u64 = 30;
/// A terminal is written to so often, a log so often.
const EVERY: (Duration, Duration) = (Duration::from_millis(200), Duration::from_secs(15));

/// The bar.
pub struct Progress {
    first: u64,
    wanted: u64,
    began: Instant,
    shown: Option<Instant>,
    is_terminal: bool,
}

impl Progress {
    /// It begins after some that are there already.
    pub fn begin(first: u64, wanted: u64) -> Self {
        Self { first, wanted, began: Instant::now(), shown: None, is_terminal: io::stderr().is_terminal() }
    }

    /// So many are there.
    pub fn at(&mut self, now: u64) {
        let every = if self.is_terminal { EVERY.0 } else { EVERY.1 };
        if now < self.wanted && self.shown.is_some_and(|shown| shown.elapsed() < every) {
            return;
        }
        self.shown = Some(Instant::now());
        let line = line(now, self.wanted, now - self.first, self.began.elapsed());
        if self.is_terminal {
            let _ = write!(io::stderr(), "\r{line}\x1b[K");
        } else {
            say::aside(&line);
        }
    }

    /// What comes next begins on a line of its own.
    pub fn end(&self) {
        if self.is_terminal {
            say::aside("");
        }
    }
}

fn line(now: u64, wanted: u64, new: u64, took: Duration) -> String {
    let filled = usize::try_from(WIDTH * now / wanted.max(1)).unwrap_or_default();
    let bar = format!("{:<width$}", "#".repeat(filled), width = usize::try_from(WIDTH).unwrap_or_default());
    let millis = u64::try_from(took.as_millis()).unwrap_or(u64::MAX).max(1);
    let rate = (new * 1000 / millis).max(1);
    let left = (wanted - now.min(wanted)) / rate;
    format!(
        "[{bar}] {} of {} cases, {} a second, {} min {} s left",
        grouped(now),
        grouped(wanted),
        grouped(rate),
        left / 60,
        left % 60
    )
}

/// `1234567` as people read it: `1,234,567`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && at % 3 == first {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_says_how_far_how_fast_and_how_long() {
        let shown = line(250_000, 1_000_000, 150_000, Duration::from_secs(10));
        assert_eq!(
            shown,
            "[#######                       ] 250,000 of 1,000,000 cases, 15,000 a second, 0 min 50 s left"
        );
    }

    #[test]
    fn numbers_are_grouped_in_threes() {
        assert_eq!([7, 70, 700, 7_000, 1_234_567].map(grouped), ["7", "70", "700", "7,000", "1,234,567"]);
    }
}
