//! Residents under load in small, in every run of the tests, without a word about time; `make bench` measures.

use std::{path::Path, sync::Arc};

use testkit::bench::{
    load::{self, Enough},
    stage::{Engine, Stage},
    tally::Tally,
};

async fn every_journey_comes_to_its_end(engine: Engine) {
    let program = Path::new(env!("CARGO_BIN_EXE_portico"));
    let stage = Stage::set(program, engine, None).expect("the portal is prepared");
    stage.start().expect("it starts");
    let town = Arc::new(stage.town().expect("the services load"));
    assert_eq!(town.errands.len(), 3, "residents come for every service");
    load::closed(&town, 4, Enough::Journeys(16), 0).await.expect("a closed loop");
    load::open(&town, 8.0, std::time::Duration::from_secs(1), 1000).await.expect("an open loop");
    let counted = town.counted().clone();
    assert!(counted.journeys >= 16 && counted.corrected > 0, "{} journeys", counted.journeys);
    assert_eq!(counted.journeys, counted.turned_away + counted.sent.len() as u64);
    for kind in ["start page", "question page", "save answers", "save with mistakes", "send", "confirmation"]
    {
        assert!(counted.times.get(kind).is_some_and(|times| times.count() > 0), "{kind}");
    }
    let tally = Tally::of(&stage.portal, &town, &counted.sent).expect("what is held is read");
    assert!(tally.wrong.is_empty(), "{tally:#?}");
    assert!(tally.acknowledged == tally.stored && tally.rows == tally.owed_rows, "{tally:#?}");
    assert!(tally.rows >= tally.stored && tally.stored > 0, "{tally:#?}");
}

#[tokio::test]
async fn residents_under_load_are_answered_rightly_and_everything_arrives_on_sqlite() {
    every_journey_comes_to_its_end(Engine::Sqlite).await;
}

#[tokio::test]
async fn residents_under_load_are_answered_rightly_and_everything_arrives_on_postgresql() {
    every_journey_comes_to_its_end(Engine::Postgresql).await;
}
