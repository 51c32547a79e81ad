//! The staff queue: right rows, right order, right pages, and no walk through the whole table.

use std::collections::HashSet;

use model::{Act, Case, CaseId, Outcome};
use store::{
    Cursor, MOST_OF_A_NAME, QueueFilter, QueuePage, Search, Sort, Statement, StatusOf, StoreError, cases,
};

use crate::{
    bench::{Bench, on_both},
    samples::{at, kept_case, may},
};

on_both!(
    paging_forward_and_back_shows_every_case_once_in_order,
    a_queue_is_narrowed_by_status_service_and_openness,
    a_status_of_several_names_is_found_under_each_and_paged_in_order,
    a_case_is_found_by_reference_and_by_words_of_the_name,
    a_search_that_leaves_out_cases_of_a_common_name_says_so,
    an_agency_sees_only_cases_it_takes_part_in,
    a_changed_case_moves_to_the_top,
);

fn filter() -> QueueFilter {
    QueueFilter { limit: 50, ..QueueFilter::default() }
}

async fn page(bench: &Bench, filter: &QueueFilter) -> QueuePage {
    bench.store.queue(&may(Act::ListCases, "dmv"), filter).await.unwrap()
}

async fn ids(bench: &Bench, filter: &QueueFilter) -> Vec<CaseId> {
    page(bench, filter).await.rows.into_iter().map(|row| row.case.id).collect()
}

async fn paging_forward_and_back_shows_every_case_once_in_order(bench: Bench) {
    let mut all = Vec::new();
    for number in 0..11 {
        // Several of the same moment: paging must not lose or repeat any of them.
        all.push(kept_case(&bench.store, "Ana Example", |case| case.received_at = at(number / 4)).await.0);
    }
    for sort in [Sort::ReceivedOldest, Sort::ReceivedNewest, Sort::ChangedNewest] {
        let mut pages: Vec<QueuePage> = Vec::new();
        let mut after = None;
        loop {
            let one = page(&bench, &QueueFilter { sort, limit: 3, after, ..filter() }).await;
            assert_eq!(one.previous.is_some(), !pages.is_empty());
            after = one.next.clone().map(|cursor| Cursor::parse(&cursor.to_string()).unwrap());
            pages.push(one);
            if after.is_none() {
                break;
            }
        }
        assert_eq!(pages.iter().map(|page| page.rows.len()).collect::<Vec<_>>(), [3, 3, 3, 2]);
        let seen: Vec<&Case> = pages.iter().flat_map(|page| &page.rows).map(|row| &row.case).collect();
        assert_eq!(seen.iter().map(|case| &case.id).collect::<HashSet<_>>().len(), all.len());
        let is_in_order = |pair: &[&Case]| match sort {
            Sort::ReceivedOldest => pair[0].received_at <= pair[1].received_at,
            Sort::ReceivedNewest => pair[0].received_at >= pair[1].received_at,
            Sort::ChangedNewest => pair[0].changed_at >= pair[1].changed_at,
        };
        assert!(seen.windows(2).all(is_in_order), "{sort:?}");
        for at in (1..pages.len()).rev() {
            let back = QueueFilter { sort, limit: 3, after: pages[at].previous.clone(), ..filter() };
            let back = page(&bench, &back).await;
            assert_eq!(back.rows, pages[at - 1].rows);
            assert!(back.next.is_some());
            assert_eq!(back.previous.is_some(), at > 1);
        }
    }
}

async fn a_queue_is_narrowed_by_status_service_and_openness(bench: Bench) {
    let (open, _) = kept_case(&bench.store, "Ana Example", |_| ()).await;
    let ended = |case: &mut Case| {
        case.status = "approved".into();
        case.outcome = Some(Outcome::Granted);
        case.received_at = at(1);
    };
    let (ended, _) = kept_case(&bench.store, "Ben Example", ended).await;
    let elsewhere = |case: &mut Case| {
        case.service = "report-a-move".into();
        case.received_at = at(2);
    };
    let (other, _) = kept_case(&bench.store, "Cal Example", elsewhere).await;
    let (open, ended, other) = (open.id, ended.id, other.id);
    let service = Some("report-a-move".to_owned());
    let statuses = vec![StatusOf::any("approved")];
    assert_eq!(ids(&bench, &filter()).await, [open.clone(), ended.clone(), other.clone()]);
    assert_eq!(ids(&bench, &QueueFilter { open_only: true, ..filter() }).await, [open, other.clone()]);
    assert_eq!(ids(&bench, &QueueFilter { service: service.clone(), ..filter() }).await, [other]);
    assert_eq!(ids(&bench, &QueueFilter { statuses: statuses.clone(), ..filter() }).await, [ended]);
    assert!(ids(&bench, &QueueFilter { statuses, service, open_only: true, ..filter() }).await.is_empty());
}

