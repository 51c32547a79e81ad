//! Data keys: sealed content, rotation, erasure.

use std::sync::Arc;

use store::{Keks, Settings, Store, StoreError, Value};

use crate::{
    bench::{Bench, Os, keks, on_both},
    samples::{kept_case, kept_draft},
};

on_both!(
    after_rotation_the_old_key_encryption_key_is_no_longer_needed,
    a_wrong_key_encryption_key_opens_nothing,
    an_erased_key_is_gone,
    content_moved_to_another_row_does_not_open,
);

async fn after_rotation_the_old_key_encryption_key_is_no_longer_needed(bench: Bench) {
    let (draft, _) = kept_draft(&bench.store, |_| ()).await;
    let hash = bench.store.hash("email", "ana@example.org");
    let new = Keks::new_text("second", &Os);
    let both = Store::open(&settings(&bench, bench.settings.kek.with_newest(&new).unwrap()), Arc::new(Os))
        .await
        .unwrap();
    assert_eq!(both.find_draft(&draft.id).await.unwrap().as_ref(), Some(&draft));
    assert_eq!(both.rotate_keks().await.unwrap(), 3, "the draft's key, the index key and the platform's");
    assert_eq!(both.rotate_keks().await.unwrap(), 0);
    let only_new = Store::open(&settings(&bench, Keks::parse(&new).unwrap()), Arc::new(Os)).await.unwrap();
    assert_eq!(only_new.find_draft(&draft.id).await.unwrap(), Some(draft.clone()));
    assert_eq!(only_new.hash("email", "ana@example.org"), hash, "what was found by hash is still found");
    assert!(Store::open(&bench.settings, Arc::new(Os)).await.is_err());
}

fn settings(bench: &Bench, kek: Keks) -> Settings {
    let (database_url, files_dir) = (bench.settings.database_url.clone(), bench.settings.files_dir.clone());
    Settings { kek, database_url, files_dir, pool_size: 2 }
}

async fn a_wrong_key_encryption_key_opens_nothing(bench: Bench) {
    // Of the same name, but another key: an operator's mix-up.
    let opened = Store::open(&settings(&bench, keks("first")), Arc::new(Os)).await;
    assert!(matches!(opened.err(), Some(StoreError::Broken(_))), "told at start, not at the first case");
}

async fn an_erased_key_is_gone(bench: Bench) {
    let (key, keep) = bench.store.new_key("person");
    assert!(matches!(bench.store.key(key.id()).await, Err(StoreError::Erased)), "not kept yet");
    bench.store.commit(keep).await.unwrap();
    let sealed = bench.store.key(key.id()).await.unwrap().seal("a.b.c", b"text");
    assert_eq!(key.open("a.b.c", &sealed).unwrap(), b"text");
    bench.store.commit(store::erase_key(key.id())).await.unwrap();
    assert!(matches!(bench.store.key(key.id()).await, Err(StoreError::Erased)));
}

async fn content_moved_to_another_row_does_not_open(bench: Bench) {
    let (ana, key) = kept_case(&bench.store, "Ana Example", |_| ()).await;
    let (ben, _) = kept_case(&bench.store, "Ben Example", |case| case.key = key.id().clone()).await;
    let may = crate::samples::may(model::Act::ViewCase, "dmv");
    assert!(bench.store.applicant_of(&may, &ana.id).await.is_ok());
    let swap = "UPDATE cases SET applicant = (SELECT applicant FROM cases WHERE id = $1) WHERE id = $2";
    let swap = store::Statement::new(swap, vec![Value::from(&ben.id), Value::from(&ana.id)]);
    bench.store.commit(swap).await.unwrap();
    assert!(matches!(bench.store.applicant_of(&may, &ana.id).await, Err(StoreError::Damaged(_))));
}
