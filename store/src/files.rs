//! Files people gave: what is known about each in a row, its content sealed in a folder.

mod folder;

use jiff::Timestamp;
use model::{CaseId, DraftId, FileId, KeyId};

pub(crate) use folder::{Blobs, Folder};

use crate::{
    DataKey, Row, Statement, Store, StoreError, Value,
    engine::{insert as insert_row, values},
    vault::{open_text, place},
};

/// A file somebody gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFile {
    /// Its id.
    pub id: FileId,
    /// The draft it was given for, until that is sent.
    pub draft: Option<DraftId>,
    /// The case it belongs to since.
    pub case: Option<CaseId>,
    /// The name it had on the person's device, cleaned. Sealed.
    pub name: String,
    /// Media type found from the content.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// Hex of SHA-256 over the content.
    pub sha256: String,
    /// The data key it is sealed with: the draft's, which its case takes over.
    pub key: KeyId,
}

const SELECT: &str = "SELECT f.*, k.kek_id, k.wrapped FROM files f JOIN data_keys k ON k.id = f.key_id";

fn content_place(id: &FileId) -> String {
    place("files.content", id.as_str())
}

/// Forgets the files of a draft but for these: what the person removed or replaced is sent to nobody. The sweep
/// takes their content away.
pub fn delete_others(draft: &DraftId, but: &[FileId]) -> Statement {
    let mut params: Vec<Value> = vec![draft.into()];
    params.extend(but.iter().map(Value::from));
    let names: Vec<String> = (2..=params.len()).map(|number| format!("${number}")).collect();
    let rest = if but.is_empty() { String::new() } else { format!(" AND id NOT IN ({})", names.join(", ")) };
    Statement::new(format!("DELETE FROM files WHERE draft_id = $1{rest}"), params)
}

/// Files of a draft become files of the case it was sent as.
pub fn adopt(draft: &DraftId, case: &CaseId) -> Statement {
    let sql = "UPDATE files SET case_id = $1, draft_id = NULL WHERE draft_id = $2";
    Statement::new(sql, vec![case.into(), draft.into()])
}

/// Forgets a file. Take its content away afterwards with `delete_file_content`.
pub fn delete(id: &FileId) -> Statement {
    Statement::new("DELETE FROM files WHERE id = $1", vec![id.into()])
}

impl Store {
    /// Writes a file's content, sealed, and gives the statement that makes the file known.
    pub async fn keep_file(
        &self,
        file: &StoredFile,
        content: &[u8],
        key: &DataKey,
    ) -> Result<Statement, StoreError> {
        self.blobs().put(&file.id, key.seal(&content_place(&file.id), content)).await?;
        let row = values![
            "id" => &file.id,
            "draft_id" => file.draft.as_ref(),
            "case_id" => file.case.as_ref(),
            "name" => key.seal(&place("files.name", file.id.as_str()), file.name.as_bytes()),
            "media_type" => &file.media_type,
            "size" => file.size,
            "sha256" => &file.sha256,
            "key_id" => &file.key,
        ];
        Ok(insert_row("files", row, "file exists"))
    }

    /// A file by its id.
    pub async fn find_file(&self, id: &FileId) -> Result<Option<StoredFile>, StoreError> {
        let row = self.find(&format!("{SELECT} WHERE f.id = $1"), vec![id.into()]).await?;
        row.map(|row| self.stored_file(&row)).transpose()
    }

    /// The files of a draft.
    pub async fn files_of_draft(&self, draft: &DraftId) -> Result<Vec<StoredFile>, StoreError> {
        self.stored_files("WHERE f.draft_id = $1 ORDER BY f.id", vec![draft.into()]).await
    }

    /// The files of a case. Ask the policy (`Viewer::may_on`) before showing any of them.
    pub async fn files_of_case(&self, case: &CaseId) -> Result<Vec<StoredFile>, StoreError> {
        self.stored_files("WHERE f.case_id = $1 ORDER BY f.id", vec![case.into()]).await
    }

    /// A file's content. `Erased` when its key or content is gone.
    pub async fn file_content(&self, file: &StoredFile) -> Result<Vec<u8>, StoreError> {
        let key = self.key(&file.key).await?;
        match self.blobs().get(&file.id).await {
            // Its row says that it must be there: lost is not erased, and nobody is told that it never was.
            Err(StoreError::Erased) if self.is_file(&file.id).await? => {
                let place = format!("the content of file {} is not in the folder of files", file.id);
                Err(StoreError::Damaged(place.into()))
            }
            content => key.open(&content_place(&file.id), &content?),
        }
    }

    /// Takes a file's content away; one already gone is fine.
    pub async fn delete_file_content(&self, id: &FileId) -> Result<(), StoreError> {
        self.blobs().delete(id).await
    }

    /// Takes away contents put here before a moment that no row names: an upload that broke off, an erasure that did.
    /// Gives how many. Leave at least a day: content is put before its row is kept.
    pub async fn sweep_file_contents(&self, before: Timestamp) -> Result<u64, StoreError> {
        // A database that knows no file at all may be the wrong one: nothing is taken away on its word.
        if self.find("SELECT id FROM files LIMIT 1", Vec::new()).await?.is_none() {
            return Ok(0);
        }
        let mut swept = 0;
        for listed in self.blobs().list_older(before.into()).await? {
            let is_named = match &listed.id {
                Some(id) => self.is_file(id).await?,
                None => false,
            };
            if !is_named {
                self.blobs().delete_listed(listed).await?;
                swept += 1;
            }
        }
        Ok(swept)
    }

    /// Whether a file is known by this id.
    pub async fn is_file(&self, id: &FileId) -> Result<bool, StoreError> {
        Ok(self.find("SELECT 1 AS yes FROM files WHERE id = $1", vec![id.into()]).await?.is_some())
    }

    async fn stored_files(&self, rest: &str, params: Vec<Value>) -> Result<Vec<StoredFile>, StoreError> {
        self.read(&format!("{SELECT} {rest}"), params)
            .await?
            .iter()
            .map(|row| self.stored_file(row))
            .collect()
    }

    fn stored_file(&self, row: &Row) -> Result<StoredFile, StoreError> {
        let key = self.row_key(row)?;
        let id = row.read("id", FileId::from_text)?;
        Ok(StoredFile {
            draft: row.opt_read("draft_id", DraftId::from_text)?,
            case: row.opt_read("case_id", CaseId::from_text)?,
            name: open_text(&key, row, "name", &place("files.name", id.as_str()))?,
            media_type: row.text("media_type")?,
            size: row.int("size")?,
            sha256: row.text("sha256")?,
            key: key.id().clone(),
            id,
        })
    }
}
