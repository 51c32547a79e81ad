//! Answers in words, for a small service.

use super::*;
use crate::{expr::Value, journey::try_out::*, words::Words};

fn platform() -> Words {
    let texts = [include_str!("../../../locales/en/answers.ftl")];
    Words::new("en", &texts, None).expect("the platform's words")
}

fn summary(service: &Service, answers: &Answers) -> Vec<SummarySection> {
    let platform = platform();
    let speaker = Speaker { platform: &platform, service: service.words("en") };
    service.summary(answers, &speaker, TODAY)
}

fn row(sections: &[SummarySection], name: &str) -> SummaryRow {
    let mut rows = sections.iter().flat_map(|section| &section.rows);
    rows.find(|row| row.question == question(name)).expect("the question applies").clone()
}

#[test]
fn answers_are_shown_by_section_with_their_short_names() {
    let service = fair();
    let sections = summary(&service, &complete(&service));
    let titles: Vec<_> = sections.iter().map(|section| section.title.as_str()).collect();
    assert_eq!(titles, ["Who may apply", "About you", "Your helpers", "The fair"]);
    let name = row(&sections, "full_name");
    assert_eq!((name.label.as_str(), name.lines.as_slice()), ("Name", &["Ana Example".to_owned()][..]));
    assert_eq!(name.place, page("your-name"));
    assert_eq!(row(&sections, "drives").label, "Do you drive?");
}

#[test]
fn an_optional_question_left_empty_is_shown_as_not_answered() {
    let service = fair();
    let email = row(&summary(&service, &complete(&service)), "email");
    assert!(!email.is_given);
    assert_eq!(email.lines, [platform().say("answer-skipped")]);
    assert!(!email.lines.concat().contains('⟦'), "the words exist");
}

#[test]
fn a_secret_is_marked_and_shows_its_end_only() {
    let service = fair();
    let license = row(&summary(&service, &complete(&service)), "license_number");
    assert!(license.is_secret);
    let shown = license.lines.concat();
    assert!(shown.contains("4567") && !shown.contains("D123"), "{shown}");
}

#[test]
fn entries_have_a_title_from_their_answers_and_rows_of_their_own() {
    let service = fair();
    let helpers = row(&summary(&service, &complete(&service)), "helpers");
    let bo = helpers.entries.first().expect("one helper");
    assert_eq!(bo.title, "Bo, 30 years");
    assert_eq!(bo.place, helper("h1", "helper-name"));
    let asked: Vec<_> = bo.rows.iter().map(|row| row.question.as_str()).collect();
    assert_eq!(asked, ["helper_name", "helper_age", "helper_wage", "pets"]);
    let pets = bo.rows.last().expect("pets");
    assert_eq!(pets.entries.first().map(|pet| pet.title.as_str()), Some("Rex"));
}

#[test]
fn an_entry_that_says_nothing_yet_is_called_by_its_number() {
    let service = fair();
    let platform = platform();
    let speaker = Speaker { platform: &platform, service: service.words("en") };
    let empty = Entry { id: entry("h1"), answers: Answers::default() };
    assert_eq!(entry_title(&service, &speaker, &question("helpers"), &empty, 2), "helper 2");
    let named = [(question("helper_name"), Answer::Text("Bo".to_owned()))].into_iter().collect();
    let begun = Entry { id: entry("h1"), answers: named };
    let title = entry_title(&service, &speaker, &question("helpers"), &begun, 2);
    assert!(title.starts_with("Bo"), "{title}");
}

#[test]
fn a_page_inside_an_entry_says_whom_and_what_it_is_about() {
    let service = fair();
    let platform = platform();
    let speaker = Speaker { platform: &platform, service: service.words("en") };
    let titles = |address: &str| {
        let place = service.place(address).expect("a place");
        entry_titles(&service, &speaker, &complete(&service), &place)
    };
    assert_eq!(titles("helpers/h1/helper-name"), ["Bo, 30 years"]);
    assert_eq!(titles("helpers/new/helper-name"), ["helper 2"], "one that is only begun");
    assert!(titles("helpers").is_empty(), "the list itself is about nobody");
}

#[test]
fn questions_that_do_not_apply_are_not_shown() {
    let service = fair();
    let mut answers = complete(&service);
    answers.insert(question("drives"), Answer::YesNo(false));
    let sections = summary(&service, &answers);
    assert!(sections.iter().flat_map(|section| &section.rows).all(|row| row.question != question("truck")));
}

#[test]
fn a_text_can_speak_of_the_answers() {
    let service = fair();
    let source = "hello = { $full_name }: { $people } people, { $fee }, { $pays_by }, { $remarks }.";
    let words = Words::new("en", &[source, "q-pays_by-option-cash = In cash"], None).expect("messages");
    let name = Value::Object([("full".to_owned(), Value::Text("Ana Example".to_owned()))].into());
    let values = [
        ("full_name", name),
        ("people", Value::Number(1200)),
        ("fee", Value::Money(123_450)),
        ("pays_by", Value::Text("cash".to_owned())),
    ];
    let values = values.map(|(name, value)| (name.to_owned(), value)).into();
    let said = service.text_at(&words, "hello", &values);
    assert_eq!(said, "Ana Example: 1,200 people, $1,234.50, In cash, .");
}

#[test]
fn what_was_erased_says_when_and_why_and_everything_else_stays_shown() {
    let service = fair_that_forgets();
    let whole = complete(&service);
    let erased = service.erase_answers(&whole, "driving", TODAY);
    assert_eq!(erased.count, 2, "whether they drive, and the name of the pet");
    let sections = summary(&service, &erased.answers);
    let drives = row(&sections, "drives");
    assert_eq!(drives.lines, ["Erased on March 2, 2026. The rule: Made-up schedule 3"]);
    // Its page hangs on the answer that is gone.
    assert!(row(&sections, "license_number").lines.concat().contains("4567"));
    let helpers = row(&sections, "helpers");
    let pets = helpers.entries[0].rows.iter().find(|row| row.question == question("pets")).expect("pets");
    assert!(pets.entries[0].rows[0].lines[0].starts_with("Erased on"), "{pets:?}");
    assert!(!format!("{:?}", erased.answers).contains("Rex"));
    let asked = |answers: &Answers| {
        let sections = summary(&service, answers);
        sections.iter().flat_map(|section| &section.rows).map(|row| row.question.clone()).collect::<Vec<_>>()
    };
    assert_eq!(asked(&erased.answers), asked(&whole), "the same questions in the same order");
    let again = service.erase_answers(&erased.answers, "driving", TODAY);
    assert_eq!((again.count, again.answers), (0, erased.answers));
}

#[test]
fn only_rules_shorter_than_the_cases_are_rules_of_single_answers() {
    assert!(fair().rules_of_answers().is_empty());
    let service = fair_that_forgets();
    let rules = service.rules_of_answers();
    assert_eq!(rules.keys().copied().collect::<Vec<_>>(), [90]);
    assert_eq!(rules[&90][0].0, "driving");
}
