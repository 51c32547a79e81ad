//! Whatever the outside world does, every obligation ends: accepted, or failed and told. Nothing is lost silently.

use model::{Case, Duty, EventKind, Failure, Obligation, State};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use testkit::world::Step;

use crate::{
    bench::{ANA, Bench},
    garden::CHAIN,
};

/// What the outside does in one run: each system's next answers, the mailbox's next failures, and whether there is an
/// address at all.
#[derive(Debug, Clone)]
struct Script {
    systems: Vec<Vec<Step>>,
    mailbox: Vec<Failure>,
    has_address: bool,
}

fn failure() -> impl Strategy<Value = Failure> {
    prop_oneof![
        4 => Just(Failure::transient("down")),
        2 => Just(Failure::unknown("no answer")),
        1 => Just(Failure::permanent("refused")),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        1 => Just(Step::Take),
        1 => Just(Step::TakeAndLoseTheAnswer),
        4 => failure().prop_map(Step::Fail),
    ]
}

fn script() -> impl Strategy<Value = Script> {
    // Now and then a system is down for longer than any deadline.
    let answers = prop_oneof![
        9 => prop::collection::vec(step(), 0..6),
        1 => failure().prop_map(|failure| vec![Step::Fail(failure); 60]),
    ];
    let systems = prop::collection::vec(answers, CHAIN.len());
    let mailbox = prop::collection::vec(failure(), 0..8);
    (systems, mailbox, any::<bool>()).prop_map(|(systems, mailbox, has_address)| Script {
        systems,
        mailbox,
        has_address,
    })
}

fn is_told(events: &[EventKind], obligation: &Obligation, by_email: bool, owed: &[Obligation]) -> bool {
    let about_failure =
        |one: &&Obligation| matches!(&one.duty, Duty::Notify { about, .. } if about == "hand_over_failed");
    match &obligation.duty {
        Duty::HandOver { plan_item, .. } => {
            let failed = events.iter().any(
                |kind| matches!(kind, EventKind::HandOverFailed { plan_item: part, .. } if part == plan_item),
            );
            failed && (!by_email || owed.iter().any(|one| about_failure(&one)))
        }
        Duty::Notify { .. } => events.iter().any(
            |kind| matches!(kind, EventKind::NotificationFailed { obligation: id, .. } if *id == obligation.id),
        ),
    }
}

/// What must be true of a case when nothing more is due.
async fn check(bench: &Bench, case: &Case, has_address: bool) -> Result<(), TestCaseError> {
    let (owed, events) = (bench.obligations(case).await, bench.events(case).await);
    let mut failed_parts = 0;
    for one in &owed {
        prop_assert!(one.state.is_end(), "{:?} never ended: {:?}", one.duty, one.state);
        prop_assert!(one.ended_at.is_some());
        if matches!(one.state, State::Failed { .. }) {
            prop_assert!(
                is_told(&events, one, has_address, &owed),
                "{:?} failed and nobody was told",
                one.duty
            );
        }
        let Duty::HandOver { plan_item, .. } = &one.duty else { continue };
        let records = bench.system(plan_item).records();
        let made = records.iter().filter(|record| record.key == one.id).count();
        prop_assert!(made <= 1, "{plan_item}: {made} records");
        match &one.state {
            State::Accepted(_) => prop_assert_eq!(made, 1, "{} is said to be there and is not", plan_item),
            _ => failed_parts += 1,
        }
    }
    let messages = owed
        .iter()
        .filter(|one| matches!(&one.duty, Duty::Notify { about, .. } if about == "hand_over_failed"));
    prop_assert_eq!(
        messages.count(),
        if has_address { failed_parts } else { 0 },
        "one message for each failed part"
    );
    let status = bench.reread(case).await.status;
    prop_assert_eq!(
        status == "under-way",
        failed_parts == 0,
        "{} with {} failed parts",
        status,
        failed_parts
    );
    Ok(())
}

#[test]
fn nothing_is_lost_silently_whatever_the_outside_does() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let cases = Config { cases: 60, failure_persistence: None, ..Config::default() };
    TestRunner::new(cases)
        .run(&script(), |script| {
            runtime.block_on(async {
                let bench = Bench::new().await;
                for ((part, _, _), steps) in CHAIN.iter().zip(&script.systems) {
                    bench.expect(part, steps.iter().cloned());
                }
                bench.mail.fail(script.mailbox.clone());
                let case = bench.sent(if script.has_address { ANA } else { "" }).await;
                bench.work_to_the_end().await;
                check(&bench, &case, script.has_address).await
            })
        })
        .unwrap();
}
