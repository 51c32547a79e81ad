//! Obligations: claimed by one node at a time, settled once, never lost.

use model::{Accepted, Duty, Failure, Obligation, State};
use store::{
    Attempt, CommitError, attempts,
    obligations::{self, Kind},
};

use crate::{
    bench::{Bench, on_both},
    samples::{at, kept_case, obligation},
};

on_both!(
    an_obligation_comes_back_as_it_was_kept,
    an_obligation_is_due_when_its_time_has_come_and_nobody_works_on_it,
    what_was_claimed_may_have_been_taken_and_is_asked_for,
    obligations_are_due_by_kind_and_none_by_one_that_has_enough_to_do,
    a_batch_waits_for_an_attempt_under_way,
    parts_that_failed_are_listed_without_messages,
    of_many_nodes_one_gets_the_obligation,
    a_lease_that_is_over_can_be_taken_and_its_late_holder_settles_nothing,
    what_has_ended_stays_ended,
    obligations_without_an_end_are_listed_page_by_page,
    parts_that_wait_are_found_to_be_released,
    attempts_are_kept_in_order,
);

pub async fn kept(bench: &Bench, change: impl FnOnce(&mut Obligation)) -> Obligation {
    let (case, key) = kept_case(&bench.store, "Ana Example", |_| ()).await;
    let mut obligation = obligation(&case);
    change(&mut obligation);
    bench.store.commit(obligations::insert(&obligation, b"to hand over", &key)).await.unwrap();
    obligation
}

fn ended(obligation: &Obligation) -> Obligation {
    let accepted = Accepted { by: "dmv-records".into(), reference: "4711".into() };
    Obligation { state: State::Accepted(accepted), ended_at: Some(at(3)), attempts: 1, ..obligation.clone() }
}

async fn an_obligation_comes_back_as_it_was_kept(bench: Bench) {
    let one = kept(&bench, |one| one.last_failure = Some(Failure::transient("timed out"))).await;
    let read = bench.store.find_obligation(&one.id).await.unwrap();
    assert_eq!(read.as_ref(), Some(&one));
    let key = bench.store.key(&one.key).await.unwrap();
    let content = bench.store.obligation_content(&one.id, &key).await.unwrap();
    assert_eq!(content.as_deref(), Some(&b"to hand over"[..]));
    for state in [State::Waiting, State::Asking, State::Failed { told_by: "email".into() }] {
        let other = kept(&bench, |other| other.state = state).await;
        assert_eq!(bench.store.find_obligation(&other.id).await.unwrap(), Some(other));
    }
    let code = kept(&bench, |other| {
        other.case = None;
        other.duty = Duty::Notify { channel: "email".into(), about: "code".into() };
    });
    let code = code.await;
    assert_eq!(bench.store.find_obligation(&code.id).await.unwrap(), Some(code));
}

async fn an_obligation_is_due_when_its_time_has_come_and_nobody_works_on_it(bench: Bench) {
    let one = kept(&bench, |one| one.next_attempt_at = at(5)).await;
    kept(&bench, |waiting| waiting.state = State::Waiting).await;
    assert_eq!(bench.store.next_due_at().await.unwrap(), Some(at(5)));
    assert!(bench.store.due(at(4), 10).await.unwrap().is_empty());
    assert_eq!(bench.store.due(at(5), 10).await.unwrap(), std::slice::from_ref(&one));
    bench.store.commit(obligations::claim(&one, at(5), at(10), "node-1")).await.unwrap();
    assert_eq!(bench.store.next_due_at().await.unwrap(), Some(at(10)), "the end of the lease");
    assert!(bench.store.due(at(9), 10).await.unwrap().is_empty());
    assert_eq!(bench.store.due(at(10), 10).await.unwrap().len(), 1);
}

