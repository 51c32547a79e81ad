//! Carries a draft over to another version of its service: what still fits goes along, what changed is asked again,
//! and what no longer fits is set aside until the person decides. Nothing that was typed is dropped.
//!
//! Every answer that is not settled remembers what it was given to. So it does not matter by which versions a draft
//! came: carried to a new version and back again, it is what it was.

mod carrier;
mod fits;
mod meaning;
mod name;
mod page;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
mod typed;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use fits::why_not;
pub use meaning::Meaning;
pub use name::AnswerName;
pub use page::{Settled, keep_typed, settle};
pub use typed::{Typed, says_more};

use self::carrier::Carrier;
use crate::{Answer, Answers, EntryId, QuestionId, VersionHash, journey::was_given, service::Service};

/// The answers of a draft, with what a change of its service left to settle with the person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Carried {
    /// The answers.
    pub answers: Answers,
    /// What is left to settle.
    pub unsettled: Unsettled,
}

/// What is left to settle with the person: what a change of the service left, and a page that could not be saved.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsettled {
    /// Questions to be asked again; those that changed still have their answer.
    pub ask_again: BTreeMap<AnswerName, AskAgain>,
    /// Answers that no longer fit their question, or whose question is no longer asked.
    pub set_aside: BTreeMap<AnswerName, SetAside>,
    /// A page sent when it could not be saved, as it was typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typed: Option<Typed>,
}

/// A question to be asked again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AskAgain {
    /// It was not asked before, and the person is past it.
    New,
    /// It asks something else than when it was answered. The answer still fits.
    Changed(Given),
}

/// An answer kept for the person to decide about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAside {
    /// The answer. A repeat is kept with its entries; what was answered in them is kept by its own name.
    pub answer: Answer,
    /// What it was given to.
    pub given: Given,
}

/// What an answer was given to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// The version of the service: it has the words in which the person was asked.
    pub version: VersionHash,
    /// What the question asked in it.
    pub meaning: Meaning,
}

/// Why something is asked again; what matters most comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It was not asked before.
    New,
    /// It asks something else than before.
    Changed,
    /// The answer does not fit any more.
    DoesNotFit,
}

/// Carries a draft from one version of its service to another. What a question asks is its type, its label, its
/// options and its limits: when those are the same, the answer goes along and nothing is asked again.
pub fn carry(old: &Service, new: &Service, draft: &Carried, today: Date) -> Carried {
    let mut carrier = Carrier { new, today, kept: Carried::default() };
    carrier.take_answers(old, draft);
    carrier.take_set_aside(&draft.unsettled);
    carrier.kept.unsettled.typed.clone_from(&draft.unsettled.typed);
    carrier.find_new_questions(old, draft);
    carrier.kept
}

impl Unsettled {
    /// Nothing is left to settle.
    pub fn is_empty(&self) -> bool {
        self.ask_again.is_empty() && self.set_aside.is_empty() && self.typed.is_none()
    }

    /// Why a question is to be asked again, if it is.
    pub fn why(&self, name: &AnswerName) -> Option<Why> {
        match self.ask_again.get(name) {
            _ if self.set_aside.contains_key(name) => Some(Why::DoesNotFit),
            Some(AskAgain::Changed(_)) => Some(Why::Changed),
            Some(AskAgain::New) => Some(Why::New),
            None => None,
        }
    }

    /// The answers set aside whose question this version no longer asks: they will not be sent.
    pub fn no_longer_asked<'a>(
        &'a self,
        service: &'a Service,
    ) -> impl Iterator<Item = (&'a AnswerName, &'a SetAside)> {
        let is_gone = |name: &AnswerName| service.question_named(name).is_none();
        self.set_aside.iter().filter(move |(name, aside)| is_gone(name) && was_given(&aside.answer))
    }

    /// The person has answered: whatever was kept for this question has been decided about.
    pub(crate) fn forget(&mut self, name: &AnswerName) {
        self.ask_again.remove(name);
        self.set_aside.remove(name);
    }

    /// The person took an entry out of a repeat, and with it what was kept for it.
    pub fn forget_entry(&mut self, repeat: &QuestionId, entry: &EntryId) {
        let is_inside = |name: &AnswerName| name.entries.iter().any(|(r, e)| r == repeat && e == entry);
        self.ask_again.retain(|name, _| !is_inside(name));
        self.set_aside.retain(|name, _| !is_inside(name));
    }
}
