//! What is wrong with the shape of a `give` for the `sql` connector: all of it at once, each with its place, for authors.
//! Pure: no database is asked, and values may still be expressions (`= …`).

use serde_json::{Map, Value as Json};

use crate::GiveFault;

const GIVE: &[&str] = &["insert", "update", "steps"];
const STEP: &[&str] = &["insert", "update"];
const INSERT: &[&str] = &["table", "key", "columns", "reference"];
const UPDATE: &[&str] = &["table", "where", "set", "log"];

/// Everything that is wrong.
pub fn faults(give: &Json) -> Vec<GiveFault> {
    let mut look = Look { faults: Vec::new() };
    let at = Vec::new();
    let Some(parts) = look.keys(&at, give, GIVE) else { return look.faults };
    let known: Vec<&str> = GIVE.iter().copied().filter(|key| parts.contains_key(*key)).collect();
    match known.as_slice() {
        [] if parts.is_empty() => {
            let write = "Write `insert: {table: …, key: …, columns: {…}}`, `update: …` or `steps: […]`.";
            look.wrong(&at, "it does not say what to write into the database", write);
        }
        [_, second, ..] => {
            look.wrong(
                &inside(&at, second),
                "a part does one thing",
                "Put both under `steps`, each with a `- `.",
            );
        }
        _ => {}
    }
    look.step(&at, parts);
    if let Some(steps) = parts.get("steps") {
        look.steps(&inside(&at, "steps"), steps);
    }
    look.faults
}

/// Whether it can be the name of a table or column. Names are quoted wherever they are used; this keeps out what no
/// old schema has and no author means.
pub fn is_name(name: &str) -> bool {
    let starts = name.chars().next().is_some_and(|first| first.is_alphabetic() || first == '_');
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '#');
    starts && name.len() <= 63 && name.chars().all(fits)
}

/// Whether it can be the name of a table, maybe with its schema.
pub fn is_table(name: &str) -> bool {
    let (schema, table) = super::give::split(name);
    schema.is_none_or(is_name) && is_name(table)
}

type At = Vec<String>;

fn inside(at: &At, key: &str) -> At {
    at.iter().cloned().chain([key.to_owned()]).collect()
}

struct Look {
    faults: Vec<GiveFault>,
}

impl Look {
    fn wrong(&mut self, at: &At, wrong: impl Into<String>, write: impl Into<String>) {
        let fault =
            GiveFault { at: at.clone(), on_key: false, wrong: wrong.into(), write: write.into(), known: &[] };
        self.faults.push(fault);
    }

