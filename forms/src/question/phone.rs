//! A telephone number, kept as E.164.

use phonenumber::{Mode, PhoneNumber, country::Id};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Ask, Kind, Sample, amount::plain_digit, one, or_null, part, samples, skipped};
use crate::{Answer, FieldError, Fields, Phone, definition::Question, expr::Type, words::Speaker};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
/// A telephone number, kept as E.164.
pub struct PhoneQuestion {
    /// Also asks for an extension.
    #[serde(default)]
    pub extension: bool,
    /// The number of somebody else: the phone must not fill in the user's own.
    #[serde(default)]
    pub somebody_else: bool,
}

/// Longer texts are no telephone number, whatever stands in them.
const MAX: usize = 60;

/// Reads a number as somebody in the United States would dial or write it.
fn read(text: &str) -> Result<PhoneNumber, &'static str> {
    let plain: String = text.chars().map(plain_digit).filter(|c| !c.is_control()).collect();
    let digits = plain.chars().filter(char::is_ascii_digit).count();
    if plain.chars().count() > MAX || digits > 25 {
        return Err("error-phone-too-long");
    }
    if digits < 5 && !plain.contains(|c: char| c.is_ascii_alphabetic()) {
        return Err("error-phone-too-short");
    }
    // With a country given, the library strips that country's trunk prefix (a leading 1) even after `+86`.
    let (country, dialed) = match plain.trim().strip_prefix("011") {
        Some(abroad) => (None, format!("+{abroad}")),
        None if plain.contains('+') => (None, plain),
        None => (Some(Id::US), plain),
    };
    let number = phonenumber::parse(country, dialed).map_err(|_| "error-phone-shape")?;
    if number.country().code() != 1 {
        return if number.is_valid() { Ok(number) } else { Err("error-phone-shape") };
    }
    match number.national().value() {
        0..2_000_000_000 if digits < 10 => Err("error-phone-too-short"),
        10_000_000_000.. => Err("error-phone-too-long"),
        national if is_north_american(national) => Ok(number),
        _ => Err("error-phone-shape"),
    }
}

/// Area code and exchange start with 2 to 9. Which area codes are in use is not asked: new ones come every year.
fn is_north_american(national: u64) -> bool {
    national / 1_000_000_000 >= 2 && national / 1_000_000 % 10 >= 2
}

fn formatted(phone: &Phone, mode_at_home: Mode) -> String {
    match phonenumber::parse(None, &phone.e164) {
        Ok(number) => {
            let mode = if number.country().code() == 1 { mode_at_home } else { Mode::International };
            number.format().mode(mode).to_string()
        }
        Err(_) => phone.e164.clone(),
    }
}

/// The extension, from its own box or from the end of the number: digits only.
fn extension(typed: &str, in_number: Option<&str>) -> Result<Option<String>, ()> {
    let text: String = typed.chars().map(plain_digit).filter(|c| !c.is_whitespace()).collect();
    let text = if text.is_empty() { in_number.unwrap_or_default().to_owned() } else { text };
    let digits = text.trim_start_matches(|c: char| c.is_alphabetic() || matches!(c, '.' | '#' | ':'));
    match digits {
        "" if text.is_empty() => Ok(None),
        _ if (1..=8).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) => {
            Ok(Some(digits.to_owned()))
        }
        _ => Err(()),
    }
}

impl Kind for PhoneQuestion {
    fn controls(&self, question: &Question) -> Vec<String> {
        let number = question.id.to_string();
        if self.extension { vec![number, part(question, "extension")] } else { vec![number] }
    }

    fn needed(&self, question: &Question) -> Vec<String> {
        vec![question.id.to_string()]
    }

    fn parse(&self, ask: &Ask<'_>, fields: &Fields) -> Result<Option<Answer>, Vec<FieldError>> {
        let id = &ask.question.id;
        let text = fields.text(id.as_str());
        let box_name = part(ask.question, "extension");
        let typed_extension = if self.extension { fields.text(&box_name) } else { "" };
        if text.is_empty() {
            let without_number = FieldError::new(id, "error-phone-empty").at(id.as_str());
            return if typed_extension.is_empty() { Ok(None) } else { Err(vec![without_number]) };
        }
        let number = read(text).map_err(|key| vec![FieldError::new(id, key).at(id.as_str())])?;
        let in_number = number.extension().map(AsRef::as_ref);
        let extension = extension(typed_extension, in_number)
            .map_err(|()| vec![FieldError::new(id, "error-phone-extension").at(box_name)])?;
        let e164 = number.format().mode(Mode::E164).to_string();
        let e164 =
            e164.split(|c: char| c != '+' && !c.is_ascii_digit()).next().unwrap_or_default().to_owned();
        Ok(Some(Answer::Phone(Phone { e164, extension })))
    }

