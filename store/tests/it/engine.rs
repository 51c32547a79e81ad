//! The engine: parameters, batches, conflicts.

use store::{Batch, CommitError, Statement, Value};

use crate::bench::{Bench, on_both};

on_both!(
    a_parameter_keeps_its_number_wherever_it_stands,
    every_kind_of_value_comes_back_as_it_was,
    a_batch_is_kept_whole_or_not_at_all,
    a_broken_uniqueness_rule_is_a_conflict_with_the_name_the_statement_gives,
    a_wrong_statement_is_broken_and_not_a_conflict,
    a_wrong_column_is_named_without_its_content,
);

fn session(token: &str) -> Statement {
    let sql = "INSERT INTO sessions (token_hash, created_at, seen_at, ends_at) VALUES ($1, 0, 0, 0)";
    Statement::new(sql, vec![token.into()]).expect_one("session exists")
}

async fn sessions(bench: &Bench) -> i64 {
    let rows = bench.store.read("SELECT COUNT(*) AS sessions FROM sessions", Vec::new()).await.unwrap();
    rows[0].int("sessions").unwrap()
}

async fn a_parameter_keeps_its_number_wherever_it_stands(bench: Bench) {
    let sql = "SELECT $2 || '-' || $1 || '-$3-' || $2 AS joined";
    let rows = bench.store.read(sql, vec!["first".into(), "second".into()]).await.unwrap();
    assert_eq!(rows[0].text("joined").unwrap(), "second-first-$3-second");
}

async fn every_kind_of_value_comes_back_as_it_was(bench: Bench) {
    let sql = "INSERT INTO data_keys (id, purpose, kek_id, wrapped) VALUES ($1, $2, $3, $4)";
    let odd = "a'b\"c\\d\u{1F980}\n";
    let params = vec!["k".into(), odd.into(), "".into(), vec![0_u8, 255, 39, 92].into()];
    bench.store.commit(Statement::new(sql, params)).await.unwrap();
    let sql = "SELECT purpose, kek_id, wrapped, CAST($2 AS BIGINT) AS large, CAST($3 AS BIGINT) AS empty \
        FROM data_keys WHERE id = $1";
    let rows = bench.store.read(sql, vec!["k".into(), i64::MIN.into(), Value::Null]).await.unwrap();
    assert_eq!(rows[0].text("purpose").unwrap(), odd);
    assert_eq!(rows[0].opt_text("kek_id").unwrap(), Some(String::new()), "empty text is not nothing");
    assert_eq!(rows[0].bytes("wrapped").unwrap(), [0, 255, 39, 92]);
    assert_eq!(rows[0].int("large").unwrap(), i64::MIN);
    assert_eq!(rows[0].opt_int("empty").unwrap(), None);
}

async fn a_batch_is_kept_whole_or_not_at_all(bench: Bench) {
    let unmet = Statement::new("UPDATE sessions SET seen_at = 1 WHERE token_hash = 'nobody'", Vec::new());
    let batch = Batch::from(vec![session("a"), unmet.expect_one("session gone"), session("b")]);
    let result = bench.store.commit(batch).await;
    assert!(matches!(result, Err(CommitError::Conflict("session gone"))), "{result:?}");
    assert_eq!(sessions(&bench).await, 0);
    bench.store.commit(vec![session("a"), session("b")]).await.unwrap();
    assert_eq!(sessions(&bench).await, 2);
}

async fn a_broken_uniqueness_rule_is_a_conflict_with_the_name_the_statement_gives(bench: Bench) {
    bench.store.commit(session("a")).await.unwrap();
    let result = bench.store.commit(vec![session("b"), session("a")]).await;
    assert!(matches!(result, Err(CommitError::Conflict("session exists"))), "{result:?}");
    assert_eq!(sessions(&bench).await, 1);
}

async fn a_wrong_statement_is_broken_and_not_a_conflict(bench: Bench) {
    let missing = "INSERT INTO sessions (token_hash, created_at, seen_at) VALUES ('a', 0, 0)";
    for sql in ["NONSENSE", "INSERT INTO nowhere VALUES (1)", missing] {
        let result = bench.store.commit(Statement::new(sql, Vec::new())).await;
        assert!(matches!(result, Err(CommitError::Broken(_))), "{sql}: {result:?}");
    }
    bench.store.commit(session("still-works")).await.unwrap();
}

async fn a_wrong_column_is_named_without_its_content(bench: Bench) {
    let rows = bench.store.read("SELECT 'secret' AS word", Vec::new()).await.unwrap();
    for error in [
        rows[0].int("word").unwrap_err(),
        rows[0].bytes("word").unwrap_err(),
        rows[0].text("no").unwrap_err(),
    ] {
        let shown = format!("{error:?}");
        assert!(shown.contains("column ") && !shown.contains("secret"), "{shown}");
    }
}
