//! What the catalogue of MariaDB (and MySQL) says about a table. It shows only what the user may see.

use crate::sql::{
    table::{Column, Holds, Right, Rules},
    work::Row,
};

/// A table's columns.
pub const COLUMNS: &str = "SELECT c.column_name, c.data_type, CAST(c.character_maximum_length AS CHAR), \
    CAST(c.numeric_scale AS CHAR), t.engine, t.table_name, t.table_schema, c.is_nullable, \
    IF(c.column_default IS NULL, 'NO', 'YES'), c.extra, c.column_type \
    FROM information_schema.columns c JOIN information_schema.tables t \
    ON t.table_schema = c.table_schema AND t.table_name = c.table_name \
    WHERE c.table_schema = COALESCE(?, DATABASE()) AND c.table_name = ? ORDER BY c.ordinal_position";

/// The tables there are.
pub const NAMES: &str =
    "SELECT table_name FROM information_schema.tables WHERE table_schema = COALESCE(?, DATABASE())";

/// Each column with our rights to it, and whether an index of its own has each value once. A trigger is seen only by
/// who may make one.
pub const RULES: &str = "SELECT c.column_name, c.privileges, \
    CAST((SELECT COUNT(*) FROM information_schema.statistics s WHERE s.table_schema = c.table_schema \
        AND s.table_name = c.table_name AND s.column_name = c.column_name AND s.non_unique = 0 AND s.sub_part IS NULL \
        AND NOT EXISTS (SELECT 1 FROM information_schema.statistics o WHERE o.table_schema = s.table_schema \
            AND o.table_name = s.table_name AND o.index_name = s.index_name AND o.seq_in_index > 1)) AS CHAR), \
    CAST((SELECT COUNT(*) FROM information_schema.triggers g WHERE g.event_object_schema = c.table_schema \
        AND g.event_object_table = c.table_name AND g.action_timing = 'BEFORE' \
        AND g.event_manipulation = 'INSERT') AS CHAR) \
    FROM information_schema.columns c WHERE c.table_schema = COALESCE(?, DATABASE()) AND c.table_name = ?";

/// A row of [`COLUMNS`].
pub fn column(row: &Row) -> Column {
    let part = |at: usize| row.get(at).and_then(Option::as_deref).unwrap_or_default();
    let is_numbered = part(9).contains("auto_increment");
    Column {
        name: part(0).to_owned(),
        holds: holds(part(1), part(2), part(3), part(10)),
        cast: String::new(),
        is_required: part(7) == "NO" && !is_numbered,
        is_filled: part(8) == "YES" || is_numbered,
        is_generated: part(9).contains(" GENERATED"),
    }
}

/// The rows of [`RULES`].
pub fn rules(rows: &[Row]) -> Rules {
    let mut rules = Rules::default();
    for row in rows {
        let part = |at: usize| row.get(at).and_then(Option::as_deref).unwrap_or_default();
        let name = || part(0).to_owned();
        for (word, right) in [("insert", Right::Insert), ("update", Right::Update), ("select", Right::Select)]
        {
            if !part(1).split(',').any(|privilege| privilege.trim() == word) {
                rules.forbidden.entry(right).or_default().push(name());
            }
        }
        if part(2) != "0" {
            rules.unique.push(name());
        }
        rules.has_trigger |= part(3) != "0";
    }
    rules
}

fn holds(kind: &str, length: &str, scale: &str, written: &str) -> Holds {
    match kind {
        "char" | "varchar" | "tinytext" | "text" | "mediumtext" | "longtext" => {
            Holds::Text(length.parse().ok())
        }
        "enum" | "set" => Holds::Codes(codes(written)),
        "tinyint" | "smallint" | "mediumint" | "int" | "bigint" | "bit" => Holds::Integer,
        "year" => Holds::Year,
        "decimal" => Holds::Decimal(scale.parse().ok()),
        "float" => Holds::SmallFloat,
        "double" => Holds::Float,
        "date" => Holds::Date,
        "datetime" | "timestamp" => Holds::Moment,
        "time" => Holds::Time,
        _ => Holds::Other,
    }
}

/// The codes in `enum('A','it''s')` or `set('A','B')`.
fn codes(written: &str) -> Vec<String> {
    let inside = written.split_once("('").and_then(|(_, rest)| rest.strip_suffix("')")).unwrap_or_default();
    inside.split("','").map(|code| code.replace("''", "'")).collect()
}