async fn of_many_nodes_one_gets_the_obligation(bench: Bench) {
    for _ in 0..5 {
        kept(&bench, |_| ()).await;
    }
    let nodes = (0..6).map(|node| {
        let store = bench.store.clone();
        tokio::spawn(
            async move { store.claim_due(at(1), 10, at(60), &format!("node-{node}")).await.unwrap() },
        )
    });
    let claimed = futures::future::join_all(nodes).await.into_iter().flat_map(Result::unwrap);
    let mut ids: Vec<_> = claimed.map(|one| one.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 5);
    let rows = bench.store.read("SELECT row_version FROM obligations", Vec::new()).await.unwrap();
    assert!(rows.iter().all(|row| row.int("row_version").unwrap() == 2), "claimed once each");
}

async fn a_lease_that_is_over_can_be_taken_and_its_late_holder_settles_nothing(bench: Bench) {
    kept(&bench, |_| ()).await;
    let late = bench.store.claim_due(at(1), 1, at(60), "slow").await.unwrap().remove(0);
    assert!(bench.store.claim_due(at(59), 1, at(90), "quick").await.unwrap().is_empty());
    let quick = bench.store.claim_due(at(60), 1, at(90), "quick").await.unwrap().remove(0);
    let later = Obligation { next_attempt_at: at(500), ..late };
    let result = bench.store.commit(obligations::settle(&later)).await;
    assert!(matches!(result, Err(CommitError::Conflict("obligation changed"))), "{result:?}");
    bench.store.commit(obligations::settle(&ended(&quick))).await.unwrap();
    let read = bench.store.find_obligation(&quick.id).await.unwrap().unwrap();
    assert_eq!(read, Obligation { row_version: 4, ..ended(&quick) });
}

async fn what_has_ended_stays_ended(bench: Bench) {
    let one = kept(&bench, |_| ()).await;
    bench.store.commit(obligations::settle(&ended(&one))).await.unwrap();
    let again = Obligation { row_version: 2, ..one.clone() };
    assert!(matches!(bench.store.commit(obligations::settle(&again)).await, Err(CommitError::Conflict(_))));
    let claim = obligations::claim(&again, at(99), at(100), "node-1");
    assert!(matches!(bench.store.commit(claim).await, Err(CommitError::Conflict("obligation claimed"))));
    assert!(bench.store.without_end(None, None, 10).await.unwrap().is_empty());
}

async fn obligations_without_an_end_are_listed_page_by_page(bench: Bench) {
    let mut wanted = Vec::new();
    for number in 0..5 {
        let agency = if number == 3 { "clerk" } else { "dmv" };
        let one = kept(&bench, |one| {
            one.agency = agency.into();
            one.created_at = at(number / 2);
        });
        wanted.push(one.await);
    }
    wanted.sort_by(|a, b| (a.created_at, &a.id).cmp(&(b.created_at, &b.id)));
    let mut listed = bench.store.without_end(None, None, 3).await.unwrap();
    let last = listed.last().unwrap().clone();
    listed.extend(bench.store.without_end(None, Some((last.created_at, last.id)), 3).await.unwrap());
    assert_eq!(listed, wanted);
    assert_eq!(bench.store.without_end(Some("clerk"), None, 10).await.unwrap().len(), 1);
    assert_eq!(bench.store.without_end(Some("dmv"), None, 10).await.unwrap().len(), 4);
    bench.store.commit(obligations::settle(&ended(&wanted[0]))).await.unwrap();
    let counts = bench.store.count_without_end().await.unwrap();
    let counts: Vec<_> = counts.iter().map(|one| (one.state.as_str(), one.count)).collect();
    assert_eq!(counts, [("due", 4)]);
}

async fn parts_that_wait_are_found_to_be_released(bench: Bench) {
    let waiting = kept(&bench, |one| one.state = State::Waiting).await;
    let case = waiting.case.clone().unwrap();
    assert_eq!(bench.store.waiting_of_case(&case).await.unwrap(), std::slice::from_ref(&waiting));
    assert_eq!(bench.store.obligations_of(&case).await.unwrap(), std::slice::from_ref(&waiting));
    let released = Obligation { state: State::Due, next_attempt_at: at(7), ..waiting };
    bench.store.commit(obligations::settle(&released)).await.unwrap();
    assert!(bench.store.waiting_of_case(&case).await.unwrap().is_empty());
    assert_eq!(bench.store.due(at(7), 10).await.unwrap().len(), 1);
}

