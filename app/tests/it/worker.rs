//! The obligation worker: every kind of failure ends in a hand-over or in words to the person.

use std::sync::{Arc, atomic::Ordering};

use jiff::SignedDuration;
use model::{Class, Connector, Duty, EventKind, Failure, State};
use store::Statement;
use testkit::world::Step;

use crate::{
    bench::{ANA, Bench},
    garden::{CHAIN, PAIR},
    outside::HardOfHearing,
};

fn down() -> Step {
    Step::Fail(Failure::transient("the system is down"))
}

fn failed(told_by: &str) -> State {
    State::Failed { told_by: told_by.into() }
}

fn has_failed(events: &[EventKind], part: &str, class: Class) -> bool {
    let wanted = EventKind::HandOverFailed { plan_item: part.into(), class };
    events.iter().filter(|kind| **kind == wanted).count() == 1
}

#[tokio::test]
async fn a_system_that_stays_down_is_tried_with_growing_waits_until_the_deadline_then_the_person_is_told() {
    let bench = Bench::with(PAIR, Vec::new()).await;
    bench.expect("book", std::iter::repeat_n(down(), 500));
    let case = bench.sent(ANA).await;
    bench.work_to_the_end().await;
    let part = bench.part(&case, "book").await;
    assert_eq!(part.state, failed("email"));
    let attempts = bench.app.store.attempts_of(&[&part.id]).await.unwrap();
    let waits: Vec<SignedDuration> =
        attempts.windows(2).map(|pair| pair[1].started_at.duration_since(pair[0].ended_at)).collect();
    assert!(waits.len() > 20, "{waits:?}");
    assert!(
        waits[0] >= SignedDuration::from_secs(5) && waits[0] < SignedDuration::from_secs(10),
        "{waits:?}"
    );
    assert!(waits[..9].is_sorted_by(|one, next| one < next), "{waits:?}");
    assert!(waits.iter().all(|wait| *wait <= SignedDuration::from_mins(75)), "{waits:?}");
    assert!(attempts.iter().all(|attempt| attempt.started_at < part.deadline_at), "none after the deadline");
    assert!(attempts.iter().all(|attempt| attempt.class == Some(Class::Transient)));
    let last = attempts.last().unwrap().ended_at;
    assert!(part.deadline_at.duration_since(last) < SignedDuration::from_mins(75), "given up too early");
    assert!(has_failed(&bench.events(&case).await, "book", Class::Transient));
    let told = bench.told(&case, "hand_over_failed").await;
    assert_eq!(told.len(), 1);
    assert!(told[0].paragraphs.iter().any(|text| text.contains("The book")), "{told:?}");
    assert!(matches!(bench.state(&case, "shed").await, State::Accepted(_)), "the other part is not held up");
}

#[tokio::test]
async fn a_system_that_comes_back_gets_its_part() {
    let bench = Bench::with(PAIR, Vec::new()).await;
    bench.expect("book", std::iter::repeat_n(down(), 9));
    let case = bench.sent(ANA).await;
    bench.work_to_the_end().await;
    assert!(matches!(bench.state(&case, "book").await, State::Accepted(_)));
    assert_eq!(bench.system("book").calls(), 10);
    let attempts = bench.app.store.attempts_of(&[&bench.part(&case, "book").await.id]).await.unwrap();
    let said: Vec<bool> = attempts.iter().map(|attempt| !attempt.detail.is_empty()).collect();
    // The reference it got stands with the part, and is not kept a second time.
    assert_eq!(said, [true, true, true, true, true, true, true, true, true, false]);
    assert!(bench.told(&case, "hand_over_failed").await.is_empty());
}

