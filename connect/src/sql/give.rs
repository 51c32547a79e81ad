//! The shapes of `give` in a fulfilment plan that the `sql` connector takes, and what is wrong with one, for authors.
//!
//! ```yaml
//! insert: { table: DL_RNWL_TXN, key: EXT_REF, columns: { CASE_NO: "= case_reference" }, reference: TXN_NO }
//! update: { table: DL_MASTER, where: { DL_NO: "= license_number" }, set: { RES_CITY: "= city" },
//!           log: { table: DL_CHG_LOG, key: EXT_REF, columns: { CHG_CD: ADR } } }
//! steps:  [ { insert: … }, { update: … } ]
//! ```

use serde::Deserialize;
use serde_json::{Map, Value as Json};

/// Columns and what goes into them, in the order of the file.
pub type Columns = Map<String, Json>;

/// A `give`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Give {
    Insert(Insert),
    Update(Update),
    Steps(Vec<Step>),
}

/// One statement of a hand-over; all of a hand-over are one transaction.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Step {
    /// Adds a row.
    Insert(Insert),
    /// Changes one row, and adds a row that says so.
    Update(Update),
}

/// Adds a row, once.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Insert {
    /// The table, maybe with its schema: `DL_RNWL_TXN`, `dmv.DL_RNWL_TXN`.
    pub table: String,
    /// The column that gets the obligation key: a row with the key means that it was handed over before.
    pub key: String,
    /// The other columns.
    #[serde(default)]
    pub columns: Columns,
    /// The column where the other side writes its own number.
    pub reference: Option<String>,
}

/// Changes one row.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// The table.
    pub table: String,
    /// Which row: every column must match, and exactly one row may.
    #[serde(rename = "where")]
    pub matching: Columns,
    /// What to write.
    pub set: Columns,
    /// The row that says that the change was made: it makes the change happen once.
    pub log: Insert,
}

/// Reads rows.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Select {
    /// The table.
    pub table: String,
    /// Which rows: every column must match.
    #[serde(rename = "where")]
    pub matching: Columns,
    /// The columns to read.
    pub columns: Vec<String>,
}

impl Step {
    /// The row that shows that this step was done.
    pub fn proof(&self) -> &Insert {
        match self {
            Self::Insert(insert) => insert,
            Self::Update(update) => &update.log,
        }
    }

    /// How many statements it takes.
    pub fn statements(&self) -> usize {
        match self {
            Self::Insert(_) => 1,
            Self::Update(_) => 2,
        }
    }
}

/// Reads a `give`. Values may still be expressions (`= …`).
pub fn read(give: &Json) -> Result<Vec<Step>, String> {
    let give =
        Give::deserialize(give).map_err(|error| format!("not a `give` of the sql connector: {error}"))?;
    let steps = match give {
        Give::Insert(insert) => vec![Step::Insert(insert)],
        Give::Update(update) => vec![Step::Update(update)],
        Give::Steps(steps) => steps,
    };
    if steps.is_empty() {
        return Err("`steps` is empty; write at least one `insert` or `update`".to_owned());
    }
    for (at, step) in steps.iter().enumerate() {
        check_step(step)?;
        let same = |other: &Step| other.proof().table.eq_ignore_ascii_case(&step.proof().table);
        if steps.iter().skip(at + 1).any(same) {
            let table = &step.proof().table;
            return Err(format!(
                "two steps add a row to `{table}` with the same key; make them two parts of the plan"
            ));
        }
    }
    Ok(steps)
}

fn check_step(step: &Step) -> Result<(), String> {
    match step {
        Step::Insert(insert) => check_insert("insert", insert),
        Step::Update(update) => {
            check_table("update.table", &update.table)?;
            check_columns("update.where", &update.matching)?;
            check_columns("update.set", &update.set)?;
            for (place, columns) in [("update.where", &update.matching), ("update.set", &update.set)] {
                if columns.is_empty() {
                    return Err(format!("`{place}` is empty; name at least one column"));
                }
            }
            check_insert("update.log", &update.log)
        }
    }
}

fn check_insert(place: &str, insert: &Insert) -> Result<(), String> {
    check_table(&format!("{place}.table"), &insert.table)?;
    check_name(&format!("{place}.key"), &insert.key)?;
    check_columns(&format!("{place}.columns"), &insert.columns)?;
    if let Some(reference) = &insert.reference {
        check_name(&format!("{place}.reference"), reference)?;
        if insert.columns.contains_key(reference) {
            return Err(format!(
                "`{place}.reference`: `{reference}` is written by the other side, so it cannot stand in `columns`"
            ));
        }
    }
    if insert.columns.contains_key(&insert.key) {
        return Err(format!(
            "`{place}.columns.{0}` is the key column: it gets the obligation key by itself; leave it out",
            insert.key
        ));
    }
    Ok(())
}

fn check_columns(place: &str, columns: &Columns) -> Result<(), String> {
    for (name, value) in columns {
        check_name(&format!("{place}.{name}"), name)?;
        if value.is_array() || value.is_object() {
            return Err(format!("`{place}.{name}` must be one value; use `join(…)` for several"));
        }
    }
    Ok(())
}

fn check_table(place: &str, name: &str) -> Result<(), String> {
    let (schema, table) = split(name);
    schema.map_or(Ok(()), |schema| check_name(place, schema))?;
    check_name(place, table)
}

/// A table's schema, if it is named, and its own name.
pub fn split(table: &str) -> (Option<&str>, &str) {
    table.split_once('.').map_or((None, table), |(schema, table)| (Some(schema), table))
}

/// Names are quoted wherever they are used; this keeps out what no old schema has and no author means.
fn check_name(place: &str, name: &str) -> Result<(), String> {
    let starts = name.chars().next().is_some_and(|first| first.is_alphabetic() || first == '_');
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '#');
    if starts && name.len() <= 63 && name.chars().all(fits) {
        return Ok(());
    }
    Err(format!("`{place}`: `{name}` is not the name of a table or column (letters, digits, `_`, `$`, `#`)"))
}

impl Select {
    /// What is wrong with it.
    pub fn check(&self) -> Result<(), String> {
        check_table("select.table", &self.table)?;
        check_columns("select.where", &self.matching)?;
        if self.matching.is_empty() || self.columns.is_empty() {
            return Err("`select` needs at least one column in `where` and in `columns`".to_owned());
        }
        self.columns.iter().try_for_each(|column| check_name("select.columns", column))
    }
}
