//! A new version of a service is published while somebody saves a page and sends.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use app::{App, AppError, Kept, Publisher, Submitted, Visitor};
use forms::{Catalogue, Fields, Files, Place};
use futures::{FutureExt, future::BoxFuture};
use model::{DraftId, Random};
use store::PublicationKind;
use testkit::{
    orders::{Came, Scene, keeping},
    world::FakeRandom,
};

use super::{by_chance, in_every_order};
use crate::{
    bench::{ANA, Bench},
    garden::{self, SLUG},
};

/// The service with one question asked in other words than ever before.
fn edited() -> Files {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let label = format!("label: How big must it be ({number})?");
    let edited = |(path, text): (String, String)| (path, text.replace("label: How big must it be?", &label));
    garden::services(garden::CHAIN).into_iter().map(edited).collect()
}

/// An operator publishes with a program of their own.
async fn publish(app: &App) {
    let files = edited();
    let catalogue = Catalogue::load(&files).0.unwrap();
    let random: &dyn Random = app.random.as_ref();
    let publisher = Publisher { store: &app.store, clock: app.clock.as_ref(), random, by: "Ana Operator" };
    publisher.publish(PublicationKind::Published, &files, &catalogue).await.unwrap();
}

/// The same, and this process follows.
fn publishes(bench: &Arc<Bench>) -> BoxFuture<'static, ()> {
    let bench = bench.clone();
    async move {
        publish(&bench.app).await;
        bench.app.follow().await.unwrap();
    }
    .boxed()
}

fn sends(
    bench: &Arc<Bench>,
    visitor: &Visitor,
    draft: &DraftId,
    checked: &str,
) -> (BoxFuture<'static, ()>, Came<Result<Submitted, AppError>>) {
    let (bench, visitor, draft, checked) =
        (bench.clone(), visitor.clone(), draft.clone(), checked.to_owned());
    keeping(async move { bench.app.submit(&visitor, &draft, Some(&checked)).await })
}

/// It is received in the version its sender saw, or not sent at all, and they are told to look again.
async fn is_as_seen(bench: &Bench, draft: &DraftId, seen: &str, sent: Result<Submitted, AppError>) {
    let submission = bench.app.store.find_submission_by_draft(draft).await.unwrap();
    match sent.unwrap() {
        Submitted::Received(_) => {
            let submission = submission.unwrap();
            assert_eq!(submission.service_version, seen);
            assert_eq!(bench.case_of(draft).await.service_version, seen);
        }
        Submitted::Changed | Submitted::Missing(_) => {
            assert!(submission.is_none());
            assert!(bench.app.store.find_draft(draft).await.unwrap().is_some(), "it is kept");
        }
        other => panic!("{other:?}"),
    }
}

fn sent_while_published(bench: Arc<Bench>) -> BoxFuture<'static, Scene> {
    async move {
        let (visitor, draft) = bench.ready(ANA).await;
        let seen = bench.app.open_draft(&visitor, SLUG).await.unwrap().draft.service_version;
        let (sending, sent) = sends(&bench, &visitor, &draft, &seen);
        let publishing = publishes(&bench);
        let check = async move { is_as_seen(&bench, &draft, &seen, sent.to()).await };
        Scene { actors: vec![("sends", sending), ("publishes", publishing)], check: check.boxed() }
    }
    .boxed()
}

#[test]
fn what_is_sent_while_a_version_is_published_is_what_its_sender_saw_or_is_not_sent() {
    in_every_order(1, sent_while_published);
}

/// Another process has followed a publication already, and a page is saved there; this one has not, and sends; and then
/// something is published once more.
fn saved_elsewhere_while_published(bench: Arc<Bench>) -> BoxFuture<'static, Scene> {
    async move {
        let (visitor, draft) = bench.ready(ANA).await;
        let seen = bench.app.open_draft(&visitor, SLUG).await.unwrap().draft.service_version;
        // Two processes never have the same chance.
        bench.clock.pass(jiff::SignedDuration::from_secs(1));
        let random = Arc::new(FakeRandom::seeded(100 + bench.now().as_second().unsigned_abs()));
        let ahead = bench.node_with(&garden::services(garden::CHAIN), random).await;
        publish(&ahead).await;
        assert!(ahead.follow().await.unwrap());
        let (saving, saved) = {
            let visitor = visitor.clone();
            keeping(async move {
                let fields: Fields = std::iter::once(("full_name", "Ana Changed")).collect();
                let place = Place::page("your-name".parse().unwrap());
                ahead.save_page(&visitor, SLUG, &place, &fields, false).await
            })
        };
        let (sending, sent) = sends(&bench, &visitor, &draft, &seen);
        let publishing = publishes(&bench);
        let check = async move {
            let (saved, sent) = (saved.to(), sent.to());
            let is_received = matches!(sent, Ok(Submitted::Received(_)));
            is_as_seen(&bench, &draft, &seen, sent).await;
            match saved {
                Ok(Kept::Next(_)) => assert!(!is_received, "it moved on: nothing is sent that was not seen"),
                Err(AppError::NotFound) => assert!(is_received),
                other => panic!("{:?}", other.map(drop)),
            }
        };
        let actors = vec![("saves", saving), ("sends", sending), ("publishes", publishing)];
        Scene { actors, check: check.boxed() }
    }
    .boxed()
}

#[test]
fn a_draft_that_moves_elsewhere_while_it_is_sent_is_sent_as_seen_or_not_at_all() {
    by_chance(false, saved_elsewhere_while_published);
}

#[test]
fn a_draft_that_moves_elsewhere_while_it_is_sent_is_sent_as_seen_or_not_at_all_on_postgres() {
    by_chance(true, saved_elsewhere_while_published);
}
