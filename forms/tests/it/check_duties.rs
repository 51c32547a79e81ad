//! Each finding of `check` about what a service owes people: statuses, plan, privacy and paperwork, proved by a
//! service with that one fault.

use crate::check::assert_found;

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

#[test]
fn federal_forms_have_a_valid_number_and_the_whole_statement() {
    let service = "service.yaml";
    assert_found(service, "0000-0001", "12-34", &["omb-number service.yaml ‹12-34›"]);
    assert_found(service, "2028-01-31", "2026-10-31", &["omb-expired service.yaml ‹2026-10-31›"]);
    assert_found(service, "2028-01-31", "2026-12-31", &["omb-ends-soon service.yaml ‹2026-12-31› (warning)"]);
    assert_found(service, "2028-01-31", "2026-02-31", &["wrong-value service.yaml ‹2026-02-31›"]);
    let effects = "effects: We cannot give you a plot without it.";
    assert_found(service, effects, "effects: ''", &["missing-privacy-act service.yaml ‹''›"]);
    assert_found(
        service,
        effects,
        "note: x",
        &["missing-key service.yaml ‹authority›", "unknown-key service.yaml ‹note›"],
    );
}
