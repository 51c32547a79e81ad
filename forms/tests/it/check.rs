//! Each finding of `check`, proved by a service with that one fault.

use forms::{Files, Problem, check};
use jiff::civil::date;

use crate::sample_service::{SLUG, files, folder_of};

/// All findings. Each says what to write instead.
pub fn found(files: &Files) -> Vec<Problem> {
    let found = check::everything(&folder_of(files), date(2026, 11, 22));
    for problem in &found {
        assert!(problem.help.as_ref().is_some_and(|help| !help.trim().is_empty()), "no help: {problem}");
    }
    found
}

/// Changes one text of a file; the text must be there.
pub fn change(file: &str, from: &str, to: &str) -> Files {
    let mut files = files();
    let text = files.get_mut(file).unwrap_or_else(|| panic!("no file {file}"));
    assert!(text.contains(from), "{from:?} is not in {file}");
    *text = text.replacen(from, to, 1);
    files
}

/// Code, file, marked words and severity of each finding but those about translations, which most changes make
/// stale.
pub fn places(files: &Files) -> Vec<String> {
    let problems = found(files).into_iter().filter(|problem| !problem.file.contains("/locales/"));
    let place = |problem: Problem| {
        let file = problem.file.strip_prefix(&format!("{SLUG}/")).unwrap_or(&problem.file).to_owned();
        let marked: String = problem.snippet.chars().skip(problem.column - 1).take(problem.length).collect();
        let severity = if problem.is_error() { "" } else { " (warning)" };
        format!("{} {file} ‹{marked}›{severity}", problem.code)
    };
    problems.map(place).collect()
}

pub fn assert_found(file: &str, from: &str, to: &str, expected: &[&str]) {
    assert_eq!(places(&change(file, from, to)), expected, "{from:?} → {to:?} in {file}");
}

