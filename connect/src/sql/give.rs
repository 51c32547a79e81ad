//! The shapes of `give` in a fulfilment plan that the `sql` connector takes, as types.
//!
//! ```yaml
//! insert: { table: DL_RNWL_TXN, key: EXT_REF, columns: { CASE_NO: "= case_reference" }, reference: TXN_NO }
//! update: { table: DL_MASTER, where: { DL_NO: "= license_number" }, set: { RES_CITY: "= city" },
//!           log: { table: DL_CHG_LOG, key: EXT_REF, columns: { CHG_CD: ADR } } }
//! steps:  [ { insert: … }, { update: … } ]
//! ```

use serde::Deserialize;
use serde_json::{Map, Value as Json};

use super::shape;

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

/// Reads a `give`. Values may still be expressions (`= …`). The first thing wrong with its shape is the error; `shape`
/// tells all.
pub fn read(give: &Json) -> Result<Vec<Step>, String> {
    if let Some(fault) = shape::faults(give).first() {
        return Err(fault.to_string());
    }
    let give =
        Give::deserialize(give).map_err(|error| format!("not a `give` of the sql connector: {error}"))?;
    Ok(match give {
        Give::Insert(insert) => vec![Step::Insert(insert)],
        Give::Update(update) => vec![Step::Update(update)],
        Give::Steps(steps) => steps,
    })
}

/// A table's schema, if it is named, and its own name.
pub fn split(table: &str) -> (Option<&str>, &str) {
    table.split_once('.').map_or((None, table), |(schema, table)| (Some(schema), table))
}

impl Select {
    /// What is wrong with it.
    pub fn check(&self) -> Result<(), String> {
        let names = self.matching.keys().chain(&self.columns);
        if let Some(bad) = names
            .filter(|name| !shape::is_name(name))
            .chain([&self.table].into_iter().filter(|name| !shape::is_table(name)))
            .next()
        {
            return Err(format!("`select`: `{bad}` is not the name of a table or column"));
        }
        if self.matching.is_empty() || self.columns.is_empty() {
            return Err("`select` needs at least one column in `where` and in `columns`".to_owned());
        }
        Ok(())
    }
}
