//! An empty store for one test, on either database, gone when the test is over.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use model::Random;
use store::{Keks, Settings, Store};

use crate::postgres;

/// Runs each test function once on SQLite and once on PostgreSQL.
macro_rules! on_both {
    ($($test:ident),+ $(,)?) => {
        mod sqlite {
            $( #[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                super::$test(crate::bench::Bench::sqlite().await).await;
            } )+
        }
        mod postgres {
            $( #[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                super::$test(crate::bench::Bench::postgres().await).await;
            } )+
        }
    };
}
pub(crate) use on_both;

pub struct Bench {
    pub store: Store,
    pub settings: Settings,
    pub folder: PathBuf,
}

/// The operating system's randomness.
pub struct Os;

impl Random for Os {
    fn fill(&self, bytes: &mut [u8]) {
        aws_lc_rs::rand::fill(bytes).unwrap();
    }
}

static FOLDERS: AtomicU32 = AtomicU32::new(1);

pub fn new_folder() -> PathBuf {
    let number = FOLDERS.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("portico-store-{}-{number}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

pub fn keks(id: &str) -> Keks {
    Keks::parse(&Keks::new_text(id, &Os)).unwrap()
}

pub fn sqlite_address(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("data/portico.db").display())
}

impl Bench {
    pub async fn sqlite() -> Self {
        let folder = new_folder();
        Self::open(sqlite_address(&folder), folder).await
    }

    pub async fn postgres() -> Self {
        Self::open(postgres::new_database().unwrap(), new_folder()).await
    }

    async fn open(database_url: String, folder: PathBuf) -> Self {
        let settings =
            Settings { database_url, pool_size: 4, kek: keks("first"), files_dir: folder.join("files") };
        let store = Store::open(&settings, Arc::new(Os)).await.unwrap();
        store.migrate().await.unwrap();
        Self { store, settings, folder }
    }

    /// Another handle, as another process has: nothing is shared but the database and the folder.
    pub async fn open_again(&self) -> Store {
        Store::open(&self.settings, Arc::new(Os)).await.unwrap()
    }

    /// Everything that is kept, as one text: what a thief of disks would have.
    pub fn everything_kept(&self) -> Vec<u8> {
        let mut kept = Vec::new();
        collect(&self.folder, &mut kept);
        if self.settings.database_url.starts_with("postgres") {
            let dump = postgres::dump(&self.settings.database_url).unwrap();
            kept.extend(unhex(&dump));
            kept.extend(dump.into_bytes());
        }
        kept
    }
}

fn collect(folder: &Path, kept: &mut Vec<u8>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if entry.path().is_dir() {
            collect(&entry.path(), kept);
        } else {
            kept.extend(std::fs::read(entry.path()).unwrap());
        }
    }
}

/// Bytes stand in a dump as `\\x…`: read them back.
fn unhex(dump: &str) -> Vec<u8> {
    let columns = dump.split(['\t', '\n']).filter_map(|column| column.strip_prefix("\\\\x"));
    columns.flat_map(|hex| data_encoding::HEXLOWER.decode(hex.as_bytes()).unwrap()).collect()
}

impl Drop for Bench {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
