//! Who may do what: one table. A right is a value (`May`) that only this file can make, so code that needs one
//! cannot forget to ask. Not yours looks exactly like not found.

use crate::{Case, CaseId, PersonId, Role, StaffId};

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
    /// Hold a case back from erasing, or release it.
    HoldCase,
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
    (Act::HoldCase, &[Role::Supervisor]),
];

/// The right to do something, on an agency's cases or on one. Proof that the table was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct May {
    act: Act,
    agency: Option<String>,
    case: Option<CaseId>,
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

    /// The one case it covers; `None` when it is for every case of the agency. A resident's right always names one.
    pub fn case(&self) -> Option<&CaseId> {
        self.case.as_ref()
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
        if allowed { Ok(May { act, agency: Some(staff.agency.clone()), case: None }) } else { Err(Denied) }
    }

    /// The right to do something on one case, and on no other.
    pub fn may_on(&self, act: Act, case: &Case) -> Result<May, Denied> {
        let only = Some(case.id.clone());
        match self {
            Self::Resident(person) => {
                let own = act == Act::ViewCase && case.person.as_ref() == Some(person);
                if own { Ok(May { act, agency: None, case: only }) } else { Err(Denied) }
            }
            Self::Staff(staff) if case.agencies.contains(&staff.agency) => {
                Ok(May { case: only, ..self.may(act)? })
            }
            Self::Anonymous | Self::Staff(_) => Err(Denied),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CaseReference, KeyId, Random};

    /// Chance that is always the same: references do not matter here.
    struct Always;

    impl Random for Always {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(7);
        }
    }

    const ACTS: [Act; 8] = [
        Act::ListCases,
        Act::ViewCase,
        Act::SetStatus,
        Act::WriteNote,
        Act::ListObligations,
        Act::MendObligation,
        Act::ViewAudit,
        Act::HoldCase,
    ];
    const ROLES: [Role; 3] = [Role::Caseworker, Role::Supervisor, Role::Auditor];

    /// The whole table a second time, one line for each act: caseworker, supervisor, auditor. A change of a right
    /// must be made in both places.
    fn expected(act: Act) -> [bool; 3] {
        match act {
            Act::ListCases | Act::ViewCase => [true, true, true],
            Act::SetStatus | Act::WriteNote => [true, true, false],
            Act::ListObligations | Act::ViewAudit => [false, true, true],
            Act::MendObligation | Act::HoldCase => [false, true, false],
        }
    }

    fn id(letter: &str) -> String {
        letter.repeat(26)
    }

    fn person(letter: &str) -> PersonId {
        PersonId::from_text(&id(letter)).unwrap()
    }

    /// A case of the agencies `dmv` and `clerk` and of one person.
    fn case(letter: &str) -> Case {
        Case {
            id: CaseId::from_text(&id(letter)).unwrap(),
            reference: CaseReference::random(&Always),
            service: "renew-a-license".into(),
            service_version: "aa".into(),
            agencies: vec!["dmv".into(), "clerk".into()],
            person: Some(person("p")),
            locale: "en".into(),
            status: "received".into(),
            outcome: None,
            received_at: jiff::Timestamp::UNIX_EPOCH,
            target_on: None,
            changed_at: jiff::Timestamp::UNIX_EPOCH,
            ended_at: None,
            row_version: 1,
            key: KeyId::from_text(&id("k")).unwrap(),
        }
    }

    fn staff(agency: &str, role: Role) -> Viewer {
        let id = StaffId::from_text(&id("s")).unwrap();
        Viewer::Staff(StaffViewer { id, name: "Sam Sample".into(), agency: agency.into(), role })
    }

    #[test]
    fn every_act_is_open_to_exactly_the_roles_of_agencies_that_take_part() {
        for act in ACTS {
            for (role, allowed) in ROLES.into_iter().zip(expected(act)) {
                for (agency, takes_part) in [("dmv", true), ("clerk", true), ("parks", false)] {
                    let viewer = staff(agency, role);
                    let may_here = viewer.may_on(act, &case("a")).is_ok();
                    assert_eq!(may_here, allowed && takes_part, "{role:?} of {agency}: {act:?} on a case");
                    let may_at_all = viewer.may(act);
                    assert_eq!(may_at_all.is_ok(), allowed, "{role:?} of {agency}: {act:?} at their agency");
                    if let Ok(may) = may_at_all {
                        assert_eq!((may.act(), may.agency(), may.case()), (act, Some(agency), None));
                    }
                }
            }
        }
    }

    #[test]
    fn residents_view_their_own_cases_and_do_nothing_else() {
        let nobodys = Case { person: None, ..case("a") };
        for act in ACTS {
            let (own, other) = (Viewer::Resident(person("p")), Viewer::Resident(person("q")));
            assert_eq!(
                own.may_on(act, &case("a")).is_ok(),
                act == Act::ViewCase,
                "{act:?} on their own case"
            );
            assert_eq!(other.may_on(act, &case("a")), Err(Denied), "{act:?} on somebody else's case");
            assert_eq!(own.may_on(act, &nobodys), Err(Denied), "{act:?} on a case of nobody we know");
            assert_eq!(own.may(act), Err(Denied), "{act:?} without a case");
        }
    }

    #[test]
    fn nobody_we_know_may_do_nothing() {
        for act in ACTS {
            assert_eq!(Viewer::Anonymous.may_on(act, &case("a")), Err(Denied), "{act:?}");
            assert_eq!(Viewer::Anonymous.may(act), Err(Denied), "{act:?}");
        }
    }

    #[test]
    fn a_right_on_a_case_names_that_case() {
        let (one, other) = (case("a"), case("b"));
        for viewer in [Viewer::Resident(person("p")), staff("dmv", Role::Caseworker)] {
            for own in [&one, &other] {
                let may = viewer.may_on(Act::ViewCase, own).unwrap();
                assert_eq!(may.case(), Some(&own.id), "{viewer:?}");
            }
        }
    }
}
