//! What a resident reads, in English, Spanish and the right-to-left test language.

use jiff::civil::date;

use super::*;

const ENGLISH: &str = "\
save = Save and continue
hello = Hello, { $name }
documents = { $count ->
    [one] One document
   *[other] { $count } documents
}
year = Year { NUMBER($year, useGrouping: \"false\") }
";

fn words(locale: &str, source: &str) -> Words {
    Words::new(locale, &[source], None).unwrap()
}

fn items(items: &[&str]) -> Vec<String> {
    items.iter().map(|item| (*item).to_owned()).collect()
}

#[test]
fn words_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Words>();
}

#[test]
fn english_is_written_as_in_the_united_states() {
    let en = words("en", ENGLISH);
    assert_eq!(en.date(date(2026, 3, 4)), "March 4, 2026");
    let moment = date(2026, 3, 4).at(17, 3, 0, 0).in_tz("America/Chicago").unwrap();
    assert_eq!(en.date_time(&moment), "March 4, 2026 at 5:03\u{a0}p.m.");
    assert_eq!(en.number(-1234), "-1,234");
    assert_eq!(en.decimal(&"1234.50".parse().unwrap()), "1,234.50");
    assert_eq!(en.money(123_450, "USD"), "$1,234.50");
    assert_eq!(en.money(-5, "USD"), "-$0.05");
    assert_eq!(en.money(i64::MIN, "USD"), "-$92,233,720,368,547,758.08");
    assert_eq!(en.money(123_450, "CAD"), "CAD\u{a0}1,234.50");
    assert_eq!(en.money(1234, "JPY"), "JPY\u{a0}1,234");
    assert_eq!(en.list(&items(&["rent", "heat", "water"])), "rent, heat, and water");
    assert_eq!(en.list(&items(&["rent", "heat"])), "rent and heat");
    assert_eq!(en.list(&[]), "");
}

#[test]
fn a_sentence_that_ends_with_a_time_has_one_period() {
    let says =
        words("en", "at = It came at { $at }.\nand = It came at { $at }. Good.\nwait = Wait { $at }...\n");
    let said = |key: &str, text: &str| says.say_with(key, &[("at", text.into())]);
    assert_eq!(said("at", "5:03\u{a0}p.m."), "It came at 5:03\u{a0}p.m.");
    assert_eq!(said("and", "5:03\u{a0}a.\u{a0}m."), "It came at 5:03\u{a0}a.\u{a0}m. Good.");
    assert_eq!(said("at", "noon"), "It came at noon.");
    assert_eq!(said("wait", "a while"), "Wait a while...");
}

#[test]
fn spanish_keeps_the_separators_of_the_united_states() {
    let es = words("es", "");
    assert_eq!(es.date(date(2026, 3, 4)), "4 de marzo de 2026");
    assert_eq!(es.number(1234), "1,234");
    assert_eq!(es.money(123_450, "USD"), "$1,234.50");
    assert_eq!(es.list(&items(&["renta", "luz", "agua"])), "renta, luz y agua");
    assert_eq!(es.list(&items(&["luz", "internet"])), "luz e internet");
    let moment = date(2026, 3, 4).at(9, 30, 0, 0).in_tz("America/Chicago").unwrap();
    assert_eq!(es.date_time(&moment), "4 de marzo de 2026 a las 9:30\u{a0}a.\u{a0}m.");
}

#[test]
fn a_language_with_its_own_calendar_still_gets_gregorian_dates() {
    assert!(words("th", "").date(date(2026, 3, 4)).contains("2026"));
    assert!(words("fa", "").date(date(2026, 3, 4)).contains("۲۰۲۶"));
}

#[test]
fn arguments_and_plurals_are_filled_in() {
    let en = words("en", ENGLISH);
    assert_eq!(en.say("save"), "Save and continue");
    assert_eq!(en.say_with("hello", &[("name", "Ana".into())]), "Hello, Ana");
    assert_eq!(en.say_with("documents", &[("count", 1_i64.into())]), "One document");
    assert_eq!(en.say_with("documents", &[("count", 1200_i64.into())]), "1,200 documents");
    assert_eq!(en.say_with("year", &[("year", 2026_i64.into())]), "Year 2026");
}

#[test]
fn a_missing_message_or_argument_never_fails_the_page() {
    let en = words("en", ENGLISH);
    assert_eq!(en.say("nobody-wrote-this"), "⟦nobody-wrote-this⟧");
    assert_eq!(en.say("hello"), "Hello, {$name}");
    assert_eq!(en.say("not a key at all {"), "⟦not a key at all {⟧");
}

#[test]
fn a_message_not_translated_yet_is_said_in_the_base_language() {
    let en = Arc::new(words("en", ENGLISH));
    let es = Words::new("es", &["save = Guardar y continuar"], Some(en)).unwrap();
    assert_eq!(es.say("save"), "Guardar y continuar");
    assert_eq!(es.say_with("hello", &[("name", "Ana".into())]), "Hello, Ana");
    assert!(es.has("hello") && !es.has_own("hello") && es.has_own("save") && !es.has("other"));
    assert_eq!(es.locale(), "es");
}

#[test]
fn right_to_left_text_isolates_what_is_put_into_it() {
    let pseudo = words(PSEUDO_LOCALE, &pseudo(ENGLISH));
    assert!(pseudo.is_right_to_left());
    assert!(!words("en", ENGLISH).is_right_to_left());
    assert_eq!(
        pseudo.say_with("hello", &[("name", "Ana".into())]),
        "\u{202e}Héļļö\u{202c}, \u{2068}Ana\u{2069}"
    );
    assert_eq!(pseudo.say_with("documents", &[("count", 1_i64.into())]).chars().next(), Some('\u{202e}'));
    assert!(pseudo.money(5, "USD").starts_with('\u{2066}'));
}

#[test]
fn the_right_to_left_test_language_keeps_addresses_and_placeables() {
    let made = pseudo("help = Write to help@example.gov or see https://example.gov/help, { $name }\n");
    assert!(made.contains("help@example.gov") && made.contains("https://example.gov/help"));
    assert!(made.contains("{ $name }"));
    assert!(made.contains("Wrîţé"), "{made}");
}

#[test]
fn a_phone_number_can_be_called_in_the_right_to_left_test_language_too() {
    let made = pseudo(
        "help = Call [our office](tel:+15155550110), or [515-555-0120](tel:+15155550120) (evenings).\n",
    );
    assert!(
        made.contains("](tel:+15155550110),") && made.contains("[515-555-0120](tel:+15155550120)"),
        "{made}"
    );
    assert!(made.contains("Çåļļ") && made.contains("öffîçé"), "{made}");
}

#[test]
fn a_broken_file_of_messages_names_the_place() {
    let problems = Words::new("en", &["save = Save\n", "good = Yes\nbad { no\n"], None).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].text, 1);
    assert!(problems[0].range.start >= 11, "{:?}", problems[0]);
    assert!(problems[0].message.starts_with("this is not a Fluent message"));
}

#[test]
fn a_message_written_twice_is_an_error_at_the_second_one() {
    let problems = Words::new("en", &["save = A\nother = B\n", "save = C\n"], None).unwrap_err();
    assert_eq!(problems[0].message, "`save` is written twice; keep one of the two");
    assert_eq!((problems[0].text, problems[0].range.clone()), (1, 0..4));
}

#[test]
fn a_tag_that_is_no_language_is_an_error() {
    let problems = Words::new("not a tag", &[], None).unwrap_err();
    assert!(problems[0].message.contains("BCP 47"));
}

proptest::proptest! {
    #[test]
    fn reading_any_text_as_messages_never_fails_the_process(text in ".{0,200}") {
        let _ = Words::new("en", &[&text], None);
        let _ = pseudo(&text);
    }
}
