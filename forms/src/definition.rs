//! The service files as an author writes them, one type per block. Read by the loader, by the generated
//! reference and by the editor's JSON Schema; every doc comment here is shown to authors.

mod availability;
mod page;
mod plan;
mod service;
mod target;

pub use availability::{Availability, Season, Span};
pub(crate) use page::{COMMON_KEYS, CommonKeys};
pub use page::{Check, PageFile, Personal, Prefill, Question, Sensitivity};
pub use plan::{Outcome, PlanItem, Status, Tell};
pub use service::{
    AgenciesFile, Agency, Computed, ComputedType, Federal, Fee, Need, NeedQuestion, Noun, OtherWay,
    PrivacyAct, Retention, Section, ServiceFile, SignIn,
};
pub use target::TargetDays;
