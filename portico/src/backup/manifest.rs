//! What a backup says about itself: what is in it, with a checksum of each part, and a seal that only a holder of the
//! keys can make.

use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::Path,
};

use aws_lc_rs::digest::{Context, SHA256, digest};
use data_encoding::HEXLOWER;
use jiff::Timestamp;
use model::FileId;
use serde::{Deserialize, Serialize};
use store::{Holdings, Store};

use crate::error::Failed;

/// Grows when an older Portico could not read what a newer one writes.
pub const FORMAT: u32 = 1;
const MANIFEST: &str = "manifest.json";
const SEAL: &str = "manifest.seal";
/// What the seal is for: a keyed hash made for anything else does not fit.
const DOMAIN: &str = "backup";

/// What is in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// How to read it.
    pub format: u32,
    /// When it was begun.
    pub made_at: Timestamp,
    /// The version that made it.
    pub portico: String,
    /// The copy of the database.
    pub database: Part,
    /// What the database held.
    pub holds: Holdings,
    /// Contents of files.
    pub files: Vec<Content>,
    /// Files that were erased between the copy of the database and theirs.
    pub erased_meanwhile: Vec<FileId>,
    /// Files whose content was not where it had to be.
    pub missing: Vec<FileId>,
}

/// One file of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its name in the folder.
    pub file: String,
    /// How large it is.
    pub bytes: u64,
    /// Hex of SHA-256.
    pub sha256: String,
}

/// The sealed content of a file that somebody gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Which.
    pub id: FileId,
    /// Hex of SHA-256 of what is sealed.
    pub sha256: String,
}

impl Part {
    /// A file as it is now.
    pub fn of(folder: &Path, file: &str) -> Result<Self, Failed> {
        let path = folder.join(file);
        let failed = || Failed::disk("cannot read", &path);
        let bytes = fs::metadata(&path).map_err(failed())?.len();
        Ok(Self { file: file.to_owned(), bytes, sha256: sha256_of_file(&path).map_err(failed())? })
    }
}

impl Content {
    /// A content as it was read.
    pub fn of(id: &FileId, sealed: &[u8]) -> Self {
        Self { id: id.clone(), sha256: sha256(sealed) }
    }
}

impl Manifest {
    /// How many cases are in it.
    pub fn cases(&self) -> i64 {
        self.holds.rows.get("cases").copied().unwrap_or_default()
    }

    /// Whether the copy is of a PostgreSQL database, not of a SQLite file.
    pub fn is_of_postgresql(&self) -> bool {
        Path::new(&self.database.file).extension().is_some_and(|end| end == "dump")
    }

    /// Writes it, and its seal.
    pub fn write(&self, folder: &Path, store: &Store) -> Result<(), Failed> {
        let text = serde_json::to_string_pretty(self)
            .map_err(|error| Failed::said(format!("the manifest cannot be written: {error}")))?;
        put(&folder.join(SEAL), &store.hash(DOMAIN, &text))?;
        put(&folder.join(MANIFEST), &text)
    }

    /// Reads it.
    pub fn read(folder: &Path) -> Result<Self, Failed> {
        let path = folder.join(MANIFEST);
        let text = fs::read_to_string(&path)
            .map_err(Failed::disk("this is no finished backup: cannot read", &path))?;
        let manifest: Self = serde_json::from_str(&text)
            .map_err(|error| Failed::said(format!("{} has another shape: {error}", path.display())))?;
        if manifest.format > FORMAT {
            return Err(Failed::said(format!(
                "a newer Portico ({}) made this backup: use that",
                manifest.portico
            )));
        }
        Ok(manifest)
    }

    /// Whether it is the one that was written, by somebody who held the keys.
    pub fn is_sealed(folder: &Path, store: &Store) -> bool {
        let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_default();
        store.hash_fits(DOMAIN, &read(MANIFEST), read(SEAL).trim())
    }
}

fn put(path: &Path, text: &str) -> Result<(), Failed> {
    let written = File::create_new(path).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    written.map_err(Failed::disk("cannot write", path))
}

/// Hex of SHA-256.
pub fn sha256(bytes: &[u8]) -> String {
    HEXLOWER.encode(digest(&SHA256, bytes).as_ref())
}

/// A database may be larger than memory.
fn sha256_of_file(path: &Path) -> io::Result<String> {
    let (mut file, mut context, mut buffer) = (File::open(path)?, Context::new(&SHA256), vec![0; 1 << 20]);
    loop {
        let read = file.read(&mut buffer)?;
        let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else {
            return Ok(HEXLOWER.encode(context.finish().as_ref()));
        };
        context.update(bytes);
    }
}
