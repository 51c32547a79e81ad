//! What a database would bend, cut or take for something else by itself arrives as it was, or fails for good in words.

use connect::{conformance::key, sql::Select};
use model::{Class, Connector, Failure};
use serde_json::{Value, json};

use crate::side::{Make, Side, part};

const MAKES: [Make; 3] = [Make::Sqlite, Make::Postgres, Make::MariaDb];

fn give(columns: Value) -> Value {
    json!({"insert": {"table": "T", "key": "K", "columns": columns}})
}

async fn select(side: &Side, matching: Value, columns: &[&str]) -> Result<Vec<Vec<Option<String>>>, Failure> {
    let select = json!({"table": "T", "where": matching, "columns": columns});
    side.sql().select(serde_json::from_value::<Select>(select).unwrap()).await
}

/// Hands one value over: it is refused for good and leaves nothing, or it is read back as it was.
async fn is_taken(side: &Side, number: u32, column: &str, value: Value) -> bool {
    let key = key(number);
    match side.sql().hand_over(&part(key.clone(), give(json!({column: value})))).await {
        Ok(_) => {
            let rows = select(side, json!({"K": key.to_string()}), &[column]).await.unwrap();
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            assert_eq!(rows, [[Some(text)]], "{:?}: {column} was bent", side.make);
            true
        }
        Err(failure) => {
            assert_eq!(failure.class, Class::Permanent, "{:?} {column}: {failure}", side.make);
            assert!(failure.detail.to_uppercase().contains(column), "{:?}: {failure}", side.make);
            false
        }
    }
}

/// Names and letters people have.
const TEXTS: [&str; 7] = [
    "naïve façade",
    "Nguyễn 美玲",
    "مريم العلي",
    "שרה",
    "👩🏽‍🚒 ok",
    "O’Neil “B” \u{1F600}",
    "e\u{301} is not é",
];

