//! One attempt: calls the other side, asks first when it may have the part already, and commits what came of it.

use std::{sync::Arc, time::Duration};

use model::{Accepted, Class, Duty, Failure, Found, HandOver, Message, Obligation, State, Verdict, judge};
use store::{Attempt, Batch, DataKey, obligations::via};

use super::Worker;
use crate::AppError;

/// How long one attempt may take.
const ATTEMPT_LASTS: Duration = Duration::from_secs(30);

impl Worker {
    /// One attempt at an obligation that was claimed.
    pub(super) async fn attempt(&self, obligation: Obligation) -> Result<(), AppError> {
        let app = &self.app;
        let started_at = app.now();
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
            // What the other side answered stands with the obligation, and not here a second time.
            detail: result.as_ref().err().map(|failure| failure.detail.clone()).unwrap_or_default(),
        };
        count(&obligation, &result);
        self.settle(obligation, attempt, result, &key).await
    }

    /// What it was about has been erased, by the person or by law: nothing is owed any more.
    async fn end_erased(&self, mut obligation: Obligation) -> Result<(), AppError> {
        obligation.ended_at = Some(self.app.now());
        obligation.state = State::Failed { told_by: "erased".to_owned() };
        Ok(self.app.store.commit(store::obligations::settle(&obligation)).await?)
    }

    async fn call(&self, obligation: &Obligation, key: &DataKey) -> Result<Accepted, Failure> {
        let content = self.app.store.obligation_content(&obligation.id, key).await;
        let content = content.map_err(|error| {
            let failure = Failure::transient(format!("the content could not be read: {error}"));
            before_sending(obligation, failure)
        })?;
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
        let connector = connector.ok_or_else(|| {
            before_sending(obligation, Failure::transient(format!("no connector is called {name}")))
        })?;
        let part: HandOver = read(content)?;
        if obligation.state == State::Asking {
            let found = connector.find(&part).await.map_err(|failure| before_sending(obligation, failure))?;
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
                // The other side said itself that it did not take it: there is nothing to ask for.
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

/// Why nothing was sent this time. Whatever it is: a part the other side may have must be asked for again.
fn before_sending(obligation: &Obligation, failure: Failure) -> Failure {
    let class = if obligation.state == State::Asking { Class::Unknown } else { failure.class };
    Failure { class, ..failure }
}

fn read<T: serde::de::DeserializeOwned>(content: &[u8]) -> Result<T, Failure> {
    serde_json::from_slice(content).map_err(|_| Failure::permanent("the kept content has another shape"))
}

fn count(obligation: &Obligation, result: &Result<Accepted, Failure>) {
    let to = via(&obligation.duty).to_owned();
    let outcome = result.as_ref().map_or_else(|failure| failure.class.as_str(), |_| "accepted");
    metrics::counter!("portico_attempts_total", "to" => to, "outcome" => outcome).increment(1);
    tracing::debug!(obligation = %obligation.id, outcome, "an attempt ended");
    if let Err(failure) = result
        && failure.class == Class::Permanent
    {
        tracing::warn!(obligation = %obligation.id, detail = %failure.detail, "an obligation failed for good");
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use model::{KeyId, ObligationId};

    use super::*;

    #[test]
    fn what_may_have_arrived_stays_unknown_whatever_keeps_it_from_being_asked_for() {
        let id = "a".repeat(26);
        let obligation = |state| Obligation {
            id: ObligationId::from_text(&id).unwrap(),
            case: None,
            agency: "parks".into(),
            duty: Duty::HandOver { plan_item: "book".into(), connector: "book".into(), after: Vec::new() },
            state,
            deadline_at: Timestamp::MAX,
            next_attempt_at: Timestamp::UNIX_EPOCH,
            attempts: 0,
            last_failure: None,
            created_at: Timestamp::UNIX_EPOCH,
            ended_at: None,
            key: KeyId::from_text(&id).unwrap(),
            row_version: 1,
        };
        let class = |state| before_sending(&obligation(state), Failure::transient("no disk")).class;
        assert_eq!(class(State::Asking), Class::Unknown);
        assert_eq!(class(State::Due), Class::Transient, "nothing was sent, so nothing is asked for");
    }
}
