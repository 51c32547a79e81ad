//! The crash trial in small, in every run of the tests; `make crash` does it a thousand times.

use std::{path::Path, sync::Arc};

use testkit::{
    postgres,
    trial::{
        disturbed::{Plan, by_killing},
        portal::{Database, Portal, Setup},
    },
};

use crate::program::folder;

async fn nothing_is_lost_or_doubled(name: &str, database: Database, processes: usize) {
    let program = Path::new(env!("CARGO_BIN_EXE_portico"));
    let portal = Portal::prepare(program, &folder(name), Setup::new(database, processes));
    let portal = portal.expect("the portal is prepared");
    let plan = Plan { times: 8, residents: 4, seed: u64::from(std::process::id()), mail: None };
    let outcome = by_killing(Arc::new(portal), plan).await.expect("the trial comes to its end");
    assert!(outcome.times >= 8 && outcome.reckoning.told > 0, "{outcome:#?}");
    assert!(outcome.reckoning.wrong.is_empty(), "{outcome:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_killed_again_and_again_on_sqlite_loses_and_doubles_nothing() {
    nothing_is_lost_or_doubled("crash-sqlite", Database::Sqlite, 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn three_processes_killed_again_and_again_on_postgresql_lose_and_double_nothing() {
    let database = Database::At(postgres::new_database().expect("PostgreSQL"));
    nothing_is_lost_or_doubled("crash-postgresql", database, 3).await;
}
