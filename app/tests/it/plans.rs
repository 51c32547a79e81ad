//! However many cases there are, nothing that people wait for and nothing that runs by itself walks through all of them:
//! every statement that was run is shown to the database, which tells how it goes about it.

use std::{collections::BTreeSet, sync::Arc};

use app::{Visitor, Worker};
use jiff::SignedDuration;
use store::{Batch, OwedFilter, QueueFilter, Search, Shown, Sort, Statement, Store};
use testkit::{postgres, world::FakeRandom};

use crate::{
    bench::{ANA, Bench},
    garden,
};

/// Tables that do not grow with cases, and what a plan calls its own steps.
const SMALL: &[&str] = &[
    "service_versions",
    "publications",
    "pauses",
    "staff",
    "holds",
    "previews",
    "backups",
    "bench_data",
    "submission_counts",
    "migrations",
    "case_names_before",
    "h",
    "CONSTANT",
    "found",
    "n",
    "(subquery-1)",
    "sqlite_master",
];
/// Indexes that hold only what has no end yet, which is read as a whole.
const OF_WHAT_HAS_NO_END: &[&str] =
    &["obligations_without_end", "obligations_due", "obligations_leased", "obligations_open_state"];

/// What residents and staff ask for.
async fn looked_at(bench: &Bench) {
    let app = &bench.app;
    let case = bench.sent(ANA).await;
    bench.work().await;
    let staff = bench.staff("parks");
    let searches = [
        None,
        Some(Search::Reference(case.reference.clone())),
        Some(Search::Name("ana".into())),
        Some(Search::Name("ana example sample".into())),
    ];
    for sort in [Sort::ReceivedOldest, Sort::ReceivedNewest, Sort::ChangedNewest] {
        for search in searches.clone() {
            let filter = QueueFilter { sort, search, limit: 50, ..QueueFilter::default() };
            app.queue(&staff, &filter).await.unwrap();
            app.is_cut_short(&staff, &filter).await.unwrap();
            app.queue(&staff, &QueueFilter { open_only: true, ..filter }).await.unwrap();
        }
    }
    app.with_failed_part(&[&case.id]).await.unwrap();
    app.case_for_staff(&staff, &case.id).await.unwrap();
    app.audit(&staff, None).await.unwrap();
    app.audit_of_reference(&staff, &case.reference).await.unwrap();
    for shown in [Shown::WithoutEnd, Shown::Due, Shown::Failed] {
        app.owed(&staff, &OwedFilter { shown, limit: 50, ..OwedFilter::default() }).await.unwrap();
    }
    app.glance(&case.reference.to_string(), "wrong", "en").await.unwrap();
    let (_, draft) = bench.ready(ANA).await;
    let resident = bench.prove(&draft).await;
    app.my_list(&resident).await.unwrap();
    app.send_sign_in_code(&Visitor::anonymous("en"), "192.0.2.1", ANA).await.unwrap();
}

/// What runs by itself: worker, schedules, metrics; and the doctor.
async fn run_by_itself(bench: &Bench) {
    let (app, store) = (&bench.app, &bench.app.store);
    let case = bench.sent(ANA).await;
    bench.work().await;
    let version = bench.reread(&case).await.row_version;
    app.set_status(&bench.staff("parks"), &case.id, &"done".parse().unwrap(), "", version).await.unwrap();
    bench.work_to_the_end().await;
    bench.sent(ANA).await;
    Worker::new(app.clone()).round().await.unwrap();
    app.follow().await.unwrap();
    bench.pass_hours(24 * 20);
    app.schedules_once().await.unwrap();
    bench.pass_hours(24 * 3650);
    app.schedules_once().await.unwrap();
    store.next_due_at().await.unwrap();
    store.count_without_end().await.unwrap();
    store.count_failed_parts(bench.now() - SignedDuration::from_hours(720)).await.unwrap();
    store.due(bench.now(), 1).await.unwrap();
    store.without_end(None, None, 500).await.unwrap();
    store.failed_parts(bench.now() - SignedDuration::from_hours(720), 500).await.unwrap();
    store.last_backup_at().await.unwrap();
    store.holds().await.unwrap();
}

async fn heard(bench: &Bench) -> Vec<Statement> {
    bench.app.store.heard();
    looked_at(bench).await;
    run_by_itself(bench).await;
    let mut known = BTreeSet::new();
    let all = bench.app.store.heard().into_iter();
    let all: Vec<_> = all.filter(|one| known.insert(one.sql.to_string())).collect();
    assert!(all.len() > 60, "{}", all.len());
    all
}

/// How the database goes about a statement, line by line.
async fn plan(store: &Store, explain: &str, column: &str, statement: &Statement) -> Vec<String> {
    let asked = format!("{explain} {}", statement.sql);
    let rows = store.read(&asked, statement.params.clone()).await;
    let rows = rows.unwrap_or_else(|error| panic!("{}: {error:?}", statement.sql));
    rows.iter().map(|row| row.text(column).unwrap()).collect()
}

#[tokio::test]
async fn on_sqlite_nothing_walks_through_a_table_that_grows() {
    let bench = Bench::new().await;
    let mut walks = Vec::new();
    for statement in heard(&bench).await {
        for line in plan(&bench.app.store, "EXPLAIN QUERY PLAN", "detail", &statement).await {
            let Some(walked) = line.strip_prefix("SCAN ") else { continue };
            let name = walked.split(' ').next().unwrap_or_default();
            let of_few = OF_WHAT_HAS_NO_END.iter().any(|index| walked.ends_with(index));
            if !SMALL.contains(&name) && !of_few {
                walks.push(format!("{line}: {}", statement.sql));
            }
        }
    }
    assert!(walks.is_empty(), "{walks:#?}");
}

#[tokio::test]
async fn on_postgres_nothing_needs_to_walk_through_a_table_that_grows() {
    let bench = Bench::postgres(garden::CHAIN, Vec::new()).await;
    let all = heard(&bench).await;
    // Small tables are walked through gladly, unless that is forbidden where there is another way.
    let name = bench.database_name();
    postgres::run(bench.database_url(), &format!("ALTER DATABASE {name} SET enable_seqscan = off")).unwrap();
    let other = bench.node_with(&garden::services(garden::CHAIN), Arc::new(FakeRandom::seeded(3))).await;
    let mut walks = Vec::new();
    for statement in all {
        for line in plan(&other.store, "EXPLAIN", "QUERY PLAN", &statement).await {
            let Some((_, walked)) = line.split_once("Seq Scan on ") else { continue };
            if !SMALL.contains(&walked.split(' ').next().unwrap_or_default()) {
                walks.push(format!("{line}: {}", statement.sql));
            }
        }
    }
    assert!(walks.is_empty(), "{walks:#?}");
    other.store.commit(Batch::default()).await.unwrap();
}
