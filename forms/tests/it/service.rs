//! A service in use: its pages in order, the values expressions see, the plan, what is exported.

use forms::{
    Agencies, Answer, Answers, Catalogue, Facts, Files, Place, Service, VersionHash,
    expr::{Value, Values},
};
use jiff::civil::{Date, date};
use serde_json::json;

use crate::sample_service::{SLUG, files, folder_of};

const TODAY: Date = date(2026, 11, 22);

fn service() -> Service {
    let agencies = Agencies::load(&folder_of(&Files::new())).0.unwrap();
    Service::load(&SLUG.parse().unwrap(), &files(), &agencies).unwrap()
}

fn answers(service: &Service) -> Answers {
    service.samples(TODAY).remove(0).answers
}

fn facts() -> Facts {
    Facts { case_reference: "K7P-4QX-9".to_owned(), language: "en".to_owned() }
}

#[test]
fn pages_come_in_the_order_of_the_sections_without_those_of_repeats() {
    let service = service();
    let pages: Vec<&str> = service.pages_in_order().map(|(_, page)| page.file.page.as_str()).collect();
    assert_eq!(pages, ["too-young", "your-name", "your-group", "your-people", "plot-size"]);
    let inside = service.page(&"person-tools".parse().unwrap()).unwrap();
    assert_eq!(inside.repeat, Some("people".parse().unwrap()));
    let (page, question) = service.question(&"tool_count".parse().unwrap()).unwrap();
    assert_eq!((page.as_str(), question.label.as_str()), ("person-tools", "How many?"));
}

#[test]
fn values_are_those_of_answers_and_those_worked_out() {
    let service = service();
    let answers = answers(&service);
    let values = service.values(&answers, TODAY);
    assert_eq!(values["plot_size"], Value::Text("large".to_owned()));
    assert_eq!(values["group_size"], Value::Number(2));
    assert!(!values.contains_key("nickname"), "names of entries are not seen outside");
    let page = service.page(&"your-name".parse().unwrap()).unwrap();
    assert!(page.when.as_ref().unwrap().is_true(&values, TODAY));
    assert!(!page.when.as_ref().unwrap().is_true(&Values::new(), TODAY), "no answer yet");
}

#[test]
fn inside_an_entry_its_own_values_are_seen_besides_those_around_it() {
    let service = service();
    let answers = answers(&service);
    let repeat = "people".parse().unwrap();
    let entry = answers.entries(&repeat)[0].id.clone();
    let place =
        Place::page("your-people".parse().unwrap()).inside(repeat, entry, "person-tools".parse().unwrap());
    let values = service.entry_values(&answers, &place, TODAY);
    assert_eq!(values["nickname"], Value::Text("Ana".to_owned()));
    assert_eq!(values["plot_size"], Value::Text("large".to_owned()));
    let page = service.page(&place.page).unwrap();
    assert!(page.checks[0].0.is_true(&values, TODAY));
}

#[test]
fn an_entry_has_every_name_it_could_have() {
    let service = service();
    let mut answers = answers(&service);
    let Some(Answer::Repeat(mut entries)) = answers.remove(&"people".parse().unwrap()) else {
        panic!("a repeat")
    };
    entries[0].answers.remove(&"tool_count".parse().unwrap());
    answers.insert("people".parse().unwrap(), Answer::Repeat(entries));
    let values = service.values(&answers, TODAY);
    let Value::List(people) = &values["people"] else { panic!("a list") };
    let Value::Object(person) = &people[0] else { panic!("an entry") };
    assert_eq!(person["tool_count"], Value::Null);
}

#[test]
fn the_plan_is_worked_out_for_these_answers() {
    let service = service();
    let mut answers = answers(&service);
    let planned = service.plan_items(&answers, &facts(), TODAY);
    let ids: Vec<&str> = planned.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(ids, ["book", "letter"]);
    assert_eq!(planned[0].give["size"], "large");
    assert_eq!(planned[0].give["people"], json!([2, "fixed"]));
    assert_eq!(planned[1].after, [planned[0].id.clone()]);
    answers.insert("plot_size".parse().unwrap(), Answer::Text("small".to_owned()));
    assert_eq!(service.plan_items(&answers, &facts(), TODAY).len(), 1, "the letter is for large plots");
    let nothing = service.plan_items(&Answers::default(), &facts(), TODAY);
    assert_eq!(nothing[0].give["size"], json!(null), "a value nobody gave is null");
}

#[test]
fn the_days_aimed_for_can_depend_on_the_answers_and_before_them_both_ends_are_known() {
    let mut files = files();
    let file = files.get_mut("service.yaml").unwrap();
    let days = "target_days: 'plot_size == \"large\" ? 3 : group_size > 4 ? 30 : 10'\n";
    *file = file.replacen("target_days: 10\n", days, 1);
    let agencies = Agencies::load(&folder_of(&Files::new())).0.unwrap();
    let service = Service::load(&SLUG.parse().unwrap(), &files, &agencies).unwrap();
    assert_eq!(service.target_range(), 3..=30);
    let mut answers = answers(&service);
    assert_eq!(service.target_days(&answers, TODAY), 3);
    answers.insert("plot_size".parse().unwrap(), Answer::Text("small".to_owned()));
    assert_eq!(service.target_days(&answers, TODAY), 10);
    assert_eq!(service.target_days(&Answers::default(), TODAY), 10, "nothing answered: no test is true");
    assert_eq!(self::service().target_range(), 10..=10);
}

