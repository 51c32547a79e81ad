//! Text that has broken other software, through every question of every service that ships and of every type: it is kept
//! to the letter or refused in words, and what is kept comes back the same, in the form, in words and in the export.

use std::collections::{BTreeMap, BTreeSet};

use super::{assert_says, input_sources, questions, read, speaking};
use crate::{
    Answer, Catalogue, FieldError, Fields,
    definition::Question,
    inputs::{files_below, text_of},
    question::QuestionType,
    words::Speaker,
};

fn strings() -> Vec<String> {
    let strings: Vec<String> = serde_json::from_str(&text_of("payloads/naughty-strings/blns.json")).unwrap();
    assert!(strings.len() > 500);
    strings
}

/// Every question of the services that ship.
fn shipped() -> Vec<Question> {
    let (catalogue, problems) = Catalogue::load(&files_below("services"));
    let catalogue = catalogue.unwrap_or_else(|| panic!("{problems:?}"));
    let pages: Vec<_> =
        catalogue.services().flat_map(|service| service.pages()).map(|(_, page)| page).collect();
    pages.iter().flat_map(|page| &page.questions).map(|asked| asked.question.clone()).collect()
}

/// The text in one control after the other, and in all of them at once.
fn typed<'a>(question: &Question, text: &'a str) -> Vec<(&'a str, Fields)> {
    let controls = question.kind.kind().controls(question);
    let all = controls.iter().map(|name| (name.as_str(), text)).collect();
    let one = controls.iter().map(|name| [(name.as_str(), text)].into_iter().collect());
    one.chain([all]).map(|fields| (text, fields)).collect()
}

/// The lines that words typed so must be kept as, or `None` when they cannot be seen.
fn words_of(question: &Question, text: &str) -> Option<Vec<String>> {
    let one_line = |text: &str| text.replace("\r\n", " ").replace(['\t', '\r', '\n'], " ").trim().to_owned();
    Some(match &question.kind {
        QuestionType::Text(_) => vec![one_line(text)],
        QuestionType::Name(name) if !name.parts => vec![one_line(text)],
        QuestionType::LongText(_) => {
            let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
            text.trim().lines().map(str::to_owned).collect()
        }
        _ => return None,
    })
}

/// What was kept comes back the same wherever it is shown.
fn assert_exact(question: &Question, text: &str, answer: &Answer, speaker: &Speaker<'_>) {
    let kind = question.kind.kind();
    let again = read(question, Some(answer), &kind.fields(question, answer));
    assert_eq!(again.as_ref(), Ok(&Some(answer.clone())), "{} {text:?}", question.id);
    let export = kind.export(answer);
    let json = serde_json::to_string(&export).unwrap();
    assert_eq!(serde_json::from_str::<serde_json::Value>(&json).unwrap(), export, "{} {text:?}", question.id);
    let shown = kind.show(question, answer, speaker);
    assert!(!shown.is_empty(), "{} {text:?}", question.id);
    if let Some(wanted) = words_of(question, text) {
        assert_eq!(shown, wanted, "{} {text:?}", question.id);
        let exported = export.get("full").unwrap_or(&export).as_str().map(str::to_owned);
        assert_eq!(exported, Some(wanted.join("\n")), "{} {text:?}", question.id);
    }
}

/// Why words were refused: only what no page can show, and what is too long or too short.
fn assert_has_reason(question: &Question, text: &str, errors: &[FieldError]) {
    let controls = question.kind.kind().controls(question);
    let (min, max) = match &question.kind {
        QuestionType::Text(text) => (text.min.unwrap_or(0), text.max.unwrap_or(200)),
        QuestionType::LongText(text) => (0, text.max.unwrap_or(2000)),
        _ => (0, 200),
    };
    let count = u32::try_from(text.trim().chars().count()).unwrap();
    for error in errors {
        assert!(error.field.as_ref().is_none_or(|field| controls.contains(field)), "{error:?}");
        if words_of(question, text).is_none() {
            continue;
        }
        let has_reason = match error.key.as_str() {
            "error-text-characters" => text.chars().any(|c| c.is_control() && !"\t\r\n".contains(c)),
            "error-text-too-long" => count > max,
            "error-text-too-short" => count < min,
            _ => false,
        };
        assert!(has_reason, "{} {text:?}: {}", question.id, error.key);
    }
}

#[test]
fn text_that_has_broken_other_software_is_kept_to_the_letter_or_refused_in_words() {
    let strings = strings();
    let (mut refusals, mut kept) = (BTreeMap::new(), BTreeMap::new());
    speaking("en", |speaker| {
        for question in questions().into_iter().chain(shipped()) {
            for (text, fields) in strings.iter().flat_map(|text| typed(&question, text)) {
                match read(&question, None, &fields) {
                    Ok(Some(answer)) => {
                        *kept.entry(question.kind.name()).or_insert(0) += 1;
                        assert_exact(&question, text, &answer, speaker);
                    }
                    Ok(None) => {}
                    Err(errors) => {
                        assert!(!errors.is_empty());
                        assert_has_reason(&question, text, &errors);
                        refusals.extend(errors.into_iter().map(|error| (error.key.clone(), error)));
                    }
                }
            }
        }
    });
    for name in ["text", "long_text", "name", "number", "decimal", "money"] {
        assert!(kept.contains_key(name), "nothing was kept by {name}: {kept:?}");
    }
    assert!(refusals.len() > 25, "{:?}", refusals.keys());
    refusals.values().filter(|error| input_sources().contains(&error.key)).for_each(assert_says);
}

#[test]
fn every_type_that_ships_asks_something_here() {
    let types: BTreeSet<&str> = shipped().iter().map(|question| question.kind.name()).collect();
    assert!(types.len() >= 12, "{types:?}");
    assert!(
        ["text", "long_text", "name", "address", "email", "phone"].iter().all(|name| types.contains(name))
    );
}
