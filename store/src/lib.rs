//! Where everything is kept: rows in SQLite or PostgreSQL, files in a folder, personal data encrypted before it
//! reaches either. Reading gives values; every change is a `Batch`, committed whole or not at all.

mod engine;
mod error;
mod opening;
mod paging;
mod readable;
mod vault;

pub mod attempts;
pub mod audit;
pub mod availability;
pub mod backup;
pub mod cases;
pub mod codes;
pub mod drafts;
pub mod erasure;
pub mod events;
pub mod facts;
pub mod files;
pub mod links;
pub mod obligations;
pub mod people;
pub mod previews;
pub mod publications;
pub mod queue;
pub mod sealed;
pub mod service_versions;
pub mod session_drafts;
pub mod sessions;
pub mod staff;
pub mod submissions;

pub use attempts::Attempt;
pub use audit::{AuditEntry, NewAuditEntry};
pub use cases::StatusCount;
pub use backup::{AuditEnd, Contents, DatabaseCopy, Holdings};
pub use codes::OneTimeCode;
pub use drafts::{Draft, DraftToErase};
pub use engine::{Batch, Expect, Row, Statement, Value};
pub use erasure::EndedCase;
pub use error::{CommitError, StoreError};
pub use facts::PersonFact;
pub use files::StoredFile;
pub use links::ResumeLink;
pub use obligations::{OwedFilter, Shown, StateCount};
pub use opening::{Settings, Store};
pub use paging::{Cursor, Page};
pub use people::Person;
pub use previews::Preview;
pub use publications::{Publication, PublicationKind};
pub use queue::{QueueFilter, QueuePage, QueueRow, Search, Sort};
pub use sealed::{Looked, Unreadable};
pub use service_versions::ServiceVersion;
pub use sessions::Session;
pub use submissions::Submission;
pub use vault::{BadKeks, DataKey, Keks, erase_key};
