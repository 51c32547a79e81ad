//! Events: what happened to a case, in order. They are only ever added; what each says is sealed.

use model::{Actor, CaseId, Event, EventId, EventKind, StaffId};

use crate::{
    DataKey, Row, Statement, Store, StoreError, Value,
    engine::{insert as insert_row, values},
    vault::place,
};

fn body_place(id: &EventId) -> String {
    place("events.body", id.as_str())
}

/// Adds an event after those the case has. A conflict means that another was added at the same moment.
pub fn insert(event: &Event, key: &DataKey) -> Statement {
    let sql = "INSERT INTO events (case_id, id, at, actor, staff_id, body, number) VALUES \
        ($1, $2, $3, $4, $5, $6, (SELECT COALESCE(MAX(number), 0) + 1 FROM events WHERE case_id = $1))";
    let params = row(event, key).into_iter().map(|(_, value)| value).collect();
    Statement::new(sql, params).expect_one("event added meanwhile")
}

/// Adds an event of a case that nobody else knows yet, with its number.
pub fn insert_numbered(event: &Event, number: i64, key: &DataKey) -> Statement {
    let mut row = row(event, key);
    row.push(("number", number.into()));
    insert_row("events", row, "event added meanwhile")
}

fn row(event: &Event, key: &DataKey) -> Vec<(&'static str, Value)> {
    let (actor, staff) = match &event.actor {
        Actor::Resident => ("resident", None),
        Actor::Staff(staff) => ("staff", Some(staff)),
        Actor::Platform => ("platform", None),
    };
    values![
        "case_id" => &event.case,
        "id" => &event.id,
        "at" => event.at,
        "actor" => actor,
        "staff_id" => staff,
        "body" => key.seal_json(&body_place(&event.id), &event.kind),
    ]
}

impl Store {
    /// A case's events, oldest first. Whoever asks holds the case's key; what residents may read is
    /// `event.kind.audience()`.
    pub async fn events_of(&self, case: &CaseId, key: &DataKey) -> Result<Vec<Event>, StoreError> {
        let rows =
            self.read("SELECT * FROM events WHERE case_id = $1 ORDER BY number", vec![case.into()]).await?;
        rows.iter().map(|row| read_event(row, key)).collect()
    }
}

fn read_event(row: &Row, key: &DataKey) -> Result<Event, StoreError> {
    let id = row.read("id", EventId::from_text)?;
    let kind: EventKind = key.open_json(&body_place(&id), row.bytes("body")?)?;
    let actor = match (row.text("actor")?.as_str(), row.opt_read("staff_id", StaffId::from_text)?) {
        ("resident", None) => Actor::Resident,
        ("platform", None) => Actor::Platform,
        ("staff", Some(staff)) => Actor::Staff(staff),
        _ => return Err(StoreError::broken("an event's actor has another shape")),
    };
    Ok(Event { case: row.read("case_id", CaseId::from_text)?, at: row.time("at")?, actor, kind, id })
}
