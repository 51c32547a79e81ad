//! What the platform keeps: pure, no I/O, no clock of its own. Cases, events, obligations, who may do what, and
//! the kinds of outside (`Connector`, `Channel`, `Scanner`).

mod case;
mod chance;
mod clock;
mod event;
mod ids;
mod obligation;
mod outside;
mod policy;
mod reference;
mod staff;

pub use case::{Case, Outcome};
pub use chance::{Random, ordered_text, random_text};
pub use clock::Clock;
pub use event::{Actor, Audience, Event, EventKind};
pub use ids::{CaseId, DraftId, EventId, FileId, KeyId, ObligationId, PersonId, StaffId, SubmissionId};
pub use obligation::{Duty, LONGEST_SPREAD_WAIT, Obligation, State, Verdict, current_parts, judge};
pub use outside::{
    Accepted, Channel, Class, Connector, Fact, Failure, Finding, Found, HandOver, Link, Message, Outside,
    Scanned, Scanner,
};
pub use policy::{Act, Denied, May, StaffViewer, Viewer};
pub use reference::{BadReference, CaseReference, ReceiptSecret};
pub use staff::{Role, Staff};
