//! A decimal number, exact.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use serde_json::json;

use super::{
    Ask, Kind, Sample, amount,
    number::{problem_key, with_unit},
    one, or_null, samples, skipped,
};
use crate::{Answer, FieldError, Fields, definition::Question, expr::Type, words::Speaker};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
/// A decimal number, exact.
pub struct DecimalNumber {
    /// Smallest.
    #[serde(default, deserialize_with = "written")]
    #[schemars(with = "Option<String>")]
    pub min: Option<Decimal>,
    /// Largest.
    #[serde(default, deserialize_with = "written")]
    #[schemars(with = "Option<String>")]
    pub max: Option<Decimal>,
    /// Most digits after the point (2 if not said).
    #[serde(default)]
    pub places: Option<u32>,
    /// What is measured, shown after the box: "acres".
    #[serde(default)]
    pub unit: Option<String>,
}

const PLACES: u32 = 2;

/// A decimal setting, with or without quotes: `0.5` or `"0.5"`. Read from its digits, never through a float's
/// arithmetic.
pub(super) fn written<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
    let digits = match serde_json::Value::deserialize(deserializer)? {
        serde_json::Value::Null => return Ok(None),
        serde_json::Value::String(text) => text,
        serde_json::Value::Number(number) => number.to_string(),
        _ => return Err(D::Error::custom("this is not a number; write `0.5`")),
    };
    digits.parse().map(Some).map_err(|_| D::Error::custom(format!("`{digits}` is not a number; write `0.5`")))
}

impl Kind for DecimalNumber {
    fn parse(&self, ask: &Ask<'_>, fields: &Fields) -> Result<Option<Answer>, Vec<FieldError>> {
        let id = &ask.question.id;
        let text = fields.text(id.as_str());
        if text.is_empty() {
            return Ok(None);
        }
        let refuse = |key| FieldError::new(id, key);
        let number = amount::read(text).map_err(|error| vec![refuse(problem_key(error))])?;
        let places = self.places.unwrap_or(PLACES);
        if number.scale() > places {
            return Err(vec![refuse("error-decimal-places").with("max", places)]);
        }
        if let Some(min) = self.min.filter(|min| number < *min) {
            return Err(vec![refuse("error-number-too-small").with("min", min)]);
        }
        if let Some(max) = self.max.filter(|max| number > *max) {
            return Err(vec![refuse("error-number-too-large").with("max", max)]);
        }
        Ok(Some(Answer::Decimal(number)))
    }

    fn empty(&self, question: &Question) -> FieldError {
        FieldError::new(&question.id, "error-number-empty")
    }

    fn fields(&self, question: &Question, answer: &Answer) -> Fields {
        if let Answer::Decimal(number) = answer {
            one(question, number.to_string())
        } else {
            Fields::default()
        }
    }

    fn show(&self, question: &Question, answer: &Answer, speaker: &Speaker<'_>) -> Vec<String> {
        match answer {
            Answer::Decimal(number) => {
                vec![with_unit(speaker.platform.decimal(number), self.unit.is_some(), question, speaker)]
            }
            _ => skipped(speaker),
        }
    }

    fn json_schema(&self, question: &Question) -> serde_json::Value {
        or_null(question, json!({ "type": "string", "pattern": "^-?[0-9]+([.][0-9]+)?$" }))
    }

    fn value_type(&self) -> Option<Type> {
        Some(Type::Decimal)
    }

    fn samples(&self, question: &Question) -> Vec<Sample> {
        let limits = [self.min, self.max].into_iter().flatten().map(|limit| limit.to_string());
        let typed = ["2.5", "1,234.25"].into_iter().map(str::to_owned).chain(limits);
        samples(self, question, typed.map(|text| one(question, text)))
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        Answer,
        question::contract::{errors, parsed},
    };

    const ACRES: &str = "{id: acres, type: decimal, min: 0.5, max: \"640\", places: 1}";

    #[test]
    fn a_decimal_is_kept_exactly() {
        let wanted = Answer::Decimal("12.1".parse().unwrap());
        for typed in ["12.1", "12.10", " 12.1 "] {
            assert_eq!(parsed(ACRES, &[("acres", typed)]), Some(wanted.clone()), "{typed}");
        }
    }

    #[test]
    fn each_way_to_be_wrong_has_its_own_message() {
        let cases = [
            ("0.4", "error-number-too-small min=0.5"),
            ("640.1", "error-number-too-large max=640"),
            ("12.25", "error-decimal-places max=1"),
            ("12,5", "error-number-unclear"),
            ("a lot", "error-number-not-a-number"),
        ];
        for (typed, wanted) in cases {
            assert_eq!(errors(ACRES, &[("acres", typed)]), [wanted], "{typed}");
        }
    }
}
