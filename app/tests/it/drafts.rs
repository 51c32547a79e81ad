//! Drafts: nothing typed is lost, and nobody is surprised when one is deleted.

use std::sync::Arc;

use app::Kept;
use forms::{Fields, Place};
use store::StoreError;
use testkit::world::FakeRandom;

use crate::{
    bench::{ANA, Bench},
    garden::{self, SLUG},
};

/// Messages so far; time passes, and what is due then happens.
async fn days_later(bench: &Bench, days: i64) -> usize {
    bench.pass_hours(24 * days);
    bench.app.schedules_once().await.unwrap();
    bench.app.schedules_once().await.unwrap();
    bench.work().await;
    bench.mail.sent().iter().filter(|message| message.to == ANA).count()
}

#[tokio::test]
async fn a_person_is_reminded_seven_days_and_one_day_before_a_draft_is_deleted_with_its_key() {
    let bench = Bench::new().await;
    let (_, id) = bench.ready("").await;
    bench.prove(&id).await;
    let draft = bench.app.store.find_draft(&id).await.unwrap().unwrap();
    // Kept for 30 days.
    assert_eq!(days_later(&bench, 22).await, 0);
    assert_eq!(days_later(&bench, 1).await, 1, "seven days before");
    assert_eq!(days_later(&bench, 5).await, 1);
    assert_eq!(days_later(&bench, 1).await, 2, "one day before");
    assert!(bench.mail.newest_to(ANA).unwrap().action.is_some(), "with a link to go on");
    assert!(bench.app.store.find_draft(&id).await.unwrap().is_some());
    assert_eq!(days_later(&bench, 1).await, 2);
    assert!(bench.app.store.find_draft(&id).await.unwrap().is_none());
    assert!(matches!(bench.app.store.key(&draft.key).await, Err(StoreError::Erased)));
    assert!(bench.app.store.without_end(None, None, 9).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_reminder_of_a_draft_that_was_deleted_is_owed_to_nobody() {
    let bench = Bench::new().await;
    let (_, id) = bench.ready("").await;
    let owner = bench.prove(&id).await;
    bench.pass_hours(24 * 23);
    bench.app.schedules_once().await.unwrap();
    bench.app.delete_draft(&owner, &id).await.unwrap();
    bench.work().await;
    assert!(bench.mail.sent().is_empty());
    assert!(bench.app.store.without_end(None, None, 9).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_draft_that_lives_for_a_week_is_reminded_of_only_the_day_before_it_is_deleted() {
    let mut bench = Bench::new().await;
    let week = garden::services(garden::CHAIN)
        .into_iter()
        .map(|(path, text)| (path, text.replace("draft: {keep_days: 30", "draft: {keep_days: 7")))
        .collect();
    bench.app = bench.node_with(&week, Arc::new(FakeRandom::seeded(2))).await;
    let (visitor, id) = bench.ready("").await;
    bench.prove(&id).await;
    let open = bench.app.open_draft(&visitor, SLUG).await.unwrap();
    assert_eq!(app::reminders(&open), "day", "nothing else is promised");
    for _ in 0..5 {
        assert_eq!(days_later(&bench, 1).await, 0, "not right after it was begun");
    }
    bench.save(&visitor, "plot-size", &[("plot_size", "large")]).await;
    assert_eq!(days_later(&bench, 5).await, 0, "nor after a page was saved");
    assert_eq!(days_later(&bench, 1).await, 1, "one day before");
    let reminder = bench.mail.newest_to(ANA).unwrap();
    assert!(reminder.subject.starts_with("We will delete your answers on "), "{}", reminder.subject);
}

#[tokio::test]
async fn keeping_a_draft_longer_never_brings_its_end_nearer() {
    let bench = Bench::new().await;
    let (_, id) = bench.ready("").await;
    let owner = bench.prove(&id).await;
    let mut end = bench.app.store.find_draft(&id).await.unwrap().unwrap().expires_at;
    for _ in 0..3 {
        bench.app.snooze_draft(&owner, &id).await.unwrap();
        let later = bench.app.store.find_draft(&id).await.unwrap().unwrap().expires_at;
        assert_eq!(later.duration_since(end).as_hours(), 30 * 24, "as many days longer as the button says");
        end = later;
    }
}

#[tokio::test]
async fn a_draft_put_off_is_kept_as_long_again_and_reminded_of_again() {
    let bench = Bench::new().await;
    let (_, id) = bench.ready("").await;
    let owner = bench.prove(&id).await;
    assert_eq!(days_later(&bench, 29).await, 1, "the later of the two reminders is enough");
    bench.app.snooze_draft(&owner, &id).await.unwrap();
    assert_eq!(days_later(&bench, 2).await, 1);
    assert!(bench.app.store.find_draft(&id).await.unwrap().is_some());
    assert_eq!(days_later(&bench, 21).await, 1);
    assert_eq!(days_later(&bench, 1).await, 2, "seven days before the new day");
    for _ in 0..2 {
        bench.app.snooze_draft(&owner, &id).await.unwrap();
    }
    assert!(bench.app.snooze_draft(&owner, &id).await.is_err(), "three times at the most");
    assert_eq!(days_later(&bench, 7 + 59).await, 3);
    days_later(&bench, 1).await;
    assert!(bench.app.store.find_draft(&id).await.unwrap().is_none());
}

#[tokio::test]
async fn a_draft_without_a_proved_address_is_deleted_without_mail() {
    let bench = Bench::new().await;
    let (_, id) = bench.ready(ANA).await;
    for _ in 0..31 {
        assert_eq!(days_later(&bench, 1).await, 0);
    }
    assert!(bench.app.store.find_draft(&id).await.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_saved_from_two_tabs_at_the_same_moment_are_all_kept() {
    let bench = Bench::new().await;
    let (visitor, id) = bench.visitor().await;
    bench.save(&visitor, "your-name", &[("full_name", "Ana Example")]).await;
    bench.save(&visitor, "your-email", &[("email", "")]).await;
    bench.save(&visitor, "plot-size", &[("plot_size", "small")]).await;
    for round in 0..5 {
        let name = format!("Ana Example {}", ["One", "Two", "Three", "Four", "Five"][round]);
        let size = if round % 2 == 0 { "large" } else { "small" };
        let address = format!("ana{round}@example.org");
        let typed = [[("full_name", name.as_str())], [("email", address.as_str())], [("plot_size", size)]];
        tokio::join!(
            bench.save(&visitor, "your-name", &typed[0]),
            bench.save(&visitor, "your-name", &typed[0]),
            bench.save(&visitor, "your-email", &typed[1]),
            bench.save(&visitor, "plot-size", &typed[2]),
        );
        let answers = bench.app.store.find_draft(&id).await.unwrap().unwrap().answers;
        let kept = format!("{answers:?}");
        for wanted in [&name, &address, size] {
            assert!(kept.contains(wanted), "{wanted} is lost: {kept}");
        }
    }
}

#[tokio::test]
async fn a_page_sent_twice_changes_the_draft_once() {
    let bench = Bench::new().await;
    let (visitor, id) = bench.visitor().await;
    let version = async || bench.app.store.find_draft(&id).await.unwrap().unwrap().row_version;
    bench.save(&visitor, "your-name", &[("full_name", "Ana Example")]).await;
    let first = version().await;
    bench.save(&visitor, "your-name", &[("full_name", "Ana Example")]).await;
    assert_eq!(version().await, first);
}

#[tokio::test]
async fn a_page_with_answers_to_fix_changes_nothing() {
    let bench = Bench::new().await;
    let (visitor, id) = bench.visitor().await;
    bench.save(&visitor, "your-name", &[("full_name", "Ana Example")]).await;
    let before = bench.app.store.find_draft(&id).await.unwrap();
    let fields: Fields = [("full_name", "")].into_iter().collect();
    let place = Place::page("your-name".parse().unwrap());
    let kept = bench.app.save_page(&visitor, SLUG, &place, &fields, false).await.unwrap();
    assert!(matches!(kept, Kept::ToFix(errors) if errors.len() == 1));
    assert_eq!(bench.app.store.find_draft(&id).await.unwrap(), before);
}
