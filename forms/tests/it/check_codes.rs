//! Every kind of finding says what to write instead, and stands in the documents.

use std::{collections::BTreeSet, fs, path::Path};

use forms::problem::CODES;

/// The codes in a source: the first text of what makes a finding, and those chosen before it.
fn codes_in(source: &str) -> BTreeSet<String> {
    let makes = [
        "problem(",
        "problem_in(",
        "Problem::new(",
        "Fault::new(",
        "let code = ",
        "(code, message",
        "let (code, message",
    ];
    let mut codes = BTreeSet::new();
    for make in makes {
        for after in source.split(make).skip(1) {
            let is_chosen = make.contains("code");
            let end = if is_chosen {
                after.floor_char_boundary(900)
            } else {
                after.find(';').unwrap_or(after.len())
            };
            let statement = &after[..end.min(after.len())];
            let texts = statement.split('"').skip(1).step_by(2);
            let texts = texts.take(if is_chosen { usize::MAX } else { 1 });
            let is_first = is_chosen || after.trim_start().starts_with('"');
            let is_code = |text: &&str| {
                let has_shape = text.chars().all(|c| c.is_ascii_lowercase() || c == '-');
                let is_word = !text.is_empty() && !text.ends_with('-') && !text.starts_with('-');
                has_shape
                    && is_word
                    && is_first
                    && (!is_chosen || text.contains('-') || *text == "expression")
            };
            codes.extend(texts.filter(is_code).map(str::to_owned));
        }
    }
    codes
}

fn sources(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.extend(codes_in(text.split("#[cfg(test)]\nmod tests").next().unwrap()));
        }
    }
}

#[test]
fn every_kind_of_finding_has_help_and_no_help_is_idle() {
    let mut made = BTreeSet::new();
    for folder in ["src/check", "src/load", "src/service"] {
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut made);
    }
    let known: BTreeSet<String> = CODES.iter().map(|(code, _)| (*code).to_owned()).collect();
    let without: Vec<_> = made.difference(&known).collect();
    assert!(without.is_empty(), "no help in forms/src/problem/codes.rs for {without:?}");
    let idle: Vec<_> = known.difference(&made).collect();
    assert!(idle.is_empty(), "nothing is found as {idle:?}");
    assert!(CODES.is_sorted() && CODES.iter().all(|(_, help)| help.ends_with(['.', '”'])));
}

#[test]
fn the_documents_list_every_kind_of_finding() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/author/findings.md");
    let text = fs::read_to_string(path).unwrap();
    for (code, help) in CODES {
        let row = format!("| `{code}` | {} |", help.replace('|', "\\|"));
        assert!(text.contains(&row), "docs/author/findings.md lacks the line\n{row}");
    }
    assert_eq!(text.matches("\n| `").count(), CODES.len(), "and no others");
}
