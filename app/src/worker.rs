//! The obligation worker: claims what is due with a lease, calls the outside outside any commit, and commits what
//! came of it. Any number of processes may run it; a process that dies loses its leases, never its obligations.

use std::{sync::Arc, time::Duration};

use futures::StreamExt;
use jiff::SignedDuration;
use model::{Accepted, Class, Duty, Failure, Found, HandOver, Message, Obligation, State, Verdict, judge};
use store::{Attempt, Batch, DataKey};
use tokio::sync::watch;

use crate::{App, AppError};

mod ending;

/// Obligations tried at the same time by one process.
const AT_ONCE: usize = 16;
/// Obligations looked at in one round.
const IN_A_ROUND: i64 = 64;
/// How long one attempt may take.
const ATTEMPT_LASTS: Duration = Duration::from_secs(30);
/// A claim outlives the longest attempt, so that no two processes try the same obligation.
const LEASE: SignedDuration = SignedDuration::from_secs(90);
/// The timer that wakes the worker even if no signal came: another process may have written the obligation.
const NAP: Duration = Duration::from_secs(2);

/// Meets obligations until told to stop.
pub struct Worker {
    app: App,
}

impl Worker {
    /// A worker of this process.
    pub fn new(app: App) -> Self {
        Self { app }
    }

