//! Drafts: answers saved and not yet sent. Whoever asks for one holds its id from their session, link or account.

use forms::{Answers, Carried, Unsettled};
use jiff::Timestamp;
use model::{DraftId, KeyId, PersonId};

use crate::{
    DataKey, Row, Statement, Store, StoreError,
    engine::{Columns, insert as insert_row, update as update_row, values},
    readable::readable,
    vault::{erase_key, json, open_opt_text, place},
};

/// Answers saved and not yet sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Its id.
    pub id: DraftId,
    /// The service, by its name in addresses.
    pub service: String,
    /// The service version its answers are in (hex of its content hash).
    pub service_version: String,
    /// Whose it is, when they proved an email address.
    pub person: Option<PersonId>,
    /// Where news about it goes. Sealed.
    pub email: Option<String>,
    /// The email address was proved with a one-time code.
    pub email_confirmed: bool,
    /// The language it is filled in (BCP 47).
    pub locale: String,
    /// The answers. Sealed.
    pub answers: Answers,
    /// What a change of its service left to settle. Sealed.
    pub unsettled: Unsettled,
    /// The version its person checked before asking to send it, while their email address is confirmed.
    pub checked_version: Option<String>,
    /// When it was begun.
    pub started_at: Timestamp,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// When it is erased.
    pub expires_at: Timestamp,
    /// Reminders sent, as bits: 1 seven days before, 2 one day before.
    pub reminded: i64,
    /// Times the person put it off.
    pub snoozed: i64,
    /// The data key its answers are sealed with; a case made from it may take the key over.
    pub key: KeyId,
    /// Grows with every change.
    pub row_version: i64,
}

const SELECT: &str = "SELECT d.*, k.kek_id, k.wrapped FROM drafts d JOIN data_keys k ON k.id = d.key_id";
pub(crate) const CURRENT: &str = "SELECT d.*, k.kek_id, k.wrapped FROM session_drafts s \
    JOIN drafts d ON d.id = s.draft_id JOIN data_keys k ON k.id = d.key_id \
    WHERE s.session_hash = $1 AND s.service = $2 AND s.is_current = 1";

/// Keeps a new draft.
pub fn insert(draft: &Draft, key: &DataKey) -> Statement {
    let mut row = values![
        "id" => &draft.id, "started_at" => draft.started_at, "key_id" => &draft.key,
        "row_version" => draft.row_version,
    ];
    row.extend(changeable(draft, key));
    insert_row("drafts", row, "draft exists")
}

/// Keeps a changed draft, if nobody else changed it since it was read; the kept row version is one more.
pub fn update(draft: &Draft, key: &DataKey) -> Statement {
    let mut row = values!["row_version" => draft.row_version + 1];
    row.extend(changeable(draft, key));
    update_row("drafts", row, values!["id" => &draft.id, "row_version" => draft.row_version], "draft changed")
}

/// Keeps what answering a page changes, and nothing that an index holds: most commits are this one, and each index
/// entry that moves is another page to write to disk.
pub fn update_answers(draft: &Draft, key: &DataKey) -> Statement {
    let mut row = values!["row_version" => draft.row_version + 1];
    row.extend(answered(draft, key));
    update_row("drafts", row, values!["id" => &draft.id, "row_version" => draft.row_version], "draft changed")
}

fn changeable(draft: &Draft, key: &DataKey) -> Columns {
    let id = draft.id.as_str();
    let email = draft.email.as_ref().map(|email| key.seal(&place("drafts.email", id), email.as_bytes()));
    let mut row = values![
        "service" => &draft.service,
        "service_version" => &draft.service_version,
        "person_id" => draft.person.as_ref(),
        "email" => email,
        "email_confirmed" => draft.email_confirmed,
        "expires_at" => draft.expires_at,
        "snoozed" => draft.snoozed,
    ];
    row.extend(answered(draft, key));
    row
}

fn answered(draft: &Draft, key: &DataKey) -> Columns {
    let id = draft.id.as_str();
    let unsettled = (!draft.unsettled.is_empty())
        .then(|| key.seal_json(&place("drafts.unsettled", id), &draft.unsettled));
    values![
        "locale" => &draft.locale,
        // Not packed, as what stays is: it is written anew with every page, and gone in a few weeks.
        "answers" => key.seal(&place("drafts.answers", id), &json(&draft.answers)),
        "unsettled" => unsettled,
        "checked_version" => draft.checked_version.as_deref(),
        "changed_at" => draft.changed_at,
        "reminded" => draft.reminded,
    ]
}

