//! Backups: a copy of the database at one moment, what it holds, and the sealed contents of the files it names.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::Timestamp;
use model::{FileId, Random};
use serde::{Deserialize, Serialize};

use crate::{
    CommitError, Row, Statement, Store, StoreError,
    engine::{Engine, Snapshot},
    files::{Blobs, Folder},
};

/// A copy of the database, and what it holds.
pub struct DatabaseCopy {
    /// Its name in the folder.
    pub file: &'static str,
    /// What it holds.
    pub holds: Holdings,
    /// The files whose contents belong to it.
    pub files: Vec<FileId>,
}

/// What a database held at one moment. Nothing about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holdings {
    /// Migrations applied, with their checksums.
    pub migrations: BTreeMap<String, String>,
    /// Rows of each table.
    pub rows: BTreeMap<String, i64>,
    /// Names of the key-encryption keys that are needed to read it.
    pub keys: Vec<String>,
    /// Where each agency's chain of audit entries ended: one that is shorter later was cut off.
    pub audit_ends: BTreeMap<String, AuditEnd>,
}

/// The last entry of a chain.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEnd {
    /// Its number.
    pub number: i64,
    /// Its hash.
    pub hash: String,
}

/// Sealed contents of files in a folder, laid out as an installation does.
pub struct Contents(Folder);

impl Contents {
    /// Those in this folder.
    pub fn at(folder: PathBuf, random: Arc<dyn Random>) -> Self {
        Self(Folder::new(folder, random))
    }

    /// Keeps one; when this returns `Ok`, it is on disk.
    pub async fn put(&self, id: &FileId, sealed: Vec<u8>) -> Result<(), StoreError> {
        self.0.put(id, sealed).await
    }

    /// One of them; `Erased` when it is not there.
    pub async fn get(&self, id: &FileId) -> Result<Vec<u8>, StoreError> {
        self.0.get(id).await
    }
}

/// Puts a copy of a database where its address says that nothing is yet.
pub async fn restore_database(address: &str, copy: &Path) -> Result<(), StoreError> {
    Engine::restore(address, copy).await
}

/// Refuses an address at which something is already.
pub async fn must_be_empty(address: &str) -> Result<(), StoreError> {
    Engine::must_be_empty(address).await
}

impl Store {
    /// Copies the database into a folder while others go on using it.
    pub async fn copy_database(&self, folder: &Path) -> Result<DatabaseCopy, StoreError> {
        let copy = self.engine().copy_to(folder).await?;
        let files = copy.read("SELECT id FROM files ORDER BY id").await?;
        let files = files.iter().map(|row| row.read("id", FileId::from_text)).collect::<Result<_, _>>()?;
        Ok(DatabaseCopy { file: copy.file(), holds: holdings(&copy).await?, files })
    }

    /// The content of a file as it is kept, sealed. `Erased` when it is not there.
    pub async fn sealed_content(&self, id: &FileId) -> Result<Vec<u8>, StoreError> {
        self.blobs().get(id).await
    }

    /// What the database itself finds damaged in its own file. PostgreSQL finds it while a dump is read.
    pub async fn damage(&self) -> Result<Vec<String>, StoreError> {
        self.engine().damage().await
    }

    /// Rows of a table.
    pub async fn count_rows(&self, table: &str) -> Result<i64, StoreError> {
        if !table.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
            return Err(StoreError::broken("a table has another name"));
        }
        let row = self.read_one(&format!("SELECT COUNT(*) AS many FROM {table}"), Vec::new()).await?;
        row.map_or(Ok(0), |row| row.int("many"))
    }

    /// Where an agency's chain of audit entries ends.
    pub async fn audit_end(&self, agency: &str) -> Result<Option<AuditEnd>, StoreError> {
        let sql = "SELECT number, hash FROM audit_entries WHERE agency = $1 ORDER BY number DESC LIMIT 1";
        let row = self.find(sql, vec![agency.into()]).await?;
        row.map(|row| Ok(AuditEnd { number: row.int("number")?, hash: row.text("hash")? })).transpose()
    }

    /// Remembers that a backup was made.
    pub async fn note_backup(&self, at: Timestamp, cases: i64, files: i64) -> Result<(), CommitError> {
        let sql = "INSERT INTO backups (made_at, cases, files) VALUES ($1, $2, $3)";
        self.commit(Statement::new(sql, vec![at.into(), cases.into(), files.into()])).await
    }

    /// When the last backup was made that this database knows of.
    pub async fn last_backup_at(&self) -> Result<Option<Timestamp>, StoreError> {
        let row = self.read_one("SELECT MAX(made_at) AS made_at FROM backups", Vec::new()).await?;
        row.map_or(Ok(None), |row| row.opt_time("made_at"))
    }
}

async fn holdings(copy: &Snapshot) -> Result<Holdings, StoreError> {
    let mut rows = BTreeMap::new();
    for table in copy.tables().await? {
        let counted = copy.read(&format!("SELECT COUNT(*) AS many FROM {table}")).await?;
        rows.insert(table, counted.first().map_or(Ok(0), |row| row.int("many"))?);
    }
    let migrations = copy.read("SELECT name, checksum FROM migrations").await?;
    let keys = copy.read("SELECT DISTINCT kek_id FROM data_keys ORDER BY kek_id").await?;
    let ends = "SELECT a.agency, a.number, a.hash FROM audit_entries a \
        WHERE a.number = (SELECT MAX(b.number) FROM audit_entries b WHERE b.agency = a.agency)";
    let end = |row: &Row| {
        Ok((row.text("agency")?, AuditEnd { number: row.int("number")?, hash: row.text("hash")? }))
    };
    Ok(Holdings {
        migrations: migrations
            .iter()
            .map(|row| Ok((row.text("name")?, row.text("checksum")?)))
            .collect::<Result<_, StoreError>>()?,
        rows,
        keys: keys.iter().map(|row| row.text("kek_id")).collect::<Result<_, _>>()?,
        audit_ends: copy.read(ends).await?.iter().map(end).collect::<Result<_, StoreError>>()?,
    })
}
