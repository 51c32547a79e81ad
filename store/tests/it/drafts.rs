//! Drafts, and which session may open which.

use model::DraftId;
use store::{CommitError, ResumeLink, drafts, links, session_drafts};

use crate::{
    bench::{Bench, Os, on_both},
    samples::{HOUR, answers, at, kept_draft, person},
};

on_both!(
    a_draft_comes_back_as_it_was_kept,
    of_two_changes_to_the_same_draft_the_second_is_a_conflict,
    a_session_opens_its_own_drafts_and_no_others,
    the_latest_draft_linked_is_the_one_a_session_goes_on_with,
    drafts_move_to_the_new_session_at_sign_in,
    a_reminder_is_due_once_seven_days_and_once_one_day_before_the_end,
    an_expired_draft_is_erased_with_all_that_leads_to_it,
    a_draft_that_cannot_be_read_hides_no_other_and_is_erased_in_its_time,
    drafts_are_counted_by_service_version,
    drafts_of_a_service_are_read_stretch_by_stretch,
    what_is_left_to_settle_is_kept_with_the_draft_and_sealed,
    a_draft_that_was_sent_keeps_its_key_for_the_case,
);

async fn a_draft_comes_back_as_it_was_kept(bench: Bench) {
    let (key, keep) = bench.store.new_key("person");
    let person = person(&bench.store, "ana@example.org", &key);
    bench.store.commit(vec![keep, store::people::insert(&person, &key)]).await.unwrap();
    let (draft, _) = kept_draft(&bench.store, |draft| {
        draft.person = Some(person.id.clone());
        draft.email_confirmed = true;
        draft.reminded = 1;
        draft.snoozed = 2;
    })
    .await;
    assert_eq!(bench.store.find_draft(&draft.id).await.unwrap(), Some(draft.clone()));
    assert_eq!(bench.store.drafts_of_person(&person.id).await.unwrap(), [draft]);
    assert_eq!(bench.store.find_draft(&DraftId::random(&Os)).await.unwrap(), None);
}

async fn of_two_changes_to_the_same_draft_the_second_is_a_conflict(bench: Bench) {
    let (mut draft, key) = kept_draft(&bench.store, |_| ()).await;
    draft.answers = answers("first");
    bench.store.commit(drafts::update(&draft, &key)).await.unwrap();
    let mut late = draft.clone();
    late.answers = answers("second");
    let result = bench.store.commit(drafts::update(&late, &key)).await;
    assert!(matches!(result, Err(CommitError::Conflict("draft changed"))), "{result:?}");
    let result = bench.store.commit(drafts::delete(&draft.id, draft.row_version)).await;
    assert!(matches!(result, Err(CommitError::Conflict("draft changed"))), "{result:?}");
    draft.row_version += 1;
    assert_eq!(bench.store.find_draft(&draft.id).await.unwrap(), Some(draft));
}

async fn a_session_opens_its_own_drafts_and_no_others(bench: Bench) {
    let (mine, _) = kept_draft(&bench.store, |_| ()).await;
    let (other, _) = kept_draft(&bench.store, |_| ()).await;
    bench.store.commit(session_drafts::link("me", &mine.id, &mine.service)).await.unwrap();
    bench.store.commit(session_drafts::link("them", &other.id, &other.service)).await.unwrap();
    assert_eq!(bench.store.drafts_of_session("me").await.unwrap(), std::slice::from_ref(&mine));
    assert!(bench.store.session_has_draft("me", &mine.id).await.unwrap());
    assert!(!bench.store.session_has_draft("me", &other.id).await.unwrap());
    bench.store.commit(session_drafts::unlink("me", &mine.id)).await.unwrap();
    assert!(bench.store.drafts_of_session("me").await.unwrap().is_empty());
}

async fn current(bench: &Bench, session: &str, service: &str) -> Option<DraftId> {
    bench.store.current_draft(session, service).await.unwrap().map(|(draft, _)| draft.id)
}

