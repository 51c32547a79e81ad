//! Submitting: received once however often it is sent, and never with a page missing.

use app::{AppError, Submitted, Visitor};
use forms::Place;
use model::{DraftId, Duty, State};

use crate::{
    bench::{ANA, Bench},
    garden::{CHAIN, SLUG},
};

async fn only_once(bench: Bench) {
    let (visitor, draft) = bench.ready(ANA).await;
    let submit = || bench.app.submit(&visitor, &draft, None);
    let (one, two, three) = tokio::join!(submit(), submit(), submit());
    let later = submit().await;
    for submitted in [one, two, three, later] {
        assert!(matches!(submitted.unwrap(), Submitted::Received(received) if received == draft));
    }
    let case = bench.case_of(&draft).await;
    bench.work_to_the_end().await;
    let parts = bench.obligations(&case).await;
    let parts = parts.iter().filter(|one| matches!(one.duty, Duty::HandOver { .. }));
    assert_eq!(parts.count(), CHAIN.len());
    for (part, _, _) in CHAIN {
        assert_eq!(bench.system(part).records().len(), 1, "{part}");
    }
    assert_eq!(bench.told(&case, "submission_received").await.len(), 1);
    assert!(bench.app.store.find_draft(&draft).await.unwrap().is_none());
    let met =
        bench.obligations(&case).await.iter().filter(|one| matches!(one.state, State::Accepted(_))).count();
    assert_eq!(met, CHAIN.len() + 2, "the parts, and two messages");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_sent_several_times_at_once_is_one_case() {
    Box::pin(only_once(Bench::new().await)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_sent_several_times_at_once_is_one_case_on_postgres() {
    Box::pin(only_once(Bench::postgres(CHAIN, Vec::new()).await)).await;
}

#[tokio::test]
async fn a_submission_with_answers_missing_names_the_pages_and_changes_nothing() {
    let bench = Bench::new().await;
    let (visitor, draft) = bench.visitor().await;
    bench.save(&visitor, "your-name", &[("full_name", "Ana Example")]).await;
    let place = |page: &str| Place::page(page.parse().unwrap());
    let submitted = bench.app.submit(&visitor, &draft, None).await.unwrap();
    let Submitted::Missing(pages) = submitted else { panic!("{submitted:?}") };
    assert!(pages.contains(&place("plot-size")) && !pages.contains(&place("your-name")), "{pages:?}");
    bench.save(&visitor, "your-email", &[("email", "")]).await;
    let submitted = bench.app.submit(&visitor, &draft, None).await.unwrap();
    assert!(
        matches!(&submitted, Submitted::Missing(pages) if *pages == [place("plot-size")]),
        "{submitted:?}"
    );
    assert!(bench.app.store.find_submission_by_draft(&draft).await.unwrap().is_none());
    assert!(bench.app.store.without_end(None, None, 9).await.unwrap().is_empty());
    bench.save(&visitor, "plot-size", &[("plot_size", "small")]).await;
    assert!(matches!(bench.app.submit(&visitor, &draft, None).await.unwrap(), Submitted::Received(_)));
}

#[tokio::test]
async fn nobody_sends_or_sees_somebody_elses_draft() {
    let bench = Bench::new().await;
    let (owner, draft) = bench.ready(ANA).await;
    let (stranger, _) = bench.visitor().await;
    assert!(matches!(bench.app.submit(&stranger, &draft, None).await, Err(AppError::NotFound)));
    bench.app.submit(&owner, &draft, None).await.unwrap();
    assert!(bench.app.receipt(&owner, &draft).await.is_ok());
    assert!(matches!(bench.app.receipt(&stranger, &draft).await, Err(AppError::NotFound)));
}

#[tokio::test]
async fn the_status_page_opens_with_reference_and_secret_and_nothing_less() {
    let bench = Bench::new().await;
    let (owner, draft) = bench.ready(ANA).await;
    bench.app.submit(&owner, &draft, None).await.unwrap();
    let other = bench.sent(ANA).await;
    let receipt = bench.app.receipt(&owner, &draft).await.unwrap();
    let (reference, secret) = (receipt.case.reference.to_string(), receipt.secret.as_str().to_owned());
    let glance =
        async |reference: &str, secret: &str| bench.app.glance(reference, secret, "en").await.unwrap();
    assert_eq!(glance(&reference, &secret).await.map(|seen| seen.status).as_deref(), Some("Received"));
    assert!(glance(&reference, "").await.is_none());
    assert!(glance(&reference, "AAAAAAAAAA").await.is_none());
    assert!(glance(&other.reference.to_string(), &secret).await.is_none());
    assert!(glance("", &secret).await.is_none());
    assert!(matches!(bench.state(&receipt.case, "book").await, State::Due), "looking changes nothing");
}

#[tokio::test]
async fn news_goes_to_the_proved_address_then_the_one_answered_then_the_one_typed() {
    let bench = Bench::new().await;
    let sent_to = async |visitor: Visitor, draft: DraftId| {
        bench.app.submit(&visitor, &draft, None).await.unwrap();
        bench.app.store.find_submission_by_draft(&draft).await.unwrap().unwrap().email
    };
    let (visitor, draft) = bench.ready("answered@example.org").await;
    bench.prove(&draft).await;
    assert_eq!(sent_to(visitor, draft).await.as_deref(), Some(ANA));
    for (answered, wanted) in [("answered@example.org", "answered@example.org"), ("", "typed@example.org")] {
        let (visitor, draft) = bench.ready(answered).await;
        bench.app.send_resume_link(&visitor, SLUG, "typed@example.org").await.unwrap();
        assert_eq!(sent_to(visitor, draft).await.as_deref(), Some(wanted));
    }
}
