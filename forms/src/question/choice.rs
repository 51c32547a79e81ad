//! One of a few options.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Ask, Kind, Sample, one, or_null, samples, skipped};
use crate::{Answer, FieldError, Fields, definition::Question, expr::Type, words::Speaker};

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChoiceOption {
    /// What is kept: lower-case letters, digits and underscores.
    pub value: String,
    /// What people read.
    pub label: String,
    /// Text under the label.
    #[serde(default)]
    pub hint: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
/// One of a few options, all visible.
pub struct Choice {
    /// The options, in order.
    pub options: Vec<ChoiceOption>,
}

/// What people read for an option of a question.
pub(super) fn option_label(question: &Question, value: &str, speaker: &Speaker<'_>) -> String {
    speaker.service.say(&format!("q-{}-option-{value}", question.id))
}

impl Kind for Choice {
    fn parse(&self, ask: &Ask<'_>, fields: &Fields) -> Result<Option<Answer>, Vec<FieldError>> {
        let value = fields.text(ask.question.id.as_str());
        if value.is_empty() {
            return Ok(None);
        }
        if self.options.iter().any(|option| option.value == value) {
            return Ok(Some(Answer::Text(value.to_owned())));
        }
        Err(vec![FieldError::new(&ask.question.id, "error-choice-unknown")])
    }

    fn empty(&self, question: &Question) -> FieldError {
        FieldError::new(&question.id, "error-choice-empty")
    }

    fn fields(&self, question: &Question, answer: &Answer) -> Fields {
        if let Answer::Text(value) = answer { one(question, value) } else { Fields::default() }
    }

    fn show(&self, question: &Question, answer: &Answer, speaker: &Speaker<'_>) -> Vec<String> {
        match answer {
            Answer::Text(value) => vec![option_label(question, value, speaker)],
            _ => skipped(speaker),
        }
    }

    fn json_schema(&self, question: &Question) -> serde_json::Value {
        let values: Vec<_> = self.options.iter().map(|option| &option.value).collect();
        or_null(question, json!({ "type": "string", "enum": values }))
    }

    fn value_type(&self) -> Option<Type> {
        Some(Type::Text)
    }

    fn samples(&self, question: &Question) -> Vec<Sample> {
        samples(self, question, self.options.iter().map(|option| one(question, &option.value)))
    }
}

#[cfg(test)]
mod tests {
    use crate::question::contract::errors;

    #[test]
    fn a_value_that_is_not_an_option_is_refused() {
        let color =
            "{id: color, type: choice, options: [{value: red, label: Red}, {value: blue, label: Blue}]}";
        for typed in ["green", "RED", "red,blue"] {
            assert_eq!(errors(color, &[("color", typed)]), ["error-choice-unknown"], "{typed}");
        }
    }
}
