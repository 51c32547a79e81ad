//! A service changes while people are answering: their drafts move, looking changes nothing, and nothing is sent that
//! its sender did not see. Two processes on one store stand for before and after the change.

use std::sync::{Arc, Mutex, PoisonError};

use app::{App, Kept, SHOWN_VERSION, Submitted, Visitor};
use forms::{Fields, Files, Next, Place, Why};
use model::{DraftId, Random};
use store::Draft;
use testkit::world::FakeRandom;

use crate::{
    bench::{ANA, Bench},
    garden::{self, CHAIN, SLUG},
};

const SIZE: &str = "label: How big must it be?";
const OTHER_SIZE: &str = "label: How big may it be?";

/// The service after its author edited it.
fn edited(from: &str, to: &str) -> Files {
    let edited = garden::services(CHAIN).into_iter().map(|(path, text)| (path, text.replace(from, to)));
    edited.collect()
}

async fn after(bench: &Bench, from: &str, to: &str) -> App {
    bench.node_with(&edited(from, to), Arc::new(FakeRandom::seeded(7))).await
}

fn version(app: &App) -> String {
    app.services.current(SLUG).unwrap().version.to_string()
}

fn page(name: &str) -> Place {
    Place::page(name.parse().unwrap())
}

async fn save(app: &App, visitor: &Visitor, at: &str, controls: &[(&str, &str)]) -> Next {
    let fields: Fields = controls.iter().copied().collect();
    match app.save_page(visitor, SLUG, &page(at), &fields, false).await.unwrap() {
        Kept::Next(next) => next,
        Kept::ToFix(errors) => panic!("{errors:?}"),
        Kept::WouldDiscard(lost) => panic!("{lost:?}"),
    }
}

async fn kept(bench: &Bench, id: &DraftId) -> Draft {
    bench.app.store.find_draft(id).await.unwrap().unwrap()
}

async fn is_sent(bench: &Bench, id: &DraftId) -> bool {
    bench.app.store.find_submission_by_draft(id).await.unwrap().is_some()
}

#[tokio::test]
async fn looking_at_a_draft_after_a_change_changes_nothing() {
    let bench = Bench::new().await;
    let (visitor, id) = bench.ready("").await;
    let before = kept(&bench, &id).await;
    let new = after(&bench, SIZE, OTHER_SIZE).await;
    let open = new.open_draft(&visitor, SLUG).await.unwrap();
    assert_eq!(open.draft.service_version, version(&new));
    assert_eq!(open.go_on(), Next::Page(page("plot-size")));
    assert_eq!(kept(&bench, &id).await, before);
}

#[tokio::test]
async fn the_first_page_saved_commits_the_move_and_what_is_left_to_settle() {
    let bench = Bench::new().await;
    let (visitor, id) = bench.ready("").await;
    let new = after(&bench, SIZE, OTHER_SIZE).await;
    save(&new, &visitor, "your-name", &[("full_name", "Ana Changed")]).await;
    let draft = kept(&bench, &id).await;
    assert_eq!((draft.service_version, draft.unsettled.is_empty()), (version(&new), false));
    let open = new.open_draft(&visitor, SLUG).await.unwrap();
    let again: Vec<_> = open.journey().asked_again().map(|(place, why)| (place.clone(), why)).collect();
    assert_eq!(again, [(page("plot-size"), Why::Changed)]);
    let next = save(&new, &visitor, "plot-size", &[("plot_size", "small")]).await;
    assert_eq!((next, kept(&bench, &id).await.unsettled.is_empty()), (Next::Check, true));
}

#[tokio::test]
async fn what_no_longer_fits_is_shown_in_the_words_of_then() {
    let bench = Bench::new().await;
    let (visitor, _) = bench.ready("").await;
    let new = after(&bench, "{value: small, label: Small}", "{value: tiny, label: Tiny}").await;
    let open = new.open_draft(&visitor, SLUG).await.unwrap();
    let again = new.asked_again(&open, &page("plot-size"), "en").await.unwrap();
    let again = again.values().next().expect("the question");
    assert_eq!((again.why, again.told.as_slice()), (Why::DoesNotFit, &["Small".to_owned()][..]));
    assert_eq!(again.was_called, None, "it is called the same");
}