    fn empty(&self, question: &Question) -> FieldError {
        FieldError::new(&question.id, "error-phone-empty")
    }

    fn fields(&self, question: &Question, answer: &Answer) -> Fields {
        let Answer::Phone(phone) = answer else { return Fields::default() };
        let number = formatted(phone, Mode::National);
        match &phone.extension {
            None => one(question, number),
            Some(extension) if self.extension => {
                let mut fields = one(question, number);
                fields.push(part(question, "extension"), extension);
                fields
            }
            Some(extension) => one(question, format!("{number} x{extension}")),
        }
    }

    fn show(&self, _: &Question, answer: &Answer, speaker: &Speaker<'_>) -> Vec<String> {
        let Answer::Phone(phone) = answer else { return skipped(speaker) };
        let number = formatted(phone, Mode::National);
        match &phone.extension {
            None => vec![number],
            Some(extension) => {
                let args = [("number", number.into()), ("extension", extension.into())];
                vec![speaker.platform.say_with("answer-phone-extension", &args)]
            }
        }
    }

    fn json_schema(&self, question: &Question) -> serde_json::Value {
        let schema = json!({
            "type": "object",
            "properties": {
                "e164": { "type": "string", "pattern": "^[+][1-9][0-9]{4,14}$" },
                "extension": { "type": "string", "pattern": "^[0-9]{1,8}$" },
            },
            "required": ["e164"],
            "additionalProperties": false,
        });
        or_null(question, schema)
    }

    fn value_type(&self) -> Option<Type> {
        Some(Type::Text)
    }

    fn samples(&self, question: &Question) -> Vec<Sample> {
        let typed = ["202-555-0123", "(202) 555-0147 x12", "+1 202 555 0199"];
        samples(self, question, typed.map(|text| one(question, text)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::question::contract::{errors, parsed};

    const PHONE: &str = "{id: phone, type: phone}";
    const WORK: &str = "{id: phone, type: phone, extension: true}";

    fn phone(e164: &str, extension: Option<&str>) -> Answer {
        let (e164, extension) = (e164.to_owned(), extension.map(str::to_owned));
        Answer::Phone(Phone { e164, extension })
    }

    /// STANDARDS DAT-04.
    #[test]
    fn any_punctuation_is_understood() {
        let typed = [
            "2025550123",
            "202-555-0123",
            "(202) 555-0123",
            "202.555.0123",
            "1 202 555 0123",
            "+1 (202) 555 0123",
            "１２０２５５５０１２３",
            "202/555/0123",
        ];
        for typed in typed {
            assert_eq!(parsed(PHONE, &[("phone", typed)]), Some(phone("+12025550123", None)), "{typed}");
        }
        for typed in ["+44 20 7946 0018", "011 44 20 7946 0018"] {
            assert_eq!(parsed(PHONE, &[("phone", typed)]), Some(phone("+442079460018", None)), "{typed}");
        }
        assert_eq!(parsed(PHONE, &[("phone", "+86 131 2345 6789")]), Some(phone("+8613123456789", None)));
    }

    #[test]
    fn an_extension_has_its_own_box_or_follows_the_number() {
        let wanted = Some(phone("+12025550123", Some("45")));
        assert_eq!(parsed(PHONE, &[("phone", "202-555-0123 ext. 45")]), wanted);
        assert_eq!(parsed(WORK, &[("phone", "202-555-0123"), ("phone-extension", "x 45")]), wanted);
        let wrong = errors(WORK, &[("phone", "202-555-0123"), ("phone-extension", "front desk")]);
        assert_eq!(wrong, ["error-phone-extension @phone-extension"]);
        assert_eq!(errors(WORK, &[("phone-extension", "45")]), ["error-phone-empty @phone"]);
    }

    #[test]
    fn each_way_to_be_wrong_has_its_own_message() {
        let cases = [
            ("555-0123", "error-phone-too-short @phone"),
            ("12", "error-phone-too-short @phone"),
            ("202-555-01234", "error-phone-too-long @phone"),
            ("102-555-0123", "error-phone-shape @phone"),
            ("call me", "error-phone-shape @phone"),
        ];
        for (typed, wanted) in cases {
            assert_eq!(errors(PHONE, &[("phone", typed)]), [wanted], "{typed}");
        }
    }

    proptest! {
        #[test]
        fn every_north_american_number_survives(area in 200..1000_u32, exchange in 200..1000_u32, line in 0..10_000_u32) {
            let typed = format!("({area}) {exchange}-{line:04}");
            let wanted = Some(phone(&format!("+1{area}{exchange}{line:04}"), None));
            prop_assert_eq!(parsed(PHONE, &[("phone", &typed)]), wanted);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,80}") {
            let _ = read(&text);
        }
    }
}