#[test]
fn nothing_is_said_against_the_sample_service() {
    let problems: Vec<String> = found(&files()).iter().map(|problem| problem.render(false)).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn a_finding_points_at_its_line_and_column() {
    let found = found(&change("pages/your-name.yaml", "age_group == 'old'", "is_group"));
    let [problem] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(
        (problem.file.as_str(), problem.line, problem.column),
        ("rent-a-garden/pages/your-name.yaml", 2, 7)
    );
    assert_eq!((problem.length, problem.snippet.as_str()), (8, "when: is_group"));
    let help = "Ask `is_group` on an earlier page, or move this page behind `your-group`.";
    assert_eq!(problem.help.as_deref(), Some(help));
}

#[test]
fn names_that_do_not_exist() {
    let service = "service.yaml";
    assert_found(
        service,
        "pages: [plot-size]",
        "pages: [plot-sise]",
        &["unknown-page service.yaml ‹plot-sise›"],
    );
    assert_found(
        service,
        "only_if: has_group",
        "only_if: has_grup",
        &["unknown-need-question service.yaml ‹has_grup›"],
    );
    assert_found(service, "after: [book]", "after: [bok]", &["unknown-plan-item service.yaml ‹bok›"]);
    assert_found(
        service,
        "agencies: [parks]",
        "agencies: [parks, woods]",
        &["unknown-agency service.yaml ‹woods›"],
    );
    assert_found(service, "agency: parks", "agency: woods", &["unknown-agency service.yaml ‹woods›"]);
    assert_found(
        "pages/your-people.yaml",
        "person-tools]",
        "person-tool]",
        &["unknown-page pages/your-people.yaml ‹person-tool›"],
    );
    assert_found(
        "pages/your-name.yaml",
        "page: your-name",
        "page: your-nam",
        &["page-file-name pages/your-name.yaml ‹your-nam›"],
    );
    let tools = "pages/person-tools.yaml";
    assert_found(
        tools,
        "at: tool_count",
        "at: tool_cont",
        &["unknown-question pages/person-tools.yaml ‹tool_cont›"],
    );
}

#[test]
fn names_that_exist_twice_or_mean_something_else() {
    assert_found("service.yaml", "id: done", "id: received", &["duplicate-id service.yaml ‹received›"]);
    assert_found(
        "service.yaml",
        "id: group_size",
        "id: age_group",
        &["duplicate-id service.yaml ‹age_group›", "unknown-question service.yaml ‹group_size›"],
    );
    assert_found(
        "pages/your-group.yaml",
        "id: is_group",
        "id: full_name",
        &[
            "duplicate-id pages/your-name.yaml ‹full_name›",
            "unknown-question pages/your-people.yaml ‹is_group›",
            "sample samples/group.yaml ‹is_group›",
        ],
    );
    let plot = "pages/plot-size.yaml";
    assert_found(
        plot,
        "value: large",
        "value: small",
        &[
            "duplicate-option pages/plot-size.yaml ‹small›",
            "sample samples/group.yaml ‹large›",
            "unknown-option service.yaml ‹large›",
        ],
    );
    assert_found(
        plot,
        "value: small",
        "value: Small Plot",
        &["option-value pages/plot-size.yaml ‹Small Plot›"],
    );
    assert_found(
        plot,
        "id: plot_size",
        "id: today",
        &[
            "reserved-id pages/plot-size.yaml ‹today›",
            "sample samples/group.yaml ‹plot_size›",
            "unknown-question service.yaml ‹plot_size›",
            "unknown-question service.yaml ‹plot_size›",
        ],
    );
}

#[test]
fn expressions_of_the_wrong_type() {
    let name = "pages/your-name.yaml";
    let old = "age_group == 'old'";
    assert_found(name, old, "age_group", &["expression pages/your-name.yaml ‹age_group›"]);
    assert_found(name, old, "age_group == 3", &["expression pages/your-name.yaml ‹age_group == 3›"]);
    assert_found(name, old, "age_group == 'ancient'", &["unknown-option pages/your-name.yaml ‹ancient›"]);
    assert_found(name, old, "nickname == 'x'", &["unknown-question pages/your-name.yaml ‹nickname›"]);
    assert_found("service.yaml", "=plot_size", "=plot_sise", &["unknown-question service.yaml ‹plot_sise›"]);
    assert_found(
        "service.yaml",
        "people.size() + 1",
        "people.size() + 'x'",
        &["expression service.yaml ‹people.size() + 'x'›"],
    );
}

#[test]
fn conditions_on_answers_not_given_yet() {
    let name = "pages/your-name.yaml";
    let old = "age_group == 'old'";
    assert_found(name, old, "is_group", &["later-answer pages/your-name.yaml ‹is_group›"]);
    assert_found(name, old, "group_size > 3", &["later-answer pages/your-name.yaml ‹group_size›"]);
    let tools = "pages/person-tools.yaml";
    assert_found(tools, "nickname != ''", "has_tools", &["later-answer pages/person-tools.yaml ‹has_tools›"]);
    assert_found(
        tools,
        "nickname != ''",
        "plot_size == 'large'",
        &["later-answer pages/person-tools.yaml ‹plot_size›"],
    );
    assert_found(
        tools,
        "nickname != ''",
        "people.size() > 1",
        &["later-answer pages/person-tools.yaml ‹people›"],
    );
    assert_found(tools, "nickname != ''", "is_group", &[]);
}

#[test]
fn pages_nobody_can_reach() {
    assert_found("service.yaml", "your-name, ", "", &["unreachable-page pages/your-name.yaml ‹your-name›"]);
    let people = "pages/your-people.yaml";
    assert_found(
        people,
        "when: is_group",
        "when: 1 > 2",
        &["unreachable-page pages/your-people.yaml ‹1 > 2›"],
    );
    assert_found(
        people,
        "when: is_group",
        "when: 2 > 1",
        &["constant-condition pages/your-people.yaml ‹2 > 1› (warning)"],
    );
    assert_found(
        "pages/too-young.yaml",
        "questions:",
        "title: Sorry\ntext: Not for you.\nends: true\nquestions:",
        &[
            "ending pages/too-young.yaml ‹ends›",
            "unreachable-page service.yaml ‹your-name›",
            "unreachable-page service.yaml ‹your-group›",
            "unreachable-page service.yaml ‹your-people›",
            "unreachable-page service.yaml ‹plot-size›",
        ],
    );
    let twice = "pages: [plot-size, person-name]";
    assert_found(
        "service.yaml",
        "pages: [plot-size]",
        twice,
        &["duplicate-page pages/person-name.yaml ‹person-name›"],
    );
    assert_found(
        "service.yaml",
        "pages: [plot-size]",
        "pages: [plot-size, plot-size]",
        &["duplicate-page service.yaml ‹plot-size›"],
    );
}

#[test]
fn repeats_stand_alone_and_are_nested_once() {
    let mut files = change("pages/your-people.yaml", "when: is_group", "title: People\nwhen: is_group");
    let extra = "    max: 5\n  - {id: more, label: More?, type: text}\n";
    let page = files.get_mut("pages/your-people.yaml").unwrap();
    *page = page.replace("    max: 5\n", extra);
    assert_eq!(places(&files), ["repeat-not-alone pages/your-people.yaml ‹people›"]);
    assert_found(
        "pages/your-people.yaml",
        "max: 5",
        "max: 500",
        &["repeat-limits pages/your-people.yaml ‹500›"],
    );
    let mut files = super::sample_service::files();
    let repeat = |id: &str, page: &str, inside: &str| {
        let settings = format!("type: repeat, item: one, pages: [{inside}], summary: One");
        format!("page: {page}\nquestions:\n  - {{id: {id}, label: L, {settings}}}\n")
    };
    files.insert("pages/person-name.yaml".into(), repeat("inner", "person-name", "second"));
    files.insert("pages/second.yaml".into(), repeat("innermost", "second", "third"));
    files.insert(
        "pages/third.yaml".into(),
        "page: third\nquestions:\n  - {id: word, label: Word, type: text}\n".into(),
    );
    let found = places(&files);
    assert!(found.contains(&"repeat-too-deep pages/second.yaml ‹innermost›".to_owned()), "{found:?}");
}

#[test]
fn samples_parse_as_a_person_would_answer() {
    let sample = "samples/group.yaml";
    assert_found(sample, "age_group: old", "age_group: ancient", &["sample samples/group.yaml ‹ancient›"]);
    assert_found(sample, "tool_count: 3", "tool_cnt: 3", &["sample samples/group.yaml ‹tool_cnt›"]);
    assert_found(
        sample,
        "full_name: Maria Example",
        "nickname: Maria",
        &["sample samples/group.yaml ‹Maria›"],
    );
    assert_found(sample, "full_name: Maria Example", "full_name: ''", &["sample samples/group.yaml ‹''›"]);
    assert_found(
        sample,
        "name: A group of two",
        "nam: A group of two",
        &["sample samples/group.yaml ‹nam›", "sample samples/group.yaml ‹A group of two›"],
    );
}

#[test]
fn a_sample_that_stops_on_the_way_is_told_unless_a_page_ends_it() {
    let sample = "samples/group.yaml";
    let stops = "sample samples/group.yaml ‹answers› (warning)";
    assert_found(sample, "  full_name: Maria Example\n", "", &[stops]);
    assert_found(sample, "      has_tools: yes\n", "", &[stops]);
    assert_found(sample, "      tool_count: 3\n", "", &[]);
    let said = &found(&change(sample, "  plot_size: large\n", ""))[0];
    assert!(said.message.contains("`plot_size`"), "{said}");
    let broken = &found(&change(sample, "has_tools: yes", "has_tools: no"))[0];
    assert!(broken.message.contains("person-tools"), "{broken}");
    let mut files = change(sample, "  plot_size: large\n", "");
    let page = files.get_mut("pages/your-people.yaml").unwrap();
    *page = "page: your-people\ntitle: Not for groups\ntext: Come alone.\nwhen: is_group\nends: true\n"
        .to_owned();
    let left = places(&files);
    assert!(!left.contains(&stops.to_owned()), "{left:?}");
}

#[test]
fn an_answer_of_a_sample_that_is_not_accepted_is_told_in_words() {
    let said = &found(&change("samples/group.yaml", "age_group: old", "age_group: ancient"))[0];
    assert!(said.message.contains("How old are you") && !said.message.contains("error-"), "{said}");
}

#[test]
fn a_part_that_cannot_be_read_is_told_once() {
    let page = "pages/your-name.yaml";
    assert_found(page, "type: name", "type: nam", &["unknown-word pages/your-name.yaml ‹nam›"]);
    assert_found(
        page,
        "label: What is your name?",
        "label: [What]",
        &["wrong-type pages/your-name.yaml ‹What›"],
    );
    let found = places(&change("service.yaml", "agencies: [parks]", "agencies: parks"));
    assert_eq!(found, ["wrong-type service.yaml ‹parks›"]);
}

#[test]
fn a_broken_file_does_not_hide_what_is_wrong_in_others() {
    let mut files = change("pages/plot-size.yaml", "type: select", "type: [select");
    files.get_mut("pages/your-group.yaml").unwrap().push_str("    lable: x\n");
    files.get_mut("service.yaml").unwrap().push_str("wat: 1\n");
    let found = places(&files);
    assert!(found.contains(&"unknown-key pages/your-group.yaml ‹lable›".to_owned()), "{found:?}");
    assert!(found.iter().any(|place| place.starts_with("yaml pages/plot-size.yaml")), "{found:?}");
    assert!(found.iter().any(|place| place.starts_with("unknown-key service.yaml ‹wat›")), "{found:?}");
    assert!(
        !found.iter().any(|place| place.starts_with("unknown-question")),
        "names of the broken page: {found:?}"
    );
}

#[test]
fn files_in_the_wrong_place_are_named() {
    let mut files = files();
    files.insert("page/extra.yaml".into(), "page: extra\n".into());
    assert_eq!(places(&files), ["unknown-file page/extra.yaml ‹› (warning)"]);
}
