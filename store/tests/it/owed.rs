//! The console's list of what is owed: right lines, right pages, and no walk through a long list.

use model::{Duty, Obligation, State};
use store::{Cursor, OwedFilter, Page, Shown, Statement, Store};

use crate::{
    bench::{Bench, on_both},
    obligations::kept,
    samples::at,
};

on_both!(
    paging_forward_and_back_shows_every_obligation_once_in_order,
    the_list_is_narrowed_by_connector_and_state,
    what_was_begun_again_or_erased_is_no_longer_listed_as_failed,
    hand_overs_and_attempts_of_many_are_read_in_one_question_each,
);

fn filter(shown: Shown) -> OwedFilter {
    OwedFilter { shown, limit: 50, ..OwedFilter::default() }
}

async fn page(bench: &Bench, filter: &OwedFilter) -> Page<Obligation> {
    bench.store.owed("dmv", filter, at(0)).await.unwrap()
}

fn failed(told_by: &str, ended_at: i64) -> impl FnOnce(&mut Obligation) {
    move |one| {
        one.state = State::Failed { told_by: told_by.to_owned() };
        one.ended_at = Some(at(ended_at));
    }
}

async fn paging_forward_and_back_shows_every_obligation_once_in_order(bench: Bench) {
    for number in 0..8 {
        // Several of the same moment: paging must not lose or repeat any of them.
        kept(&bench, |one| one.created_at = at(number / 3)).await;
        kept(&bench, failed("email", number / 3)).await;
    }
    kept(&bench, |one| one.agency = "clerk".into()).await;
    for shown in [Shown::WithoutEnd, Shown::Failed] {
        let mut pages: Vec<Page<Obligation>> = Vec::new();
        let mut after = None;
        loop {
            let one = page(&bench, &OwedFilter { limit: 3, after, ..filter(shown) }).await;
            after = one.next.clone().map(|cursor| Cursor::parse(&cursor.to_string()).unwrap());
            pages.push(one);
            if after.is_none() {
                break;
            }
        }
        assert_eq!(pages.iter().map(|page| page.rows.len()).collect::<Vec<_>>(), [3, 3, 2], "{shown:?}");
        let seen: Vec<_> = pages.iter().flat_map(|page| &page.rows).collect();
        let is_in_order = |pair: &[&Obligation]| match shown {
            Shown::Failed => (pair[0].ended_at, &pair[0].id) > (pair[1].ended_at, &pair[1].id),
            _ => (pair[0].created_at, &pair[0].id) < (pair[1].created_at, &pair[1].id),
        };
        assert!(seen.windows(2).all(is_in_order), "{shown:?}");
        let back = OwedFilter { limit: 3, after: pages[2].previous.clone(), ..filter(shown) };
        assert_eq!(page(&bench, &back).await.rows, pages[1].rows, "{shown:?}");
    }
}

async fn the_list_is_narrowed_by_connector_and_state(bench: Bench) {
    let by = |connector: &str, state: State| {
        let connector = connector.to_owned();
        move |one: &mut Obligation| {
            one.duty = Duty::HandOver { plan_item: "record".into(), connector, after: Vec::new() };
            one.state = state;
        }
    };
    let waiting = kept(&bench, by("cards", State::Waiting)).await;
    let due = kept(&bench, by("cards", State::Due)).await;
    let asking = kept(&bench, by("records", State::Asking)).await;
    for (shown, via, wanted) in [
        (Shown::Waiting, None, vec![&waiting]),
        (Shown::Due, None, vec![&due]),
        (Shown::Asking, None, vec![&asking]),
        (Shown::Asking, Some("cards"), vec![]),
        (Shown::Waiting, Some("cards"), vec![&waiting]),
        (Shown::WithoutEnd, Some("records"), vec![&asking]),
        (Shown::Failed, None, vec![]),
    ] {
        let found = page(&bench, &OwedFilter { via: via.map(str::to_owned), ..filter(shown) }).await.rows;
        assert_eq!(found.iter().collect::<Vec<_>>(), wanted, "{shown:?} {via:?}");
    }
    assert_eq!(
        page(&bench, &OwedFilter { via: Some("cards".into()), ..filter(Shown::WithoutEnd) }).await.rows.len(),
        2
    );
}

