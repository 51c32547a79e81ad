//! The schedules: what cannot be done today keeps nothing else from being done.

use store::Statement;

use crate::bench::Bench;

#[tokio::test]
async fn a_draft_that_cannot_be_deleted_keeps_no_other_from_its_end() {
    let bench = Bench::new().await;
    let (_, broken) = bench.ready("").await;
    bench.pass_hours(1);
    let (_, other) = bench.ready("").await;
    let refuse = format!(
        "CREATE TRIGGER stays BEFORE DELETE ON drafts WHEN OLD.id = '{broken}' BEGIN SELECT RAISE(ABORT, 'it stays'); END"
    );
    bench.app.store.commit(Statement::new(refuse, Vec::new())).await.unwrap();
    bench.pass_hours(24 * 31);
    assert!(bench.app.schedules_once().await.is_err(), "it is said that something is wrong");
    assert!(bench.app.store.find_draft(&broken).await.unwrap().is_some());
    assert!(bench.app.store.find_draft(&other).await.unwrap().is_none());
    let sessions = bench.app.store.read("SELECT token_hash FROM sessions", Vec::new()).await.unwrap();
    assert!(sessions.is_empty(), "the next steps were taken");
}