#[test]
fn a_plan_can_hand_over_the_language_the_person_used() {
    let mut files = files();
    let file = files.get_mut("service.yaml").unwrap();
    *file = file.replacen("size: =plot_size,", "size: =plot_size, language: =language,", 1);
    let agencies = Agencies::load(&folder_of(&Files::new())).0.unwrap();
    let service = Service::load(&SLUG.parse().unwrap(), &files, &agencies).unwrap();
    let facts = Facts { language: "es".to_owned(), ..facts() };
    assert_eq!(service.plan_items(&answers(&service), &facts, TODAY)[0].give["language"], "es");
}

#[test]
fn what_is_exported_has_the_keys_the_schema_describes() {
    let service = service();
    let exported = service.export(&answers(&service));
    let schema = service.json_schema();
    let properties = schema["properties"].as_object().unwrap();
    for key in exported.as_object().unwrap().keys() {
        assert!(properties.contains_key(key), "{key}");
    }
    assert_eq!(exported["plot_size"], "large");
    assert_eq!(exported["people"][0]["nickname"], "Ana");
    assert_eq!(schema["required"], json!(["age_group", "is_group", "plot_size"]));
    assert_eq!(schema["properties"]["people"]["items"]["required"], json!(["nickname"]));
    assert_eq!(schema["properties"]["people"]["maxItems"], 5);
}

#[test]
fn texts_fall_back_to_the_base_language() {
    let service = service();
    assert_eq!(service.locales(), ["en", "fr"]);
    assert_eq!(service.words("de").locale(), "en");
    assert_eq!(service.words("fr").locale(), "fr");
    assert_eq!(service.words("fr").say("title"), "Rent a garden plot");
    assert_eq!(service.words("fr").say("agency-parks-name"), "Columbia Lake Parks");
    assert_eq!(service.words("en").say("need-2"), "A list of the people in your group");
}

#[test]
fn the_made_up_right_to_left_language_is_offered_when_its_file_is_there() {
    let mut files = files();
    let texts = forms::translations::pseudo(&SLUG.parse().unwrap(), &files).unwrap();
    files.insert("locales/ar-XB.ftl".into(), texts);
    let agencies = Agencies::load(&folder_of(&Files::new())).0.unwrap();
    let service = Service::load(&SLUG.parse().unwrap(), &files, &agencies).unwrap();
    let words = service.words("ar-XB");
    assert!(words.is_right_to_left());
    assert_ne!(words.say("title"), service.words("en").say("title"));
    assert!(forms::check::everything(&folder_of(&files), TODAY).is_empty(), "nothing is missing in it");
}

#[test]
fn another_text_is_another_version() {
    let mut changed = files();
    changed.get_mut("service.yaml").unwrap().push_str("# a comment\n");
    assert_eq!(service().version, VersionHash::of(&files()));
    assert_ne!(service().version, VersionHash::of(&changed));
}

#[test]
fn a_catalogue_offers_the_good_services_and_tells_of_the_bad() {
    let mut all = folder_of(&files());
    all.insert("broken/service.yaml".into(), "service: broken\n".into());
    all.insert("Not a name/service.yaml".into(), "service: x\n".into());
    let (catalogue, problems) = Catalogue::load(&all);
    let slugs: Vec<String> = catalogue.unwrap().services().map(|service| service.slug.to_string()).collect();
    assert_eq!(slugs, [SLUG]);
    assert!(problems.iter().any(|problem| problem.file == "broken/service.yaml"), "{problems:?}");
    assert!(problems.iter().any(|problem| problem.code == "service-folder-name"), "{problems:?}");
    assert!(Catalogue::load(&Files::new()).0.is_none(), "without agencies there is no catalogue");
}

#[test]
fn a_service_that_did_not_change_is_the_one_made_before_and_a_changed_one_or_other_agencies_make_another() {
    let all = folder_of(&files());
    let first = Catalogue::load(&all).0.unwrap();
    let is_same = |all: &Files| {
        let again = Catalogue::load_over(all, &first).0.unwrap();
        std::sync::Arc::ptr_eq(again.services().next().unwrap(), first.services().next().unwrap())
    };
    assert!(is_same(&all));
    for file in ["agencies.yaml".to_owned(), format!("{SLUG}/service.yaml")] {
        let mut edited = all.clone();
        let text = edited.get_mut(&file).unwrap();
        *text = text.replace("5550100", "5550199").replace("title: ", "title: Again ");
        assert_ne!(edited, all, "{file} has something to edit");
        assert!(!is_same(&edited), "{file}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]
    /// Authors' files are the input of a compiler: whatever is cut, doubled or put in, it answers.
    #[test]
    fn no_damage_to_a_file_makes_the_loader_fail(
        which in 0_usize..12,
        at in 0_usize..2_000,
        length in 0_usize..60,
        put in "[ -~\n]{0,12}",
    ) {
        let mut files = files();
        let path = files.keys().nth(which % files.len()).unwrap().clone();
        let text = files.get_mut(&path).unwrap();
        let start = text.floor_char_boundary(at % text.len());
        let end = text.floor_char_boundary((start + length).min(text.len()));
        text.replace_range(start..end, &put);
        let problems = forms::check::everything(&folder_of(&files), TODAY);
        for problem in &problems {
            proptest::prop_assert!(problem.line >= 1 && problem.column >= 1);
        }
    }
}
