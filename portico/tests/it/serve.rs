//! `portico serve`: refuses what cannot work, and several processes work together on one database.

use std::{fs, time::Duration};

use crate::program::{Running, folder, free_port, run, settings, text};

#[test]
fn serving_with_wrong_settings_tells_everything_at_once_and_does_not_start() {
    let folder = folder("wrong");
    let file = folder.join("portico.toml");
    fs::write(&file, "[site]\nname = \"Test\"\nlanguages = [\"en\", \"tlh\"]\nservices = \"services\"\n[database]\nurl = \"oracle:x\"\n").unwrap();
    let served = run(&["serve", "--config", &file.display().to_string()]);
    assert_eq!(served.status.code(), Some(1));
    let said = text(&served.stderr);
    for expected in [
        "site.base_url: it is missing",
        "no words in the language `tlh`",
        "database.url",
        "keys.file",
        "email.url",
        "connectors.dmv-records: it is missing",
    ] {
        assert!(said.contains(expected), "{expected} in {said}");
    }
}

#[test]
fn an_older_database_is_refused_until_it_is_migrated() {
    let folder = folder("older");
    let port = free_port();
    let file =
        settings(&folder, &format!("sqlite:{}/portico.db", folder.display()), port).display().to_string();
    let served = run(&["serve", "--config", &file]);
    assert_eq!(served.status.code(), Some(1));
    assert!(text(&served.stderr).contains("run `portico migrate`"), "{}", text(&served.stderr));
    assert!(run(&["migrate", "--config", &file]).status.success());
    let mut serving = Running::start(&["serve", "--config", &file], port);
    assert_eq!(serving.status("/mailbox"), Some(404), "the mailbox is for the demo only");
    assert_eq!(serving.stop(), Some(0));
}

#[test]
fn two_processes_on_one_postgresql_meet_every_obligation_once() {
    let folder = folder("two");
    let database = testkit::postgres::new_database().expect("PostgreSQL");
    let ports = [free_port(), free_port()];
    let files = ports.map(|port| settings(&folder, &database, port).display().to_string());
    assert!(run(&["migrate", "--config", &files[0]]).status.success());
    let mut both: Vec<Running> = files
        .iter()
        .zip(ports)
        .map(|(file, port)| Running::start(&["serve", "--config", file], port))
        .collect();
    for number in 0..60 {
        let status = both[number % 2].post("/sign-in", &format!("email=resident{number}%40example.com"));
        assert_eq!(status, 303, "number {number}");
    }
    let mailbox = folder.join("mailbox");
    let messages = || {
        fs::read_dir(&mailbox).map_or(0, |files| {
            files.flatten().filter(|file| file.path().extension().is_some_and(|end| end == "json")).count()
        })
    };
    for _ in 0..200 {
        if messages() >= 60 {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(messages(), 60);
    for serving in &mut both {
        assert_eq!(serving.stop(), Some(0));
    }
    let kept = testkit::postgres::dump(&database).expect("a dump");
    for serving in &both {
        assert!(kept.contains(&format!("\t{}-", serving.pid())), "process {} made attempts", serving.pid());
    }
    let doctor = run(&["doctor", "--config", &files[0], "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&doctor.stdout).unwrap();
    assert_eq!(report["obligations"], serde_json::json!([]), "{report:#}");
}
