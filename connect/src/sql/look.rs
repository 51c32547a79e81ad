//! A dry look: whether what plans hand over fits the tables as they are, told before any resident's part fails by it.
//! It reads the database's catalogue and writes nothing.

use model::Finding;
use serde_json::Value as Json;

use super::{
    convert::fit,
    give::{Columns, Insert, Step, Update, split},
    nearest::nearest,
    table::{Column, Right, Rules, Table},
    trouble::{Kind, Trouble},
    work::Session,
};

/// As long as a key; what it says does not matter here.
const KEY: &str = "00000000000000000000000000";

/// Looks at everything that would be handed over; each finding once.
pub async fn look<S: Session>(session: &mut S, gives: &[Vec<Step>]) -> Result<Vec<Finding>, Trouble> {
    let mut findings = Vec::new();
    for steps in gives {
        let is_alone = steps.iter().map(Step::statements).sum::<usize>() == 1;
        for step in steps {
            match step {
                Step::Insert(insert) => look_at_insert(session, insert, is_alone, &mut findings).await?,
                Step::Update(update) => {
                    look_at_update(session, update, &mut findings).await?;
                    look_at_insert(session, &update.log, false, &mut findings).await?;
                }
            }
        }
    }
    let mut once: Vec<Finding> = Vec::new();
    for finding in findings {
        if !once.contains(&finding) {
            once.push(finding);
        }
    }
    Ok(once)
}

async fn look_at_insert<S: Session>(
    session: &mut S,
    insert: &Insert,
    is_alone: bool,
    findings: &mut Vec<Finding>,
) -> Result<(), Trouble> {
    let Some(seen) = see(session, &insert.table, is_alone, findings).await? else { return Ok(()) };
    let mut columns = insert.columns.clone();
    columns.insert(insert.key.clone(), Json::from(KEY));
    seen.written(&columns, Right::Insert, findings);
    seen.left_out(&columns, findings);
    seen.key(&insert.key, findings);
    let read: Vec<&str> = insert.reference.iter().chain([&insert.key]).map(String::as_str).collect();
    for name in &read {
        seen.column(name, findings);
    }
    seen.allowed(Right::Select, &read, findings);
    Ok(())
}

async fn look_at_update<S: Session>(
    session: &mut S,
    update: &Update,
    findings: &mut Vec<Finding>,
) -> Result<(), Trouble> {
    let Some(seen) = see(session, &update.table, false, findings).await? else { return Ok(()) };
    seen.written(&update.set, Right::Update, findings);
    for (name, value) in &update.matching {
        // An answer that is not there matches no row: that is for each hand-over to tell.
        if let Some(column) = seen.column(name, findings).filter(|_| !value.is_null()) {
            seen.value(column, value, findings);
        }
    }
    let read: Vec<&str> = update.matching.keys().map(String::as_str).collect();
    seen.allowed(Right::Select, &read, findings);
    Ok(())
}

/// A table that was looked up.
struct Seen<'a> {
    /// As the plan names it.
    name: &'a str,
    table: Table,
    rules: Rules,
}

async fn see<'a, S: Session>(
    session: &mut S,
    name: &'a str,
    is_alone: bool,
    findings: &mut Vec<Finding>,
) -> Result<Option<Seen<'a>>, Trouble> {
    let (schema, own) = split(name);
    let table = match session.table(schema, own).await {
        Err(trouble) if trouble.kind == Kind::Forbidden => {
            let write = "Give the user of the address the right to use its schema.";
            findings.push(misfit(format!("there is no right to see table {name}"), write));
            return Ok(None);
        }
        found => found?,
    };
    let Some(table) = table else {
        let names = session.names(schema).await?;
        let write =
            "Write the name of a table that is there, or give the user of the address the right to it.";
        let write = did_you_mean(own, names.iter().map(String::as_str)).unwrap_or_else(|| write.to_owned());
        findings.push(misfit(format!("there is no table {name}"), write));
        return Ok(None);
    };
    if !is_alone && !table.in_transactions {
        let write = "Ask its owner for `ENGINE = InnoDB`, or hand over one row alone.";
        findings.push(misfit(format!("table {name} cannot take part in a transaction"), write));
    }
    let rules = session.rules(schema, own, &table).await?;
    Ok(Some(Seen { name, table, rules }))
}

