//! `portico check` as authors and their tools run it.

use std::fs;

use crate::program::{folder, project, run, text};

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