async fn a_status_of_several_names_is_found_under_each_and_paged_in_order(bench: Bench) {
    let mut all = Vec::new();
    for (number, status) in (0..).zip(["crew-out", "with-crew", "with-crew", "crew-out", "with-crew"]) {
        let keep = |case: &mut Case| {
            case.status = status.into();
            case.received_at = at(number);
        };
        all.push(kept_case(&bench.store, "Ana Example", keep).await.0.id);
    }
    let elsewhere = |case: &mut Case| {
        case.status = "with-crew".into();
        case.service = "report-a-move".into();
    };
    kept_case(&bench.store, "Ben Example", elsewhere).await;
    let old = StatusOf { status: "with-crew".into(), service: Some("renew-a-license".into()) };
    let statuses = vec![StatusOf::any("crew-out"), old];
    let narrowed = |after| QueueFilter { statuses: statuses.clone(), limit: 2, after, ..filter() };
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let one = page(&bench, &narrowed(after)).await;
        seen.extend(one.rows.into_iter().map(|row| row.case.id));
        after = one.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen, all, "of this service under both names, and of no other under the old one");
    let search = Some(Search::Name("example".into()));
    assert_eq!(ids(&bench, &QueueFilter { search, limit: 50, ..narrowed(None) }).await, all);
}

async fn a_case_is_found_by_reference_and_by_words_of_the_name(bench: Bench) {
    let (ana, _) = kept_case(&bench.store, "Ana María Example-Ruiz", |_| ()).await;
    let (ben, _) = kept_case(&bench.store, "Ben Example", |case| case.received_at = at(1)).await;
    let search = |search| QueueFilter { search: Some(search), ..filter() };
    let name = |text: &str| search(Search::Name(text.into()));
    assert_eq!(
        ids(&bench, &search(Search::Reference(ben.reference.clone()))).await,
        std::slice::from_ref(&ben.id)
    );
    assert_eq!(ids(&bench, &name("example")).await, [ana.id.clone(), ben.id]);
    assert_eq!(ids(&bench, &name("RUIZ maría")).await, std::slice::from_ref(&ana.id));
    assert_eq!(ids(&bench, &name("Maria")).await, [ana.id], "accents need not be typed");
    assert!(ids(&bench, &name("ruiz ben")).await.is_empty());
    assert!(ids(&bench, &name(" - ")).await.is_empty(), "no word finds no case, not all of them");
    assert_eq!(
        page(&bench, &name("ruiz")).await.rows[0].applicant.as_deref(),
        Some("Ana María Example-Ruiz")
    );
}

