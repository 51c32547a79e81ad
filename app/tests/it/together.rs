//! Several processes on one store: each obligation is met once, whoever dies meanwhile.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use app::Worker;
use jiff::SignedDuration;
use model::{Connector, EventKind, State};
use tokio::sync::Barrier;

use crate::{
    bench::{ANA, Bench},
    garden::{CHAIN, PAIR},
    outside::{AllAtOnce, HangsOnce},
};

const CASES: usize = 12;

/// Both work until neither finds anything; the clock stands still, so no lease ends meanwhile.
async fn two_workers(bench: &Bench) {
    let one = Worker::new(bench.app.clone());
    let two = Worker::new(bench.another_node(CHAIN).await);
    for _ in 0..CASES {
        bench.sent(ANA).await;
    }
    loop {
        let (first, second) = tokio::join!(one.round(), two.round());
        if first.unwrap() + second.unwrap() == 0 {
            break;
        }
    }
    assert!(bench.app.store.without_end(None, None, 9).await.unwrap().is_empty(), "everything has its end");
    for (part, _, _) in CHAIN {
        let system = bench.system(part);
        assert_eq!(
            (system.records().len(), system.calls()),
            (CASES, CASES as u64),
            "{part}: once for each case"
        );
    }
    let mut keys: Vec<_> = bench.mail.sent().into_iter().map(|message| message.key).collect();
    assert_eq!(keys.len(), 2 * CASES, "received, and under way");
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), 2 * CASES, "each message once");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_workers_on_sqlite_meet_each_obligation_once() {
    two_workers(&Bench::with(CHAIN, Vec::new()).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_workers_on_postgres_meet_each_obligation_once() {
    two_workers(&Bench::postgres(CHAIN, Vec::new()).await).await;
}

/// Parts of the same case end at exactly the same moment; somebody must see that the last one is there.
async fn two_parts_at_once(postgres: bool) {
    let together = Arc::new(Barrier::new(2));
    let system = || Arc::new(AllAtOnce(together.clone())) as Arc<dyn Connector>;
    let others = vec![("book", system()), ("shed", system())];
    let bench = if postgres { Bench::postgres(PAIR, others).await } else { Bench::with(PAIR, others).await };
    for _ in 0..8 {
        let case = bench.sent(ANA).await;
        bench.work().await;
        assert_eq!(bench.reread(&case).await.status, "under-way");
        let moved = |kind: &&EventKind| matches!(kind, EventKind::StatusChanged { .. });
        assert_eq!(bench.events(&case).await.iter().filter(moved).count(), 1);
        assert_eq!(bench.told(&case, "status:under-way").await.len(), 1);
    }
    assert!(bench.app.store.without_end(None, None, 9).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_parts_that_end_at_the_same_moment_move_the_case_on_once() {
    two_parts_at_once(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_parts_that_end_at_the_same_moment_move_the_case_on_once_on_postgres() {
    two_parts_at_once(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_dies_after_claiming_loses_only_its_lease() {
    let system = Arc::new(HangsOnce(AtomicU32::new(0)));
    let bench = Bench::with(PAIR, vec![("book", system.clone() as Arc<dyn Connector>)]).await;
    let case = bench.sent(ANA).await;
    let dying = Worker::new(bench.another_node(PAIR).await);
    // Dropped in the middle of the call: as if the process were gone.
    assert!(tokio::time::timeout(Duration::from_secs(2), dying.round()).await.is_err());
    drop(dying);
    assert_eq!(system.0.load(Ordering::SeqCst), 1, "it was claimed and the call had begun");

    bench.work().await;
    assert_eq!(bench.state(&case, "book").await, State::Asking, "nobody else may try while the lease runs");
    assert_eq!(system.0.load(Ordering::SeqCst), 1);
    let lease = bench.app.store.next_due_at().await.unwrap().unwrap().duration_since(bench.now());
    assert!(lease > SignedDuration::from_secs(30) && lease < SignedDuration::from_mins(5), "{lease}");
    bench.clock.pass(lease);
    bench.work().await;
    assert!(matches!(bench.state(&case, "book").await, State::Accepted(_)));
    assert_eq!(system.0.load(Ordering::SeqCst), 2);
}
