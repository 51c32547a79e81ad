//! Audit entries: added only, chained, and every tampering shows.

use model::{Act, EventId, StaffId};
use store::{NewAuditEntry, Statement, StoreError};

use crate::{
    bench::{Bench, Os, on_both},
    samples::{at, kept_case, may},
};

on_both!(
    entries_are_chained_and_listed_newest_first,
    every_change_to_an_entry_shows,
    a_missing_entry_shows,
    entries_written_at_the_same_moment_all_get_their_place,
    an_agency_reads_its_own_entries_only,
);

pub fn entry(agency: &str, name: &str) -> NewAuditEntry {
    NewAuditEntry {
        id: EventId::random(&Os),
        at: at(1),
        staff: Some(StaffId::random(&Os)),
        staff_name: name.into(),
        agency: agency.into(),
        action: "case_viewed".into(),
        case: None,
        detail: String::new(),
    }
}

async fn appended(bench: &Bench, count: usize) -> Vec<NewAuditEntry> {
    let mut all = Vec::new();
    for _ in 0..count {
        all.push(entry("dmv", "Sam Sample"));
        bench.store.append_audit(&all[all.len() - 1]).await.unwrap();
    }
    all
}

async fn entries_are_chained_and_listed_newest_first(bench: Bench) {
    let said = appended(&bench, 5).await;
    let right = may(Act::ViewAudit, "dmv");
    let first_page = bench.store.audit_of_agency(&right, None, 3).await.unwrap();
    let second_page = bench.store.audit_of_agency(&right, Some(first_page[2].number), 3).await.unwrap();
    let listed: Vec<_> = first_page.into_iter().chain(second_page).collect();
    assert_eq!(listed.iter().map(|entry| entry.number).collect::<Vec<_>>(), [5, 4, 3, 2, 1]);
    assert!(listed.iter().map(|entry| &entry.said).eq(said.iter().rev()));
    assert_eq!(bench.store.first_forged_audit_entry("dmv").await.unwrap(), None);
}

async fn every_change_to_an_entry_shows(bench: Bench) {
    appended(&bench, 3).await;
    let changes = [
        "at = at + 1",
        "action = 'case_changed'",
        "detail = 'x'",
        "staff_id = NULL",
        "case_id = '00000000000000000000000000'",
        "staff_name = (SELECT staff_name FROM audit_entries WHERE number = 1)",
        "id = '00000000000000000000000000'",
        "hash = (SELECT hash FROM audit_entries WHERE number = 1)",
        "agency = 'clerk'",
    ];
    for change in changes {
        let columns = "id, agency, number, at, staff_id, staff_name, action, case_id, detail, hash";
        let keep = format!("CREATE TABLE kept AS SELECT {columns} FROM audit_entries");
        bench.store.commit(Statement::new(keep, Vec::new())).await.unwrap();
        let forge = format!("UPDATE audit_entries SET {change} WHERE number = 2");
        bench.store.commit(Statement::new(forge, Vec::new()).expect_one("one row")).await.unwrap();
        assert_eq!(bench.store.first_forged_audit_entry("dmv").await.unwrap(), Some(2), "{change}");
        let back = format!("INSERT INTO audit_entries ({columns}) SELECT {columns} FROM kept");
        let undo = ["DELETE FROM audit_entries", &back, "DROP TABLE kept"].map(str::to_owned);
        bench.store.commit(undo.map(|sql| Statement::new(sql, Vec::new())).to_vec()).await.unwrap();
    }
    assert_eq!(bench.store.first_forged_audit_entry("dmv").await.unwrap(), None);
}

async fn a_missing_entry_shows(bench: Bench) {
    appended(&bench, 3).await;
    bench
        .store
        .commit(Statement::new("DELETE FROM audit_entries WHERE number = 2", Vec::new()))
        .await
        .unwrap();
    assert_eq!(bench.store.first_forged_audit_entry("dmv").await.unwrap(), Some(2));
}

async fn entries_written_at_the_same_moment_all_get_their_place(bench: Bench) {
    let writers = (0..8).map(|_| {
        let store = bench.store.clone();
        tokio::spawn(async move { store.append_audit(&entry("dmv", "Sam Sample")).await })
    });
    for result in futures::future::join_all(writers).await {
        result.unwrap().unwrap();
    }
    assert_eq!(bench.store.audit_of_agency(&may(Act::ViewAudit, "dmv"), None, 99).await.unwrap().len(), 8);
    assert_eq!(bench.store.first_forged_audit_entry("dmv").await.unwrap(), None);
}

async fn an_agency_reads_its_own_entries_only(bench: Bench) {
    let (case, _) = kept_case(&bench.store, "Ana Example", |_| ()).await;
    for agency in ["dmv", "clerk"] {
        let seen = NewAuditEntry { case: Some(case.id.clone()), ..entry(agency, "Sam Sample") };
        bench.store.append_audit(&seen).await.unwrap();
    }
    assert_eq!(bench.store.audit_of_case(&may(Act::ViewAudit, "dmv"), &case.id).await.unwrap().len(), 1);
    let stranger = bench.store.audit_of_case(&may(Act::ViewAudit, "parks"), &case.id).await;
    assert!(matches!(stranger, Err(StoreError::Denied)));
    let another_right = bench.store.audit_of_agency(&may(Act::ListCases, "dmv"), None, 9).await;
    assert!(matches!(another_right, Err(StoreError::Denied)));
}
