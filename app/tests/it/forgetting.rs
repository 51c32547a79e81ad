//! What is no longer anybody's business is forgotten.

use app::Visitor;

use crate::bench::Bench;

#[tokio::test]
async fn a_one_time_code_that_was_sent_is_forgotten_with_its_address_after_a_day() {
    let bench = Bench::new().await;
    bench.app.send_sign_in_code(&Visitor::anonymous("en"), "192.0.2.1", "ana@example.org").await.unwrap();
    bench.work().await;
    let kept = async || bench.app.store.count_rows("obligations").await.unwrap();
    bench.pass_hours(23);
    bench.app.schedules_once().await.unwrap();
    assert_eq!(kept().await, 1);
    bench.pass_hours(2);
    bench.app.schedules_once().await.unwrap();
    assert_eq!(kept().await, 0);
}

#[tokio::test]
async fn what_is_owed_for_a_case_is_never_forgotten_before_the_case() {
    let bench = Bench::new().await;
    let case = bench.sent("ana@example.org").await;
    bench.work_to_the_end().await;
    let before = bench.obligations(&case).await.len();
    bench.pass_hours(24 * 30);
    bench.app.schedules_once().await.unwrap();
    assert_eq!(bench.obligations(&case).await.len(), before);
    assert!(before > 0);
}

#[tokio::test]
async fn what_agencies_answered_goes_with_the_case() {
    let bench = Bench::new().await;
    let case = bench.sent("ana@example.org").await;
    bench.work_to_the_end().await;
    let attempts = async || {
        let mut count = 0;
        for one in bench.obligations(&case).await {
            count += bench.app.store.attempts_of(&[&one.id]).await.unwrap().len();
        }
        count
    };
    assert!(attempts().await > 0);
    bench.app.store.commit(store::erasure::erase_case(&case.id)).await.unwrap();
    assert_eq!(attempts().await, 0);
}
