//! Each finding of `check` about what a service owes people: statuses, plan, privacy and paperwork, proved by a
//! service with that one fault.

use crate::{
    check::{assert_found, change, found, places},
    sample_service::files,
};

#[test]
fn statuses_without_words_or_without_an_end() {
    let service = "service.yaml";
    assert_found(
        service,
        "means: We have what you sent.",
        "means: ''",
        &["missing-status-text service.yaml ‹''›"],
    );
    assert_found(service, "text: Come and see us.", "text: ' '", &["missing-status-text service.yaml ‹' '›"]);
    assert_found(service, "    outcome: granted\n", "", &["no-outcome service.yaml ‹statuses›"]);
    let ended = "label: Received\n    outcome: closed\n";
    assert_found(service, "label: Received\n", ended, &["first-status service.yaml ‹received›"]);
}

#[test]
fn a_status_that_moved_is_gone_and_leads_to_one_that_is_there() {
    let service = "service.yaml";
    let moves = |line: &str| format!("status_moves:\n  {line}\nstatuses:\n");
    let nowhere = moves("waiting: nowhere");
    assert_found(service, "statuses:\n", &nowhere, &["status-move service.yaml ‹nowhere›"]);
    let still_there = moves("received: received");
    assert_found(service, "statuses:\n", &still_there, &["status-move service.yaml ‹received›"]);
}

#[test]
fn the_plan_never_waits_for_itself() {
    let circle = "connector: garden-book\n    after: [letter]\n";
    assert_found(
        "service.yaml",
        "connector: garden-book\n",
        circle,
        &["plan-circle service.yaml ‹letter›", "plan-circle service.yaml ‹book›"],
    );
}

#[test]
fn personal_answers_say_what_for_and_how_long() {
    let name = "pages/your-name.yaml";
    let personal = "    personal: {purpose: To write to you, retention: case}\n";
    assert_found(name, personal, "", &["missing-purpose pages/your-name.yaml ‹full_name›"]);
    assert_found(
        name,
        "retention: case",
        "retention: forever",
        &["unknown-retention pages/your-name.yaml ‹forever›"],
    );
    assert_found(
        name,
        "purpose: To write to you",
        "purpose: ''",
        &["missing-purpose pages/your-name.yaml ‹''›"],
    );
    let draft = "  draft: {keep_days: 30, source: Garden rules}\n";
    assert_found("service.yaml", draft, "", &["missing-retention service.yaml ‹retention›"]);
    let unused = format!("{draft}  old: {{keep_days: 1, source: Rules}}\n");
    assert_found("service.yaml", draft, &unused, &["unused-retention service.yaml ‹old› (warning)"]);
}

/// STANDARDS PRV-03.
#[test]
fn words_that_ask_for_something_personal_are_noticed_whatever_the_type() {
    let page = "pages/person-name.yaml";
    let asks = |label: &str, kind: &str| {
        let mut files = change(page, "What do you call them?", label);
        let text = files.get_mut(page).unwrap();
        *text = text.replace("type: text", kind);
        places(&files).into_iter().filter(|place| place.starts_with("perhaps-personal")).collect::<Vec<_>>()
    };
    let told = |words: &str| vec![format!("perhaps-personal {page} ‹{words}› (warning)")];
    for (label, kind, words) in [
        ("What is your date of birth?", "type: date", "date of birth"),
        ("When was this child born?", "type: text", "born"),
        ("Your Social Security number", "type: number", "Social Security"),
        ("Passport number", "type: text", "Passport"),
        ("What is your driver’s license number?", "type: text", "driver’s license"),
        ("Phone", "type: number", "Phone"),
        ("Email", "type: text", "Email"),
        ("Tell us your address", "type: long_text", "address"),
        ("Bank account", "type: text", "Bank account"),
        ("Any medical needs?", "type: long_text", "medical"),
        ("¿Cuál es su fecha de nacimiento?", "type: date", "fecha de nacimiento"),
        ("¿Cuál es su número de Seguro Social?", "type: text", "Seguro Social"),
        ("Teléfono", "type: text", "Teléfono"),
        ("¿Qué médico le atiende?", "type: text", "médico"),
    ] {
        assert_eq!(asks(label, kind), told(words), "{label}");
    }
    for (label, kind) in [
        ("What do you call the garden?", "type: text"),
        ("How many phones ring?", "type: number"),
        ("Is this your address?", "type: yes_no"),
        ("Your email", "type: text\n    personal: {purpose: To write to you, retention: case}"),
    ] {
        assert!(asks(label, kind).is_empty(), "{label}");
    }
}