#[tokio::test(flavor = "multi_thread")]
async fn every_letter_arrives_as_it_was() {
    for make in MAKES {
        let text = if make == Make::MariaDb { "VARCHAR(60) CHARACTER SET utf8mb4" } else { "VARCHAR(60)" };
        let side = Side::with(make, &format!("CREATE TABLE T (K VARCHAR(40) UNIQUE, NM {text})")).await;
        for (number, text) in (1..).zip(TEXTS) {
            assert!(is_taken(&side, number, "NM", json!(text)).await, "{make:?}: {text}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_that_an_old_mariadb_column_cannot_hold_are_refused_and_never_question_marks() {
    let tables = "CREATE TABLE T (K VARCHAR(40) UNIQUE, OLD VARCHAR(60) CHARACTER SET latin1, \
        ASC_ VARCHAR(60) CHARACTER SET ascii, THREE VARCHAR(60) CHARACTER SET utf8mb3)";
    let side = Side::with(Make::MariaDb, tables).await;
    let mut number = 0;
    let mut taken = Vec::new();
    for column in ["OLD", "ASC_", "THREE"] {
        for text in TEXTS {
            number += 1;
            if is_taken(&side, number, column, json!(text)).await {
                taken.push((column, text));
            }
        }
    }
    let expected = [
        ("OLD", TEXTS[0]),
        ("THREE", TEXTS[0]),
        ("THREE", TEXTS[1]),
        ("THREE", TEXTS[2]),
        ("THREE", TEXTS[3]),
        ("THREE", TEXTS[6]),
    ];
    assert_eq!(taken, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_that_a_latin_postgresql_database_cannot_hold_are_refused() {
    let mut side = Side::with(Make::Postgres, "SELECT 1").await;
    let name = &side.address.split(['/', '?']).nth(3).unwrap().to_owned();
    let latin = format!("{name}_latin");
    let create = format!("CREATE DATABASE {latin} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
    side.run(&create).await;
    side.address = side.address.replace(name, &latin);
    side.line_address = side.line_address.replace(name, &latin);
    side.run("CREATE TABLE T (K VARCHAR(40) UNIQUE, NM VARCHAR(60))").await;
    let mut taken = Vec::new();
    for (number, text) in (1..).zip(TEXTS) {
        let part = part(key(number), give(json!({"NM": text})));
        match side.sql().hand_over(&part).await {
            Ok(_) => taken.push(text),
            Err(failure) => assert_eq!(failure.class, Class::Permanent, "{text}: {failure}"),
        }
    }
    assert_eq!(taken, [TEXTS[0]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mariadb_server_that_bends_by_its_own_settings_does_not_bend_ours() {
    let tables = "CREATE TABLE T (K VARCHAR(40) UNIQUE, TXT VARCHAR(5), TINY TINYTEXT, CD ENUM('A', 'B', 'it''s'), SOME SET('A', 'B'), Y YEAR, \
        D DATE, M DATETIME, H TIME, N TINYINT, U INT UNSIGNED, AMT DECIMAL(5,2), F FLOAT, X DOUBLE, REQ VARCHAR(5) NOT NULL DEFAULT 'x', \
        TS TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP)";
    let side = Side::with(Make::MariaDb, tables).await;
    // As lax as servers of that age are.
    side.run("SET GLOBAL sql_mode = 'ALLOW_INVALID_DATES,EMPTY_STRING_IS_NULL'").await;
    let wrong = [
        ("TXT", json!("123456")),
        ("TXT", json!("12345 ")),
        ("TINY", json!("😀".repeat(64))),
        ("CD", json!(1)),
        ("CD", json!("1")),
        ("CD", json!("")),
        ("CD", json!("C")),
        ("CD", json!("A,B")),
        ("SOME", json!(3)),
        ("SOME", json!("2")),
        ("SOME", json!("A,C")),
        ("Y", json!(26)),
        ("Y", json!("1800")),
        ("D", json!("0000-00-00")),
        ("D", json!("2026-00-10")),
        ("D", json!("2026-02-31")),
        ("M", json!("2026-11-22T10:30:00Z")),
        ("M", json!("2026-11-22 10:30:00.75")),
        ("H", json!(1030)),
        ("N", json!(128)),
        ("U", json!(-1)),
        ("AMT", json!("1000.00")),
        ("AMT", json!("9.999")),
        ("F", json!(16_777_217)),
        ("X", json!(9_007_199_254_740_993_i64)),
        ("REQ", Value::Null),
        ("TS", Value::Null),
    ];
    for (number, (column, value)) in (1..).zip(wrong) {
        assert!(!is_taken(&side, number, column, value.clone()).await, "{column} {value}");
    }
    assert_eq!(side.run("SELECT COUNT(*) FROM T").await, ["0"]);
    let right = [
        ("TXT", json!("")),
        ("TXT", json!("1234 ")),
        ("CD", json!("B")),
        ("CD", json!("it's")),
        ("SOME", json!("A,B")),
        ("Y", json!(2026)),
        ("D", json!("2028-02-29")),
        ("M", json!("2026-11-22 10:30:00")),
        ("N", json!(-128)),
        ("U", json!(4_294_967_295_i64)),
        ("AMT", json!("999.99")),
    ];
    for (number, (column, value)) in (100..).zip(right) {
        assert!(is_taken(&side, number, column, value.clone()).await, "{column} {value}");
    }
    side.run("SET GLOBAL sql_mode = DEFAULT").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_types_that_cut_or_round_silently_do_not() {
    let tables = "CREATE TABLE T (K VARCHAR(40) UNIQUE, ONE \"char\", NM NAME, F REAL, X FLOAT8, AMT NUMERIC(5,2), S SMALLINT, \
        M TIMESTAMP(0), CASH MONEY, TXT VARCHAR(5))";
    let side = Side::with(Make::Postgres, tables).await;
    let wrong = [
        ("ONE", json!("AB")),
        ("NM", json!("x".repeat(64))),
        ("F", json!("16777217")),
        ("X", json!("0.12345678901234567890")),
        ("AMT", json!("1000.00")),
        ("AMT", json!("9.999")),
        ("S", json!(32_768)),
        ("M", json!("2026-11-22T10:30:00Z")),
        ("M", json!("2026-11-22 10:30:00.75")),
        ("CASH", json!("45.005")),
        ("TXT", json!("12345 ")),
        ("TXT", json!("a\0b")),
    ];
    for (number, (column, value)) in (1..).zip(wrong) {
        let handed = side.sql().hand_over(&part(key(number), give(json!({column: value})))).await;
        let failure = handed.expect_err(&format!("{column} {value}"));
        assert_eq!(failure.class, Class::Permanent, "{column} {value}: {failure}");
    }
    assert_eq!(side.run("SELECT COUNT(*) FROM T").await, ["0"]);
    for (number, (column, value)) in
        (100..).zip([("ONE", json!("A")), ("F", json!(0.1)), ("AMT", json!("999.99"))])
    {
        assert!(is_taken(&side, number, column, value.clone()).await, "{column} {value}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_very_long_text_arrives_whole_or_fails_for_good() {
    let long = "Ñ 😀 ".repeat(12_000);
    for make in MAKES {
        let side = Side::with(make, "CREATE TABLE T (K VARCHAR(40) UNIQUE, LONGTXT TEXT)").await;
        // MariaDB's TEXT ends at 65,535 bytes.
        assert_eq!(is_taken(&side, 1, "LONGTXT", json!(long)).await, make != Make::MariaDb, "{make:?}");
        let whole = "a".repeat(60_000);
        assert!(is_taken(&side, 2, "LONGTXT", json!(whole)).await, "{make:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_read_by_every_kind_of_value_and_none_or_several_are_what_they_are() {
    let tables = "CREATE TABLE T (K VARCHAR(40) UNIQUE, NM VARCHAR(20), N INTEGER, D DATE, AMT DECIMAL(9,2)); \
        INSERT INTO T VALUES ('a', 'ANNA', 1, '2026-02-28', 45), ('b', 'ANNA', 2, NULL, NULL), ('c', NULL, 3, NULL, 0)";
    for make in MAKES {
        let side = Side::with(make, tables).await;
        let read = async |matching: Value| select(&side, matching, &["K"]).await.unwrap().concat().len();
        for (matching, rows) in [
            (json!({"NM": "ANNA"}), 2),
            (json!({"NM": "ANNA", "N": "2"}), 1),
            (json!({"N": 3}), 1),
            (json!({"D": "2026-02-28"}), 1),
            (json!({"AMT": "45.00"}), 1),
            (json!({"NM": "Zoë"}), 0),
            (json!({"N": 9}), 0),
        ] {
            assert_eq!(read(matching.clone()).await, rows, "{make:?} {matching}");
        }
        // MariaDB cannot compare what an old column can never hold.
        let odd = select(&side, json!({"NM": "😀"}), &["K"]).await.map_err(|failure| failure.class);
        let expected = if make == Make::MariaDb { Err(Class::Permanent) } else { Ok(Vec::new()) };
        assert_eq!(odd, expected, "{make:?}");
        for (matching, class) in [
            (json!({"NM": null}), Class::Permanent),
            (json!({"N": "x"}), Class::Permanent),
            // An operator may add it.
            (json!({"NO_SUCH": 1}), Class::Transient),
        ] {
            let failure = select(&side, matching.clone(), &["K"]).await.unwrap_err();
            assert_eq!(failure.class, class, "{make:?} {matching}: {failure}");
        }
        let rows = select(&side, json!({"K": "c"}), &["N", "NM", "D"]).await.unwrap();
        assert_eq!(rows, [[Some("3".to_owned()), None, None]], "{make:?}");
    }
}
