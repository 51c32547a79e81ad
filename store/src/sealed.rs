//! Looks whether everything sealed still opens: each value of each column, and the content of every file. What does not
//! open is named by its place and its case, so that somebody can bring it back from a backup.

use std::fmt;

use model::{CaseReference, FileId};

use crate::{DataKey, Row, Store, StoreError, Value, vault::place};

/// Values read at a time.
const PAGE: i64 = 500;
/// Damage named one by one; a disk that is gone altogether would name millions.
const MOST_NAMED: usize = 200;

/// What a look found.
#[derive(Debug, Default)]
pub struct Looked {
    /// Sealed values that open.
    pub values: u64,
    /// Contents of files that open.
    pub contents: u64,
    /// What does not open, the first of it.
    pub unreadable: Vec<Unreadable>,
    /// How many do not open.
    pub count_unreadable: u64,
}

/// Something kept that does not open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Where: `submissions.answers`, and the row's id.
    pub place: String,
    /// The reference of its case, if it belongs to one.
    pub case: Option<String>,
    /// Why.
    pub why: String,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let case = self.case.as_ref().map(|case| format!(" of case {case}")).unwrap_or_default();
        write!(f, "{}{case}: {}", self.place, self.why)
    }
}

/// A column that holds sealed values.
struct Column {
    table: &'static str,
    name: &'static str,
    /// What names a row, and stands in the place a value is sealed for.
    id: &'static str,
    /// What rows are gone through by: two columns with an index, and what comes before the first of the second.
    order: (&'static str, &'static str, fn() -> Value),
    /// Which key opens it: a column of the row, an expression, or the platform's.
    key: Option<&'static str>,
    /// The case it belongs to.
    case: Option<&'static str>,
}

const fn column(table: &'static str, name: &'static str, key: Option<&'static str>) -> Column {
    Column { table, name, id: "t.id", order: ("t.id", "0", || Value::Int(0)), key, case: None }
}

const fn of_case(table: &'static str, name: &'static str) -> Column {
    Column { key: Some("t.key_id"), case: Some("t.case_id"), ..column(table, name, None) }
}

const OWN: Option<&str> = Some("t.key_id");
const OF_PERSON: Option<&str> = Some("(SELECT p.key_id FROM people p WHERE p.id = t.person_id)");
const OF_CASE: Option<&str> = Some("(SELECT o.key_id FROM cases o WHERE o.id = t.case_id)");

/// Every column that anything is sealed for. A test compares it with the tables.
const COLUMNS: &[Column] = &[
    column("people", "email", OWN),
    Column {
        id: "t.person_id || '.' || t.name",
        order: ("t.person_id", "t.name", || Value::Text(String::new())),
        ..column("facts", "answer", OF_PERSON)
    },
    column("drafts", "email", OWN),
    column("drafts", "answers", OWN),
    column("drafts", "unsettled", OWN),
    column("one_time_codes", "email", None),
    Column { case: Some("t.id"), ..of_case("cases", "applicant") },
    of_case("submissions", "answers"),
    of_case("submissions", "email"),
    Column { key: OF_CASE, order: ("t.case_id", "t.number", || Value::Int(0)), ..of_case("events", "body") },
    of_case("obligations", "content"),
    column("staff", "email", None),
    column("staff", "name", None),
    column("staff_factors", "secret", None),
    Column {
        case: Some("t.case_id"),
        order: ("t.agency", "t.number", || Value::Int(0)),
        ..column("audit_entries", "staff_name", None)
    },
    of_case("files", "name"),
    Column {
        id: "CAST(t.number AS TEXT)",
        order: ("CAST(t.number AS TEXT)", "0", || Value::Int(0)),
        ..column("publications", "made_by", None)
    },
];

impl Column {
    /// The values after a row, in the order of rows.
    fn sql(&self) -> String {
        let Self { table, name, id, order: (first, second, _), key, case } = self;
        let key = key.unwrap_or("NULL");
        let case = case.unwrap_or("NULL");
        // A figure in ORDER BY would be the number of a column.
        let in_order = if *second == "0" { (*first).to_owned() } else { format!("{first}, {second}") };
        format!(
            "SELECT {id} AS id, {first} AS first, {second} AS second, t.{name} AS sealed, \
             k.id AS key_id, k.kek_id, k.wrapped, c.reference \
             FROM {table} t LEFT JOIN data_keys k ON k.id = {key} LEFT JOIN cases c ON c.id = {case} \
             WHERE t.{name} IS NOT NULL AND ({first}, {second}) > ($1, $2) ORDER BY {in_order} LIMIT $3"
        )
    }
}

impl Looked {
    fn add(&mut self, place: String, row: &Row, error: &StoreError) {
        let readable = |text: &str| Some(CaseReference::parse(text).ok()?.to_string());
        self.note(place, row.opt_read("reference", readable).ok().flatten(), error);
    }

