//! Sealed content of files: one file each in a folder. Behind a small trait, so that an object store can take its
//! place one day.

use std::{
    fs,
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};

use futures::future::BoxFuture;
use model::{FileId, Random, random_text};

use crate::StoreError;

/// Where sealed content is kept.
pub(crate) trait Blobs: Send + Sync {
    /// Keeps content; when this returns `Ok`, it is on disk.
    fn put<'a>(&'a self, id: &'a FileId, sealed: Vec<u8>) -> BoxFuture<'a, Result<(), StoreError>>;
    /// The content; `Erased` when there is none.
    fn get<'a>(&'a self, id: &'a FileId) -> BoxFuture<'a, Result<Vec<u8>, StoreError>>;
    /// Takes it away; none there is fine.
    fn delete<'a>(&'a self, id: &'a FileId) -> BoxFuture<'a, Result<(), StoreError>>;
    /// Names of everything put here before a moment, what was never finished too.
    fn list_older(&self, than: SystemTime) -> BoxFuture<'_, Result<Vec<BlobName>, StoreError>>;
    /// Takes something listed away; gone already is fine.
    fn delete_listed(&self, listed: BlobName) -> BoxFuture<'_, Result<(), StoreError>>;
}

/// Something a listing found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BlobName {
    /// The file it is the content of; none for what was never finished.
    pub id: Option<FileId>,
    path: PathBuf,
}

/// A folder on this machine's disk.
pub(crate) struct Folder {
    root: PathBuf,
    random: Arc<dyn Random>,
}

impl Folder {
    pub fn new(root: PathBuf, random: Arc<dyn Random>) -> Self {
        Self { root, random }
    }

    /// One folder for each first two characters, so that none grows huge.
    fn path(&self, id: &FileId) -> PathBuf {
        let first: String = id.as_str().chars().take(2).collect();
        self.root.join(first).join(id.as_str())
    }
}

impl Blobs for Folder {
    fn put<'a>(&'a self, id: &'a FileId, sealed: Vec<u8>) -> BoxFuture<'a, Result<(), StoreError>> {
        let path = self.path(id);
        let unfinished = path.with_extension(format!("{}.unfinished", random_text(&*self.random, 8)));
        Box::pin(blocking(move || write(&path, &unfinished, &sealed)))
    }

    fn get<'a>(&'a self, id: &'a FileId) -> BoxFuture<'a, Result<Vec<u8>, StoreError>> {
        let path = self.path(id);
        Box::pin(blocking(move || fs::read(path)))
    }

    fn delete<'a>(&'a self, id: &'a FileId) -> BoxFuture<'a, Result<(), StoreError>> {
        let path = self.path(id);
        Box::pin(async {
            match blocking(move || fs::remove_file(path)).await {
                Err(StoreError::Erased) => Ok(()),
                result => result,
            }
        })
    }

    fn list_older(&self, than: SystemTime) -> BoxFuture<'_, Result<Vec<BlobName>, StoreError>> {
        let root = self.root.clone();
        Box::pin(async move {
            match blocking(move || list(&root, than)).await {
                // Nobody gave a file yet.
                Err(StoreError::Erased) => Ok(Vec::new()),
                result => result,
            }
        })
    }

    fn delete_listed(&self, listed: BlobName) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(async move {
            match blocking(move || fs::remove_file(listed.path)).await {
                Err(StoreError::Erased) => Ok(()),
                result => result,
            }
        })
    }
}

/// Whatever is not ours by its name stays: somebody else may have put it there.
fn list(root: &Path, than: SystemTime) -> io::Result<Vec<BlobName>> {
    let mut found = Vec::new();
    for folder in fs::read_dir(root)? {
        let folder = folder?;
        if !folder.file_type()?.is_dir() {
            continue;
        }
        for file in fs::read_dir(folder.path())? {
            let path = file?.path();
            let Some((id, is_finished)) = id_in(&path) else { continue };
            match fs::metadata(&path).and_then(|about| about.modified()) {
                Ok(put) if put < than => found.push(BlobName { id: Some(id).filter(|_| is_finished), path }),
                Ok(_) => {}
                // Deleted or finished meanwhile.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(found)
}

/// The file that a name in the folder stands for, and whether its content was written to the end.
fn id_in(path: &Path) -> Option<(FileId, bool)> {
    let name = path.file_name()?.to_str()?;
    match name.split_once('.') {
        None => Some((FileId::from_text(name)?, true)),
        Some((id, rest)) if rest.ends_with(".unfinished") => Some((FileId::from_text(id)?, false)),
        Some(_) => None,
    }
}

/// Whoever finds the file finds all of it: it gets its name only once its content is on disk.
fn write(path: &Path, unfinished: &Path, sealed: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    if !folder.exists() {
        fs::create_dir_all(folder)?;
        // A folder that was just made is gone after a power cut, with all in it, unless the one above is on disk too.
        if let Some(above) = folder.parent() {
            fs::File::open(above)?.sync_all()?;
        }
    }
    let mut file = fs::File::create(unfinished)?;
    let written =
        file.write_all(sealed).and_then(|()| file.sync_all()).and_then(|()| fs::rename(unfinished, path));
    if written.is_err() {
        // Best effort: the error that matters is the one before.
        let _ = fs::remove_file(unfinished);
    }
    written?;
    fs::File::open(folder)?.sync_all()
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, StoreError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) if error.kind() == ErrorKind::NotFound => Err(StoreError::Erased),
        Ok(Err(error)) => Err(StoreError::unavailable(error)),
        Err(stopped) => Err(StoreError::unavailable(stopped)),
    }
}
