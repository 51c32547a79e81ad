//! The rules of ARCHITECTURE.md as tests: which crate may know which, what the pure crates may not do, how long a file
//! may be, and who owns the clock and the environment.

#![expect(clippy::expect_used, reason = "a test that cannot read the project stops")]

use std::collections::{BTreeMap, BTreeSet};

use testkit::project;

/// Every crate with the crates of ours it may use. Arrows point down; `testkit` sees all, and only tests see it.
const MAY_USE: &[(&str, &[&str])] = &[
    ("forms", &[]),
    ("model", &[]),
    ("tls", &[]),
    ("store", &["forms", "model", "tls"]),
    ("identity", &["model"]),
    ("notify", &["model"]),
    ("connect", &["model", "tls"]),
    ("app", &["forms", "model", "store", "identity"]),
    ("web", &["app", "forms", "model", "store", "notify"]),
    ("portico", &["app", "connect", "forms", "model", "notify", "store", "tls", "web"]),
    ("testkit", &["app", "connect", "forms", "identity", "model", "notify", "store", "web"]),
];

/// Lines a file may have before it is split (CONVENTIONS, "Shape").
const MOST_LINES: usize = 350;

/// A Rust file of the project.
struct Source {
    /// From the root: `web/src/routes.rs`.
    path: String,
    text: String,
}

