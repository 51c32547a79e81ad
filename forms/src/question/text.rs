//! A line of words.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Ask, Kind, Sample, line, one, or_null, samples, skipped};
use crate::{Answer, FieldError, Fields, definition::Question, expr::Type, words::Speaker};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
/// A line of words.
pub struct Text {
    /// Fewest characters.
    #[serde(default)]
    pub min: Option<u32>,
    /// Most characters (200 if not said).
    #[serde(default)]
    pub max: Option<u32>,
    /// HTML autocomplete token, so that the phone can fill it in.
    #[serde(default)]
    pub autocomplete: Option<String>,
}

const MAX: u32 = 200;

impl Kind for Text {
    fn parse(&self, ask: &Ask<'_>, fields: &Fields) -> Result<Option<Answer>, Vec<FieldError>> {
        let id = &ask.question.id;
        let text = line::line(fields.text(id.as_str()))
            .map_err(|_| vec![FieldError::new(id, "error-text-characters")])?;
        let (min, max) = (self.min.unwrap_or(0), self.max.unwrap_or(MAX));
        let count = line::length(&text);
        if count > max as usize {
            return Err(vec![
                FieldError::new(id, "error-text-too-long").with("max", max).with("count", count),
            ]);
        }
        if count > 0 && count < min as usize {
            return Err(vec![FieldError::new(id, "error-text-too-short").with("min", min)]);
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
            Answer::Text(text) => vec![text.clone()],
            _ => skipped(speaker),
        }
    }

    fn json_schema(&self, question: &Question) -> serde_json::Value {
        let (min, max) = (self.min.unwrap_or(1).max(1), self.max.unwrap_or(MAX));
        or_null(question, json!({ "type": "string", "minLength": min, "maxLength": max }))
    }

    fn value_type(&self) -> Option<Type> {
        Some(Type::Text)
    }

    fn samples(&self, question: &Question) -> Vec<Sample> {
        let min = self.min.unwrap_or(1) as usize;
        let typed = ["Blue heron".to_owned(), "Río Azul, 2.º piso".to_owned(), "a".repeat(min.min(4000))];
        samples(self, question, typed.into_iter().map(|text| one(question, text)))
    }
}
