//! The console: what caseworkers do. Every view and every change writes an audit entry in the same commit.

mod decide;
mod hold;
mod look;
mod mend;
mod owed;
mod passwords;
mod sign_in;

pub(crate) use decide::outcome_of;
pub use look::{CaseForStaff, Opened};
pub use mend::Resolution;
pub use owed::ObligationLine;
pub use sign_in::NewStaff;

use model::{May, StaffViewer, Viewer};

use crate::{AppError, Visitor};

/// Whoever is asking, as staff. Anybody else finds nothing here.
fn staff(visitor: &Visitor) -> Result<&StaffViewer, AppError> {
    match &visitor.viewer {
        Viewer::Staff(staff) => Ok(staff),
        _ => Err(AppError::NotFound),
    }
}

/// The agency a right covers; staff rights always cover one.
fn agency_of(may: &May) -> &str {
    may.agency().unwrap_or_default()
}
