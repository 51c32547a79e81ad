//! Measures pages that read from many cases: a store is filled, a portal is started on it, pages are asked for over HTTP
//! with the data in memory, and the times are set out.

mod asked;
mod figures;

use std::{path::Path, sync::Arc};

use model::Random;
use store::{Keks, Settings, Store};
use tokio::time::Instant;

use crate::trial::portal::{Database, Portal, Setup};
use asked::Asking;
pub use figures::Step;

type Error = Box<dyn std::error::Error + Send + Sync>;

/// Chance for what is measured with: of no use to anybody.
struct Hashed(std::sync::Mutex<u64>);

impl Random for Hashed {
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = self.0.lock().expect("one at a time");
        for byte in bytes {
            *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = (*state >> 33).to_le_bytes()[0];
        }
    }
}

/// Fills a store with so many cases and measures.
pub async fn measure(program: &Path, folder: &Path, database: Database, cases: u64) -> Result<Step, Error> {
    let database_url = match &database {
        Database::Sqlite => format!("sqlite:{}", folder.join("portico.db").display()),
        Database::At(address) => address.clone(),
    };
    // Every request comes from an address of its own: limits are not what is measured.
    let environment = vec![("PORTICO_LISTEN__BEHIND_PROXY".to_owned(), "true".to_owned())];
    let portal = Portal::prepare(program, folder, Setup { environment, ..Setup::new(database, 1) })?;
    let began = Instant::now();
    portal.ask(&["bench-data", "--cases", &cases.to_string()])?;
    let filled_in = began.elapsed();
    let kek = Keks::parse(&std::fs::read_to_string(folder.join("keys"))?)?;
    let settings = Settings { database_url, pool_size: 2, kek, files_dir: folder.join("files") };
    let seed = u64::from(std::process::id());
    let store = Store::open(&settings, Arc::new(Hashed(std::sync::Mutex::new(seed)))).await?;
    if settings.database_url.starts_with("postgres") {
        // As the database does by itself in a while.
        let status = std::process::Command::new("psql")
            .args([settings.database_url.as_str(), "-q", "-c", "VACUUM ANALYZE"])
            .status()?;
        assert!(status.success(), "VACUUM");
    }
    let bytes = figures::bytes(&store, folder).await?;
    let tables = figures::tables(&store, bytes.is_file).await?;
    portal.start(0)?;
    let base = portal.addresses().into_iter().next().ok_or("no process")?;
    let asking = Asking::prepare(store, base).await?;
    let kinds = asking.measure().await?;
    Ok(Step { cases, filled_in, bytes: bytes.all, tables, kinds })
}
