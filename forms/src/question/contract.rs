//! The contract every question type keeps, tried on one question of every type; and what tests of types share.

mod fit;
mod naughty;

use std::{fs, path::PathBuf, sync::Arc};

use self::fit::{fits, is_of};
use super::{Ask, Kind, QuestionType, SAMPLE_DAY, say};
use crate::{
    Answer, FieldError, Fields,
    definition::Question,
    expr::Value,
    load::question_of,
    words::{Speaker, Words},
};

/// A question as an author writes it.
pub(super) fn question(yaml: &str) -> Question {
    question_of(yaml).unwrap_or_else(|error| panic!("{yaml}: {error}"))
}

/// What the type makes of these controls. An error reads `key fact=value @control`.
pub(super) fn ask(
    question: &Question,
    previous: Option<&Answer>,
    typed: &[(&str, &str)],
) -> Result<Option<Answer>, Vec<String>> {
    let ask = Ask { question, previous, today: SAMPLE_DAY };
    let fields: Fields = typed.iter().copied().collect();
    let read = question.kind.kind().parse(&ask, &fields);
    read.map_err(|errors| errors.iter().map(written).collect())
}

fn written(error: &FieldError) -> String {
    let facts = error.args.iter().map(|(name, value)| format!("{name}={value}"));
    let control = error.field.iter().map(|field| format!("@{field}"));
    [error.key.clone()].into_iter().chain(facts).chain(control).collect::<Vec<_>>().join(" ")
}

pub(super) fn parsed(yaml: &str, typed: &[(&str, &str)]) -> Option<Answer> {
    ask(&question(yaml), None, typed).unwrap_or_else(|errors| panic!("{typed:?}: {errors:?}"))
}

pub(super) fn errors(yaml: &str, typed: &[(&str, &str)]) -> Vec<String> {
    match ask(&question(yaml), None, typed) {
        Err(errors) => errors,
        Ok(answer) => panic!("{typed:?} was accepted: {answer:?}"),
    }
}

pub(super) fn fields_of(yaml: &str, answer: &Answer) -> Fields {
    let question = question(yaml);
    question.kind.kind().fields(&question, answer)
}

pub(super) fn showing(yaml: &str, typed: &[(&str, &str)], locale: &str) -> Vec<String> {
    let question = question(yaml);
    let answer = parsed(yaml, typed).expect("an answer");
    speaking(locale, |speaker| question.kind.kind().show(&question, &answer, speaker))
}