async fn the_latest_draft_linked_is_the_one_a_session_goes_on_with(bench: Bench) {
    let (first, _) = kept_draft(&bench.store, |_| ()).await;
    let (second, _) = kept_draft(&bench.store, |_| ()).await;
    let (elsewhere, _) = kept_draft(&bench.store, |draft| draft.service = "report-a-move".into()).await;
    for draft in [&first, &second, &elsewhere] {
        bench.store.commit(session_drafts::link("me", &draft.id, &draft.service)).await.unwrap();
    }
    assert_eq!(current(&bench, "me", &first.service).await, Some(second.id));
    bench.store.commit(session_drafts::link("me", &first.id, &first.service)).await.unwrap();
    assert_eq!(current(&bench, "me", &first.service).await, Some(first.id));
    assert_eq!(current(&bench, "me", "report-a-move").await, Some(elsewhere.id));
    assert_eq!(current(&bench, "them", "report-a-move").await, None);
}

async fn drafts_move_to_the_new_session_at_sign_in(bench: Bench) {
    let (draft, _) = kept_draft(&bench.store, |_| ()).await;
    bench.store.commit(session_drafts::link("before", &draft.id, &draft.service)).await.unwrap();
    bench.store.commit(session_drafts::move_to("before", "after")).await.unwrap();
    assert_eq!(current(&bench, "after", &draft.service).await, Some(draft.id));
    assert!(bench.store.drafts_of_session("before").await.unwrap().is_empty());
}

async fn a_reminder_is_due_once_seven_days_and_once_one_day_before_the_end(bench: Bench) {
    let (draft, key) = kept_draft(&bench.store, |draft| draft.email_confirmed = true).await;
    let (_unproved, _) = kept_draft(&bench.store, |draft| draft.email_confirmed = false).await;
    let due = async |hours: i64| {
        bench.store.drafts_to_remind(at((30 * 24 - hours) * HOUR), 10).await.unwrap().len()
    };
    assert_eq!((due(8 * 24).await, due(7 * 24).await, due(0).await), (0, 1, 0));
    let reminded = store::Draft { reminded: 1, ..draft };
    bench.store.commit(drafts::update(&reminded, &key)).await.unwrap();
    assert_eq!((due(7 * 24).await, due(25).await, due(24).await), (0, 0, 1));
    let reminded = store::Draft { reminded: 3, row_version: 2, ..reminded };
    bench.store.commit(drafts::update(&reminded, &key)).await.unwrap();
    assert_eq!(due(23).await, 0);
}

async fn an_expired_draft_is_erased_with_all_that_leads_to_it(bench: Bench) {
    let (draft, _) = kept_draft(&bench.store, |draft| draft.expires_at = at(5)).await;
    let link =
        ResumeLink { token_hash: "t".into(), draft: draft.id.clone(), created_at: at(0), ends_at: at(9) };
    bench.store.commit(links::insert(&link)).await.unwrap();
    assert_eq!(bench.store.find_link("t").await.unwrap(), Some(link));
    bench.store.commit(session_drafts::link("me", &draft.id, &draft.service)).await.unwrap();
    assert!(bench.store.expired_drafts(at(4), 10).await.unwrap().is_empty());
    let expired = bench.store.expired_drafts(at(5), 10).await.unwrap();
    assert_eq!(expired, [store::DraftToErase::from(&draft)]);
    bench.store.commit(drafts::erase(&expired[0])).await.unwrap();
    assert_eq!(bench.store.find_draft(&draft.id).await.unwrap(), None);
    assert_eq!(bench.store.find_link("t").await.unwrap(), None);
    assert!(!bench.store.session_has_draft("me", &draft.id).await.unwrap());
    assert!(matches!(bench.store.key(&draft.key).await, Err(store::StoreError::Erased)));
}