#[tokio::test]
async fn what_will_never_be_taken_is_told_at_once_and_ends_what_waits_for_it() {
    let bench = Bench::new().await;
    bench.expect("book", [Step::Fail(Failure::permanent("no such column"))]);
    let case = bench.sent(ANA).await;
    bench.work().await;
    let events = bench.events(&case).await;
    for part in ["book", "letter", "badge"] {
        assert_eq!(bench.state(&case, part).await, failed("email"), "{part}");
        assert!(has_failed(&events, part, Class::Permanent), "{part}: {events:?}");
    }
    assert_eq!(bench.system("book").calls(), 1);
    assert_eq!(bench.system("letter").calls() + bench.system("badge").calls(), 0);
    assert!(matches!(bench.state(&case, "shed").await, State::Accepted(_)));
    let told = bench.told(&case, "hand_over_failed").await;
    for part in ["The book", "The letter", "The badge"] {
        let about = |message: &&model::Message| message.paragraphs.iter().any(|text| text.contains(part));
        assert_eq!(told.iter().filter(about).count(), 1, "{part}");
    }
}

#[tokio::test]
async fn without_an_address_a_failure_is_told_on_the_timeline() {
    let bench = Bench::with(PAIR, Vec::new()).await;
    bench.expect("book", [Step::Fail(Failure::permanent("no such column"))]);
    let case = bench.sent("").await;
    bench.work().await;
    assert_eq!(bench.state(&case, "book").await, failed("timeline"));
    assert!(has_failed(&bench.events(&case).await, "book", Class::Permanent));
    assert!(bench.mail.sent().is_empty());
}

#[tokio::test]
async fn after_a_lost_answer_the_system_is_asked_before_anything_is_sent_again() {
    let bench = Bench::with(PAIR, Vec::new()).await;
    // One lost its answer after taking the part, the other before.
    bench.expect("book", [Step::TakeAndLoseTheAnswer]);
    bench.expect("shed", [Step::Fail(Failure::unknown("no answer"))]);
    let case = bench.sent(ANA).await;
    bench.work().await;
    assert_eq!(bench.state(&case, "book").await, State::Asking);
    assert_eq!(bench.state(&case, "shed").await, State::Asking);
    bench.work_to_the_end().await;
    for (part, calls) in [("book", 1), ("shed", 2)] {
        assert!(matches!(bench.state(&case, part).await, State::Accepted(_)), "{part}");
        assert_eq!(bench.system(part).calls(), calls, "{part}");
        assert_eq!(bench.system(part).records().len(), 1, "{part}");
    }
    assert!(bench.told(&case, "hand_over_failed").await.is_empty());
}

#[tokio::test]
async fn a_system_that_cannot_be_asked_is_asked_again_and_sent_nothing() {
    let failures =
        vec![Failure::transient("down"), Failure::permanent("may not ask"), Failure::unknown("timed out")];
    let system = Arc::new(HardOfHearing { failures, ..HardOfHearing::default() });
    let bench = Bench::with(PAIR, vec![("book", system.clone() as Arc<dyn Connector>)]).await;
    let case = bench.sent(ANA).await;
    bench.work_to_the_end().await;
    assert_eq!(system.asked.load(Ordering::SeqCst), 4);
    assert_eq!(system.handed_over.load(Ordering::SeqCst), 1, "it may have the part already");
    assert!(matches!(bench.state(&case, "book").await, State::Accepted(_)));
}

#[tokio::test]
async fn what_stays_unknown_is_asked_until_the_deadline_and_told_as_not_confirmed() {
    let failures = vec![Failure::transient("down"); 500];
    let system = Arc::new(HardOfHearing { failures, ..HardOfHearing::default() });
    let bench = Bench::with(PAIR, vec![("book", system.clone() as Arc<dyn Connector>)]).await;
    let case = bench.sent(ANA).await;
    bench.work_to_the_end().await;
    let part = bench.part(&case, "book").await;
    assert_eq!(part.state, failed("email"));
    assert_eq!(part.ended_at, Some(part.deadline_at), "asked for the last time at the deadline");
    assert_eq!(system.handed_over.load(Ordering::SeqCst), 1);
    assert!(has_failed(&bench.events(&case).await, "book", Class::Unknown));
    let words = bench.app.words("en").unwrap();
    let told = bench.told(&case, "hand_over_failed").await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].subject, words.say("mail-unconfirmed-subject"), "nobody says it failed for sure");
}

