//! A case: the handling of one submission, from receipt to outcome.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{CaseId, CaseReference, KeyId, PersonId};

/// Where one submission stands. Everything else about it is in its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// What people read out.
    pub reference: CaseReference,
    /// The service, by its name in addresses.
    pub service: String,
    /// The service version the answers were given in (hex of its content hash).
    pub service_version: String,
    /// Agencies that take part, by their names in files; the first owns the case.
    pub agencies: Vec<String>,
    /// Whose it is, when they proved an email address.
    pub person: Option<PersonId>,
    /// The language news about it is given in (BCP 47).
    pub locale: String,
    /// The status it has, by its name in the service version.
    pub status: String,
    /// How it ended, once it has.
    pub outcome: Option<Outcome>,
    /// When the submission was received: the legal time of receipt.
    pub received_at: Timestamp,
    /// The day a decision was aimed for when it was received; nothing for cases of before this was kept.
    pub target_on: Option<Date>,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// When it got its outcome; what is kept of it is kept for so many days from then.
    pub ended_at: Option<Timestamp>,
    /// Grows with every change; a commit names the one it read.
    pub row_version: i64,
    /// The data key its personal data is encrypted with.
    pub key: KeyId,
}

/// How a case ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// They get what they asked for; or: it was done.
    Granted,
    /// They do not.
    Refused,
    /// They no longer want it.
    Withdrawn,
    /// Handled elsewhere, a repeat of another, or nothing to do.
    Closed,
}

impl Outcome {
    const ALL: [Self; 4] = [Self::Granted, Self::Refused, Self::Withdrawn, Self::Closed];

    /// Its name where it is kept.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Closed => "closed",
        }
    }

    /// Read back.
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == text)
    }
}
