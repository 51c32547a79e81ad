//! Facts people told one service and may be offered in the next, to be confirmed.

use forms::Answer;
use jiff::civil::Date;
use model::PersonId;

use crate::{
    DataKey, Statement, Store, StoreError, Value,
    engine::{insert as insert_row, values},
    vault::place,
};

/// One fact about a person, as they said it.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonFact {
    /// What it is: `home_address`.
    pub name: String,
    /// What they said. Sealed.
    pub answer: Answer,
    /// The service they said it to.
    pub from_service: String,
    /// The day they said it.
    pub said_on: Date,
}

fn answer_place(person: &PersonId, name: &str) -> String {
    place("facts.answer", &format!("{person}.{name}"))
}

fn row(person: &PersonId, fact: &PersonFact, key: &DataKey) -> Vec<(&'static str, Value)> {
    values![
        "person_id" => person,
        "name" => &fact.name,
        "answer" => key.seal_json(&answer_place(person, &fact.name), &fact.answer),
        "from_service" => &fact.from_service,
        "said_on" => fact.said_on.to_string(),
    ]
}

/// Keeps a fact about a person who has said nothing yet.
pub fn insert_fact(person: &PersonId, fact: &PersonFact, key: &DataKey) -> Statement {
    insert_row("facts", row(person, fact, key), "fact known")
}

/// Keeps a fact about a person, sealed with the person's key, in place of an earlier one of that name.
pub fn upsert_fact(person: &PersonId, fact: &PersonFact, key: &DataKey) -> Statement {
    let row = row(person, fact, key);
    let sql = "INSERT INTO facts (person_id, name, answer, from_service, said_on) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (person_id, name) DO UPDATE SET \
        answer = excluded.answer, from_service = excluded.from_service, said_on = excluded.said_on";
    Statement::new(sql, row.into_iter().map(|(_, value)| value).collect())
}

/// Forgets a fact: the person does not want it offered again.
pub fn delete_fact(person: &PersonId, name: &str) -> Statement {
    Statement::new("DELETE FROM facts WHERE person_id = $1 AND name = $2", vec![person.into(), name.into()])
}

/// Forgets what a person said to a service by a day: a later word on it stays.
pub fn delete_fact_said(person: &PersonId, name: &str, to_service: &str, by: Date) -> Statement {
    let sql = "DELETE FROM facts WHERE person_id = $1 AND name = $2 AND from_service = $3 AND said_on <= $4";
    Statement::new(sql, vec![person.into(), name.into(), to_service.into(), by.to_string().into()])
}

impl Store {
    /// Everything a person told before, by name.
    pub async fn facts_of(&self, person: &PersonId) -> Result<Vec<PersonFact>, StoreError> {
        let sql = "SELECT f.*, p.key_id, k.kek_id, k.wrapped FROM facts f JOIN people p ON p.id = f.person_id \
            JOIN data_keys k ON k.id = p.key_id WHERE f.person_id = $1 ORDER BY f.name";
        let rows = self.read(sql, vec![person.into()]).await?;
        rows.iter()
            .map(|row| {
                let name = row.text("name")?;
                let answer =
                    self.row_key(row)?.open_json(&answer_place(person, &name), row.bytes("answer")?)?;
                Ok(PersonFact {
                    name,
                    answer,
                    from_service: row.text("from_service")?,
                    said_on: row.date("said_on")?,
                })
            })
            .collect()
    }
}
