//! Publishing: what one process publishes, every process offers; what cannot be offered takes nothing away.

use app::{App, Publisher};
use forms::{Catalogue, Files};
use store::PublicationKind;

use crate::{
    bench::Bench,
    garden::{self, SLUG},
};

const TITLE: &str = "title: Rent a garden plot";

fn renamed(title: &str) -> Files {
    let mut files = garden::services(garden::CHAIN);
    let file = files.get_mut(&format!("{SLUG}/service.yaml")).unwrap();
    assert!(file.contains(TITLE));
    *file = file.replace(TITLE, &format!("title: {title}"));
    files
}

fn publisher(app: &App) -> Publisher<'_> {
    Publisher {
        store: &app.store,
        clock: app.clock.as_ref(),
        random: app.random.as_ref(),
        by: "Ana Operator",
    }
}

async fn publish(app: &App, files: &Files) -> Vec<app::Published> {
    let catalogue = Catalogue::load(files).0.unwrap();
    publisher(app).publish(PublicationKind::Published, files, &catalogue).await.unwrap()
}

fn title(app: &App) -> String {
    app.services.current(SLUG).unwrap().definition.title.clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_process_publishes_every_process_offers() {
    let bench = Bench::postgres(garden::CHAIN, Vec::new()).await;
    let other = bench.another_node(garden::CHAIN).await;
    let (visitor, draft) = bench.ready("").await;
    let done = publish(&bench.app, &renamed("Rent a patch of garden")).await;
    let of_service = done.iter().find(|done| done.service == SLUG).unwrap();
    assert_eq!(of_service.number, Some(2));
    for app in [&bench.app, &other] {
        assert_eq!(title(app), "Rent a garden plot");
        assert!(app.follow().await.unwrap());
        assert_eq!(title(app), "Rent a patch of garden");
        assert_eq!(app.services.number(SLUG), 2);
        assert!(!app.follow().await.unwrap(), "there is nothing new");
    }
    let open = bench.app.open_draft(&visitor, SLUG).await.unwrap();
    assert_eq!(open.draft.id, draft, "the draft goes on");
    let entries = bench.app.audit(&bench.staff("parks"), None).await.unwrap();
    let said = &entries.first().unwrap().said;
    assert_eq!((said.action.as_str(), said.staff_name.as_str()), ("published_service", "Ana Operator"));
    assert!(said.detail.contains("rent-a-garden version 2"), "{}", said.detail);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_published_already_is_not_published_again() {
    let bench = Bench::new().await;
    assert_eq!(publish(&bench.app, &renamed("One")).await.len(), 2, "the agencies and the service");
    assert_eq!(publish(&bench.app, &renamed("One")).await, []);
    let done = publish(&bench.app, &renamed("Two")).await;
    assert_eq!(done.len(), 1);
    assert_eq!(done[0].files, ["changed: service.yaml"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn going_back_offers_the_version_before_and_going_back_by_number_any() {
    let bench = Bench::new().await;
    for title in ["One", "Two", "Three"] {
        publish(&bench.app, &renamed(title)).await;
    }
    publisher(&bench.app).roll_back(SLUG, None).await.unwrap().unwrap();
    bench.app.follow().await.unwrap();
    assert_eq!(title(&bench.app), "Two");
    // Version 1 is what the bench began with.
    let done = publisher(&bench.app).roll_back(SLUG, Some(2)).await.unwrap().unwrap();
    assert_eq!((done.before, done.number), (Some(3), Some(2)));
    bench.app.follow().await.unwrap();
    assert_eq!(title(&bench.app), "One");
    assert!(publisher(&bench.app).roll_back(SLUG, Some(99)).await.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn going_back_twice_leads_further_back_and_never_to_what_was_gone_back_from() {
    let bench = Bench::new().await;
    for title in ["One", "Two", "Broken"] {
        publish(&bench.app, &renamed(title)).await;
    }
    let back = async || publisher(&bench.app).roll_back(SLUG, None).await.unwrap();
    // The bench began with version 1, which was never published.
    for number in [3, 2] {
        assert_eq!(back().await.and_then(|done| done.number), Some(number));
    }
    assert_eq!(back().await, None, "nothing was offered before");
    publish(&bench.app, &renamed("Broken")).await;
    assert_eq!(back().await.and_then(|done| done.number), Some(2), "what was offered until then");
    let lines = bench.app.store.publications_of(SLUG).await.unwrap().len();
    let again = publisher(&bench.app).roll_back(SLUG, Some(2)).await.unwrap().unwrap();
    assert_eq!(again.number, again.before);
    assert_eq!(bench.app.store.publications_of(SLUG).await.unwrap().len(), lines, "offered already");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_lacks_a_service_does_not_end_it_and_retiring_does() {
    let bench = Bench::new().await;
    let files = renamed("One");
    publish(&bench.app, &files).await;
    let without: Files = files.into_iter().filter(|(path, _)| !path.starts_with(SLUG)).collect();
    assert_eq!(publish(&bench.app, &without).await, []);
    bench.app.follow().await.unwrap();
    assert_eq!(title(&bench.app), "One");
    let (visitor, draft) = bench.ready("").await;
    publisher(&bench.app).retire(SLUG).await.unwrap().unwrap();
    bench.app.follow().await.unwrap();
    assert!(bench.app.services.current(SLUG).is_err());
    assert_eq!(bench.app.open_draft(&visitor, SLUG).await.unwrap().draft.id, draft);
    assert!(publisher(&bench.app).retire(SLUG).await.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_published_service_this_process_cannot_use_leaves_it_as_it_was() {
    let bench = Bench::new().await;
    publish(&bench.app, &renamed("One")).await;
    bench.app.follow().await.unwrap();
    let mut files = garden::services(&[("record", "parks", "")]);
    let file = files.get_mut(&format!("{SLUG}/service.yaml")).unwrap();
    *file = file.replace("connector: record", "connector: nobody-knows");
    publish(&bench.app, &files).await;
    assert!(bench.app.follow().await.unwrap());
    assert_eq!(title(&bench.app), "One");
    let refused = bench.app.services.refused();
    assert!(refused.len() == 1 && refused[0].contains("connectors.nobody-knows"), "{refused:?}");
    publish(&bench.app, &renamed("Three")).await;
    bench.app.follow().await.unwrap();
    assert_eq!((title(&bench.app).as_str(), bench.app.services.refused().len()), ("Three", 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agency_that_has_cases_cannot_be_taken_out() {
    let bench = Bench::new().await;
    let files = renamed("One");
    publish(&bench.app, &files).await;
    let without = Catalogue::default();
    assert!(publisher(&bench.app).refusals(&without).await.unwrap().is_empty(), "nobody needs it yet");
    bench.sent("").await;
    let refusals = publisher(&bench.app).refusals(&without).await.unwrap();
    assert!(refusals.iter().any(|said| said.contains("`parks` is gone")), "{refusals:?}");
    bench.work_to_the_end().await;
}
