//! Changing one row, with the row that says so, happens once and whole, or not at all.

use connect::conformance::key;
use model::{Class, Connector, Found};
use serde_json::{Value, json};

use crate::side::{Make, Side, part};

const MAKES: [Make; 3] = [Make::Sqlite, Make::Postgres, Make::MariaDb];

const TABLES: &str = "CREATE TABLE MSTR (DL_NO VARCHAR(9), CITY VARCHAR(25), CHG_CNT INTEGER); \
    CREATE TABLE CHG_LOG (LOG_NO {serial}, EXT_REF VARCHAR(40) NOT NULL, CHG_CD CHAR(3) NOT NULL); \
    INSERT INTO MSTR VALUES ('A1', 'RIVERBEND', 0), ('B2', 'LAKESIDE', 0), ('B2', 'LAKESIDE', 0)";

fn moved(license: Value, code: &str) -> Value {
    let log =
        json!({"table": "CHG_LOG", "key": "EXT_REF", "reference": "LOG_NO", "columns": {"CHG_CD": code}});
    json!({"update": {"table": "MSTR", "where": {"DL_NO": license}, "set": {"CITY": "STONEHARBOR"}, "log": log}})
}

async fn state(side: &Side) -> Vec<String> {
    let mut rows = side.run("SELECT DL_NO, CITY FROM MSTR ORDER BY DL_NO").await;
    rows.extend(side.run("SELECT CHG_CD FROM CHG_LOG").await);
    rows
}

const BEFORE: [&str; 3] = ["A1|RIVERBEND", "B2|LAKESIDE", "B2|LAKESIDE"];

