//! Made-up cases: really there, opened by staff and doctor like any other; going on where they were stopped; kept away
//! from real ones.

use std::{
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
    time::Duration,
};

use model::{Act, CaseReference, Role, StaffId, StaffViewer, Viewer};
use rusqlite::Connection;
use store::{Keks, QueueFilter, Search, Settings, Store};
use testkit::{
    postgres,
    trial::{
        portal::{Database, Portal, Setup},
        resident::Resident,
    },
    world::FakeRandom,
};

use crate::program::folder;

fn prepared(name: &str, database: Database) -> (Portal, std::path::PathBuf) {
    let folder = folder(name);
    let program = Path::new(env!("CARGO_BIN_EXE_portico"));
    (Portal::prepare(program, &folder, Setup::new(database, 1)).expect("a portal"), folder)
}

fn viewer(agency: &str) -> Viewer {
    let id = StaffId::random(&FakeRandom::seeded(5));
    Viewer::Staff(StaffViewer { id, name: "Sam".into(), agency: agency.into(), role: Role::Supervisor })
}

async fn opened(folder: &Path, url: &str) -> Store {
    let kek = Keks::parse(&std::fs::read_to_string(folder.join("keys")).unwrap()).unwrap();
    let settings =
        Settings { database_url: url.to_owned(), pool_size: 2, kek, files_dir: folder.join("files") };
    Store::open(&settings, Arc::new(FakeRandom::seeded(9))).await.unwrap()
}

/// Cases of an agency can be listed, found by name, opened and read; everything sealed opens; the chain holds.
async fn are_real(portal: &Portal, folder: &Path, url: &str, cases: i64) {
    let store = opened(folder, url).await;
    assert_eq!(store.count_rows("cases").await.unwrap(), cases);
    assert_eq!(store.count_rows("submissions").await.unwrap(), cases);
    let viewer = viewer("dmv");
    let may = viewer.may(Act::ListCases).unwrap();
    let filter = QueueFilter { limit: 20, ..QueueFilter::default() };
    let page = store.queue(&may, &filter).await.unwrap();
    assert_eq!(page.rows.len(), 20);
    for row in &page.rows {
        let name = row.applicant.clone().expect("a license has a name");
        let filter = QueueFilter { search: Some(Search::Name(name)), limit: 500, ..filter.clone() };
        let found = store.queue(&may, &filter).await.unwrap();
        assert!(found.rows.iter().any(|found| found.case.id == row.case.id), "not found by its own name");
        let may = viewer.may_on(Act::ViewCase, &row.case).unwrap();
        assert!(store.submission_of_case(&may, &row.case.id).await.unwrap().is_some());
        let key = store.key(&row.case.key).await.unwrap();
        assert!(store.events_of(&row.case.id, &key).await.unwrap().len() >= 4);
    }
    assert_eq!(store.first_forged_audit_entry("dmv").await.unwrap(), None);
    let said = portal.ask(&["doctor", "--deep", "--format", "json"]).unwrap();
    let report: serde_json::Value = serde_json::from_slice(&said.stdout).unwrap();
    // Of many cases some have a part that failed for good.
    let wrong = report["checks"].as_array().unwrap().iter().filter(|finding| finding["is_fine"] == false);
    assert!(wrong.map(|finding| &finding["what"]).all(|what| what == "failed parts"), "{report:#}");
    portal.start(0).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn made_up_cases_are_as_real_as_any_on_sqlite() {
    let (portal, folder) = prepared("bench-data-sqlite", Database::Sqlite);
    portal.ask(&["bench-data", "--cases", "3000"]).unwrap();
    let url = format!("sqlite:{}", folder.join("portico.db").display());
    are_real(&portal, &folder, &url, 3000).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn made_up_cases_are_as_real_as_any_on_postgres() {
    let url = postgres::new_database().unwrap();
    let (portal, folder) = prepared("bench-data-postgres", Database::At(url.clone()));
    portal.ask(&["bench-data", "--cases", "3000"]).unwrap();
    are_real(&portal, &folder, &url, 3000).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn making_goes_on_where_it_was_killed() {
    let (portal, folder) = prepared("bench-data-killed", Database::Sqlite);
    let made = || {
        let database = Connection::open(folder.join("portico.db")).unwrap();
        database.query_row("SELECT made FROM bench_data", [], |row| row.get::<_, i64>(0)).unwrap_or_default()
    };
    let port = portal.addresses()[0].rsplit(':').next().unwrap().to_owned();
    let mut command = Command::new(env!("CARGO_BIN_EXE_portico"));
    command
        .args(["bench-data", "--cases", "9000", "--config"])
        .arg(folder.join(format!("portico-{port}.toml")));
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut child = command.current_dir(project).stderr(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
    while made() == 0 {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it made anything");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let before = made();
    assert!(before < 9000, "killed too late to show anything");
    portal.ask(&["bench-data", "--cases", "9000"]).unwrap();
    assert_eq!(made(), 9000);
    let store = opened(&folder, &format!("sqlite:{}", folder.join("portico.db").display())).await;
    assert_eq!(store.count_rows("cases").await.unwrap(), 9000);
    assert_eq!(store.first_forged_audit_entry("dmv").await.unwrap(), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_in_real_use_is_refused_unless_told() {
    let (portal, folder) = prepared("bench-data-refused", Database::Sqlite);
    portal.start(0).unwrap();
    let addresses: Arc<[String]> = portal.addresses().into();
    let report = Resident::new(addresses, 1, &[""]).report("real").await.unwrap();
    let refused = portal.ask(&["bench-data", "--cases", "10"]).unwrap_err();
    assert!(refused.contains("in use"), "{refused}");
    portal.ask(&["bench-data", "--cases", "10", "--beside-real-cases"]).unwrap();
    let store = opened(&folder, &format!("sqlite:{}", folder.join("portico.db").display())).await;
    assert_eq!(store.count_rows("cases").await.unwrap(), 11);
    let reference = CaseReference::parse(&report.reference).unwrap();
    assert!(store.find_case_by_reference(&reference).await.unwrap().is_some());
}
