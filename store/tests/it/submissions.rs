//! Submissions, cases and their events.

use model::{Act, Case, CaseId, Outcome, PersonId, Viewer};
use store::{Batch, CommitError, StoreError, cases, events, submissions};

use crate::{
    bench::{Bench, Os, on_both},
    samples::{at, kept_case, kept_draft, may, note, submission, viewer},
};

on_both!(
    a_draft_is_received_once_however_often_it_is_sent,
    only_an_agency_that_takes_part_reads_a_submission,
    a_case_comes_back_as_it_was_kept,
    of_two_changes_to_the_same_case_the_second_is_a_conflict,
    a_reference_is_given_once,
    a_right_on_one_case_opens_no_other,
    events_keep_their_order,
    a_case_of_a_person_is_listed_newest_first,
);

async fn a_draft_is_received_once_however_often_it_is_sent(bench: Bench) {
    let (draft, key) = kept_draft(&bench.store, |_| ()).await;
    let (case, _) = kept_case(&bench.store, "Ana Example", |case| case.key = key.id().clone()).await;
    let first = submission(&case, &draft.id);
    bench.store.commit(submissions::insert(&first, &key)).await.unwrap();
    let (second_case, _) = kept_case(&bench.store, "Ana Example", |_| ()).await;
    let repeat = submission(&second_case, &draft.id);
    let result = bench.store.commit(submissions::insert(&repeat, &key)).await;
    assert!(matches!(result, Err(CommitError::Conflict("submitted already"))), "{result:?}");
    assert_eq!(bench.store.find_submission_by_draft(&draft.id).await.unwrap(), Some(first));
}

async fn only_an_agency_that_takes_part_reads_a_submission(bench: Bench) {
    let (case, key) = kept_case(&bench.store, "Ana Example", |_| ()).await;
    let kept = submission(&case, &model::DraftId::random(&Os));
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
    case.ended_at = Some(at(9));
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

async fn a_right_on_one_case_opens_no_other(bench: Bench) {
    let ana = PersonId::random(&Os);
    let own = |case: &mut Case| case.person = Some(ana.clone());
    let (one, key) = kept_case(&bench.store, "Ana Example", own).await;
    let (other, other_key) = kept_case(&bench.store, "Ana Example", own).await;
    for (case, key) in [(&one, &key), (&other, &other_key)] {
        let kept = submission(case, &model::DraftId::random(&Os));
        bench.store.commit(submissions::insert(&kept, key)).await.unwrap();
    }
    for viewer in [Viewer::Resident(ana.clone()), viewer("dmv")] {
        let may = viewer.may_on(Act::ViewCase, &one).unwrap();
        assert!(bench.store.submission_of_case(&may, &one.id).await.unwrap().is_some(), "{viewer:?}");
        assert!(bench.store.applicant_of(&may, &one.id).await.unwrap().is_some(), "{viewer:?}");
        let submission = bench.store.submission_of_case(&may, &other.id).await;
        assert!(matches!(submission, Err(StoreError::Denied)), "{viewer:?}: {submission:?}");
        let name = bench.store.applicant_of(&may, &other.id).await;
        assert!(matches!(name, Err(StoreError::Denied)), "{viewer:?}: {name:?}");
    }
    let may = viewer("dmv").may_on(Act::ViewAudit, &one).unwrap();
    assert!(matches!(bench.store.audit_of_case(&may, &other.id).await, Err(StoreError::Denied)));
    let whole_agency = bench.store.audit_of_agency(&may, None, 9).await;
    assert!(matches!(whole_agency, Err(StoreError::Denied)), "nor the whole agency: {whole_agency:?}");
    let may = viewer("dmv").may_on(Act::ListCases, &one).unwrap();
    let queue = bench.store.queue(&may, &store::QueueFilter::default()).await;
    assert!(matches!(queue, Err(StoreError::Denied)), "nor the queue: {queue:?}");
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
