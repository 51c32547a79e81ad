//! Submissions, cases and their events.

use model::{Act, CaseId, Outcome};
use store::{Batch, CommitError, StoreError, cases, events, submissions};

use crate::{
    bench::{Bench, Os, on_both},
    samples::{at, kept_case, kept_draft, may, note, submission},
};

on_both!(
    a_draft_is_received_once_however_often_it_is_sent,
    only_an_agency_that_takes_part_reads_a_submission,
    a_case_comes_back_as_it_was_kept,
    of_two_changes_to_the_same_case_the_second_is_a_conflict,
    a_reference_is_given_once,
    the_status_needs_both_reference_and_secret,
    events_keep_their_order,
    a_case_of_a_person_is_listed_newest_first,
);

async fn a_draft_is_received_once_however_often_it_is_sent(bench: Bench) {
    let (draft, key) = kept_draft(&bench.store, |_| ()).await;
    let (case, _) = kept_case(&bench.store, "Ana Example", |case| case.key = key.id().clone()).await;
    let first = submission(&bench.store, &case, &draft.id);
    bench.store.commit(submissions::insert(&first, &key)).await.unwrap();
    let (second_case, _) = kept_case(&bench.store, "Ana Example", |_| ()).await;
    let repeat = submission(&bench.store, &second_case, &draft.id);
    let result = bench.store.commit(submissions::insert(&repeat, &key)).await;
    assert!(matches!(result, Err(CommitError::Conflict("submitted already"))), "{result:?}");
    assert_eq!(bench.store.find_submission_by_draft(&draft.id).await.unwrap(), Some(first));
}

async fn only_an_agency_that_takes_part_reads_a_submission(bench: Bench) {
    let (case, key) = kept_case(&bench.store, "Ana Example", |_| ()).await;
    let kept = submission(&bench.store, &case, &model::DraftId::random(&Os));
    bench.store.commit(submissions::insert(&kept, &key)).await.unwrap();
    for agency in ["dmv", "clerk"] {
        let read = bench.store.submission_of_case(&may(Act::ViewCase, agency), &case.id).await.unwrap();
        assert_eq!(read.as_ref(), Some(&kept));
        let name = bench.store.applicant_of(&may(Act::ViewCase, agency), &case.id).await.unwrap();
        assert_eq!(name.as_deref(), Some("Ana Example"));
    }
    for (act, agency) in [(Act::ViewCase, "parks"), (Act::ListCases, "dmv")] {
        let read = bench.store.submission_of_case(&may(act, agency), &case.id).await;
        assert!(matches!(read, Err(StoreError::Denied)), "{act:?} {agency}");
        let name = bench.store.applicant_of(&may(act, agency), &case.id).await;
        assert!(matches!(name, Err(StoreError::Denied)), "{act:?} {agency}");
    }
}

async fn a_case_comes_back_as_it_was_kept(bench: Bench) {
    let (mut case, _) = kept_case(&bench.store, "Ana Example", |_| ()).await;
    assert_eq!(bench.store.find_case(&case.id).await.unwrap(), Some(case.clone()));
    case.status = "approved".into();
    case.outcome = Some(Outcome::Granted);
    case.changed_at = at(9);
    bench.store.commit(cases::update(&case)).await.unwrap();
    case.row_version += 1;
    assert_eq!(bench.store.find_case_by_reference(&case.reference).await.unwrap(), Some(case));
    assert_eq!(bench.store.find_case(&CaseId::random(&Os)).await.unwrap(), None);
}

async fn of_two_changes_to_the_same_case_the_second_is_a_conflict(bench: Bench) {
    let (case, key) = kept_case(&bench.store, "Ana Example", |_| ()).await;
    let change = || Batch::from(cases::update(&case)).with(events::insert(&note(&case, "seen"), &key));
    let (one, two) = tokio::join!(bench.store.commit(change()), bench.store.commit(change()));
    let conflicts =
        [&one, &two].iter().filter(|result| matches!(result, Err(CommitError::Conflict(_)))).count();
    assert_eq!(conflicts, 1, "{one:?} {two:?}");
    assert_eq!(bench.store.events_of(&case.id, &key).await.unwrap().len(), 1, "nothing of the loser is kept");
    assert_eq!(bench.store.find_case(&case.id).await.unwrap().unwrap().row_version, 2);
}

async fn a_reference_is_given_once(bench: Bench) {
    let (first, key) = kept_case(&bench.store, "Ana Example", |_| ()).await;
    let second = model::Case { id: CaseId::random(&Os), ..first };
    let result = bench.store.commit(bench.store.insert_case(&second, None, &key)).await;
    assert!(matches!(result, Err(CommitError::Conflict("case exists"))), "{result:?}");
}

async fn the_status_needs_both_reference_and_secret(bench: Bench) {
    let (case, key) = kept_case(&bench.store, "Ana Example", |_| ()).await;
    let (other, _) = kept_case(&bench.store, "Ben Example", |_| ()).await;
    let kept = submission(&bench.store, &case, &model::DraftId::random(&Os));
    bench.store.commit(submissions::insert(&kept, &key)).await.unwrap();
    let right = bench.store.hash("receipt", "SECRET2345");
    let find =
        async |reference, secret: &str| bench.store.find_case_for_status(reference, secret).await.unwrap();
    assert_eq!(find(&case.reference, &right).await, Some(case.clone()));
    assert_eq!(find(&case.reference, &bench.store.hash("receipt", "WRONG")).await, None);
    assert_eq!(find(&other.reference, &right).await, None);
}

async fn events_keep_their_order(bench: Bench) {
    let (case, key) = kept_case(&bench.store, "Ana Example", |_| ()).await;
    // All of the same moment: order is the order of adding, not of ids or clocks.
    let added: Vec<_> = (0..20).map(|number| note(&case, &format!("note {number}"))).collect();
    let (first, second) = added.split_at(7);
    for part in [first, second] {
        bench
            .store
            .commit(part.iter().map(|event| events::insert(event, &key)).collect::<Batch>())
            .await
            .unwrap();
    }
    assert_eq!(bench.store.events_of(&case.id, &key).await.unwrap(), added);
    let (other, _) = kept_case(&bench.store, "Ben Example", |_| ()).await;
    assert!(bench.store.events_of(&other.id, &key).await.unwrap().is_empty());
}

async fn a_case_of_a_person_is_listed_newest_first(bench: Bench) {
    let ana = model::PersonId::random(&Os);
    let mut ids = Vec::new();
    for second in [1, 2, 3] {
        let own = |case: &mut model::Case| {
            case.person = Some(ana.clone());
            case.received_at = at(second);
        };
        ids.insert(0, kept_case(&bench.store, "Ana Example", own).await.0.id);
    }
    kept_case(&bench.store, "Ben Example", |_| ()).await;
    let listed = bench.store.cases_of_person(&ana).await.unwrap();
    assert_eq!(listed.into_iter().map(|case| case.id).collect::<Vec<_>>(), ids);
}
