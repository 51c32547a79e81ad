//! A service that takes so many and no more: two people never both get the last place.

use app::Submitted;
use store::{Store, availability::take_place};

use crate::{
    bench::Bench,
    garden::{self, SLUG},
};

async fn limited(bench: &Bench, availability: &str) {
    let mut files = garden::services(garden::CHAIN);
    let file = files.get_mut(&format!("{SLUG}/service.yaml")).unwrap();
    *file = file.replacen(
        "target_days: 10\n",
        &format!("target_days: 10\navailability: {{{availability}}}\n"),
        1,
    );
    let catalogue = forms::Catalogue::load(&files).0.unwrap();
    bench.app.services.offer_instead(catalogue, &bench.app.store, bench.clock.as_ref()).await.unwrap();
}

async fn received(store: &Store, span: &str) -> Option<i64> {
    store.find_received(SLUG, span).await.unwrap()
}

async fn of_many_who_send_at_once_only_so_many_get_a_place(bench: Bench) {
    limited(&bench, "most: 3").await;
    let mut drafts = Vec::new();
    for _ in 0..8 {
        drafts.push(bench.ready("").await);
    }
    let sends = drafts.iter().map(|(visitor, draft)| bench.app.submit(visitor, draft, None));
    let ends = futures::future::join_all(sends).await;
    let count =
        |wanted: fn(&Submitted) -> bool| ends.iter().filter(|end| end.as_ref().is_ok_and(wanted)).count();
    assert_eq!(count(|end| matches!(end, Submitted::Received(_))), 3);
    assert_eq!(count(|end| matches!(end, Submitted::NotOpen)), 5);
    assert_eq!(received(&bench.app.store, "all").await, Some(3));
    for ((visitor, draft), end) in drafts.iter().zip(&ends) {
        match end.as_ref().unwrap() {
            // Sent twice is received once, also when the service is full by then.
            Submitted::Received(_) => {
                let again = bench.app.submit(visitor, draft, None).await.unwrap();
                assert!(matches!(again, Submitted::Received(_)));
            }
            _ => assert!(bench.app.store.find_draft(draft).await.unwrap().is_some(), "it is kept"),
        }
    }
    assert_eq!(received(&bench.app.store, "all").await, Some(3));
    bench.work_to_the_end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_send_at_once_only_so_many_get_a_place_on_sqlite() {
    of_many_who_send_at_once_only_so_many_get_a_place(Bench::new().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_send_at_once_only_so_many_get_a_place_on_postgres() {
    of_many_who_send_at_once_only_so_many_get_a_place(Bench::postgres(garden::CHAIN, Vec::new()).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_received_before_the_limit_came_counts_too() {
    let bench = Bench::new().await;
    bench.sent("").await;
    bench.sent("").await;
    limited(&bench, "most: 3").await;
    bench.sent("").await;
    let (visitor, draft) = bench.ready("").await;
    assert!(matches!(bench.app.submit(&visitor, &draft, None).await.unwrap(), Submitted::NotOpen));
    assert!(bench.app.start(&visitor, SLUG, true).await.is_err(), "nobody begins what cannot be sent");
    assert!(bench.app.store.commit(take_place(SLUG, "all", 3)).await.is_err());
    bench.work_to_the_end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_received_while_there_was_no_limit_counts_when_it_comes_back() {
    let bench = Bench::new().await;
    limited(&bench, "most: 3").await;
    bench.sent("").await;
    limited(&bench, "most_per_day: 100").await;
    bench.app.look_at_conditions().await.unwrap();
    bench.sent("").await;
    bench.sent("").await;
    limited(&bench, "most: 3").await;
    let (visitor, draft) = bench.ready("").await;
    assert!(matches!(bench.app.submit(&visitor, &draft, None).await.unwrap(), Submitted::NotOpen));
    assert_eq!(received(&bench.app.store, "all").await, Some(3));
    bench.work_to_the_end().await;
}
