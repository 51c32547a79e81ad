//! `portico doctor`, and the other commands of operators.

use std::{fs, io::Write, process::Stdio};

use crate::program::{folder, free_port, portico, run, settings, text};

/// Settings with the agencies of the demo.
pub fn fresh(name: &str) -> (std::path::PathBuf, String) {
    let folder = folder(name);
    let file = settings(&folder, &format!("sqlite:{}/portico.db", folder.display()), free_port());
    crate::agency::prepare(&folder).unwrap();
    (folder, file.display().to_string())
}

#[test]
fn the_doctor_says_what_is_wrong_and_what_to_do_and_is_content_once_it_was_done() {
    let (_, file) = fresh("doctor");
    let doctor = run(&["doctor", "--config", &file]);
    assert_eq!(doctor.status.code(), Some(1));
    assert!(text(&doctor.stdout).contains("WRONG  database: there is no file"), "{}", text(&doctor.stdout));
    assert!(run(&["migrate", "--config", &file]).status.success());
    let doctor = run(&["doctor", "--config", &file, "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&doctor.stdout).unwrap();
    let checks = report["checks"].as_array().unwrap();
    let looked_at: Vec<&str> = checks.iter().filter_map(|finding| finding["what"].as_str()).collect();
    for expected in [
        "settings",
        "services",
        "connector dmv-records",
        "part renew-a-drivers-license/card-print",
        "channel email",
        "database",
        "keys",
        "obligations",
    ] {
        assert!(looked_at.contains(&expected), "{expected} in {looked_at:?}");
    }
    assert_eq!((doctor.status.code(), &report["is_fine"]), (Some(0), &serde_json::json!(true)), "{report:#}");
}

#[test]
fn the_doctor_looks_at_what_was_published_where_services_come_from_the_database() {
    let (folder, file) = fresh("doctor-published");
    let settings = fs::read_to_string(&file).unwrap();
    fs::write(&file, settings.replacen("[site]", "[site]\nservices_from = \"database\"", 1)).unwrap();
    assert!(run(&["migrate", "--config", &file]).status.success());
    let doctor = || {
        let doctor = run(&["doctor", "--config", &file]);
        (doctor.status.code(), text(&doctor.stdout))
    };
    let (status, said) = doctor();
    assert!(status == Some(1) && said.contains("WRONG  services: nothing is published yet"), "{said}");
    let services = crate::program::project().join("services").display().to_string();
    let published = run(&["publish", "--config", &file, &services]);
    assert!(published.status.success(), "{}{}", text(&published.stdout), text(&published.stderr));
    let (status, said) = doctor();
    assert!(said.contains("part renew-a-drivers-license/card-print: fits"), "{said}");
    assert!(status == Some(0) && said.contains("services: 3 published"), "{said}");
    // Somebody changes the agency's tables.
    let changed = rusqlite::Connection::open(folder.join("dmv-records.db")).unwrap();
    let tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'";
    let names: Vec<String> = changed
        .prepare(tables)
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    changed.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    for name in names {
        changed.execute_batch(&format!("ALTER TABLE \"{name}\" RENAME TO \"{name}_old\"")).unwrap();
    }
    let (status, said) = doctor();
    assert!(status == Some(1) && said.contains("WRONG  part renew-a-drivers-license/"), "{said}");
}

#[test]
fn the_doctor_is_not_content_while_a_part_failed_for_good() {
    let (folder, file) = fresh("doctor-failed");
    assert!(run(&["migrate", "--config", &file]).status.success());
    assert_eq!(run(&["doctor", "--config", &file]).status.code(), Some(0));
    let store = rusqlite::Connection::open(folder.join("portico.db")).unwrap();
    store
        .execute(
            "INSERT INTO obligations (id, case_id, agency, kind, via, duty, state, told_by, deadline_at, \
             next_attempt_at, attempts, created_at, ended_at, key_id, row_version) VALUES (?1, ?2, 'dmv', 'hand_over', \
             'dmv-records', '{\"duty\":\"hand_over\",\"plan_item\":\"record\",\"connector\":\"dmv-records\",\"after\":[]}', \
             'failed', 'email', unixepoch() * 1000000, 0, 1, 0, unixepoch() * 1000000, ?3, 1)",
            rusqlite::params!["a".repeat(26), "b".repeat(26), "c".repeat(26)],
        )
        .unwrap();
    let doctor = run(&["doctor", "--config", &file]);
    let said = text(&doctor.stdout);
    assert!(doctor.status.code() == Some(1) && said.contains("WRONG  failed parts: 1 part failed"), "{said}");
    assert!(said.contains("connector dmv-records: record"), "{said}");
}

#[test]
fn with_other_keys_the_doctor_says_so() {
    let (folder, file) = fresh("keys");
    assert!(run(&["migrate", "--config", &file]).status.success());
    fs::remove_file(folder.join("keys")).unwrap();
    assert!(run(&["keys", "new", "--file", &folder.join("keys").display().to_string()]).status.success());
    let doctor = run(&["doctor", "--config", &file]);
    assert_eq!(doctor.status.code(), Some(1));
    assert!(text(&doctor.stdout).contains("is not among those given"), "{}", text(&doctor.stdout));
}

#[test]
fn keys_are_rotated_and_the_older_one_can_go() {
    let (folder, file) = fresh("rotate");
    assert!(run(&["migrate", "--config", &file]).status.success());
    let keys = folder.join("keys");
    assert!(run(&["keys", "new", "--file", &keys.display().to_string()]).status.success());
    let rotated = run(&["keys", "rotate", "--config", &file]);
    assert!(
        text(&rotated.stdout).starts_with("2 data keys"),
        "{}{}",
        text(&rotated.stdout),
        text(&rotated.stderr)
    );
    let newest = fs::read_to_string(&keys).unwrap().lines().next().unwrap().to_owned();
    let both = fs::read_to_string(&keys).unwrap();
    let older = both.lines().nth(1).and_then(|line| line.split(':').next()).unwrap().to_owned();
    fs::write(&keys, &newest).unwrap();
    assert_eq!(run(&["doctor", "--config", &file]).status.code(), Some(0));

    // A process that was not started anew closed one more with the older key.
    let database = rusqlite::Connection::open(folder.join("portico.db")).unwrap();
    let closed = "INSERT INTO data_keys SELECT 'later', purpose, ?1, wrapped FROM data_keys LIMIT 1";
    assert_eq!(database.execute(closed, [&older]).unwrap(), 1);
    let said = || text(&run(&["doctor", "--config", &file]).stdout);
    assert!(said().contains(&format!("WRONG  keys: some data keys (1) need the key {older}")), "{}", said());
    fs::write(&keys, &both).unwrap();
    assert!(said().contains("some data keys (1) still need an older one"), "{}", said());
}

#[test]
fn an_audit_entry_that_was_changed_or_taken_out_is_named() {
    let (folder, file) = fresh("audit");
    assert!(run(&["migrate", "--config", &file]).status.success());
    for number in 1..=3 {
        let email = format!("ana{number}@dmv.example.gov");
        let add = ["staff", "add", "--config", &file, "--email", &email, "--name", "Ana", "--agency", "dmv"];
        assert!(run(&[&add[..], &["--role", "auditor"]].concat()).status.success());
    }
    let deep = || text(&run(&["doctor", "--config", &file, "--deep"]).stdout);
    let whole = "ok     audit entries of dmv: each entry is as it was written; the last is number 3";
    assert!(deep().contains(whole), "{}", deep());
    let database = rusqlite::Connection::open(folder.join("portico.db")).unwrap();
    for (harm, named) in [
        ("UPDATE audit_entries SET action = 'signed_in' WHERE number = 2", "entry 2"),
        ("DELETE FROM audit_entries WHERE number = 1", "entry 1"),
    ] {
        assert_eq!(database.execute(harm, []).unwrap(), 1);
        let said = deep();
        assert!(
            said.contains(&format!("WRONG  audit entries of dmv: {named} was changed or is gone")),
            "{said}"
        );
    }
}

#[test]
fn staff_are_added_listed_and_removed() {
    let (_, file) = fresh("staff");
    assert!(run(&["migrate", "--config", &file]).status.success());
    let add = |more: &[&str]| {
        let args =
            ["staff", "add", "--config", &file, "--email", "pat@dmv.example.gov", "--name", "Pat Lake"];
        portico(&[&args[..], more].concat())
    };
    let made = add(&["--agency", "dmv", "--role", "supervisor"]).output().unwrap();
    assert!(
        text(&made.stdout).contains("First password, shown only now: ")
            && text(&made.stdout).contains("works for 7 days, and must be changed"),
        "{}{}",
        text(&made.stdout),
        text(&made.stderr)
    );
    let again = add(&["--agency", "dmv"]).output().unwrap();
    assert!(
        text(&again.stderr).contains("somebody signs in as pat@dmv.example.gov already"),
        "{}",
        text(&again.stderr)
    );
    let unknown = add(&["--agency", "parks"]).output().unwrap();
    assert!(
        text(&unknown.stderr).contains("there is no agency `parks`; there is: dmv"),
        "{}",
        text(&unknown.stderr)
    );
    for (password, why) in [
        ("too short", "at least 15 characters"),
        ("passwordpassword", "tried first"),
        ("PatLake-dmv-PatLake", "names that anybody"),
    ] {
        let mut given = add(&["--agency", "dmv", "--password-stdin"])
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        given.stdin.take().unwrap().write_all(format!("{password}\n").as_bytes()).unwrap();
        let refused = given.wait_with_output().unwrap();
        assert!(text(&refused.stderr).contains(why), "{}", text(&refused.stderr));
    }
    let listed = || text(&run(&["staff", "list", "--config", &file]).stdout);
    assert_eq!(listed(), "dmv\tsupervisor\tpat@dmv.example.gov\tPat Lake\n");
    let set = run(&["staff", "password", "--config", &file, "--email", "PAT@dmv.example.gov"]);
    let said = text(&set.stdout);
    assert!(
        said.contains("is signed out everywhere") && said.contains("First password, shown only now: "),
        "{said}"
    );
    let reset = run(&["staff", "reset-factor", "--config", &file, "--email", "pat@dmv.example.gov"]);
    assert!(text(&reset.stdout).contains("has no second factor any more"), "{}", text(&reset.stderr));
    let nobody = run(&["staff", "password", "--config", &file, "--email", "kim@dmv.example.gov"]);
    assert!(
        text(&nobody.stderr).contains("nobody signs in as kim@dmv.example.gov"),
        "{}",
        text(&nobody.stderr)
    );
    assert!(run(&["staff", "remove", "--config", &file, "--email", "PAT@dmv.example.gov"]).status.success());
    assert_eq!(listed(), "");
}

#[test]
fn an_export_of_no_cases_is_empty_and_an_unknown_agency_is_told() {
    let (_, file) = fresh("export");
    assert!(run(&["migrate", "--config", &file]).status.success());
    let exported = run(&["export", "--config", &file, "--agency", "dmv", "--from", "2026-01-01"]);
    assert_eq!(
        (exported.status.code(), text(&exported.stdout).as_str()),
        (Some(0), ""),
        "{}",
        text(&exported.stderr)
    );
    let days = run(&["export", "--config", &file, "--agency", "dmv", "--from", "23-11-2026"]);
    assert!(!days.status.success());
    assert!(text(&days.stderr).contains("write YYYY-MM-DD"), "{}", text(&days.stderr));
    let there = run(&["export", "--config", &file, "--agency", "dmv", "--out", &file]);
    assert!(!there.status.success());
    assert!(text(&there.stderr).contains("is there already: choose another name"), "{}", text(&there.stderr));
    let unknown = run(&["export", "--config", &file, "--agency", "parks"]);
    assert_eq!(unknown.status.code(), Some(1));
}
