//! Any of a few options.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    Ask, Kind, Sample,
    choice::{ChoiceOption, option_label},
    or_null, samples, skipped,
};
use crate::{Answer, FieldError, Fields, definition::Question, expr::Type, words::Speaker};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
/// Any of a few options, all visible.
pub struct Choices {
    /// The options, in order.
    pub options: Vec<ChoiceOption>,
    /// An option that excludes the others: "None of these".
    #[serde(default)]
    pub none: Option<ChoiceOption>,
    /// Fewest to choose (1 unless optional).
    #[serde(default)]
    pub min: Option<u32>,
    /// Most to choose.
    #[serde(default)]
    pub max: Option<u32>,
}

impl Choices {
    /// Every value that may be chosen, in the order of the file, "none" last.
    fn values(&self) -> impl Iterator<Item = &str> {
        self.options.iter().chain(&self.none).map(|option| option.value.as_str())
    }

    fn problem(&self, ask: &Ask<'_>, chosen: &[String]) -> Option<FieldError> {
        let refuse = |key| FieldError::new(&ask.question.id, key);
        if self.none.as_ref().is_some_and(|none| chosen.contains(&none.value)) {
            return (chosen.len() > 1).then(|| refuse("error-choices-none-and-others"));
        }
        if let Some(min) = self.min.filter(|min| chosen.len() < *min as usize) {
            return Some(refuse("error-choices-too-few").with("min", min));
        }
        let max = self.max.filter(|max| chosen.len() > *max as usize)?;
        Some(refuse("error-choices-too-many").with("max", max))
    }
}

fn ticked<'a>(question: &Question, values: impl IntoIterator<Item = &'a str>) -> Fields {
    values.into_iter().map(|value| (question.id.to_string(), value)).collect()
}

impl Kind for Choices {
    fn parse(&self, ask: &Ask<'_>, fields: &Fields) -> Result<Option<Answer>, Vec<FieldError>> {
        let ticked: Vec<&str> =
            fields.all(ask.question.id.as_str()).iter().map(|v| v.trim()).filter(|v| !v.is_empty()).collect();
        if ticked.iter().any(|value| !self.values().any(|known| known == *value)) {
            return Err(vec![FieldError::new(&ask.question.id, "error-choice-unknown")]);
        }
        let chosen: Vec<String> =
            self.values().filter(|value| ticked.contains(value)).map(str::to_owned).collect();
        if chosen.is_empty() {
            return Ok(None);
        }
        match self.problem(ask, &chosen) {
            Some(error) => Err(vec![error]),
            None => Ok(Some(Answer::Choices(chosen))),
        }
    }

    fn empty(&self, question: &Question) -> FieldError {
        FieldError::new(&question.id, "error-choices-empty")
    }

    fn fields(&self, question: &Question, answer: &Answer) -> Fields {
        match answer {
            Answer::Choices(values) => ticked(question, values.iter().map(String::as_str)),
            _ => Fields::default(),
        }
    }

    fn show(&self, question: &Question, answer: &Answer, speaker: &Speaker<'_>) -> Vec<String> {
        match answer {
            Answer::Choices(values) if !values.is_empty() => {
                values.iter().map(|value| option_label(question, value, speaker)).collect()
            }
            _ => skipped(speaker),
        }
    }

    fn json_schema(&self, question: &Question) -> serde_json::Value {
        let values: Vec<_> = self.values().collect();
        let schema = json!({
            "type": "array",
            "items": { "type": "string", "enum": values },
            "minItems": 1,
            "uniqueItems": true,
        });
        or_null(question, schema)
    }

    fn value_type(&self) -> Option<Type> {
        Some(Type::List(Box::new(Type::Text)))
    }

    fn samples(&self, question: &Question) -> Vec<Sample> {
        let values: Vec<&str> = self.options.iter().map(|option| option.value.as_str()).collect();
        let some = (1..=values.len()).map(|count| ticked(question, values.iter().copied().take(count)));
        let none = self.none.iter().map(|none| ticked(question, [none.value.as_str()]));
        samples(self, question, some.chain(none))
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        Answer,
        question::contract::{errors, parsed},
    };

    const HELP: &str = "{id: help, type: choices, min: 2, max: 2, none: {value: none, label: None of these},
        options: [{value: food, label: Food}, {value: rent, label: Rent}, {value: heat, label: Heat}]}";

    fn ticks<'a>(values: &[&'a str]) -> Vec<(&'static str, &'a str)> {
        values.iter().map(|value| ("help", *value)).collect()
    }

    #[test]
    fn answers_come_in_the_order_of_the_file_and_once() {
        let chosen = parsed(HELP, &ticks(&["rent", "food", "rent"]));
        assert_eq!(chosen, Some(Answer::Choices(vec!["food".to_owned(), "rent".to_owned()])));
    }

    #[test]
    fn none_of_these_needs_no_company_and_allows_none() {
        assert_eq!(parsed(HELP, &ticks(&["none"])), Some(Answer::Choices(vec!["none".to_owned()])));
        assert_eq!(errors(HELP, &ticks(&["none", "food"])), ["error-choices-none-and-others"]);
    }

    #[test]
    fn too_few_too_many_and_unknown_are_told_apart() {
        assert_eq!(errors(HELP, &ticks(&["food"])), ["error-choices-too-few min=2"]);
        assert_eq!(errors(HELP, &ticks(&["food", "rent", "heat"])), ["error-choices-too-many max=2"]);
        assert_eq!(errors(HELP, &ticks(&["food", "gold"])), ["error-choice-unknown"]);
    }
}
