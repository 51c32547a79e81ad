//! The full name of an answer: its question, and the entries of repeats it lies in. It does not name pages, so that a
//! question may move to another page.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    Answer, Answers, BadName, EntryId, EntryStep, PageId, Place, QuestionId, definition::Question,
    service::Service,
};

/// The full name of an answer. Written `household/k7f2/first_name`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AnswerName {
    /// Repeats and their entries, outermost first.
    pub entries: Vec<(QuestionId, EntryId)>,
    /// The question.
    pub question: QuestionId,
}

impl AnswerName {
    /// The answer to a question of a page.
    pub fn at(place: &Place, question: &QuestionId) -> Self {
        let entries = place.entries.iter().map(|step| (step.repeat.clone(), step.entry.clone()));
        Self { entries: entries.collect(), question: question.clone() }
    }

    /// The answer to a question in an entry of the repeat this names.
    pub(super) fn inside(&self, entry: &EntryId, question: &QuestionId) -> Self {
        let mut entries = self.entries.clone();
        entries.push((self.question.clone(), entry.clone()));
        Self { entries, question: question.clone() }
    }

    /// The answers among which this one is, or would be; `None` when its entry is not there.
    pub(super) fn level<'a>(&self, answers: &'a Answers) -> Option<&'a Answers> {
        self.entries.iter().try_fold(answers, |level, (repeat, entry)| {
            let found = level.entries(repeat).iter().find(|found| found.id == *entry);
            found.map(|found| &found.answers)
        })
    }

    /// Keeps an answer by this name.
    pub(super) fn put(&self, answers: &mut Answers, answer: Answer) {
        let level =
            self.entries.iter().fold(answers, |level, (repeat, entry)| level.entry_mut(repeat, entry));
        level.insert(self.question.clone(), answer);
    }
}

impl Service {
    /// The question by the full name of its answer: asked in entries of the same repeats.
    pub fn question_named(&self, name: &AnswerName) -> Option<&Question> {
        let (page, question) = self.question(&name.question)?;
        let around = self.repeats_around(page);
        let is_same = around.len() == name.entries.len()
            && around.iter().zip(&name.entries).all(|(repeat, (other, _))| *repeat == other);
        is_same.then_some(question)
    }

    /// The page on which an answer is given.
    pub fn place_named(&self, name: &AnswerName) -> Option<Place> {
        self.question_named(name)?;
        let page_of = |question: &QuestionId| self.question(question).map(|(page, _)| page.clone());
        let steps = name.entries.iter().map(|(repeat, entry)| {
            Some(EntryStep { page: page_of(repeat)?, repeat: repeat.clone(), entry: entry.clone() })
        });
        Some(Place { entries: steps.collect::<Option<_>>()?, page: page_of(&name.question)? })
    }

    /// The repeats a page lies in, outermost first. There are two at the most.
    fn repeats_around(&self, page: &PageId) -> Vec<&QuestionId> {
        let mut around = Vec::new();
        let mut at = self.page(page).and_then(|page| page.repeat.as_ref());
        while let Some(repeat) = at.filter(|_| around.len() < 2) {
            around.insert(0, repeat);
            let outside = self.question(repeat).and_then(|(page, _)| self.page(page));
            at = outside.and_then(|page| page.repeat.as_ref());
        }
        around
    }
}

impl fmt::Display for AnswerName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (repeat, entry) in &self.entries {
            write!(f, "{repeat}/{entry}/")?;
        }
        self.question.fmt(f)
    }
}

impl FromStr for AnswerName {
    type Err = BadName;

    fn from_str(text: &str) -> Result<Self, BadName> {
        let parts: Vec<&str> = text.split('/').collect();
        let (question, around) = parts.split_last().unwrap_or((&"", &[]));
        let mut entries = Vec::new();
        for pair in around.chunks(2) {
            let (repeat, entry) = (pair.first().unwrap_or(&""), pair.get(1).unwrap_or(&""));
            entries.push((repeat.parse()?, entry.parse()?));
        }
        Ok(Self { entries, question: question.parse()? })
    }
}

impl TryFrom<String> for AnswerName {
    type Error = BadName;
    fn try_from(text: String) -> Result<Self, BadName> {
        text.parse()
    }
}

impl From<AnswerName> for String {
    fn from(name: AnswerName) -> Self {
        name.to_string()
    }
}
