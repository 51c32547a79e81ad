//! One draft in two tabs or on two devices: saved, sent, thrown away and given photos at the same time.

use std::sync::Arc;

use app::{AppError, Kept, Submitted, Upload, Visitor};
use forms::{Answer, Fields, Place};
use futures::{FutureExt, future::BoxFuture};
use model::DraftId;
use testkit::orders::{Came, Scene, keeping};

use super::{by_chance, in_every_order};
use crate::{
    bench::{ANA, Bench},
    garden::{CHAIN, SLUG},
};

/// The smallest content that is a picture.
const PHOTO: &[u8] = &[0xff, 0xd8, 0xff, 0xe0, 0, 16, b'J', b'F', b'I', b'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];

type Actor<T> = (BoxFuture<'static, ()>, Came<Result<T, AppError>>);

fn sends(bench: &Arc<Bench>, visitor: &Visitor, draft: &DraftId) -> Actor<Submitted> {
    let (bench, visitor, draft) = (bench.clone(), visitor.clone(), draft.clone());
    keeping(async move { bench.app.submit(&visitor, &draft, None).await })
}

fn saves(bench: &Arc<Bench>, visitor: &Visitor, page: &str, control: (&str, &str)) -> Actor<Kept> {
    let (bench, visitor, place) = (bench.clone(), visitor.clone(), Place::page(page.parse().unwrap()));
    let fields: Fields = std::iter::once(control).collect();
    keeping(async move { bench.app.save_page(&visitor, SLUG, &place, &fields, false).await })
}

fn is_kept(came: &Result<Kept, AppError>) -> bool {
    match came {
        Ok(Kept::Next(_)) => true,
        // It is not there any more: the page says so, and leads on.
        Err(AppError::NotFound) => false,
        Ok(_) => panic!("it was neither kept nor refused"),
        Err(error) => panic!("{error}"),
    }
}

async fn name_sent(bench: &Bench, draft: &DraftId) -> Option<String> {
    let submission = bench.app.store.find_submission_by_draft(draft).await.unwrap()?;
    let Some(Answer::Name(name)) = submission.answers.get(&"full_name".parse().unwrap()).cloned() else {
        panic!()
    };
    Some(name.full)
}

/// One case with everything it is owed, once.
async fn is_received_once(bench: &Bench, draft: &DraftId) {
    let case = bench.case_of(draft).await;
    assert_eq!(bench.obligations(&case).await.len(), CHAIN.len() + 1, "each part once, and one message");
    assert_eq!(bench.events(&case).await.len(), 1, "received, once");
}

fn sent_twice(bench: Arc<Bench>) -> BoxFuture<'static, Scene> {
    async move {
        let (visitor, draft) = bench.ready(ANA).await;
        let (one, one_came) = sends(&bench, &visitor, &draft);
        let (two, two_came) = sends(&bench, &visitor, &draft);
        let check = async move {
            for came in [one_came.to(), two_came.to()] {
                assert!(matches!(&came, Ok(Submitted::Received(known)) if *known == draft), "{came:?}");
            }
            is_received_once(&bench, &draft).await;
        };
        Scene { actors: vec![("one", one), ("two", two)], check: check.boxed() }
    }
    .boxed()
}

#[test]
fn a_draft_sent_from_two_tabs_is_received_once_and_both_are_told_so() {
    in_every_order(2, sent_twice);
}

#[test]
fn a_draft_sent_from_two_tabs_is_received_once_on_postgres() {
    by_chance(true, sent_twice);
}

fn saved_while_sent(bench: Arc<Bench>) -> BoxFuture<'static, Scene> {
    async move {
        let (visitor, draft) = bench.ready(ANA).await;
        let (saving, saved) = saves(&bench, &visitor, "your-name", ("full_name", "Ana Changed"));
        let (sending, sent) = sends(&bench, &visitor, &draft);
        let check = async move {
            let is_kept = is_kept(&saved.to());
            let sent = sent.to();
            assert!(matches!(sent, Ok(Submitted::Received(_))), "{sent:?}");
            let name = if is_kept { "Ana Changed" } else { "Ana Example" };
            assert_eq!(
                name_sent(&bench, &draft).await.as_deref(),
                Some(name),
                "what was kept is what was sent"
            );
            is_received_once(&bench, &draft).await;
        };
        Scene { actors: vec![("saves", saving), ("sends", sending)], check: check.boxed() }
    }
    .boxed()
}