    /// Runs until `stop` turns true; attempts under way are finished first.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            let done = self.round().await;
            if matches!(done, Ok(count) if count > 0) {
                continue;
            }
            if let Err(error) = done {
                tracing::error!(error = %chain(&error), "the obligation worker could not read or write its work");
            }
            tokio::select! {
                () = self.app.wake.notified() => {}
                () = tokio::time::sleep(NAP) => {}
                _ = stop.changed() => {}
            }
        }
    }

    /// Tries everything that is due now; returns how many obligations were tried.
    pub async fn round(&self) -> Result<usize, AppError> {
        let due = self.app.store.due(self.app.now(), IN_A_ROUND).await?;
        let attempts = futures::stream::iter(due).map(|obligation| self.attempt(obligation));
        let results: Vec<Result<bool, AppError>> = attempts.buffer_unordered(AT_ONCE).collect().await;
        let mut tried = 0;
        for result in results {
            match result {
                Ok(was_tried) => tried += usize::from(was_tried),
                Err(AppError::NotNow(error)) => return Err(AppError::NotNow(error)),
                Err(error) => tracing::error!(error = %chain(&error), "an attempt could not be recorded"),
            }
        }
        Ok(tried)
    }

    /// One attempt. `false` when another process was faster.
    async fn attempt(&self, mut obligation: Obligation) -> Result<bool, AppError> {
        let app = &self.app;
        let started_at = app.now();
        let claim =
            store::obligations::claim(&obligation, started_at, started_at + LEASE, &app.settings.node);
        match app.store.commit(Batch::from_iter([claim])).await.map_err(AppError::from) {
            Err(AppError::Conflict(_)) => return Ok(false),
            other => other?,
        }
        obligation.row_version += 1;
        let key = match app.store.key(&obligation.key).await.map_err(AppError::from) {
            Err(AppError::NotFound) => return self.end_erased(obligation).await,
            other => other?,
        };
        let result = self.call(&obligation, &key).await;
        let attempt = Attempt {
            obligation: obligation.id.clone(),
            number: i64::from(obligation.attempts) + 1,
            started_at,
            ended_at: app.now(),
            by: app.settings.node.clone(),
            class: result.as_ref().err().map(|failure| failure.class),
            detail: result
                .as_ref()
                .map_or_else(|failure| failure.detail.clone(), |done| done.reference.clone()),
        };
        count(&obligation, &result);
        self.settle(obligation, attempt, result, &key).await?;
        Ok(true)
    }

    /// What it was about has been erased, by the person or by law: nothing is owed any more.
    async fn end_erased(&self, mut obligation: Obligation) -> Result<bool, AppError> {
        obligation.ended_at = Some(self.app.now());
        obligation.state = State::Failed { told_by: "erased".to_owned() };
        self.app.store.commit(store::obligations::settle(&obligation)).await?;
        Ok(true)
    }

    /// Calls the other side: asks first when it may have the part already.
    async fn call(&self, obligation: &Obligation, key: &DataKey) -> Result<Accepted, Failure> {
        let content = self.app.store.obligation_content(&obligation.id, key).await;
        let content =
            content.map_err(|error| Failure::transient(format!("the content could not be read: {error}")))?;
        let content = content.ok_or_else(|| Failure::permanent("the content was erased"))?;
        let call = async {
            match &obligation.duty {
                Duty::HandOver { connector, .. } => self.hand_over(obligation, connector, &content).await,
                Duty::Notify { channel, .. } => self.tell(channel, &content).await,
            }
        };
        let timed = tokio::time::timeout(ATTEMPT_LASTS, call).await;
        timed.unwrap_or_else(|_| Err(Failure::unknown("no answer within 30 seconds")))
    }

    async fn hand_over(
        &self,
        obligation: &Obligation,
        name: &str,
        content: &[u8],
    ) -> Result<Accepted, Failure> {
        let connector = self.app.outside.connectors.get(name).cloned();
        let connector =
            connector.ok_or_else(|| Failure::transient(format!("no connector is called {name}")))?;
        let part: HandOver = read(content)?;
        if obligation.state == State::Asking {
            // Whatever keeps it from answering: it may have the part, so the next attempt asks again.
            let found = connector
                .find(&part)
                .await
                .map_err(|failure| Failure { class: Class::Unknown, ..failure })?;
            if let Found::Yes(accepted) = found {
                return Ok(accepted);
            }
        }
        connector.hand_over(&part).await
    }

    async fn tell(&self, name: &str, content: &[u8]) -> Result<Accepted, Failure> {
        let channel = self.app.outside.channels.get(name).cloned();
        let channel: Arc<dyn model::Channel> =
            channel.ok_or_else(|| Failure::transient(format!("no channel is called {name}")))?;
        channel.send(&read::<Message>(content)?).await
    }

    /// Commits what came of an attempt, with everything that follows from it.
    async fn settle(
        &self,
        mut obligation: Obligation,
        attempt: Attempt,
        result: Result<Accepted, Failure>,
        key: &DataKey,
    ) -> Result<(), AppError> {
        let now = attempt.ended_at;
        let mut spread = [0];
        self.app.random.fill(&mut spread);
        let [spread] = spread;
        obligation.last_failure = result.as_ref().err().cloned();
        let verdict = judge(&obligation, result, now, spread);
        obligation.attempts += 1;
        let mut batch = Batch::from_iter([store::attempts::insert(&attempt)]);
        match verdict {
            Verdict::Later(next) => {
                obligation.state = State::Due;
                obligation.next_attempt_at = next;
            }
            Verdict::Ask(next) => {
                obligation.state = State::Asking;
                obligation.next_attempt_at = next;
            }
            Verdict::Accept(accepted) => {
                obligation.ended_at = Some(now);
                obligation.state = State::Accepted(accepted);
                return self.end(obligation, batch, key).await;
            }
            Verdict::GiveUp(class) => {
                obligation.ended_at = Some(now);
                return self.give_up(obligation, class, batch, key).await;
            }
        }
        batch.push(store::obligations::settle(&obligation));
        Ok(self.app.store.commit(batch).await?)
    }
}

fn read<T: serde::de::DeserializeOwned>(content: &[u8]) -> Result<T, Failure> {
    serde_json::from_slice(content).map_err(|_| Failure::permanent("the kept content has another shape"))
}

fn count(obligation: &Obligation, result: &Result<Accepted, Failure>) {
    let duty = match &obligation.duty {
        Duty::HandOver { connector, .. } => connector.clone(),
        Duty::Notify { channel, .. } => channel.clone(),
    };
    let outcome = result.as_ref().map_or_else(|failure| failure.class.as_str(), |_| "accepted");
    metrics::counter!("portico_attempts_total", "to" => duty, "outcome" => outcome).increment(1);
    if let Err(failure) = result
        && failure.class == Class::Permanent
    {
        tracing::warn!(obligation = %obligation.id, detail = %failure.detail, "an obligation failed for good");
    }
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
