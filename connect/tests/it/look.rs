//! What a look at an agency's real tables tells, before any resident's part fails by it.

use model::{Class, Connector, Finding};
use serde_json::{Value, json};

use crate::side::{Make, Side};

const MAKES: [Make; 3] = [Make::Sqlite, Make::Postgres, Make::MariaDb];

const TABLES: &str = "CREATE TABLE DL_TXN (TXN_NO {serial}, EXT_REF VARCHAR(40) NOT NULL UNIQUE, CASE_NO CHAR(12) NOT NULL, \
    AMT DECIMAL(7,2), DOB DATE, STAT_CD CHAR(2) DEFAULT 'P ' NOT NULL, NOTE VARCHAR(20)); \
    CREATE TABLE CHG_LOG (EXT_REF VARCHAR(20) NOT NULL, CHG_CD CHAR(3) NOT NULL)";

fn insert(columns: Value) -> Value {
    json!({"insert": {"table": "DL_TXN", "key": "EXT_REF", "reference": "TXN_NO", "columns": columns}})
}

async fn look(side: &Side, give: Value) -> Vec<Finding> {
    side.sql().look(&[give]).await.unwrap()
}

/// The one finding.
async fn only(side: &Side, give: Value) -> Finding {
    let mut found = look(side, give).await;
    assert_eq!(found.len(), 1, "{:?}: {found:?}", side.make);
    found.remove(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fits_gives_no_finding_at_all() {
    for make in MAKES {
        let side = Side::with(make, TABLES).await;
        let columns =
            json!({"CASE_NO": "= case_reference", "AMT": "45.00", "DOB": "1990-05-04", "NOTE": null});
        assert_eq!(look(&side, insert(columns)).await, [], "{make:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_misspelt_table_or_column_is_told_with_the_nearest_name() {
    for make in MAKES {
        let side = Side::with(make, TABLES).await;
        let found = look(&side, insert(json!({"CASE_NR": "= case_reference"}))).await;
        assert_eq!(found[0].wrong, "there is no column DL_TXN.CASE_NR", "{make:?}");
        assert!(
            found[0].is_misfit && found[0].write.to_uppercase().contains("CASE_NO"),
            "{make:?}: {found:?}"
        );
        let found = only(&side, json!({"insert": {"table": "DL_TX", "key": "EXT_REF"}})).await;
        assert_eq!(found.wrong, "there is no table DL_TX");
        assert!(found.write.to_uppercase().contains("`DL_TXN`"), "{make:?}: {found:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_column_that_must_hold_something_and_gets_nothing_is_told() {
    for make in MAKES {
        let side = Side::with(make, TABLES).await;
        // STAT_CD has a default, and TXN_NO a number of its own.
        let found = only(&side, insert(json!({"NOTE": "= note"}))).await;
        assert!(
            found.is_misfit && found.wrong.to_uppercase().contains("DL_TXN.CASE_NO MUST HOLD"),
            "{found:?}"
        );
        let found = only(&side, insert(json!({"CASE_NO": "= case_reference", "STAT_CD": null}))).await;
        assert!(found.wrong.to_uppercase().contains("STAT_CD NEEDS A VALUE"), "{make:?}: {found:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn values_of_examples_that_do_not_fit_are_told_and_never_shown() {
    for make in MAKES {
        let side = Side::with(make, TABLES).await;
        for (column, value) in [
            ("AMT", json!("forty-five")),
            ("AMT", json!("45.005")),
            ("DOB", json!("19900504")),
            ("NOTE", json!("Zebulon Quillfeather the Third")),
            ("NOTE", json!(true)),
        ] {
            let found = only(&side, insert(json!({"CASE_NO": "= case_reference", column: value}))).await;
            assert!(
                found.is_misfit && found.wrong.to_uppercase().starts_with(&format!("DL_TXN.{column} ")),
                "{found:?}"
            );
            assert!(!format!("{found:?}").contains("Quillfeather"), "{found:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_and_its_log_row_are_looked_at_too() {
    let give = |matching: Value, set: Value| {
        let log = json!({"table": "CHG_LOG", "key": "EXT_REF", "columns": {"CHG_CD": "ADR"}});
        json!({"update": {"table": "DL_TXN", "where": matching, "set": set, "log": log}})
    };
    for make in MAKES {
        let side = Side::with(make, TABLES).await;
        let found =
            look(&side, give(json!({"CASE_NUMBER": "= x"}), json!({"NOTE": "a note that is much too long"})))
                .await;
        let told: Vec<String> = found.iter().map(|it| it.wrong.to_uppercase()).collect();
        let is_told = |words: &str| told.iter().any(|wrong| wrong.contains(words));
        assert!(
            is_told("NO COLUMN DL_TXN.CASE_NUMBER") && is_told("DL_TXN.NOTE IS TOO SHORT"),
            "{make:?}: {told:?}"
        );
        // The key has 26 letters, and the column of the log holds 20.
        assert!(is_told("CHG_LOG.EXT_REF IS TOO SHORT"), "{make:?}: {told:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_without_a_unique_index_is_advice_and_no_misfit() {
    let tables = "CREATE TABLE A (K VARCHAR(40), X VARCHAR(9)); CREATE TABLE B (K VARCHAR(40), X VARCHAR(9), UNIQUE (K, X)); \
        CREATE TABLE C (K VARCHAR(40) NOT NULL PRIMARY KEY)";
    for make in MAKES {
        let side = Side::with(make, tables).await;
        for table in ["A", "B"] {
            let found = only(&side, json!({"insert": {"table": table, "key": "K"}})).await;
            assert!(!found.is_misfit && found.wrong.contains("no unique index"), "{make:?}: {found:?}");
        }
        assert_eq!(look(&side, json!({"insert": {"table": "C", "key": "K"}})).await, [], "{make:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_that_only_the_database_writes_are_told() {
    for make in MAKES {
        let number = if make == Make::Postgres {
            "INTEGER GENERATED ALWAYS AS (N + 1) STORED"
        } else {
            "INTEGER AS (N + 1)"
        };
        let side =
            Side::with(make, &format!("CREATE TABLE T (K VARCHAR(40) UNIQUE, N INTEGER, M {number})")).await;
        let found =
            only(&side, json!({"insert": {"table": "T", "key": "K", "columns": {"N": 1, "M": 2}}})).await;
        assert!(found.is_misfit && found.wrong.contains("written by the database"), "{make:?}: {found:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_right_that_is_missing_is_told_with_the_grant_to_write() {
    for make in [Make::Postgres, Make::MariaDb] {
        let side = Side::with(make, &TABLES.replace("{serial}", "INTEGER")).await;
        let name = side.address.split(['/', '?']).nth(3).unwrap();
        let clerk = format!("clerk_{name}");
        let (create, host, table) = match make {
            Make::Postgres => (format!("CREATE ROLE {clerk} LOGIN"), "", "dl_txn"),
            _ => (format!("CREATE USER {clerk}@localhost"), "@localhost", "DL_TXN"),
        };
        side.run(&format!("{create}; GRANT SELECT ON {table} TO {clerk}{host}")).await;
        let user = if make == Make::Postgres { "postgres@" } else { "root@" };
        let sql = connect::sql::Sql::new(&side.address.replacen(user, &format!("{clerk}@"), 1)).unwrap();
        let give = insert(json!({"CASE_NO": "= case_reference"}));
        let found = sql.look(std::slice::from_ref(&give)).await.unwrap();
        assert_eq!(found.len(), 1, "{make:?}: {found:?}");
        assert!(found[0].is_misfit && found[0].wrong.contains("no right to INSERT in DL_TXN"), "{found:?}");
        assert!(found[0].write.starts_with("GRANT INSERT ON DL_TXN"), "{found:?}");
        let part = crate::side::part(connect::conformance::key(1), insert(json!({"CASE_NO": "K7P-4QX-9"})));
        let refused = sql.hand_over(&part).await.unwrap_err();
        assert_eq!(refused.class, Class::Transient, "{make:?}: an operator can mend it: {refused}");
        side.run(&format!("GRANT INSERT ON {table} TO {clerk}{host}")).await;
        assert_eq!(sql.look(&[give]).await.unwrap(), [], "{make:?}");
        assert!(sql.hand_over(&part).await.is_ok(), "{make:?}: a look promises what a hand-over keeps");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trigger_may_fill_what_the_plan_leaves_out_so_that_is_only_advice() {
    let trigger = "CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.n := 1; RETURN NEW; END $$; \
        CREATE TRIGGER f BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION fill()";
    let tables = format!("CREATE TABLE T (K VARCHAR(40) UNIQUE, N INTEGER NOT NULL); {trigger}");
    let side = Side::with(Make::Postgres, &tables).await;
    let give = json!({"insert": {"table": "T", "key": "K"}});
    assert!(!only(&side, give.clone()).await.is_misfit);
    let part = crate::side::part(connect::conformance::key(1), give);
    assert!(side.sql().hand_over(&part).await.is_ok());
}
