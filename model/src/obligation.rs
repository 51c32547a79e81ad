//! An obligation: one thing somebody is owed, with a deadline. It ends accepted, or failed and the person was told.
//! What an attempt's result means is decided here, without a clock or a database.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{Accepted, CaseId, Class, Failure, KeyId, ObligationId};

/// One thing somebody is owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obligation {
    /// Its id; the other side gets it as idempotency key.
    pub id: ObligationId,
    /// The case it belongs to; none for a one-time code.
    pub case: Option<CaseId>,
    /// The agency that owes it, by its name in files.
    pub agency: String,
    /// What is owed.
    pub duty: Duty,
    /// Where it stands.
    pub state: State,
    /// When it counts as failed.
    pub deadline_at: Timestamp,
    /// Not to be tried before.
    pub next_attempt_at: Timestamp,
    /// Attempts made.
    pub attempts: u32,
    /// Why the last attempt failed, for operators.
    pub last_failure: Option<Failure>,
    /// When it came to be.
    pub created_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// The data key its content is encrypted with.
    pub key: KeyId,
    /// Grows with every change; a commit names the one it read.
    pub row_version: i64,
}

/// What is owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "duty", rename_all = "snake_case")]
pub enum Duty {
    /// Hand a part of the submission to a system of record.
    HandOver {
        /// The part of the fulfilment plan.
        plan_item: String,
        /// The operator's name for the connection.
        connector: String,
        /// Parts of the plan that must be accepted first.
        after: Vec<String>,
    },
    /// Tell a person something.
    Notify {
        /// The channel: `email`.
        channel: String,
        /// What it is about, as a message key: `submission_received`, `status:approved`, `hand_over_failed`.
        about: String,
    },
}

impl Duty {
    /// The part of the plan it hands over; none for a message.
    pub fn plan_item(&self) -> Option<&String> {
        match self {
            Self::HandOver { plan_item, .. } => Some(plan_item),
            Self::Notify { .. } => None,
        }
    }
}

/// Where an obligation stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// Other parts must be accepted first.
    Waiting,
    /// To be tried.
    Due,
    /// It may have been taken: the other side is asked first.
    Asking,
    /// Ended: taken.
    Accepted(Accepted),
    /// Ended: not taken, and the person was told, how.
    Failed {
        /// How the person was told: `email`; `timeline` when a message itself failed; `erased` when what it was about
        /// was erased and nothing is owed any more.
        told_by: String,
    },
}

impl State {
    /// Its name where it is kept.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Due => "due",
            Self::Asking => "asking",
            Self::Accepted(_) => "accepted",
            Self::Failed { .. } => "failed",
        }
    }

    /// Nothing more will happen.
    pub fn is_end(&self) -> bool {
        matches!(self, Self::Accepted(_) | Self::Failed { .. })
    }
}

/// What an attempt's result means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It ends well.
    Accept(Accepted),
    /// Try again, not before then.
    Later(Timestamp),
    /// Ask the other side, not before then.
    Ask(Timestamp),
    /// It ends badly: the person must be told in the same commit.
    GiveUp(Class),
}

/// The hand-overs of a case that count: for each part of the plan the newest. A part that failed and was begun again
/// has two.
pub fn current_parts(obligations: Vec<Obligation>) -> Vec<Obligation> {
    let mut parts: Vec<Obligation> = Vec::new();
    for obligation in obligations {
        let Duty::HandOver { plan_item, .. } = &obligation.duty else { continue };
        let same = parts.iter_mut().find(|part| part.duty.plan_item() == Some(plan_item));
        match same {
            Some(part) if part.created_at <= obligation.created_at => *part = obligation,
            Some(_) => {}
            None => parts.push(obligation),
        }
    }
    parts
}

/// First wait after a failed attempt; each further one doubles it.
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(5);
/// Longest wait: an agency's system that comes back is noticed within the hour.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_secs(3600);
/// The same, spread so that not all try at once.
pub const LONGEST_SPREAD_WAIT: SignedDuration = SignedDuration::from_secs(4500);

/// Decides what an attempt's result means. `spread` in 0..=255 shifts the wait by up to a quarter, so that many
/// obligations do not wake at the same moment.
pub fn judge(
    obligation: &Obligation,
    result: Result<Accepted, Failure>,
    now: Timestamp,
    spread: u8,
) -> Verdict {
    let failure = match result {
        Ok(accepted) => return Verdict::Accept(accepted),
        Err(failure) => failure,
    };
    let next = now.saturating_add(wait(obligation.attempts, spread)).unwrap_or(Timestamp::MAX);
    let in_time = next < obligation.deadline_at;
    match failure.class {
        Class::Permanent => Verdict::GiveUp(Class::Permanent),
        Class::Unknown if in_time => Verdict::Ask(next),
        // Asked for the last time at the deadline: a part that did arrive must not be reported as failed.
        Class::Unknown if now < obligation.deadline_at => Verdict::Ask(obligation.deadline_at),
        Class::Transient if in_time => Verdict::Later(next),
        class => Verdict::GiveUp(class),
    }
}

