//! The ledger of the verification standard names only files and tests that are there, and leaves no line open.

#![expect(
    clippy::panic,
    clippy::expect_used,
    reason = "a ledger that cannot be read fails the test that reads it"
)]

use std::fs;

use testkit::project::root;

const HEAD: &str = "id,level,section,control,applies,how,proof,note";

/// A line: no field holds a comma or a quotation mark, so nothing has to be unpacked.
struct Line {
    id: String,
    level: String,
    control: String,
    applies: String,
    how: Vec<String>,
    /// `file::test`.
    proof: Vec<String>,
    note: String,
}

fn ledger() -> Vec<Line> {
    let text = fs::read_to_string(root().join("docs/security/asvs.csv")).expect("the ledger");
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some(HEAD));
    lines.map(line).collect()
}

fn line(text: &str) -> Line {
    assert!(!text.contains('"'), "{text}: no quotation marks");
    let fields: Vec<String> = text.split(',').map(str::to_owned).collect();
    let Ok([id, level, _, control, applies, how, proof, note]) = <[String; 8]>::try_from(fields) else {
        panic!("{text}: eight fields, and no comma within one");
    };
    let words = |field: String| field.split_whitespace().map(str::to_owned).collect();
    Line { id, level, control, applies, how: words(how), proof: words(proof), note }
}

/// `V1.2.10` as numbers, to sort by.
fn numbers(id: &str) -> Vec<u32> {
    let numbers = id.strip_prefix('V').unwrap_or_default().split('.');
    numbers
        .map(|number| number.parse().unwrap_or_else(|_| panic!("{id} is no number of a control")))
        .collect()
}

/// Whether a file has a test of this name.
fn has_test(text: &str, name: &str) -> bool {
    text.contains(&format!("fn {name}(")) || text.contains(&format!("\"{name}\""))
}

#[test]
fn every_control_of_levels_1_and_2_has_its_line_in_order_and_once() {
    let ledger = ledger();
    let ids: Vec<Vec<u32>> = ledger.iter().map(|line| numbers(&line.id)).collect();
    let unsorted = ids.windows(2).find(|two| two[0] >= two[1]);
    assert_eq!(unsorted, None, "sorted, and each once");
    assert!(ids.iter().all(|id| id.len() == 3), "chapter, section, number");
    let of_level = |level: &str| ledger.iter().filter(|line| line.level == level).count();
    // As many as version 5.0.0 has.
    assert_eq!((of_level("1"), of_level("2"), ledger.len()), (70, 183, 253));
}

#[test]
fn every_line_of_the_ledger_has_a_proof_or_says_why_not() {
    for line in ledger() {
        let Line { id, control, applies, proof, note, .. } = &line;
        assert!(!control.is_empty(), "{id}");
        match applies.as_str() {
            "yes" => assert!(!proof.is_empty() || !note.is_empty(), "{id}: a proof, or why there is none"),
            "no" => assert!(proof.is_empty() && !note.is_empty(), "{id}: why it does not apply"),
            "later" => {
                assert!(note.starts_with("gap: ") || note.contains("operators"), "{id}: what is missing")
            }
            other => panic!("{id}: `{other}` is not yes, no or later"),
        }
    }
}

#[test]
fn every_file_and_test_that_the_ledger_names_is_there() {
    let mut missing = Vec::new();
    for line in ledger() {
        for file in line.how.iter().filter(|file| !root().join(file).is_file()) {
            missing.push(format!("{}: there is no file {file}", line.id));
        }
        for proof in &line.proof {
            let (file, test) = proof.split_once("::").unwrap_or((proof, ""));
            let text = fs::read_to_string(root().join(file)).unwrap_or_default();
            if test.is_empty() || !has_test(&text, test) {
                missing.push(format!("{}: {file} has no test {test}", line.id));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
