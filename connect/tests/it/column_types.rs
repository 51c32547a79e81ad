//! Values arrive in columns of other types than text, and nothing is cut or rounded on the way.

use connect::{conformance::key, sql::Select};
use model::{Class, Connector};
use serde_json::{Value, json};

use crate::side::{Make, Side, part};

const MAKES: [Make; 3] = [Make::Sqlite, Make::Postgres, Make::MariaDb];

const TABLE: &str = "CREATE TABLE ODD (EXT_REF VARCHAR(40) NOT NULL, TXT VARCHAR(8), FIXED CHAR(4), N INTEGER, BIG BIGINT, \
    AMT DECIMAL(9,2), D DATE, B BOOLEAN, R DOUBLE PRECISION, LONGTXT TEXT)";

fn odd(columns: Value) -> Value {
    json!({"insert": {"table": "ODD", "key": "EXT_REF", "columns": columns}})
}

async fn read(side: &Side, columns: &[&str], number: u32) -> Vec<Option<String>> {
    let matching = json!({"EXT_REF": key(number).to_string()});
    let select = json!({"table": "ODD", "where": matching, "columns": columns});
    let mut rows = side.sql().select(serde_json::from_value::<Select>(select).unwrap()).await.unwrap();
    assert_eq!(rows.len(), 1);
    rows.remove(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn values_arrive_in_columns_of_their_own_types() {
    for make in MAKES {
        let side = Side::with(make, TABLE).await;
        let columns = json!({
            "TXT": "Ñandú 10", "FIXED": "D ", "N": "42", "BIG": 9_007_199_254_740_993_i64, "AMT": "45.00",
            "D": "2026-02-28", "B": true, "R": 1.5, "LONGTXT": "O'Neil \"x\"; -- \\ `"
        });
        side.sql().hand_over(&part(key(1), odd(columns))).await.unwrap();
        let row = read(&side, &["TXT", "N", "BIG", "D", "LONGTXT"], 1).await;
        let texts = ["Ñandú 10", "42", "9007199254740993", "2026-02-28", "O'Neil \"x\"; -- \\ `"];
        assert_eq!(row, texts.map(|text| Some(text.to_owned())), "{make:?}");
        let same = "SELECT COUNT(*) FROM ODD WHERE AMT = 45 AND B = TRUE AND R > 1.4 AND R < 1.6 AND FIXED LIKE 'D%'";
        assert_eq!(side.run(same).await, ["1"], "{make:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_stays_nothing_and_empty_stays_empty() {
    for make in MAKES {
        let side = Side::with(make, TABLE).await;
        let columns = json!({"TXT": "", "N": null, "AMT": null, "D": null, "B": null, "LONGTXT": null});
        side.sql().hand_over(&part(key(1), odd(columns))).await.unwrap();
        let row = read(&side, &["TXT", "N", "AMT", "D", "B", "LONGTXT"], 1).await;
        assert_eq!(row, [Some(String::new()), None, None, None, None, None], "{make:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_that_would_be_cut_rounded_or_misread_fails_for_good_and_names_the_column() {
    let wrong = [
        ("TXT", json!("nine char")),
        ("FIXED", json!("12345")),
        ("N", json!("45.00")),
        ("N", json!("")),
        ("N", json!(1.5)),
        ("AMT", json!("45.005")),
        ("AMT", json!("4,500")),
        ("D", json!("02/28/2026")),
        ("D", json!("20260228")),
        ("D", json!("2026-02-30")),
        ("D", json!("0000-00-00")),
        ("R", json!("12345678901234567890")),
        ("R", json!("inf")),
        ("TXT", json!(true)),
        ("B", json!("yes")),
        ("LONGTXT", json!({"a": 1})),
    ];
    for make in MAKES {
        let side = Side::with(make, TABLE).await;
        for (column, value) in &wrong {
            let part = part(key(1), odd(json!({*column: value})));
            let failure = side.sql().hand_over(&part).await.expect_err(&format!("{make:?} {column} {value}"));
            assert_eq!(failure.class, Class::Permanent, "{make:?} {column} {value}: {failure}");
            assert!(failure.detail.contains(column), "{make:?} {column} {value}: {failure}");
        }
        assert_eq!(side.run("SELECT COUNT(*) FROM ODD").await, ["0"], "{make:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_too_large_is_refused_by_servers_for_good() {
    for make in [Make::Postgres, Make::MariaDb] {
        let side = Side::with(make, TABLE).await;
        for columns in [json!({"N": 99_999_999_999_i64}), json!({"AMT": "12345678.00"})] {
            let failure = side.sql().hand_over(&part(key(1), odd(columns.clone()))).await.unwrap_err();
            assert_eq!(failure.class, Class::Permanent, "{make:?} {columns}: {failure}");
            assert!(failure.detail.contains("SQLSTATE 22"), "{make:?} {columns}: {failure}");
            for value in ["9999", "1234"] {
                assert!(!failure.detail.contains(value), "{make:?}: holds a value: {failure}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_names_domains_codes_and_other_schemas_are_understood() {
    let tables = "CREATE SCHEMA dmv; CREATE TYPE dmv.stat AS ENUM ('OPEN', 'DONE'); \
        CREATE DOMAIN dmv.zip AS VARCHAR(5) CHECK (VALUE ~ '^[0-9]*$'); \
        CREATE TABLE dmv.\"Req\" (ext_ref UUID, key CHAR(30) UNIQUE, \"Stat\" dmv.stat, zip dmv.zip, at TIMESTAMPTZ)";
    let side = Side::with(Make::Postgres, tables).await;
    let give = |zip: &str| {
        let columns = json!({"EXT_REF": "7d444840-9dc0-11d1-b245-5ffdce74fad2", "Stat": "OPEN", "ZIP": zip,
            "AT": "2026-11-22T10:00:00Z"});
        json!({"insert": {"table": "dmv.Req", "key": "KEY", "columns": columns}})
    };
    let long = side.sql().hand_over(&part(key(1), give("500990"))).await.unwrap_err();
    assert!(long.class == Class::Permanent && long.detail.contains("ZIP"), "{long}");
    for _ in 0..2 {
        side.sql().hand_over(&part(key(1), give("50099"))).await.unwrap();
    }
    let row = side.run("SELECT trim(key), \"Stat\", zip FROM dmv.\"Req\"").await;
    assert_eq!(row, [format!("{}|OPEN|50099", key(1))]);
}

#[tokio::test(flavor = "multi_thread")]
async fn mariadb_never_cuts_a_value_even_where_its_owner_let_it() {
    let side = Side::with(Make::MariaDb, "CREATE TABLE T (K VARCHAR(40), CD ENUM('A','B') NOT NULL)").await;
    let give = json!({"insert": {"table": "T", "key": "K", "columns": {"CD": "C"}}});
    let failure = side.sql().hand_over(&part(key(1), give)).await.unwrap_err();
    assert!(failure.class == Class::Permanent && failure.detail.contains("CD"), "{failure}");
    assert_eq!(side.run("SELECT COUNT(*) FROM T").await, ["0"]);
}
