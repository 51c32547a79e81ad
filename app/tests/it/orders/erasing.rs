//! A case or a draft whose time is over, while somebody still has to do with it.

use std::sync::Arc;

use app::{AppError, Kept, Visitor, Worker};
use forms::{Fields, Place};
use futures::{FutureExt, future::BoxFuture};
use model::{Case, EventKind};
use store::StoreError;
use testkit::orders::{Scene, keeping};

use super::{by_chance, in_every_order};
use crate::{
    bench::{ANA, Bench},
    garden::SLUG,
};

/// A case that is erased by the next who looks.
async fn due(bench: &Bench) -> Case {
    let case = bench.sent(ANA).await;
    bench.work().await;
    let version = bench.reread(&case).await.row_version;
    bench
        .app
        .set_status(&bench.staff("parks"), &case.id, &"done".parse().unwrap(), "Yes", version)
        .await
        .unwrap();
    bench.work().await;
    bench.pass_hours(24 * 366);
    bench.reread(&case).await
}

fn erases(bench: &Arc<Bench>) -> BoxFuture<'static, ()> {
    let bench = bench.clone();
    async move { drop(bench.app.schedules_once().await) }.boxed()
}

async fn is_erased(bench: &Bench, case: &Case) -> bool {
    matches!(bench.app.store.key(&case.key).await, Err(StoreError::Erased))
}

/// Whoever comes too late finds nothing; whoever comes in time is heard.
fn is_done(came: &Result<(), AppError>) -> bool {
    assert!(matches!(came, Ok(()) | Err(AppError::NotFound | AppError::Conflict(_))), "{came:?}");
    came.is_ok()
}

fn told_it_is_open_again(bench: &Bench, case: &Case) -> usize {
    let sent = bench.mail.sent();
    let about = |text: &String| text.contains("We look at it again");
    let of_case = |fact: &model::Fact| fact.value == case.reference.to_string();
    sent.iter().filter(|one| one.paragraphs.iter().any(about) && one.facts.iter().any(of_case)).count()
}

/// A case is taken up again at the moment it is to be erased, and a worker tells its applicant.
fn taken_up_again(bench: Arc<Bench>) -> BoxFuture<'static, Scene> {
    async move {
        let case = due(&bench).await;
        let who = bench.staff("parks");
        let (deciding, decided) = {
            let (bench, case) = (bench.clone(), case.clone());
            let status = "received".parse().unwrap();
            keeping(async move {
                let why = "We look at it again";
                let done = bench.app.set_status(&who, &case.id, &status, why, case.row_version).await;
                drop(Worker::new(bench.app.clone()).round().await);
                done
            })
        };
        let erasing = erases(&bench);
        let check = async move {
            let is_decided = is_done(&decided.to());
            bench.work().await;
            let (told, is_erased) = (told_it_is_open_again(&bench, &case), is_erased(&bench, &case).await);
            assert_eq!(
                (is_erased, told),
                (!is_decided, usize::from(is_decided)),
                "erased, or heard and told"
            );
            let now = bench.reread(&case).await;
            assert_eq!(now.status, if is_decided { "received" } else { "done" });
        };
        Scene { actors: vec![("erases", erasing), ("decides", deciding)], check: check.boxed() }
    }
    .boxed()
}

#[test]
fn a_case_taken_up_again_while_it_is_to_be_erased_is_not_erased() {
    in_every_order(1, taken_up_again);
}

#[test]
fn a_case_taken_up_again_while_it_is_to_be_erased_is_not_erased_on_postgres() {
    by_chance(true, taken_up_again);
}

fn held(bench: Arc<Bench>) -> BoxFuture<'static, Scene> {
    async move {
        let case = due(&bench).await;
        let who = bench.staff("parks");
        let (holding, outcome) = {
            let (bench, case) = (bench.clone(), case.clone());
            keeping(async move { bench.app.hold_case(&who, &case.id, "court").await })
        };
        let erasing = erases(&bench);
        let check = async move {
            let is_held = is_done(&outcome.to());
            assert_eq!(is_erased(&bench, &case).await, !is_held, "erased, or held");
        };
        Scene { actors: vec![("erases", erasing), ("holds", holding)], check: check.boxed() }
    }
    .boxed()
}

#[test]
fn a_case_held_while_it_is_to_be_erased_is_held_or_erased_and_never_both() {
    in_every_order(1, held);
}

#[test]
fn a_case_held_while_it_is_to_be_erased_is_held_or_erased_and_never_both_on_postgres() {
    by_chance(true, held);
}

