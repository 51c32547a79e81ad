//! Something that happened to a case, in the past tense. Events are only ever added; status page, timeline, queue
//! and figures are read off them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{CaseId, Class, EventId, ObligationId, Outcome, StaffId};

/// One event of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// The case it happened to.
    pub case: CaseId,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub actor: Actor,
    /// What.
    pub kind: EventKind,
}

/// Who did something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "who", content = "id", rename_all = "snake_case")]
pub enum Actor {
    /// The person whose case it is.
    Resident,
    /// Somebody who works for an agency.
    Staff(StaffId),
    /// The platform, by itself.
    Platform,
}

/// Who may read an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// The person and staff.
    Everyone,
    /// Staff only.
    Staff,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EventKind {
    /// The submission was received and is safe.
    SubmissionReceived,
    /// A system of record took its part.
    HandOverAccepted {
        /// The part of the fulfilment plan.
        plan_item: String,
        /// The other side's reference.
        reference: String,
    },
    /// A system of record did not take its part, for good.
    HandOverFailed {
        /// The part of the fulfilment plan.
        plan_item: String,
        /// What kind of failure.
        class: Class,
    },
    /// The case came to stand somewhere else.
    StatusChanged {
        /// The status, by its name in the service version.
        status: String,
        /// Set when it ended the case.
        outcome: Option<Outcome>,
        /// What staff said to the person about it.
        reason: String,
    },
    /// A message to the person was taken by their mail system (or another channel's).
    NotificationAccepted {
        /// The channel: `email`.
        channel: String,
        /// The obligation it met.
        obligation: ObligationId,
    },
    /// A message to the person could not be delivered.
    NotificationFailed {
        /// The channel: `email`.
        channel: String,
        /// The obligation that ended so.
        obligation: ObligationId,
        /// What kind of failure.
        class: Class,
    },
    /// Staff ended an obligation by hand.
    ObligationResolved {
        /// Which.
        obligation: ObligationId,
        /// Why, for staff.
        reason: String,
    },
    /// Staff had an obligation tried again.
    ObligationRetried {
        /// Which.
        obligation: ObligationId,
    },
    /// Staff wrote a note for colleagues.
    NoteWritten {
        /// The note.
        text: String,
    },
}

impl EventKind {
    /// Who may read it.
    pub fn audience(&self) -> Audience {
        match self {
            Self::NoteWritten { .. } | Self::ObligationResolved { .. } | Self::ObligationRetried { .. } => {
                Audience::Staff
            }
            _ => Audience::Everyone,
        }
    }

    /// Its name where it is kept and in message keys.
    pub fn name(&self) -> &'static str {
        match self {
            Self::SubmissionReceived => "submission_received",
            Self::HandOverAccepted { .. } => "hand_over_accepted",
            Self::HandOverFailed { .. } => "hand_over_failed",
            Self::StatusChanged { .. } => "status_changed",
            Self::NotificationAccepted { .. } => "notification_accepted",
            Self::NotificationFailed { .. } => "notification_failed",
            Self::ObligationResolved { .. } => "obligation_resolved",
            Self::ObligationRetried { .. } => "obligation_retried",
            Self::NoteWritten { .. } => "note_written",
        }
    }
}