#[tokio::test]
async fn a_page_opened_before_the_change_is_kept_and_asked_again() {
    let bench = Bench::new().await;
    let (visitor, id) = bench.ready("").await;
    let new = after(&bench, SIZE, OTHER_SIZE).await;
    let shown = version(&bench.app);
    let typed = [("plot_size", "large"), (SHOWN_VERSION, shown.as_str())];
    let next = save(&new, &visitor, "plot-size", &typed).await;
    assert_eq!(next, Next::Page(page("plot-size")), "it was another question");
    let open = new.open_draft(&visitor, SLUG).await.unwrap();
    assert_eq!(open.fields_at(&page("plot-size")).text("plot_size"), "large");
    assert_eq!(kept(&bench, &id).await.service_version, version(&new));
}

#[tokio::test]
async fn nothing_is_sent_that_was_checked_in_another_version() {
    let bench = Bench::new().await;
    let (visitor, id) = bench.ready("").await;
    let checked = version(&bench.app);
    let new = after(&bench, SIZE, OTHER_SIZE).await;
    let submitted = new.submit(&visitor, &id, Some(&checked)).await.unwrap();
    assert!(matches!(submitted, Submitted::Changed), "{submitted:?}");
    let checked = version(&new);
    let submitted = new.submit(&visitor, &id, Some(&checked)).await.unwrap();
    assert!(
        matches!(submitted, Submitted::Missing(ref pages) if *pages == [page("plot-size")]),
        "{submitted:?}"
    );
    assert!(!is_sent(&bench, &id).await);
    save(&new, &visitor, "plot-size", &[("plot_size", "small")]).await;
    let submitted = new.submit(&visitor, &id, Some(&checked)).await.unwrap();
    assert!(matches!(submitted, Submitted::Received(_)), "{submitted:?}");
    assert_eq!(bench.case_of(&id).await.service_version, checked);
    bench.work_to_the_end().await;
}

#[tokio::test]
async fn a_submission_stays_in_the_version_its_sender_checked() {
    let bench = Bench::new().await;
    let (visitor, id) = bench.ready("").await;
    let checked = version(&bench.app);
    bench.app.submit(&visitor, &id, Some(&checked)).await.unwrap();
    let new = after(&bench, SIZE, OTHER_SIZE).await;
    let receipt = new.receipt(&visitor, &id).await.unwrap();
    assert_eq!(receipt.service.version.to_string(), checked);
    let again = new.submit(&visitor, &id, Some(&version(&new))).await.unwrap();
    assert!(matches!(again, Submitted::Received(_)), "sent once: {again:?}");
    bench.work_to_the_end().await;
}

/// Chance that lets something else happen first, once: between what a use case read and what it commits.
struct Between {
    random: FakeRandom,
    first: Mutex<Option<Box<dyn FnOnce() + Send>>>,
}

