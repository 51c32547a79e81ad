//! The obligation worker: claims what is due with a lease, calls the outside outside any commit, and commits what
//! came of it. Any number of processes may run it; a process that dies loses its leases, never its obligations.

use std::time::Duration;

use futures::StreamExt;
use jiff::SignedDuration;
use model::Obligation;
use store::obligations::Kind;
use tokio::{
    sync::watch,
    task::{JoinError, JoinSet},
};

use crate::{App, AppError};

mod attempt;
mod ending;
mod slots;

pub(crate) use ending::{FAILED_BEFORE, part_and_after};
use slots::Slots;

/// Obligations tried at the same time by one round.
const AT_ONCE: usize = 16;
/// Obligations looked at in one go.
const IN_A_ROUND: i64 = 64;
/// A claim outlives the longest attempt, so that no two processes try the same obligation.
const LEASE: SignedDuration = SignedDuration::from_secs(90);
/// The timer that wakes the worker even if no signal came: another process may have written the obligation.
const NAP: Duration = Duration::from_secs(2);

/// Attempts under way.
type UnderWay = JoinSet<Result<(), AppError>>;

/// Meets obligations until told to stop.
#[derive(Clone)]
pub struct Worker {
    app: App,
}

impl Worker {
    /// A worker of this process.
    pub fn new(app: App) -> Self {
        Self { app }
    }

    /// Runs until `stop` turns true; attempts under way are finished first. Whenever one ends, the next begins: one
    /// that hangs holds nobody else up.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        let (mut slots, mut under_way) = (Slots::default(), UnderWay::new());
        while !*stop.borrow() {
            let begun = self.begin_all(&mut slots, &mut under_way, &stop).await;
            while let Some(done) = under_way.try_join_next() {
                look_at(done);
            }
            if begun {
                continue;
            }
            tokio::select! {
                Some(done) = under_way.join_next() => look_at(done),
                () = self.app.wake.notified() => {}
                () = tokio::time::sleep(NAP) => {}
                changed = stop.changed() => {
                    if changed.is_err() {
                        break;
                    }
                }
            }
        }
        while let Some(done) = under_way.join_next().await {
            look_at(done);
        }
    }

    /// Begins what there is room for, messages first: somebody may be looking at their mailbox for a code. Whether
    /// anything was begun.
    async fn begin_all(
        &self,
        slots: &mut Slots,
        under_way: &mut UnderWay,
        stop: &watch::Receiver<bool>,
    ) -> bool {
        let mut begun = false;
        for kind in [Kind::Notify, Kind::HandOver] {
            match self.begin(kind, slots, under_way, stop).await {
                Ok(some) => begun |= some,
                Err(error) => {
                    let error = chain(&error);
                    tracing::error!(error, "the obligation worker could not read or write its work");
                }
            }
        }
        begun
    }

    async fn begin(
        &self,
        kind: Kind,
        slots: &mut Slots,
        under_way: &mut UnderWay,
        stop: &watch::Receiver<bool>,
    ) -> Result<bool, AppError> {
        let busy = slots.busy(kind);
        let due = self.app.store.due_of(kind, &busy, self.app.now(), IN_A_ROUND).await?;
        let mut begun = false;
        for obligation in due {
            let Some(slot) = slots.take(&obligation.duty) else { continue };
            if *stop.borrow() {
                break;
            }
            let Some(claimed) = self.claim(obligation).await? else { continue };
            let worker = self.clone();
            under_way.spawn(async move {
                let result = worker.attempt(claimed).await;
                drop(slot);
                result
            });
            begun = true;
        }
        Ok(begun)
    }

    /// Tries everything that is due now, once; returns how many obligations were tried.
    pub async fn round(&self) -> Result<usize, AppError> {
        let due = self.app.store.due(self.app.now(), IN_A_ROUND).await?;
        let attempts = futures::stream::iter(due).map(|obligation| self.try_once(obligation));
        let results: Vec<Result<bool, AppError>> = attempts.buffer_unordered(AT_ONCE).collect().await;
        let mut tried = 0;
        for result in results {
            match result {
                Ok(was_tried) => tried += usize::from(was_tried),
                Err(AppError::NotNow(error)) => return Err(AppError::NotNow(error)),
                Err(error) => not_recorded(&error),
            }
        }
        Ok(tried)
    }

    /// `false` when another process was faster.
    async fn try_once(&self, obligation: Obligation) -> Result<bool, AppError> {
        let Some(claimed) = self.claim(obligation).await? else { return Ok(false) };
        self.attempt(claimed).await?;
        Ok(true)
    }

    /// Takes the lease, in the state it was read in. `None` when another process was faster.
    async fn claim(&self, mut obligation: Obligation) -> Result<Option<Obligation>, AppError> {
        let now = self.app.now();
        let claim = store::obligations::claim(&obligation, now, now + LEASE, &self.app.settings.node);
        match self.app.store.commit(claim).await.map_err(AppError::from) {
            Err(AppError::Conflict(_)) => Ok(None),
            Err(error) => Err(error),
            Ok(()) => {
                obligation.row_version += 1;
                Ok(Some(obligation))
            }
        }
    }
}

/// An attempt that could not be recorded is made again when its lease is over.
fn look_at(done: Result<Result<(), AppError>, JoinError>) {
    match done {
        Ok(Ok(())) => {}
        Ok(Err(error)) => not_recorded(&error),
        Err(error) => tracing::error!(error = %chain(&error), "an attempt broke off"),
    }
}

fn not_recorded(error: &AppError) {
    tracing::error!(error = %chain(error), "an attempt could not be recorded");
}

/// An error with everything that led to it.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}