#[tokio::test(flavor = "multi_thread")]
async fn a_change_happens_once_and_its_log_row_is_the_reference() {
    for make in MAKES {
        let side = Side::with(make, TABLES).await;
        let part = part(key(1), moved(json!("A1"), "ADR"));
        assert_eq!(side.sql().find(&part).await, Ok(Found::No), "{make:?}");
        let accepted = side.sql().hand_over(&part).await.unwrap();
        assert_eq!(accepted.reference, "1", "{make:?}");
        side.run("UPDATE MSTR SET CITY = 'CHANGED BY THEM' WHERE DL_NO = 'A1'").await;
        assert_eq!(side.sql().hand_over(&part).await, Ok(accepted.clone()), "{make:?}");
        assert_eq!(side.sql().find(&part).await, Ok(Found::Yes(accepted)), "{make:?}");
        let after = ["A1|CHANGED BY THEM", "B2|LAKESIDE", "B2|LAKESIDE", "ADR"];
        assert_eq!(state(&side).await, after, "{make:?}: a repeat does not undo what they did since");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_to_what_stands_there_already_is_still_a_change_of_one_row() {
    for make in MAKES {
        let side = Side::with(make, TABLES).await;
        side.run("UPDATE MSTR SET CITY = 'STONEHARBOR' WHERE DL_NO = 'A1'").await;
        assert!(side.sql().hand_over(&part(key(1), moved(json!("A1"), "ADR"))).await.is_ok(), "{make:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_row_or_several_rows_fail_for_good_and_change_nothing() {
    let cases = [(json!("Z9"), "no row"), (json!("B2"), "several rows"), (json!(null), "no value")];
    for make in MAKES {
        let side = Side::with(make, TABLES).await;
        for (license, why) in &cases {
            let failure =
                side.sql().hand_over(&part(key(1), moved(license.clone(), "ADR"))).await.unwrap_err();
            assert_eq!(failure.class, Class::Permanent, "{make:?} {why}");
            let names = [*why, "MSTR", "DL_NO"];
            assert!(names.iter().all(|name| failure.detail.contains(name)), "{make:?}: {failure}");
            assert!(!failure.detail.contains("Z9") && !failure.detail.contains("B2"), "{make:?}: {failure}");
        }
        assert_eq!(state(&side).await, BEFORE, "{make:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_log_row_does_not_fit_the_change_is_taken_back() {
    for make in MAKES {
        let side = Side::with(make, TABLES).await;
        let failure = side.sql().hand_over(&part(key(1), moved(json!("A1"), "TOO LONG"))).await.unwrap_err();
        assert_eq!(failure.class, Class::Permanent, "{make:?}");
        assert_eq!(state(&side).await, BEFORE, "{make:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn several_steps_are_kept_together_or_not_at_all() {
    let steps = |license: &str| {
        let insert = json!({"insert": {"table": "TXN", "key": "EXT_REF", "columns": {"NM": "EXAMPLE"}}});
        json!({"steps": [insert, moved(json!(license), "ADR")]})
    };
    for make in MAKES {
        let tables = format!("CREATE TABLE TXN (EXT_REF VARCHAR(40) UNIQUE, NM VARCHAR(20)); {TABLES}");
        let side = Side::with(make, &tables).await;
        let failure = side.sql().hand_over(&part(key(1), steps("Z9"))).await.unwrap_err();
        assert_eq!(failure.class, Class::Permanent, "{make:?}");
        assert_eq!(
            side.run("SELECT COUNT(*) FROM TXN").await,
            ["0"],
            "{make:?}: the first step is taken back"
        );
        for _ in 0..2 {
            side.sql().hand_over(&part(key(1), steps("A1"))).await.unwrap();
        }
        assert_eq!(side.run("SELECT COUNT(*) FROM TXN").await, ["1"], "{make:?}");
        assert_eq!(side.run("SELECT COUNT(*) FROM CHG_LOG").await, ["1"], "{make:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_unique_column_in_the_way_fails_for_good() {
    for make in MAKES {
        let side = Side::with(make, "CREATE TABLE T (K VARCHAR(40) UNIQUE, NO VARCHAR(9) UNIQUE)").await;
        let give = json!({"insert": {"table": "T", "key": "K", "columns": {"NO": "A1"}}});
        side.sql().hand_over(&part(key(1), give.clone())).await.unwrap();
        let failure = side.sql().hand_over(&part(key(2), give)).await.unwrap_err();
        assert_eq!(failure.class, Class::Permanent, "{make:?}: {failure}");
        assert!(!failure.detail.contains("A1"), "{make:?}: {failure}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_waits_for_a_table_or_column_that_an_operator_must_put_right() {
    for make in MAKES {
        for (away, back, named) in [
            ("ALTER TABLE MSTR RENAME TO MSTR_OLD", "ALTER TABLE MSTR_OLD RENAME TO MSTR", "MSTR"),
            (
                "ALTER TABLE CHG_LOG RENAME TO CHG_LOG_OLD",
                "ALTER TABLE CHG_LOG_OLD RENAME TO CHG_LOG",
                "CHG_LOG",
            ),
            (
                "ALTER TABLE MSTR RENAME COLUMN CITY TO TOWN",
                "ALTER TABLE MSTR RENAME COLUMN TOWN TO CITY",
                "CITY",
            ),
        ] {
            let side = Side::with(make, TABLES).await;
            side.run(away).await;
            let moved = part(key(1), moved(json!("A1"), "ADR"));
            let failure = side.sql().hand_over(&moved).await.unwrap_err();
            assert_eq!(failure.class, Class::Transient, "{make:?} {away}: {failure}");
            assert!(failure.detail.contains(named), "{make:?} {away}: {failure}");
            side.run(back).await;
            assert!(side.sql().hand_over(&moved).await.is_ok(), "{make:?} {away}: taken once it is mended");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mariadb_table_without_transactions_takes_no_part_in_several_statements() {
    let tables = TABLES.replace("CHG_CNT INTEGER)", "CHG_CNT INTEGER) ENGINE = MyISAM");
    let side = Side::with(Make::MariaDb, &tables).await;
    let failure = side.sql().hand_over(&part(key(1), moved(json!("A1"), "ADR"))).await.unwrap_err();
    assert!(failure.class == Class::Permanent && failure.detail.contains("MSTR"), "{failure}");
    assert_eq!(state(&side).await, BEFORE);
}
