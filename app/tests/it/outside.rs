//! Systems of record that behave in ways a script cannot say.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use futures::{FutureExt, future::BoxFuture};
use model::{Accepted, Connector, Failure, Found, HandOver};
use tokio::sync::Barrier;

fn accepted() -> Accepted {
    Accepted { by: "test".to_owned(), reference: "REC-1".to_owned() }
}

/// Takes everything and never says so; asked, it fails a few times before it answers.
#[derive(Default)]
pub struct HardOfHearing {
    pub handed_over: AtomicU32,
    pub asked: AtomicU32,
    /// What it says when asked, at first.
    pub failures: Vec<Failure>,
}

impl Connector for HardOfHearing {
    fn check(&self, _: &serde_json::Value) -> Result<(), String> {
        Ok(())
    }

    fn hand_over<'a>(&'a self, _: &'a HandOver) -> BoxFuture<'a, Result<Accepted, Failure>> {
        self.handed_over.fetch_add(1, Ordering::SeqCst);
        async { Err(Failure::unknown("the answer was lost")) }.boxed()
    }

    fn find<'a>(&'a self, _: &'a HandOver) -> BoxFuture<'a, Result<Found, Failure>> {
        let before = self.asked.fetch_add(1, Ordering::SeqCst) as usize;
        let failure = self.failures.get(before).cloned();
        async { failure.map_or_else(|| Ok(Found::Yes(accepted())), Err) }.boxed()
    }

    fn reach(&self) -> BoxFuture<'_, Result<(), Failure>> {
        async { Ok(()) }.boxed()
    }
}

/// Answers only when as many others are being handed something too: then all at the same moment.
pub struct AllAtOnce(pub Arc<Barrier>);

impl Connector for AllAtOnce {
    fn check(&self, _: &serde_json::Value) -> Result<(), String> {
        Ok(())
    }

    fn hand_over<'a>(&'a self, _: &'a HandOver) -> BoxFuture<'a, Result<Accepted, Failure>> {
        async {
            self.0.wait().await;
            Ok(accepted())
        }
        .boxed()
    }

    fn find<'a>(&'a self, _: &'a HandOver) -> BoxFuture<'a, Result<Found, Failure>> {
        async { Ok(Found::No) }.boxed()
    }

    fn reach(&self) -> BoxFuture<'_, Result<(), Failure>> {
        async { Ok(()) }.boxed()
    }
}

/// Never answers the first time; after that it takes everything.
#[derive(Default)]
pub struct HangsOnce(pub AtomicU32);

impl Connector for HangsOnce {
    fn check(&self, _: &serde_json::Value) -> Result<(), String> {
        Ok(())
    }

    fn hand_over<'a>(&'a self, _: &'a HandOver) -> BoxFuture<'a, Result<Accepted, Failure>> {
        let calls = self.0.fetch_add(1, Ordering::SeqCst);
        async move {
            if calls == 0 {
                tokio::time::sleep(Duration::from_hours(1)).await;
            }
            Ok(accepted())
        }
        .boxed()
    }

    fn find<'a>(&'a self, _: &'a HandOver) -> BoxFuture<'a, Result<Found, Failure>> {
        async { Ok(Found::No) }.boxed()
    }

    fn reach(&self) -> BoxFuture<'_, Result<(), Failure>> {
        async { Ok(()) }.boxed()
    }
}
