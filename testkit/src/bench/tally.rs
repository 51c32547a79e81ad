//! The tally at the end of a run: what residents were told is received, what the portal holds, and what stands in the
//! agencies' own databases must be the same cases.

use std::collections::{BTreeMap, BTreeSet};

use forms::Facts;
use rusqlite::{Connection, OpenFlags};

use super::town::{Errand, Sent, Town};
use crate::trial::{
    portal::{Portal, Told},
    reckoning::{references_of_cases, still_owed},
};

/// What was found.
#[derive(Debug, Default)]
pub struct Tally {
    /// Submissions that residents were told are received.
    pub acknowledged: usize,
    /// Cases that the portal holds.
    pub stored: usize,
    /// Rows that agencies must hold for them.
    pub owed_rows: usize,
    /// Rows that agencies hold.
    pub rows: usize,
    /// Everything that is not as it must be.
    pub wrong: Vec<String>,
}

/// A column of an agency's database that holds case references: connector, table, column.
type Ledger = (String, String, String);

impl Tally {
    /// Waits until nothing is owed, then compares. The portal must run.
    pub fn of(portal: &Portal, town: &Town, sent: &[Sent]) -> Result<Self, Told> {
        let mut found = Self { acknowledged: sent.len(), ..Self::default() };
        found.wrong.extend(still_owed(portal)?);
        let told: BTreeSet<&str> = sent.iter().map(|sent| sent.reference.as_str()).collect();
        found.must(told.len() == sent.len(), || "a case reference was given twice".to_owned());
        let stored = stored(portal, town)?;
        found.stored = stored.len();
        for reference in told.iter().filter(|reference| !stored.contains(**reference)) {
            found.wrong.push(format!("case {reference} was acknowledged and is gone"));
        }
        for reference in stored.iter().filter(|reference| !told.contains(reference.as_str())) {
            found.wrong.push(format!("case {reference} is stored and was acknowledged to nobody"));
        }
        found.hold_rows(portal, town, sent)?;
        Ok(found)
    }

    fn hold_rows(&mut self, portal: &Portal, town: &Town, sent: &[Sent]) -> Result<(), Told> {
        let mut owed: BTreeMap<Ledger, BTreeSet<&str>> = BTreeMap::new();
        for sent in sent {
            let errand = town.find(&sent.service, sent.sample).ok_or("no such sample")?;
            for ledger in ledgers(errand, town) {
                self.owed_rows += 1;
                owed.entry(ledger).or_default().insert(&sent.reference);
            }
        }
        for ((connector, table, column), owed) in owed {
            let rows = rows(portal, &connector, &table, &column)?;
            self.rows += rows.values().sum::<usize>();
            for reference in owed.iter().filter(|reference| rows.get(**reference) != Some(&1)) {
                let times = rows.get(*reference).copied().unwrap_or_default();
                self.wrong.push(format!("case {reference} stands {times} times in {table}"));
            }
            for reference in rows.keys().filter(|reference| !owed.contains(reference.as_str())) {
                self.wrong.push(format!("{table} holds case {reference}, which nobody sent"));
            }
        }
        Ok(())
    }

    fn must(&mut self, is_right: bool, wrong: impl FnOnce() -> String) {
        if !is_right {
            self.wrong.push(wrong());
        }
    }
}

/// The references of all cases that the portal holds. One that several agencies share is one.
fn stored(portal: &Portal, town: &Town) -> Result<BTreeSet<String>, Told> {
    let services = town.errands.iter().flatten().map(|errand| &errand.service);
    let agencies: BTreeSet<String> =
        services.flat_map(|service| &service.definition.agencies).map(ToString::to_string).collect();
    let mut all = BTreeSet::new();
    for agency in agencies {
        let cases = references_of_cases(portal, &agency)?;
        if let Some((reference, times)) = cases.iter().find(|(_, times)| **times > 1) {
            return Err(format!("the portal holds case {reference} {times} times"));
        }
        all.extend(cases.into_keys());
    }
    Ok(all)
}

/// Where the parts of an errand's plan write the case reference.
fn ledgers(errand: &Errand, town: &Town) -> Vec<Ledger> {
    const REFERENCE: &str = "the-reference";
    let facts = Facts { case_reference: REFERENCE.to_owned(), language: "en".to_owned() };
    let parts = errand.service.plan_items(&errand.sample, &facts, town.today);
    let ledger = |part: &forms::PlannedItem| {
        let insert = part.give.get("insert")?;
        let columns = insert.get("columns")?.as_object()?;
        let (column, _) = columns.iter().find(|(_, value)| value.as_str() == Some(REFERENCE))?;
        Some((part.connector.clone(), insert.get("table")?.as_str()?.to_owned(), column.clone()))
    };
    parts.iter().filter_map(ledger).collect()
}

fn rows(
    portal: &Portal,
    connector: &str,
    table: &str,
    column: &str,
) -> Result<BTreeMap<String, usize>, Told> {
    let read = || {
        let connection =
            Connection::open_with_flags(portal.agency(connector), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let sql = format!("SELECT \"{column}\", COUNT(*) FROM \"{table}\" GROUP BY 1");
        let mut statement = connection.prepare(&sql)?;
        let rows = statement.query_map([], |row| {
            let times: i64 = row.get(1)?;
            Ok((row.get(0)?, usize::try_from(times).unwrap_or_default()))
        })?;
        rows.collect::<Result<_, rusqlite::Error>>()
    };
    read().map_err(|error| format!("the database of {connector}: {error}"))
}