#[test]
fn a_page_saved_in_one_tab_while_the_other_sends_is_sent_too_or_its_sender_is_told() {
    in_every_order(2, saved_while_sent);
}

#[test]
fn a_page_saved_in_one_tab_while_the_other_sends_on_postgres() {
    by_chance(true, saved_while_sent);
}

fn two_pages(bench: Arc<Bench>) -> BoxFuture<'static, Scene> {
    async move {
        let (visitor, draft) = bench.ready(ANA).await;
        let (one, one_came) = saves(&bench, &visitor, "your-name", ("full_name", "Ana Changed"));
        let (two, two_came) = saves(&bench, &visitor, "plot-size", ("plot_size", "large"));
        let check = async move {
            assert!(is_kept(&one_came.to()) && is_kept(&two_came.to()));
            let kept = bench.app.store.find_draft(&draft).await.unwrap().unwrap();
            let answer = |name: &str| kept.answers.get(&name.parse().unwrap()).cloned();
            assert!(matches!(answer("full_name"), Some(Answer::Name(name)) if name.full == "Ana Changed"));
            assert!(format!("{:?}", answer("plot_size")).contains("large"));
        };
        Scene { actors: vec![("phone", one), ("laptop", two)], check: check.boxed() }
    }
    .boxed()
}

#[test]
fn two_pages_saved_on_two_devices_are_both_kept() {
    in_every_order(3, two_pages);
}

#[test]
fn two_pages_saved_on_two_devices_are_both_kept_on_postgres() {
    by_chance(true, two_pages);
}

fn gives_a_photo(bench: &Arc<Bench>, visitor: &Visitor) -> Actor<Kept> {
    let (bench, visitor, place) = (bench.clone(), visitor.clone(), Place::page("photos".parse().unwrap()));
    keeping(async move {
        let mut fields = Fields::default();
        let upload = Upload { field: "photos".into(), name: "plot.jpg".into(), bytes: PHOTO.to_vec() };
        let (kept, _) = bench.app.receive_files(&visitor, SLUG, &place, &fields, vec![upload]).await?;
        for (field, file) in kept {
            fields.push_file(field, file);
        }
        bench.app.save_page(&visitor, SLUG, &place, &fields, false).await
    })
}

fn photo_while(
    bench: Arc<Bench>,
    other: impl Fn(&Arc<Bench>, &Visitor, &DraftId) -> BoxFuture<'static, ()> + Send + 'static,
) -> BoxFuture<'static, Scene> {
    async move {
        let (visitor, draft) = bench.ready(ANA).await;
        bench.save(&visitor, "plot-size", &[("plot_size", "large")]).await;
        let (giving, given) = gives_a_photo(&bench, &visitor);
        let other = other(&bench, &visitor, &draft);
        let check = async move {
            let is_kept = is_kept(&given.to());
            if bench.app.store.find_submission_by_draft(&draft).await.unwrap().is_some() {
                let case = bench.case_of(&draft).await;
                let files = bench.app.store.files_of_case(&case.id).await.unwrap();
                assert_eq!(files.len(), usize::from(is_kept), "the photo that was kept is the case's");
            }
        };
        Scene { actors: vec![("gives", giving), ("other", other)], check: check.boxed() }
    }
    .boxed()
}

fn photo_while_sent(bench: Arc<Bench>) -> BoxFuture<'static, Scene> {
    photo_while(bench, |bench, visitor, draft| sends(bench, visitor, draft).0)
}

fn photo_while_thrown_away(bench: Arc<Bench>) -> BoxFuture<'static, Scene> {
    photo_while(bench, |bench, visitor, draft| {
        let (bench, visitor, draft) = (bench.clone(), visitor.clone(), draft.clone());
        // A conflict says that it was changed meanwhile; then it stays.
        async move { drop(bench.app.delete_draft(&visitor, &draft).await) }.boxed()
    })
}