impl Draft {
    /// Its answers with what is left to settle.
    pub fn carried(&self) -> Carried {
        Carried { answers: self.answers.clone(), unsettled: self.unsettled.clone() }
    }
}

/// Takes a draft away when it becomes a submission: its data key stays, for the case.
pub fn delete(id: &DraftId, row_version: i64) -> Statement {
    Statement::new(
        "DELETE FROM drafts WHERE id = $1 AND row_version = $2",
        vec![id.into(), row_version.into()],
    )
    .expect_one("draft changed")
}

/// Lets a batch through only while the draft is there: for what is added to it without changing it.
pub fn still_there(id: &DraftId) -> Statement {
    let sql = "UPDATE drafts SET row_version = row_version WHERE id = $1";
    Statement::new(sql, vec![id.into()]).expect_one(GONE)
}

/// What a commit is told that would add to a draft which was sent or erased.
pub const GONE: &str = "draft gone";

/// Puts off the end of drafts of a service, and of the links to them: those that would end by a moment, until a later one.
/// They are reminded of anew.
pub fn put_off(service: &str, ending_by: Timestamp, until: Timestamp) -> Vec<Statement> {
    let params = || vec![until.into(), service.into(), ending_by.into()];
    vec![
        Statement::new(
            "UPDATE resume_links SET ends_at = $1 WHERE ends_at <= $3 \
             AND draft_id IN (SELECT id FROM drafts WHERE service = $2)",
            params(),
        ),
        Statement::new(
            "UPDATE drafts SET expires_at = $1, reminded = 0, row_version = row_version + 1 \
             WHERE service = $2 AND expires_at <= $3",
            params(),
        ),
    ]
}

/// What erasing a draft needs, which can be read even if its answers cannot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftToErase {
    /// Its id.
    pub id: DraftId,
    /// The data key its answers are sealed with.
    pub key: KeyId,
    /// Grows with every change.
    pub row_version: i64,
    /// The service, by its name in addresses.
    pub service: String,
    /// The service version it was last saved in.
    pub service_version: String,
}

impl From<&Draft> for DraftToErase {
    fn from(draft: &Draft) -> Self {
        Self {
            id: draft.id.clone(),
            key: draft.key.clone(),
            row_version: draft.row_version,
            service: draft.service.clone(),
            service_version: draft.service_version.clone(),
        }
    }
}

/// Erases a draft that will never be sent, with its data key and everything that leads to it.
pub fn erase(draft: &DraftToErase) -> Vec<Statement> {
    let by_draft = |sql: &'static str| Statement::new(sql, vec![(&draft.id).into()]);
    vec![
        delete(&draft.id, draft.row_version),
        by_draft("DELETE FROM session_drafts WHERE draft_id = $1"),
        by_draft("DELETE FROM resume_links WHERE draft_id = $1"),
        by_draft("DELETE FROM files WHERE draft_id = $1"),
        erase_key(&draft.key),
    ]
}

impl Store {
    /// A draft by its id.
    pub async fn find_draft(&self, id: &DraftId) -> Result<Option<Draft>, StoreError> {
        Ok(self.open_draft(id).await?.map(|(draft, _)| draft))
    }

    /// A draft by its id, with the key to keep it with.
    pub async fn open_draft(&self, id: &DraftId) -> Result<Option<(Draft, DataKey)>, StoreError> {
        let row = self.find(&format!("{SELECT} WHERE d.id = $1"), vec![id.into()]).await?;
        row.map(|row| self.opened_draft(&row)).transpose()
    }

    /// The draft a session goes on with for a service, with the key to keep it with.
    pub async fn current_draft(
        &self,
        session_hash: &str,
        service: &str,
    ) -> Result<Option<(Draft, DataKey)>, StoreError> {
        let row = self.find(CURRENT, vec![session_hash.into(), service.into()]).await?;
        row.map(|row| self.opened_draft(&row)).transpose()
    }

    /// The drafts a browser session may open, latest change first.
    pub async fn drafts_of_session(&self, session_hash: &str) -> Result<Vec<Draft>, StoreError> {
        let rest =
            "JOIN session_drafts s ON s.draft_id = d.id WHERE s.session_hash = $1 ORDER BY d.changed_at DESC";
        self.drafts(rest, vec![session_hash.into()]).await
    }

