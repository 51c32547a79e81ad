//! Use cases: one function each, one commit each. Everything a person or a caseworker can do is a function here;
//! pages and commands only call it.

mod availability;
pub mod bench_data;
mod cases;
mod codes;
mod composing;
mod drafts;
mod error;
mod files;
mod moving;
mod my_sessions;
mod parts;
mod previews;
mod resume;
mod retention;
mod schedules;
mod services;
mod sessions;
pub mod staff;
mod submissions;
mod timeline;
mod typed;
mod worker;

pub use identity::{BadPassword, CodePurpose, LEAST_CHARACTERS, MOST_CHARACTERS};

pub use availability::Standing;
pub use cases::{CaseLine, CaseView, DraftLine, Glance, MyList, Part, PartState, StatusWords, target_on};
pub use codes::{CodeSent, Entered, Repeated, masked};
pub use composing::AccountNews;
pub use drafts::{DraftAt, Kept, Started};
pub use error::AppError;
pub use files::Upload;
pub use moving::{AskedAgain, OpenDraft, ReadDraft, SHOWN_VERSION};
pub use my_sessions::MySession;
pub use parts::{App, Parts, Settings};
pub use previews::{WouldHandOver, WouldHappen};
pub use schedules::reminders;
pub use services::{Earlier, Offered, PlanFault, Published, Publisher, Services, SetUpError, plan_faults};
pub use sessions::{Awaiting, NewSession, SignInStep, Visitor};
pub use submissions::{Receipt, Submitted};
pub use timeline::{Line, unbroken};
pub use worker::Worker;
