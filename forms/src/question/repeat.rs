//! A group of questions answered several times.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Ask, Kind, Sample, or_null, samples, skipped};
use crate::{Answer, FieldError, Fields, PageId, definition::Question, expr::Type, words::Speaker};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
/// A group of questions answered several times. The only question on its page.
pub struct Repeat {
    /// What one entry is called: "person", "job".
    pub item: String,
    /// Pages asked for each entry. They are files in `pages/` that no section names.
    pub pages: Vec<PageId>,
    /// One line that tells entries apart, with the entry's answers as variables: `{ $name }`.
    pub summary: String,
    /// Fewest entries (0 if not said).
    #[serde(default)]
    pub min: Option<u16>,
    /// Most entries (20 if not said).
    #[serde(default)]
    pub max: Option<u16>,
}

const MAX: u16 = 20;

/// The entries themselves are answered on the repeat's own pages. What is read here is the summary page: whether
/// there are enough entries to go on.
impl Kind for Repeat {
    fn controls(&self, _: &Question) -> Vec<String> {
        Vec::new()
    }

    fn parse(&self, ask: &Ask<'_>, _: &Fields) -> Result<Option<Answer>, Vec<FieldError>> {
        let entries = match ask.previous {
            Some(Answer::Repeat(entries)) => entries.as_slice(),
            _ => &[],
        };
        let (min, max) = (self.min.unwrap_or(0), self.max.unwrap_or(MAX));
        let refuse = |key| FieldError::new(&ask.question.id, key);
        if entries.is_empty() && min > 0 {
            return Ok(None);
        }
        if entries.len() < usize::from(min) {
            return Err(vec![refuse("error-repeat-too-few").with("min", min)]);
        }
        if entries.len() > usize::from(max) {
            return Err(vec![refuse("error-repeat-too-many").with("max", max)]);
        }
        Ok(Some(Answer::Repeat(entries.to_vec())))
    }

    fn empty(&self, question: &Question) -> FieldError {
        FieldError::new(&question.id, "error-repeat-too-few").with("min", self.min.unwrap_or(1))
    }

    fn fields(&self, _: &Question, _: &Answer) -> Fields {
        Fields::default()
    }

    fn show(&self, _: &Question, answer: &Answer, speaker: &Speaker<'_>) -> Vec<String> {
        match answer {
            Answer::Repeat(entries) => {
                vec![speaker.platform.say_with("answer-entries", &[("count", entries.len().into())])]
            }
            _ => skipped(speaker),
        }
    }

    fn json_schema(&self, question: &Question) -> serde_json::Value {
        let (min, max) = (self.min.unwrap_or(0), self.max.unwrap_or(MAX));
        let schema =
            json!({ "type": "array", "items": { "type": "object" }, "minItems": min, "maxItems": max });
        or_null(question, schema)
    }

    fn value_type(&self) -> Option<Type> {
        Some(Type::List(Box::new(Type::Any)))
    }

    fn samples(&self, question: &Question) -> Vec<Sample> {
        samples(self, question, [Fields::default()])
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        Answer, Answers, Entry,
        question::contract::{ask, question},
    };

    fn after(entries: usize) -> Result<Option<Answer>, Vec<String>> {
        let jobs =
            question("{id: jobs, type: repeat, item: job, pages: [job], summary: Job, min: 2, max: 3}");
        let entry = |n| Entry { id: format!("e{n}").parse().unwrap(), answers: Answers::default() };
        let previous = Answer::Repeat((0..entries).map(entry).collect());
        ask(&jobs, Some(&previous), &[])
    }

    #[test]
    fn there_must_be_enough_entries_and_not_too_many() {
        assert_eq!(after(0), Ok(None));
        assert_eq!(after(1), Err(vec!["error-repeat-too-few min=2".to_owned()]));
        assert!(after(2).is_ok_and(|answer| answer.is_some()));
        assert_eq!(after(4), Err(vec!["error-repeat-too-many max=3".to_owned()]));
    }
}
