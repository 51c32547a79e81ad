//! `pages/*.yaml`: one screen that asks one thing.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

use crate::{PageId, QuestionId, question::QuestionType};

/// One screen that asks one thing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageFile {
    /// The page's name in addresses; the same as its file's.
    pub page: PageId,
    /// The page's heading. Leave it out when the page asks one question: then the label is the heading.
    #[serde(default)]
    pub title: Option<String>,
    /// Text under the heading. Paragraphs are separated by an empty line; lines starting with `- ` are a list.
    #[serde(default)]
    pub text: Option<String>,
    /// A CEL condition; without one the page always applies.
    #[serde(default)]
    pub when: Option<String>,
    /// Ends the journey here, kindly: for people the service is not for. Needs `when` and `text`.
    #[serde(default)]
    pub ends: bool,
    /// What is asked.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// Rules over several answers.
    #[serde(default)]
    pub checks: Vec<Check>,
}

/// Something asked.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Question {
    /// Its name in expressions, mappings and exports.
    pub id: QuestionId,
    /// The question, in words. For a statement: its heading.
    #[serde(default)]
    pub label: String,
    /// Help in one or two short sentences.
    #[serde(default)]
    pub hint: Option<String>,
    /// A shorter name for the summary and the staff view: "Date of birth".
    #[serde(default)]
    pub short: Option<String>,
    /// May be left empty.
    #[serde(default)]
    pub optional: bool,
    /// A CEL condition on answers from earlier pages; without one the question always applies.
    #[serde(default)]
    pub when: Option<String>,
    /// Required for everything that says something about a person.
    #[serde(default)]
    pub personal: Option<Personal>,
    /// A fact about the person that is offered again in other services, and taken from there.
    #[serde(default)]
    pub prefill: Option<Prefill>,
    /// The kind of question and its own settings.
    #[serde(flatten)]
    pub kind: QuestionType,
}

/// What every question may say, whatever its type.
#[derive(Deserialize)]
struct Common {
    id: QuestionId,
    #[serde(default)]
    label: String,
    #[serde(default)]
    hint: Option<String>,
    #[serde(default)]
    short: Option<String>,
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    when: Option<String>,
    #[serde(default)]
    personal: Option<Personal>,
    #[serde(default)]
    prefill: Option<Prefill>,
}

const COMMON_KEYS: &[&str] =
    &["id", "type", "label", "hint", "short", "optional", "when", "personal", "prefill"];

/// The common keys are split from the type's own, so that a misspelled key is an error that says what is
/// allowed; serde's `flatten` would let it pass unseen.
impl<'de> Deserialize<'de> for Question {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let block = serde_json::Map::deserialize(deserializer)?;
        let kind = type_of(&block).map_err(D::Error::custom)?;
        let own = QuestionType::keys(kind);
        if let Some(unknown) = block.keys().find(|key| !is_common(key) && !own.contains(key)) {
            let allowed = COMMON_KEYS.iter().copied().chain(own.iter().map(String::as_str));
            let allowed = listed(&allowed.collect::<Vec<_>>());
            return Err(D::Error::custom(format!(
                "unknown key `{unknown}` in a question of type `{kind}`; allowed are {allowed}"
            )));
        }
        let (common, own): (serde_json::Map<_, _>, serde_json::Map<_, _>) =
            block.into_iter().partition(|(key, _)| key != "type" && is_common(key));
        let common: Common = serde_json::from_value(common.into()).map_err(D::Error::custom)?;
        let id = &common.id;
        let kind = serde_json::from_value(own.into())
            .map_err(|error| D::Error::custom(format!("in question `{id}`: {error}")))?;
        let Common { id, label, hint, short, optional, when, personal, prefill } = common;
        Ok(Self { id, label, hint, short, optional, when, personal, prefill, kind })
    }
}

fn is_common(key: &str) -> bool {
    COMMON_KEYS.contains(&key)
}

