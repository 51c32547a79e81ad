//! A page that was sent when its session had ended, and that could not be saved as it was: kept as it was typed, and
//! shown again after signing in.

use forms::{Fields, Place, Typed};
use store::Batch;

use crate::{App, AppError, Visitor, error::again, moving::OpenDraft};

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
}

impl App {
    /// Keeps a page as it was typed. Answers stay as they are: it is saved when it is sent again.
    pub async fn keep_unsaved(
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
