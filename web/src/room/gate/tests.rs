//! Turns are given in the order of classes, none is lost, and none is given twice.

use std::collections::VecDeque;

use proptest::prelude::*;
use tokio::task::JoinHandle;

use super::*;

/// Nobody waits so long.
const LONG: Duration = Duration::from_hours(1);
/// Over at once.
const SHORT: Duration = Duration::from_millis(1);

/// Waits until so many wait.
async fn until_waiting(gate: &Arc<Gate>, class: Class, count: usize) {
    while gate.waiting(class) != count {
        tokio::task::yield_now().await;
    }
}

fn asks(gate: &Arc<Gate>, class: Class, patience: Duration) -> JoinHandle<Result<Turn, TurnedAway>> {
    let gate = gate.clone();
    tokio::spawn(async move { gate.turn(class, patience).await })
}

#[tokio::test]
async fn answers_that_are_sent_go_first_then_those_who_have_begun_then_the_others() {
    let gate = Gate::new(1);
    let mut held = gate.turn(Class::Visit, SHORT).await.unwrap();
    let mut later = VecDeque::new();
    for class in [Class::Visit, Class::UnderWay, Class::Sent] {
        later.push_front(asks(&gate, class, LONG));
        until_waiting(&gate, class, 1).await;
    }
    for turn in later {
        drop(held);
        held = turn.await.unwrap().expect("its turn came");
    }
    drop(held);
    assert_eq!(gate.under_way(), 0);
}

#[tokio::test]
async fn whoever_waits_too_long_is_turned_away_and_takes_no_turn_with_them() {
    let gate = Gate::new(1);
    let held = gate.turn(Class::Sent, SHORT).await.unwrap();
    let (impatient, patient) = (asks(&gate, Class::Sent, SHORT), asks(&gate, Class::Sent, LONG));
    assert_eq!(impatient.await.unwrap().unwrap_err(), TurnedAway);
    drop(held);
    let turn = patient.await.unwrap().expect("the next one has it");
    assert_eq!(gate.under_way(), 1);
    drop(turn);
    assert_eq!(gate.under_way(), 0);
}

#[tokio::test]
async fn a_queue_has_an_end() {
    let gate = Gate::new(2);
    let _held = (gate.turn(Class::Sent, SHORT).await, gate.turn(Class::Sent, SHORT).await);
    let waiting: Vec<_> = (0..8).map(|_| asks(&gate, Class::Visit, LONG)).collect();
    until_waiting(&gate, Class::Visit, 8).await;
    assert!(gate.turn(Class::Visit, LONG).await.is_err(), "at once");
    let sent = asks(&gate, Class::Sent, LONG);
    until_waiting(&gate, Class::Sent, 1).await;
    waiting[0].abort();
    until_waiting(&gate, Class::Visit, 7).await;
    let other = asks(&gate, Class::Visit, LONG);
    until_waiting(&gate, Class::Visit, 8).await;
    assert!(!sent.is_finished() && !other.is_finished());
}

#[tokio::test]
async fn one_person_who_did_not_wait_shows_that_there_is_no_standing_queue() {
    let gate = Gate::new(1);
    let held = gate.turn(Class::Sent, SHORT).await.unwrap();
    assert_eq!(gate.take_waits(), Waits { insiders: Some(Duration::ZERO), visitors: None });
    let visit = asks(&gate, Class::Visit, LONG);
    until_waiting(&gate, Class::Visit, 1).await;
    assert!(
        gate.take_waits().visitors.is_some_and(|waited| !waited.is_zero()),
        "no turn came, but somebody waits"
    );
    drop(held);
    drop(visit.await.unwrap());
    drop(gate.turn(Class::Visit, SHORT).await);
    assert_eq!(gate.take_waits().visitors, Some(Duration::ZERO));
    assert_eq!(gate.take_waits(), Waits::default());
}

/// What happens next to a gate.
#[derive(Debug, Clone)]
enum Act {
    Ask(Class),
    End(usize),
    GoAway(usize),
}

fn act() -> impl Strategy<Value = Act> {
    let class = prop_oneof![Just(Class::Sent), Just(Class::UnderWay), Just(Class::Visit)];
    prop_oneof![class.prop_map(Act::Ask), (0_usize..8).prop_map(Act::End), (0_usize..8).prop_map(Act::GoAway),]
}

async fn play(most: usize, acts: Vec<Act>) {
    let gate = Gate::new(most);
    let mut asked: Vec<JoinHandle<Result<Turn, TurnedAway>>> = Vec::new();
    let mut held: Vec<Turn> = Vec::new();
    for act in acts {
        match act {
            Act::Ask(class) => asked.push(asks(&gate, class, LONG)),
            Act::End(n) if n < held.len() => drop(held.swap_remove(n)),
            Act::GoAway(n) if n < asked.len() => asked.swap_remove(n).abort(),
            Act::End(_) | Act::GoAway(_) => {}
        }
        for _ in 0..20 {
            tokio::task::yield_now().await;
        }
        let mut open = Vec::new();
        for one in asked {
            if one.is_finished() { held.extend(one.await.unwrap().ok()) } else { open.push(one) }
        }
        asked = open;
        assert!(held.len() <= most, "no more at once than there may be");
        assert_eq!(gate.under_way(), held.len(), "no turn is lost");
        assert!(asked.is_empty() || held.len() == most, "nobody waits while there is a turn");
    }
}

proptest! {
    #[test]
    fn no_turn_is_lost_or_given_twice_whoever_goes_away(most in 1_usize..4, acts in prop::collection::vec(act(), 1..60)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(play(most, acts));
    }
}
