//! SQLite: one writer that folds waiting commits into one durable write, and a pool of readers.

mod connection;
mod copy;
mod reader;
mod writer;

use std::path::{Path, PathBuf};

use tokio::sync::oneshot;

pub(super) use copy::{ask, must_be_empty, restore};

use super::{Batch, Row, Snapshot, Value};
use crate::{CommitError, StoreError};

/// Which file could not be opened, and what it may be.
fn not_opened(path: &Path, error: StoreError) -> StoreError {
    let StoreError::Unavailable(why) = error else { return error };
    StoreError::unavailable(format!(
        "{} cannot be opened for writing ({why}): is the disk mounted for writing and not full, and does this user own the \
         folder?",
        path.display()
    ))
}

/// A SQLite file. Other processes may use it at the same time.
pub(crate) struct Sqlite {
    path: PathBuf,
    readers: reader::Readers,
    writer: writer::Writer,
}

impl Sqlite {
    pub async fn open(path: &Path, pool_size: usize) -> Result<Self, StoreError> {
        let path = path.to_owned();
        let opened = tokio::task::spawn_blocking(move || {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder).map_err(StoreError::unavailable)?;
            }
            let writer = writer::Writer::start(&path).map_err(|error| not_opened(&path, error))?;
            Ok(Self { readers: reader::Readers::open(&path, pool_size)?, writer, path })
        });
        opened.await.map_err(StoreError::unavailable)?
    }

    pub async fn read(&self, sql: String, params: Vec<Value>) -> Result<Vec<Row>, StoreError> {
        self.readers.read(sql, params).await
    }

    /// Right here, when a connection is free: a row by its key takes less time than handing it to another thread.
    pub async fn find(&self, sql: &str, params: Vec<Value>) -> Result<Option<Row>, StoreError> {
        match self.readers.read_here(sql, &params) {
            Some(rows) => Ok(rows?.into_iter().next()),
            None => Ok(self.read(sql.to_owned(), params).await?.into_iter().next()),
        }
    }

    pub async fn commit(&self, batch: Batch) -> Result<(), CommitError> {
        let (done, kept) = oneshot::channel();
        self.writer.send(writer::Work::Commit(batch, done))?;
        kept.await.map_err(CommitError::unavailable)?
    }

    pub async fn copy_to(&self, folder: &Path) -> Result<Snapshot, StoreError> {
        copy::copy(self.path.clone(), folder.to_owned()).await
    }

    pub async fn migrate(&self) -> Result<(), StoreError> {
        let (done, migrated) = oneshot::channel();
        self.writer.send(writer::Work::Migrate(done)).map_err(StoreError::unavailable)?;
        migrated.await.map_err(StoreError::unavailable)?
    }
}
