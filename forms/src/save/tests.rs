//! What becomes of a page that was sent, in a small service.

use super::*;
use crate::{
    journey::try_out::*,
    question::say,
    words::{Speaker, Words},
};

fn send(service: &Service, answers: &Answers, place: &Place, typed: &[(&str, &str)]) -> Saved {
    save(&service.journey(answers, TODAY), answers, place, &fields(typed), false)
}

fn keys(saved: &Saved) -> Vec<(String, String)> {
    let Saved::ToFix(errors) = saved else { panic!("nothing to fix: {saved:?}") };
    let key = |error: &FieldError| error.service_text.clone().unwrap_or_else(|| error.key.clone());
    errors.iter().map(|error| (error.question.to_string(), key(error))).collect()
}

#[test]
fn every_problem_of_a_page_is_told_at_once_in_its_order() {
    let service = fair();
    let saved = send(&service, &driver(&service), &page("contact"), &[("email", "nonsense")]);
    let asked: Vec<_> = keys(&saved).into_iter().map(|(question, _)| question).collect();
    assert_eq!(asked, ["permit_name", "email", "truck"]);
}

#[test]
fn an_optional_question_left_empty_is_kept_as_skipped() {
    let service = fair();
    let answers = driver(&service);
    assert_eq!(answers.get(&question("email")), Some(&Answer::Skipped));
}

#[test]
fn a_broken_rule_is_told_at_its_question_in_the_words_of_the_service() {
    let service = fair();
    let answers = complete(&service);
    let first = [("first_day-month", "5"), ("first_day-day", "3"), ("first_day-year", "2026")];
    let last = [("last_day-month", "5"), ("last_day-day", "2"), ("last_day-year", "2026")];
    let saved = send(&service, &answers, &page("days"), &[first, last].concat());
    assert_eq!(keys(&saved), [("last_day".to_owned(), "check-days-1".to_owned())]);
}

#[test]
fn a_rule_about_an_answer_left_empty_is_not_broken() {
    let service = fair();
    let answers = complete(&service);
    assert_eq!(answers.get(&question("last_day")), Some(&Answer::Skipped));
    assert!(ready(&service, &answers, TODAY).is_ok());
}

#[test]
fn answers_that_would_be_discarded_are_named_first() {
    let service = fair();
    let answers = complete(&service);
    let saved = send(&service, &answers, &page("drives"), &[("drives", "no")]);
    let Saved::WouldDiscard(lost) = saved else { panic!("{saved:?}") };
    let lost: Vec<_> = lost.iter().map(|lost| format!("{} {}", lost.place, lost.question)).collect();
    assert_eq!(lost, ["license license_number", "contact truck", "helpers/h1/helper-pets pets"]);
}

#[test]
fn confirmed_they_are_discarded_and_nothing_else() {
    let service = fair();
    let answers = complete(&service);
    let saved = save(
        &service.journey(&answers, TODAY),
        &answers,
        &page("drives"),
        &fields(&[("drives", "no")]),
        true,
    );
    let Saved::Kept { answers, next, changed } = saved else { panic!("{saved:?}") };
    assert!(changed);
    assert_eq!(next, Next::Page(page("contact")));
    assert_eq!(answers.get(&question("license_number")), None);
    assert_eq!(answer_at(&answers, &helper("h1", "helper-name"), "pets"), None);
    assert_eq!(
        answer_at(&answers, &helper("h1", "helper-name"), "helper_name"),
        Some(&Answer::Text("Bo".to_owned()))
    );
    assert!(service.journey(&answers, TODAY).is_complete());
}

#[test]
fn what_follows_from_a_discarded_answer_is_named_too() {
    let service = fair();
    let answers = complete(&service);
    let saved = send(&service, &answers, &helper("h1", "helper-age"), &[("helper_age", "9")]);
    let Saved::WouldDiscard(lost) = saved else { panic!("{saved:?}") };
    let lost: Vec<_> = lost.iter().map(|lost| lost.question.to_string()).collect();
    assert_eq!(lost, ["helper_wage", "pays_by"]);
}

#[test]
fn saving_the_same_again_changes_nothing() {
    let service = fair();
    let answers = complete(&service);
    let typed = fields_of(&service, &answers, &helper("h1", "helper-wage"), TODAY);
    let saved =
        save(&service.journey(&answers, TODAY), &answers, &helper("h1", "helper-wage"), &typed, false);
    let Saved::Kept { answers: again, changed, .. } = saved else { panic!("{saved:?}") };
    assert!(!changed);
    assert_eq!(again, answers);
}

#[test]
fn a_secret_is_not_shown_again_and_kept_when_left_empty() {
    let service = fair();
    let answers = driver(&service);
    assert_eq!(fields_of(&service, &answers, &page("license"), TODAY).text("license_number"), "");
    let again = kept(&service, &answers, &page("license"), &[]);
    assert_eq!(again, answers);
}