fn wait(attempts_before: u32, spread: u8) -> SignedDuration {
    let doubled = FIRST_WAIT.checked_mul(1_i32.checked_shl(attempts_before.min(16)).unwrap_or(i32::MAX));
    let wait = doubled.map_or(LONGEST_WAIT, |wait| wait.min(LONGEST_WAIT));
    wait + wait * i32::from(spread) / 1024
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn obligation(attempts: u32, deadline_at: Timestamp) -> Obligation {
        let id = |c: &str| c.repeat(26);
        Obligation {
            id: ObligationId::from_text(&id("a")).unwrap(),
            case: None,
            agency: "dmv".into(),
            duty: Duty::Notify { channel: "email".into(), about: "code".into() },
            state: State::Due,
            deadline_at,
            next_attempt_at: Timestamp::UNIX_EPOCH,
            attempts,
            last_failure: None,
            created_at: Timestamp::UNIX_EPOCH,
            ended_at: None,
            key: KeyId::from_text(&id("k")).unwrap(),
            row_version: 1,
        }
    }

    #[test]
    fn a_permanent_failure_ends_at_once_however_much_time_is_left() {
        let far = Timestamp::from_second(1_000_000).unwrap();
        let verdict =
            judge(&obligation(0, far), Err(Failure::permanent("no such column")), Timestamp::UNIX_EPOCH, 0);
        assert_eq!(verdict, Verdict::GiveUp(Class::Permanent));
    }

    #[test]
    fn after_an_unknown_result_the_other_side_is_asked_before_anything_is_sent_again() {
        let far = Timestamp::from_second(1_000_000).unwrap();
        let verdict =
            judge(&obligation(0, far), Err(Failure::unknown("timed out")), Timestamp::UNIX_EPOCH, 0);
        assert_eq!(verdict, Verdict::Ask(Timestamp::from_second(5).unwrap()));
    }

    #[test]
    fn what_may_have_arrived_is_asked_for_a_last_time_at_the_deadline() {
        let deadline = Timestamp::from_second(3).unwrap();
        let judged = |now| judge(&obligation(0, deadline), Err(Failure::unknown("timed out")), now, 0);
        assert_eq!(judged(Timestamp::UNIX_EPOCH), Verdict::Ask(deadline));
        assert_eq!(judged(deadline), Verdict::GiveUp(Class::Unknown));
    }

    #[test]
    fn of_a_part_that_was_begun_again_only_the_new_one_counts() {
        let at = |second, failed| {
            let mut part = obligation(0, Timestamp::MAX);
            part.duty =
                Duty::HandOver { plan_item: "record".into(), connector: "dmv".into(), after: Vec::new() };
            part.created_at = Timestamp::from_second(second).unwrap();
            if failed {
                part.state = State::Failed { told_by: "email".into() };
            }
            part
        };
        let message = obligation(0, Timestamp::MAX);
        let parts = current_parts(vec![at(1, true), message, at(9, false)]);
        assert_eq!(parts, [at(9, false)]);
        assert_eq!(current_parts(vec![at(9, false), at(1, true)]), [at(9, false)]);
    }

    proptest! {
        #[test]
        fn an_obligation_always_reaches_an_end(classes in prop::collection::vec(any::<bool>(), 1..200), spread: u8) {
            // Whatever the other side says, the deadline is reached in a bounded number of attempts.
            let deadline = Timestamp::from_second(72 * 3600).unwrap();
            let mut now = Timestamp::UNIX_EPOCH;
            let mut ended = false;
            for attempt in 0..200_u32 {
                let transient = classes[attempt as usize % classes.len()];
                let failure = if transient { Failure::transient("down") } else { Failure::unknown("timeout") };
                match judge(&obligation(attempt, deadline), Err(failure), now, spread) {
                    Verdict::Later(next) => { prop_assert!(next > now && next < deadline); now = next; }
                    Verdict::Ask(next) => { prop_assert!(next > now && next <= deadline); now = next; }
                    Verdict::GiveUp(_) => { ended = true; break; }
                    Verdict::Accept(_) => prop_assert!(false, "nothing was accepted"),
                }
            }
            prop_assert!(ended);
        }

        #[test]
        fn waits_grow_and_never_pass_an_hour_and_a_quarter(attempts in 0u32..10_000, spread: u8) {
            let wait = wait(attempts, spread);
            prop_assert!(wait >= FIRST_WAIT && wait <= LONGEST_SPREAD_WAIT);
        }
    }
}
