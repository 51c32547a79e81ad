//! Files people give: what they are is found from their content, never from their name; they are kept encrypted with
//! the draft's key before the page is saved.

use aws_lc_rs::digest::{SHA256, digest};
use forms::{
    Answer, FieldError, Fields, FileRef, Place,
    definition::Question,
    question::{
        QuestionType,
        file::{clean_name, kind_of},
    },
};
use model::{FileId, Scanned};
use store::{CommitError, StoredFile};

use crate::{App, AppError, OpenDraft, Visitor};

/// A file as it arrived.
pub struct Upload {
    /// The HTML control it came from: the question's name.
    pub field: String,
    /// The name on the person's device.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Most files kept for one draft, and most bytes of them together. Removed ones count until the draft is sent.
const MOST_FILES: usize = 40;
const MOST_BYTES: i64 = 100_000_000;

impl App {
    /// Keeps the files of a page, and says which were not kept and why.
    pub async fn receive_files(
        &self,
        visitor: &Visitor,
        slug: &str,
        place: &Place,
        fields: &Fields,
        uploads: Vec<Upload>,
    ) -> Result<(Vec<(String, FileRef)>, Vec<FieldError>), AppError> {
        let open = self.open_draft(visitor, slug).await?;
        let page = open.service.page(&place.page).ok_or(AppError::NotFound)?;
        let mut stored = self.store.files_of_draft(&open.draft.id).await?;
        let (mut kept, mut refused) = (Vec::new(), Vec::new());
        for question in page.questions.iter().map(|asked| &asked.question) {
            let own = uploads.iter().filter(|upload| question.id.as_str() == upload.field);
            if let Some(problem) = too_many(question, fields, own.clone().count()) {
                refused.push(problem);
                continue;
            }
            for upload in own {
                match judge(question, upload) {
                    None => {}
                    Some(Err(problem)) => refused.push(problem),
                    Some(Ok(_)) if is_full(&stored, upload) => {
                        refused.push(FieldError::new(&question.id, "error-file-no-room"));
                    }
                    Some(Ok(media_type)) => {
                        if let Some(problem) = self.scan(question, upload).await {
                            refused.push(problem);
                            continue;
                        }
                        let file = self.keep_file(&open, upload, media_type).await?;
                        kept.push((upload.field.clone(), reference(&file)));
                        stored.push(file);
                    }
                }
            }
        }
        Ok((kept, refused))
    }

    /// Has a file looked into, where the operator has something that does. Whatever has not been looked into is not taken.
    async fn scan(&self, question: &Question, upload: &Upload) -> Option<FieldError> {
        let scanner = self.outside.scanner.as_ref()?;
        let (outcome, key) = match scanner.scan(&upload.bytes).await {
            Ok(Scanned::Clean) => ("clean", None),
            Ok(Scanned::Harmful(name)) => {
                tracing::warn!(name, "a file with harmful software was refused");
                ("harmful", Some("error-file-harmful"))
            }
            Err(failure) => {
                tracing::warn!(%failure, "a file could not be looked into and was refused");
                ("failed", Some("error-file-not-looked-at"))
            }
        };
        metrics::counter!("portico_files_scanned_total", "outcome" => outcome).increment(1);
        Some(FieldError::new(&question.id, key?).with("name", clean_name(&upload.name)))
    }

    /// The controls of a page with its kept files as files: a form names by id what it gave before, also on a page that
    /// was never saved. Only files of this very draft count.
    pub async fn with_kept_files(
        &self,
        open: &OpenDraft,
        place: &Place,
        fields: &Fields,
    ) -> Result<Fields, AppError> {
        let page = open.service.page(&place.page).ok_or(AppError::NotFound)?;
        let texts = fields.iter().flat_map(|(name, texts)| texts.iter().map(move |text| (name, text)));
        let mut whole: Fields = texts.collect();
        let mut stored = None;
        for question in page.questions.iter().map(|asked| &asked.question) {
            let QuestionType::File(_) = &question.kind else { continue };
            let (name, keep) = (question.id.as_str(), fields.all(&keep_control(question)));
            let answered: &[FileRef] =
                match open.draft.answers.at(place).and_then(|level| level.get(&question.id)) {
                    Some(Answer::Files(files)) => files,
                    _ => &[],
                };
            // What the answer names already, the form keeps by its id alone.
            let is_kept = |id: &str| keep.iter().any(|kept| kept == id) && has(answered, id);
            let new = fields.files(name);
            for file in new.iter().filter(|file| !is_kept(&file.id)) {
                whole.push_file(name, file.clone());
            }
            if keep.iter().any(|id| !has(answered, id) && !has(new, id)) {
                if stored.is_none() {
                    stored = Some(self.store.files_of_draft(&open.draft.id).await?);
                }
                let own = stored.iter().flatten().map(reference).filter(|file| keep.contains(&file.id));
                for file in own.filter(|file| !has(answered, &file.id) && !has(new, &file.id)) {
                    whole.push_file(name, file);
                }
            }
        }
        Ok(whole)
    }

    async fn keep_file(
        &self,
        open: &OpenDraft,
        upload: &Upload,
        media_type: &'static str,
    ) -> Result<StoredFile, AppError> {
        let file = StoredFile {
            id: FileId::random(self.random.as_ref()),
            draft: Some(open.draft.id.clone()),
            case: None,
            name: clean_name(&upload.name),
            media_type: media_type.to_owned(),
            size: i64::try_from(upload.bytes.len()).map_err(AppError::ours)?,
            sha256: data_encoding::HEXLOWER.encode(digest(&SHA256, &upload.bytes).as_ref()),
            key: open.draft.key.clone(),
        };
        // The content is kept first: a row without its content would be a file that was lost.
        let known = self.store.keep_file(&file, &upload.bytes, &open.key).await?;
        match self.store.commit(vec![store::drafts::still_there(&open.draft.id), known]).await {
            // Sent or thrown away in another tab meanwhile: nothing names this file, and nothing ever will.
            Err(CommitError::Conflict(store::drafts::GONE)) => {
                self.take_contents_away(&[file.id]).await;
                Err(AppError::NotFound)
            }
            kept => Ok(kept.map(|()| file)?),
        }
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

fn keep_control(question: &Question) -> String {
    format!("{}-keep", question.id)
}

fn has(files: &[FileRef], id: &str) -> bool {
    files.iter().any(|file| file.id == id)
}

fn reference(file: &StoredFile) -> FileRef {
    FileRef {
        id: file.id.to_string(),
        name: file.name.clone(),
        media_type: file.media_type.clone(),
        size: u64::try_from(file.size).unwrap_or_default(),
    }
}

/// More files than the question takes, with those given before: none of them is kept.
fn too_many(question: &Question, fields: &Fields, new: usize) -> Option<FieldError> {
    let QuestionType::File(settings) = &question.kind else { return None };
    let max = settings.max_count();
    let is_over = new > 0 && new + fields.all(&keep_control(question)).len() > max;
    is_over.then(|| FieldError::new(&question.id, "error-file-too-many").with("max", max))
}

/// There is no room for another file in this draft.
fn is_full(stored: &[StoredFile], upload: &Upload) -> bool {
    let size = i64::try_from(upload.bytes.len()).unwrap_or(i64::MAX);
    let bytes = stored.iter().fold(size, |sum, file| sum.saturating_add(file.size));
    stored.len() >= MOST_FILES || bytes > MOST_BYTES
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
