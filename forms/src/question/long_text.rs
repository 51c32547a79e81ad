//! Several lines of words.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Ask, Kind, Sample, line, one, or_null, samples, skipped};
use crate::{Answer, FieldError, Fields, definition::Question, expr::Type, words::Speaker};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
/// Several lines of words.
pub struct LongText {
    /// Most characters (2,000 if not said).
    #[serde(default)]
    pub max: Option<u32>,
    /// Height of the box, in lines (5 if not said).
    #[serde(default)]
    pub rows: Option<u8>,
}

const MAX: u32 = 2000;

impl Kind for LongText {
    fn parse(&self, ask: &Ask<'_>, fields: &Fields) -> Result<Option<Answer>, Vec<FieldError>> {
        let id = &ask.question.id;
        let text = line::lines(fields.text(id.as_str()))
            .map_err(|_| vec![FieldError::new(id, "error-text-characters")])?;
        let max = self.max.unwrap_or(MAX);
        let count = line::length(&text);
        if count > max as usize {
            let error = FieldError::new(id, "error-text-too-long").with("max", max).with("count", count);
            return Err(vec![error]);
        }
        Ok((count > 0).then_some(Answer::Text(text)))
    }

    fn empty(&self, question: &Question) -> FieldError {
        FieldError::new(&question.id, "error-text-empty")
    }

    fn fields(&self, question: &Question, answer: &Answer) -> Fields {
        if let Answer::Text(text) = answer { one(question, text) } else { Fields::default() }
    }

    fn show(&self, _: &Question, answer: &Answer, speaker: &Speaker<'_>) -> Vec<String> {
        match answer {
            Answer::Text(text) => text.split('\n').map(str::to_owned).collect(),
            _ => skipped(speaker),
        }
    }

    fn json_schema(&self, question: &Question) -> serde_json::Value {
        let max = self.max.unwrap_or(MAX);
        or_null(question, json!({ "type": "string", "minLength": 1, "maxLength": max }))
    }

    fn value_type(&self) -> Option<Type> {
        Some(Type::Text)
    }

    fn samples(&self, question: &Question) -> Vec<Sample> {
        let typed = ["The bridge at Mill Road is closed.\r\nIt has been since Monday.", "Closed."];
        samples(self, question, typed.into_iter().map(|text| one(question, text)))
    }
}
