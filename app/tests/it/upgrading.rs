//! What people began, sent and were promised with the first release goes on with today's program: nobody notices the upgrade.

use app::{CodePurpose, Entered, Submitted, Visitor};
use model::{CaseId, DraftId, State};
use serde_json::Value;
use store::{QueueFilter, Search};
use testkit::older;

use crate::{
    bench::Bench,
    garden::{CHAIN, SLUG},
};

fn text(known: &Value, at: &str) -> String {
    known.pointer(at).and_then(Value::as_str).unwrap_or_else(|| panic!("{at} is not known")).to_owned()
}

/// The browser that was open during the upgrade.
async fn guest(bench: &Bench, known: &Value) -> (Visitor, DraftId) {
    let session = bench.app.store.find_session(&text(known, "/guest/session")).await.unwrap().unwrap();
    let visitor = Visitor { session: Some(session), ..Visitor::anonymous("en") };
    (visitor, DraftId::from_text(&text(known, "/guest/draft")).unwrap())
}

async fn drafts_go_on(bench: &Bench, known: &Value) {
    let (visitor, draft) = guest(bench, known).await;
    let link = text(known, "/guest/link");
    let found = bench.app.find_link(link.rsplit('/').next().unwrap()).await.unwrap();
    assert_eq!(found.draft.id, draft, "the link in their mail leads there");
    let open = bench.app.open_draft(&visitor, SLUG).await.unwrap();
    assert_eq!(open.draft.id, draft);
    bench.save(&visitor, "your-name", &[("full_name", "Ben Example")]).await;
    assert!(matches!(bench.app.submit(&visitor, &draft, None).await.unwrap(), Submitted::Received(_)));
    let files = bench.app.store.files_of_case(&bench.case_of(&draft).await.id).await.unwrap();
    assert_eq!(files.len(), 1, "with the photo they gave before");
    assert!(bench.app.store.file_content(&files[0]).await.unwrap().starts_with(&[0xff, 0xd8]));
}

async fn people_stay_signed_in_and_can_sign_in(bench: &Bench, known: &Value) {
    let token = text(known, "/signed_in/token");
    let visitor = bench.app.visitor(Some(&token), "en").await.unwrap();
    assert!(visitor.person().is_some(), "the session goes on");
    let list = bench.app.my_list(&visitor).await.unwrap();
    let own = text(known, "/signed_in/draft");
    assert!(list.drafts.iter().any(|line| line.draft.id.as_str() == own));
    let (id, typed) = (text(known, "/code/id"), text(known, "/code/typed"));
    let guest = Visitor::anonymous("en");
    let entered = bench.app.enter_code(&guest, &id, &typed, CodePurpose::SignIn).await.unwrap();
    assert!(matches!(entered, Entered::Right(_)), "a code sent before is taken after");
    let own = DraftId::from_text(&own).unwrap();
    let seen = bench.app.services.current(SLUG).unwrap().version.to_string();
    let submitted = bench.app.submit(&visitor, &own, Some(&seen)).await.unwrap();
    assert!(matches!(submitted, Submitted::Received(_)), "{submitted:?}");
}

async fn cases_open_and_are_found(bench: &Bench, known: &Value) {
    let staff = bench.staff("parks");
    for name in ["failed", "ended", "under_way", "new"] {
        let id = CaseId::from_text(&text(known, &format!("/cases/{name}"))).unwrap();
        let shown = bench.app.case_for_staff(&staff, &id).await.unwrap();
        assert_eq!(shown.case.reference.to_string(), text(known, &format!("/references/{name}")));
        assert_eq!(shown.applicant.as_deref(), Some("Ana Example"), "{name}");
        assert!(!shown.lines.is_empty() && !shown.answers.is_empty(), "{name}");
        let search = Some(Search::Reference(shown.case.reference));
        let found =
            bench.app.queue(&staff, &QueueFilter { search, limit: 9, ..QueueFilter::default() }).await;
        assert_eq!(found.unwrap().rows.len(), 1, "{name}");
    }
    let search = Some(Search::Name("ana".to_owned()));
    let found = bench.app.queue(&staff, &QueueFilter { search, limit: 99, ..QueueFilter::default() }).await;
    assert!(found.unwrap().rows.len() >= 4, "by a word of their name too");
    for agency in ["parks", "clerk"] {
        assert_eq!(bench.app.store.first_forged_audit_entry(agency).await.unwrap(), None);
    }
}

/// What was due, delayed, asked for and waiting comes to its end.
async fn obligations_go_on(bench: &Bench, known: &Value) {
    let before = bench.app.store.without_end(None, None, 99).await.unwrap();
    let states: Vec<&str> = before.iter().map(|owed| owed.state.name()).collect();
    for state in ["due", "asking", "waiting"] {
        assert!(states.contains(&state), "{state} in {states:?}");
    }
    bench.work_to_the_end().await;
    assert!(bench.app.store.without_end(None, None, 99).await.unwrap().is_empty());
    for name in ["under_way", "new"] {
        let id = CaseId::from_text(&text(known, &format!("/cases/{name}"))).unwrap();
        let case = bench.app.store.find_case(&id).await.unwrap().unwrap();
        for (part, _, _) in CHAIN {
            let state = bench.state(&case, part).await;
            assert!(matches!(state, State::Accepted(_)), "{name}: {part} is {state:?}");
        }
        assert_eq!(case.status, "under-way", "{name} has moved on");
    }
}

/// A copy of it put back elsewhere holds the same, and everything in it opens.
async fn everything_opens(bench: &Bench) {
    let looked = bench.app.store.look_through().await.unwrap();
    assert!(looked.values > 30 && looked.contents == 2, "{looked:?}");
    assert!(looked.unreadable.is_empty(), "{:?}", looked.unreadable);
    assert!(bench.app.store.damage().await.unwrap().is_empty());
}

async fn time_goes_on(bench: &Bench, known: &Value) {
    bench.pass_hours(24 * 367);
    bench.app.schedules_once().await.unwrap();
    let id = CaseId::from_text(&text(known, "/cases/ended")).unwrap();
    let case = bench.app.store.find_case(&id).await.unwrap().unwrap();
    assert!(
        matches!(bench.app.store.key(&case.key).await, Err(store::StoreError::Erased)),
        "kept long enough"
    );
}

async fn taken_over(is_postgres: bool) {
    let (bench, known) = (Bench::of_first_release(is_postgres).await, older::known());
    everything_opens(&bench).await;
    cases_open_and_are_found(&bench, &known).await;
    drafts_go_on(&bench, &known).await;
    people_stay_signed_in_and_can_sign_in(&bench, &known).await;
    obligations_go_on(&bench, &known).await;
    everything_opens(&bench).await;
    time_goes_on(&bench, &known).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_first_release_kept_goes_on_on_sqlite() {
    Box::pin(taken_over(false)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_first_release_kept_goes_on_on_postgres() {
    Box::pin(taken_over(true)).await;
}