async fn a_draft_that_cannot_be_read_hides_no_other_and_is_erased_in_its_time(bench: Bench) {
    let (key, keep) = bench.store.new_key("person");
    let ana = person(&bench.store, "ana@example.org", &key);
    bench.store.commit(vec![keep, store::people::insert(&ana, &key)]).await.unwrap();
    let of_ana = |draft: &mut store::Draft| {
        (draft.person, draft.email_confirmed, draft.expires_at) = (Some(ana.id.clone()), true, at(5));
    };
    let (damaged, _) = kept_draft(&bench.store, of_ana).await;
    let (whole, _) = kept_draft(&bench.store, of_ana).await;
    for draft in [&damaged, &whole] {
        bench.store.commit(session_drafts::link("me", &draft.id, &draft.service)).await.unwrap();
    }
    // Sealed with a key that is not its own, as after a damage on disk.
    bench.store.commit(drafts::update(&damaged, &key)).await.unwrap();
    assert!(bench.store.find_draft(&damaged.id).await.is_err(), "it cannot be read");
    let only = std::slice::from_ref(&whole);
    assert_eq!(bench.store.drafts_of_session("me").await.unwrap(), only);
    assert_eq!(bench.store.drafts_of_person(&ana.id).await.unwrap(), only);
    assert_eq!(bench.store.drafts_to_remind(at(0), 10).await.unwrap(), only);
    let expired = bench.store.expired_drafts(at(5), 10).await.unwrap();
    assert_eq!(expired.len(), 2);
    for draft in &expired {
        bench.store.commit(drafts::erase(draft)).await.unwrap();
    }
    assert!(matches!(bench.store.key(&damaged.key).await, Err(store::StoreError::Erased)));
}

async fn drafts_are_counted_by_service_version(bench: Bench) {
    for version in ["aa", "bb", "bb"] {
        kept_draft(&bench.store, |draft| draft.service_version = version.into()).await;
    }
    kept_draft(&bench.store, |draft| draft.service = "report-a-move".into()).await;
    let counts = bench.store.count_by_version("renew-a-license").await.unwrap();
    assert_eq!(counts, [("aa".to_owned(), 1), ("bb".to_owned(), 2)]);
}

async fn drafts_of_a_service_are_read_stretch_by_stretch(bench: Bench) {
    let mut ids = Vec::new();
    for _ in 0..5 {
        ids.push(kept_draft(&bench.store, |_| ()).await.0.id);
    }
    kept_draft(&bench.store, |draft| draft.service = "report-a-move".into()).await;
    ids.sort_by(|one, other| one.as_str().cmp(other.as_str()));
    let (mut read, mut after) = (Vec::new(), String::new());
    loop {
        let stretch = bench.store.drafts_of_service("renew-a-license", &after, 2).await.unwrap();
        let Some(last) = stretch.last() else { break };
        after = last.id.to_string();
        read.extend(stretch.into_iter().map(|draft| draft.id));
    }
    assert_eq!(read, ids);
}

async fn what_is_left_to_settle_is_kept_with_the_draft_and_sealed(bench: Bench) {
    let unsettled = serde_json::json!({
        "ask_again": { "household/e1/age": "new" },
        "set_aside": { "pet": {
            "answer": { "type": "text", "value": "visible-canary" },
            "given": { "version": "0".repeat(64), "meaning": "m" },
        } },
    });
    let unsettled: forms::Unsettled = serde_json::from_value(unsettled).unwrap();
    let (draft, _) = kept_draft(&bench.store, |draft| {
        draft.unsettled = unsettled;
        draft.checked_version = Some("aa".into());
    })
    .await;
    assert_eq!(bench.store.find_draft(&draft.id).await.unwrap(), Some(draft.clone()));
    let sql = "SELECT unsettled FROM drafts WHERE id = $1";
    let rows = bench.store.read(sql, vec![(&draft.id).into()]).await.unwrap();
    let kept = rows[0].bytes("unsettled").unwrap();
    assert!(!kept.windows(14).any(|bytes| bytes == b"visible-canary"), "sealed");
}

async fn a_draft_that_was_sent_keeps_its_key_for_the_case(bench: Bench) {
    let (kept, key) = kept_draft(&bench.store, |_| ()).await;
    bench.store.commit(drafts::delete(&kept.id, kept.row_version)).await.unwrap();
    assert_eq!(bench.store.find_draft(&kept.id).await.unwrap(), None);
    assert!(bench.store.key(key.id()).await.is_ok());
}
