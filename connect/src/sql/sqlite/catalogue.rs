//! What SQLite's own catalogue says about a table.

use rusqlite::Connection;

use crate::sql::{
    statement::Dialect,
    table::{Column, Holds, Right, Rules, Table},
};

/// Columns that others must fill have neither a default nor the number of the row.
const COLUMNS: &str = "SELECT name, type, \"notnull\", dflt_value IS NOT NULL, \
    pk = 1 AND upper(type) = 'INTEGER' AND (SELECT count(*) FROM pragma_table_xinfo(?1, ?2) WHERE pk > 0) = 1, \
    hidden IN (2, 3) FROM pragma_table_xinfo(?1, ?2) WHERE hidden <> 1";

/// Columns with an index of their own that has each value once.
const UNIQUE: &str = "SELECT max(i.name) FROM pragma_index_list(?1, ?2) l, pragma_index_info(l.name, ?2) i \
    WHERE l.\"unique\" = 1 AND l.partial = 0 GROUP BY l.name HAVING count(*) = 1 AND max(i.name) IS NOT NULL";

/// A table by its name.
pub fn table(connection: &Connection, schema: Option<&str>, name: &str) -> rusqlite::Result<Option<Table>> {
    let mut statement = connection.prepare(COLUMNS)?;
    let column = |row: &rusqlite::Row<'_>| {
        let is_row_number: bool = row.get(4)?;
        Ok(Column {
            name: row.get(0)?,
            holds: holds(&row.get::<_, String>(1)?),
            cast: String::new(),
            is_required: row.get::<_, bool>(2)? && !is_row_number,
            is_filled: row.get::<_, bool>(3)? || is_row_number,
            is_generated: row.get(5)?,
        })
    };
    let columns: Vec<_> = statement.query_map((name, schema), column)?.collect::<Result<_, _>>()?;
    let quoted: Vec<_> = schema.into_iter().chain([name]).map(|name| Dialect::Sqlite.quote(name)).collect();
    let table = Table { sql: quoted.join("."), columns, in_transactions: true };
    Ok(Some(table).filter(|table| !table.columns.is_empty()))
}

/// The tables there are.
pub fn names(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'";
    connection.prepare(sql)?.query_map((), |row| row.get(0))?.collect()
}

/// What holds for a table beyond its columns. SQLite knows no rights but those of the file.
pub fn rules(
    connection: &Connection,
    schema: Option<&str>,
    name: &str,
    table: &Table,
) -> rusqlite::Result<Rules> {
    let mut statement = connection.prepare(UNIQUE)?;
    let mut unique: Vec<String> =
        statement.query_map((name, schema), |row| row.get(0))?.collect::<Result<_, _>>()?;
    let row_numbers = "SELECT name FROM pragma_table_info(?1, ?2) WHERE pk = 1 AND upper(type) = 'INTEGER' \
        AND (SELECT count(*) FROM pragma_table_info(?1, ?2) WHERE pk > 0) = 1";
    let mut statement = connection.prepare(row_numbers)?;
    for name in statement.query_map((name, schema), |row| row.get(0))? {
        unique.push(name?);
    }
    let mut rules = Rules { unique, ..Rules::default() };
    if connection.is_readonly(schema.unwrap_or("main"))? {
        let all = || table.columns.iter().map(|column| column.name.clone()).collect();
        rules.forbidden = [(Right::Insert, all()), (Right::Update, all())].into();
    }
    Ok(rules)
}

/// What the declared type says. SQLite itself only takes it as advice; its owner meant it.
fn holds(declared: &str) -> Holds {
    let declared = declared.to_ascii_uppercase();
    let (word, sizes) = declared.split_once('(').unwrap_or((&declared, ""));
    let mut sizes = sizes.trim_end_matches([')', ' ']).split(',').map(|size| size.trim().parse().ok());
    let says = |parts: &[&str]| parts.iter().any(|part| word.contains(part));
    if says(&["CHAR", "CLOB", "TEXT"]) {
        Holds::Text(sizes.next().flatten())
    } else if says(&["INT"]) {
        Holds::Integer
    } else if says(&["REAL", "FLOA", "DOUB"]) {
        Holds::Float
    } else if says(&["DEC", "NUMERIC", "NUMBER"]) {
        Holds::Decimal(sizes.nth(1).flatten())
    } else if says(&["BOOL"]) {
        Holds::YesNo
    } else if word.trim() == "DATE" {
        Holds::Date
    } else {
        Holds::Other
    }
}
