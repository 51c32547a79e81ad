//! From one release to the next, and not back: tables are made by whoever comes first, what the first release kept goes on,
//! and a database that a newer release changed is left alone.

use std::{fs, path::Path, process::Child};

use testkit::{older, postgres};

use crate::{
    doctor::fresh,
    program::{folder, free_port, portico, run, settings, text},
};

#[test]
fn a_database_that_a_newer_release_changed_is_refused_and_says_why() {
    let (folder, file) = fresh("newer");
    assert!(run(&["migrate", "--config", &file]).status.success());
    let database = rusqlite::Connection::open(folder.join("portico.db")).unwrap();
    database.execute("INSERT INTO migrations VALUES (9999, '9999_later', 'x')", []).unwrap();
    for command in ["migrate", "serve", "backup"] {
        let to = folder.join("backup").display().to_string();
        let mut args = vec![command, "--config", &file];
        if command == "backup" {
            args.extend(["--to", &to]);
        }
        let output = run(&args);
        assert!(!output.status.success(), "{command}");
        let said = text(&output.stderr);
        assert!(said.contains("newer Portico (migration 9999)"), "{command}: {said}");
    }
    let doctor = run(&["doctor", "--config", &file]);
    assert!(text(&doctor.stdout).contains("newer Portico (migration 9999)"), "{}", text(&doctor.stdout));
}

/// Several processes start at the same moment on what the first release left.
fn several_start_on_the_first_release(folder: &Path, database_url: &str, scratch: &[&str]) {
    older::put(database_url, &folder.join("files"));
    let file = settings(folder, database_url, free_port()).display().to_string();
    crate::agency::prepare(folder).unwrap();
    fs::write(folder.join("keys"), older::keys()).unwrap();
    let migrate = || portico(&["migrate", "--config", &file]).spawn().unwrap();
    let all: Vec<Child> = (0..3).map(|_| migrate()).collect();
    for mut child in all {
        assert!(child.wait().unwrap().success());
    }
    let said = text(&run(&["migrate", "--config", &file]).stdout);
    assert!(said.contains("The database is as it must be."), "{said}");
    let doctor = text(&run(&["doctor", "--config", &file, "--deep"]).stdout);
    assert!(doctor.contains("sealed values and 2 files open"), "{doctor}");
    let backup = folder.join("backup").display().to_string();
    assert!(run(&["backup", "--config", &file, "--to", &backup]).status.success());
    let verify = ["restore", "--config", &file, "--verify", "--from", &backup];
    let verify = text(&run(&[&verify, scratch].concat()).stdout);
    assert!(verify.contains("The backup is good"), "{verify}");
}

#[test]
fn several_that_start_at_once_on_a_store_of_the_first_release_take_it_over() {
    let folder = folder("first-release");
    let database_url = format!("sqlite:{}/portico.db", folder.display());
    several_start_on_the_first_release(&folder, &database_url, &[]);
}

#[test]
fn several_that_start_at_once_on_a_store_of_the_first_release_take_it_over_on_postgresql() {
    let folder = folder("first-release-postgresql");
    let scratch = postgres::new_database().unwrap();
    several_start_on_the_first_release(&folder, &postgres::new_database().unwrap(), &["--scratch", &scratch]);
}
