//! The documents name only what is there, and tables in them are true.

#![expect(clippy::panic, reason = "a document that cannot be read fails the test that reads it")]

use std::{collections::BTreeSet, fs, path::Path};

use forms::expr::FUNCTIONS;
use testkit::{documents::Project, project::root};

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn every_path_command_and_target_in_the_documents_exists() {
    let project = Project::at(root());
    let documents = project.documents();
    assert!(documents.len() > 30, "the documents were found");
    let missing: Vec<String> = documents
        .iter()
        .flat_map(|document| {
            let text = fs::read_to_string(document)
                .unwrap_or_else(|error| panic!("{}: {error}", document.display()));
            project.missing(document, &text)
        })
        .collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn every_document_is_linked_from_another() {
    let documents = Project::at(root()).documents();
    let texts: Vec<(&Path, String)> =
        documents.iter().map(|path| (path.as_path(), fs::read_to_string(path).unwrap())).collect();
    let lonely = documents.iter().filter(|path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        let is_linked = texts.iter().any(|(other, text)| {
            *other != path.as_path()
                && (text.contains(&format!("{name})")) || text.contains(&format!("{name}#")))
        });
        !is_linked && name != "README.md"
    });
    assert_eq!(lonely.collect::<Vec<_>>(), Vec::<&std::path::PathBuf>::new());
}

/// Names in backticks of a table cell.
fn names(cell: &str) -> BTreeSet<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_table_of_crates_says_what_the_manifests_say() {
    let text = read("ARCHITECTURE.md");
    let rows = text.lines().filter_map(|line| {
        let cells: Vec<&str> = line.strip_prefix("| ")?.split('|').collect();
        let name = cells.first()?.trim().trim_matches('`').to_owned();
        let is_crate = root().join(&name).join("Cargo.toml").exists();
        is_crate.then(|| (name, names(cells.get(2).unwrap_or(&""))))
    });
    let rows: Vec<(String, BTreeSet<String>)> = rows.collect();
    let crates: BTreeSet<String> = rows.iter().map(|(name, _)| name.clone()).collect();
    assert_eq!(crates.len(), 11, "every crate has its row: {crates:?}");
    for (name, said) in rows.into_iter().filter(|(name, _)| name != "testkit") {
        let manifest = read(&format!("{name}/Cargo.toml"));
        let needed = manifest.split("[dependencies]").nth(1).unwrap_or_default();
        let needed = needed.split("\n[").next().unwrap_or_default();
        let used = needed.lines().filter_map(|line| line.split(['.', ' ', '=']).next()).map(str::to_owned);
        let used: BTreeSet<String> = used.filter(|used| crates.contains(used)).collect();
        assert_eq!(said, used, "the crate {name}");
    }
}

#[test]
fn every_function_of_expressions_stands_in_its_table_with_its_example() {
    let text = read("docs/author/expressions.md");
    for function in FUNCTIONS {
        let (start, end) = (format!("| `{}` |", function.name), format!("| `{}` |", function.example));
        let is_there = text.lines().any(|line| line.starts_with(&start) && line.ends_with(&end));
        assert!(is_there, "no row of the table begins {start} and ends {end}");
    }
}

#[test]
fn every_metric_is_documented_and_no_other() {
    let text = read("docs/operate/monitoring.md");
    let rows = text.lines().filter(|line| line.starts_with("| `portico_"));
    let told = names(&rows.filter_map(|row| row.split('|').nth(1)).collect::<String>());
    let mut counted = BTreeSet::new();
    for folder in ["app/src", "store/src", "web/src", "portico/src"] {
        for text in testkit::project::files_below(&root().join(folder)).into_values() {
            let calls = ["counter!(\"", "gauge!(\"", "histogram!(\""];
            let named = calls.iter().flat_map(|call| text.split(call).skip(1));
            counted.extend(named.filter_map(|rest| rest.split('"').next()).map(str::to_owned));
        }
    }
    assert!(told.len() > 5, "{told:?}");
    assert_eq!(told, counted);
}
