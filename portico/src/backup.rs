//! `portico backup`: a copy of everything that is kept, made while it is used. Never the keys: whoever finds a backup
//! must not find with it what opens it.

pub mod manifest;

use std::{
    fs::{self, Permissions},
    os::unix::fs::{DirBuilderExt, PermissionsExt},
    path::Path,
    sync::Arc,
};

use model::{Clock, FileId};
use store::{Contents, Store, StoreError};

use crate::{
    chance::SystemRandom, cli::Backup, clock::SystemClock, config::Config, error::Failed, installation, say,
};
use manifest::{Content, FORMAT, Manifest, Part};

/// The folder of file contents in a backup.
pub const FILES: &str = "files";

/// Copies the database first and the files it names then. Contents are there before their rows are and leave after them:
/// whatever the copied database names was there when it was copied, and can be missing a moment later only because it
/// was erased. The other way round, a file given in between would be named and missing.
pub async fn backup(asked: &Backup) -> Result<(), Failed> {
    let config = Config::load(&asked.settings.config)?;
    let store = installation::open_ready_store(&config).await?;
    let folder = &asked.to;
    make(folder)?;
    let manifest = copy_everything(&store, folder).await.map_err(|error| {
        let (folder, why) = (folder.display(), say::chain(&error));
        Failed::said(format!("no backup was made: {why}. What is in {folder} is none: delete it, and look whether there is room"))
    })?;
    let (cases, files) = (manifest.cases(), i64::try_from(manifest.files.len()).unwrap_or(i64::MAX));
    store.note_backup(manifest.made_at, cases, files).await?;
    tell(&manifest, folder)
}

async fn copy_everything(store: &Store, folder: &Path) -> Result<Manifest, Failed> {
    let made_at = SystemClock.now();
    let copy = store.copy_database(folder).await?;
    let path = folder.join(copy.file);
    fs::set_permissions(&path, Permissions::from_mode(0o600)).map_err(Failed::disk("cannot close", &path))?;
    let mut manifest = Manifest {
        format: FORMAT,
        made_at,
        portico: env!("CARGO_PKG_VERSION").to_owned(),
        database: Part::of(folder, copy.file)?,
        holds: copy.holds,
        files: Vec::new(),
        erased_meanwhile: Vec::new(),
        missing: Vec::new(),
    };
    copy_contents(store, &copy.files, folder, &mut manifest).await?;
    // Last: a folder without it is no backup.
    manifest.write(folder, store)?;
    Ok(manifest)
}

/// Only its owner may look into it.
fn make(folder: &Path) -> Result<(), Failed> {
    let is_used = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) || folder.is_file();
    if is_used {
        return Err(Failed::said(format!(
            "{} is there already: write the path of a new folder",
            folder.display()
        )));
    }
    let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.map_err(Failed::disk("cannot make", folder))
}

async fn copy_contents(
    store: &Store,
    files: &[FileId],
    folder: &Path,
    manifest: &mut Manifest,
) -> Result<(), Failed> {
    let contents = Contents::at(folder.join(FILES), Arc::new(SystemRandom));
    for id in files {
        match store.sealed_content(id).await {
            Ok(sealed) => {
                manifest.files.push(Content::of(id, &sealed));
                contents.put(id, sealed).await?;
            }
            Err(StoreError::Erased) if store.is_file(id).await? => manifest.missing.push(id.clone()),
            Err(StoreError::Erased) => manifest.erased_meanwhile.push(id.clone()),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

fn tell(manifest: &Manifest, folder: &Path) -> Result<(), Failed> {
    say::line(&format!(
        "Made a backup in {}: {} cases and {} files, as of {}.",
        folder.display(),
        manifest.cases(),
        manifest.files.len(),
        manifest.made_at
    ));
    say::line(&format!(
        "THE KEYS ARE NOT IN IT. Without {} nothing in it can be read: keep a copy of the key file in another place.",
        manifest.holds.keys.join(", ")
    ));
    say::line(&format!("Look whether it is good: portico restore --verify --from {}", folder.display()));
    if manifest.missing.is_empty() {
        return Ok(());
    }
    let named: Vec<&str> = manifest.missing.iter().map(FileId::as_str).collect();
    Err(Failed::said(format!(
        "the backup was made, but {} files were missing from the folder of files already: {}",
        named.len(),
        named.join(", ")
    )))
}
