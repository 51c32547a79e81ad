//! Readers: a few connections that answer questions while the writer writes.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::Semaphore;

use super::connection::{Asker, open, store_error};
use crate::{Row, StoreError, Value};

pub(super) struct Readers {
    idle: Arc<Mutex<Vec<Asker>>>,
    free: Arc<Semaphore>,
}

impl Readers {
    pub fn open(path: &Path, count: usize) -> Result<Self, StoreError> {
        let idle: Result<Vec<Asker>, StoreError> = (0..count).map(|_| reader(path)).collect();
        Ok(Self { idle: Arc::new(Mutex::new(idle?)), free: Arc::new(Semaphore::new(count)) })
    }

    /// Waits for a free connection, and reads on a thread where waiting for the disk keeps nobody up.
    pub async fn read(&self, sql: String, params: Vec<Value>) -> Result<Vec<Row>, StoreError> {
        let permit = self.free.clone().acquire_owned().await.map_err(StoreError::unavailable)?;
        let idle = self.idle.clone();
        let reading = tokio::task::spawn_blocking(move || {
            let rows = with_one(&idle, |asker| asker.ask(&sql, &params));
            drop(permit);
            rows
        });
        reading.await.map_err(StoreError::unavailable)?
    }

    /// Reads on this thread. `None`: no connection is free.
    pub fn read_here(&self, sql: &str, params: &[Value]) -> Option<Result<Vec<Row>, StoreError>> {
        let _permit = self.free.try_acquire().ok()?;
        Some(with_one(&self.idle, |asker| asker.ask(sql, params)))
    }
}

/// Takes a connection and puts it back before the permit goes, even when the asker has gone away: a permit means that
/// one is there.
fn with_one(
    idle: &Mutex<Vec<Asker>>,
    ask: impl FnOnce(&mut Asker) -> rusqlite::Result<Vec<Row>>,
) -> Result<Vec<Row>, StoreError> {
    let taken = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
    let mut connection = taken.ok_or_else(|| StoreError::unavailable("no connection is free"))?;
    let rows = ask(&mut connection).map_err(store_error);
    idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
    rows
}

fn reader(path: &Path) -> Result<Asker, StoreError> {
    let connection = open(path)?;
    connection.pragma_update(None, "query_only", true).map_err(store_error)?;
    Ok(Asker::new(connection))
}
