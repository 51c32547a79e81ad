//! Places are taken one by one, and pauses are kept.

use std::collections::BTreeMap;

use store::{
    CommitError,
    availability::{Pause, begin_to_count, end_pause, pause, take_place},
};

use crate::{
    bench::{Bench, on_both},
    samples::{HOUR, at, kept_case},
};

on_both!(
    of_many_who_want_the_last_places_only_so_many_get_one,
    counting_begins_once_with_what_was_received_before,
    a_pause_is_kept_changed_and_ended,
);

async fn of_many_who_want_the_last_places_only_so_many_get_one(bench: Bench) {
    bench.store.commit(begin_to_count("renew", "all", 2)).await.unwrap();
    let tries = (0..20).map(|_| {
        let store = bench.store.clone();
        tokio::spawn(async move { store.commit(take_place("renew", "all", 7)).await })
    });
    let ends = futures::future::join_all(tries).await;
    let taken = ends.iter().filter(|end| matches!(end, Ok(Ok(())))).count();
    let refused = ends.iter().filter(|end| matches!(end, Ok(Err(CommitError::Conflict(_))))).count();
    assert_eq!((taken, refused), (5, 15));
    assert_eq!(bench.store.find_received("renew", "all").await.unwrap(), Some(7));
}

async fn counting_begins_once_with_what_was_received_before(bench: Bench) {
    for second in [0, HOUR] {
        kept_case(&bench.store, "Ana Example", |case| case.received_at = at(second)).await;
    }
    assert_eq!(bench.store.count_received("renew-a-license", at(0)).await.unwrap(), 2);
    assert_eq!(bench.store.count_received("renew-a-license", at(1)).await.unwrap(), 1);
    assert_eq!(bench.store.count_received("another", at(0)).await.unwrap(), 0);
    assert!(matches!(bench.store.commit(take_place("renew", "all", 7)).await, Err(CommitError::Conflict(_))));
    for received in [2, 5] {
        bench.store.commit(begin_to_count("renew", "all", received)).await.unwrap();
        assert_eq!(bench.store.find_received("renew", "all").await.unwrap(), Some(2));
    }
}

async fn a_pause_is_kept_changed_and_ended(bench: Bench) {
    let words = BTreeMap::from([("en".to_owned(), "We move.".to_owned())]);
    let mut wanted = Pause { service: "renew".into(), until_at: None, words, paused_at: at(0) };
    bench.store.commit(pause(&wanted)).await.unwrap();
    assert_eq!(bench.store.pauses().await.unwrap(), [wanted.clone()]);
    wanted.until_at = Some(at(HOUR));
    bench.store.commit(pause(&wanted)).await.unwrap();
    assert_eq!(bench.store.pauses().await.unwrap(), [wanted]);
    bench.store.commit(end_pause("renew")).await.unwrap();
    assert!(bench.store.pauses().await.unwrap().is_empty());
    assert!(matches!(bench.store.commit(end_pause("renew")).await, Err(CommitError::Conflict(_))));
}
