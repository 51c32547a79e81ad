//! One of a long list.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

pub use super::KnownList;
use super::{
    Ask, Kind, Sample,
    choice::{ChoiceOption, option_label},
    one, or_null, samples, skipped,
};
use crate::{Answer, FieldError, Fields, definition::Question, expr::Type, words::Speaker};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
/// One of a long list, with search.
pub struct Select {
    /// The options, in order. Leave out when `list` is given.
    #[serde(default)]
    pub options: Vec<ChoiceOption>,
    /// A list that Portico knows.
    #[serde(default)]
    pub list: Option<KnownList>,
}

impl Select {
    /// Every value that may be chosen, in order.
    pub fn values(&self) -> Vec<&str> {
        match self.list {
            Some(list) => list.codes().to_vec(),
            None => self.options.iter().map(|option| option.value.as_str()).collect(),
        }
    }

    /// What people read for a value: "MD - Maryland" (STANDARDS DAT-02), or the service's own words.
    pub fn label(&self, question: &Question, value: &str, speaker: &Speaker<'_>) -> String {
        match self.list {
            Some(list) => list.label(value, speaker.platform),
            None => option_label(question, value, speaker),
        }
    }
}

impl Kind for Select {
    fn parse(&self, ask: &Ask<'_>, fields: &Fields) -> Result<Option<Answer>, Vec<FieldError>> {
        let typed = fields.text(ask.question.id.as_str());
        if typed.is_empty() {
            return Ok(None);
        }
        match self.values().into_iter().find(|value| value.eq_ignore_ascii_case(typed)) {
            Some(value) => Ok(Some(Answer::Text(value.to_owned()))),
            None => Err(vec![FieldError::new(&ask.question.id, "error-select-unknown")]),
        }
    }

    fn empty(&self, question: &Question) -> FieldError {
        FieldError::new(&question.id, "error-select-empty")
    }

    fn fields(&self, question: &Question, answer: &Answer) -> Fields {
        if let Answer::Text(value) = answer { one(question, value) } else { Fields::default() }
    }

    fn show(&self, question: &Question, answer: &Answer, speaker: &Speaker<'_>) -> Vec<String> {
        match answer {
            Answer::Text(value) => vec![self.label(question, value, speaker)],
            _ => skipped(speaker),
        }
    }

    fn json_schema(&self, question: &Question) -> serde_json::Value {
        or_null(question, json!({ "type": "string", "enum": self.values() }))
    }

    fn value_type(&self) -> Option<Type> {
        Some(Type::Text)
    }

    fn samples(&self, question: &Question) -> Vec<Sample> {
        let values = self.values();
        let some = values.iter().take(2).chain(values.last()).map(|value| one(question, *value));
        samples(self, question, some)
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        Answer,
        question::contract::{errors, parsed},
    };

    #[test]
    fn a_state_is_known_by_its_code_in_any_case() {
        let state = "{id: state, type: select, list: us_states}";
        for typed in ["MD", "md"] {
            assert_eq!(parsed(state, &[("state", typed)]), Some(Answer::Text("MD".to_owned())));
        }
        for typed in ["XX", "Maryland and more"] {
            assert_eq!(errors(state, &[("state", typed)]), ["error-select-unknown"], "{typed}");
        }
    }
}
