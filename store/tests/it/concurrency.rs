//! Many commits at once: each is kept whole or not at all, whoever else commits at that moment.

use std::sync::Arc;

use store::{Batch, CommitError, Statement, Store};

use crate::bench::{Bench, Os, on_both};

on_both!(a_conflict_does_not_touch_the_commits_beside_it, several_processes_commit_to_one_database);

fn claim(group: usize, number: usize) -> Batch {
    let sql = "INSERT INTO sessions (token_hash, created_at, seen_at, ends_at) VALUES ($1, 0, 0, $2)";
    // The row that all of a group want comes last: what was done before it must be undone.
    let own =
        Statement::new(sql, vec![format!("own-{number}").into(), i64::try_from(number).unwrap().into()]);
    let wanted =
        Statement::new(sql, vec![format!("group-{group}").into(), i64::try_from(number).unwrap().into()]);
    Batch::from(vec![own, wanted.expect_one("group taken")])
}

async fn commit_all(stores: Vec<Store>, groups: usize, each: usize) -> Vec<usize> {
    let commits = (0..groups * each).map(|number| {
        let store = stores[number % stores.len()].clone();
        tokio::spawn(async move { (number, store.commit(claim(number % groups, number)).await) })
    });
    let mut kept = Vec::new();
    for done in futures::future::join_all(commits).await {
        match done.unwrap() {
            (number, Ok(())) => kept.push(number),
            (_, Err(CommitError::Conflict("group taken"))) => {}
            (number, other) => panic!("{number}: {other:?}"),
        }
    }
    kept
}

async fn is_exactly(bench: &Bench, mut kept: Vec<usize>, groups: usize) {
    assert_eq!(kept.len(), groups, "one of each group");
    let rows = bench.store.read("SELECT token_hash, ends_at FROM sessions", Vec::new()).await.unwrap();
    let mut there: Vec<String> = rows.iter().map(|row| row.text("token_hash").unwrap()).collect();
    let mut wanted: Vec<String> = kept.iter().map(|number| format!("own-{number}")).collect();
    wanted.extend(kept.drain(..).map(|number| format!("group-{}", number % groups)));
    there.sort();
    wanted.sort();
    assert_eq!(there, wanted);
}

async fn a_conflict_does_not_touch_the_commits_beside_it(bench: Bench) {
    let kept = commit_all(vec![bench.store.clone()], 40, 8).await;
    is_exactly(&bench, kept, 40).await;
}

