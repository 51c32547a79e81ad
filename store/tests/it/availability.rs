//! Places are taken one by one, and pauses are kept.

use std::collections::BTreeMap;

use store::{
    CommitError,
    availability::{Pause, count_anew, end_pause, pause, take_place},
};

use crate::{
    bench::{Bench, on_both},
    samples::{HOUR, at, kept_case},
};

on_both!(
    of_many_who_want_the_last_places_only_so_many_get_one,
    what_was_received_while_nobody_counted_is_counted_and_nothing_twice,
    a_pause_is_kept_changed_and_ended,
);

async fn of_many_who_want_the_last_places_only_so_many_get_one(bench: Bench) {
    bench.store.commit(count_anew("renew", "all", at(0))).await.unwrap();
    let tries = (0..20).map(|_| {
        let store = bench.store.clone();
        tokio::spawn(async move { store.commit(take_place("renew", "all", 5)).await })
    });
    let ends = futures::future::join_all(tries).await;
    let taken = ends.iter().filter(|end| matches!(end, Ok(Ok(())))).count();
    let refused = ends.iter().filter(|end| matches!(end, Ok(Err(CommitError::Conflict(_))))).count();
    assert_eq!((taken, refused), (5, 15));
    assert_eq!(bench.store.find_received("renew", "all").await.unwrap(), Some(5));
}

async fn what_was_received_while_nobody_counted_is_counted_and_nothing_twice(bench: Bench) {
    const SERVICE: &str = "renew-a-license";
    let counted = async |span: &str, from| {
        bench.store.commit(count_anew(SERVICE, span, from)).await.unwrap();
        bench.store.find_received(SERVICE, span).await.unwrap()
    };
    let none = bench.store.commit(take_place(SERVICE, "all", 7)).await;
    assert!(matches!(none, Err(CommitError::Conflict(_))), "nobody counts yet");
    for second in [0, HOUR] {
        kept_case(&bench.store, "Ana Example", |case| case.received_at = at(second)).await;
    }
    assert_eq!(counted("all", at(0)).await, Some(2));
    assert_eq!(counted("later", at(1)).await, Some(1));
    kept_case(&bench.store, "Ana Example", |case| case.received_at = at(HOUR)).await;
    assert_eq!(counted("all", at(0)).await, Some(3), "received while nobody counted");
    bench.store.commit(take_place(SERVICE, "all", 7)).await.unwrap();
    assert_eq!(counted("all", at(0)).await, Some(4), "what was counted stays, also when its case is erased");
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
