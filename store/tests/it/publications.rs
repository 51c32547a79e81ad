//! The list of what was offered when.

use store::{Batch, CommitError, Publication, PublicationKind};

use crate::{
    bench::{Bench, on_both},
    samples::at,
};

on_both!(
    the_newest_line_of_each_service_says_what_is_offered,
    of_two_who_publish_at_once_one_is_told_that_the_other_came_first,
    who_published_is_sealed,
);

fn line(number: i64, service: &str, hash: Option<&str>) -> Publication {
    let kind = if hash.is_some() { PublicationKind::Published } else { PublicationKind::Retired };
    Publication {
        number,
        service: service.into(),
        hash: hash.map(str::to_owned),
        kind,
        made_by: "Ana Operator".into(),
        at: at(number),
    }
}

async fn the_newest_line_of_each_service_says_what_is_offered(bench: Bench) {
    assert_eq!(bench.store.newest_publication().await.unwrap(), 0);
    let lines = [
        line(1, "renew", Some("aa")),
        line(2, "report", Some("bb")),
        line(3, "renew", Some("cc")),
        line(4, "report", None),
    ];
    let batch: Batch = lines.iter().map(|line| bench.store.insert_publication(line)).collect();
    bench.store.commit(batch).await.unwrap();
    assert_eq!(bench.store.newest_publication().await.unwrap(), 4);
    assert_eq!(bench.store.published_now().await.unwrap(), [lines[2].clone(), lines[3].clone()]);
    assert_eq!(bench.store.publications_of("renew").await.unwrap(), [lines[2].clone(), lines[0].clone()]);
    assert!(bench.store.publications_of("other").await.unwrap().is_empty());
}

async fn of_two_who_publish_at_once_one_is_told_that_the_other_came_first(bench: Bench) {
    let one = bench.store.insert_publication(&line(1, "renew", Some("aa")));
    let other = bench.store.insert_publication(&line(1, "report", Some("bb")));
    bench.store.commit(one).await.unwrap();
    assert!(matches!(bench.store.commit(other).await, Err(CommitError::Conflict(_))));
}

async fn who_published_is_sealed(bench: Bench) {
    bench.store.commit(bench.store.insert_publication(&line(1, "renew", Some("aa")))).await.unwrap();
    let kept = bench.everything_kept();
    assert!(!kept.windows(12).any(|part| part == b"Ana Operator"));
}
