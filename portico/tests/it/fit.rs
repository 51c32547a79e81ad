//! Whether plans fit the agencies' databases is told by the doctor, and by a log line when serving.

use std::path::Path;

use crate::{
    doctor::fresh,
    program::{Running, run, text},
};

fn change(folder: &Path, agency: &str, sql: &str) {
    let database = rusqlite::Connection::open(folder.join(format!("{agency}.db"))).unwrap();
    database.execute_batch(sql).unwrap();
}

/// The lines of the doctor about parts of plans.
fn parts(file: &str) -> (Option<i32>, Vec<String>) {
    let doctor = run(&["doctor", "--config", file]);
    let lines = text(&doctor.stdout);
    let about = lines.lines().filter(|line| line.contains("  part ")).map(str::to_owned);
    (doctor.status.code(), about.collect())
}

#[test]
fn the_agencies_of_the_demo_fit_every_plan() {
    let (_, file) = fresh("fits");
    assert!(run(&["migrate", "--config", &file]).status.success());
    let (status, lines) = parts(&file);
    assert_eq!((status, lines.len()), (Some(0), 4), "{lines:#?}");
    assert!(lines.iter().all(|line| line.starts_with("ok ")), "{lines:#?}");
    // Nobody dared to make this key unique, and Portico does not need it.
    let advised: Vec<_> = lines.iter().filter(|line| line.contains("unique index")).collect();
    assert!(matches!(advised[..], [line] if line.contains("T_SNAP_APPL.EXT_KEY")), "{lines:#?}");
}

#[test]
fn the_doctor_names_each_column_that_does_not_fit_and_what_to_write() {
    let (folder, file) = fresh("misfits");
    assert!(run(&["migrate", "--config", &file]).status.success());
    change(&folder, "public-works-requests", "ALTER TABLE SVC_REQ RENAME COLUMN RPT_DT TO RPRT_DT");
    change(&folder, "dmv-records", "ALTER TABLE CRD_PRT_Q RENAME TO CRD_PRT_QUEUE");
    let (status, lines) = parts(&file);
    assert_eq!(status, Some(1), "{lines:#?}");
    for expected in [
        "WRONG  part report-a-street-problem/service-request: there is no column SVC_REQ.RPT_DT. Did you mean `RPRT_DT`?",
        "WRONG  part report-a-street-problem/service-request: SVC_REQ.RPRT_DT must hold something",
        "WRONG  part renew-a-drivers-license/card-print: there is no table CRD_PRT_Q.",
        "ok     part renew-a-drivers-license/driver-record: fits dmv-records",
    ] {
        assert!(lines.iter().any(|line| line.starts_with(expected)), "{expected} in {lines:#?}");
    }
}

#[test]
fn serving_goes_on_when_an_agency_does_not_fit_or_is_away_and_says_so() {
    let (folder, file) = fresh("goes-on");
    assert!(run(&["migrate", "--config", &file]).status.success());
    change(&folder, "public-works-requests", "ALTER TABLE SVC_REQ RENAME COLUMN RPT_DT TO RPRT_DT");
    std::fs::remove_file(folder.join("dhs-intake.db")).unwrap();
    let port = file.trim_end_matches(".toml").rsplit('-').next().unwrap().parse().unwrap();
    let mut serving = Running::start(&["serve", "--config", &file], port);
    let said = || serving.log();
    for _ in 0..100 {
        if said().contains("RPT_DT") && said().contains("could not be looked at") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    assert!(said().contains("there is no column SVC_REQ.RPT_DT"), "{}", said());
    assert!(said().contains("whether hand-overs fit could not be looked at"), "{}", said());
    assert_eq!(serving.status("/"), Some(200));
    assert_eq!(serving.stop(), Some(0));
}
