//! Who may do what: one table. A right is a value (`May`) that only this file can make, so code that needs one
//! cannot forget to ask. Not yours looks exactly like not found.

use crate::{Case, PersonId, Role, StaffId};

/// Who is asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Viewer {
    /// Nobody we know.
    Anonymous,
    /// A resident who proved an email address.
    Resident(PersonId),
    /// Somebody who works for an agency.
    Staff(StaffViewer),
}

/// Somebody who works for an agency, with what their rights hang on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffViewer {
    /// Who.
    pub id: StaffId,
    /// Their name, as the audit entries show it.
    pub name: String,
    /// Their agency, by its name in files.
    pub agency: String,
    /// What they do there.
    pub role: Role,
}

/// Things somebody may want to do with a case or a queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// See the agency's queue.
    ListCases,
    /// Open a case: answers, timeline, obligations.
    ViewCase,
    /// Set a status or an outcome, with a reason.
    SetStatus,
    /// Write a note for colleagues.
    WriteNote,
    /// See obligations that have no end.
    ListObligations,
    /// Try an obligation again, or end it by hand with a reason.
    MendObligation,
    /// See who saw and changed what.
    ViewAudit,
}

/// The table.
const STAFF: &[(Act, &[Role])] = &[
    (Act::ListCases, &[Role::Caseworker, Role::Supervisor, Role::Auditor]),
    (Act::ViewCase, &[Role::Caseworker, Role::Supervisor, Role::Auditor]),
    (Act::SetStatus, &[Role::Caseworker, Role::Supervisor]),
    (Act::WriteNote, &[Role::Caseworker, Role::Supervisor]),
    (Act::ListObligations, &[Role::Supervisor, Role::Auditor]),
    (Act::MendObligation, &[Role::Supervisor]),
    (Act::ViewAudit, &[Role::Supervisor, Role::Auditor]),
];

/// The right to do something, on an agency's cases or on one. Proof that the table was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct May {
    act: Act,
    agency: Option<String>,
}

impl May {
    /// What it is the right to.
    pub fn act(&self) -> Act {
        self.act
    }

    /// The agency whose cases it covers; `None` for a resident's own case.
    pub fn agency(&self) -> Option<&str> {
        self.agency.as_deref()
    }
}

/// No such right. Shown as "not found".
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not found, or not yours")]
pub struct Denied;

impl Viewer {
    /// The right to do something on the viewer's own agency's cases.
    pub fn may(&self, act: Act) -> Result<May, Denied> {
        let Self::Staff(staff) = self else { return Err(Denied) };
        let allowed = STAFF.iter().any(|(listed, roles)| *listed == act && roles.contains(&staff.role));
        if allowed { Ok(May { act, agency: Some(staff.agency.clone()) }) } else { Err(Denied) }
    }

    /// The right to do something on one case.
    pub fn may_on(&self, act: Act, case: &Case) -> Result<May, Denied> {
        match self {
            Self::Anonymous => Err(Denied),
            Self::Resident(person) => {
                let own = act == Act::ViewCase && case.person.as_ref() == Some(person);
                if own { Ok(May { act, agency: None }) } else { Err(Denied) }
            }
            Self::Staff(staff) if case.agencies.contains(&staff.agency) => self.may(act),
            Self::Staff(_) => Err(Denied),
        }
    }
}
