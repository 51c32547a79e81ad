//! Text on a page that asks nothing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Ask, Kind, Sample};
use crate::{Answer, FieldError, Fields, definition::Question, expr::Type, words::Speaker};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
/// Text on a page that asks nothing.
pub struct Statement {
    /// The text. An empty line begins a paragraph, `- ` a line of a list; `[words](https://…)` is a link.
    pub text: String,
}

impl Kind for Statement {
    fn controls(&self, _: &Question) -> Vec<String> {
        Vec::new()
    }

    fn parse(&self, _: &Ask<'_>, _: &Fields) -> Result<Option<Answer>, Vec<FieldError>> {
        Ok(None)
    }

    fn empty(&self, question: &Question) -> FieldError {
        FieldError::new(&question.id, "error-answer-empty")
    }

    fn fields(&self, _: &Question, _: &Answer) -> Fields {
        Fields::default()
    }

    fn show(&self, _: &Question, _: &Answer, _: &Speaker<'_>) -> Vec<String> {
        Vec::new()
    }

    fn json_schema(&self, _: &Question) -> serde_json::Value {
        json!({ "type": "null" })
    }

    fn value_type(&self) -> Option<Type> {
        None
    }

    fn samples(&self, _: &Question) -> Vec<Sample> {
        Vec::new()
    }
}
