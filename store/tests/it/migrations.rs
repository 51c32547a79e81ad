//! Making the tables.

use std::sync::Arc;

use model::Act;
use store::{QueueFilter, Search, Settings, Statement, Store, StoreError};

use crate::{
    bench::{Bench, Os, keks, new_folder, on_both, sqlite_address},
    samples::{kept_case, may},
};

on_both!(
    migrating_again_changes_nothing,
    a_changed_migration_is_noticed,
    every_process_has_the_same_index_key,
    names_as_an_earlier_version_kept_them_are_found_after_migrating,
);

async fn migrating_again_changes_nothing(bench: Bench) {
    let before = bench.store.hash("email", "ana@example.org");
    bench.store.migrate().await.unwrap();
    assert!(bench.store.pending_migrations().await.unwrap().is_empty());
    assert_eq!(bench.store.hash("email", "ana@example.org"), before);
}

async fn a_changed_migration_is_noticed(bench: Bench) {
    bench.store.commit(Statement::new("UPDATE migrations SET checksum = 'other'", Vec::new())).await.unwrap();
    assert!(matches!(bench.store.migrate().await, Err(StoreError::Broken(_))));
    assert!(matches!(bench.store.pending_migrations().await, Err(StoreError::Broken(_))));
}

async fn every_process_has_the_same_index_key(bench: Bench) {
    let other = bench.open_again().await;
    assert_eq!(other.hash("session", "token"), bench.store.hash("session", "token"));
    assert_ne!(
        other.hash("session", "token"),
        other.hash("link", "token"),
        "a hash says nothing in another domain"
    );
}

async fn names_as_an_earlier_version_kept_them_are_found_after_migrating(bench: Bench) {
    let (ana, _) = kept_case(&bench.store, "Ana María Example", |_| ()).await;
    let mut before = vec![Statement::new("DELETE FROM case_names", Vec::new())];
    for word in ["ana", "maria", "example"] {
        let sql = "INSERT INTO case_names_before (token_hash, case_id) VALUES ($1, $2)";
        let params = vec![bench.store.hash("name", word).into(), (&ana.id).into()];
        before.push(Statement::new(sql, params));
    }
    bench.store.commit(before).await.unwrap();
    assert_eq!(bench.store.pending_migrations().await.unwrap(), ["names of 0006_many_cases"]);
    bench.store.migrate().await.unwrap();
    assert!(bench.store.pending_migrations().await.unwrap().is_empty());
    for agency in ["dmv", "clerk"] {
        for name in ["maría", "example ana", "ana maria example"] {
            let search = Some(Search::Name(name.to_owned()));
            let filter = QueueFilter { search, limit: 9, ..QueueFilter::default() };
            let found = bench.store.queue(&may(Act::ListCases, agency), &filter).await.unwrap();
            assert_eq!(found.rows.len(), 1, "{agency}: {name}");
        }
    }
}

async fn start_many_at_once(database_url: String, folder: std::path::PathBuf) {
    let settings =
        Settings { database_url, pool_size: 2, kek: keks("first"), files_dir: folder.join("files") };
    let settings = Arc::new(settings);
    let starts = (0..8).map(|_| {
        let settings = settings.clone();
        tokio::spawn(async move {
            let store = Store::open(&settings, Arc::new(Os)).await.unwrap();
            store.migrate().await.unwrap();
            store.hash("email", "ana@example.org")
        })
    });
    let hashes: Vec<String> =
        futures::future::join_all(starts).await.into_iter().map(Result::unwrap).collect();
    assert!(hashes.iter().all(|hash| *hash == hashes[0]), "{hashes:?}");
    let _ = std::fs::remove_dir_all(folder);
}

#[tokio::test(flavor = "multi_thread")]
async fn several_processes_may_start_at_once_on_sqlite() {
    let folder = new_folder();
    start_many_at_once(sqlite_address(&folder), folder).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_processes_may_start_at_once_on_postgres() {
    start_many_at_once(crate::postgres::new_database().unwrap(), new_folder()).await;
}

#[tokio::test]
async fn before_the_first_migration_all_of_them_are_pending() {
    let folder = new_folder();
    let settings = Settings {
        database_url: sqlite_address(&folder),
        pool_size: 1,
        kek: keks("first"),
        files_dir: folder.join("files"),
    };
    let store = Store::open(&settings, Arc::new(Os)).await.unwrap();
    let pending = store.pending_migrations().await.unwrap();
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations")).unwrap();
    let name = |path: std::path::PathBuf| path.file_stem().unwrap().to_string_lossy().into_owned();
    let mut written: Vec<String> = files.map(|entry| name(entry.unwrap().path())).collect();
    written.sort();
    assert_eq!(pending, written, "every file, in the order of their numbers");
    let _ = std::fs::remove_dir_all(folder);
}

#[tokio::test]
async fn an_address_of_another_kind_is_refused_without_quoting_it() {
    for database_url in
        ["mysql://root:hunter2@db/x", "postgres://a:hunter2@[/x", "sqlite::memory:", "sqlite:"]
    {
        let settings = Settings {
            database_url: database_url.into(),
            pool_size: 1,
            kek: keks("first"),
            files_dir: "/nowhere".into(),
        };
        let error = format!("{:?}", Store::open(&settings, Arc::new(Os)).await.err().unwrap());
        assert!(!error.contains("hunter2"), "{error}");
    }
}
