//! What PostgreSQL's own catalogue says about a table.

use crate::sql::{
    statement::Dialect,
    table::{Column, Holds, Right, Rules},
    work::Row,
};

/// A table by its exact name, or as PostgreSQL folds names that are not quoted; domains count as what they stand for.
pub const COLUMNS: &str = "SELECT a.attname::text, b.typname::text, bn.nspname::text, b.typcategory::text, \
    (CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END)::text, c.relname::text, cn.nspname::text, \
    (a.attnotnull OR t.typnotnull)::text, \
    (a.atthasdef OR a.attidentity <> '' OR t.typdefault IS NOT NULL)::text, \
    (a.attgenerated <> '' OR a.attidentity = 'a')::text \
    FROM pg_class c JOIN pg_namespace cn ON cn.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid \
    JOIN pg_type t ON t.oid = a.atttypid \
    JOIN pg_type b ON b.oid = (CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END) \
    JOIN pg_namespace bn ON bn.oid = b.typnamespace \
    WHERE c.oid = COALESCE(to_regclass($1::text), to_regclass($2::text)) \
    AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";

/// The tables there are, in one schema or in all but PostgreSQL's own.
pub const NAMES: &str = "SELECT c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
    WHERE c.relkind IN ('r', 'p', 'v', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') \
    AND ($1::text IS NULL OR lower(n.nspname) = lower($1::text))";

/// Each column with what holds for it: unique by itself, our rights, and the right to the sequence that numbers it.
/// A row trigger that runs before a row is added may fill what is missing.
pub const RULES: &str = "SELECT a.attname::text, \
    EXISTS (SELECT FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisunique AND i.indisvalid \
        AND i.indpred IS NULL AND i.indexprs IS NULL AND i.indnkeyatts = 1 AND i.indkey[0] = a.attnum)::text, \
    has_column_privilege(a.attrelid, a.attnum, 'INSERT')::text, \
    has_column_privilege(a.attrelid, a.attnum, 'UPDATE')::text, \
    has_column_privilege(a.attrelid, a.attnum, 'SELECT')::text, \
    (a.attidentity <> '' OR COALESCE(has_sequence_privilege(pg_get_serial_sequence($1::text, a.attname::text), 'USAGE'), \
        true))::text, \
    EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = a.attrelid AND NOT g.tgisinternal AND g.tgtype & 7 = 7)::text \
    FROM pg_attribute a WHERE a.attrelid = ($1::text)::regclass AND a.attnum > 0 AND NOT a.attisdropped";

/// A row of [`COLUMNS`].
pub fn column(row: &Row) -> Column {
    let part = |at: usize| row.get(at).and_then(Option::as_deref).unwrap_or_default();
    // Without its length: a cast to `varchar(5)` would cut silently, an assignment refuses.
    let cast = match (part(1), part(3)) {
        ("bpchar", _) => "::pg_catalog.bpchar".to_owned(),
        ("name", _) => "::pg_catalog.name".to_owned(),
        (_, "S") => String::new(),
        (kind, _) => format!("::{}.{}", Dialect::Postgres.quote(part(2)), Dialect::Postgres.quote(kind)),
    };
    let is = |at: usize| part(at) == "true";
    Column {
        name: part(0).to_owned(),
        holds: holds(part(1), part(3), part(4).parse().unwrap_or(-1)),
        cast,
        is_required: is(7),
        is_filled: is(8),
        is_generated: is(9),
    }
}

/// The rows of [`RULES`].
pub fn rules(rows: &[Row]) -> Rules {
    let mut rules = Rules::default();
    for row in rows {
        let part = |at: usize| row.get(at).and_then(Option::as_deref).unwrap_or_default();
        let (name, is) = (part(0).to_owned(), |at: usize| part(at) == "true");
        if is(1) {
            rules.unique.push(name.clone());
        }
        for (at, right) in [(2, Right::Insert), (3, Right::Update), (4, Right::Select)] {
            if !is(at) {
                rules.forbidden.entry(right).or_default().push(name.clone());
            }
        }
        if !is(5) {
            rules.closed_sequences.push(name);
        }
        rules.has_trigger |= is(6);
    }
    rules
}

/// `modifier` is how PostgreSQL keeps a length or a scale, plus 4 for reasons of its own; -1 is none.
fn holds(kind: &str, category: &str, modifier: i32) -> Holds {
    let extra =
        modifier.checked_sub(4).filter(|extra| *extra >= 0).and_then(|extra| usize::try_from(extra).ok());
    match (kind, category) {
        ("varchar" | "bpchar", _) => Holds::Text(extra),
        // Both cut silently.
        ("name", _) => Holds::Bytes(63),
        ("char", _) => Holds::Bytes(1),
        ("int2" | "int4" | "int8", _) => Holds::Integer,
        // A scale below zero would round whole numbers; it is written like one above 1,000, which there is not.
        ("numeric", _) => {
            Holds::Decimal(extra.map(|extra| extra & 0x7ff).map(|scale| if scale > 1000 { 0 } else { scale }))
        }
        ("money", _) => Holds::Decimal(Some(2)),
        ("float4", _) => Holds::SmallFloat,
        ("float8", _) => Holds::Float,
        ("bool", _) => Holds::YesNo,
        ("date", _) => Holds::Date,
        // With a zone, the database understands zones.
        ("timestamp", _) => Holds::Moment,
        ("time", _) => Holds::Time,
        (_, "S") => Holds::Text(None),
        _ => Holds::Other,
    }
}
