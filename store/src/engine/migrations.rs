//! The tables, as a list of steps. Each step is applied once, in order, and remembered with a checksum, so that a
//! step changed after the fact is noticed. One text serves both databases; `{int}`, `{text}`, `{bytes}` and
//! `{strict}` stand for what each calls them.

use std::collections::BTreeMap;

use super::Row;
use crate::StoreError;

/// One step.
pub(super) struct Migration {
    pub number: i64,
    pub name: &'static str,
    text: &'static str,
}

/// Every step, in order.
pub(super) const ALL: &[Migration] = &[
    Migration { number: 1, name: "0001_first", text: include_str!("../../migrations/0001_first.sql") },
    Migration {
        number: 2,
        name: "0002_what_is_owed",
        text: include_str!("../../migrations/0002_what_is_owed.sql"),
    },
    Migration {
        number: 3,
        name: "0003_drafts_that_move",
        text: include_str!("../../migrations/0003_drafts_that_move.sql"),
    },
    Migration {
        number: 4,
        name: "0004_publications",
        text: include_str!("../../migrations/0004_publications.sql"),
    },
    Migration {
        number: 5,
        name: "0005_kept_and_erased",
        text: include_str!("../../migrations/0005_kept_and_erased.sql"),
    },
    Migration {
        number: 6,
        name: "0006_many_cases",
        text: include_str!("../../migrations/0006_many_cases.sql"),
    },
    Migration {
        number: 7,
        name: "0007_drafts_by_person",
        text: include_str!("../../migrations/0007_drafts_by_person.sql"),
    },
    Migration {
        number: 8,
        name: "0008_staff_factors",
        text: include_str!("../../migrations/0008_staff_factors.sql"),
    },
    Migration {
        number: 9,
        name: "0009_days_aimed_for",
        text: include_str!("../../migrations/0009_days_aimed_for.sql"),
    },
];

pub(super) const CREATE: &str = "CREATE TABLE IF NOT EXISTS migrations \
    (number BIGINT PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL)";
pub(super) const LIST: &str = "SELECT number, name, checksum FROM migrations ORDER BY number";
pub(super) const RECORD: &str = "INSERT INTO migrations (number, name, checksum) VALUES ($1, $2, $3)";

/// What a database calls the kinds of column.
pub(super) struct Dialect {
    pub int: &'static str,
    pub text: &'static str,
    pub bytes: &'static str,
    pub strict: &'static str,
}

impl Migration {
    /// The SQL for one database.
    pub fn sql(&self, dialect: &Dialect) -> String {
        self.text
            .replace("{int}", dialect.int)
            .replace("{text}", dialect.text)
            .replace("{bytes}", dialect.bytes)
            .replace("{strict}", dialect.strict)
    }

    /// Of the text as written, so that it is the same for every database.
    pub fn checksum(&self) -> String {
        let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, self.text.as_bytes());
        data_encoding::HEXLOWER.encode(digest.as_ref())
    }
}

/// Steps a database has, by number, with their checksums.
pub(super) fn applied(rows: &[Row]) -> Result<BTreeMap<i64, String>, StoreError> {
    rows.iter().map(|row| Ok((row.int("number")?, row.text("checksum")?))).collect()
}

/// Steps a database does not have yet.
pub(super) fn pending(applied: &BTreeMap<i64, String>) -> Result<Vec<&'static Migration>, StoreError> {
    if let Some(number) = applied.keys().find(|number| ALL.iter().all(|known| known.number != **number)) {
        return Err(StoreError::Refused(format!(
            "this database was changed by a newer Portico (migration {number}): use that version, or a newer one"
        )));
    }
    if let Some(changed) =
        ALL.iter().find(|known| applied.get(&known.number).is_some_and(|sum| *sum != known.checksum()))
    {
        return Err(StoreError::broken(format!(
            "migration {} is not the one that was applied",
            changed.name
        )));
    }
    Ok(ALL.iter().filter(|known| !applied.contains_key(&known.number)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_changed_after_it_was_applied_is_noticed() {
        let applied = BTreeMap::from([(1, "another checksum".to_owned())]);
        assert!(pending(&applied).is_err());
    }

    #[test]
    fn a_database_of_a_newer_version_is_refused() {
        let mut applied: BTreeMap<i64, String> =
            ALL.iter().map(|known| (known.number, known.checksum())).collect();
        assert!(pending(&applied).unwrap().is_empty());
        applied.insert(9999, "x".into());
        assert!(pending(&applied).is_err());
    }

    #[test]
    fn what_was_kept_before_the_sixth_step_is_there_after_it() {
        const SQLITE: Dialect = Dialect { int: "INTEGER", text: "TEXT", bytes: "BLOB", strict: "STRICT" };
        let database = rusqlite::Connection::open_in_memory().unwrap();
        let (before, sixth) = ALL.split_at(5);
        for step in before {
            database.execute_batch(&step.sql(&SQLITE)).unwrap();
        }
        let kept = "INSERT INTO case_agencies VALUES ('dmv', 'c1', 's', 'received', 1, 5, 6);
            INSERT INTO case_names VALUES ('abc', 'c1');
            INSERT INTO events VALUES ('e1', 'c1', 1, 5, 'k', 'everyone', 'resident', NULL, x'01');
            INSERT INTO audit_entries VALUES ('a1', 'dmv', 1, 5, NULL, x'02', 'viewed_case', 'c1', '', '', 'h');
            INSERT INTO obligations (id, agency, kind, via, duty, state, deadline_at, next_attempt_at, attempts,
              created_at, content, key_id, row_version)
              VALUES ('o1', 'dmv', 'notify', 'email', '', 'accepted', 9, 9, 1, 5, x'03', 'k', 1),
                     ('o2', 'dmv', 'notify', 'email', '', 'due', 9, 9, 1, 5, x'04', 'k', 1);";
        database.execute_batch(kept).unwrap();
        database.execute_batch(&sixth[0].sql(&SQLITE)).unwrap();
        let text = |sql: &str| database.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
        assert_eq!(
            text("SELECT agency || received_at || changed_at FROM case_agencies WHERE case_id = 'c1'"),
            "dmv56"
        );
        assert_eq!(text("SELECT case_id FROM case_names_before WHERE token_hash = 'abc'"), "c1");
        assert_eq!(text("SELECT id || hex(body) FROM events WHERE case_id = 'c1' AND number = 1"), "e101");
        assert_eq!(text("SELECT id || hash || hex(staff_name) FROM audit_entries WHERE number = 1"), "a1h02");
        assert_eq!(text("SELECT group_concat(hex(content)) FROM obligations ORDER BY id"), ",04");
    }

    #[test]
    fn steps_have_the_numbers_one_two_three_and_are_named_by_them() {
        for (migration, number) in ALL.iter().zip(1..) {
            assert_eq!(migration.number, number);
            assert!(migration.name.starts_with(&format!("{:04}_", migration.number)), "{}", migration.name);
        }
    }
}
