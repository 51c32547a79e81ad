//! One commit as one transaction, in two questions and answers however many statements it has: all of them with the
//! `BEGIN`, and then the `COMMIT`.

use deadpool_postgres::{GenericClient, Object};
use futures::future::{join, join_all};
use tokio_postgres::{Error, Statement as Prepared, error::SqlState};

use super::{Failed, is_stale, references};
use crate::{Batch, CommitError, Statement};

/// Most statements under way at once: so many are sent in their order.
const MOST_AT_ONCE: usize = 30;

/// A connection with a transaction under way. One that is left in the middle is closed, and the transaction with it.
struct Begun(Option<Object>);

impl Drop for Begun {
    fn drop(&mut self) {
        if let Some(client) = self.0.take() {
            drop(Object::take(client));
        }
    }
}

/// Runs a batch, whole or not at all.
pub(super) async fn run(client: Object, batch: &Batch) -> Result<(), Failed> {
    let mut prepared = Vec::with_capacity(batch.statements.len());
    for statement in &batch.statements {
        prepared.push(client.prepare_cached(&statement.sql).await.map_err(nothing_begun)?);
    }
    let mut begun = Begun(Some(client));
    let Some(client) = begun.0.as_ref() else { return Ok(()) };
    let tried = all(client, &batch.statements, &prepared).await;
    let end = if tried.is_ok() { "COMMIT" } else { "ROLLBACK" };
    let ended = client.batch_execute(end).await;
    if ended.is_ok() {
        // Back to the others.
        drop(begun.0.take());
    }
    tried.and(ended.map_err(Failed::from))
}

/// A connection that broke while it was idle costs nobody a commit.
fn nothing_begun(error: Error) -> Failed {
    if is_stale(&error) { Failed::Again(error) } else { error.into() }
}

/// Begins, and runs every statement, also those after one that fails: all is undone then.
async fn all(client: &Object, statements: &[Statement], prepared: &[Prepared]) -> Result<(), Failed> {
    let mut rest = statements.chunks(MOST_AT_ONCE).zip(prepared.chunks(MOST_AT_ONCE));
    let (begun, first) = match rest.next() {
        Some(chunk) => join(client.batch_execute("BEGIN"), together(client, chunk)).await,
        None => (client.batch_execute("BEGIN").await, Vec::new()),
    };
    begun.map_err(nothing_begun)?;
    first.into_iter().collect::<Result<(), Failed>>()?;
    for chunk in rest {
        together(client, chunk).await.into_iter().collect::<Result<(), Failed>>()?;
    }
    Ok(())
}

/// Sends them in their order, before the answer to the first is there.
async fn together(
    client: &Object,
    (statements, prepared): (&[Statement], &[Prepared]),
) -> Vec<Result<(), Failed>> {
    let pairs = statements.iter().zip(prepared);
    join_all(pairs.map(|(statement, prepared)| one(client, statement, prepared))).await
}

pub(super) async fn one(
    client: &impl GenericClient,
    statement: &Statement,
    prepared: &Prepared,
) -> Result<(), Failed> {
    let changed = match client.execute(prepared, &references(&statement.params)).await {
        Ok(changed) => changed,
        Err(error) if error.code() == Some(&SqlState::UNIQUE_VIOLATION) => {
            return Err(Failed::For(CommitError::Conflict(statement.conflict())));
        }
        Err(error) => return Err(error.into()),
    };
    match statement.expect {
        Some(expect) if expect.rows != changed => Err(Failed::For(CommitError::Conflict(expect.or))),
        _ => Ok(()),
    }
}
