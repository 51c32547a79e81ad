//! A disk that changes a page of the database: what stood on it is named and not served, and holds nothing else up.

use std::{
    fs::OpenOptions,
    io::{Seek, SeekFrom, Write},
};

use rusqlite::Connection;
use store::{StoreError, submissions};

use crate::{
    bench::Bench,
    samples::{kept_case, kept_draft, submission},
};

/// Overwrites the first page of a table, and gives nothing back of what was on it.
fn damage(database: &str, table: &str) {
    let path = database.strip_prefix("sqlite:").unwrap();
    let connection = Connection::open(path).unwrap();
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    let number =
        |sql: &str| -> u64 { connection.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap().into() };
    let page =
        number(&format!("SELECT rootpage FROM sqlite_master WHERE type = 'table' AND name = '{table}'"));
    let size = number("PRAGMA page_size");
    let mut file = OpenOptions::new().write(true).open(path).unwrap();
    file.seek(SeekFrom::Start((page - 1) * size)).unwrap();
    file.write_all(&vec![0xff; usize::try_from(size).unwrap()]).unwrap();
    file.sync_all().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_page_of_the_database_is_named_and_not_served_and_the_rest_is() {
    let bench = Bench::sqlite().await;
    let (draft, _) = kept_draft(&bench.store, |_| ()).await;
    let (case, key) = kept_case(&bench.store, "Ana Example", |_| ()).await;
    let sent = submission(&case, &model::DraftId::random(&crate::bench::Os));
    bench.store.commit(submissions::insert(&sent, &key)).await.unwrap();
    damage(&bench.settings.database_url, "submissions");

    let store = bench.open_again().await;
    let served = store.submission_to_serve(&case.id).await;
    assert!(matches!(served, Err(StoreError::Damaged(_))), "{served:?}");
    assert_eq!(store.find_case(&case.id).await.unwrap().unwrap(), case);
    assert!(store.find_draft(&draft.id).await.unwrap().is_some(), "the rest is served");
    let found = store.damage().await.unwrap();
    assert!(!found.is_empty(), "the database knows");
    let looked = store.look_through().await.unwrap();
    let places: Vec<&str> = looked.unreadable.iter().map(|one| one.place.as_str()).collect();
    assert_eq!(places, ["submissions.answers", "submissions.email"]);
    assert!(looked.values > 0, "and everything else was looked at");
}