#[test]
fn a_repeat_goes_on_only_with_enough_finished_entries() {
    let service = fair();
    let answers = driver(&service);
    let saved = send(&service, &answers, &page("helpers"), &[]);
    assert_eq!(keys(&saved), [("helpers".to_owned(), "error-repeat-too-few".to_owned())]);
    let answers = kept(&service, &answers, &helper("h1", "helper-name"), &[("helper_name", "Bo")]);
    let saved = send(&service, &answers, &page("helpers"), &[]);
    assert_eq!(keys(&saved), [("helpers".to_owned(), "error-repeat-unfinished".to_owned())]);
}

#[test]
fn an_unfinished_entry_is_named_in_every_language() {
    let texts =
        [include_str!("../../../locales/en/errors.ftl"), include_str!("../../../locales/es/errors.ftl")];
    let service = fair();
    let answers = kept(&service, &driver(&service), &helper("h1", "helper-name"), &[("helper_name", "Bo")]);
    let Saved::ToFix(errors) = send(&service, &answers, &page("helpers"), &[]) else {
        panic!("it is unfinished")
    };
    for (locale, text) in ["en", "es"].into_iter().zip(texts) {
        let platform = Words::new(locale, &[text], None).expect("messages");
        let speaker = Speaker { platform: &platform, service: service.words("en") };
        let said = say(&errors[0], "Your helpers", &speaker);
        assert!(said.starts_with("Your helpers: ") && said.contains('1') && !said.contains('⟦'), "{said}");
    }
}

#[test]
fn an_entry_sent_twice_is_added_once() {
    let service = fair();
    let place = helper("h1", "helper-name");
    let once = kept(&service, &driver(&service), &place, &[("helper_name", "Bo")]);
    let twice = kept(&service, &once, &place, &[("helper_name", "Bo")]);
    assert_eq!(once, twice);
}

#[test]
fn an_entry_beyond_the_most_is_not_added() {
    let service = fair();
    let mut answers = driver(&service);
    for id in ["h1", "h2"] {
        answers = kept(&service, &answers, &helper(id, "helper-name"), &[("helper_name", "Bo")]);
    }
    let saved = send(&service, &answers, &helper("h3", "helper-name"), &[("helper_name", "Cy")]);
    assert_eq!(keys(&saved), [("helpers".to_owned(), "error-repeat-too-many".to_owned())]);
}

#[test]
fn an_entry_can_be_removed_and_the_others_stay() {
    let service = fair();
    let answers = complete(&service);
    let answers = kept(&service, &answers, &helper("h2", "helper-name"), &[("helper_name", "Cy")]);
    let repeat = question("helpers");
    let left =
        remove_entry(&service, &answers, &page("helpers"), &repeat, &entry("h1")).expect("there is one");
    let left: Vec<_> = left.entries(&repeat).iter().map(|entry| entry.id.to_string()).collect();
    assert_eq!(left, ["h2"]);
    assert_eq!(remove_entry(&service, &answers, &page("helpers"), &repeat, &entry("h9")), None);
    assert_eq!(remove_entry(&service, &answers, &page("days"), &repeat, &entry("h1")), None);
}

#[test]
fn a_page_that_does_not_apply_keeps_nothing() {
    let service = fair();
    let answers = kept(&service, &Answers::default(), &page("drives"), &[("drives", "no")]);
    let saved = send(&service, &answers, &page("license"), &[("license_number", "D1234567")]);
    assert_eq!(saved, Saved::Kept { answers, next: Next::Page(page("contact")), changed: false });
}

#[test]
fn a_complete_journey_is_ready() {
    let service = fair();
    let answers = complete(&service);
    assert_eq!(ready(&service, &answers, TODAY), Ok(answers));
}

#[test]
fn what_is_missing_is_named_down_to_the_entry() {
    let service = fair();
    let mut answers = complete(&service);
    answers.remove(&question("drives"));
    answers.at_mut(&helper("h1", "helper-age")).remove(&question("helper_age"));
    let wanting = ready(&service, &answers, TODAY).expect_err("two answers are missing");
    assert_eq!(wanting, [page("drives"), helper("h1", "helper-age")]);
}

#[test]
fn an_answer_that_is_no_longer_valid_is_named() {
    let service = fair();
    let later = TODAY.saturating_add(jiff::Span::new().days(365));
    assert_eq!(ready(&service, &complete(&service), later), Err(vec![page("days")]));
}

#[test]
fn a_journey_that_ends_early_is_not_ready() {
    let service = fair();
    let answers = kept(&service, &complete(&service), &page("resident"), &[("is_resident", "no")]);
    assert_eq!(ready(&service, &answers, TODAY), Err(vec![page("not-resident")]));
}

#[test]
fn only_what_applies_is_sent() {
    let service = fair();
    let mut answers = complete(&service);
    answers.insert(question("drives"), Answer::YesNo(false));
    answers.insert(question("from_an_older_version"), Answer::Text("x".to_owned()));
    let sent = ready(&service, &answers, TODAY).expect("complete without the driver's pages");
    for gone in ["license_number", "truck", "from_an_older_version"] {
        assert_eq!(sent.get(&question(gone)), None, "{gone}");
    }
}