async fn what_was_begun_again_or_erased_is_no_longer_listed_as_failed(bench: Bench) {
    let first = kept(&bench, failed("email", 3)).await;
    kept(&bench, failed("erased", 4)).await;
    let listed = page(&bench, &filter(Shown::Failed)).await.rows;
    assert_eq!(listed, std::slice::from_ref(&first));
    assert!(bench.store.owed("dmv", &filter(Shown::Failed), at(4)).await.unwrap().rows.is_empty(), "too old");
    let key = bench.store.key(&first.key).await.unwrap();
    let again = Obligation {
        id: model::ObligationId::random(&crate::bench::Os),
        state: State::Due,
        created_at: at(9),
        ended_at: None,
        ..first
    };
    bench.store.commit(store::obligations::insert(&again, b"again", &key)).await.unwrap();
    assert!(page(&bench, &filter(Shown::Failed)).await.rows.is_empty());
    assert_eq!(page(&bench, &filter(Shown::WithoutEnd)).await.rows, [again]);
}

async fn hand_overs_and_attempts_of_many_are_read_in_one_question_each(bench: Bench) {
    let (one, two) = (kept(&bench, |_| ()).await, kept(&bench, |_| ()).await);
    let cases = [one.case.as_ref().unwrap(), two.case.as_ref().unwrap()];
    let before = bench.store.questions_asked();
    assert_eq!(bench.store.hand_overs_of(&cases).await.unwrap().len(), 2);
    assert_eq!(bench.store.find_cases(&cases).await.unwrap().len(), 2);
    assert!(bench.store.attempts_of(&[&one.id, &two.id]).await.unwrap().is_empty());
    assert!(bench.store.hand_overs_of(&[]).await.unwrap().is_empty(), "nothing is asked about nothing");
    assert_eq!(bench.store.questions_asked() - before, 3);
}

/// Every way of narrowing and paging.
fn every_filter() -> Vec<OwedFilter> {
    let mut filters = Vec::new();
    for shown in [Shown::WithoutEnd, Shown::Waiting, Shown::Due, Shown::Asking, Shown::Failed] {
        for via in [None, Some("cards".to_owned())] {
            for way in [None, Some("next"), Some("previous")] {
                let after = way.and_then(|way| Cursor::parse(&format!("{way}_1_{}", "a".repeat(26))));
                filters.push(OwedFilter { via: via.clone(), after, ..filter(shown) });
            }
        }
    }
    filters
}

#[tokio::test]
async fn sqlite_reads_a_page_of_what_is_owed_off_an_index_made_for_it() {
    let bench = Bench::sqlite().await;
    for filter in every_filter() {
        let (sql, params) = Store::owed_question("dmv", &filter, at(0));
        let plan = bench.store.read(&format!("EXPLAIN QUERY PLAN {sql}"), params).await.unwrap();
        let plan: Vec<String> = plan.iter().map(|row| row.text("detail").unwrap()).collect();
        assert!(
            !plan.iter().any(|line| line.contains("SCAN") || line.contains("B-TREE")),
            "{filter:?}: {plan:?}"
        );
        let index = match (filter.shown, filter.via.is_some()) {
            (Shown::Failed, false) => "obligations_failed_of_agency (agency=?",
            (Shown::Failed, true) => "obligations_failed_of_via (agency=? AND via=?",
            (Shown::WithoutEnd, false) => "obligations_of_agency (agency=?",
            (Shown::WithoutEnd, true) => "obligations_of_via (agency=? AND via=?",
            (_, false) => "obligations_of_state (agency=? AND state=?",
            (_, true) => "obligations_of_via_state (agency=? AND via=? AND state=?",
        };
        assert!(plan[0].contains(index), "{filter:?}: {plan:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_reads_a_page_of_a_hundred_thousand_off_an_index() {
    let bench = Bench::postgres().await;
    let numbers =
        "WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 100000)";
    let fill = format!(
        "INSERT INTO obligations (id, agency, kind, via, duty, state, deadline_at, next_attempt_at, attempts, \
         created_at, key_id, row_version) {numbers} SELECT lpad(CAST(i AS TEXT), 26, '0'), 'dmv', 'hand_over', \
         CASE WHEN i % 1000 = 0 THEN 'cards' ELSE 'records' END, '{{}}', \
         CASE WHEN i % 999 = 0 THEN 'waiting' ELSE 'due' END, i, i, 0, i, 'k', 1 FROM n"
    );
    bench.store.commit(Statement::new(fill, Vec::new())).await.unwrap();
    bench.store.commit(Statement::new("ANALYZE obligations", Vec::new())).await.unwrap();
    for mut filter in every_filter() {
        filter.after = filter.after.and(Cursor::parse(&format!("next_50000000000_{}", "a".repeat(26))));
        let (sql, params) = Store::owed_question("dmv", &filter, at(0));
        let plan = bench.store.read(&format!("EXPLAIN {sql}"), params).await.unwrap();
        let plan: Vec<String> = plan.iter().map(|row| row.text("QUERY PLAN").unwrap()).collect();
        assert!(!plan.iter().any(|line| line.contains("Seq Scan on obligations o")), "{filter:?}: {plan:#?}");
    }
}
