//! People who work for an agency, and the roles they have.

use serde::{Deserialize, Serialize};

use crate::StaffId;

/// Somebody who works for an agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// Who.
    pub id: StaffId,
    /// Their sign-in name: a work email address.
    pub email: String,
    /// Their name, as colleagues see it.
    pub name: String,
    /// The agency they work for, by its name in files.
    pub agency: String,
    /// What they do there.
    pub role: Role,
}

/// What somebody does at an agency. Rights hang on this in `policy.rs` and nowhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Handles cases.
    Caseworker,
    /// Handles cases, and obligations that got stuck.
    Supervisor,
    /// Reads cases and audit entries, changes nothing.
    Auditor,
}

impl Role {
    /// Its name where it is kept.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Caseworker => "caseworker",
            Self::Supervisor => "supervisor",
            Self::Auditor => "auditor",
        }
    }

    /// Read back.
    pub fn from_text(text: &str) -> Option<Self> {
        [Self::Caseworker, Self::Supervisor, Self::Auditor].into_iter().find(|role| role.as_str() == text)
    }
}
