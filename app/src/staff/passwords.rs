//! Checking passwords takes a core and much memory for a moment, on purpose. As many are checked at once as there are
//! cores; others wait a while, and are then told "not now": a flood of sign-ins must not take everything else down.

use std::{
    sync::{Arc, LazyLock},
    time::Duration,
};

use tokio::sync::Semaphore;

use crate::AppError;

/// How long somebody waits for their turn.
const PATIENCE: Duration = Duration::from_secs(5);

/// Of this process.
pub(super) static CHECKS: LazyLock<Checks> = LazyLock::new(|| {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    Checks::new(cores, PATIENCE)
});

/// So many checks at a time.
pub(super) struct Checks {
    room: Arc<Semaphore>,
    patience: Duration,
}

/// All cores were busy checking passwords.
#[derive(Debug, thiserror::Error)]
#[error("too many passwords are being checked at this moment")]
struct Busy;

impl Checks {
    fn new(at_once: usize, patience: Duration) -> Self {
        Self { room: Arc::new(Semaphore::new(at_once)), patience }
    }

    /// Does a piece of work off the request threads, when it is its turn.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let turn = tokio::time::timeout(self.patience, self.room.clone().acquire_owned()).await;
        let Ok(Ok(turn)) = turn else { return Err(AppError::NotNow(Box::new(Busy))) };
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            // Held until the work is done, also when whoever asked has gone away meanwhile.
            drop(turn);
            done
        });
        done.await.map_err(AppError::ours)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    };

    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn no_more_are_checked_at_once_than_there_is_room_and_the_others_wait_their_turn() {
        static AT_ONCE: AtomicUsize = AtomicUsize::new(0);
        let checks = Checks::new(2, Duration::from_mins(1));
        let most = futures::future::join_all((0..12).map(|_| {
            checks.run(|| {
                let at_once = AT_ONCE.fetch_add(1, Ordering::SeqCst) + 1;
                std::thread::sleep(Duration::from_millis(5));
                AT_ONCE.fetch_sub(1, Ordering::SeqCst);
                at_once
            })
        }))
        .await;
        let most: Vec<usize> = most.into_iter().map(Result::unwrap).collect();
        assert_eq!(most.len(), 12, "everybody had their turn");
        assert_eq!(most.iter().max(), Some(&2), "{most:?}");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn whoever_waits_too_long_is_told_not_now_and_nothing_is_checked_for_them() {
        let checks = Arc::new(Checks::new(1, Duration::from_millis(20)));
        let (finish, wait) = mpsc::channel::<()>();
        let (started, has_started) = tokio::sync::oneshot::channel();
        let first = tokio::spawn({
            let checks = checks.clone();
            async move {
                let long = move || {
                    let _ = started.send(());
                    let _ = wait.recv();
                };
                checks.run(long).await
            }
        });
        has_started.await.unwrap();
        let late = checks.run(|| unreachable!("there is no room")).await;
        assert!(matches!(late, Err(AppError::NotNow(_))));
        finish.send(()).unwrap();
        first.await.unwrap().unwrap();
        assert!(checks.run(|| ()).await.is_ok(), "there is room again");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn whoever_goes_away_keeps_their_core_until_the_check_is_over() {
        let checks = Checks::new(1, Duration::from_millis(20));
        let (finish, wait) = mpsc::channel::<()>();
        let gone = tokio::time::timeout(Duration::from_millis(10), checks.run(move || wait.recv())).await;
        assert!(gone.is_err(), "the browser was closed");
        assert!(checks.run(|| ()).await.is_err(), "its check still runs");
        finish.send(()).unwrap();
    }
}
