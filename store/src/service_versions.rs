//! Service versions: every state of a service's files that a draft or submission names, kept for good.

use std::{
    collections::BTreeMap,
    io::{Read, Write},
};

use flate2::{Compression, read::ZlibDecoder, write::ZlibEncoder};
use jiff::Timestamp;

use crate::{CommitError, Row, Statement, Store, StoreError, publications::AGENCIES, vault::json};

/// Files by name.
pub(crate) type Files = BTreeMap<String, String>;

/// One state of a service's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceVersion {
    /// The service, by its name in addresses.
    pub service: String,
    /// Hex of the hash over its files.
    pub hash: String,
    /// 1, 2, 3 … for each service.
    pub number: i64,
    /// The files, by name.
    pub files: BTreeMap<String, String>,
    /// When an installation first ran it.
    pub first_seen_at: Timestamp,
}

/// More than any folder of text holds; a kept version cannot fill the memory.
const MOST_BYTES: u64 = 64 << 20;

impl Store {
    /// Keeps a service version if it is new, and gives its number. Several processes may do so at once.
    pub async fn ensure_version(
        &self,
        service: &str,
        hash: &str,
        files: &BTreeMap<String, String>,
        now: Timestamp,
    ) -> Result<i64, CommitError> {
        loop {
            let sql = "SELECT number FROM service_versions WHERE service = $1 AND hash = $2";
            if let Some(row) = self.find(sql, vec![service.into(), hash.into()]).await? {
                return Ok(row.int("number")?);
            }
            let sql = "INSERT INTO service_versions (service, hash, number, files, first_seen_at) VALUES ($1, $2, \
                (SELECT COALESCE(MAX(number), 0) + 1 FROM service_versions WHERE service = $1), $3, $4)";
            let params = vec![service.into(), hash.into(), pack(files)?.into(), now.into()];
            match self.commit(Statement::new(sql, params).expect_one("version exists")).await {
                // Somebody else kept it, or another version, at the same moment: look again.
                Ok(()) | Err(CommitError::Conflict(_)) => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// A service version by its hash.
    pub async fn find_version(
        &self,
        service: &str,
        hash: &str,
    ) -> Result<Option<ServiceVersion>, StoreError> {
        let sql = "SELECT * FROM service_versions WHERE service = $1 AND hash = $2";
        self.find(sql, vec![service.into(), hash.into()]).await?.as_ref().map(read_version).transpose()
    }

    /// The hash of a version by its number.
    pub async fn version_hash(&self, service: &str, number: i64) -> Result<Option<String>, StoreError> {
        let sql = "SELECT hash FROM service_versions WHERE service = $1 AND number = $2";
        let row = self.find(sql, vec![service.into(), number.into()]).await?;
        row.map(|row| row.text("hash")).transpose()
    }

    /// Service and hash of every version of a service, by service and number.
    pub async fn version_names(&self) -> Result<Vec<(String, String)>, StoreError> {
        let sql = "SELECT service, hash FROM service_versions WHERE service <> $1 ORDER BY service, number";
        let rows = self.read(sql, vec![AGENCIES.into()]).await?;
        rows.iter().map(|row| Ok((row.text("service")?, row.text("hash")?))).collect()
    }

    /// Every service version, with its files, by service and number.
    pub async fn list_versions(&self) -> Result<Vec<ServiceVersion>, StoreError> {
        let rows = self.read("SELECT * FROM service_versions ORDER BY service, number", Vec::new()).await?;
        rows.iter().map(read_version).collect()
    }
}

fn read_version(row: &Row) -> Result<ServiceVersion, StoreError> {
    Ok(ServiceVersion {
        service: row.text("service")?,
        hash: row.text("hash")?,
        number: row.int("number")?,
        files: unpack(row.bytes("files")?)?,
        first_seen_at: row.time("first_seen_at")?,
    })
}

pub(crate) fn pack(files: &Files) -> Result<Vec<u8>, StoreError> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(&json(files)).and_then(|()| encoder.finish()).map_err(StoreError::broken)
}

pub(crate) fn unpack(packed: &[u8]) -> Result<Files, StoreError> {
    let mut text = Vec::new();
    ZlibDecoder::new(packed).take(MOST_BYTES).read_to_end(&mut text).map_err(StoreError::broken)?;
    serde_json::from_slice(&text).map_err(StoreError::broken)
}