impl Random for Between {
    fn fill(&self, bytes: &mut [u8]) {
        if let Some(first) = self.first.lock().unwrap_or_else(PoisonError::into_inner).take() {
            first();
        }
        self.random.fill(bytes);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_during_a_submit_is_decided_by_the_commit() {
    let bench = Bench::new().await;
    let (visitor, id) = bench.ready("").await;
    let new = after(&bench, SIZE, OTHER_SIZE).await;
    let between = Arc::new(Between { random: FakeRandom::seeded(9), first: Mutex::new(None) });
    let old = bench.node_with(&garden::services(CHAIN), between.clone()).await;
    let checked = version(&old);
    // A second tab saves a page after the change, when the submit has read the draft and not committed yet.
    let (tab, other, handle) = (new.clone(), visitor.clone(), tokio::runtime::Handle::current());
    let second_tab = move || {
        let saving = async move { save(&tab, &other, "your-name", &[("full_name", "Ana Second")]).await };
        std::thread::spawn(move || handle.block_on(saving)).join().expect("saved");
    };
    *between.first.lock().unwrap() = Some(Box::new(second_tab));
    let submitted = old.submit(&visitor, &id, Some(&checked)).await.unwrap();
    assert!(matches!(submitted, Submitted::Changed), "{submitted:?}");
    assert!(between.first.lock().unwrap().is_none(), "it happened in between");
    assert!(!is_sent(&bench, &id).await);
    let draft = kept(&bench, &id).await;
    assert_eq!(draft.service_version, version(&new), "the other tab's page is kept");
    // The other way round: the submit commits first, and the tab finds that it was sent.
    save(&new, &visitor, "plot-size", &[("plot_size", "small")]).await;
    new.submit(&visitor, &id, Some(&version(&new))).await.unwrap();
    let late: Fields = [("full_name", "Ana Late")].into_iter().collect();
    assert!(old.save_page(&visitor, SLUG, &page("your-name"), &late, false).await.is_err());
    assert!(is_sent(&bench, &id).await);
    bench.work_to_the_end().await;
}

#[tokio::test]
async fn a_change_while_an_address_is_confirmed_is_checked_again() {
    let with_email = |text: &str| text.replace("sign_in: guest", "sign_in: email");
    let services =
        |files: Files| -> Files { files.into_iter().map(|(path, text)| (path, with_email(&text))).collect() };
    let bench = Bench::new().await;
    let (visitor, id) = bench.ready("").await;
    let old = bench.node_with(&services(garden::services(CHAIN)), Arc::new(FakeRandom::seeded(3))).await;
    let new = bench
        .node_with(&services(edited("label: Small", "label: Narrow")), Arc::new(FakeRandom::seeded(4)))
        .await;
    let submitted = old.submit(&visitor, &id, Some(&version(&old))).await.unwrap();
    assert!(matches!(submitted, Submitted::NeedsEmail), "{submitted:?}");
    bench.prove(&id).await;
    let submitted = new.submit(&visitor, &id, None).await.unwrap();
    assert!(
        matches!(submitted, Submitted::Changed),
        "the code was right, the service is another: {submitted:?}"
    );
    let submitted = old.submit(&visitor, &id, None).await.unwrap();
    assert!(matches!(submitted, Submitted::Received(_)), "nothing changed: {submitted:?}");
    bench.work_to_the_end().await;
}

#[tokio::test]
async fn the_list_and_the_email_say_that_questions_are_asked_again() {
    let bench = Bench::new().await;
    let (visitor, _) = bench.ready("").await;
    assert!(!bench.app.my_list(&visitor).await.unwrap().drafts[0].asks_again);
    let new = after(&bench, SIZE, OTHER_SIZE).await;
    assert!(new.my_list(&visitor).await.unwrap().drafts[0].asks_again);
    new.send_resume_link(&visitor, SLUG, ANA).await.unwrap();
    bench.work().await;
    let message = bench.mail.newest_to(ANA).expect("the link");
    let text = message.paragraphs.join("\n");
    assert!(text.contains("This service changed since you last saved"), "{text}");
}

#[tokio::test]
async fn a_draft_whose_service_is_no_longer_offered_stays_as_it_is() {
    let bench = Bench::new().await;
    let (visitor, id) = bench.ready("").await;
    let agencies = garden::services(CHAIN).into_iter().filter(|(path, _)| path == "agencies.yaml").collect();
    let new = bench.node_with(&agencies, Arc::new(FakeRandom::seeded(5))).await;
    let open = new.open_draft(&visitor, SLUG).await.unwrap();
    assert_eq!(open.draft, kept(&bench, &id).await);
}

#[tokio::test]
async fn a_case_in_a_status_that_is_gone_is_shown_by_the_one_that_stands_for_it() {
    const OLD: &str = "statuses:\n  - id: received\n    label: Received";
    let bench = Bench::new().await;
    let case = bench.sent(ANA).await;
    let service = bench.app.services.current(SLUG).unwrap();
    let moved = "status_moves: {received: got}\nstatuses:\n  - id: got\n    label: We got it";
    let new = after(&bench, OLD, moved).await;
    assert_eq!(new.status_of(&case, &service, "en").label, "We got it");
    let without = after(&bench, OLD, "statuses:\n  - id: got\n    label: We got it").await;
    assert_eq!(without.status_of(&case, &service, "en").label, "Received", "as it was written down");
    assert_eq!(bench.reread(&case).await.status, "received", "nothing was changed");
    bench.work_to_the_end().await;
}
