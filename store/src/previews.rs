//! Previews: services shown before they are offered, to whoever has the link. The link's token is kept as a hash.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::{
    Row, Statement, Store, StoreError,
    engine::{insert as insert_row, values},
    service_versions::{pack, unpack},
};

/// A service that is shown before it is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// Its name in addresses: one nobody can guess.
    pub slug: String,
    /// Hash of the link's token.
    pub token_hash: String,
    /// The service it shows, by its own name.
    pub service: String,
    /// A folder of services with this one and the agencies.
    pub files: BTreeMap<String, String>,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when.
    pub ends_at: Timestamp,
}

/// Keeps a preview.
pub fn insert(preview: &Preview) -> Result<Statement, StoreError> {
    let row = values![
        "slug" => &preview.slug,
        "token_hash" => &preview.token_hash,
        "service" => &preview.service,
        "files" => pack(&preview.files)?,
        "created_at" => preview.created_at,
        "ends_at" => preview.ends_at,
    ];
    Ok(insert_row("previews", row, "preview exists"))
}

/// Every preview of a service ends now.
pub fn end(service: &str, now: Timestamp) -> Statement {
    let sql = "UPDATE previews SET ends_at = $1 WHERE service = $2 AND ends_at > $1";
    Statement::new(sql, vec![now.into(), service.into()])
}

/// Takes away previews whose time is over.
pub fn purge(now: Timestamp) -> Statement {
    Statement::new("DELETE FROM previews WHERE ends_at <= $1", vec![now.into()])
}

impl Store {
    /// The names in addresses of previews whose time is not over.
    pub async fn preview_slugs(&self, now: Timestamp) -> Result<Vec<String>, StoreError> {
        let rows = self.read("SELECT slug FROM previews WHERE ends_at > $1", vec![now.into()]).await?;
        rows.iter().map(|row| row.text("slug")).collect()
    }

    /// How many previews of a service can be opened.
    pub async fn previews_of(&self, service: &str, now: Timestamp) -> Result<usize, StoreError> {
        let sql = "SELECT slug FROM previews WHERE ends_at > $1 AND service = $2";
        Ok(self.read(sql, vec![now.into(), service.into()]).await?.len())
    }

    /// A preview by its name in addresses.
    pub async fn find_preview(&self, slug: &str) -> Result<Option<Preview>, StoreError> {
        let sql = "SELECT * FROM previews WHERE slug = $1";
        self.find(sql, vec![slug.into()]).await?.as_ref().map(read_preview).transpose()
    }

    /// The name in addresses of the preview a link leads to, if its time is not over.
    pub async fn preview_by_token(
        &self,
        token_hash: &str,
        now: Timestamp,
    ) -> Result<Option<String>, StoreError> {
        let sql = "SELECT slug FROM previews WHERE token_hash = $1 AND ends_at > $2";
        let row = self.find(sql, vec![token_hash.into(), now.into()]).await?;
        row.map(|row| row.text("slug")).transpose()
    }
}

fn read_preview(row: &Row) -> Result<Preview, StoreError> {
    Ok(Preview {
        slug: row.text("slug")?,
        token_hash: row.text("token_hash")?,
        service: row.text("service")?,
        files: unpack(row.bytes("files")?)?,
        created_at: row.time("created_at")?,
        ends_at: row.time("ends_at")?,
    })
}
