//! What a person has answered: parsed values, kept by question, never raw text from a form.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{EntryId, Place, QuestionId};

/// One parsed answer. What is stored, frozen in submissions and exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Answer {
    /// An optional question the person saw and left empty.
    Skipped,
    /// It was given, and erased since because a retention rule said so. Only submissions hold these.
    Erased {
        /// The name of the rule, in the version of the submission.
        rule: String,
        /// The day, where the agency is.
        on: Date,
    },
    /// Words: text, long text, choice, select.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A decimal number, exact.
    Decimal(Decimal),
    /// An amount in the smallest unit of its currency (cents), with the ISO 4217 code.
    Money {
        /// Cents.
        minor: i64,
        /// ISO 4217, such as `USD`.
        currency: String,
    },
    /// A calendar day.
    Date(Date),
    /// Yes (`true`) or no.
    YesNo(bool),
    /// Several options, in the order of the service file.
    Choices(Vec<String>),
    /// A person's name.
    Name(Name),
    /// A postal address.
    Address(Address),
    /// An email address as written, without surrounding space.
    Email(String),
    /// A telephone number.
    Phone(Phone),
    /// A number or code given by somebody: only its significant characters.
    Identifier(String),
    /// Documents given.
    Files(Vec<FileRef>),
    /// The statement was agreed to.
    Declaration,
    /// Entries of a repeat, in order.
    Repeat(Vec<Entry>),
}

/// A person's name: one field (`full`) unless the agency needs parts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// The whole name, as the person writes it.
    pub full: String,
    /// Given name or names, when asked in parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
    /// Middle name, when asked in parts and given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub middle: Option<String>,
    /// Family name, when asked in parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// Suffix such as Jr., when asked in parts and given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suffix: Option<String>,
}

/// A postal address in the shapes of USPS Publication 28; other countries use the same parts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// The person has no fixed address; the other parts may say where mail reaches them.
    #[serde(default)]
    pub no_fixed_address: bool,
    /// Delivery line: street, PO box, rural route, unit and box for military mail.
    pub line1: String,
    /// Secondary line: apartment, suite, care of.
    #[serde(default)]
    pub line2: String,
    /// Urbanization, in Puerto Rico.
    #[serde(default)]
    pub urbanization: String,
    /// City; APO, FPO or DPO for military and diplomatic mail.
    pub city: String,
    /// Two-letter state, territory or military code in the US; region elsewhere.
    pub state: String,
    /// ZIP or ZIP+4 (`12345-6789`) in the US; postal code elsewhere.
    pub postal_code: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
}

/// A telephone number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone {
    /// E.164: `+15555550123`.
    pub e164: String,
    /// Extension, digits only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<String>,
}

/// A stored file and what was found out about it when it was received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRef {
    /// The store's id of the file.
    pub id: String,
    /// The name it had on the person's device, shortened and cleaned.
    pub name: String,
    /// Media type found from the content, never from the name.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
}

/// One entry of a repeat: its own answers, which may hold one more repeat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Stable while other entries come and go.
    pub id: EntryId,
    /// The entry's answers.
    pub answers: Answers,
}

/// Answers by question. The whole of a draft is one of these.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<QuestionId, Answer>);

impl Answers {
    /// The answer to a question at this level.
    pub fn get(&self, question: &QuestionId) -> Option<&Answer> {
        self.0.get(question)
    }

    /// Keeps an answer, in place of an earlier one.
    pub fn insert(&mut self, question: QuestionId, answer: Answer) {
        self.0.insert(question, answer);
    }

    /// Forgets an answer.
    pub fn remove(&mut self, question: &QuestionId) -> Option<Answer> {
        self.0.remove(question)
    }

    /// Every answer at this level, by question name.
    pub fn iter(&self) -> impl Iterator<Item = (&QuestionId, &Answer)> {
        self.0.iter()
    }

    /// Keeps only what the rule says yes to.
    pub fn retain(&mut self, keep: impl FnMut(&QuestionId, &mut Answer) -> bool) {
        self.0.retain(keep);
    }

    /// Nothing is answered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The entries of a repeat at this level; none if it has not been answered.
    pub fn entries(&self, repeat: &QuestionId) -> &[Entry] {
        match self.0.get(repeat) {
            Some(Answer::Repeat(entries)) => entries,
            _ => &[],
        }
    }

    /// The answers a place speaks about: the top level, or those of an entry. `None` for an entry not there.
    pub fn at(&self, place: &Place) -> Option<&Self> {
        place.entries.iter().try_fold(self, |level, step| {
            level
                .entries(&step.repeat)
                .iter()
                .find(|entry| entry.id == step.entry)
                .map(|entry| &entry.answers)
        })
    }

    /// The same, made if it is not there: the first page saved of a new entry creates it.
    pub fn at_mut(&mut self, place: &Place) -> &mut Self {
        let mut level = self;
        for step in &place.entries {
            level = level.entry_mut(&step.repeat, &step.entry);
        }
        level
    }

    pub(crate) fn entry_mut(&mut self, repeat: &QuestionId, id: &EntryId) -> &mut Self {
        let answer = self.0.entry(repeat.clone()).or_insert_with(|| Answer::Repeat(Vec::new()));
        if !matches!(answer, Answer::Repeat(_)) {
            *answer = Answer::Repeat(Vec::new());
        }
        let Answer::Repeat(entries) = answer else { unreachable!("made a repeat just above") };
        let found = entries.iter().position(|entry| entry.id == *id).unwrap_or_else(|| {
            entries.push(Entry { id: id.clone(), answers: Self::default() });
            entries.len() - 1
        });
        #[expect(clippy::indexing_slicing, reason = "the position was found, or pushed, just above")]
        &mut entries[found].answers
    }
}

impl FromIterator<(QuestionId, Answer)> for Answers {
    fn from_iter<I: IntoIterator<Item = (QuestionId, Answer)>>(answers: I) -> Self {
        Self(answers.into_iter().collect())
    }
}
