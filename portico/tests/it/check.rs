//! `portico check` as authors and their tools run it.

use std::{fs, path::Path};

use serde_json::Value;

use crate::program::{folder, project, run, text};

/// A folder of services with one of those that ship, and a change in its `service.yaml`.
fn changed(name: &str, from: &str, to: &str) -> std::path::PathBuf {
    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
            let target = to.join(entry.file_name());
            if entry.path().is_dir() {
                copy(&entry.path(), &target);
            } else {
                fs::copy(entry.path(), target).unwrap();
            }
        }
    }
    let root = folder(name);
    let services = root.join("services");
    let shipped = project().join("services");
    for part in ["locales", "report-a-street-problem"] {
        copy(&shipped.join(part), &services.join(part));
    }
    fs::copy(shipped.join("agencies.yaml"), services.join("agencies.yaml")).unwrap();
    let file = services.join("report-a-street-problem/service.yaml");
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(file, text.replacen(from, to, 1)).unwrap();
    root
}

fn findings(args: &[&str]) -> Vec<Value> {
    let checked = run(args);
    let found: Value = serde_json::from_slice(&checked.stdout).unwrap();
    found.as_array().unwrap().clone()
}

#[test]
fn what_a_plan_gives_is_checked_without_settings_and_that_names_were_not_is_said() {
    let root = changed("check-give", "        table: SVC_REQ\n", "        tabel: SVC_REQ\n");
    let services = root.join("services").display().to_string();
    let found = findings(&["check", &services, "--format", "json", "--today", "2026-11-22"]);
    let [tabel] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!((tabel["code"].as_str(), tabel["column"].as_u64()), (Some("give-shape"), Some(9)));
    assert_eq!(tabel["snippet"], "        tabel: SVC_REQ");
    assert!(tabel["help"].as_str().unwrap().starts_with("Did you mean `table`?"), "{tabel}");
    let checked = run(&["check", &services]);
    assert!(text(&checked.stderr).contains("--config portico.toml"), "{}", text(&checked.stderr));
}

#[test]
fn connectors_are_looked_up_in_the_settings_beside_the_services() {
    let root = changed("check-connector", "title:", "title:");
    let services = root.join("services").display().to_string();
    let settings = "[connectors.public-works-request]\nkind = \"sql\"\nurl = \"sqlite:x.db\"\n";
    fs::write(root.join("portico.toml"), settings).unwrap();
    let found = findings(&["check", &services, "--format", "json", "--today", "2026-11-22"]);
    let [unknown] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!(unknown["code"], "unknown-connector");
    assert!(unknown["help"].as_str().unwrap().contains("`public-works-request`"), "{unknown}");
    let right = root.join("right.toml");
    fs::write(&right, settings.replace("request]", "requests]")).unwrap();
    let right = right.display().to_string();
    let checked = run(&["check", &services, "--config", &right, "--today", "2026-11-22"]);
    assert_eq!(text(&checked.stdout), "Everything is fine.\n", "the settings that are named count");
    assert!(text(&checked.stderr).is_empty());
}

#[test]
fn settings_that_are_not_there_are_said() {
    let checked = run(&["check", "services", "--config", "no-such.toml"]);
    assert_eq!(checked.status.code(), Some(1));
    assert_eq!(text(&checked.stderr), "portico: there is no file no-such.toml\n");
}

#[test]
fn the_services_that_ship_check_clean() {
    let checked = run(&["check", "services", "--today", "2026-11-22"]);
    assert_eq!((checked.status.code(), text(&checked.stdout).as_str()), (Some(0), "Everything is fine.\n"));
}

#[test]
fn an_error_gives_exit_status_1_with_its_place_and_what_to_write() {
    let folder = folder("check");
    fs::copy(project().join("services/agencies.yaml"), folder.join("agencies.yaml")).unwrap();
    fs::create_dir_all(folder.join("a-service")).unwrap();
    fs::write(folder.join("a-service/service.yaml"), "service: a-service\ntitel: A service\n").unwrap();
    let shown = folder.display().to_string();
    let checked = run(&["check", &shown]);
    assert_eq!(checked.status.code(), Some(1));
    assert!(text(&checked.stdout).contains("a-service/service.yaml:2:1"), "{}", text(&checked.stdout));
    let checked = run(&["check", &shown, "--format", "json"]);
    assert_eq!(checked.status.code(), Some(1));
    let found: serde_json::Value = serde_json::from_slice(&checked.stdout).unwrap();
    let titel = found.as_array().unwrap().iter().find(|problem| problem["snippet"] == "titel: A service");
    let titel = titel.expect("the unknown key is found");
    assert_eq!((titel["line"].as_u64(), titel["column"].as_u64()), (Some(2), Some(1)));
    assert!(titel["help"].as_str().is_some_and(|help| help.contains("title")), "{titel}");
}

#[test]
fn a_folder_that_is_not_there_is_said_in_words() {
    let checked = run(&["check", "no-such-folder"]);
    assert_eq!(checked.status.code(), Some(1));
    assert_eq!(text(&checked.stderr), "portico: there is no folder no-such-folder\n");
}

#[test]
fn the_folder_of_one_service_is_not_taken_for_a_folder_of_services() {
    let checked = run(&["check", "services/report-a-street-problem"]);
    assert_eq!((checked.status.code(), text(&checked.stdout).as_str()), (Some(1), ""));
    let said = text(&checked.stderr);
    assert!(said.contains("is the folder of one service") && said.contains("/services`"), "{said}");
}

/// STANDARDS PL-01: the figures an author works with.
#[test]
fn the_readability_report_gives_each_service_and_language_its_figures_and_places() {
    let shown = run(&["check", "services", "--readability"]);
    assert_eq!(shown.status.code(), Some(0));
    let shown = text(&shown.stdout);
    for part in [
        "report-a-street-problem, English: grade ",
        "report-a-street-problem, Spanish: INFLESZ ",
        "The goal is grade 6.0, the limit grade 8.0.",
        "report-a-street-problem/locales/es.ftl:",
    ] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
    let json = run(&["check", "services", "--readability", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let services = found.as_array().unwrap();
    assert_eq!(services.len(), 6);
    for service in services {
        assert!(service["median"].is_f64() && service["parts"][0]["place"].is_string(), "{service}");
    }
}