impl Seen<'_> {
    fn column(&self, name: &str, findings: &mut Vec<Finding>) -> Option<&Column> {
        let found = self.table.column(name);
        if found.is_none() {
            let names = self.table.columns.iter().map(|column| column.name.as_str());
            let write = did_you_mean(name, names)
                .unwrap_or_else(|| "Write the name of a column that is there.".into());
            findings.push(misfit(format!("there is no column {}.{name}", self.name), write));
        }
        found
    }

    /// Columns that get values.
    fn written(&self, columns: &Columns, right: Right, findings: &mut Vec<Finding>) {
        for (name, value) in columns {
            let Some(column) = self.column(name, findings) else { continue };
            if column.is_generated {
                let wrong = format!("{}.{name} is written by the database itself", self.name);
                findings.push(misfit(wrong, format!("Leave `{name}` out of the plan.")));
            }
            self.value(column, value, findings);
        }
        self.allowed(right, &columns.keys().map(String::as_str).collect::<Vec<_>>(), findings);
    }

    fn value(&self, column: &Column, value: &Json, findings: &mut Vec<Finding>) {
        if value.as_str().is_some_and(|text| text.starts_with('=')) {
            return;
        }
        if let Err(why) = fit(column, value) {
            let wrong = format!("{}.{} {why}", self.name, column.name);
            let write =
                format!("Change what the plan gives to `{}`, or ask for a wider column.", column.name);
            findings.push(misfit(wrong, write));
        }
    }

    /// Columns that must hold something and get nothing.
    fn left_out(&self, columns: &Columns, findings: &mut Vec<Finding>) {
        let is_given = |column: &Column| {
            columns.keys().filter_map(|name| self.table.column(name)).any(|given| given.name == column.name)
        };
        let needs = |column: &&Column| column.is_required && !column.is_filled && !column.is_generated;
        for column in self.table.columns.iter().filter(needs).filter(|column| !is_given(column)) {
            let wrong =
                format!("{}.{} must hold something, and the plan gives it nothing", self.name, column.name);
            let write = format!("Add `{}` to `columns`.", column.name);
            let may_be_filled = self.rules.has_trigger;
            findings.push(if may_be_filled {
                advice(wrong, format!("{write} Or leave it, if the table's trigger fills it."))
            } else {
                misfit(wrong, write)
            });
        }
        for name in &self.rules.closed_sequences {
            if !self.table.column(name).is_some_and(is_given) {
                let wrong = format!("there is no right to the sequence that numbers {}.{name}", self.name);
                findings.push(misfit(wrong, "GRANT USAGE ON that SEQUENCE to the user of the address."));
            }
        }
    }

    /// The column that makes it happen once.
    fn key(&self, name: &str, findings: &mut Vec<Finding>) {
        let Some(column) = self.table.column(name) else { return };
        if !self.rules.unique.contains(&column.name) {
            let wrong = format!("{}.{name} has no unique index of its own", self.name);
            let write = format!(
                "CREATE UNIQUE INDEX on {} ({name}): then the database itself keeps repeats out.",
                self.name
            );
            findings.push(advice(wrong, write));
        }
    }

    fn allowed(&self, right: Right, names: &[&str], findings: &mut Vec<Finding>) {
        let Some(forbidden) = self.rules.forbidden.get(&right) else { return };
        let named =
            names.iter().filter_map(|name| self.table.column(name)).map(|column| column.name.as_str());
        let closed: Vec<&str> = named.filter(|name| forbidden.iter().any(|other| other == name)).collect();
        if closed.is_empty() {
            return;
        }
        let wrong = format!("there is no right to {} in {} ({})", right.sql(), self.name, closed.join(", "));
        let write = format!("GRANT {} ON {} to the user of the address.", right.sql(), self.name);
        findings.push(misfit(wrong, write));
    }
}

fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(written, known).map(|name| format!("Did you mean `{name}`?"))
}

fn misfit(wrong: impl Into<String>, write: impl Into<String>) -> Finding {
    Finding { wrong: wrong.into(), write: write.into(), is_misfit: true }
}

fn advice(wrong: impl Into<String>, write: impl Into<String>) -> Finding {
    Finding { wrong: wrong.into(), write: write.into(), is_misfit: false }
}
