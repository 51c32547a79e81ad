//! Two caseworkers on one case, and a caseworker while an obligation is being met.

use std::sync::Arc;

use app::{AppError, Visitor, Worker, staff::Resolution};
use futures::{FutureExt, future::BoxFuture};
use model::{Case, EventKind, State};
use testkit::orders::{Came, Scene, keeping};

use super::{by_chance, in_every_order};
use crate::bench::{ANA, Bench};

type Actor = (BoxFuture<'static, ()>, Came<Result<(), AppError>>);

fn decides(bench: &Arc<Bench>, who: &Visitor, case: &Case, status: &str, why: &'static str) -> Actor {
    let (bench, who, case, status) = (bench.clone(), who.clone(), case.clone(), status.parse().unwrap());
    keeping(async move { bench.app.set_status(&who, &case.id, &status, why, case.row_version).await })
}

fn notes(bench: &Arc<Bench>, who: &Visitor, case: &Case, text: &'static str) -> Actor {
    let (bench, who, case) = (bench.clone(), who.clone(), case.clone());
    keeping(async move { bench.app.write_note(&who, &case.id, text).await })
}

/// Two statuses with their reasons, set at the same moment by two who both read the same.
fn two_decisions(bench: Arc<Bench>, statuses: [&'static str; 2]) -> BoxFuture<'static, Scene> {
    async move {
        let case = bench.sent(ANA).await;
        bench.work().await;
        let case = bench.reread(&case).await;
        let [one_status, two_status] = statuses;
        let (one, one_came) = decides(&bench, &bench.staff("parks"), &case, one_status, "One says so");
        let (two, two_came) = decides(&bench, &bench.staff("clerk"), &case, two_status, "Two says so");
        let check = async move {
            let both =
                [(one_came.to(), one_status, "One says so"), (two_came.to(), two_status, "Two says so")];
            let won: Vec<_> = both.iter().filter(|(came, ..)| came.is_ok()).collect();
            let told = both.iter().filter(|(came, ..)| matches!(came, Err(AppError::Conflict(_)))).count();
            assert_eq!((won.len(), told), (1, 1), "one wins, the other is told: {both:?}");
            let (_, status, why) = won.first().unwrap();
            assert_eq!(bench.reread(&case).await.status, *status);
            let reasons: Vec<String> = bench.events(&case).await.into_iter().filter_map(reason).collect();
            assert_eq!(
                reasons,
                [(*why).to_owned()],
                "the applicant reads the words of who won, and no others"
            );
            let about = format!("status:{status}");
            bench.work().await;
            let told: Vec<String> =
                bench.told(&case, &about).await.into_iter().map(|one| one.paragraphs.concat()).collect();
            assert!(told.iter().filter(|text| text.contains(why)).count() == 1, "{told:?}");
        };
        Scene { actors: vec![("one", one), ("two", two)], check: check.boxed() }
    }
    .boxed()
}

fn reason(kind: EventKind) -> Option<String> {
    match kind {
        EventKind::StatusChanged { reason, .. } if !reason.is_empty() => Some(reason),
        _ => None,
    }
}

#[test]
fn of_two_decisions_at_the_same_moment_exactly_one_wins_and_the_other_is_told() {
    in_every_order(2, |bench| two_decisions(bench, ["done", "received"]));
}

#[test]
fn two_who_set_the_same_status_for_different_reasons_do_not_take_each_others_words() {
    in_every_order(2, |bench| two_decisions(bench, ["done", "done"]));
}

#[test]
fn of_two_decisions_at_the_same_moment_exactly_one_wins_on_postgres() {
    by_chance(true, |bench| two_decisions(bench, ["done", "received"]));
}

fn two_notes_and_a_decision(bench: Arc<Bench>) -> BoxFuture<'static, Scene> {
    async move {
        let case = bench.sent(ANA).await;
        bench.work().await;
        let case = bench.reread(&case).await;
        let (one, one_came) = notes(&bench, &bench.staff("parks"), &case, "One has called.");
        let (two, two_came) = notes(&bench, &bench.staff("clerk"), &case, "Two has called.");
        let (three, three_came) = decides(&bench, &bench.staff("parks"), &case, "done", "Done");
        let check = async move {
            for came in [one_came.to(), two_came.to(), three_came.to()] {
                came.unwrap();
            }
            let events = bench.events(&case).await;
            for text in ["One has called.", "Two has called."] {
                let noted = |kind: &&EventKind| matches!(kind, EventKind::NoteWritten { text: known } if known == text);
                assert_eq!(events.iter().filter(noted).count(), 1, "{text}");
            }
            assert_eq!(bench.reread(&case).await.status, "done");
        };
        Scene { actors: vec![("one", one), ("two", two), ("three", three)], check: check.boxed() }
    }
    .boxed()
}

#[test]
fn notes_and_a_decision_at_the_same_moment_are_all_kept() {
    by_chance(false, two_notes_and_a_decision);
}

#[test]
fn notes_and_a_decision_at_the_same_moment_are_all_kept_on_postgres() {
    by_chance(true, two_notes_and_a_decision);
}

/// Staff end a part by hand while a worker is about to hand it over, and another worker too.
fn ended_by_hand_while_tried(bench: Arc<Bench>) -> BoxFuture<'static, Scene> {
    async move {
        let case = bench.sent(ANA).await;
        let part = bench.part(&case, "book").await;
        let (mending, mended) = {
            let (bench, who, id) = (bench.clone(), bench.staff("parks"), part.id.clone());
            let by_hand =
                Resolution { arrived: true, reference: "BY-HAND".into(), reason: "by phone".into() };
            keeping(async move { bench.app.resolve_obligation(&who, &id, &by_hand).await })
        };
        let work =
            |bench: Arc<Bench>| async move { drop(Worker::new(bench.app.clone()).round().await) }.boxed();
        let actors =
            vec![("mends", mending), ("worker", work(bench.clone())), ("other worker", work(bench.clone()))];
        let check = async move {
            let mended = mended.to();
            assert!(matches!(mended, Ok(()) | Err(AppError::Conflict(_))), "{mended:?}");
            bench.work().await;
            let State::Accepted(accepted) = bench.state(&case, "book").await else { panic!("it has no end") };
            let by_hand = accepted.reference == "BY-HAND";
            assert!(!by_hand || mended.is_ok());
            let made = bench.system("book").records().iter().filter(|record| record.key == part.id).count();
            assert_eq!(made, usize::from(!by_hand), "by hand, or by the worker, and never both");
            let ends = bench.events(&case).await;
            let ends = ends.iter().filter(
                |kind| matches!(kind, EventKind::HandOverAccepted { plan_item, .. } if plan_item == "book"),
            );
            assert_eq!(ends.count(), 1);
            assert_eq!(bench.reread(&case).await.status, "under-way", "the case has moved on");
        };
        Scene { actors, check: check.boxed() }
    }
    .boxed()
}

#[test]
fn a_part_ended_by_hand_while_two_workers_try_it_ends_once() {
    by_chance(false, ended_by_hand_while_tried);
}

#[test]
fn a_part_ended_by_hand_while_two_workers_try_it_ends_once_on_postgres() {
    by_chance(true, ended_by_hand_while_tried);
}
