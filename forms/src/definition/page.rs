//! `pages/*.yaml`: one screen that asks one thing.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

use super::OtherWay;
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
    /// Text under the heading. An empty line begins a paragraph, `- ` a line of a list; `[words](https://…)` is a link.
    #[serde(default)]
    pub text: Option<String>,
    /// A CEL condition; without one the page always applies.
    #[serde(default)]
    pub when: Option<String>,
    /// Ends the journey here, kindly: for people the service is not for. Needs `when` and `text`.
    #[serde(default)]
    pub ends: bool,
    /// For a page that ends the journey: other ways for the people it is for, in place of the service's; `[]` for none.
    #[serde(default)]
    pub other_ways: Option<Vec<OtherWay>>,
    /// What is asked.
    #[serde(default, deserialize_with = "one_by_one")]
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

/// Which keys a question may have depends on its type, so each is read by itself (`load/question.rs`).
fn one_by_one<'de, D: Deserializer<'de>>(_: D) -> Result<Vec<Question>, D::Error> {
    Err(D::Error::custom("questions are read one by one"))
}

/// What every question may say, whatever its type.
#[derive(Deserialize)]
pub(crate) struct CommonKeys {
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

/// Their names in files.
pub(crate) const COMMON_KEYS: &[&str] =
    &["id", "type", "label", "hint", "short", "optional", "when", "personal", "prefill"];

impl CommonKeys {
    /// The question of this type.
    pub(crate) fn with(self, kind: QuestionType) -> Question {
        let Self { id, label, hint, short, optional, when, personal, prefill } = self;
        Question { id, label, hint, short, optional, when, personal, prefill, kind }
    }
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
    use crate::load::{Misfit, What, question_of};

    fn read(yaml: &str) -> Result<Question, Misfit> {
        question_of(yaml)
    }

    #[test]
    fn a_question_is_read_with_its_common_and_its_own_keys() {
        let question = read("id: age\nlabel: How old are you?\ntype: number\nmin: 18\n").unwrap();
        assert_eq!(question.label, "How old are you?");
        assert!(matches!(question.kind, QuestionType::Number(ref number) if number.min == Some(18)));
    }

    #[test]
    fn an_unknown_key_is_named_with_those_allowed() {
        let What::UnknownKey(key, known) = read("id: age\ntype: number\nminimum: 18\n").unwrap_err().what
        else {
            panic!("an unknown key")
        };
        assert_eq!(key, "minimum");
        assert!(known.iter().any(|key| key == "min") && known.iter().any(|key| key == "hint"), "{known:?}");
    }

    #[test]
    fn a_wrong_setting_is_found_at_its_place() {
        assert_eq!(read("id: age\ntype: number\nmin: many\n").unwrap_err().path(), "min".into());
    }

    #[test]
    fn amounts_may_be_written_with_or_without_quotes() {
        let plain = read("id: pay\ntype: money\nmax: 1234.10\n").unwrap();
        let quoted = read("id: pay\ntype: money\nmax: \"1234.10\"\n").unwrap();
        assert_eq!(plain.kind, quoted.kind);
    }
}
