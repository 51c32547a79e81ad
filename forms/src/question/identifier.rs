//! A number or code given by somebody else: license number, SSN, VIN.

mod check;

use regex_lite::Regex;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Ask, Kind, Sample, amount::plain_digit, one, or_null, samples, skipped};
use crate::{Answer, FieldError, Fields, definition::Question, expr::Type, words::Speaker};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
/// A number or code given by somebody else.
pub struct Identifier {
    /// A regular expression that the significant characters (letters and digits, upper-cased) must match whole.
    #[serde(default)]
    pub pattern: Option<String>,
    /// How it is shown: `#` stands for one character: `###-##-####`.
    #[serde(default)]
    pub mask: Option<String>,
    /// What an example looks like, for messages: "D123-4567".
    #[serde(default)]
    pub example: Option<String>,
    /// How it guards against typing errors.
    #[serde(default)]
    pub check: Option<CheckDigit>,
    /// A Social Security number: known shape and rules, never shown again but for the last four.
    #[serde(default)]
    pub ssn: bool,
    /// Never shown again but for the last four characters.
    #[serde(default)]
    pub secret: bool,
}

/// Ways an identifier guards against typing errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CheckDigit {
    /// ISO/IEC 7812-1, Annex B (Luhn).
    Luhn,
    /// ISO 7064 MOD 11-2.
    Mod11_2,
    /// Vehicle identification number (49 CFR 565.15).
    Vin,
}

const MAX: usize = 64;
const SSN_MASK: &str = "###-##-####";

/// Letters and digits, upper-cased: what counts, whatever stands between them.
fn significant(text: &str) -> String {
    text.chars().map(plain_digit).filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

impl Identifier {
    /// Its pattern, made to match whole; the error says, to authors, what is wrong with it.
    pub fn regex(&self) -> Result<Option<Regex>, String> {
        let Some(pattern) = &self.pattern else { return Ok(None) };
        Regex::new(&format!("^(?:{pattern})$")).map(Some).map_err(|error| error.to_string())
    }

    /// Never shown again but for the last four.
    pub fn is_secret(&self) -> bool {
        self.ssn || self.secret
    }

    /// The message key for characters that cannot be right.
    fn problem(&self, characters: &str) -> Option<&'static str> {
        if self.ssn {
            if characters.len() != 9 || !characters.bytes().all(|b| b.is_ascii_digit()) {
                return Some("error-identifier-ssn-length");
            }
            return (!check::is_possible_ssn(characters)).then_some("error-identifier-ssn-impossible");
        }
        let has_shape = self.regex().ok().flatten().is_none_or(|pattern| pattern.is_match(characters));
        if characters.is_empty() || characters.chars().count() > MAX || !has_shape {
            let has_example = self.example.is_some();
            return Some(if has_example {
                "error-identifier-shape-example"
            } else {
                "error-identifier-shape"
            });
        }
        let check = self.check.filter(|check| !check::holds(*check, characters))?;
        Some(if check == CheckDigit::Vin { "error-identifier-vin" } else { "error-identifier-check" })
    }

    /// The characters in their mask, `123-45-6789`; unmasked when they do not fill it.
    fn masked(&self, characters: &str) -> String {
        let own = self.mask.as_deref();
        let mask = own.or(self.ssn.then_some(SSN_MASK)).unwrap_or_default();
        if mask.chars().filter(|c| *c == '#').count() != characters.chars().count() {
            return characters.to_owned();
        }
        let mut rest = characters.chars();
        mask.chars().filter_map(|c| if c == '#' { rest.next() } else { Some(c) }).collect()
    }

    /// Dots for all but the last four; nothing but dots when there is little more than that.
    fn hidden(&self, characters: &str) -> String {
        let count = characters.chars().count();
        let shown = if count > 5 { 4 } else { 0 };
        let dotted = characters.chars().enumerate().map(|(n, c)| if n + shown < count { '•' } else { c });
        self.masked(&dotted.collect::<String>())
    }
}

impl Kind for Identifier {
    fn parse(&self, ask: &Ask<'_>, fields: &Fields) -> Result<Option<Answer>, Vec<FieldError>> {
        let id = &ask.question.id;
        let typed = fields.text(id.as_str());
        if typed.is_empty() {
            let kept =
                ask.previous.filter(|answer| self.is_secret() && matches!(answer, Answer::Identifier(_)));
            return Ok(kept.cloned());
        }
        let characters = significant(typed);
        match self.problem(&characters) {
            None => Ok(Some(Answer::Identifier(characters))),
            Some(key) => {
                let error = FieldError::new(id, key);
                let example = self.example.as_ref().filter(|_| key == "error-identifier-shape-example");
                Err(vec![example.into_iter().fold(error, |error, example| error.with("example", example))])
            }
        }
    }

    fn empty(&self, question: &Question) -> FieldError {
        let key = if self.ssn { "error-identifier-ssn-empty" } else { "error-identifier-empty" };
        FieldError::new(&question.id, key)
    }

    fn fields(&self, question: &Question, answer: &Answer) -> Fields {
        match answer {
            Answer::Identifier(characters) if !self.is_secret() => one(question, self.masked(characters)),
            _ => Fields::default(),
        }
    }

    fn show(&self, _: &Question, answer: &Answer, speaker: &Speaker<'_>) -> Vec<String> {
        match answer {
            Answer::Identifier(secret) if self.is_secret() => vec![self.hidden(secret)],
            Answer::Identifier(characters) => vec![self.masked(characters)],
            _ => skipped(speaker),
        }
    }

    fn json_schema(&self, question: &Question) -> serde_json::Value {
        let pattern = if self.ssn { Some("[0-9]{9}") } else { self.pattern.as_deref() };
        let schema = match pattern {
            Some(pattern) => json!({ "type": "string", "pattern": format!("^(?:{pattern})$") }),
            None => json!({ "type": "string", "minLength": 1, "maxLength": MAX }),
        };
        or_null(question, schema)
    }

    fn value_type(&self) -> Option<Type> {
        Some(Type::Text)
    }

    fn samples(&self, question: &Question) -> Vec<Sample> {
        let known = ["123-45-6789", "D123-4567", "11111111111111111", "079X", "79927398713"];
        let typed = self.example.as_deref().into_iter().chain(known);
        samples(self, question, typed.map(|text| one(question, text))).into_iter().take(2).collect()
    }
}

#[cfg(test)]
mod tests;
