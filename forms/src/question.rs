//! Question types: one file each, all with the same abilities. Adding one is a file, a line in `types!`,
//! a template and its words; the shared type test then holds it to the contract.

pub mod address;
pub mod choice;
pub mod choices;
pub mod date;
pub mod decimal;
pub mod declaration;
pub mod email;
pub mod file;
pub mod identifier;
pub mod long_text;
pub mod money;
pub mod name;
pub mod number;
pub mod phone;
pub mod repeat;
pub mod select;
pub mod statement;
pub mod text;
pub mod yes_no;

mod amount;
#[cfg(test)]
mod collected;
#[cfg(test)]
mod contract;
mod line;
mod lists;
mod outward;
mod say;

pub use lists::KnownList;
pub use say::say;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize as _, Deserializer, Serialize};

use crate::{
    Answer, FieldError, Fields,
    definition::Question,
    expr::{Type, Value},
    words::Speaker,
};

/// What a type may know while it reads a form.
pub struct Ask<'a> {
    /// The question asked; its id is the prefix of its controls' names.
    pub question: &'a Question,
    /// The answer given before, if any: a secret left empty keeps it.
    pub previous: Option<&'a Answer>,
    /// Today in the agency's time zone, for relative limits.
    pub today: Date,
}

/// An example of a type at work: what a person typed and what is kept.
pub struct Sample {
    /// The controls as typed.
    pub fields: Fields,
    /// What is kept.
    pub answer: Answer,
}

/// What every question type can do. Pure: no clock, no I/O.
pub trait Kind {
    /// Names of the HTML controls, in order; the first receives focus from the error summary.
    fn controls(&self, question: &Question) -> Vec<String> {
        vec![question.id.to_string()]
    }

    /// The controls that no answer can do without: these are marked when all were left empty.
    fn needed(&self, question: &Question) -> Vec<String> {
        self.controls(question)
    }

    /// Reads the controls. `Ok(None)` means everything was left empty (the caller decides whether that is
    /// allowed, and says so with [`Kind::empty`]). Errors are message keys with the control they belong to.
    fn parse(&self, ask: &Ask<'_>, fields: &Fields) -> Result<Option<Answer>, Vec<FieldError>>;

    /// The message for a required question left empty: specific to the type (`error-choice-empty`).
    fn empty(&self, question: &Question) -> FieldError;

    /// The controls as they would have to be filled in to give this answer. Secrets stay empty.
    fn fields(&self, question: &Question, answer: &Answer) -> Fields;

    /// The answer in words, a line each, for summaries, receipts and staff. Secrets show the last four only.
    fn show(&self, question: &Question, answer: &Answer, speaker: &Speaker<'_>) -> Vec<String>;

    /// The answer for other systems: plain JSON that `json_schema` describes.
    fn export(&self, answer: &Answer) -> serde_json::Value {
        outward::export(answer)
    }

    /// JSON Schema (2020-12) of `export`.
    fn json_schema(&self, question: &Question) -> serde_json::Value;

    /// The type in expressions; `None` when it has no value (a statement).
    fn value_type(&self) -> Option<Type>;

    /// The value in expressions.
    fn value(&self, answer: &Answer) -> Value {
        outward::value(answer)
    }

    /// Examples for the shared type test, previews and simulators; at least one unless it has no value.
    fn samples(&self, question: &Question) -> Vec<Sample>;
}

/// One control with one text.
fn one(question: &Question, text: impl Into<String>) -> Fields {
    [(question.id.to_string(), text.into())].into_iter().collect()
}

/// The name of a control that holds a part of the answer: `date_of_birth-month`.
fn part(question: &Question, part: &str) -> String {
    format!("{}-{part}", question.id)
}

/// An optional answer may be null in what other systems receive.
fn or_null(question: &Question, schema: serde_json::Value) -> serde_json::Value {
    if question.optional { serde_json::json!({ "anyOf": [schema, { "type": "null" }] }) } else { schema }
}

/// A question seen and left empty, in words.
fn skipped(speaker: &Speaker<'_>) -> Vec<String> {
    vec![speaker.platform.say("answer-skipped")]
}

/// The day samples are read on.
const SAMPLE_DAY: Date = jiff::civil::date(2026, 3, 4);

/// Those of the examples that this question, with its own limits, accepts.
fn samples(kind: &dyn Kind, question: &Question, typed: impl IntoIterator<Item = Fields>) -> Vec<Sample> {
    let ask = Ask { question, previous: None, today: SAMPLE_DAY };
    let read = typed.into_iter().filter_map(|fields| {
        let answer = kind.parse(&ask, &fields).ok().flatten()?;
        Some(Sample { fields, answer })
    });
    read.collect()
}

macro_rules! types {
    ($($(#[$doc:meta])* $variant:ident($module:ident::$settings:ident)),+ $(,)?) => {
        /// The kind of a question and its settings.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
        #[serde(tag = "type", rename_all = "snake_case")]
        pub enum QuestionType {
            $($(#[$doc])* $variant($module::$settings)),+
        }

        impl QuestionType {
            /// The abilities of this type.
            pub fn kind(&self) -> &dyn Kind {
                match self { $(Self::$variant(settings) => settings),+ }
            }

            /// The type's name in files, and of its template.
            pub fn name(&self) -> &'static str {
                match self { $(Self::$variant(_) => stringify!($module)),+ }
            }

            /// The settings a type knows besides what every question may say; none for an unknown name.
            pub fn keys(name: &str) -> Vec<String> {
                let schema = match name {
                    $(stringify!($module) => schemars::schema_for!($module::$settings),)+
                    _ => return Vec::new(),
                };
                let properties = schema.get("properties").and_then(|keys| keys.as_object());
                properties.map(|keys| keys.keys().cloned().collect()).unwrap_or_default()
            }

            /// Reads the settings of a type; `None` for an unknown name.
            pub fn read<'de, D: Deserializer<'de>>(name: &str, from: D) -> Option<Result<Self, D::Error>> {
                match name {
                    $(stringify!($module) => Some($module::$settings::deserialize(from).map(Self::$variant)),)+
                    _ => None,
                }
            }

            /// Every type's name in files.
            pub const NAMES: &[&str] = &[$(stringify!($module)),+];
        }
    };
}

types! {
    /// A line of words.
    Text(text::Text),
    /// Several lines of words.
    LongText(long_text::LongText),
    /// A whole number.
    Number(number::Number),
    /// A decimal number.
    Decimal(decimal::DecimalNumber),
    /// An amount of money.
    Money(money::Money),
    /// A calendar day.
    Date(date::DateQuestion),
    /// Yes or no.
    YesNo(yes_no::YesNo),
    /// One of a few options.
    Choice(choice::Choice),
    /// Any of a few options.
    Choices(choices::Choices),
    /// One of a long list.
    Select(select::Select),
    /// A person's name.
    Name(name::NameQuestion),
    /// A postal address.
    Address(address::AddressQuestion),
    /// An email address.
    Email(email::EmailQuestion),
    /// A telephone number.
    Phone(phone::PhoneQuestion),
    /// A number or code given by somebody.
    Identifier(identifier::Identifier),
    /// Documents and photos.
    File(file::FileQuestion),
    /// A statement to agree to.
    Declaration(declaration::Declaration),
    /// Text that asks nothing.
    Statement(statement::Statement),
    /// A group answered several times.
    Repeat(repeat::Repeat),
}
