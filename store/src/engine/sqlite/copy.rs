//! Copies a SQLite file while it is in use, and puts a copy back.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, OpenFlags};

use super::connection::{open, query, store_error};
use crate::{
    Row, StoreError,
    engine::snapshot::{SQLITE, Snapshot},
};

/// `VACUUM INTO` reads as of one moment while others write. What was erased is not in it: a page-by-page copy would
/// take along what free pages still hold. The copy is one file that needs no log beside it.
pub(super) async fn copy(from: PathBuf, folder: PathBuf) -> Result<Snapshot, StoreError> {
    let to = folder.join(SQLITE);
    blocking(move || {
        let name = to.to_str().ok_or_else(|| StoreError::broken("the folder's name is not text"))?;
        open(&from)?.execute("VACUUM INTO ?1", [name]).map_err(store_error)?;
        fs::File::open(&to).and_then(|file| file.sync_all()).map_err(StoreError::unavailable)?;
        Ok(Snapshot::Sqlite(to))
    })
    .await
}

/// Asks a copy, which nobody changes.
pub(in crate::engine) async fn ask(copy: PathBuf, sql: String) -> Result<Vec<Row>, StoreError> {
    blocking(move || {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(copy, flags).map_err(store_error)?;
        query(&connection, &sql, &[]).map_err(store_error)
    })
    .await
}

/// Nothing is written over.
pub(in crate::engine) fn must_be_empty(place: &Path) -> Result<(), StoreError> {
    if !place.exists() {
        return Ok(());
    }
    Err(StoreError::Refused(format!(
        "{} is there already: restore into an empty installation",
        place.display()
    )))
}

/// Whoever finds the file finds all of it: it gets its name last.
pub(in crate::engine) async fn restore(copy: &Path, to: &Path) -> Result<(), StoreError> {
    let (copy, to) = (copy.to_owned(), to.to_owned());
    blocking(move || {
        must_be_empty(&to)?;
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let unfinished = to.with_extension("unfinished");
        let put = || {
            fs::create_dir_all(folder)?;
            match fs::remove_file(&unfinished) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
                _ => {}
            }
            fs::copy(&copy, &unfinished)?;
            fs::File::open(&unfinished)?.sync_all()?;
            fs::rename(&unfinished, &to)?;
            fs::File::open(folder)?.sync_all()
        };
        put().map_err(StoreError::unavailable)
    })
    .await
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    tokio::task::spawn_blocking(work).await.map_err(StoreError::unavailable)?
}
