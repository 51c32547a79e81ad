//! The kinds of outside. A `Connector` hands a part of a submission to a system of record; a `Channel` tells a
//! person something; a `Scanner` looks into a file before it is taken. Each has one small trait, and a conformance test that every implementation passes.

use futures::{FutureExt, future::BoxFuture};
use serde::{Deserialize, Serialize};

use crate::ObligationId;

/// The other side has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// Who accepted it: the connector's or channel's name.
    pub by: String,
    /// Their reference for it: a record number, a message id.
    pub reference: String,
}

/// Classes of failure decide what happens next, so they come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// It will never be taken as it is: tell now.
    Permanent,
    /// Not now: try again later.
    Transient,
    /// It may or may not have been taken: ask before sending again.
    Unknown,
}

impl Class {
    /// Its name where it is kept.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Permanent => "permanent",
            Self::Transient => "transient",
            Self::Unknown => "unknown",
        }
    }

    /// Read back.
    pub fn from_text(text: &str) -> Option<Self> {
        [Self::Permanent, Self::Transient, Self::Unknown].into_iter().find(|class| class.as_str() == text)
    }
}

/// The other side does not have it, or we do not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{class:?}: {detail}")]
pub struct Failure {
    /// What kind of failure.
    pub class: Class,
    /// What happened, for operators. Never personal data: no values, only names of tables, columns, codes.
    pub detail: String,
}

impl Failure {
    /// It will never be taken as it is.
    pub fn permanent(detail: impl Into<String>) -> Self {
        Self { class: Class::Permanent, detail: detail.into() }
    }

    /// Not now.
    pub fn transient(detail: impl Into<String>) -> Self {
        Self { class: Class::Transient, detail: detail.into() }
    }

    /// It may or may not have been taken.
    pub fn unknown(detail: impl Into<String>) -> Self {
        Self { class: Class::Unknown, detail: detail.into() }
    }
}

/// The answer to "do you have it?".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Yes, with their reference.
    Yes(Accepted),
    /// No: it may be sent.
    No,
    /// This side cannot tell, and drops repeats by the key: it may be sent again.
    CannotTell,
}

/// One part of a submission for one system of record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HandOver {
    /// The same at every attempt: the other side drops repeats by it, or is asked by it.
    pub key: ObligationId,
    /// What to hand over, worked out from the answers; its shape is the connector's own (`give` in `service.yaml`).
    pub give: serde_json::Value,
}

/// What a look at a system of record found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What is wrong: names of tables and columns, never a value.
    pub wrong: String,
    /// What to write or do about it.
    pub write: String,
    /// Hand-overs fail because of it. Otherwise it is advice.
    pub is_misfit: bool,
}

/// Code that hands over to one system of record.
pub trait Connector: Send + Sync {
    /// Whether `give` of a fulfilment plan has the shape this connector needs. Says what is wrong, for authors.
    fn check(&self, give: &serde_json::Value) -> Result<(), String>;

    /// Hands one part over. With the same key, at most one record is made, however often it is called.
    fn hand_over<'a>(&'a self, part: &'a HandOver) -> BoxFuture<'a, Result<Accepted, Failure>>;

    /// Asks whether a part has arrived.
    fn find<'a>(&'a self, part: &'a HandOver) -> BoxFuture<'a, Result<Found, Failure>>;

    /// Whether the other side can be reached now.
    fn reach(&self) -> BoxFuture<'_, Result<(), Failure>>;

    /// Compares what would be handed over with what the other side takes, before any resident's part fails by it.
    /// Changes nothing there. Texts in `gives` that start with `=` are not worked out: nothing is known of their value.
    fn look<'a>(&'a self, gives: &'a [serde_json::Value]) -> BoxFuture<'a, Result<Vec<Finding>, Failure>> {
        let _ = gives;
        std::future::ready(Ok(Vec::new())).boxed()
    }
}

/// One thing to tell a person, already in their language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// The same at every attempt.
    pub key: ObligationId,
    /// Where it goes: an email address.
    pub to: String,
    /// Language (BCP 47).
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    /// Subject: no personal data.
    pub subject: String,
    /// The heading of the message.
    pub heading: String,
    /// Paragraphs.
    pub paragraphs: Vec<String>,
    /// Facts as label and value: the case reference, a code.
    pub facts: Vec<Fact>,
    /// One thing to do.
    pub action: Option<Link>,
    /// Who sends this and why, whom to ask.
    pub footer: Vec<String>,
}

/// A label and what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// "Your reference".
    pub label: String,
    /// `K7P-4QX-9`.
    pub value: String,
}

/// A labelled address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What it does.
    pub label: String,
    /// Where it goes.
    pub url: String,
}

/// A way to tell people things.
pub trait Channel: Send + Sync {
    /// Sends one message. With the same key the receiver can drop a repeat.
    fn send<'a>(&'a self, message: &'a Message) -> BoxFuture<'a, Result<Accepted, Failure>>;

    /// Whether the other side can be reached now.
    fn reach(&self) -> BoxFuture<'_, Result<(), Failure>>;
}

/// What a look into a file found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scanned {
    /// Nothing harmful that is known.
    Clean,
    /// Harmful software, by the name the scanner has for it.
    Harmful(String),
}

/// Looks for harmful software in files that people give.
pub trait Scanner: Send + Sync {
    /// Looks into a whole file. Without a clear answer it is a failure, and the file must not be taken.
    fn scan<'a>(&'a self, content: &'a [u8]) -> BoxFuture<'a, Result<Scanned, Failure>>;

    /// Whether the other side can be reached now.
    fn reach(&self) -> BoxFuture<'_, Result<(), Failure>>;
}

/// Every connector and channel of an installation, by the operator's names.
#[derive(Default, Clone)]
pub struct Outside {
    /// Connectors by the name fulfilment plans use.
    pub connectors: std::collections::BTreeMap<String, std::sync::Arc<dyn Connector>>,
    /// Channels by name: `email`.
    pub channels: std::collections::BTreeMap<String, std::sync::Arc<dyn Channel>>,
    /// What looks into files before they are taken, if the operator has one.
    pub scanner: Option<std::sync::Arc<dyn Scanner>>,
}
