//! The console: what caseworkers do. Every view and every change writes an audit entry in the same commit.

mod decide;
mod factor;
mod hold;
mod look;
mod mend;
mod owed;
mod password;
mod passwords;
mod prove;
mod sign_in;

pub(crate) use decide::outcome_of;
pub use factor::{FactorToSetUp, SetUp};
pub use look::{CaseForStaff, Opened};
pub use mend::Resolution;
pub use owed::ObligationLine;
pub use password::PasswordChange;
pub use prove::{Confirmed, Proved, Refused};
pub use sign_in::{FIRST_PASSWORD_LASTS, NewStaff, StaffSignIn};

use model::{May, StaffViewer, Viewer};

use crate::{AppError, SignInStep, Visitor};

/// Whoever is asking, as staff. Anybody else finds nothing here.
fn staff(visitor: &Visitor) -> Result<&StaffViewer, AppError> {
    match &visitor.viewer {
        Viewer::Staff(staff) => Ok(staff),
        _ => Err(AppError::NotFound),
    }
}

/// Whoever is asking, as staff: in, or on their way in at this step.
fn staff_at(visitor: &Visitor, step: SignInStep) -> Result<&StaffViewer, AppError> {
    match &visitor.awaits {
        Some(awaiting) if awaiting.step == step => Ok(&awaiting.staff),
        _ => staff(visitor),
    }
}

/// The agency a right covers; staff rights always cover one.
fn agency_of(may: &May) -> &str {
    may.agency().unwrap_or_default()
}
