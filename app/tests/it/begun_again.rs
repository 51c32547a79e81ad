//! A part that failed for good is not the end of the road: staff see it and have it begun again.

use app::{AppError, Visitor, staff::ObligationLine};
use model::{Case, Failure, Obligation, State};
use store::{OwedFilter, Shown};
use testkit::world::Step;

use crate::{
    bench::{ANA, Bench},
    garden::CHAIN,
};

/// The part of the invented plan that the others wait for.
const FIRST: &str = "book";

async fn current(bench: &Bench, case: &Case, part: &str) -> Obligation {
    let parts = model::current_parts(bench.obligations(case).await);
    parts.into_iter().find(|one| one.duty.plan_item().is_some_and(|item| item == part)).unwrap()
}

/// What the console lists as failed for good.
async fn failed_parts(bench: &Bench, staff: &Visitor) -> Vec<ObligationLine> {
    let filter = OwedFilter { shown: Shown::Failed, limit: 50, ..OwedFilter::default() };
    bench.app.owed(staff, &filter).await.unwrap().rows
}

#[tokio::test]
async fn a_part_that_failed_for_good_is_listed_and_can_be_begun_again_with_the_same_key() {
    let bench = Bench::new().await;
    bench.expect(FIRST, [Step::Fail(Failure::permanent("no such table"))]);
    let case = bench.sent(ANA).await;
    bench.work_to_the_end().await;
    let failed = bench.part(&case, FIRST).await;
    assert!(matches!(failed.state, State::Failed { .. }));
    let staff = bench.staff(&failed.agency);
    let listed = failed_parts(&bench, &staff).await;
    assert!(listed.iter().any(|line| line.obligation.id == failed.id && line.may_begin_again));

    bench.app.retry_obligation(&staff, &failed.id).await.unwrap();
    assert_eq!(current(&bench, &case, FIRST).await.state, State::Asking, "it may have arrived after all");
    bench.work_to_the_end().await;

    let records = bench.system(FIRST).records();
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].key, failed.id, "the other side must be able to tell a repeat");
    assert!(matches!(current(&bench, &case, FIRST).await.state, State::Accepted(_)));
    let listed = failed_parts(&bench, &staff).await;
    assert!(listed.iter().all(|line| line.obligation.id != failed.id));
}

#[tokio::test]
async fn parts_that_failed_only_because_of_it_are_begun_again_too_and_wait_for_it() {
    let bench = Bench::new().await;
    bench.expect(FIRST, [Step::Fail(Failure::permanent("no such table"))]);
    let case = bench.sent(ANA).await;
    bench.work_to_the_end().await;
    let failed = bench.part(&case, FIRST).await;
    let staff = bench.staff(&failed.agency);
    bench.app.retry_obligation(&staff, &failed.id).await.unwrap();
    for part in ["letter", "badge"] {
        assert_eq!(current(&bench, &case, part).await.state, State::Waiting, "{part}");
    }
    bench.work_to_the_end().await;
    for (part, _, _) in CHAIN {
        assert!(matches!(current(&bench, &case, part).await.state, State::Accepted(_)), "{part}");
        assert_eq!(bench.system(part).records().len(), 1, "{part}");
    }
    assert_eq!(bench.reread(&case).await.status, "under-way", "every office has its part now");
}

#[tokio::test]
async fn a_part_is_not_begun_again_before_the_one_it_waits_for() {
    let bench = Bench::new().await;
    let refused = || [Step::Fail(Failure::permanent("no such table"))];
    bench.expect(FIRST, refused());
    bench.expect("letter", refused());
    let case = bench.sent(ANA).await;
    bench.work_to_the_end().await;
    let (book, letter) = (bench.part(&case, FIRST).await, bench.part(&case, "letter").await);
    let staff = bench.staff(&letter.agency);
    let before = bench.obligations(&case).await.len();
    for (part, may, wants) in
        [("letter", false, vec![FIRST]), ("badge", false, vec![FIRST]), (FIRST, true, vec![])]
    {
        let one = bench.part(&case, part).await;
        let line = bench.app.obligation_to_mend(&bench.staff(&one.agency), &one.id).await.unwrap();
        let first: Vec<_> =
            line.first.iter().filter_map(|one| one.duty.plan_item().map(String::as_str)).collect();
        assert_eq!((line.may_begin_again, first), (may, wants), "{part}");
    }
    let result = bench.app.retry_obligation(&staff, &letter.id).await;
    assert!(matches!(result, Err(AppError::Conflict(_))), "it would wait for ever: {result:?}");
    assert_eq!(bench.obligations(&case).await.len(), before);

    // Its own failure, after the first was taken, is its own: only what waits for it is begun again with it.
    bench.app.retry_obligation(&staff, &book.id).await.unwrap();
    bench.work_to_the_end().await;
    let letter = current(&bench, &case, "letter").await;
    assert!(matches!(letter.state, State::Failed { .. }));
    bench.app.retry_obligation(&staff, &letter.id).await.unwrap();
    assert_eq!(current(&bench, &case, "letter").await.state, State::Asking);
    assert_eq!(current(&bench, &case, "badge").await.state, State::Waiting);
    bench.work_to_the_end().await;
    assert!(matches!(current(&bench, &case, "badge").await.state, State::Accepted(_)));
    assert_eq!(bench.system(FIRST).records().len(), 1);
}

#[tokio::test]
async fn begun_again_twice_is_begun_again_once() {
    let bench = Bench::new().await;
    bench.expect(FIRST, [Step::Fail(Failure::permanent("no such table"))]);
    let case = bench.sent(ANA).await;
    bench.work_to_the_end().await;
    let failed = bench.part(&case, FIRST).await;
    let before = bench.obligations(&case).await.len();
    let staff = bench.staff(&failed.agency);
    bench.pass_hours(1);
    bench.app.retry_obligation(&staff, &failed.id).await.unwrap();
    bench.app.retry_obligation(&staff, &failed.id).await.unwrap();
    assert_eq!(bench.obligations(&case).await.len(), before + 3, "the part and the two that wait for it");
    bench.work_to_the_end().await;
}

#[tokio::test]
async fn who_was_told_that_a_part_failed_is_told_when_it_arrives_after_all() {
    let bench = Bench::new().await;
    bench.expect(FIRST, [Step::Fail(Failure::permanent("no such code"))]);
    let case = bench.sent(ANA).await;
    bench.work_to_the_end().await;
    assert_eq!(bench.told(&case, "hand_over_failed").await.len(), 3, "the part and the two that wait for it");
    assert!(bench.told(&case, "hand_over_arrived").await.is_empty(), "nothing failed that arrived");
    let failed = bench.part(&case, FIRST).await;
    bench.app.retry_obligation(&bench.staff(&failed.agency), &failed.id).await.unwrap();
    bench.work_to_the_end().await;
    let told = bench.told(&case, "hand_over_arrived").await;
    assert_eq!(told.len(), 3);
    assert!(told.iter().all(|message| message.subject == "One part is done after all"), "{told:?}");
    assert!(told.iter().any(|message| message.paragraphs[0].contains("The book")), "{told:?}");
}
