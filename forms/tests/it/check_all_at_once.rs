//! A newcomer's service with many mistakes at once: each is told once, at its line and column, with what to write.

use std::fmt::Write as _;

use forms::{Files, problem::to_json};

use crate::{check::found, sample_service::files};

/// Mistakes in files: what stands there, and what the newcomer wrote.
const MISTAKES: &[(&str, &str, &str)] = &[
    ("service.yaml", "summary: Ask", "sumary: Ask"),
    ("service.yaml", "minutes: 5\n", "minutes: five\n"),
    ("service.yaml", "target_days: 10\n", ""),
    ("service.yaml", "who: You live in Riverbend.\n", ""),
    ("service.yaml", "omb_expires_on: 2028-01-31", "omb_expires_on: 2028-02-31"),
    ("service.yaml", "only_if: has_group", "only_if: has_grup"),
    ("service.yaml", "pages: [plot-size]", "pages: [plot-size, plot-size]"),
    ("service.yaml", "value: people.size() + 1", "value: people.size() + 'x'"),
    ("service.yaml", "means: We have what you sent.", "means: ''"),
    ("service.yaml", "outcome: granted", "outcome: grantd"),
    ("service.yaml", "after: [book]", "after: [bok]"),
    ("service.yaml", "    deadline_hours: 24\n", ""),
    ("service.yaml", "size: =plot_size", "size: =plot_sise"),
    ("service.yaml", "{keep_days: 365, source: Garden rules}", "{keep_days: 365}"),
    ("pages/too-young.yaml", "type: choice", "type: choise"),
    ("pages/your-name.yaml", "page: your-name\n", "page: your-name\ntitle:\n"),
    ("pages/your-name.yaml", "    label: What is your name?\n", "    lable: What is your name?\n"),
    ("pages/your-name.yaml", "retention: case", "retention: caze"),
    ("pages/your-group.yaml", "    label: Do you ask for a group?\n", "\tlabel: Do you ask for a group?\n"),
    ("pages/your-people.yaml", "max: 5", "max: 5\n    max: 6"),
    ("pages/person-name.yaml", "    type: text\n", "    type: text\n    optional: maybe\n"),
    ("pages/person-tools.yaml", "when: nickname != ''", "when: nickname = ''"),
    ("pages/person-tools.yaml", "at: tool_count", "at: tool_cuont"),
    (
        "pages/plot-size.yaml",
        "    options:\n      - {value: small, label: Small}\n      - {value: large, label: Large}\n",
        "    options: []\n",
    ),
    ("samples/group.yaml", "age_group: old", "age_grup: old"),
    ("samples/group.yaml", "name: A group of two", "name: 'A group"),
    ("locales/fr.ftl", "# en: Rent a garden plot\n", "# en: Rent a plot\n"),
    ("locales/fr.ftl", "# en: About you\n", "# en: About you\n# untranslated\n"),
];

fn mistaken() -> Files {
    let mut files = files();
    for (file, from, to) in MISTAKES {
        let text = files.get_mut(*file).unwrap();
        assert!(text.contains(from), "{from:?} is not in {file}");
        *text = text.replacen(from, to, 1);
    }
    files.insert("pages/Extra Page.yaml".into(), "page: extra\ntitle: Extra\ntext: More.\n".into());
    files
}

#[test]
fn every_mistake_of_a_newcomer_is_told_once_at_its_place() {
    let mut shown = String::new();
    for problem in found(&mistaken()) {
        let _ = writeln!(shown, "{problem}");
    }
    let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/check_all_at_once.txt");
    if std::env::var_os("PORTICO_WRITE_GOLDEN").is_some() {
        std::fs::write(golden, &shown).unwrap();
    }
    let expected = std::fs::read_to_string(golden).unwrap_or_default();
    assert_eq!(shown, expected, "run with PORTICO_WRITE_GOLDEN=1 and read what changed");
}

#[test]
fn tools_get_the_same_places_and_help() {
    let problems = found(&mistaken());
    let json = to_json(&problems);
    for (problem, json) in problems.iter().zip(json.as_array().unwrap()) {
        assert_eq!(json["line"], problem.line, "{problem}");
        assert_eq!(json["column"], problem.column, "{problem}");
        assert_eq!(json["help"].as_str(), problem.help.as_deref(), "{problem}");
        assert_eq!(json["file"].as_str(), Some(problem.file.as_str()));
    }
}