#[test]
fn the_name_of_a_question_can_tell_that_it_is_personal_and_the_help_says_what_to_write() {
    let page = "pages/plot-size.yaml";
    let mut files = files();
    let question =
        "  - id: home_phone\n    label: How do we reach you?\n    type: text\n    optional: true\n";
    files.get_mut(page).unwrap().push_str(question);
    let told = found(&files).into_iter().find(|problem| problem.code == "perhaps-personal").unwrap();
    assert!(told.message.contains("`home_phone` seems to ask for a telephone number"), "{told}");
    let help = told.help.unwrap();
    for part in ["personal: {purpose: …, retention: case}", "type: phone", "word: phone", "waivers.yaml"] {
        assert!(help.contains(part), "{part} in {help}");
    }
    let waiver = "waivers:\n  - {text: q-home_phone-label, word: phone, reason: A word of a game}\n";
    files.insert("waivers.yaml".to_owned(), waiver.to_owned());
    assert!(!places(&files).iter().any(|place| place.contains("personal") || place.contains("waiver")));
}

#[test]
fn federal_forms_have_a_valid_number_and_the_whole_statement() {
    let service = "service.yaml";
    assert_found(service, "0000-0001", "12-34", &["omb-number service.yaml ‹12-34›"]);
    assert_found(service, "2028-01-31", "2026-10-31", &["omb-expired service.yaml ‹2026-10-31›"]);
    assert_found(service, "2028-01-31", "2026-12-31", &["omb-ends-soon service.yaml ‹2026-12-31› (warning)"]);
    assert_found(service, "2028-01-31", "2026-02-31", &["wrong-value service.yaml ‹2026-02-31›"]);
    assert_found(
        service,
        "burden_minutes: 5",
        "burden_minutes: 6",
        &["omb-minutes service.yaml ‹6› (warning)"],
    );
    let effects = "effects: We cannot give you a plot without it.";
    assert_found(service, effects, "effects: ''", &["missing-privacy-act service.yaml ‹''›"]);
    assert_found(
        service,
        effects,
        "note: x",
        &["missing-key service.yaml ‹authority›", "unknown-key service.yaml ‹note›"],
    );
}

#[test]
fn days_that_are_worked_out_are_checked_like_other_expressions_and_end_in_numbers() {
    let finds = |days: &str, found: &[&str]| {
        assert_found("service.yaml", "target_days: 10\n", &format!("target_days: {days}\n"), found);
    };
    finds("'group_size > 3 ? 30 : 10'", &[]);
    finds("'group_sise > 3 ? 30 : 10'", &["unknown-question service.yaml ‹group_sise›"]);
    finds("'group_size > 3'", &["expression service.yaml ‹group_size > 3›"]);
    finds("group_size * 2", &["target-days service.yaml ‹group_size * 2›"]);
    finds("'group_size > 3 ? -1 : 10'", &["target-days service.yaml ‹group_size > 3 ? -1 : 10›"]);
    finds("70000", &["wrong-value service.yaml ‹70000›"]);
}

#[test]
fn only_a_page_that_ends_the_journey_has_other_ways_of_its_own() {
    let page = "pages/your-name.yaml";
    let with = |ways: &str| format!("page: your-name\nother_ways: {ways}\n");
    let found = ["other-ways pages/your-name.yaml ‹other_ways›"];
    assert_found(page, "page: your-name\n", &with("[]"), &found);
}

#[test]
fn a_service_that_opens_and_closes_can_be_used_by_somebody() {
    let service = "service.yaml";
    let with = |availability: &str| format!("target_days: 10\navailability: {{{availability}}}\n");
    let finds = |availability: &str, found: &[&str]| {
        assert_found(service, "target_days: 10\n", &with(availability), found);
    };
    finds("opens_on: 2027-03-01, closes_on: 2027-02-01", &["availability-order service.yaml ‹2027-02-01›"]);
    finds("closes_on: 2020-02-01", &["availability-over service.yaml ‹2020-02-01› (warning)"]);
    finds("most: 0", &["availability-none service.yaml ‹0›"]);
    finds("grace_days: 3", &["availability-grace service.yaml ‹3›"]);
    finds("opens_on: 2090-03-01, closes_on: 2090-05-31, grace_days: 3, most: 5, most_per_day: 5", &[]);
}