/// Speaks with the platform's own words, and a service's few.
pub(super) fn speaking<T>(locale: &str, then: impl FnOnce(&Speaker<'_>) -> T) -> T {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../locales"));
    let read = |name: &str| fs::read_to_string(root.join(locale).join(name)).unwrap();
    let texts = ["errors.ftl", "answers.ftl", "countries.ftl"].map(read);
    let texts = texts.each_ref().map(String::as_str);
    let platform = Words::new(locale, &texts, None).unwrap_or_else(|problems| panic!("{problems:?}"));
    let service = "q-q-option-a = Apples\nq-q-option-b = Pears\nq-q-option-none = None\nq-q-agree = I agree
        \nq-q-unit = acres";
    let service = Arc::new(Words::new(locale, &[service], None).unwrap());
    then(&Speaker { platform: &platform, service: &service })
}

const OPTIONS: &str = "options: [{value: a, label: Apples}, {value: b, label: Pears}]";

/// One question of every type, and a few with other settings.
fn questions() -> Vec<Question> {
    let written = [
        "type: text".to_owned(),
        "type: text, min: 12, max: 20".to_owned(),
        "type: long_text".to_owned(),
        "type: number, min: 1, max: 5000, unit: acres".to_owned(),
        "type: decimal, min: 0.5, unit: acres".to_owned(),
        "type: money, max: 9000".to_owned(),
        "type: date, latest: -18 years".to_owned(),
        "type: date, earliest: +10 days, latest: +20 days".to_owned(),
        "type: yes_no".to_owned(),
        format!("type: choice, {OPTIONS}"),
        format!("type: choices, {OPTIONS}, none: {{value: none, label: None}}"),
        format!("type: choices, {OPTIONS}, min: 2"),
        format!("type: select, {OPTIONS}"),
        "type: select, list: us_states".to_owned(),
        "type: select, list: countries, optional: true".to_owned(),
        "type: name".to_owned(),
        "type: name, parts: true".to_owned(),
        "type: address".to_owned(),
        "type: address, other_countries: true, no_fixed_address: true".to_owned(),
        "type: address, no_po_box: true".to_owned(),
        "type: email".to_owned(),
        "type: phone".to_owned(),
        "type: phone, extension: true".to_owned(),
        "type: identifier, example: D123-4567, pattern: '[A-Z][0-9]{7}', mask: '####-####'".to_owned(),
        "type: identifier, ssn: true".to_owned(),
        "type: identifier, check: vin".to_owned(),
        "type: file, accept: [image, pdf]".to_owned(),
        "type: declaration, agree: I agree".to_owned(),
        "type: statement, text: Hello.".to_owned(),
        "type: repeat, item: job, pages: [job], summary: Job".to_owned(),
    ];
    written.iter().map(|settings| question(&format!("{{id: q, label: Q, {settings}}}"))).collect()
}

fn read(
    question: &Question,
    previous: Option<&Answer>,
    fields: &Fields,
) -> Result<Option<Answer>, Vec<FieldError>> {
    question.kind.kind().parse(&Ask { question, previous, today: SAMPLE_DAY }, fields)
}

fn each_sample(then: impl Fn(&Question, &dyn Kind, &Fields, &Answer)) {
    for question in questions() {
        let kind = question.kind.kind();
        let samples = kind.samples(&question);
        assert!(!samples.is_empty() || kind.value_type().is_none(), "{:?} has no sample", question.kind);
        for sample in samples {
            then(&question, kind, &sample.fields, &sample.answer);
        }
    }
}

#[test]
fn every_type_is_tried_here() {
    let tried: Vec<&str> = questions().iter().map(|question| question.kind.name()).collect();
    for name in QuestionType::NAMES {
        assert!(tried.contains(name), "{name}");
        let written =
            serde_json::to_value(&questions()[tried.iter().position(|n| n == name).unwrap()]).unwrap();
        assert_eq!(written["type"], *name);
    }
}

#[test]
fn a_sample_is_read_as_its_answer() {
    each_sample(|question, _, fields, answer| {
        assert_eq!(read(question, None, fields).as_ref(), Ok(&Some(answer.clone())), "{:?}", question.kind);
    });
}

#[test]
fn an_answer_survives_being_shown_in_its_form_again() {
    each_sample(|question, kind, _, answer| {
        let fields = kind.fields(question, answer);
        let is_secret =
            matches!(&question.kind, QuestionType::Identifier(identifier) if identifier.is_secret());
        assert!(!is_secret || fields == Fields::default(), "{:?} echoes a secret", question.kind);
        assert_eq!(
            read(question, Some(answer), &fields).as_ref(),
            Ok(&Some(answer.clone())),
            "{:?}",
            question.kind
        );
    });
}

#[test]
fn controls_are_named_after_their_question() {
    each_sample(|question, kind, fields, answer| {
        let controls = kind.controls(question);
        let shown = kind.fields(question, answer);
        for (name, _) in fields.iter().chain(shown.iter()) {
            assert!(controls.iter().any(|known| known == name), "{name} of {:?}", question.kind);
        }
        assert!(controls.iter().all(|name| name == "q" || name.starts_with("q-")), "{controls:?}");
        let needed = kind.needed(question);
        assert!(needed.iter().all(|name| controls.contains(name)), "{needed:?}");
        assert_eq!(needed.first(), controls.first(), "the error summary leads to a control that is marked");
    });
}

#[test]
fn an_export_is_what_its_schema_says() {
    each_sample(|question, kind, _, answer| {
        let (schema, export) = (kind.json_schema(question), kind.export(answer));
        assert!(fits(&schema, &export), "{export} does not fit {schema}");
        assert!(!fits(&schema, &serde_json::json!({ "surprise": 1 })), "{schema} takes anything");
        let may_be_empty = fits(&schema, &kind.export(&Answer::Skipped));
        assert_eq!(may_be_empty, question.optional, "{:?}", question.kind);
    });
}

#[test]
fn a_value_is_of_its_type() {
    each_sample(|question, kind, _, answer| {
        let (wanted, value) = (kind.value_type().unwrap(), kind.value(answer));
        assert!(is_of(&value, &wanted), "{value:?} is no {wanted:?}");
        assert_eq!(kind.value(&Answer::Skipped), Value::Null, "{:?}", question.kind);
    });
}

#[test]
fn every_answer_is_shown_in_words_in_every_language() {
    for locale in ["en", "es"] {
        speaking(locale, |speaker| {
            each_sample(|question, kind, _, answer| {
                for answer in [answer, &Answer::Skipped] {
                    let lines = kind.show(question, answer, speaker);
                    assert!(
                        !lines.is_empty() && lines.iter().all(|line| !line.trim().is_empty()),
                        "{lines:?}"
                    );
                    assert!(!lines.concat().contains(['⟦', '{']), "{locale} {lines:?}");
                }
            });
        });
    }
}

#[test]
fn nothing_typed_is_no_answer_and_has_its_own_message() {
    for question in questions() {
        let kind = question.kind.kind();
        let is_repeat = matches!(question.kind, QuestionType::Repeat(_));
        let blanks: Fields = kind.controls(&question).into_iter().map(|name| (name, "  \u{a0}")).collect();
        for fields in [Fields::default(), blanks] {
            let wanted = if is_repeat { Some(Answer::Repeat(Vec::new())) } else { None };
            assert_eq!(read(&question, None, &fields), Ok(wanted), "{:?}", question.kind);
        }
        assert_says(&kind.empty(&question));
    }
}

/// The message is there in every language, with every fact it mentions given.
fn assert_says(error: &FieldError) {
    for locale in ["en", "es"] {
        speaking(locale, |speaker| {
            let said = say(error, "What is it?", speaker);
            assert!(!said.contains(['⟦', '{']), "{locale} {}: {said}", error.key);
            assert!(said.contains("What is it") && !said.contains("it?"), "{locale}: {said}");
        });
    }
}

#[test]
fn every_message_of_these_types_is_written_in_every_language() {
    let sources = input_sources();
    let keys: std::collections::BTreeSet<&str> = sources
        .split('"')
        .filter(|word| {
            word.strip_prefix("error-").is_some_and(|rest| {
                rest.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
                    && !rest.ends_with('-')
            })
        })
        .collect();
    assert!(keys.len() > 50, "{}", keys.len());
    for locale in ["en", "es"] {
        speaking(locale, |speaker| {
            for key in &keys {
                assert!(speaker.platform.has_own(key), "{locale} {key}");
            }
        });
    }
}

/// The sources of the types, where message keys stand as texts.
fn input_sources() -> String {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src/question"));
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.is_file() && !path.ends_with("contract.rs"));
    files.map(|path| fs::read_to_string(path).unwrap()).collect()
}