fn noted(bench: Arc<Bench>) -> BoxFuture<'static, Scene> {
    async move {
        let case = due(&bench).await;
        let who = bench.staff("parks");
        let (noting, outcome) = {
            let (bench, case) = (bench.clone(), case.clone());
            keeping(async move { bench.app.write_note(&who, &case.id, "She has called.").await })
        };
        let another = bench.another_node(crate::garden::CHAIN).await;
        let erases_too = async move { drop(another.schedules_once().await) }.boxed();
        let erasing = erases(&bench);
        let check = async move {
            is_done(&outcome.to());
            assert!(is_erased(&bench, &case).await, "nobody held it, nobody took it up again");
        };
        let actors = vec![("erases", erasing), ("erases too", erases_too), ("notes", noting)];
        Scene { actors, check: check.boxed() }
    }
    .boxed()
}

#[test]
fn a_note_on_a_case_that_two_processes_erase_leaves_nothing_behind() {
    by_chance(false, noted);
}

#[test]
fn a_note_on_a_case_that_two_processes_erase_leaves_nothing_behind_on_postgres() {
    by_chance(true, noted);
}

/// The system takes a part while the case's end, its erasure and a second attempt come together: nothing is handed over
/// for a case that is gone.
fn begun_again(bench: Arc<Bench>) -> BoxFuture<'static, Scene> {
    async move {
        let failure = model::Failure::permanent("no such plot");
        bench.expect("badge", [testkit::world::Step::Fail(failure)]);
        let case = due(&bench).await;
        let part = bench.part(&case, "badge").await;
        let before = bench.system("badge").calls();
        let who = bench.staff("clerk");
        let (retrying, retried) = {
            let (bench, part) = (bench.clone(), part.clone());
            keeping(async move {
                let done = bench.app.retry_obligation(&who, &part.id).await;
                drop(Worker::new(bench.app.clone()).round().await);
                done
            })
        };
        let erasing = erases(&bench);
        let check = async move {
            let is_begun = is_done(&retried.to());
            let is_erased = is_erased(&bench, &case).await;
            bench.work().await;
            let handed_over = bench.system("badge").calls() - before;
            assert_eq!(
                handed_over,
                u64::from(is_begun),
                "handed over when that was asked for, and only then"
            );
            let noted = |kind: &EventKind| matches!(kind, EventKind::ObligationRetried { .. });
            assert!(is_erased || !is_begun || bench.events(&case).await.iter().any(noted));
        };
        Scene { actors: vec![("erases", erasing), ("begins again", retrying)], check: check.boxed() }
    }
    .boxed()
}

#[test]
fn a_part_begun_again_while_its_case_is_to_be_erased_is_handed_over_or_not_and_never_of_a_case_that_is_gone()
{
    in_every_order(1, begun_again);
}

fn expires(bench: Arc<Bench>) -> BoxFuture<'static, Scene> {
    async move {
        let (visitor, draft) = bench.ready(ANA).await;
        bench.pass_hours(24 * 31);
        let (saving, saved) = saving(&bench, &visitor);
        let erasing = erases(&bench);
        let check = async move {
            let kept = match saved.to() {
                Ok(Kept::Next(_)) => true,
                Err(AppError::NotFound) => false,
                other => panic!("{:?}", other.map(drop)),
            };
            let draft = bench.app.store.find_draft(&draft).await.unwrap();
            assert_eq!(draft.is_some(), kept, "what was kept is there");
        };
        Scene { actors: vec![("erases", erasing), ("saves", saving)], check: check.boxed() }
    }
    .boxed()
}

fn saving(
    bench: &Arc<Bench>,
    visitor: &Visitor,
) -> (BoxFuture<'static, ()>, testkit::orders::Came<Result<Kept, AppError>>) {
    let (bench, visitor) = (bench.clone(), visitor.clone());
    keeping(async move {
        let fields: Fields = std::iter::once(("full_name", "Ana Changed")).collect();
        let place = Place::page("your-name".parse().unwrap());
        bench.app.save_page(&visitor, SLUG, &place, &fields, false).await
    })
}

#[test]
fn a_draft_saved_at_the_moment_it_expires_is_kept_or_gone_and_its_person_told() {
    in_every_order(1, expires);
}

#[test]
fn a_draft_saved_at_the_moment_it_expires_is_kept_or_gone_and_its_person_told_on_postgres() {
    by_chance(true, expires);
}
