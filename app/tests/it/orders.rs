//! Two tabs, two devices, two caseworkers, a publication, an erasure: what they do at the same time, in every order in which
//! their questions to the store can fall. One of them may have to look again; nobody loses anything they were told is kept.

use std::sync::Arc;

use futures::{FutureExt, future::BoxFuture};
use testkit::orders::{Scene, every_order, orders_by_chance};
use tokio::runtime::Runtime;

use crate::bench::Bench;

mod deciding;
mod erasing;
mod publishing;
mod sending;
mod signing_in;

/// Orders drawn by chance for three who meet, and for PostgreSQL, where even single statements fall between each other.
const BY_CHANCE: u64 = 24;

/// What must never be found in a store, whatever happened: a name for it, and the question that finds it.
const NEVER: &[(&str, &str)] = &[
    (
        "a draft that was sent is still there",
        "SELECT id FROM drafts WHERE id IN (SELECT draft_id FROM submissions)",
    ),
    (
        "the key of an erased case is there",
        "SELECT c.id FROM cases c JOIN data_keys k ON k.id = c.key_id WHERE c.is_erased = 1",
    ),
    (
        "something is kept of an erased case",
        "SELECT c.id FROM cases c WHERE c.is_erased = 1 AND (c.id IN (SELECT case_id FROM events) \
            OR c.id IN (SELECT case_id FROM submissions) OR c.id IN (SELECT case_id FROM case_names) \
            OR c.id IN (SELECT case_id FROM files WHERE case_id IS NOT NULL))",
    ),
    ("a case was erased that has not ended", "SELECT id FROM cases WHERE is_erased = 1 AND ended_at IS NULL"),
    ("a case was erased while it was held", "SELECT id FROM cases WHERE is_erased = 1 AND holds > 0"),
    (
        "somebody is still owed something about an erased case",
        "SELECT o.id FROM obligations o JOIN cases c ON c.id = o.case_id WHERE c.is_erased = 1 AND o.ended_at IS NULL",
    ),
    (
        "a file belongs to a draft that is gone",
        "SELECT id FROM files WHERE draft_id IS NOT NULL AND draft_id NOT IN (SELECT id FROM drafts)",
    ),
    (
        "a session leads to a draft that is gone",
        "SELECT draft_id FROM session_drafts WHERE draft_id NOT IN (SELECT id FROM drafts) \
            AND draft_id NOT IN (SELECT draft_id FROM submissions)",
    ),
    (
        "a session goes on with two drafts of one service",
        "SELECT session_hash FROM session_drafts WHERE is_current = 1 GROUP BY session_hash, service HAVING COUNT(*) > 1",
    ),
    (
        "a link leads to a draft that is gone",
        "SELECT draft_id FROM resume_links WHERE draft_id NOT IN (SELECT id FROM drafts)",
    ),
    (
        "a key opens nothing",
        "SELECT id FROM data_keys WHERE purpose = 'draft' AND id NOT IN (SELECT key_id FROM drafts) \
            AND id NOT IN (SELECT key_id FROM cases)",
    ),
    (
        "a queue says something else than its case",
        "SELECT c.id FROM cases c JOIN case_agencies q ON q.case_id = c.id WHERE q.status <> c.status",
    ),
];

/// What is never found, and nobody was written to twice about the same.
async fn is_sound(bench: &Bench) {
    for (what, sql) in NEVER {
        let found = bench.app.store.read(sql, Vec::new()).await.unwrap();
        assert!(found.is_empty(), "{what}: {found:?}");
    }
}

/// Everything owed comes to its end, once.
async fn everything_ends(bench: &Bench) {
    bench.work_to_the_end().await;
    let left = bench.app.store.without_end(None, None, 9).await.unwrap();
    assert!(left.is_empty(), "{left:?}");
    let mut keys: Vec<_> = bench.mail.sent().into_iter().map(|message| message.key).collect();
    let sent = keys.len();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), sent, "a message was sent twice");
    for system in bench.systems.values() {
        let records = system.records();
        let parts: std::collections::BTreeSet<_> = records.iter().map(|record| &record.key).collect();
        assert_eq!(records.len(), parts.len(), "a part was handed over twice");
    }
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

fn sound(bench: &Arc<Bench>, scene: BoxFuture<'static, Scene>) -> BoxFuture<'static, Scene> {
    let bench = bench.clone();
    async move {
        let Scene { actors, check } = scene.await;
        let check = async move {
            check.await;
            is_sound(&bench).await;
        };
        Scene { actors, check: check.boxed() }
    }
    .boxed()
}

/// Plays a scene on SQLite in every order with so many interruptions.
fn in_every_order(interruptions: usize, make: impl Fn(Arc<Bench>) -> BoxFuture<'static, Scene>) {
    let runtime = runtime();
    let bench = Arc::new(runtime.block_on(Bench::new()));
    bench.app.store.ask_apart();
    let played = every_order(&runtime, interruptions, || sound(&bench, make(bench.clone())));
    assert!(played > 10, "they hardly meet: {played} orders");
    runtime.block_on(everything_ends(&bench));
}

/// Plays a scene in orders drawn by chance.
fn by_chance(is_postgres: bool, make: impl Fn(Arc<Bench>) -> BoxFuture<'static, Scene>) {
    let runtime = runtime();
    let plan = crate::garden::CHAIN;
    let bench = if is_postgres {
        runtime.block_on(Bench::postgres(plan, Vec::new()))
    } else {
        runtime.block_on(Bench::with(plan, Vec::new()))
    };
    let bench = Arc::new(bench);
    bench.app.store.ask_apart();
    orders_by_chance(&runtime, 0..BY_CHANCE, || sound(&bench, make(bench.clone())));
    runtime.block_on(everything_ends(&bench));
}
