//! Conditions that can never be true, settings nobody can meet, and what plans give: each proved by a service with that
//! one fault.

use forms::{
    Problem,
    check::{self, Connectors, GiveFault, Look},
};
use jiff::civil::date;
use serde_json::Value;

use crate::{
    check::{assert_found, change, found},
    sample_service::{files, folder_of},
};

#[test]
fn conditions_that_can_never_be_true() {
    let name = "pages/your-name.yaml";
    let old = "age_group == 'old'";
    for both in ["age_group == 'old' && age_group == 'young'", "age_group == 'old' && !(age_group == 'old')"]
    {
        let expected = format!("contradiction {name} ‹{both}›");
        assert_found(name, old, &format!("\"{both}\""), &[&expected]);
    }
    assert_found(name, old, "age_group == 'old' || age_group == 'young'", &[]);
    let large = "plot_size == 'large'";
    let both = "plot_size == 'large' && group_size > 3 && group_size < 2";
    assert_found("service.yaml", large, both, &[&format!("contradiction service.yaml ‹{both}›")]);
}

#[test]
fn a_condition_can_contradict_those_it_depends_on() {
    let mut files =
        change("pages/your-people.yaml", "when: is_group", "when: is_group && age_group == 'young'");
    let page = files.get_mut("pages/your-group.yaml").unwrap();
    *page = page.replace("page: your-group\n", "page: your-group\nwhen: age_group == 'old'\n");
    let told: Vec<Problem> = found(&files).into_iter().filter(|one| one.code == "contradiction").collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].message.contains("those it depends on") && told[0].message.contains("`age_group` cannot be"),
        "{}",
        told[0]
    );
    assert_eq!(told[0].file, "rent-a-garden/pages/your-people.yaml");
}

#[test]
fn a_question_can_contradict_its_own_page() {
    let page = "pages/your-name.yaml";
    let told = found(&change(page, "    type: name\n", "    type: name\n    when: age_group == 'young'\n"));
    assert!(told.iter().any(|one| one.code == "contradiction" && one.line == 7), "{told:?}");
}

#[test]
fn settings_nobody_can_meet() {
    let tools = "pages/person-tools.yaml";
    let number = "    type: number\n    optional: true\n";
    let with = |more: &str| format!("    optional: true\n{more}");
    assert_found(
        tools,
        number,
        &with("    type: number\n    min: 5\n    max: 3\n"),
        &["question-setting pages/person-tools.yaml ‹5›", "sample samples/group.yaml ‹3›"],
    );
    let name = "pages/person-name.yaml";
    for (more, marked) in [
        ("type: date\n    earliest: tomorow\n", "tomorow"),
        ("type: date\n    earliest: 2026-02-30\n", "2026-02-30"),
        ("type: date\n    earliest: 2026-03-01\n    latest: 2026-02-01\n", "2026-03-01"),
        ("type: identifier\n    pattern: '[A-Z'\n", "'[A-Z'"),
    ] {
        let files = change(name, "type: text\n", more);
        let told: Vec<Problem> =
            found(&files).into_iter().filter(|one| one.code == "question-setting").collect();
        assert_eq!(told.len(), 1, "{more}: {told:?}");
        let at: String = told[0].snippet.chars().skip(told[0].column - 1).take(told[0].length).collect();
        assert_eq!(at, marked);
    }
}

/// Knows two connectors; the first wants a name.
struct Two;

impl Connectors for Two {
    fn look(&self, connector: &str, give: &Value) -> Look {
        let fault = |at: &[&str], on_key, write: &str| GiveFault {
            at: at.iter().map(|step| (*step).to_owned()).collect(),
            on_key,
            wrong: "this is wrong".to_owned(),
            write: write.to_owned(),
            known: vec!["name".to_owned(), "size".to_owned()],
        };
        match connector {
            "garden-book" if give["name"].is_null() => Look::Known(vec![
                fault(&["nam"], true, ""),
                fault(&["people", "1"], false, "Write one text."),
            ]),
            "garden-book" | "mail" => Look::Known(Vec::new()),
            _ => Look::Unknown(vec!["garden-book".to_owned(), "mail".to_owned()]),
        }
    }
}

fn connected(from: &str, to: &str) -> Vec<(&'static str, String, String)> {
    let files = if from.is_empty() { files() } else { change("service.yaml", from, to) };
    let found = check::everything_connected(&folder_of(&files), date(2026, 11, 22), Some(&Two));
    let place = |one: Problem| {
        let marked: String = one.snippet.chars().skip(one.column - 1).take(one.length).collect();
        (one.code, marked, one.help.unwrap_or_default())
    };
    found.into_iter().map(place).collect()
}

#[test]
fn what_a_part_of_the_plan_gives_is_held_against_its_connector() {
    assert_eq!(connected("", ""), []);
    let found = connected("give: {name:", "give: {nam:");
    let places: Vec<_> = found.iter().map(|(code, marked, _)| (*code, marked.as_str())).collect();
    assert_eq!(places, [("give-shape", "nam"), ("give-shape", "fixed")]);
    assert!(found[0].2.starts_with("Did you mean `name`?"), "{found:?}");
    assert_eq!(found[1].2, "Write one text.");
}

#[test]
fn a_connector_nobody_set_up_is_told_with_the_nearest() {
    let found = connected("connector: garden-book", "connector: garden-bok");
    assert_eq!((found.len(), found[0].0, found[0].1.as_str()), (1, "unknown-connector", "garden-bok"));
    assert!(found[0].2.starts_with("Did you mean `garden-book`?"), "{found:?}");
}

#[test]
fn a_version_that_people_began_with_is_still_read() {
    let files = change(
        "pages/your-name.yaml",
        "age_group == 'old'",
        "\"age_group == 'old' && age_group == 'young'\"",
    );
    let agencies = forms::Agencies::load(&folder_of(&files)).0.unwrap();
    let slug = crate::sample_service::SLUG.parse().unwrap();
    assert!(found(&files).iter().any(Problem::is_error));
    assert!(forms::Service::load(&slug, &files, &agencies).is_ok());
}
