//! The schedules: what cannot be done today keeps nothing else from being done.

use store::Statement;

use crate::bench::Bench;

#[tokio::test]
async fn a_draft_that_cannot_be_deleted_keeps_no_other_from_its_end() {
    let bench = Bench::new().await;
    let (_, broken) = bench.ready("").await;
    bench.pass_hours(1);
    let (_, other) = bench.ready("").await;
    let sql = "INSERT INTO files (id, draft_id, name, media_type, size, sha256, key_id) \
        SELECT $1, id, x'00', 'text/plain', 1, '', key_id FROM drafts WHERE id = $2";
    let unreadable = Statement::new(sql, vec!["a".repeat(26).into(), (&broken).into()]);
    bench.app.store.commit(unreadable).await.unwrap();
    bench.pass_hours(24 * 31);
    assert!(bench.app.schedules_once().await.is_err(), "it is said that something is wrong");
    assert!(bench.app.store.find_draft(&broken).await.unwrap().is_some());
    assert!(bench.app.store.find_draft(&other).await.unwrap().is_none());
    let sessions = bench.app.store.read("SELECT token_hash FROM sessions", Vec::new()).await.unwrap();
    assert!(sessions.is_empty(), "the next steps were taken");
}
