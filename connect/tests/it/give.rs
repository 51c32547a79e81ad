//! What authors and operators are told when a plan or a setting is wrong.

use std::collections::BTreeMap;

use connect::sql::{self, BadUrl};
use serde_json::{Value, json};

fn wrong(give: Value) -> String {
    sql::open("sqlite:agency.db").unwrap().check(&give).expect_err("this `give` is wrong")
}

fn insert(table: &str, key: &str, columns: Value) -> Value {
    json!({"insert": {"table": table, "key": key, "columns": columns}})
}

#[test]
fn plans_with_expressions_fit() {
    let sql = sql::open("sqlite:agency.db").unwrap();
    let columns = json!({"NM": "= upper(name)", "N": 1, "F": true, "X": null});
    assert_eq!(sql.check(&insert("dmv.DL_TXN", "EXT_REF", columns.clone())), Ok(()));
    let log = json!({"table": "CHG_LOG", "key": "EXT_REF", "columns": {}});
    let update = json!({"table": "MSTR", "where": {"NO": "= no"}, "set": {"CITY": "= city"}, "log": log});
    assert_eq!(sql.check(&json!({"update": update})), Ok(()));
    let insert = json!({"table": "TXN", "key": "EXT_REF", "columns": columns, "reference": "TXN_NO"});
    assert_eq!(sql.check(&json!({"steps": [{"insert": insert}, {"update": update}]})), Ok(()));
}

#[test]
fn a_misspelt_key_is_named() {
    let message = wrong(json!({"insert": {"table": "T", "key": "K", "colums": {}}}));
    assert!(message.contains("colums") && message.contains("columns"), "{message}");
    assert!(wrong(json!({"upsert": {}})).contains("upsert"));
    assert!(wrong(json!({"insert": {"key": "K", "columns": {}}})).contains("table"));
}

#[test]
fn every_fault_is_told_at_once_with_its_place() {
    let give = json!({"steps": [
        {"insert": {"tabel": "T", "key": "A B", "columns": {"X": [1], "1Y": 2}}},
        {"update": {"table": "U", "where": {}, "set": {"A": 1}}, "upsert": {}},
    ]});
    let faults = connect::faults("sql", &give).unwrap();
    let places: Vec<String> = faults.iter().map(|fault| fault.at.join(".")).collect();
    let mut expected = vec![
        "steps.0.insert.tabel",
        "steps.0.insert.key",
        "steps.0.insert.columns.X",
        "steps.0.insert.columns.1Y",
        "steps.1.upsert",
        "steps.1",
        "steps.1.update.where",
        "steps.1.update",
    ];
    let mut places: Vec<&str> = places.iter().map(String::as_str).collect();
    places.sort_unstable();
    expected.sort_unstable();
    assert_eq!(places, expected, "{faults:#?}");
    assert!(faults.iter().all(|fault| !fault.write.is_empty() || !fault.known.is_empty()));
    assert!(connect::faults("fax", &give).is_none());
    assert!(connect::KINDS.iter().all(|kind| connect::faults(kind, &give).is_some()));
}

#[test]
fn names_that_no_table_or_column_has_are_refused() {
    for name in ["", "A B", "A;DROP TABLE B", "A\"", "1A", "A`", "A.B.C", ".A", "A-B"] {
        assert!(wrong(insert(name, "K", json!({}))).contains("insert.table"), "{name}");
        assert!(wrong(insert("T", "K", json!({name: 1}))).contains("insert.columns"), "{name}");
    }
    assert!(wrong(insert("T", "dmv.K", json!({}))).contains("insert.key"));
}

#[test]
fn the_key_column_holds_nothing_but_the_key() {
    let message = wrong(insert("T", "EXT_REF", json!({"EXT_REF": "= case_reference"})));
    assert!(message.contains("obligation key"), "{message}");
}

#[test]
fn a_column_takes_one_value() {
    assert!(wrong(insert("T", "K", json!({"A": ["= x", "= y"]}))).contains("insert.columns.A"));
}

#[test]
fn an_update_must_say_which_row_and_what() {
    let update = |matching: Value, set: Value| json!({"update": {"table": "T", "where": matching, "set": set, "log": {"table": "L", "key": "K"}}});
    assert!(wrong(update(json!({}), json!({"A": 1}))).contains("update.where"));
    assert!(wrong(update(json!({"A": 1}), json!({}))).contains("update.set"));
    let without_log = json!({"update": {"table": "T", "where": {"A": 1}, "set": {"B": 1}}});
    assert!(wrong(without_log).contains("log"), "without a log row it could happen twice");
}

#[test]
fn steps_that_could_not_be_told_apart_are_refused() {
    assert!(wrong(json!({"steps": []})).contains("steps"));
    let step = insert("T", "K", json!({}));
    assert!(wrong(json!({"steps": [step, step]})).contains('T'));
}

#[test]
fn addresses_that_are_none_are_refused_without_quoting_them() {
    let bad = |url: &str| sql::open(url).err().unwrap_or_else(|| panic!("{url} is no address"));
    assert_eq!(bad("oracle://user:secret@host/db"), BadUrl::Kind);
    assert_eq!(bad("sqlite:"), BadUrl::Unreadable("SQLite"));
    assert_eq!(bad("postgres://user:secret@host:notaport/db"), BadUrl::Unreadable("PostgreSQL"));
    assert_eq!(bad("mysql://user:secret@host:notaport/db"), BadUrl::Unreadable("MariaDB"));
    assert_eq!(bad("mysql://user:secret@host/db?require_ssl=true"), BadUrl::OwnWords);
    for make in ["postgres", "mysql", "mariadb"] {
        let address = |query: &str| format!("{make}://user:secret@host/db{query}");
        for query in ["", "?sslmode=disable", "?sslmode=prefer", "?sslmode=require"] {
            assert!(sql::open(&address(query)).is_ok(), "{make} {query}");
        }
        for query in ["?sslmode=on", "?sslmode=verify-full", "?sslmode=require&sslrootcert=/nowhere/ca.pem"] {
            let refused = bad(&address(query));
            assert!(
                matches!(refused, BadUrl::Way(_)) && !refused.to_string().contains("secret"),
                "{refused}"
            );
        }
    }
}

#[test]
fn settings_of_a_connector_are_checked() {
    let settings = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    };
    let error = |kind: &str, pairs: &[(&str, &str)]| {
        connect::open(kind, &settings(pairs)).err().map(|error| error.to_string()).unwrap_or_default()
    };
    assert!(connect::open("sql", &settings(&[("url", "sqlite:agency.db")])).is_ok());
    assert!(error("fax", &[]).contains("fax"));
    assert!(error("sql", &[]).contains("url"));
    assert!(error("sql", &[("url", "sqlite:a"), ("password", "secret")]).contains("password"));
    assert!(!error("sql", &[("url", "x://user:secret@host")]).contains("secret"));
}
