//! A person's name, in one field unless an agency needs parts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Ask, Kind, Sample, line, one, or_null, part, samples, skipped};
use crate::{Answer, FieldError, Fields, Name, definition::Question, expr::Type, words::Speaker};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
/// A person's name.
pub struct NameQuestion {
    /// Ask given, middle and family name and suffix, because the agency's system needs them apart.
    #[serde(default)]
    pub parts: bool,
    /// The name of somebody else: the phone must not fill in the user's own.
    #[serde(default)]
    pub somebody_else: bool,
}

/// Characters of the whole name, and of each part; STANDARDS DAT-01 asks for at least 128.
const MAX: usize = 200;

const PARTS: [&str; 4] = ["given", "middle", "family", "suffix"];

/// One control of a name. Everything is kept as typed: letters of any script, case, marks, spaces, one letter.
fn read(ask: &Ask<'_>, fields: &Fields, control: &str) -> Result<String, FieldError> {
    let refuse = |key| FieldError::new(&ask.question.id, key).at(control);
    let text = line::line(fields.text(control)).map_err(|_| refuse("error-text-characters"))?;
    let count = line::length(&text);
    if count > MAX {
        return Err(refuse("error-text-too-long").with("max", MAX).with("count", count));
    }
    Ok(text)
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// The whole name of the parts: "Ana Lucía Rivera Jr.".
fn whole(parts: &[String; 4]) -> String {
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
}

impl NameQuestion {
    fn parse_parts(ask: &Ask<'_>, fields: &Fields) -> Result<Option<Answer>, Vec<FieldError>> {
        let mut parts: [String; 4] = Default::default();
        let mut errors = Vec::new();
        for (text, name) in parts.iter_mut().zip(PARTS) {
            match read(ask, fields, &part(ask.question, name)) {
                Ok(read) => *text = read,
                Err(error) => errors.push(error),
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        if parts.iter().all(String::is_empty) {
            return Ok(None);
        }
        let full = whole(&parts);
        let [given, middle, family, suffix] = parts.map(|part| some(&part));
        if given.is_none() && family.is_none() {
            let error = FieldError::new(&ask.question.id, "error-name-no-given-or-family");
            return Err(vec![error.at(part(ask.question, "given"))]);
        }
        Ok(Some(Answer::Name(Name { full, given, middle, family, suffix })))
    }
}

/// A name given whole, by a service that does not need parts, is offered as the given name.
fn parts_of(name: &Name) -> [&str; 4] {
    let text = |part: &'_ Option<String>| part.is_some();
    if [&name.given, &name.family].into_iter().any(text) {
        [&name.given, &name.middle, &name.family, &name.suffix]
            .map(|part| part.as_deref().unwrap_or_default())
    } else {
        [name.full.as_str(), "", "", ""]
    }
}

impl Kind for NameQuestion {
    fn controls(&self, question: &Question) -> Vec<String> {
        if self.parts {
            PARTS.iter().map(|name| part(question, name)).collect()
        } else {
            vec![question.id.to_string()]
        }
    }

    fn needed(&self, question: &Question) -> Vec<String> {
        let may_lack = |control: &String| control.ends_with("-middle") || control.ends_with("-suffix");
        self.controls(question).into_iter().filter(|control| !may_lack(control)).collect()
    }

    fn parse(&self, ask: &Ask<'_>, fields: &Fields) -> Result<Option<Answer>, Vec<FieldError>> {
        if self.parts {
            return Self::parse_parts(ask, fields);
        }
        let full = read(ask, fields, ask.question.id.as_str()).map_err(|error| vec![error])?;
        Ok(some(&full).map(|full| Answer::Name(Name { full, ..Name::default() })))
    }

    fn empty(&self, question: &Question) -> FieldError {
        FieldError::new(&question.id, "error-name-empty")
    }

    fn fields(&self, question: &Question, answer: &Answer) -> Fields {
        match answer {
            Answer::Name(name) if self.parts => {
                let parts = PARTS.iter().zip(parts_of(name)).filter(|(_, text)| !text.is_empty());
                parts.map(|(name, text)| (part(question, name), text)).collect()
            }
            Answer::Name(name) => one(question, &name.full),
            _ => Fields::default(),
        }
    }

    fn show(&self, _: &Question, answer: &Answer, speaker: &Speaker<'_>) -> Vec<String> {
        match answer {
            Answer::Name(name) => vec![name.full.clone()],
            _ => skipped(speaker),
        }
    }

    fn json_schema(&self, question: &Question) -> serde_json::Value {
        let text = json!({ "type": "string", "minLength": 1 });
        let schema = json!({
            "type": "object",
            "properties": { "full": text, "given": text, "middle": text, "family": text, "suffix": text },
            "required": ["full"],
            "additionalProperties": false,
        });
        or_null(question, schema)
    }

    fn value_type(&self) -> Option<Type> {
        let parts = ["full"].into_iter().chain(PARTS).map(|part| (part.to_owned(), Type::Text));
        Some(Type::Object(parts.collect()))
    }

    fn samples(&self, question: &Question) -> Vec<Sample> {
        if self.parts {
            let whole = [("given", "Ana Lucía"), ("family", "de la O'Brien"), ("suffix", "Jr.")];
            let typed = [&whole[..], &[("family", "Suharto")]];
            let typed =
                typed.map(|parts| parts.iter().map(|(name, text)| (part(question, name), *text)).collect());
            return samples(self, question, typed);
        }
        samples(self, question, ["Ana Lucía Rivera-O'Brien", "Suharto", "E"].map(|text| one(question, text)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::question::contract::{errors, parsed};

    const NAME: &str = "{id: who, type: name}";
    const PARTED: &str = "{id: who, type: name, parts: true}";

    fn full(text: &str) -> Answer {
        Answer::Name(Name { full: text.to_owned(), ..Name::default() })
    }

    /// STANDARDS DAT-01.
    #[test]
    fn real_names_are_kept_as_typed() {
        let long = "Ng ".repeat(43);
        for name in [
            "E",
            "Suharto",
            "O'Neil-Ōta",
            "María del Carmen",
            "李小龍",
            "ʻIwalani",
            "X Æ A-12",
            "d’Or",
            &long,
        ] {
            assert_eq!(parsed(NAME, &[("who", &format!(" {name} "))]), Some(full(name.trim())), "{name}");
        }
        assert!(long.trim().chars().count() >= 128);
    }

    #[test]
    fn only_control_characters_and_endless_names_are_refused() {
        assert_eq!(errors(NAME, &[("who", "Ana\u{0}")]), ["error-text-characters @who"]);
        assert_eq!(
            errors(NAME, &[("who", &"n".repeat(201))]),
            ["error-text-too-long count=201 max=200 @who"]
        );
        assert_eq!(parsed(NAME, &[("who", " \u{200b} ")]), None);
    }

    #[test]
    fn of_the_parts_only_one_of_given_and_family_is_needed() {
        let name = |fields: &[(&str, &str)]| match parsed(PARTED, fields) {
            Some(Answer::Name(name)) => name,
            other => panic!("{other:?}"),
        };
        assert_eq!(name(&[("who-family", "Suharto")]).full, "Suharto");
        assert_eq!(
            name(&[("who-given", "Ana"), ("who-middle", "L."), ("who-family", "Cruz")]).full,
            "Ana L. Cruz"
        );
        let wanted = ["error-name-no-given-or-family @who-given"];
        assert_eq!(errors(PARTED, &[("who-suffix", "Jr.")]), wanted);
    }

    proptest! {
        /// STANDARDS DAT-01: letters and marks of every script.
        #[test]
        fn any_letters_are_kept(name in "[\\p{L}\\p{M}'’. -]{0,127}\\p{L}") {
            let kept = parsed(NAME, &[("who", &name)]);
            prop_assert_eq!(kept, Some(full(name.trim())));
        }
    }
}