/// More cases of one name than are looked at where the index of names does not give the order.
async fn a_search_that_leaves_out_cases_of_a_common_name_says_so(bench: Bench) {
    let mut oldest = None;
    for first in (0..=i64::from(MOST_OF_A_NAME)).step_by(50) {
        let some = (first..first + 50).map(|number| {
            // Received first, changed last.
            let times =
                move |case: &mut Case| (case.received_at, case.changed_at) = (at(number), at(-number));
            kept_case(&bench.store, "Ana Example", times)
        });
        let some = futures::future::join_all(some).await;
        oldest = oldest.or_else(|| some.into_iter().next());
    }
    let oldest = oldest.unwrap().0.id;
    kept_case(&bench.store, "Ben Rare", |case| case.received_at = at(1)).await;
    let list = may(Act::ListCases, "dmv");
    let name = |text: &str| QueueFilter { search: Some(Search::Name(text.into())), ..filter() };
    let changed = |text: &str| QueueFilter { sort: Sort::ChangedNewest, ..name(text) };
    let narrowed = |text: &str| QueueFilter { statuses: vec![StatusOf::any("received")], ..name(text) };
    for cut in [changed("ana"), narrowed("ana"), changed("example ana")] {
        assert!(bench.store.is_cut_short(&list, &cut).await.unwrap(), "{cut:?}");
        assert!(!ids(&bench, &cut).await.contains(&oldest), "{cut:?}");
        assert_eq!(ids(&bench, &cut).await.len(), 50, "{cut:?}");
    }
    assert_eq!(ids(&bench, &name("ana")).await[0], oldest, "in the order of receipt all of them are reached");
    for whole in [name("ana"), changed("ben"), narrowed("rare"), changed(" - "), filter()] {
        assert!(!bench.store.is_cut_short(&list, &whole).await.unwrap(), "{whole:?}");
    }
    let elsewhere = bench.store.is_cut_short(&may(Act::ListCases, "dhs"), &changed("ana")).await.unwrap();
    assert!(!elsewhere, "another agency does not learn of it");
    let other = bench.store.is_cut_short(&may(Act::ViewAudit, "dmv"), &changed("ana")).await;
    assert!(matches!(other, Err(StoreError::Denied)));
}

async fn an_agency_sees_only_cases_it_takes_part_in(bench: Bench) {
    let (case, _) = kept_case(&bench.store, "Ana Example", |case| case.agencies = vec!["clerk".into()]).await;
    assert!(ids(&bench, &filter()).await.is_empty());
    let search = QueueFilter { search: Some(Search::Reference(case.reference)), ..filter() };
    assert!(ids(&bench, &search).await.is_empty());
    let clerks = bench.store.queue(&may(Act::ListCases, "clerk"), &search).await.unwrap();
    assert_eq!(clerks.rows.len(), 1);
    let another_right = bench.store.queue(&may(Act::ViewCase, "clerk"), &filter()).await;
    assert!(matches!(another_right, Err(StoreError::Denied)));
}

async fn a_changed_case_moves_to_the_top(bench: Bench) {
    let (first, _) = kept_case(&bench.store, "Ana Example", |_| ()).await;
    let (second, _) = kept_case(&bench.store, "Ben Example", |case| case.changed_at = at(1)).await;
    let changed = QueueFilter { sort: Sort::ChangedNewest, ..filter() };
    assert_eq!(ids(&bench, &changed).await, [second.id.clone(), first.id.clone()]);
    bench.store.commit(cases::update(&Case { changed_at: at(2), ..first.clone() })).await.unwrap();
    assert_eq!(ids(&bench, &changed).await, [first.id, second.id]);
}

/// Every way of narrowing, sorting and paging.
fn every_filter() -> Vec<QueueFilter> {
    let text = |yes: bool, text: &str| yes.then(|| text.to_owned());
    let after = Cursor::parse(&format!("next_1_{}", "a".repeat(26)));
    let mut filters = Vec::new();
    for sort in [Sort::ReceivedOldest, Sort::ReceivedNewest, Sort::ChangedNewest] {
        for bits in 0..16 {
            filters.push(QueueFilter {
                statuses: text(bits & 1 > 0, "received").into_iter().map(StatusOf::any).collect(),
                service: text(bits & 2 > 0, "renew-a-license"),
                open_only: bits & 4 > 0,
                after: after.clone().filter(|_| bits & 8 > 0),
                sort,
                ..filter()
            });
        }
    }
    filters
}

#[tokio::test]
async fn sqlite_reads_a_page_off_an_index_and_never_sorts_or_walks_a_table() {
    let bench = Bench::sqlite().await;
    for filter in every_filter() {
        let (sql, params) = bench.store.queue_question("dmv", &filter);
        let plan = bench.store.read(&format!("EXPLAIN QUERY PLAN {sql}"), params).await.unwrap();
        let plan: Vec<String> = plan.iter().map(|row| row.text("detail").unwrap()).collect();
        assert!(
            !plan.iter().any(|line| line.contains("SCAN") || line.contains("B-TREE")),
            "{filter:?}: {plan:?}"
        );
        assert!(
            plan[0].contains("USING INDEX queue_") || plan[0].contains("COVERING INDEX queue_"),
            "{plan:?}"
        );
    }
}