#[test]
fn a_photo_given_while_the_draft_is_sent_is_the_cases_or_nobodys() {
    in_every_order(2, photo_while_sent);
}

#[test]
fn a_photo_given_while_the_draft_is_thrown_away_leaves_nothing_behind() {
    in_every_order(2, photo_while_thrown_away);
}

fn link_while_thrown_away(bench: Arc<Bench>) -> BoxFuture<'static, Scene> {
    async move {
        let (visitor, draft) = bench.ready("").await;
        let (linking, linked) = {
            let (bench, visitor) = (bench.clone(), visitor.clone());
            keeping(async move { bench.app.send_resume_link(&visitor, SLUG, &ben()).await.map(drop) })
        };
        let (deleting, deleted) = {
            let (bench, visitor, draft) = (bench.clone(), visitor.clone(), draft.clone());
            keeping(async move { bench.app.delete_draft(&visitor, &draft).await })
        };
        let check = async move {
            let (linked, deleted) = (linked.to(), deleted.to());
            assert!(matches!(linked, Ok(()) | Err(AppError::NotFound)), "{linked:?}");
            assert!(deleted.is_ok(), "what somebody throws away is gone: {deleted:?}");
            assert!(bench.app.store.find_draft(&draft).await.unwrap().is_none());
        };
        Scene { actors: vec![("links", linking), ("deletes", deleting)], check: check.boxed() }
    }
    .boxed()
}

/// Another address each time: one is sent only so many links an hour.
fn ben() -> String {
    static NUMBER: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    format!("ben{}@example.org", NUMBER.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
}

#[test]
fn a_draft_thrown_away_while_a_link_to_it_is_sent_is_gone_and_so_is_the_link() {
    in_every_order(2, link_while_thrown_away);
}

fn begun_twice(bench: Arc<Bench>) -> BoxFuture<'static, Scene> {
    async move {
        let (visitor, sent) = bench.ready("").await;
        bench.app.submit(&visitor, &sent, None).await.unwrap();
        let begins = || {
            let (bench, visitor) = (bench.clone(), visitor.clone());
            keeping(async move { bench.app.start(&visitor, SLUG, true).await.map(drop) })
        };
        let ((one, one_came), (two, two_came)) = (begins(), begins());
        let check = async move {
            one_came.to().unwrap();
            two_came.to().unwrap();
            let drafts = bench.app.store.drafts_of_session(session(&visitor)).await.unwrap();
            assert_eq!(drafts.len(), 1, "pressed twice, begun once");
        };
        Scene { actors: vec![("one", one), ("two", two)], check: check.boxed() }
    }
    .boxed()
}

fn session(visitor: &Visitor) -> &str {
    visitor.session.as_ref().map(|session| session.token_hash.as_str()).unwrap()
}

#[test]
fn a_service_begun_in_two_tabs_at_the_same_moment_is_begun_once() {
    in_every_order(2, begun_twice);
}

#[test]
fn a_service_begun_in_two_tabs_at_the_same_moment_is_begun_once_on_postgres() {
    by_chance(true, begun_twice);
}

fn continued_while_thrown_away(bench: Arc<Bench>) -> BoxFuture<'static, Scene> {
    async move {
        let (visitor, draft) = bench.ready("").await;
        let (continuing, continued) = {
            let (bench, visitor, draft) = (bench.clone(), visitor.clone(), draft.clone());
            keeping(async move { bench.app.continue_draft(&visitor, &draft).await.map(drop) })
        };
        let deleting = {
            let (bench, visitor, draft) = (bench.clone(), visitor.clone(), draft.clone());
            async move { bench.app.delete_draft(&visitor, &draft).await.unwrap() }.boxed()
        };
        let check = async move {
            let continued = continued.to();
            assert!(matches!(continued, Ok(()) | Err(AppError::NotFound)), "{continued:?}");
        };
        Scene { actors: vec![("continues", continuing), ("deletes", deleting)], check: check.boxed() }
    }
    .boxed()
}

#[test]
fn a_draft_continued_in_one_tab_while_the_other_throws_it_away_leads_nowhere() {
    in_every_order(2, continued_while_thrown_away);
}
