//! The figures of one step, and how steps compare.

use std::{collections::BTreeMap, fmt::Write, path::Path, time::Duration};

use store::Store;

use super::Error;

/// One step: so many cases.
pub struct Step {
    /// How many.
    pub cases: u64,
    /// How long filling took.
    pub filled_in: Duration,
    /// Bytes on disk.
    pub bytes: u64,
    /// Bytes by table and index, the largest first.
    pub tables: Vec<(String, u64)>,
    /// Median and 99th percentile of each kind of page, in milliseconds.
    pub kinds: BTreeMap<String, [f64; 2]>,
}

/// Bytes on disk.
pub(super) struct Bytes {
    pub all: u64,
    pub is_file: bool,
}

pub(super) async fn bytes(store: &Store, folder: &Path) -> Result<Bytes, Error> {
    if let Ok(file) = std::fs::metadata(folder.join("portico.db")) {
        return Ok(Bytes { all: file.len(), is_file: true });
    }
    let rows = store.read("SELECT pg_database_size(current_database()) AS bytes", Vec::new()).await?;
    let all = rows.first().map_or(Ok(0), |row| row.int("bytes"))?;
    Ok(Bytes { all: all.unsigned_abs(), is_file: false })
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
    fn per_case(&self) -> f64 {
        float(self.bytes) / float(self.cases.max(1))
    }

    /// As a text for people.
    pub fn text(&self) -> String {
        let rate = float(self.cases) / self.filled_in.as_secs_f64();
        let mut text = format!(
            "\n{} cases, filled in {:.0} s ({rate:.0} a second), {:.0} bytes a case\n",
            self.cases,
            self.filled_in.as_secs_f64(),
            self.per_case()
        );
        for (kind, [median, last]) in &self.kinds {
            let _ = writeln!(text, "  {kind:<44} p50 {median:7.2} ms   p99 {last:7.2} ms");
        }
        for (name, bytes) in self.tables.iter().take(28) {
            let _ = writeln!(text, "  {name:<44} {:8.0} bytes a case", float(*bytes) / float(self.cases));
        }
        text
    }

    /// Markdown: each kind of page at each step, and the last step beside the first.
    pub fn compared(steps: &[Self]) -> String {
        let (Some(first), Some(last)) = (steps.first(), steps.last()) else { return String::new() };
        let heads = steps.iter().map(|step| format!(" {} cases |", step.cases)).collect::<Vec<_>>().concat();
        let rules = "---|".repeat(steps.len());
        let mut text = format!("| p50 / p99, ms |{heads} p99, last ÷ first |\n|---|{rules}---|\n");
        for (kind, [_, p99]) in &first.kinds {
            let figures = steps.iter().map(|step| {
                let [median, last] = step.kinds.get(kind).copied().unwrap_or_default();
                format!(" {median:.2} / {last:.2} |")
            });
            let ratio = last.kinds.get(kind).map_or(0.0, |[_, of_last]| of_last / p99);
            let _ = writeln!(text, "| {kind} |{} {ratio:.2} |", figures.collect::<String>());
        }
        let bytes =
            steps.iter().map(|step| format!(" {:.0} |", step.per_case())).collect::<Vec<_>>().concat();
        let ratio = last.per_case() / first.per_case();
        let _ = writeln!(text, "| bytes a case |{bytes} {ratio:.2} |");
        text
    }
}