async fn attempts_are_kept_in_order(bench: Bench) {
    let one = kept(&bench, |_| ()).await;
    let attempt = |number, failure: Option<Failure>| Attempt {
        obligation: one.id.clone(),
        number,
        started_at: at(number),
        ended_at: at(number + 1),
        by: "node-1".into(),
        class: failure.as_ref().map(|failure| failure.class),
        detail: failure.map_or_else(String::new, |failure| failure.detail),
    };
    let made = [attempt(1, Some(Failure::unknown("no answer"))), attempt(2, None)];
    bench.store.commit(vec![attempts::insert(&made[1]), attempts::insert(&made[0])]).await.unwrap();
    assert_eq!(bench.store.attempts_of(&[&one.id]).await.unwrap(), made);
    let result = bench.store.commit(attempts::insert(&made[1])).await;
    assert!(matches!(result, Err(CommitError::Conflict("attempt exists"))), "{result:?}");
}

fn message(one: &mut Obligation) {
    one.duty = Duty::Notify { channel: "email".into(), about: "code".into() };
}

async fn what_was_claimed_may_have_been_taken_and_is_asked_for(bench: Bench) {
    let (part, told) = (kept(&bench, |_| ()).await, kept(&bench, message).await);
    for one in [&part, &told] {
        bench.store.commit(obligations::claim(one, at(1), at(60), "node-1")).await.unwrap();
    }
    assert_eq!(bench.store.find_obligation(&part.id).await.unwrap().unwrap().state, State::Asking);
    assert_eq!(bench.store.find_obligation(&told.id).await.unwrap().unwrap().state, State::Due);
}

async fn obligations_are_due_by_kind_and_none_by_one_that_has_enough_to_do(bench: Bench) {
    let (part, told) = (kept(&bench, |_| ()).await, kept(&bench, message).await);
    let due = async |kind, busy: &[&str]| bench.store.due_of(kind, busy, at(1), 9).await.unwrap();
    assert_eq!(due(Kind::HandOver, &["other", "email"]).await, std::slice::from_ref(&part));
    assert_eq!(due(Kind::Notify, &["other", "dmv-records"]).await, [told]);
    assert!(due(Kind::HandOver, &["other", "dmv-records"]).await.is_empty());
    bench.store.commit(obligations::claim(&part, at(1), at(60), "node-1")).await.unwrap();
    assert!(due(Kind::HandOver, &[]).await.is_empty());
}

async fn a_batch_waits_for_an_attempt_under_way(bench: Bench) {
    let one = kept(&bench, |_| ()).await;
    bench.store.commit(obligations::not_being_tried(&one, at(1))).await.unwrap();
    bench.store.commit(obligations::claim(&one, at(1), at(60), "node-1")).await.unwrap();
    let result = bench.store.commit(obligations::not_being_tried(&one, at(59))).await;
    assert!(matches!(result, Err(CommitError::Conflict("being tried right now"))), "{result:?}");
    bench.store.commit(obligations::not_being_tried(&one, at(60))).await.unwrap();
}

async fn parts_that_failed_are_listed_without_messages(bench: Bench) {
    let failed = |ended_at| {
        move |one: &mut Obligation| {
            one.state = State::Failed { told_by: "email".into() };
            one.ended_at = Some(at(ended_at));
        }
    };
    let part = kept(&bench, failed(3)).await;
    for _ in 0..3 {
        let told = kept(&bench, |one| {
            failed(9)(one);
            message(one);
        });
        told.await;
    }
    assert_eq!(bench.store.failed_parts(at(3), 2).await.unwrap(), [part]);
    assert!(bench.store.failed_parts(at(4), 2).await.unwrap().is_empty());
}
