//! People who proved an email address, so that they find their drafts and cases again.

use jiff::Timestamp;
use model::{KeyId, PersonId};

use crate::{
    DataKey, Row, Statement, Store, StoreError,
    engine::{insert as insert_row, values},
    vault::{open_text, place},
};

/// A human known to the platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// Their email address, as they wrote it. Sealed.
    pub email: String,
    /// `store.email_hash(email)`: one person for each address.
    pub email_hash: String,
    /// The language they read (BCP 47).
    pub locale: String,
    /// The data key of what is kept about them.
    pub key: KeyId,
    /// When they became known.
    pub created_at: Timestamp,
}

const SELECT: &str = "SELECT p.*, k.kek_id, k.wrapped FROM people p JOIN data_keys k ON k.id = p.key_id";

/// Keeps a new person. A conflict means that somebody with this address is known already.
pub fn insert(person: &Person, key: &DataKey) -> Statement {
    let row = values![
        "id" => &person.id,
        "email" => key.seal(&place("people.email", person.id.as_str()), person.email.as_bytes()),
        "email_hash" => &person.email_hash,
        "locale" => &person.locale,
        "key_id" => &person.key,
        "created_at" => person.created_at,
    ];
    insert_row("people", row, "person known")
}

impl Store {
    /// A person by their id.
    pub async fn find_person(&self, id: &PersonId) -> Result<Option<Person>, StoreError> {
        let row = self.find(&format!("{SELECT} WHERE p.id = $1"), vec![id.into()]).await?;
        row.map(|row| self.person(&row)).transpose()
    }

    /// A person by their email address, however it is capitalised.
    pub async fn find_person_by_email(&self, email: &str) -> Result<Option<Person>, StoreError> {
        let sql = format!("{SELECT} WHERE p.email_hash = $1");
        let row = self.find(&sql, vec![self.email_hash(email).into()]).await?;
        row.map(|row| self.person(&row)).transpose()
    }

    fn person(&self, row: &Row) -> Result<Person, StoreError> {
        let key = self.row_key(row)?;
        let id = row.read("id", PersonId::from_text)?;
        Ok(Person {
            email: open_text(&key, row, "email", &place("people.email", id.as_str()))?,
            email_hash: row.text("email_hash")?,
            locale: row.text("locale")?,
            key: key.id().clone(),
            created_at: row.time("created_at")?,
            id,
        })
    }
}
