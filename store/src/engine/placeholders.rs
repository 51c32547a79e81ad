//! `$2` means the second parameter everywhere. SQLite alone numbers `$…` by first appearance, so for it each `$2`
//! is rewritten to `?2`, which it numbers as written.

/// SQL for SQLite; text in quotes stays as it is.
pub(super) fn for_sqlite(sql: &str) -> String {
    let mut rewritten = String::with_capacity(sql.len());
    // Every second part stands in quotes; the quotes themselves go back between the parts.
    for (part, is_quoted) in sql.split('\'').zip([false, true].into_iter().cycle()) {
        if is_quoted {
            rewritten.push('\'');
            rewritten.push_str(part);
            rewritten.push('\'');
            continue;
        }
        let mut pieces = part.split('$');
        rewritten.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            rewritten.push(if piece.starts_with(|first: char| first.is_ascii_digit()) { '?' } else { '$' });
            rewritten.push_str(piece);
        }
    }
    rewritten
}

/// Places for a list of values, from the first on: `$2, $3, $4`.
pub(crate) fn places(first: usize, count: usize) -> String {
    let places: Vec<String> = (first..first.saturating_add(count)).map(|place| format!("${place}")).collect();
    places.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_keeps_its_number_wherever_it_stands() {
        assert_eq!(for_sqlite("SELECT $2, $1 WHERE a = $12"), "SELECT ?2, ?1 WHERE a = ?12");
    }

    #[test]
    fn text_in_quotes_is_not_a_parameter() {
        assert_eq!(for_sqlite("SELECT '$1 it''s $2', $1"), "SELECT '$1 it''s $2', ?1");
    }

    #[test]
    fn sqlite_itself_agrees() {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        let answer = |sql: &str| {
            let mut statement = connection.prepare(sql).unwrap();
            statement.query_row(["first", "second"], |row| row.get::<_, String>(0)).unwrap()
        };
        assert_eq!(answer(&for_sqlite("SELECT $2 || '-' || $1")), "second-first");
        assert_eq!(
            answer("SELECT $2 || '-' || $1"),
            "first-second",
            "if this changes, rewriting is not needed"
        );
    }
}
