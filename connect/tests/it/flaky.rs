//! Exactly once, whatever the line does: it breaks at random before, during and after the commit, attempts come again
//! as the worker makes them, and in the end there is one row; after an accepted part never none.

use std::time::Duration;

use connect::conformance::{Harness, key};
use model::{Class, Found};
use proptest::{collection::vec, prelude::*, test_runner::TestRunner};

use crate::{
    proxy::Line,
    side::{Keyed, Make},
};

/// What happens to one attempt: the line, and after how long the process that makes it ends, if it does.
type Mishap = (Line, Option<Duration>);

/// What happens to each attempt, until all goes well.
fn mishaps(make: Make) -> impl Strategy<Value = Vec<Mishap>> {
    let broken = match make {
        // A file is there or it is not.
        Make::Sqlite => prop_oneof![Just(Line::Cut), Just(Line::Whole)].boxed(),
        _ => prop_oneof![
            Just(Line::CutBeforeCommit),
            Just(Line::CutAfterCommit),
            Just(Line::Cut),
            Just(Line::Whole),
            (1_u8..12).prop_map(Line::CutAt),
        ]
        .boxed(),
    };
    let ends = prop_oneof![Just(None), (0_u64..20_000).prop_map(|it| Some(Duration::from_micros(it)))];
    vec((broken, ends), 1..5)
}

/// As the worker: an unknown end is asked about first. Says whether it was accepted.
async fn attempt(side: &Keyed, number: u32, must_ask: &mut bool) -> bool {
    let (connector, part) = (side.connector(), side.part(key(number)));
    if *must_ask {
        match connector.find(&part).await {
            Ok(Found::Yes(_)) => return true,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
    match connector.hand_over(&part).await {
        Ok(_) => true,
        Err(failure) => {
            assert_ne!(failure.class, Class::Permanent, "the part fits: {failure}");
            *must_ask = failure.class == Class::Unknown;
            false
        }
    }
}

async fn one_story(side: &Keyed, number: u32, lines: &[Mishap]) {
    let (mut must_ask, mut accepted) = (false, false);
    for (line, ends) in lines {
        side.side.set_line(*line);
        let patience = ends.unwrap_or(Duration::from_secs(60));
        match tokio::time::timeout(patience, attempt(side, number, &mut must_ask)).await {
            Ok(is_accepted) => accepted |= is_accepted,
            // The next process knows only that there was an attempt.
            Err(_) => must_ask = true,
        }
        side.side.set_line(Line::Whole);
        let rows = side.records(&key(number)).await;
        assert!(rows <= 1, "{lines:?}: {rows} rows");
        assert!(!accepted || rows == 1, "{lines:?}: accepted, and no row");
    }
    assert!(attempt(side, number, &mut must_ask).await, "{lines:?}: the line is whole");
    assert_eq!(side.records(&key(number)).await, 1, "{lines:?}");
}

fn stories(make: Make, is_unique: bool, cases: u32) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let side = runtime.block_on(Keyed::new(make, is_unique));
    let number = std::sync::atomic::AtomicU32::new(1);
    let settings = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let told = TestRunner::new(settings).run(&mishaps(make), |lines| {
        let number = number.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        runtime.block_on(one_story(&side, number, &lines));
        Ok(())
    });
    told.unwrap();
}

#[test]
fn however_the_line_breaks_sqlite_has_one_row() {
    stories(Make::Sqlite, false, 40);
}

#[test]
fn however_the_line_breaks_postgresql_has_one_row() {
    stories(Make::Postgres, true, 25);
    stories(Make::Postgres, false, 25);
}

#[test]
fn however_the_line_breaks_mariadb_has_one_row() {
    stories(Make::MariaDb, true, 25);
    stories(Make::MariaDb, false, 25);
}
