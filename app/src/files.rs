//! Files people give: what they are is found from their content, never from their name; they are kept encrypted with
//! the draft's key before the page is saved.

use aws_lc_rs::digest::{SHA256, digest};
use forms::{
    FieldError, FileRef, Place,
    definition::Question,
    question::{
        QuestionType,
        file::{clean_name, kind_of},
    },
};
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

impl App {
    /// Keeps the files of a page, and says which were not kept and why.
    pub async fn receive_files(
        &self,
        visitor: &Visitor,
        slug: &str,
        place: &Place,
        uploads: Vec<Upload>,
    ) -> Result<(Vec<(String, FileRef)>, Vec<FieldError>), AppError> {
        let open = self.open_draft(visitor, slug).await?;
        let (mut kept, mut refused) = (Vec::new(), Vec::new());
        for upload in uploads {
            let page = open.service.page(&place.page).ok_or(AppError::NotFound)?;
            let asked =
                page.questions.iter().map(|asked| &asked.question).find(|q| q.id.as_str() == upload.field);
            match asked.and_then(|question| judge(question, &upload)) {
                None => {}
                Some(Err(problem)) => refused.push(problem),
                Some(Ok(media_type)) => {
                    let file = self.keep_file(&open, &upload, media_type).await?;
                    kept.push((upload.field, file));
                }
            }
        }
        Ok((kept, refused))
    }

    async fn keep_file(
        &self,
        open: &crate::OpenDraft,
        upload: &Upload,
        media_type: &'static str,
    ) -> Result<FileRef, AppError> {
        let name = clean_name(&upload.name);
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
        &self,
        visitor: &Visitor,
        case: &model::CaseId,
        file: &FileId,
    ) -> Result<(StoredFile, Vec<u8>), AppError> {
        self.open_case(visitor, case, model::Act::ViewCase).await?;
        let found = self.store.find_file(file).await?.filter(|found| found.case.as_ref() == Some(case));
        let found = found.ok_or(AppError::NotFound)?;
        self.write_down(visitor, "opened_file", Some(case), file.as_str()).await?;
        let bytes = self.store.file_content(&found).await?;
        Ok((found, bytes))
    }
}

/// What a file is, found from its content, or why it cannot be taken. `None`: the question asks for no file.
fn judge(question: &Question, upload: &Upload) -> Option<Result<&'static str, FieldError>> {
    let QuestionType::File(settings) = &question.kind else { return None };
    let media_type = kind_of(&upload.bytes).unwrap_or_default();
    let file = FileRef {
        id: String::new(),
        name: clean_name(&upload.name),
        media_type: media_type.to_owned(),
        size: u64::try_from(upload.bytes.len()).unwrap_or(u64::MAX),
    };
    Some(settings.problem(question, &file).map_or(Ok(media_type), Err))
}
