//! Yes or no.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Ask, Kind, Sample, one, or_null, samples, skipped};
use crate::{Answer, FieldError, Fields, definition::Question, expr::Type, words::Speaker};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
/// Yes or no.
pub struct YesNo {
    /// Text under "Yes".
    #[serde(default)]
    pub yes_hint: Option<String>,
    /// Text under "No".
    #[serde(default)]
    pub no_hint: Option<String>,
}

impl Kind for YesNo {
    fn parse(&self, ask: &Ask<'_>, fields: &Fields) -> Result<Option<Answer>, Vec<FieldError>> {
        match fields.text(ask.question.id.as_str()) {
            "" => Ok(None),
            "yes" => Ok(Some(Answer::YesNo(true))),
            "no" => Ok(Some(Answer::YesNo(false))),
            _ => Err(vec![FieldError::new(&ask.question.id, "error-choice-unknown")]),
        }
    }

    fn empty(&self, question: &Question) -> FieldError {
        FieldError::new(&question.id, "error-yes-no-empty")
    }

    fn fields(&self, question: &Question, answer: &Answer) -> Fields {
        match answer {
            Answer::YesNo(yes) => one(question, if *yes { "yes" } else { "no" }),
            _ => Fields::default(),
        }
    }

    fn show(&self, _: &Question, answer: &Answer, speaker: &Speaker<'_>) -> Vec<String> {
        match answer {
            Answer::YesNo(true) => vec![speaker.platform.say("answer-yes")],
            Answer::YesNo(false) => vec![speaker.platform.say("answer-no")],
            _ => skipped(speaker),
        }
    }

    fn json_schema(&self, question: &Question) -> serde_json::Value {
        or_null(question, json!({ "type": "boolean" }))
    }

    fn value_type(&self) -> Option<Type> {
        Some(Type::YesNo)
    }

    fn samples(&self, question: &Question) -> Vec<Sample> {
        samples(self, question, ["yes", "no"].into_iter().map(|value| one(question, value)))
    }
}
