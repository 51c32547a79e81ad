//! Files people give: what they are is found from their content, never from their name; they are kept encrypted with
//! the draft's key before the page is saved.

use aws_lc_rs::digest::{SHA256, digest};
use forms::{FileRef, Place, definition::Question, question::QuestionType};
use model::FileId;
use store::StoredFile;

use crate::{App, AppError, Visitor};

/// A file as it arrived.
pub struct Upload {
    /// The HTML control it came from: the question's name.
    pub field: String,
    /// The name on the person's device.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Why a file was not kept. The page shows it at the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadFile {
    /// The question.
    pub field: String,
    /// Message key.
    pub key: &'static str,
}

impl App {
    /// Keeps the files of a page, and says which were not kept and why.
    pub async fn receive_files(
        &self, visitor: &Visitor, slug: &str, place: &Place, uploads: Vec<Upload>,
    ) -> Result<(Vec<(String, FileRef)>, Vec<BadFile>), AppError> {
        let open = self.open_draft(visitor, slug).await?;
        let (mut kept, mut refused) = (Vec::new(), Vec::new());
        for upload in uploads {
            let page = open.service.page(&place.page).ok_or(AppError::NotFound)?;
            let asked = page.questions.iter().map(|asked| &asked.question).find(|q| q.id.as_str() == upload.field);
            match asked.map(|question| judge(question, &upload)) {
                None => {}
                Some(Err(key)) => refused.push(BadFile { field: upload.field, key }),
                Some(Ok(media_type)) => {
                    let file = self.keep_file(&open, &upload, media_type).await?;
                    kept.push((upload.field, file));
                }
            }
        }
        Ok((kept, refused))
    }

    async fn keep_file(
        &self, open: &crate::OpenDraft, upload: &Upload, media_type: &'static str,
    ) -> Result<FileRef, AppError> {
        let name = forms::question::file::clean_name(&upload.name);
        let file = StoredFile {
            id: FileId::random(self.random.as_ref()),
            draft: Some(open.draft.id.clone()),
            case: None,
            name: name.clone(),
            media_type: media_type.to_owned(),
            size: i64::try_from(upload.bytes.len()).map_err(AppError::ours)?,
            sha256: data_encoding::HEXLOWER.encode(digest(&SHA256, &upload.bytes).as_ref()),
            key: open.draft.key.clone(),
        };
        // The content is kept first: a row without its content would be a file that was lost.
        let known = self.store.keep_file(&file, &upload.bytes, &open.key).await?;
        self.store.commit(known).await?;
        let size = u64::try_from(file.size).unwrap_or_default();
        Ok(FileRef { id: file.id.to_string(), name, media_type: file.media_type, size })
    }

    /// A file of a case, for staff who may view the case.
    pub async fn file_for_staff(
        &self, visitor: &Visitor, case: &model::CaseId, file: &FileId,
    ) -> Result<(StoredFile, Vec<u8>), AppError> {
        self.open_case(visitor, case, model::Act::ViewCase).await?;
        let found = self.store.find_file(file).await?.filter(|found| found.case.as_ref() == Some(case));
        let found = found.ok_or(AppError::NotFound)?;
        self.write_down(visitor, "opened_file", Some(case), file.as_str()).await?;
        let bytes = self.store.file_content(&found).await?;
        Ok((found, bytes))
    }
}

/// What a file is, or the message that says why it cannot be taken.
fn judge(question: &Question, upload: &Upload) -> Result<&'static str, &'static str> {
    let QuestionType::File(settings) = &question.kind else { return Err("error-file-unexpected") };
    let most = usize::from(settings.max_megabytes.unwrap_or(10)) * 1024 * 1024;
    if upload.bytes.is_empty() {
        return Err("error-file-blank");
    }
    if upload.bytes.len() > most {
        return Err("error-file-too-large");
    }
    forms::question::file::kind_of(&upload.bytes).ok_or("error-file-kind")
}