#[tokio::test]
async fn sqlite_reads_the_first_rows_of_each_name_of_a_status_off_an_index() {
    let bench = Bench::sqlite().await;
    let old = StatusOf { status: "with-crew".into(), service: Some("renew-a-license".into()) };
    for mut filter in every_filter() {
        filter.statuses = vec![StatusOf::any("crew-out"), old.clone()];
        let (sql, params) = bench.store.queue_question("dmv", &filter);
        let plan = bench.store.read(&format!("EXPLAIN QUERY PLAN {sql}"), params).await.unwrap();
        let plan: Vec<String> = plan.iter().map(|row| row.text("detail").unwrap()).collect();
        let reads: Vec<&String> =
            plan.iter().filter(|line| line.contains("case_agencies") || line.contains("SEARCH q ")).collect();
        assert!(
            !reads.is_empty() && reads.iter().all(|line| line.contains("INDEX queue_")),
            "{filter:?}: {plan:#?}"
        );
        assert!(!plan.iter().any(|line| line == "SCAN c" || line == "SCAN k"), "{filter:?}: {plan:#?}");
    }
}

#[tokio::test]
async fn sqlite_searches_from_the_few_rows_that_match() {
    let bench = Bench::sqlite().await;
    let reference = model::CaseReference::random(&crate::bench::Os);
    for search in [Search::Name("ana example".into()), Search::Reference(reference)] {
        let filter = QueueFilter { search: Some(search), ..filter() };
        let (sql, params) = bench.store.queue_question("dmv", &filter);
        let plan = bench.store.read(&format!("EXPLAIN QUERY PLAN {sql}"), params).await.unwrap();
        let plan: Vec<String> = plan.iter().map(|row| row.text("detail").unwrap()).collect();
        // `found` are the few that match.
        let walks =
            |line: &String| line.contains("INDEX queue_") || line.contains("SCAN") && line != "SCAN found";
        assert!(!plan.iter().any(walks), "{plan:#?}");
        let is_sorted = plan.iter().any(|line| line.contains("B-TREE"));
        assert!(!is_sorted || matches!(filter.search, Some(Search::Reference(_))), "{plan:#?}");
    }
}

/// Many cases quickly: rows as the store writes them, made inside the database.
pub async fn fill(bench: &Bench, count: i64) {
    let numbers =
        "WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < $1)";
    let id = "substr('00000000000000000000000000' || CAST(i AS TEXT), -26)";
    let id =
        if bench.settings.database_url.starts_with("sqlite") { id } else { "lpad(CAST(i AS TEXT), 26, '0')" };
    let service = "CASE WHEN i % 3 = 0 THEN 'report-a-move' ELSE 'renew-a-license' END";
    let status = "CASE WHEN i % 20 = 0 THEN 'received' ELSE 'approved' END";
    let queues = format!(
        "INSERT INTO case_agencies (agency, case_id, service, status, is_open, received_at, changed_at) {numbers} \
         SELECT 'dmv', {id}, {service}, {status}, CASE WHEN i % 20 = 0 THEN 1 ELSE 0 END, i, i FROM n"
    );
    bench.store.commit(Statement::new(queues, vec![count.into()])).await.unwrap();
    if bench.settings.database_url.starts_with("postgres") {
        bench.store.commit(Statement::new("ANALYZE case_agencies", Vec::new())).await.unwrap();
    }
}

#[tokio::test]
async fn postgres_reads_a_page_off_an_index_however_many_cases_there_are() {
    let bench = Bench::postgres().await;
    fill(&bench, 100_000).await;
    for mut filter in every_filter() {
        // Somewhere in the middle, with rows on either side.
        filter.after = filter.after.and(Cursor::parse(&format!("next_50000_{}", "a".repeat(26))));
        let (sql, params) = bench.store.queue_question("dmv", &filter);
        let plan = bench.store.read(&format!("EXPLAIN {sql}"), params).await.unwrap();
        let plan: Vec<String> = plan.iter().map(|row| row.text("QUERY PLAN").unwrap()).collect();
        let walks = |line: &String| line.contains("Seq Scan on case_agencies") || line.contains("Bitmap");
        assert!(!plan.iter().any(walks), "{filter:?}: {}", plan.join("\n"));
    }
}