impl Source {
    /// The code without comments, and without its unit tests.
    fn code(&self) -> String {
        let before_tests = self.text.split("#[cfg(test)]").next().unwrap_or_default();
        let lines = before_tests.lines().filter(|line| !line.trim_start().starts_with("//"));
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// The Rust files below a crate's folders.
fn sources(crates: &[&str], folders: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    for name in crates {
        for folder in folders {
            let root = project::root().join(name).join(folder);
            let files = if root.is_dir() { project::files_below(&root) } else { forms::Files::new() };
            let rust = files.into_iter().filter(|(file, _)| is_rust(file));
            found.extend(rust.map(|(file, text)| Source { path: format!("{name}/{folder}/{file}"), text }));
        }
    }
    assert!(!found.is_empty(), "no files in {crates:?}");
    found
}

fn is_rust(file: &str) -> bool {
    std::path::Path::new(file).extension().is_some_and(|end| end == "rs")
}

fn all_crates() -> Vec<&'static str> {
    MAY_USE.iter().map(|(name, _)| *name).collect()
}

fn manifest(name: &str) -> String {
    std::fs::read_to_string(project::root().join(name).join("Cargo.toml")).expect("a manifest")
}

/// Names in a table of a manifest.
fn dependencies(manifest: &str, table: &str) -> BTreeSet<String> {
    let head = format!("[{table}]");
    let inside = manifest.lines().skip_while(|line| line.trim() != head).skip(1);
    let lines = inside.take_while(|line| !line.starts_with('['));
    let names = lines.filter_map(|line| line.split(['.', ' ', '=']).next()).map(str::trim);
    names.filter(|name| !name.is_empty() && !name.starts_with('#')).map(str::to_owned).collect()
}

/// The files that have one of these texts in their code, but for those allowed to.
fn offenders(files: &[Source], forbidden: &[&str], allowed: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files.iter().filter(|file| !allowed.iter().any(|start| file.path.starts_with(start))) {
        let code = file.code();
        let said = forbidden.iter().filter(|text| code.contains(**text));
        found.extend(said.map(|text| format!("{} has {text}", file.path)));
    }
    found
}

fn none(found: Vec<String>) {
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn crates_use_only_those_below_them() {
    let ours: BTreeSet<&str> = MAY_USE.iter().map(|(name, _)| *name).collect();
    for (name, may_use) in MAY_USE {
        let used = dependencies(&manifest(name), "dependencies");
        for other in used.iter().filter(|other| ours.contains(other.as_str())) {
            assert!(may_use.contains(&other.as_str()), "{name} must not use {other}");
        }
    }
}

#[test]
fn the_workspace_has_no_crate_without_a_place_in_the_architecture() {
    let workspace = std::fs::read_to_string(project::root().join("Cargo.toml")).expect("the workspace");
    let members = workspace.lines().find(|line| line.starts_with("members")).expect("its members");
    let members: BTreeSet<&str> = members.split('"').skip(1).step_by(2).collect();
    assert_eq!(members, all_crates().into_iter().collect());
}

#[test]
fn architecture_md_says_the_same_about_crates() {
    let text = std::fs::read_to_string(project::root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let mut said: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for line in text.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [name, _, uses] = cells.as_slice() else { continue };
        said.insert(name.trim_matches('`'), uses.split('`').skip(1).step_by(2).collect());
    }
    for (name, may_use) in MAY_USE.iter().filter(|(name, _)| *name != "testkit") {
        let expected: BTreeSet<&str> = may_use.iter().copied().collect();
        assert_eq!(said.get(name), Some(&expected), "the line of `{name}` in ARCHITECTURE.md");
    }
}

#[test]
fn only_tests_see_the_testkit() {
    for name in all_crates() {
        assert!(!dependencies(&manifest(name), "dependencies").contains("testkit"), "{name}");
    }
}

#[test]
fn what_a_service_asks_and_what_is_kept_are_pure() {
    let forbidden = [
        "tokio",
        "async fn",
        "async move",
        ".await",
        "std::fs",
        "std::net",
        "std::process",
        "std::thread",
        "std::env",
        "SystemTime",
        "Instant::now",
        "Timestamp::now",
        "Zoned::now",
    ];
    let mut files = sources(&["forms", "model"], &["src"]);
    files.retain(|file| !file.path.contains("/tests/"));
    // The parser of expressions recurses: it runs on a stack of its own size, and gives back a value.
    let parser = "forms/src/expr/parse.rs";
    let (fenced, rest): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| file.path == parser);
    none(offenders(&rest, &forbidden, &[]));
    none(offenders(
        &fenced,
        &forbidden.map(|text| if text == "std::thread" { "thread::sleep" } else { text }),
        &[],
    ));
    for name in ["forms", "model"] {
        let used = dependencies(&manifest(name), "dependencies");
        for outside in
            ["tokio", "reqwest", "rusqlite", "tokio-postgres", "axum", "tempfile", "deadpool-postgres"]
        {
            assert!(!used.contains(outside), "{name} must not use {outside}");
        }
    }
}

#[test]
fn one_place_names_the_database_drivers() {
    let forbidden = ["rusqlite", "tokio_postgres", "deadpool"];
    // The demonstration plays an agency with a database of its own.
    let allowed = ["store/src/engine.rs", "store/src/engine/", "connect/src/", "portico/src/demo/"];
    none(offenders(
        &sources(&["store", "app", "web", "identity", "notify", "connect", "portico"], &["src"]),
        &forbidden,
        &allowed,
    ));
}

#[test]
fn only_the_pages_and_the_metrics_listener_name_the_http_framework() {
    let crates = ["forms", "model", "tls", "store", "identity", "notify", "connect", "app", "portico"];
    none(offenders(
        &sources(&crates, &["src"]),
        &["axum"],
        &["portico/src/meters.rs", "portico/src/serve.rs"],
    ));
}

#[test]
fn sql_stands_only_where_things_are_kept() {
    let crates = ["forms", "model", "tls", "identity", "notify", "app", "web"];
    let forbidden = ["SELECT ", "INSERT INTO", "UPDATE SET", "DELETE FROM"];
    none(offenders(&sources(&crates, &["src"]), &forbidden, &[]));
}

#[test]
fn clock_chance_and_environment_have_one_owner_each() {
    let all = sources(
        &["forms", "model", "tls", "store", "identity", "notify", "connect", "app", "web", "portico"],
        &["src"],
    );
    none(offenders(&all, &["Timestamp::now", "Zoned::now", "SystemTime::now"], &["portico/src/clock.rs"]));
    // How long something took is no time of day.
    none(offenders(&all, &["Instant::now"], &["web/src/log.rs", "web/src/room/gate.rs", "portico/src/"]));
    none(offenders(&all, &["env::var"], &["portico/src/config", "portico/src/logs.rs"]));
    let chance = ["rand::", "getrandom", "thread_rng"];
    none(offenders(&all, &chance, &["portico/src/chance.rs"]));
}

#[test]
fn no_program_is_started_but_those_that_copy_a_database() {
    let crates = ["forms", "model", "tls", "store", "identity", "notify", "connect", "app", "web", "portico"];
    none(offenders(
        &sources(&crates, &["src"]),
        &["process::Command", "Command::new"],
        &["store/src/engine/postgres/dump.rs"],
    ));
}

#[test]
fn scripts_show_text_as_text_and_keep_nothing() {
    let scripts = project::files_below(&project::root().join("web/scripts"));
    let scripts =
        scripts.into_iter().map(|(file, text)| Source { path: format!("web/scripts/{file}"), text });
    let scripts: Vec<Source> = scripts.collect();
    assert!(!scripts.is_empty());
    let forbidden = [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "localStorage",
        "sessionStorage",
        "indexedDB",
        "document.cookie",
        "postMessage",
        "__proto__",
    ];
    none(offenders(&scripts, &forbidden, &[]));
}

#[test]
fn nothing_about_one_service_is_in_rust() {
    let services = std::fs::read_dir(project::root().join("services")).expect("the services");
    let slugs: Vec<String> = services
        .filter_map(|entry| Some(entry.ok()?.file_name().to_str()?.to_owned()))
        .filter(|name| name.contains('-'))
        .collect();
    assert!(slugs.len() >= 3, "{slugs:?}");
    let slugs: Vec<&str> = slugs.iter().map(String::as_str).collect();
    // The demonstration shows two of them around.
    let all = ["forms", "model", "tls", "store", "identity", "notify", "connect", "app", "web", "portico"];
    none(offenders(&sources(&all, &["src"]), &slugs, &["portico/src/demo"]));
}

#[test]
fn every_file_says_first_what_it_is_for() {
    let files = sources(&all_crates(), &["src", "tests", "fuzz"]);
    let silent =
        files.iter().filter(|file| !file.text.starts_with("//! ") || file.text.starts_with("//! (being"));
    none(silent.map(|file| format!("{}: the first line must say what it is for", file.path)).collect());
}

#[test]
fn no_file_is_too_long_to_read_at_once() {
    let files = sources(&all_crates(), &["src"]);
    let long = files.iter().filter(|file| file.text.lines().count() > MOST_LINES);
    none(long.map(|file| format!("{}: {} lines", file.path, file.text.lines().count())).collect());
    let mut lengths: Vec<usize> = files.iter().map(|file| file.text.lines().count()).collect();
    lengths.sort_unstable();
    let middle = lengths[lengths.len() / 2];
    assert!(middle <= 120, "half of all files are longer than {middle} lines");
}

#[test]
fn no_file_is_called_by_a_word_that_says_nothing() {
    let empty = ["utils", "util", "helpers", "helper", "common", "manager", "types", "models", "misc"];
    let files = sources(&all_crates(), &["src", "tests"]);
    let name =
        |file: &Source| file.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
    none(
        files
            .iter()
            .filter(|file| empty.contains(&name(file).as_str()))
            .map(|file| file.path.clone())
            .collect(),
    );
}

#[test]
fn no_work_is_left_over() {
    let mut files = sources(&all_crates(), &["src", "tests"]);
    files.retain(|file| file.path != "testkit/tests/architecture.rs");
    let left = files.iter().flat_map(|file| {
        let said = ["todo!(", "unimplemented!(", "dbg!(", "FIXME", "XXX ", "TODO"].into_iter();
        said.filter(|word| file.text.contains(word))
            .map(|word| format!("{} has {word}", file.path))
            .collect::<Vec<_>>()
    });
    none(left.collect());
    // A child process of another test is the one thing that must not run by itself.
    let skipped = files.iter().filter(|file| {
        file.text.lines().any(|line| {
            line.trim_start().starts_with("#[ignore") && !line.contains("started by the test below")
        })
    });
    none(skipped.map(|file| format!("{} skips a test", file.path)).collect());
}

#[test]
fn lints_are_silenced_only_with_a_reason() {
    let files = sources(&all_crates(), &["src", "tests"]);
    let silent = files.iter().filter(|file| file.path != "testkit/tests/architecture.rs").filter(|file| {
        let code: String = file.text.split_whitespace().collect();
        let silenced = ["[allow(", "[expect("].into_iter().flat_map(|start| code.split(start).skip(1));
        silenced.filter_map(|rest| rest.split(")]").next()).any(|inside| !inside.contains("reason="))
    });
    none(silent.map(|file| format!("{}: say why", file.path)).collect());
}
