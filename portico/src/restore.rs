//! `portico restore`: puts a backup into an empty installation, or only looks whether it could be put there.

mod verify;

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use store::{Contents, Store, StoreError};

use crate::{
    backup::{
        FILES,
        manifest::{Content, Manifest, Part},
    },
    chance::SystemRandom,
    cli::Restore,
    config::Config,
    error::Failed,
    installation, keys, say,
};

/// Exit status 1 when something of the backup is not as it was.
pub async fn restore(asked: &Restore) -> Result<ExitCode, Failed> {
    let config = Config::load(&asked.settings.config)?;
    let manifest = Manifest::read(&asked.from)?;
    needed_keys(&config, &manifest)?;
    if !asked.verify {
        same_kind(&config, &manifest)?;
    }
    let mut wrong = check_sums(&asked.from, &manifest).await?;
    if asked.verify {
        // A copy that is damaged as a file is not opened as a database.
        if wrong.is_empty() {
            wrong = on_scratch(asked, &config, &manifest).await?;
        }
        return Ok(tell(&wrong, "The backup is good: everything in it opens, and nothing is missing."));
    }
    if !wrong.is_empty() {
        tell(&wrong, "");
        return Err(Failed::said("nothing was restored: the backup is not as it was made"));
    }
    let store = put(&asked.from, &config, &manifest).await?;
    let found = verify::everything(&store, &asked.from, &manifest).await?;
    let after = format!(
        "Restored {} cases and {} files, as of {}. Now erase again what was erased since, then start Portico: \
         see docs/operate/backup.md.",
        manifest.cases(),
        manifest.files.len(),
        manifest.made_at
    );
    if !found.is_empty() {
        say::line("Everything was put in place, but it is not as it was:");
    }
    Ok(tell(&found, &after))
}

/// Says it before anything else: without the keys nothing below can work.
fn needed_keys(config: &Config, manifest: &Manifest) -> Result<(), Failed> {
    let given = keys::of(config)?;
    let missing: Vec<&str> =
        manifest.holds.keys.iter().map(String::as_str).filter(|name| !given.has(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(Failed::said(format!(
        "the backup needs a key that is not in the key file: {}. Keys are never in a backup: fetch the copy you keep \
         elsewhere",
        missing.join(", ")
    )))
}

/// A copy of one kind of database cannot be put into the other.
fn same_kind(config: &Config, manifest: &Manifest) -> Result<(), Failed> {
    let kind = |is_sqlite: bool| if is_sqlite { "SQLite" } else { "PostgreSQL" };
    let (copy, settings) = (!manifest.is_of_postgresql(), config.database.url.starts_with("sqlite:"));
    if copy == settings {
        return Ok(());
    }
    Err(Failed::said(format!(
        "the backup is of {}, and `database.url` names {}: restore it into the kind of database it was made of",
        kind(copy),
        kind(settings)
    )))
}

/// Every part as it was written.
async fn check_sums(folder: &Path, manifest: &Manifest) -> Result<Vec<String>, Failed> {
    let mut wrong = Vec::new();
    match Part::of(folder, &manifest.database.file) {
        Ok(part) if part == manifest.database => {}
        Ok(part) => wrong.push(format!("{} was changed since it was made", part.file)),
        Err(error) => wrong.push(say::chain(&error)),
    }
    let contents = Contents::at(folder.join(FILES), Arc::new(SystemRandom));
    for expected in &manifest.files {
        match contents.get(&expected.id).await {
            Ok(sealed) if Content::of(&expected.id, &sealed) == *expected => {}
            Ok(_) => wrong.push(format!("the content of file {} was changed since", expected.id)),
            Err(StoreError::Erased) => {
                wrong.push(format!("the content of file {} is not in the backup any more", expected.id));
            }
            Err(error) => {
                wrong.push(format!(
                    "the content of file {} cannot be read: {}",
                    expected.id,
                    say::chain(&error)
                ));
            }
        }
    }
    wrong.extend(manifest.missing.iter().map(|id| format!("file {id} was missing when the backup was made")));
    Ok(wrong)
}

/// Puts the database into a place that is thrown away afterwards, and opens everything there.
async fn on_scratch(asked: &Restore, config: &Config, manifest: &Manifest) -> Result<Vec<String>, Failed> {
    let copy = asked.from.join(&manifest.database.file);
    let (url, folder) = match &asked.scratch {
        Some(url) if url.starts_with("postgres") && !manifest.is_of_postgresql() => {
            return Err(Failed::said(
                "a SQLite backup is looked at in a folder: --scratch FOLDER, or leave it out",
            ));
        }
        Some(url) if url.starts_with("postgres") => (url.clone(), None),
        _ if manifest.is_of_postgresql() => {
            return Err(Failed::said(
                "a PostgreSQL backup is looked at in a database: make an empty one and write its address, \
                 --scratch postgres://…/EMPTY",
            ));
        }
        scratch => {
            let beside = || PathBuf::from(format!("{}.scratch", asked.from.display()));
            let folder = scratch.as_ref().map_or_else(beside, PathBuf::from);
            fs::create_dir(&folder)
                .map_err(Failed::disk("cannot make (delete what an earlier look left)", &folder))?;
            (format!("sqlite:{}", folder.join("portico.db").display()), Some(folder))
        }
    };
    let found = async {
        store::backup::restore_database(&url, &copy).await?;
        let mut scratch = config.clone();
        scratch.database.url = url;
        // Contents are only read: they need no second place.
        scratch.files.folder = asked.from.join(FILES);
        let store = installation::open_store(&scratch).await?;
        verify::everything(&store, &asked.from, manifest).await
    };
    let found = found.await;
    if let Some(folder) = folder {
        fs::remove_dir_all(&folder).map_err(Failed::disk("cannot take away", &folder))?;
    }
    found
}

/// Into an installation that has nothing yet. The database last: whoever is stopped half way finds none, and cannot
/// serve without some of the files.
async fn put(from: &Path, config: &Config, manifest: &Manifest) -> Result<Store, Failed> {
    let files = &config.files.folder;
    if fs::read_dir(files).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Failed::said(format!(
            "{} holds files already: restore into an empty installation",
            files.display()
        )));
    }
    store::backup::must_be_empty(&config.database.url).await?;
    let contents = |folder: PathBuf| Contents::at(folder, Arc::new(SystemRandom));
    let (source, target) = (contents(from.join(FILES)), contents(files.clone()));
    for content in &manifest.files {
        target.put(&content.id, source.get(&content.id).await?).await?;
    }
    store::backup::restore_database(&config.database.url, &from.join(&manifest.database.file)).await?;
    installation::open_store(config).await
}

fn tell(wrong: &[String], good: &str) -> ExitCode {
    if wrong.is_empty() {
        say::line(good);
        return ExitCode::SUCCESS;
    }
    for one in wrong {
        say::line(&format!("WRONG  {one}"));
    }
    ExitCode::FAILURE
}