/// The type's name in a question's block, or what to write there.
fn type_of(block: &serde_json::Map<String, serde_json::Value>) -> Result<&str, String> {
    let id = block.get("id").and_then(|id| id.as_str()).unwrap_or("?");
    let types = listed(QuestionType::NAMES);
    match block.get("type") {
        None => Err(format!("question `{id}` has no `type`; write one of {types}")),
        Some(serde_json::Value::String(name)) if QuestionType::NAMES.contains(&name.as_str()) => Ok(name),
        Some(other) => Err(format!("question `{id}` has an unknown type {other}; write one of {types}")),
    }
}

fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Why a personal answer is asked and how long it is kept (STANDARDS PRV-03).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Personal {
    /// What it is used for.
    pub purpose: String,
    /// The law that allows asking.
    #[serde(default)]
    pub authority: Option<String>,
    /// The name of a retention rule of the service.
    pub retention: String,
    /// How harmful a leak would be.
    #[serde(default)]
    pub sensitivity: Sensitivity,
}

/// How harmful a leak would be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sensitivity {
    /// Like a name or a street.
    #[default]
    Ordinary,
    /// Like health, income, immigration or a Social Security number.
    Sensitive,
}

/// Facts about a person that services share. The person confirms each before it is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Prefill {
    /// The person's name.
    Name,
    /// Date of birth.
    DateOfBirth,
    /// Where they live.
    HomeAddress,
    /// Where mail reaches them.
    MailingAddress,
    /// Telephone.
    Phone,
    /// Email.
    Email,
}

/// A rule over answers that must hold before the page is left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// A CEL expression that must be true.
    pub rule: String,
    /// What to say when it is not: what is wrong and what to do, in two sentences at most.
    pub message: String,
    /// The question on this page the message is shown at.
    pub at: QuestionId,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(yaml: &str) -> Result<Question, String> {
        serde_saphyr::from_str(yaml).map_err(|error| error.to_string())
    }

    #[test]
    fn a_question_is_read_with_its_common_and_its_own_keys() {
        let question = read("id: age\nlabel: How old are you?\ntype: number\nmin: 18\n").unwrap();
        assert_eq!(question.label, "How old are you?");
        assert!(matches!(question.kind, QuestionType::Number(ref number) if number.min == Some(18)));
    }

    #[test]
    fn an_unknown_key_is_named_with_those_allowed() {
        let error = read("id: age\nlabel: A\ntype: number\nminimum: 18\n").unwrap_err();
        for word in ["`minimum`", "`number`", "`min`", "`hint`"] {
            assert!(error.contains(word), "{word} in {error}");
        }
    }

    #[test]
    fn a_missing_or_unknown_type_gives_the_list_of_types() {
        for yaml in ["id: age\nlabel: A\n", "id: age\ntype: integer\n", "id: age\ntype: 3\n"] {
            let error = read(yaml).unwrap_err();
            assert!(error.contains("`age`") && error.contains("`yes_no`"), "{error}");
        }
    }

    #[test]
    fn a_wrong_setting_names_the_question() {
        let error = read("id: age\ntype: number\nmin: many\n").unwrap_err();
        assert!(error.contains("`age`"), "{error}");
    }

    #[test]
    fn amounts_may_be_written_with_or_without_quotes() {
        let plain = read("id: pay\ntype: money\nmax: 1234.10\n").unwrap();
        let quoted = read("id: pay\ntype: money\nmax: \"1234.10\"\n").unwrap();
        assert_eq!(plain.kind, quoted.kind);
    }

    #[test]
    fn what_is_written_is_read_back_the_same() {
        let question = read("id: pay\nlabel: Pay\noptional: true\ntype: money\nmax: \"10.50\"\n").unwrap();
        let again: Question = serde_json::from_str(&serde_json::to_string(&question).unwrap()).unwrap();
        assert_eq!(question, again);
    }
}
