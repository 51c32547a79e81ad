//! A whole number.

use rust_decimal::prelude::ToPrimitive;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    Ask, Kind, Sample,
    amount::{self, Unreadable},
    one, or_null, samples, skipped,
};
use crate::{Answer, FieldError, Fields, definition::Question, expr::Type, words::Speaker};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
/// A whole number.
pub struct Number {
    /// Smallest.
    #[serde(default)]
    pub min: Option<i64>,
    /// Largest.
    #[serde(default)]
    pub max: Option<i64>,
    /// What is counted, shown after the box: "hours".
    #[serde(default)]
    pub unit: Option<String>,
}

impl Number {
    fn problem(&self, number: i64) -> Option<(&'static str, &'static str, i64)> {
        let too_small = self.min.filter(|min| number < *min);
        let too_large = self.max.filter(|max| number > *max);
        too_small
            .map(|min| ("error-number-too-small", "min", min))
            .or_else(|| too_large.map(|max| ("error-number-too-large", "max", max)))
    }
}

impl Kind for Number {
    fn parse(&self, ask: &Ask<'_>, fields: &Fields) -> Result<Option<Answer>, Vec<FieldError>> {
        let id = &ask.question.id;
        let text = fields.text(id.as_str());
        if text.is_empty() {
            return Ok(None);
        }
        let refuse = |key| vec![FieldError::new(id, key)];
        let number = amount::read(text).map_err(|error| refuse(problem_key(error)))?;
        if !number.is_integer() {
            return Err(refuse("error-number-not-whole"));
        }
        let number = number.to_i64().ok_or_else(|| refuse("error-number-too-long"))?;
        match self.problem(number) {
            Some((key, name, limit)) => Err(vec![FieldError::new(id, key).with(name, limit)]),
            None => Ok(Some(Answer::Number(number))),
        }
    }

    fn empty(&self, question: &Question) -> FieldError {
        FieldError::new(&question.id, "error-number-empty")
    }

    fn fields(&self, question: &Question, answer: &Answer) -> Fields {
        if let Answer::Number(number) = answer {
            one(question, number.to_string())
        } else {
            Fields::default()
        }
    }

    fn show(&self, question: &Question, answer: &Answer, speaker: &Speaker<'_>) -> Vec<String> {
        match answer {
            Answer::Number(number) => {
                vec![with_unit(speaker.platform.number(*number), self.unit.is_some(), question, speaker)]
            }
            _ => skipped(speaker),
        }
    }

    fn json_schema(&self, question: &Question) -> serde_json::Value {
        let mut schema = serde_json::Map::from_iter([("type".to_owned(), json!("integer"))]);
        schema.extend(self.min.map(|min| ("minimum".to_owned(), json!(min))));
        schema.extend(self.max.map(|max| ("maximum".to_owned(), json!(max))));
        or_null(question, schema.into())
    }

    fn value_type(&self) -> Option<Type> {
        Some(Type::Number)
    }

    fn samples(&self, question: &Question) -> Vec<Sample> {
        let limits = [self.min, self.max].into_iter().flatten().map(|limit| limit.to_string());
        let typed = ["2", "1,234"].into_iter().map(str::to_owned).chain(limits);
        samples(self, question, typed.map(|text| one(question, text)))
    }
}

/// The message for a number that cannot be read.
pub(super) fn problem_key(error: Unreadable) -> &'static str {
    match error {
        Unreadable::NotANumber => "error-number-not-a-number",
        Unreadable::Unclear => "error-number-unclear",
        Unreadable::TooLong => "error-number-too-long",
    }
}

/// "12 hours": the number with the service's word for what is counted.
pub(super) fn with_unit(
    number: String,
    has_unit: bool,
    question: &Question,
    speaker: &Speaker<'_>,
) -> String {
    if has_unit {
        format!("{number} {}", speaker.service.say(&format!("q-{}-unit", question.id)))
    } else {
        number
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        Answer,
        question::contract::{errors, parsed},
    };

    const HOURS: &str = "{id: hours, type: number, min: 1, max: 168}";

    #[test]
    fn a_whole_number_is_read_with_separators_and_spaces() {
        let count = "{id: count, type: number}";
        for (typed, number) in [("1,234", 1234), ("12 000", 12_000), ("\u{2212}3", -3), ("7.0", 7)] {
            assert_eq!(parsed(count, &[("count", typed)]), Some(Answer::Number(number)), "{typed}");
        }
    }

    #[test]
    fn each_way_to_be_wrong_has_its_own_message() {
        let cases = [
            ("0", "error-number-too-small min=1"),
            ("169", "error-number-too-large max=168"),
            ("1.5", "error-number-not-whole"),
            ("1,5", "error-number-unclear"),
            ("ten", "error-number-not-a-number"),
            ("99999999999999999999", "error-number-too-long"),
        ];
        for (typed, wanted) in cases {
            assert_eq!(errors(HOURS, &[("hours", typed)]), [wanted], "{typed}");
        }
    }
}