async fn several_processes_commit_to_one_database(bench: Bench) {
    let stores = vec![bench.open_again().await, bench.open_again().await, bench.open_again().await];
    let kept = commit_all(stores, 30, 6).await;
    is_exactly(&bench, kept, 30).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_asker_who_goes_away_costs_nobody_a_connection() {
    let mut bench = Bench::sqlite().await;
    bench.settings.pool_size = 1;
    let store = Store::open(&bench.settings, Arc::new(Os)).await.unwrap();
    for _ in 0..50 {
        let asking = tokio::spawn({
            let store = store.clone();
            async move { store.ping().await }
        });
        asking.abort();
    }
    store.ping().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_whose_sender_goes_away_is_kept_or_not_but_stops_nobody() {
    let bench = Bench::sqlite().await;
    for number in 0..50 {
        let store = bench.store.clone();
        tokio::spawn(async move { store.commit(claim(number, number)).await }).abort();
    }
    bench.store.commit(claim(1000, 1000)).await.unwrap();
    let rows = bench.store.read("SELECT COUNT(*) AS there FROM sessions", Vec::new()).await.unwrap();
    assert_eq!(rows[0].int("there").unwrap() % 2, 0, "each is kept whole");
}

/// How often the log beside a SQLite file was written to for good: frames that end a transaction
/// (<https://sqlite.org/fileformat2.html>, 4.1). Those of another round of the log have another salt.
fn durable_writes(bench: &Bench) -> usize {
    let log = std::fs::read(bench.folder.join("data/portico.db-wal")).unwrap();
    let (head, frames) = log.split_at(32);
    let page = usize::try_from(u32::from_be_bytes(head[8..12].try_into().unwrap())).unwrap();
    let own = frames.chunks_exact(24 + page).take_while(|frame| frame[8..16] == head[16..24]);
    own.filter(|frame| frame[4..8] != [0; 4]).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn commits_that_wait_together_become_one_durable_write_of_at_most_128() {
    let bench = Bench::sqlite().await;
    let before = durable_writes(&bench);
    let slow = "INSERT INTO sessions (token_hash, created_at, seen_at, ends_at) \
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000000) \
        SELECT 'slow', 0, 0, COUNT(*) FROM n";
    let (store, first) = (bench.store.clone(), Statement::new(slow, Vec::new()));
    let slow = tokio::spawn(async move { store.commit(first).await });
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    let waiting = (0..300).map(|number| bench.store.commit(claim(number, number)));
    let kept = futures::future::join_all(waiting).await;
    slow.await.unwrap().unwrap();
    assert!(kept.iter().all(Result::is_ok));
    // The slow one; then 128, 128 and 44.
    assert_eq!(durable_writes(&bench) - before, 4);
}

/// Two transactions that each hold what the other wants: PostgreSQL gives one up, and it is tried again.
#[tokio::test(flavor = "multi_thread")]
async fn a_deadlock_is_tried_again_and_both_are_kept() {
    let bench = Bench::postgres().await;
    let sql = "INSERT INTO sessions (token_hash, created_at, seen_at, ends_at) VALUES ($1, 0, 0, 0)";
    bench
        .store
        .commit(vec![Statement::new(sql, vec!["a".into()]), Statement::new(sql, vec!["b".into()])])
        .await
        .unwrap();
    let add = |token: &str| {
        let sql = "UPDATE sessions SET seen_at = seen_at + 1 WHERE token_hash = $1";
        Statement::new(sql, vec![token.into()]).expect_one("gone")
    };
    let wait = || {
        Statement::new("DELETE FROM sessions WHERE token_hash = CAST(pg_sleep(0.2) AS TEXT) || 'x'", vec![])
    };
    let (one, two) = tokio::join!(
        bench.store.commit(vec![add("a"), wait(), add("b")]),
        bench.store.commit(vec![add("b"), wait(), add("a")]),
    );
    one.unwrap();
    two.unwrap();
    let rows = bench.store.read("SELECT seen_at FROM sessions", Vec::new()).await.unwrap();
    assert!(rows.iter().all(|row| row.int("seen_at").unwrap() == 2), "each exactly once");
}

/// As when the server is restarted, or a load balancer drops connections.
#[tokio::test(flavor = "multi_thread")]
async fn connections_that_broke_while_idle_cost_nobody_an_answer_or_a_commit() {
    let bench = Bench::postgres().await;
    for round in 0..5 {
        let together = (0..8).map(|_| bench.store.ping());
        futures::future::join_all(together).await;
        let kill = "SELECT COUNT(*) AS killed FROM (SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
            WHERE datname = current_database() AND pid <> pg_backend_pid()) AS others";
        assert!(bench.store.read(kill, Vec::new()).await.unwrap()[0].int("killed").unwrap() > 0);
        let reads = futures::future::join_all((0..4).map(|_| bench.store.ping())).await;
        assert!(reads.iter().all(Result::is_ok), "{reads:?}");
        bench.store.read(kill, Vec::new()).await.unwrap();
        let commits = (0..4).map(|number| bench.store.commit(claim(round * 4 + number, round * 4 + number)));
        let commits = futures::future::join_all(commits).await;
        assert!(commits.iter().all(Result::is_ok), "{commits:?}");
    }
}

/// As when a newer version starts beside this one and adds a column.
#[tokio::test(flavor = "multi_thread")]
async fn a_column_added_by_another_process_does_not_break_questions_already_prepared() {
    for bench in [Bench::sqlite().await, Bench::postgres().await] {
        bench.store.commit(claim(1, 1)).await.unwrap();
        for column in ["one", "two", "three"] {
            assert!(bench.store.find_session("own-1").await.unwrap().is_some());
            let other = bench.open_again().await;
            let add = format!("ALTER TABLE sessions ADD COLUMN {column} BIGINT");
            let add = if bench.settings.database_url.starts_with("sqlite") {
                add.replace("BIGINT", "INTEGER")
            } else {
                add
            };
            other.commit(Statement::new(add, Vec::new())).await.unwrap();
            assert!(bench.store.find_session("own-1").await.unwrap().is_some());
        }
    }
}