    /// A person's drafts, latest change first.
    pub async fn drafts_of_person(&self, person: &PersonId) -> Result<Vec<Draft>, StoreError> {
        self.drafts("WHERE d.person_id = $1 ORDER BY d.changed_at DESC", vec![person.into()]).await
    }

    /// Drafts with a proved email address that end within seven days and whose reminder of seven days, or of one
    /// day, was not sent yet. Soonest end first.
    pub async fn drafts_to_remind(&self, now: Timestamp, limit: i64) -> Result<Vec<Draft>, StoreError> {
        const DAY: i64 = 24 * 3600 * 1_000_000;
        let now = now.as_microsecond();
        let rest = "WHERE d.email_confirmed = 1 AND d.expires_at > $1 AND d.expires_at <= $2 \
            AND (d.reminded = 0 OR (d.reminded < 2 AND d.expires_at <= $3)) ORDER BY d.expires_at, d.id LIMIT $4";
        self.drafts(rest, vec![now.into(), (now + 7 * DAY).into(), (now + DAY).into(), limit.into()]).await
    }

    /// Drafts whose time is over: to be erased.
    pub async fn expired_drafts(&self, now: Timestamp, limit: i64) -> Result<Vec<DraftToErase>, StoreError> {
        let sql = "SELECT id, key_id, row_version, service, service_version FROM drafts WHERE expires_at <= $1 \
            ORDER BY expires_at, id LIMIT $2";
        let rows = self.read(sql, vec![now.into(), limit.into()]).await?;
        let expired = |row: &Row| {
            Ok(DraftToErase {
                id: row.read("id", DraftId::from_text)?,
                key: row.read("key_id", KeyId::from_text)?,
                row_version: row.int("row_version")?,
                service: row.text("service")?,
                service_version: row.text("service_version")?,
            })
        };
        Ok(readable("draft", &rows, expired))
    }

    /// How many drafts there are of each version of a service.
    pub async fn count_by_version(&self, service: &str) -> Result<Vec<(String, i64)>, StoreError> {
        let sql = "SELECT service_version, COUNT(*) AS drafts FROM drafts WHERE service = $1 \
            GROUP BY service_version ORDER BY service_version";
        let rows = self.read(sql, vec![service.into()]).await?;
        rows.iter().map(|row| Ok((row.text("service_version")?, row.int("drafts")?))).collect()
    }

    /// The drafts of a service, by their ids, after one of them: a stretch of all there are.
    pub async fn drafts_of_service(
        &self,
        service: &str,
        after: &str,
        limit: i64,
    ) -> Result<Vec<Draft>, StoreError> {
        let rest = "WHERE d.service = $1 AND d.id > $2 ORDER BY d.id LIMIT $3";
        self.drafts(rest, vec![service.into(), after.into(), limit.into()]).await
    }

    async fn drafts(&self, rest: &str, params: Vec<crate::Value>) -> Result<Vec<Draft>, StoreError> {
        let rows = self.read(&format!("{SELECT} {rest}"), params).await?;
        Ok(readable("draft", &rows, |row| Ok(self.opened_draft(row)?.0)))
    }

    pub(crate) fn opened_draft(&self, row: &Row) -> Result<(Draft, DataKey), StoreError> {
        let key = self.row_key(row)?;
        let id = row.read("id", DraftId::from_text)?;
        let answers = key.open_json(&place("drafts.answers", id.as_str()), row.bytes("answers")?)?;
        let unsettled = row.opt_bytes("unsettled")?;
        let unsettled = unsettled
            .map(|sealed| key.open_json(&place("drafts.unsettled", id.as_str()), sealed))
            .transpose()?;
        let draft = Draft {
            unsettled: unsettled.unwrap_or_default(),
            checked_version: row.opt_text("checked_version")?,
            service: row.text("service")?,
            service_version: row.text("service_version")?,
            person: row.opt_read("person_id", PersonId::from_text)?,
            email: open_opt_text(&key, row, "email", &place("drafts.email", id.as_str()))?,
            email_confirmed: row.bool("email_confirmed")?,
            locale: row.text("locale")?,
            answers,
            started_at: row.time("started_at")?,
            changed_at: row.time("changed_at")?,
            expires_at: row.time("expires_at")?,
            reminded: row.int("reminded")?,
            snoozed: row.int("snoozed")?,
            key: key.id().clone(),
            row_version: row.int("row_version")?,
            id,
        };
        Ok((draft, key))
    }
}
