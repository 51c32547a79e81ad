//! Finds the draft a page of a service is about, or says kindly why there is none.

use app::{AppError, OpenDraft, ReadDraft};
use axum::response::Response;

use crate::{error::Failed, extract::Ask};

/// The draft under way, or the response to give instead.
pub enum Found {
    /// Go on with it.
    Draft(Box<OpenDraft>),
    /// Show this instead.
    Instead(Response),
}

/// The draft of a service in this session. Without one: to what was sent in this session last; or to the service's start
/// page, which says that there is none and how to go on. Somebody who was signed in and made too long a break: to sign
/// in, since the answers are still there.
pub async fn draft(ask: &Ask, slug: &str) -> Result<Found, Failed> {
    or_instead(ask, slug, ask.web.app.open_draft(&ask.visitor, slug).await).await
}

/// The same, when the draft was read with the session, if there is one.
pub async fn read(ask: &Ask, slug: &str, draft: Option<ReadDraft>) -> Result<Found, Failed> {
    let opened = match draft {
        Some(draft) => ask.web.app.open_read(draft).await,
        None => Err(AppError::NotFound),
    };
    or_instead(ask, slug, opened).await
}

async fn or_instead(ask: &Ask, slug: &str, opened: Result<OpenDraft, AppError>) -> Result<Found, Failed> {
    match opened {
        Ok(open) => Ok(Found::Draft(Box::new(open))),
        Err(AppError::NotFound) => {
            ask.web.app.services.current(slug)?;
            if ask.visitor.may_sign_in_again() {
                return Err(Failed::session_expired());
            }
            let path = match ask.web.app.sent_here(&ask.visitor, slug).await? {
                Some((draft, _)) => format!("/sent/{draft}"),
                None => gone_path(slug),
            };
            Ok(Found::Instead(ask.go(&path)))
        }
        Err(error) => Err(error.into()),
    }
}

/// The start page, saying that there is no draft here.
pub fn gone_path(slug: &str) -> String {
    format!("/s/{slug}?gone=1")
}

/// Gives the draft, or leaves the handler with the other response.
macro_rules! draft_or_return {
    ($ask:expr, $slug:expr) => {
        draft_or_return!(@ $crate::resident::service::draft($ask, $slug))
    };
    ($ask:expr, $slug:expr, $read:expr) => {
        draft_or_return!(@ $crate::resident::service::read($ask, $slug, $read))
    };
    (@ $found:expr) => {
        match $found.await? {
            $crate::resident::service::Found::Draft(open) => open,
            $crate::resident::service::Found::Instead(response) => return Ok(response),
        }
    };
}
pub(crate) use draft_or_return;
