//! A statement the person agrees to before sending.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Ask, Kind, Sample, one, or_null, samples, skipped};
use crate::{Answer, FieldError, Fields, definition::Question, expr::Type, words::Speaker};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
/// A statement the person agrees to. The label is the statement; the answer says it was agreed to.
pub struct Declaration {
    /// What stands beside the box: "I agree".
    pub agree: String,
}

impl Kind for Declaration {
    fn parse(&self, ask: &Ask<'_>, fields: &Fields) -> Result<Option<Answer>, Vec<FieldError>> {
        match fields.text(ask.question.id.as_str()) {
            "" => Ok(None),
            "yes" => Ok(Some(Answer::Declaration)),
            _ => Err(vec![FieldError::new(&ask.question.id, "error-choice-unknown")]),
        }
    }

    fn empty(&self, question: &Question) -> FieldError {
        FieldError::new(&question.id, "error-declaration-empty")
    }

    fn fields(&self, question: &Question, answer: &Answer) -> Fields {
        if *answer == Answer::Declaration { one(question, "yes") } else { Fields::default() }
    }

    fn show(&self, question: &Question, answer: &Answer, speaker: &Speaker<'_>) -> Vec<String> {
        match answer {
            Answer::Declaration => vec![speaker.service.say(&format!("q-{}-agree", question.id))],
            _ => skipped(speaker),
        }
    }

    fn json_schema(&self, question: &Question) -> serde_json::Value {
        or_null(question, json!({ "const": true }))
    }

    fn value_type(&self) -> Option<Type> {
        Some(Type::YesNo)
    }

    fn samples(&self, question: &Question) -> Vec<Sample> {
        samples(self, question, [one(question, "yes")])
    }
}
