//! Hands over into the tables of a database that an agency already has: SQLite, PostgreSQL, or MariaDB and MySQL.
//!
//! Each call makes a connection of its own, so that a connection that died while idle can never leave us in doubt
//! whether something was kept; no more than a few are open at once, because old servers allow few.

mod convert;
mod engine;
mod give;
mod look;
mod mariadb;
mod nearest;
mod postgres;
mod shape;
mod sqlite;
mod statement;
mod table;
mod trouble;
mod work;

use std::{sync::Arc, time::Duration};

use futures::{FutureExt, future::BoxFuture};
use model::{Accepted, Connector, Failure, Finding, Found, HandOver};
use tokio::sync::Semaphore;

pub use engine::BadUrl;
pub use give::Select;
pub use shape::faults;
pub use work::Row;

use engine::Engine;
use work::{Answer, Task};

/// Connections open at once.
const CONNECTIONS: usize = 4;

/// How long to wait for a turn.
const TURN: Duration = Duration::from_secs(5);

/// A connection to one agency's database.
pub struct Sql {
    engine: Engine,
    slots: Semaphore,
}

/// A connector for this database: `sqlite:PATH`, `postgres://…`, or `mysql://…` (MariaDB too).
pub fn open(url: &str) -> Result<Arc<dyn Connector>, BadUrl> {
    Ok(Arc::new(Sql::new(url)?))
}

impl Sql {
    /// Like [`open`], with its reading side.
    pub fn new(url: &str) -> Result<Self, BadUrl> {
        Ok(Self { engine: Engine::read(url)?, slots: Semaphore::new(CONNECTIONS) })
    }

    /// Reads rows: the columns asked for, in their order, each as text.
    pub async fn select(&self, select: Select) -> Result<Vec<Row>, Failure> {
        select.check().map_err(Failure::permanent)?;
        match self.run(Task::Select(select)).await? {
            Answer::Rows(rows) => Ok(rows),
            _ => Ok(Vec::new()),
        }
    }

    async fn run(&self, task: Task) -> Result<Answer, Failure> {
        let Ok(Ok(_slot)) = tokio::time::timeout(TURN, self.slots.acquire()).await else {
            return Err(Failure::transient("too many hand-overs at once"));
        };
        self.engine.run(task).await
    }

    async fn reference(&self, task: Task) -> Result<Option<String>, Failure> {
        match self.run(task).await? {
            Answer::Reference(reference) => Ok(reference),
            _ => Ok(None),
        }
    }
}

fn accepted(reference: String) -> Accepted {
    Accepted { by: "sql".to_owned(), reference }
}

impl Connector for Sql {
    fn check(&self, give: &serde_json::Value) -> Result<(), String> {
        give::read(give).map(|_| ())
    }

    fn hand_over<'a>(&'a self, part: &'a HandOver) -> BoxFuture<'a, Result<Accepted, Failure>> {
        async move {
            let steps = give::read(&part.give).map_err(Failure::permanent)?;
            let key = part.key.to_string();
            let reference = self.reference(Task::HandOver { steps, key: key.clone() }).await?;
            Ok(accepted(reference.unwrap_or(key)))
        }
        .boxed()
    }

    fn find<'a>(&'a self, part: &'a HandOver) -> BoxFuture<'a, Result<Found, Failure>> {
        async move {
            let steps = give::read(&part.give).map_err(Failure::permanent)?;
            let found = self.reference(Task::Find { steps, key: part.key.to_string() }).await?;
            Ok(found.map_or(Found::No, |reference| Found::Yes(accepted(reference))))
        }
        .boxed()
    }

    fn reach(&self) -> BoxFuture<'_, Result<(), Failure>> {
        self.run(Task::Reach).map(|reached| reached.map(|_| ())).boxed()
    }

    fn look<'a>(&'a self, gives: &'a [serde_json::Value]) -> BoxFuture<'a, Result<Vec<Finding>, Failure>> {
        async move {
            let gives = gives.iter().map(give::read).collect::<Result<_, _>>().map_err(Failure::permanent)?;
            match self.run(Task::Look { gives }).await? {
                Answer::Findings(findings) => Ok(findings),
                _ => Ok(Vec::new()),
            }
        }
        .boxed()
    }
}
