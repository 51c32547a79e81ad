//! Measures pages that read from many cases: stores are filled, a portal is started on each, pages are asked for over HTTP
//! with the data in memory, of one store and the other in turns, and the times are set out.

mod asked;
mod figures;
mod kinds;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use model::Random;
use store::{Keks, Settings, Store};
use tokio::time::Instant;

use crate::{
    bench::machine::{cpu_of, cpu_of_family},
    postgres,
    trial::portal::{Database, Portal, Setup},
};
use asked::Asking;
pub use figures::{Figures, Step};
use kinds::Request;

type Error = Box<dyn std::error::Error + Send + Sync>;

/// Times everything is asked for after it was asked for once.
const ROUNDS: usize = 5;

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

/// Where a store for measuring is kept.
pub enum Kept {
    /// In a file.
    Sqlite,
    /// On a server of its own, in a database made for it.
    OwnPostgres,
    /// At an address of a database that is there.
    At(String),
}

/// A filled store with a portal on it.
pub struct Filled {
    cases: u64,
    took: Duration,
    bytes: u64,
    tables: Vec<(String, u64)>,
    asking: Asking,
    portal: Portal,
    has_own_server: bool,
}

impl Filled {
    /// Fills a store with so many cases, and starts a portal on it.
    pub async fn with(program: &Path, folder: PathBuf, kept: Kept, cases: u64) -> Result<Self, Error> {
        let has_own_server = matches!(kept, Kept::OwnPostgres);
        let (database, database_url) = match kept {
            Kept::Sqlite => (Database::Sqlite, format!("sqlite:{}", folder.join("portico.db").display())),
            Kept::OwnPostgres => {
                let address = postgres::new_database()?;
                (Database::At(address.clone()), address)
            }
            Kept::At(address) => (Database::At(address.clone()), address),
        };
        // Every request comes from an address of its own: limits are not what is measured.
        // Staff are in by a session made for measuring.
        let settings =
            [("PORTICO_LISTEN__BEHIND_PROXY", "true"), ("PORTICO_STAFF__SECOND_FACTOR", "optional")];
        let environment = settings.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        let portal = Portal::prepare(program, &folder, Setup { environment, ..Setup::new(database, 1) })?;
        let began = Instant::now();
        portal.ask(&["bench-data", "--cases", &cases.to_string()])?;
        let took = began.elapsed();
        let kek = Keks::parse(&std::fs::read_to_string(folder.join("keys"))?)?;
        let files_dir = folder.join("files");
        let settings = Settings { database_url, pool_size: 2, kek, files_dir };
        let seed = u64::from(std::process::id());
        let store = Store::open(&settings, Arc::new(Hashed(std::sync::Mutex::new(seed)))).await?;
        if settings.database_url.starts_with("postgres") {
            tidy(&settings.database_url)?;
        }
        let (bytes, is_file) = figures::bytes(&store, &folder).await?;
        let tables = figures::tables(&store, is_file).await?;
        portal.start(0)?;
        let base = portal.addresses().into_iter().next().ok_or("no process")?;
        let asking = Asking::prepare(store, base).await?;
        Ok(Self { cases, took, bytes, tables, asking, portal, has_own_server })
    }

    /// Processor time of the portal so far, and of its database server where that is its own.
    fn cpu(&self) -> Result<Duration, Error> {
        let portal = cpu_of(self.portal.pid(0).ok_or("the portal has ended")?)?;
        let server = if self.has_own_server { cpu_of_family(postgres::process()?)? } else { Duration::ZERO };
        Ok(portal + server)
    }

    async fn round(&self, requests: &[Request]) -> Result<Figures, Error> {
        let before = self.cpu()?;
        let (times, bytes) = self.asking.round(requests).await?;
        let used = self.cpu()?.saturating_sub(before);
        Ok(Figures::of(times, used, bytes))
    }
}

/// As the database does by itself in a while.
fn tidy(address: &str) -> Result<(), Error> {
    let status = std::process::Command::new("psql").args([address, "-q", "-c", "VACUUM ANALYZE"]).status()?;
    if status.success() { Ok(()) } else { Err("VACUUM failed".into()) }
}

/// Asks every store for the same kinds of pages: once to have them in memory, and then in rounds, one store and the other in
/// turns, so that other work on the machine is felt by all alike.
pub async fn measure(filled: &[Filled]) -> Result<Vec<Step>, Error> {
    let mut steps: Vec<Step> =
        filled.iter().map(|one| Step::new(one.cases, one.took, one.bytes, one.tables.clone())).collect();
    let all: Vec<_> = filled.iter().map(|one| one.asking.kinds()).collect();
    let kinds = all.first().map(|kinds| kinds.iter().map(|(kind, _)| kind.clone()).collect::<Vec<_>>());
    for kind in kinds.unwrap_or_default() {
        for round in 0..=ROUNDS {
            let mut turns: Vec<_> = filled.iter().zip(&all).zip(&mut steps).collect();
            if round % 2 == 1 {
                turns.reverse();
            }
            for ((store, kinds), step) in turns {
                let Some((_, requests)) = kinds.iter().find(|(known, _)| *known == kind) else { continue };
                let figures = store.round(requests).await?;
                // The first time is to have them in memory.
                if round > 0 {
                    step.add(&kind, figures);
                }
            }
        }
        say(&Step::line(&steps, &kind));
    }
    Ok(steps)
}

/// A long measurement shows what it has so far.
fn say(line: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "{line}");
}
