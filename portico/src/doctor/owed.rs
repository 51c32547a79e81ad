//! Obligations without an end: to whom, how old, what was tried, why it has not ended, and when it is tried next.

use jiff::{SignedDuration, Timestamp};
use model::{Duty, Obligation, State, current_parts};
use serde::Serialize;
use store::{Store, StoreError};

/// Obligations read at a time.
const PAGE: i64 = 500;
/// A worker looks every two seconds and an attempt lasts 30: whoever waits longer is not being worked on.
const LATE: SignedDuration = SignedDuration::from_mins(5);

/// One obligation without an end. No personal data.
#[derive(Debug, Serialize)]
pub struct Owed {
    /// Its id.
    pub id: String,
    /// The reference of its case, if it belongs to one.
    pub case: Option<String>,
    /// Which agency owes it.
    pub agency: String,
    /// The connector or channel, and what.
    pub to: String,
    /// Seconds since it came to be.
    pub age_seconds: i64,
    /// `waiting`, `due`, `asking` or `failed`.
    pub state: String,
    /// Attempts made.
    pub attempts: u32,
    /// Why it has no end yet.
    pub why: String,
    /// When it is tried next; none while it waits for others.
    pub next_attempt_at: Option<String>,
    /// When it counts as failed, and the person is told.
    pub deadline_at: String,
    /// It should have been tried by now.
    pub is_late: bool,
}

/// Every obligation without an end, oldest first.
pub async fn list(store: &Store, now: Timestamp) -> Result<Vec<Owed>, StoreError> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let page = store.without_end(None, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(all) };
        after = Some((last.created_at, last.id.clone()));
        for obligation in &page {
            let case = match &obligation.case {
                Some(id) => store.find_case(id).await?.map(|case| case.reference.to_string()),
                None => None,
            };
            all.push(owed(obligation, case, now));
        }
    }
}

/// How long a part that failed for good is told.
const FAILED_TOLD: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Parts that failed for good in the last 30 days and were not begun again, newest first. The person was told; somebody
/// at the agency should look.
pub async fn failed(store: &Store, now: Timestamp) -> Result<Vec<Owed>, StoreError> {
    let mut all = Vec::new();
    for part in store.failed_parts(now - FAILED_TOLD, PAGE).await? {
        let Some(id) = &part.case else { continue };
        let is_current =
            current_parts(store.obligations_of(id).await?).iter().any(|current| current.id == part.id);
        if is_current {
            let case = store.find_case(id).await?.map(|case| case.reference.to_string());
            all.push(Owed { next_attempt_at: None, is_late: false, ..owed(&part, case, now) });
        }
    }
    Ok(all)
}

fn owed(obligation: &Obligation, case: Option<String>, now: Timestamp) -> Owed {
    let waits = obligation.state == State::Waiting;
    let is_past = |moment: Timestamp| now.duration_since(moment) > LATE;
    Owed {
        id: obligation.id.to_string(),
        case,
        agency: obligation.agency.clone(),
        to: to(&obligation.duty),
        age_seconds: now.duration_since(obligation.created_at).as_secs(),
        state: obligation.state.name().to_owned(),
        attempts: obligation.attempts,
        why: why(obligation),
        next_attempt_at: (!waits).then(|| obligation.next_attempt_at.to_string()),
        deadline_at: obligation.deadline_at.to_string(),
        is_late: !waits && is_past(obligation.next_attempt_at),
    }
}

fn to(duty: &Duty) -> String {
    match duty {
        Duty::HandOver { connector, plan_item, .. } => format!("connector {connector}: {plan_item}"),
        Duty::Notify { channel, about } => format!("channel {channel}: {about}"),
    }
}

fn why(obligation: &Obligation) -> String {
    match (&obligation.state, &obligation.duty, &obligation.last_failure) {
        (State::Waiting, Duty::HandOver { after, .. }, _) => format!("waits for {}", after.join(", ")),
        (State::Asking, _, Some(failure)) => {
            format!("may have arrived; the other side is asked ({})", failure.detail)
        }
        (_, _, Some(failure)) => format!("{}: {}", failure.class.as_str(), failure.detail),
        (_, _, None) if obligation.attempts == 0 => "not tried yet".to_owned(),
        _ => "was tried; tried again".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{Failure, KeyId, ObligationId};

    fn obligation(state: State, failure: Option<Failure>) -> Obligation {
        let duty = Duty::HandOver {
            plan_item: "card".into(),
            connector: "dmv-records".into(),
            after: vec!["record".into()],
        };
        Obligation {
            id: ObligationId::from_text(&"a".repeat(26)).unwrap(),
            case: None,
            agency: "dmv".into(),
            duty,
            state,
            deadline_at: Timestamp::from_second(100_000).unwrap(),
            next_attempt_at: Timestamp::from_second(1_000).unwrap(),
            attempts: u32::from(failure.is_some()),
            last_failure: failure,
            created_at: Timestamp::UNIX_EPOCH,
            ended_at: None,
            key: KeyId::from_text(&"k".repeat(26)).unwrap(),
            row_version: 1,
        }
    }

    #[test]
    fn every_obligation_says_why_it_has_no_end() {
        let cases = [
            (obligation(State::Waiting, None), "waits for record"),
            (obligation(State::Due, None), "not tried yet"),
            (
                obligation(State::Due, Some(Failure::transient("the database refuses"))),
                "transient: the database refuses",
            ),
            (
                obligation(State::Asking, Some(Failure::unknown("timed out"))),
                "may have arrived; the other side is asked (timed out)",
            ),
        ];
        for (obligation, expected) in cases {
            assert_eq!(why(&obligation), expected);
        }
    }

    #[test]
    fn only_what_should_have_been_tried_by_now_is_late() {
        let at = |second| Timestamp::from_second(second).unwrap();
        assert!(!owed(&obligation(State::Due, None), None, at(1_200)).is_late);
        assert!(owed(&obligation(State::Due, None), None, at(1_400)).is_late);
        assert!(!owed(&obligation(State::Waiting, None), None, at(1_400)).is_late);
    }
}
