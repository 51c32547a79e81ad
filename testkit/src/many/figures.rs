//! The figures of one step, and how steps compare.

use std::{fmt::Write, path::Path, time::Duration};

use store::Store;

use super::Error;
use crate::bench::figures::{median, ratio};

/// What one round of one kind of page came to, in milliseconds.
#[derive(Debug, Clone, Copy, Default)]
pub struct Figures {
    /// Half of the pages took no longer.
    pub p50: f64,
    /// 99 of 100 took no longer.
    pub p99: f64,
    /// Processor time of the portal (and its database) for a page.
    pub cpu: f64,
    /// Kilobytes of a page: a list that few cases are on is shorter, and made in less time.
    pub kilobytes: f64,
}

impl Figures {
    pub(super) fn of(mut times: Vec<f64>, used: Duration, bytes: usize) -> Self {
        times.sort_by(f64::total_cmp);
        let nearest = |percent: usize| {
            let rank = (times.len() * percent).div_ceil(100);
            times.get(rank.saturating_sub(1)).copied().unwrap_or_default()
        };
        let number = |of: usize| float(u64::try_from(of).unwrap_or(u64::MAX));
        let pages = number(times.len().max(1));
        let (cpu, kilobytes) = (used.as_secs_f64() * 1000.0 / pages, number(bytes) / 1000.0 / pages);
        Self { p50: nearest(50), p99: nearest(99), cpu, kilobytes }
    }
}

/// The median of each over rounds.
fn middle(rounds: &[Figures]) -> Figures {
    let of = |which: fn(&Figures) -> f64| median(rounds.iter().map(which).collect());
    let (p50, p99) = (of(|one| one.p50), of(|one| one.p99));
    Figures { p50, p99, cpu: of(|one| one.cpu), kilobytes: of(|one| one.kilobytes) }
}

/// One step: so many cases.
pub struct Step {
    /// How many.
    pub cases: u64,
    /// How long filling took.
    pub took: Duration,
    /// Bytes on disk.
    pub bytes: u64,
    /// Bytes by table and index, the largest first.
    pub tables: Vec<(String, u64)>,
    /// Each kind of page with its rounds.
    kinds: Vec<(String, Vec<Figures>)>,
}

/// Bytes of the whole store, and whether it is a file.
pub(super) async fn bytes(store: &Store, folder: &Path) -> Result<(u64, bool), Error> {
    if let Ok(file) = std::fs::metadata(folder.join("portico.db")) {
        return Ok((file.len(), true));
    }
    let rows = store.read("SELECT pg_database_size(current_database()) AS bytes", Vec::new()).await?;
    let all = rows.first().map_or(Ok(0), |row| row.int("bytes"))?;
    Ok((all.unsigned_abs(), false))
}

pub(super) async fn tables(store: &Store, is_file: bool) -> Result<Vec<(String, u64)>, Error> {
    let sql = if is_file {
        "SELECT name, CAST(SUM(pgsize) AS INTEGER) AS bytes FROM dbstat WHERE aggregate = TRUE GROUP BY name \
         ORDER BY 2 DESC LIMIT 40"
    } else {
        "SELECT CAST(relname AS TEXT) AS name, pg_relation_size(oid) AS bytes FROM pg_class \
         WHERE relkind IN ('r', 'i', 't') AND relnamespace IN ('public'::regnamespace, 'pg_toast'::regnamespace) \
         ORDER BY 2 DESC LIMIT 40"
    };
    let rows = store.read(sql, Vec::new()).await?;
    let pairs = rows.iter().map(|row| Ok((row.text("name")?, row.int("bytes")?.unsigned_abs())));
    Ok(pairs.collect::<Result<_, store::StoreError>>()?)
}

#[expect(clippy::cast_precision_loss, reason = "bytes and cases are far below 2^53")]
fn float(number: u64) -> f64 {
    number as f64
}

impl Step {
    pub(super) fn new(cases: u64, took: Duration, bytes: u64, tables: Vec<(String, u64)>) -> Self {
        Self { cases, took, bytes, tables, kinds: Vec::new() }
    }

    pub(super) fn add(&mut self, kind: &str, figures: Figures) {
        match self.kinds.iter_mut().find(|(known, _)| known == kind) {
            Some((_, rounds)) => rounds.push(figures),
            None => self.kinds.push((kind.to_owned(), vec![figures])),
        }
    }

    fn rounds(&self, kind: &str) -> &[Figures] {
        self.kinds.iter().find(|(known, _)| known == kind).map_or(&[], |(_, rounds)| rounds)
    }

    fn per_case(&self) -> f64 {
        float(self.bytes) / float(self.cases.max(1))
    }

    /// As a text for people.
    pub fn text(&self) -> String {
        let rate = float(self.cases) / self.took.as_secs_f64();
        let mut text = format!(
            "\n{} cases, filled in {:.0} s ({rate:.0} a second), {:.0} bytes a case\n",
            self.cases,
            self.took.as_secs_f64(),
            self.per_case()
        );
        for (name, bytes) in self.tables.iter().take(28) {
            let _ = writeln!(text, "  {name:<44} {:8.0} bytes a case", float(*bytes) / float(self.cases));
        }
        text
    }

    /// Markdown: each kind of page at each step, and the last step beside the first.
    pub fn compared(steps: &[Self]) -> String {
        let (Some(first), Some(last)) = (steps.first(), steps.last()) else { return String::new() };
        let heads = steps.iter().map(|step| format!(" {} cases |", step.cases)).collect::<Vec<_>>().concat();
        let rules = "---|".repeat(steps.len() + 2);
        let mut text = format!(
            "| p50 / p99 / processor, ms; kB |{heads} p99, last ÷ first | processor |\n|---|{rules}\n"
        );
        for (kind, _) in &first.kinds {
            let _ = writeln!(text, "{}", Self::line(steps, kind));
        }
        let bytes =
            steps.iter().map(|step| format!(" {:.0} |", step.per_case())).collect::<Vec<_>>().concat();
        let more = last.per_case() / first.per_case();
        let _ = writeln!(text, "| bytes a case |{bytes} {more:.2} | |");
        text
    }

    /// One line of it. A ratio is the median of what each round of one step is of the same round of the other.
    pub(super) fn line(steps: &[Self], kind: &str) -> String {
        let rounds = |step: Option<&Self>, which: fn(&Figures) -> f64| {
            step.map_or_else(Vec::new, |step| step.rounds(kind).iter().map(which).collect())
        };
        let share = |which| ratio(&rounds(steps.last(), which), &rounds(steps.first(), which));
        let figures = steps.iter().map(|step| {
            let Figures { p50, p99, cpu, kilobytes } = middle(step.rounds(kind));
            format!(" {p50:.2} / {p99:.2} / {cpu:.2}; {kilobytes:.0} |")
        });
        let figures = figures.collect::<String>();
        format!("| {kind} |{figures} {:.2} | {:.2} |", share(|one| one.p99), share(|one| one.cpu))
    }
}