    fn note(&mut self, place: String, case: Option<String>, error: &StoreError) {
        self.count_unreadable += 1;
        if self.unreadable.len() < MOST_NAMED {
            let source =
                std::error::Error::source(error).map(|source| format!(": {source}")).unwrap_or_default();
            self.unreadable.push(Unreadable { place, case, why: format!("{error}{source}") });
        }
    }
}

impl Store {
    /// Opens every sealed value and every file once.
    pub async fn look_through(&self) -> Result<Looked, StoreError> {
        let mut looked = Looked::default();
        for column in COLUMNS {
            match self.look_at(column, &mut looked).await {
                // A page of the database itself: the other columns are looked at all the same.
                Err(error @ StoreError::Damaged(_)) => {
                    looked.note(format!("{}.{}", column.table, column.name), None, &error);
                }
                other => other?,
            }
        }
        match self.look_at_contents(&mut looked).await {
            Err(error @ StoreError::Damaged(_)) => looked.note("files".to_owned(), None, &error),
            other => other?,
        }
        Ok(looked)
    }

    async fn look_at(&self, column: &Column, looked: &mut Looked) -> Result<(), StoreError> {
        let (_, _, begin) = column.order;
        let (sql, mut first, mut second) = (column.sql(), Value::Text(String::new()), begin());
        loop {
            let rows = self.read(&sql, vec![first, second, PAGE.into()]).await?;
            let Some(last) = rows.last() else { return Ok(()) };
            (first, second) = (last.value("first")?.clone(), last.value("second")?.clone());
            for row in &rows {
                let place = place(&format!("{}.{}", column.table, column.name), &row.text("id")?);
                let opened = self.key_of(column, row).and_then(|key| key.open(&place, row.bytes("sealed")?));
                match opened {
                    Ok(_) => looked.values += 1,
                    Err(error) => looked.add(place, row, &error),
                }
            }
        }
    }

    fn key_of(&self, column: &Column, row: &Row) -> Result<DataKey, StoreError> {
        match column.key {
            None => Ok(self.platform_key()),
            Some(_) if row.opt_text("key_id")?.is_none() => Err(StoreError::broken("its data key is gone")),
            Some(_) => self.row_key(row),
        }
    }

    async fn look_at_contents(&self, looked: &mut Looked) -> Result<(), StoreError> {
        let sql = "SELECT f.id, c.reference FROM files f LEFT JOIN cases c ON c.id = f.case_id \
            WHERE f.id > $1 ORDER BY f.id LIMIT $2";
        let mut after = Value::from(String::new());
        loop {
            let rows = self.read(sql, vec![after, PAGE.into()]).await?;
            let Some(last) = rows.last() else { return Ok(()) };
            after = last.text("id")?.into();
            for row in &rows {
                let id = row.read("id", FileId::from_text)?;
                match self.open_content(&id).await {
                    Ok(()) => looked.contents += 1,
                    // Deleted while we looked.
                    Err(_) if !self.is_file(&id).await? => {}
                    Err(StoreError::Erased) => {
                        let gone = StoreError::broken("its data key is gone");
                        looked.add(place("files.content", id.as_str()), row, &gone);
                    }
                    Err(error) => looked.add(place("files.content", id.as_str()), row, &error),
                }
            }
        }
    }

    async fn open_content(&self, id: &FileId) -> Result<(), StoreError> {
        let Some(file) = self.find_file(id).await? else { return Err(StoreError::Erased) };
        let content = self.file_content(&file).await?;
        let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &content);
        if data_encoding::HEXLOWER.encode(digest.as_ref()) == file.sha256 {
            return Ok(());
        }
        Err(StoreError::broken("its content is not the one that was given"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_of_bytes_is_looked_at_or_is_not_sealed_by_a_data_key() {
        let others = ["data_keys.wrapped", "service_versions.files", "previews.files"];
        let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations")).unwrap();
        let texts = folder.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
        let (mut table, mut seen) = (String::new(), std::collections::BTreeSet::new());
        for line in texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()) {
            for begins in ["CREATE TABLE ", "ALTER TABLE "] {
                if let Some(name) = line.strip_prefix(begins) {
                    table = name.split(' ').next().unwrap_or_default().to_owned();
                }
            }
            if line.starts_with("--") {
                continue;
            }
            let Some((name, _)) = line.trim().split_once(" {bytes}") else { continue };
            let name = name.rsplit(' ').next().unwrap_or_default();
            let full = format!("{table}.{name}");
            let is_listed = COLUMNS.iter().any(|known| known.table == table && known.name == name);
            assert!(is_listed || others.contains(&full.as_str()), "{full}");
            seen.insert(full);
        }
        assert_eq!(seen.len(), COLUMNS.len() + others.len());
    }
}
