//! A system that never answers: it holds nobody else up, nobody disturbs an attempt under way, and what it may have
//! taken is asked for.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use app::{AppError, Visitor, Worker, staff::Resolution};
use futures::{FutureExt, future::BoxFuture};
use jiff::SignedDuration;
use model::{Accepted, Connector, EventKind, Failure, Found, HandOver, State};
use tokio::sync::watch;

use crate::{
    bench::{ANA, Bench},
    garden::PAIR,
};

/// Longer than any claim.
const LEASE_IS_OVER: SignedDuration = SignedDuration::from_mins(5);

/// Takes what it is given and never says so; asked, it says that it has it.
#[derive(Default)]
struct Hangs(AtomicU32);

impl Hangs {
    fn calls(&self) -> u32 {
        self.0.load(Ordering::SeqCst)
    }
}

impl Connector for Hangs {
    fn check(&self, _: &serde_json::Value) -> Result<(), String> {
        Ok(())
    }

    fn hand_over<'a>(&'a self, _: &'a HandOver) -> BoxFuture<'a, Result<Accepted, Failure>> {
        self.0.fetch_add(1, Ordering::SeqCst);
        futures::future::pending().boxed()
    }

    fn find<'a>(&'a self, _: &'a HandOver) -> BoxFuture<'a, Result<Found, Failure>> {
        let accepted = Accepted { by: "test".to_owned(), reference: "REC-1".to_owned() };
        let found = if self.calls() == 0 { Found::No } else { Found::Yes(accepted) };
        async { Ok(found) }.boxed()
    }

    fn reach(&self) -> BoxFuture<'_, Result<(), Failure>> {
        async { Ok(()) }.boxed()
    }
}

async fn bench_with_one_that_hangs() -> (Bench, Arc<Hangs>) {
    let system = Arc::new(Hangs::default());
    let bench = Bench::with(PAIR, vec![("book", system.clone() as Arc<dyn Connector>)]).await;
    (bench, system)
}

/// Waits for something that must come about while the system hangs: an attempt lasts thirty seconds.
async fn soon(what: &str, is_so: impl AsyncFn() -> bool) {
    for _ in 0..400 {
        if is_so().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{what}: not within twenty seconds");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_system_that_hangs_delays_neither_codes_nor_other_systems() {
    let (bench, system) = bench_with_one_that_hangs().await;
    let mut cases = Vec::new();
    for _ in 0..6 {
        cases.push(bench.sent(ANA).await);
    }
    let (_stop, stopped) = watch::channel(false);
    let running = tokio::spawn(Worker::new(bench.app.clone()).run(stopped));
    soon("the system hangs", async || system.calls() >= 4).await;
    bench.app.send_sign_in_code(&Visitor::anonymous("en"), "192.0.2.1", "ben@example.org").await.unwrap();
    soon("a code is sent", async || bench.mail.newest_to("ben@example.org").is_some()).await;
    for case in &cases {
        let taken = async || matches!(bench.state(case, "shed").await, State::Accepted(_));
        soon("the other system gets its part", taken).await;
    }
    assert_eq!(system.calls(), 4, "and no more than that at once for one system");
    running.abort();
}

#[tokio::test]
async fn a_worker_told_to_stop_begins_nothing_new() {
    let (bench, system) = bench_with_one_that_hangs().await;
    bench.sent(ANA).await;
    let (_stop, stopped) = watch::channel(true);
    Worker::new(bench.app.clone()).run(stopped).await;
    assert_eq!((system.calls(), bench.system("shed").calls()), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_worker_was_handing_over_when_it_died_is_asked_for_and_not_sent_again() {
    let (bench, system) = bench_with_one_that_hangs().await;
    let case = bench.sent(ANA).await;
    let dying = Worker::new(bench.another_node(PAIR).await);
    let dying = tokio::spawn(async move { dying.round().await });
    soon("it is being handed over", async || system.calls() == 1).await;
    dying.abort();
    assert_eq!(bench.state(&case, "book").await, State::Asking);
    bench.clock.pass(LEASE_IS_OVER);
    bench.work().await;
    assert!(matches!(bench.state(&case, "book").await, State::Accepted(_)));
    assert_eq!(system.calls(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_mend_nothing_that_is_being_tried_right_now() {
    let (bench, system) = bench_with_one_that_hangs().await;
    let case = bench.sent(ANA).await;
    let staff = bench.staff("parks");
    let trying = Worker::new(bench.another_node(PAIR).await);
    let trying = tokio::spawn(async move { trying.round().await });
    soon("it is being handed over", async || system.calls() == 1).await;
    let part = bench.part(&case, "book").await;
    let by_hand = Resolution { arrived: false, reference: String::new(), reason: "by phone".to_owned() };
    let mended = [
        bench.app.retry_obligation(&staff, &part.id).await,
        bench.app.resolve_obligation(&staff, &part.id, &by_hand).await,
    ];
    for result in mended {
        assert!(matches!(result, Err(AppError::Conflict("being tried right now"))), "{result:?}");
    }
    assert_eq!(bench.part(&case, "book").await, part);
    let mending = |kind: &EventKind| {
        matches!(kind, EventKind::ObligationRetried { .. } | EventKind::ObligationResolved { .. })
    };
    assert!(!bench.events(&case).await.iter().any(mending));

    trying.abort();
    bench.clock.pass(LEASE_IS_OVER);
    bench.app.resolve_obligation(&staff, &part.id, &by_hand).await.unwrap();
    assert!(matches!(bench.state(&case, "book").await, State::Failed { .. }));
}
