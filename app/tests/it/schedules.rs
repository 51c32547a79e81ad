//! The schedules: what cannot be done today keeps nothing else from being done.

use std::collections::BTreeMap;

use model::{Failure, State};
use store::{Statement, availability};
use testkit::world::Step;

use crate::{
    bench::{ANA, Bench},
    garden::{PAIR, SLUG},
};

#[tokio::test]
async fn a_draft_that_cannot_be_deleted_keeps_no_other_from_its_end() {
    let bench = Bench::new().await;
    let (_, broken) = bench.ready("").await;
    bench.pass_hours(1);
    let (_, other) = bench.ready("").await;
    let refuse = format!(
        "CREATE TRIGGER stays BEFORE DELETE ON drafts WHEN OLD.id = '{broken}' BEGIN SELECT RAISE(ABORT, 'it stays'); END"
    );
    bench.app.store.commit(Statement::new(refuse, Vec::new())).await.unwrap();
    bench.pass_hours(24 * 31);
    assert!(bench.app.schedules_once().await.is_err(), "it is said that something is wrong");
    assert!(bench.app.store.find_draft(&broken).await.unwrap().is_some());
    assert!(bench.app.store.find_draft(&other).await.unwrap().is_none());
    let sessions = bench.app.store.read("SELECT token_hash FROM sessions", Vec::new()).await.unwrap();
    assert!(sessions.is_empty(), "the next steps were taken");
}

#[tokio::test]
async fn time_stands_still_for_drafts_while_their_service_is_paused() {
    let bench = Bench::new().await;
    let (visitor, draft) = bench.ready("").await;
    bench.app.send_resume_link(&visitor, SLUG, ANA).await.unwrap();
    bench.work().await;
    let link = bench.mail.newest_to(ANA).unwrap().action.unwrap().url;
    let token = link.rsplit('/').next().unwrap().to_owned();
    let pause = availability::Pause {
        service: SLUG.to_owned(),
        until_at: None,
        words: BTreeMap::new(),
        paused_at: bench.now(),
    };
    bench.app.store.commit(availability::pause(&pause)).await.unwrap();
    for _ in 0..60 {
        bench.pass_hours(24);
        bench.app.schedules_once().await.unwrap();
    }
    let kept =
        bench.app.store.find_draft(&draft).await.unwrap().expect("it could not be sent, so it is kept");
    assert!(bench.app.find_link(&token).await.is_ok(), "and the link leads to it");
    let left = kept.expires_at.duration_since(bench.now()).as_hours();
    assert!((7 * 24..=8 * 24).contains(&left), "a week is left when the pause ends: {left} hours");
    bench.app.store.commit(availability::end_pause(SLUG)).await.unwrap();
    bench.pass_hours(24 * 8);
    bench.app.schedules_once().await.unwrap();
    assert!(bench.app.store.find_draft(&draft).await.unwrap().is_none(), "then time goes on");
}

#[tokio::test]
async fn what_was_sent_while_the_clock_was_ahead_is_handed_over_once_it_is_right_again() {
    let bench = Bench::with(PAIR, Vec::new()).await;
    bench.pass_hours(48);
    let case = bench.sent(ANA).await;
    bench.pass_hours(-48);
    bench.work().await;
    assert_eq!(bench.state(&case, "book").await, State::Due, "the clock is not there yet");
    bench.app.schedules_once().await.unwrap();
    bench.work().await;
    assert!(matches!(bench.state(&case, "book").await, State::Accepted(_)));
    assert!(matches!(bench.state(&case, "shed").await, State::Accepted(_)));
    assert_eq!(bench.told(&case, "submission_received").await.len(), 1);
}

#[tokio::test]
async fn what_was_put_off_while_the_clock_was_ahead_is_tried_again_once_it_is_right() {
    let bench = Bench::with(PAIR, Vec::new()).await;
    let case = bench.sent(ANA).await;
    bench.expect("book", [Step::Fail(Failure::transient("not now"))]);
    bench.pass_hours(10);
    bench.work().await;
    assert_eq!(bench.state(&case, "book").await, State::Due, "put off by the clock that is ahead");
    bench.pass_hours(-10);
    bench.app.schedules_once().await.unwrap();
    bench.work().await;
    assert!(matches!(bench.state(&case, "book").await, State::Accepted(_)));
}

#[tokio::test]
async fn what_waits_for_its_next_try_goes_on_waiting_while_clocks_are_right() {
    let bench = Bench::with(PAIR, Vec::new()).await;
    let case = bench.sent(ANA).await;
    bench.expect("book", [Step::Fail(Failure::transient("not now"))]);
    bench.work().await;
    bench.app.schedules_once().await.unwrap();
    bench.work().await;
    assert_eq!(bench.state(&case, "book").await, State::Due, "its time has not come");
}