    /// The keys of a block; those that mean nothing are told.
    fn keys<'a>(
        &mut self,
        at: &At,
        value: &'a Json,
        known: &'static [&'static str],
    ) -> Option<&'a Map<String, Json>> {
        let Json::Object(parts) = value else {
            let write = format!("Write under it, each on a line of its own: {}.", listed(known));
            self.wrong(at, "this must be keys with their values", write);
            return None;
        };
        for key in parts.keys().filter(|key| !known.contains(&key.as_str())) {
            let wrong = format!("`{key}` is not a key that can stand here");
            self.faults.push(GiveFault {
                at: inside(at, key),
                on_key: true,
                wrong,
                write: String::new(),
                known,
            });
        }
        Some(parts)
    }

    /// A key that must be there. It is not missed where an unknown one may be meant for it.
    fn needed<'a>(
        &mut self,
        at: &At,
        parts: &'a Map<String, Json>,
        key: &str,
        known: &[&str],
        write: &str,
    ) -> Option<&'a Json> {
        let found = parts.get(key);
        if found.is_none() && parts.keys().all(|key| known.contains(&key.as_str())) {
            self.wrong(at, format!("`{key}` is missing here"), write);
        }
        found
    }

    fn step(&mut self, at: &At, parts: &Map<String, Json>) {
        if let Some(insert) = parts.get("insert") {
            self.insert(&inside(at, "insert"), insert);
        }
        if let Some(update) = parts.get("update") {
            self.update(&inside(at, "update"), update);
        }
    }

    fn steps(&mut self, at: &At, steps: &Json) {
        let Json::Array(items) = steps else {
            return self.wrong(at, "this must be a list", "Begin each step with `- insert:` or `- update:`.");
        };
        if items.is_empty() {
            self.wrong(at, "`steps` is empty", "Write at least one `- insert:` or `- update:`.");
        }
        let mut written: Vec<&str> = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let at = inside(at, &index.to_string());
            let Some(parts) = self.keys(&at, item, STEP) else { continue };
            if parts.len() > 1 {
                self.wrong(&at, "a step does one thing", "Begin a step of its own with `- ` for each.");
            }
            self.step(&at, parts);
            let proof = item.pointer("/insert/table").or(item.pointer("/update/log/table"));
            let Some(table) = proof.and_then(Json::as_str) else { continue };
            if written.iter().any(|other| other.eq_ignore_ascii_case(table)) {
                let wrong = format!("two steps add a row to `{table}` with the same key");
                self.wrong(&at, wrong, "Make them two parts of the plan, with `after`.");
            }
            written.push(table);
        }
    }

    fn insert(&mut self, at: &At, value: &Json) {
        let Some(parts) = self.keys(at, value, INSERT) else { return };
        self.table(at, parts, INSERT);
        let write = "Write `key: EXT_REF`: the column that gets the key of the hand-over.";
        let key = self.needed(at, parts, "key", INSERT, write);
        let key = key.and_then(|key| self.name(&inside(at, "key"), key));
        let reference = parts.get("reference").and_then(|name| self.name(&inside(at, "reference"), name));
        let Some(columns) = parts.get("columns") else { return };
        let at = inside(at, "columns");
        self.columns(&at, columns);
        if let Some(key) = key.filter(|key| columns.get(*key).is_some()) {
            let wrong = format!("`{key}` is the key column: it gets the obligation key by itself");
            self.wrong(&inside(&at, key), wrong, "Leave it out.");
        }
        if let Some(reference) = reference.filter(|name| columns.get(*name).is_some()) {
            let wrong = format!("`{reference}` is written by the other side: it is the `reference`");
            self.wrong(&inside(&at, reference), wrong, "Leave it out.");
        }
    }

    fn update(&mut self, at: &At, value: &Json) {
        let Some(parts) = self.keys(at, value, UPDATE) else { return };
        self.table(at, parts, UPDATE);
        for (key, write) in [
            ("where", "Write which row: `where: {LIC_NO: \"= license_number\"}`."),
            ("set", "Write the columns to change: `set: {CITY: \"= city\"}`."),
        ] {
            let Some(columns) = self.needed(at, parts, key, UPDATE, write) else { continue };
            let at = inside(at, key);
            self.columns(&at, columns);
            if columns.as_object().is_some_and(Map::is_empty) {
                self.wrong(&at, format!("`{key}` is empty"), write);
            }
        }
        let write = "Write the row that shows that the change was made: `log: {table: …, key: …}`.";
        if let Some(log) = self.needed(at, parts, "log", UPDATE, write) {
            self.insert(&inside(at, "log"), log);
        }
    }

    fn table(&mut self, at: &At, parts: &Map<String, Json>, known: &[&str]) {
        let Some(table) = self.needed(at, parts, "table", known, "Write `table: …` with the table's name.")
        else {
            return;
        };
        let at = inside(at, "table");
        if let Some(name) = self.text(&at, table).filter(|name| !is_table(name)) {
            self.not_a_name(&at, name, "TABLE` or `schema.TABLE");
        }
    }

    fn columns(&mut self, at: &At, value: &Json) {
        let Json::Object(columns) = value else {
            let write = "Write under it a line for each column: `NAME: \"= expression\"`.";
            return self.wrong(at, "this must be columns with their values", write);
        };
        for (name, value) in columns {
            let at = inside(at, name);
            if !is_name(name) {
                self.not_a_name(&at, name, "COLUMN");
            }
            if value.is_array() || value.is_object() {
                let wrong = format!("the column `{name}` takes one value");
                self.wrong(&at, wrong, "Make one text of several: `\"= join(list, \\\", \\\")\"`.");
            }
        }
    }

    fn name<'a>(&mut self, at: &At, value: &'a Json) -> Option<&'a str> {
        let name = self.text(at, value)?;
        if is_name(name) {
            return Some(name);
        }
        self.not_a_name(at, name, "COLUMN");
        None
    }

    fn text<'a>(&mut self, at: &At, value: &'a Json) -> Option<&'a str> {
        if value.as_str().is_none() {
            self.wrong(at, "this must be a name", "Write one name, in quotes if it looks like a number.");
        }
        value.as_str()
    }

    fn not_a_name(&mut self, at: &At, name: &str, like: &str) {
        let wrong = format!("`{name}` is not the name of a table or column");
        self.wrong(at, wrong, format!("Write one like `{like}`: letters, digits, `_`, `$` and `#`."));
    }
}

fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
