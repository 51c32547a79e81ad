//! Save and resume: a link by email, and a one-time code when it is opened. Looking at the link changes nothing, so
//! programs that follow links in mail do no harm.

use identity::{CodePurpose, Token};
use model::{DraftId, random_text};
use store::{Batch, ResumeLink};

use crate::{
    App, AppError, CodeSent, Visitor,
    codes::{LINK, Press},
    composing::Owed,
    error::again,
    moving::OpenDraft,
};

impl App {
    /// Sends a link to the draft a visitor is working on.
    pub async fn send_resume_link(
        &self,
        visitor: &Visitor,
        slug: &str,
        email: &str,
    ) -> Result<OpenDraft, AppError> {
        let open = again(async || self.link_once(visitor, slug, email).await).await?;
        self.wake_worker();
        Ok(open)
    }

    async fn link_once(&self, visitor: &Visitor, slug: &str, email: &str) -> Result<OpenDraft, AppError> {
        let mut open = self.open_draft(visitor, slug).await?;
        if open.service.slug.is_preview() {
            return Err(AppError::NotFound);
        }
        let from = visitor.session_hash().unwrap_or_default();
        let id = match self.press(LINK, from, email, Some(&open.draft.id)).await? {
            Press::Again(_) if open.draft.email.as_deref() == Some(email) => return Ok(open),
            // The address was another one meanwhile: the link that is sent last counts.
            Press::Again(_) => random_text(self.random.as_ref(), 26),
            Press::First(id) => id,
        };
        self.refuse_too_many(email).await?;
        if open.draft.email.as_deref() != Some(email) {
            open.draft.email = Some(email.to_owned());
            open.draft.email_confirmed = false;
        }
        open.draft.locale.clone_from(&visitor.locale);
        let mut batch = Batch::from_iter([store::drafts::update(&open.draft, &open.key)]);
        batch.push(self.count_link(id, email, &open.draft.id));
        let link = self.new_link(&open, &mut batch);
        let message = self.resume_message(&open, email, &link)?;
        let owed = Owed::by(&open.service, open.draft.key.clone(), "resume_link");
        batch.push(self.owe_message(owed, message, &open.key)?);
        self.store.commit(batch).await?;
        Ok(open)
    }

    /// A fresh link to a draft, kept as a hash.
    pub(crate) fn new_link(&self, open: &OpenDraft, batch: &mut Batch) -> Token {
        let token = Token::random(self.random.as_ref());
        batch.push(store::links::insert(&ResumeLink {
            token_hash: self.store.hash("link", token.as_str()),
            draft: open.draft.id.clone(),
            created_at: self.now(),
            ends_at: open.draft.expires_at,
        }));
        token
    }

    /// Whether a link to a draft was sent that still leads there.
    pub async fn has_link(&self, draft: &DraftId) -> Result<bool, AppError> {
        Ok(self.store.has_link(draft, self.now()).await?)
    }

    /// What a link leads to. Changes nothing and shows nothing of the answers.
    pub async fn find_link(&self, token: &str) -> Result<OpenDraft, AppError> {
        let token = Token::parse(token).ok_or(AppError::NotFound)?;
        let link = self.store.find_link(&self.store.hash("link", token.as_str())).await?;
        let link = link.filter(|link| link.ends_at > self.now()).ok_or(AppError::NotFound)?;
        self.open(&link.draft).await
    }

    /// The person who opened a link asks for the code: it goes to the draft's own address, nowhere else.
    pub async fn send_resume_code(&self, visitor: &Visitor, token: &str) -> Result<CodeSent, AppError> {
        let open = self.find_link(token).await?;
        let email = open.draft.email.clone().ok_or(AppError::NotFound)?;
        let from = visitor.session_hash().unwrap_or_default();
        self.send_code(CodePurpose::Resume, &email, Some(&open.draft.id), &visitor.locale, from).await
    }

    /// Where a draft found by a link goes on, for the session that just proved its address.
    pub async fn resumed(&self, visitor: &Visitor, id: &DraftId) -> Result<(String, forms::Next), AppError> {
        self.continue_draft(visitor, id).await
    }
}
