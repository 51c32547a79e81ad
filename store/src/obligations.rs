//! Obligations: what somebody is owed. Work on one is claimed with a lease, so that any number of nodes may try.

mod listing;
mod reading;

use jiff::{SignedDuration, Timestamp};
use model::{Duty, LONGEST_SPREAD_WAIT, Obligation, State};

pub use listing::{OwedFilter, Shown};
pub use reading::StateCount;

use crate::{
    DataKey, Statement, Value,
    engine::{insert as insert_row, update as update_row, values},
    vault::{json, place},
};

/// What kind of duty: messages are looked for apart from hand-overs, so that neither waits for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A part for a system of record.
    HandOver,
    /// A message to a person.
    Notify,
}

impl Kind {
    /// The kind of a duty.
    pub fn of(duty: &Duty) -> Self {
        match duty {
            Duty::HandOver { .. } => Self::HandOver,
            Duty::Notify { .. } => Self::Notify,
        }
    }

    /// Its name where it is kept.
    pub fn name(self) -> &'static str {
        match self {
            Self::HandOver => "hand_over",
            Self::Notify => "notify",
        }
    }
}

/// The connector or the channel a duty goes by.
pub fn via(duty: &Duty) -> &str {
    match duty {
        Duty::HandOver { connector, .. } => connector,
        Duty::Notify { channel, .. } => channel,
    }
}

fn content_place(id: &model::ObligationId) -> String {
    place("obligations.content", id.as_str())
}

/// Keeps a new obligation with what it is to hand over or to say (`serde_json` bytes), sealed.
pub fn insert(obligation: &Obligation, content: &[u8], key: &DataKey) -> Statement {
    insert_with(obligation, Some(key.seal_packed(&content_place(&obligation.id), content)))
}

/// Keeps an obligation that has ended, with nothing to hand over or to say any more.
pub fn insert_ended(obligation: &Obligation) -> Statement {
    insert_with(obligation, None)
}

fn insert_with(obligation: &Obligation, content: Option<Vec<u8>>) -> Statement {
    let mut row = changeable(obligation);
    row.extend(values![
        "id" => &obligation.id,
        "case_id" => obligation.case.as_ref(),
        "agency" => &obligation.agency,
        "kind" => Kind::of(&obligation.duty).name(),
        "via" => via(&obligation.duty),
        "duty" => String::from_utf8_lossy(&json(&obligation.duty)).into_owned(),
        "created_at" => obligation.created_at,
        "content" => content,
        "key_id" => &obligation.key,
        "row_version" => obligation.row_version,
    ]);
    insert_row("obligations", row, "obligation exists")
}

/// Takes the lease on an obligation, if nobody else holds it or changed the obligation since it was read. The kept
/// row version is one more: settle with that. A part is kept as one to ask for: if this process dies while handing it
/// over, the other side may have it.
pub fn claim(obligation: &Obligation, now: Timestamp, lease_until: Timestamp, by: &str) -> Statement {
    let sql = "UPDATE obligations SET lease_until = $1, leased_by = $2, row_version = row_version + 1, \
        state = CASE WHEN kind = 'hand_over' THEN 'asking' ELSE state END \
        WHERE id = $3 AND row_version = $4 AND ended_at IS NULL AND (lease_until IS NULL OR lease_until <= $5)";
    let id = &obligation.id;
    Statement::new(
        sql,
        vec![lease_until.into(), by.into(), id.into(), obligation.row_version.into(), now.into()],
    )
    .expect_one("obligation claimed")
}

/// Forgets messages that belong to no case (one-time codes, links) and ended before a moment: their addresses and
/// codes are nobody's business any more.
pub fn purge_messages(ended_before: Timestamp) -> Vec<Statement> {
    const OVER: &str = "case_id IS NULL AND ended_at < $1";
    let attempts =
        format!("DELETE FROM attempts WHERE obligation_id IN (SELECT id FROM obligations WHERE {OVER})");
    let messages = format!("DELETE FROM obligations WHERE {OVER}");
    vec![
        Statement::new(attempts, vec![ended_before.into()]),
        Statement::new(messages, vec![ended_before.into()]),
    ]
}

/// Makes due what was made, or put off, while a clock was ahead: it would wait until the clock is there again. Nothing is
/// put off for longer than the longest wait, but to be asked for a last time at its deadline.
pub fn of_a_clock_ahead(now: Timestamp, clocks_agree_by: SignedDuration) -> Statement {
    let sql = "UPDATE obligations SET next_attempt_at = $1, row_version = row_version + 1 \
        WHERE ended_at IS NULL AND state IN ('due', 'asking') AND lease_until IS NULL AND next_attempt_at > $1 \
        AND (created_at > $2 OR (next_attempt_at > $3 AND next_attempt_at < deadline_at))";
    let latest = now + clocks_agree_by;
    Statement::new(sql, vec![now.into(), latest.into(), (latest + LONGEST_SPREAD_WAIT).into()])
}

/// Keeps what became of an obligation and gives the lease back, if it was not changed since it was read; the kept
/// row version is one more. An obligation that has ended stays ended. What was accepted is the other side's: its content
/// is not kept here a second time.
pub fn settle(obligation: &Obligation) -> Statement {
    let mut row = changeable(obligation);
    row.extend(values![
        "row_version" => obligation.row_version + 1,
        "lease_until" => Value::Null,
        "leased_by" => Value::Null,
    ]);
    if matches!(obligation.state, State::Accepted(_)) {
        row.push(("content", Value::Null));
    }
    let keys = values!["id" => &obligation.id, "row_version" => obligation.row_version];
    let mut statement = update_row("obligations", row, keys, "obligation changed");
    statement.sql = format!("{} AND ended_at IS NULL", statement.sql).into();
    statement
}

/// Lets a batch through only if nobody is trying the obligation at this moment.
pub fn not_being_tried(obligation: &Obligation, now: Timestamp) -> Statement {
    let sql = "UPDATE obligations SET lease_until = NULL, leased_by = NULL \
        WHERE id = $1 AND (lease_until IS NULL OR lease_until <= $2)";
    Statement::new(sql, vec![(&obligation.id).into(), now.into()]).expect_one("being tried right now")
}

/// Keeps new content for an obligation, sealed: an address was corrected, say.
pub fn replace_content(obligation: &Obligation, content: &[u8], key: &DataKey) -> Statement {
    let row = values!["content" => key.seal_packed(&content_place(&obligation.id), content)];
    update_row("obligations", row, values!["id" => &obligation.id], "obligation gone")
}

fn changeable(obligation: &Obligation) -> Vec<(&'static str, Value)> {
    let (accepted, told_by) = match &obligation.state {
        State::Accepted(accepted) => (Some(accepted), None),
        State::Failed { told_by } => (None, Some(told_by)),
        State::Waiting | State::Due | State::Asking => (None, None),
    };
    let failure = obligation.last_failure.as_ref();
    values![
        "state" => obligation.state.name(),
        "accepted_by" => accepted.map(|accepted| &accepted.by),
        "accepted_reference" => accepted.map(|accepted| &accepted.reference),
        "told_by" => told_by,
        "deadline_at" => obligation.deadline_at,
        "next_attempt_at" => obligation.next_attempt_at,
        "attempts" => obligation.attempts,
        "failure_class" => failure.map(|failure| failure.class.as_str()),
        "failure_detail" => failure.map(|failure| &failure.detail),
        "ended_at" => obligation.ended_at,
    ]
}
