//! A page that somebody leaves without going on: its session ended, or they put it aside, or they read it in another
//! language. What stands on it becomes answers if it can; else it is kept as it was typed, and shown again.

use forms::{Fields, Place, Typed};
use store::Batch;

use crate::{App, AppError, Kept, Visitor, error::again, moving::OpenDraft};

impl OpenDraft {
    /// The page that waits as it was typed, if the journey still comes to it.
    pub fn typed_at(&self) -> Option<Place> {
        let place = self.service.place(&self.draft.unsettled.typed.as_ref()?.address)?;
        self.journey().may_visit(&place).then_some(place)
    }

    /// What was typed on a page that could not be saved.
    pub fn typed(&self, place: &Place) -> Option<&Fields> {
        let typed = self.draft.unsettled.typed.as_ref()?;
        (typed.address == place.to_string()).then_some(&typed.fields)
    }

    /// Whether a page says something else than what stood on it when it was shown. Left as it was, it says nothing: a
    /// question that may be left out is not answered by leaving the page.
    pub fn says_more(&self, place: &Place, fields: &Fields) -> bool {
        let shown = self.fields_at(place);
        forms::says_more(&self.service, &self.draft.answers, place, &shown, fields, self.today)
    }
}

impl App {
    /// Keeps what stands on a page, whatever it is.
    pub async fn keep_page(
        &self,
        visitor: &Visitor,
        slug: &str,
        place: &Place,
        fields: &Fields,
    ) -> Result<(), AppError> {
        match self.save_page(visitor, slug, place, fields, false).await? {
            Kept::Next(_) => Ok(()),
            Kept::ToFix(_) | Kept::WouldDiscard(_) => self.keep_unsaved(visitor, slug, place, fields).await,
        }
    }

    /// Keeps a page as it was typed. Answers stay as they are: it is saved when it is sent again.
    async fn keep_unsaved(
        &self,
        visitor: &Visitor,
        slug: &str,
        place: &Place,
        fields: &Fields,
    ) -> Result<(), AppError> {
        again(async || {
            let session = visitor.writing_hash().ok_or(AppError::NotFound)?;
            let mut open = self.current_draft(session, slug).await?;
            if !open.journey().may_visit(place) {
                return Err(AppError::NotFound);
            }
            let typed = Typed::of(&open.service, place, fields);
            if open.draft.unsettled.typed.as_ref() == Some(&typed) {
                return Ok(());
            }
            open.draft.unsettled.typed = Some(typed);
            let update = store::drafts::update(&open.draft, &open.key);
            Ok(self.store.commit(Batch::from_iter([update])).await?)
        })
        .await
    }
}