#[tokio::test]
async fn parts_are_handed_over_in_order() {
    let bench = Bench::new().await;
    bench.expect("book", [down()]);
    bench.expect("letter", [down()]);
    let case = bench.sent(ANA).await;
    let mut seen = Vec::new();
    bench.work().await;
    assert_eq!(bench.state(&case, "letter").await, State::Waiting);
    while let Some(next) = bench.app.store.next_due_at().await.unwrap() {
        bench.clock.pass(next.duration_since(bench.now()).max(SignedDuration::from_secs(1)));
        bench.work().await;
        seen.push(["book", "letter", "badge"].map(|part| bench.system(part).records().len()));
    }
    assert_eq!(seen, [[1, 0, 0], [1, 1, 1]], "each after what it waits for");
    for (part, _, _) in CHAIN {
        assert!(matches!(bench.state(&case, part).await, State::Accepted(_)), "{part}");
    }
}

#[tokio::test]
async fn when_every_agency_has_its_part_the_case_moves_on_once() {
    let bench = Bench::new().await;
    bench.expect("badge", [down()]);
    let case = bench.sent(ANA).await;
    bench.work().await;
    assert_eq!(bench.reread(&case).await.status, "received", "one part is not there yet");
    bench.work_to_the_end().await;
    assert_eq!(bench.reread(&case).await.status, "under-way");
    let moved = |kind: &&EventKind| matches!(kind, EventKind::StatusChanged { .. });
    assert_eq!(bench.events(&case).await.iter().filter(moved).count(), 1);
    assert_eq!(bench.told(&case, "status:under-way").await.len(), 1);
}

#[tokio::test]
async fn a_case_with_a_failed_part_does_not_move_on_by_itself() {
    let bench = Bench::with(PAIR, Vec::new()).await;
    bench.expect("book", [Step::Fail(Failure::permanent("no such column"))]);
    let case = bench.sent(ANA).await;
    bench.work_to_the_end().await;
    assert_eq!(bench.reread(&case).await.status, "received");
}

#[tokio::test]
async fn a_message_that_cannot_be_delivered_ends_as_told_on_the_timeline() {
    let bench = Bench::with(PAIR, Vec::new()).await;
    bench.mail.fail([Failure::permanent("no such mailbox")]);
    let case = bench.sent(ANA).await;
    bench.work_to_the_end().await;
    let about = |one: &&model::Obligation| matches!(&one.duty, Duty::Notify { about, .. } if about == "submission_received");
    let message = bench.obligations(&case).await.iter().find(about).unwrap().clone();
    assert_eq!(message.state, failed("timeline"));
    let (channel, obligation) = ("email".to_owned(), message.id);
    let wanted = EventKind::NotificationFailed { channel, obligation, class: Class::Permanent };
    assert!(bench.events(&case).await.contains(&wanted));
}

#[tokio::test]
async fn a_mailbox_that_is_down_gets_each_message_later_and_once() {
    let bench = Bench::with(PAIR, Vec::new()).await;
    bench.mail.fail(std::iter::repeat_n(Failure::transient("busy"), 5));
    let case = bench.sent(ANA).await;
    bench.work_to_the_end().await;
    for about in ["submission_received", "status:under-way"] {
        assert_eq!(bench.told(&case, about).await.len(), 1, "{about}");
    }
}

#[tokio::test]
async fn what_ends_while_the_service_cannot_be_read_ends_all_the_same() {
    let bench = Bench::with(PAIR, Vec::new()).await;
    let (refused, taken) = (bench.sent(ANA).await, bench.sent(ANA).await);
    let gone = Statement::new("UPDATE cases SET service_version = 'gone'", Vec::new());
    bench.app.store.commit(gone).await.unwrap();
    // Nothing says which of the two comes first: each is looked at for what became of it.
    bench.expect("book", [Step::Fail(Failure::permanent("no such column"))]);
    bench.work_to_the_end().await;
    let mut ends = Vec::new();
    for case in [&refused, &taken] {
        let end = bench.state(case, "book").await;
        let told = has_failed(&bench.events(case).await, "book", Class::Permanent);
        assert_eq!(told, matches!(end, State::Failed { .. }));
        assert_eq!(bench.reread(case).await.status, "received");
        ends.push(end);
    }
    assert!(ends.contains(&failed("timeline")), "{ends:?}");
    assert!(ends.iter().any(|end| matches!(end, State::Accepted(_))), "{ends:?}");
}
