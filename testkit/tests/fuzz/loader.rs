//! Files of a service: one that ships, with one of its files replaced. It loads, or every finding has its place.

use forms::{Catalogue, Files};
use testkit::project;

use super::{inputs, try_one};

const WORDS: [&str; 30] = [
    "\n  - ",
    ": ",
    "\n",
    "  ",
    "{",
    "}",
    "[",
    "]",
    "|\n",
    ">-\n",
    "&a ",
    "*a",
    "<<: ",
    "!!binary ",
    "\"",
    "'",
    "#",
    "---\n",
    "id: ",
    "type: text",
    "type: repeat",
    "when: ",
    "questions:",
    "options:",
    "pages:",
    "null",
    "~",
    "1e999",
    "\u{feff}",
    "\t",
];
const FOLDER: &str = "report-a-street-problem";

/// The file of the service that stands for a seed: it says so in its first line.
fn replaced(text: &str) -> Option<(String, &str)> {
    let (first, rest) = text.split_once('\n')?;
    Some((format!("{FOLDER}/{}", first.strip_prefix("# ")?.trim()), rest))
}

#[test]
fn files_of_a_service_load_or_every_finding_has_its_place() {
    let all = project::services();
    let is_needed =
        |path: &String| path.starts_with(FOLDER) || !path.contains('/') || path.starts_with("locales");
    let shipped: Files = all.into_iter().filter(|(path, _)| is_needed(path)).collect();
    let (mut loaded, mut refused) = (0, 0);
    for input in inputs("loader", &WORDS, 150) {
        let text = String::from_utf8_lossy(&input).into_owned();
        let Some((path, rest)) = replaced(&text) else { continue };
        if !shipped.contains_key(&path) {
            continue;
        }
        let mut files = shipped.clone();
        files.insert(path, rest.to_owned());
        try_one("loader", text.as_bytes(), |_| {
            let (catalogue, problems) = Catalogue::load(&files);
            loaded += usize::from(catalogue.is_some());
            refused += usize::from(!problems.is_empty());
            assert!(catalogue.is_some() || !problems.is_empty(), "refused without a word");
            for problem in problems {
                let file = files.get(&problem.file).map_or("", String::as_str);
                let line = file.lines().nth(problem.line - 1).unwrap_or_default();
                assert!(problem.line <= file.lines().count() + 1, "{}:{}", problem.file, problem.line);
                assert!(problem.column <= line.chars().count() + 2, "{problem:?} in {line:?}");
                assert!(!problem.message.is_empty());
            }
        });
    }
    assert!(loaded >= 10 && refused >= 10, "{loaded} loaded, {refused} refused");
}
