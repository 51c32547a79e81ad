//! What is told of trials: of each, and of all together.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use super::disturbed::Outcome;

/// Everything done so far.
#[derive(Default)]
pub struct Report {
    /// How often what was done, in the order it began.
    done: Vec<(&'static str, u64)>,
    sums: BTreeMap<&'static str, usize>,
    /// Things that are not as they must be.
    pub wrong: usize,
}

impl Report {
    /// Tells of a trial: its name, what befell the portal, and what came of it.
    pub fn tell(&mut self, name: &str, befell: &'static str, outcome: &Outcome) -> io::Result<()> {
        say(name)?;
        self.count(befell, outcome.times)?;
        if outcome.together > 0 {
            self.count("  of these, all processes at once", outcome.together)?;
        }
        say_number("requests sent again by residents", outcome.trouble.sent_again)?;
        say_number("pages with errors, put right", outcome.trouble.corrected)?;
        let found = &outcome.reckoning;
        for (what, number) in [
            ("reports acknowledged", found.told),
            ("cases in the portal", found.cases),
            ("records at the agency", found.records),
            ("messages that arrived", found.messages),
            ("  from a mail server that is slow", found.slow),
            ("  that hung up after it took it", found.hung_up),
            ("  the same message once more", found.repeats),
            ("obligations that ended", found.ended),
            ("obligations that failed", found.failed),
            ("not as it must be", found.wrong.len()),
        ] {
            say_number(what, number)?;
            *self.sums.entry(what).or_default() += number;
        }
        self.wrong += found.wrong.len();
        for wrong in &found.wrong {
            say(&format!("  ! {wrong}"))?;
        }
        if outcome.start.is_zero() {
            return Ok(());
        }
        say_number("milliseconds of a start, median", outcome.start.as_millis())
    }

    /// Something that is either so or not.
    pub fn is_so(&mut self, what: &'static str, is_so: bool) -> io::Result<()> {
        self.wrong += usize::from(!is_so);
        say(&format!("{what}: {}", if is_so { "yes" } else { "NO" }))?;
        self.done.push((what, 1));
        Ok(())
    }

    fn count(&mut self, what: &'static str, number: u64) -> io::Result<()> {
        self.done.push((what, number));
        say_number(what, number)
    }

    /// Tells of all together.
    pub fn tell_all(&self) -> io::Result<()> {
        say("Altogether")?;
        for (what, number) in &self.done {
            say_number(what, number)?;
        }
        for (what, number) in &self.sums {
            say_number(what, number)?;
        }
        Ok(())
    }
}

fn say_number(what: &str, number: impl std::fmt::Display) -> io::Result<()> {
    say(&format!("  {what:<52}{number:>7}"))
}

/// Writes a line.
pub fn say(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}
