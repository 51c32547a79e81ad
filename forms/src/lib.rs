//! What a service asks: pure, no I/O, no clock. A folder of files becomes one immutable `Service`; pages, schema,
//! summary, export and checks are projections of it.

mod answers;
mod carry;
pub mod check;
pub mod definition;
mod erase;
pub mod expr;
mod fields;
mod ids;
#[cfg(test)]
mod inputs;
mod journey;
mod load;
mod place;
pub mod plain;
pub mod position;
mod prefill;
pub mod problem;
pub mod question;
mod save;
pub mod schema;
mod service;
mod summary;
mod texts;
pub mod translations;
mod version;
pub mod words;

pub use answers::{Address, Answer, Answers, Entry, FileRef, Name, Phone};
pub use carry::{
    AnswerName, AskAgain, Carried, Given, Meaning, SetAside, Settled, Typed, Unsettled, Why, carry,
    keep_typed, says_more, settle, why_not,
};
pub use erase::Erased;
pub use fields::{FieldError, Fields};
pub use ids::{
    AgencySlug, BadName, EntryId, PageId, PlanItemId, QuestionId, SectionId, ServiceSlug, StatusId,
};
pub use journey::{Journey, Next, Position, SectionProgress, SectionState, Step};
pub use place::{EntryStep, Place};
pub use prefill::{KnownFact, Offer, facts, offers};
pub use problem::{Problem, Severity};
pub use save::{Lost, Saved, fields_of, ready, remove_entry, save};
pub use service::{
    Agencies, Asked, Catalogue, Facts, Give, Page, Plan, PlannedItem, SampleCase, Service, Target,
    agency_files, folders,
};
pub use summary::{SummaryEntry, SummaryRow, SummarySection, entry_title, entry_titles};
pub use texts::link;
pub use version::{Files, VersionHash};
