//! The address for news, confirmed with a code on the way to sending.

use app::{CodePurpose, NewSession, Submitted};
use axum::{extract::Path, http::StatusCode, response::Response};
use model::DraftId;
use serde_json::json;

use super::{
    code::{self, CodePage, Posting},
    service::draft_or_return,
    words,
};
use crate::{
    error::Failed,
    extract::{Ask, Posted},
};

/// Asks for the address.
pub async fn page(ask: Ask, Path(slug): Path<String>) -> Result<Response, Failed> {
    let open = draft_or_return!(&ask, &slug);
    show(&ask, &open, &known(&open), None)
}

/// An address the person already gave, here or in the answers, is not asked twice.
pub fn known(open: &app::OpenDraft) -> String {
    open.draft.email.clone().or_else(|| said(open)).unwrap_or_default()
}

fn said(open: &app::OpenDraft) -> Option<String> {
    match forms::facts(&open.service, &open.draft.answers).remove(&forms::definition::Prefill::Email) {
        Some(forms::Answer::Email(email)) => Some(email),
        _ => None,
    }
}

fn show(ask: &Ask, open: &app::OpenDraft, typed: &str, message: Option<&str>) -> Result<Response, Failed> {
    let slug = open.service.slug.as_str();
    let status = if message.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    ask.page(
        status,
        "resident/confirm_email.html",
        json!({
            "service": words::service_values(ask, &open.service)?,
            "help": words::help(ask, &open.service),
            "back": format!("/s/{slug}/check"),
            "errors": words::errors("email", message),
            "email": words::text_box("email", typed, message),
            "form": words::form(format!("/s/{slug}/email"), &[]),
            "skip": null,
        }),
    )
}

/// Sends the code.
pub async fn send(ask: Ask, Path(slug): Path<String>, posted: Posted) -> Result<Response, Failed> {
    let open = draft_or_return!(&ask, &slug);
    match code::email_in(&ask, &posted)? {
        Err(message) => show(&ask, &open, posted.text("email"), Some(&message)),
        Ok(email) => {
            ask.web.limits.try_once(&email, ask.network)?;
            let sent = ask.web.app.send_confirmation_code(&ask.visitor, &slug, &email).await?;
            Ok(ask.go(&format!("/s/{slug}/email/code?c={}", sent.id)))
        }
    }
}

fn code_page<'a>(ask: &Ask, open: &app::OpenDraft, id: &'a str) -> Result<CodePage<'a>, Failed> {
    let slug = open.service.slug.as_str();
    Ok(CodePage {
        path: format!("/s/{slug}/email/code"),
        back: format!("/s/{slug}/email"),
        purpose: CodePurpose::ConfirmEmail,
        more: code::of_service(ask, &open.service)?,
        id,
    })
}

/// Asks for the code.
pub async fn code_form(ask: Ask, Path(slug): Path<String>) -> Result<Response, Failed> {
    let open = draft_or_return!(&ask, &slug);
    let id = code::id_in(&ask.path);
    code::show(&ask, &code_page(&ask, &open, &id)?, None).await
}

/// The code was right: the answers are sent, as the person asked before.
pub async fn enter(ask: Ask, Path(slug): Path<String>, posted: Posted) -> Result<Response, Failed> {
    // Before the draft is looked for: the first press sent it, and took this browser's session away.
    if let Some(repeated) = code::again(&ask, &posted, CodePurpose::ConfirmEmail).await?
        && let Some(draft) = &repeated.draft
    {
        return Ok(go_on(&ask, &slug, draft, repeated.session).await);
    }
    let open = draft_or_return!(&ask, &slug);
    let page = code_page(&ask, &open, posted.text("c"))?;
    match code::post(&ask, &page, &posted).await? {
        Posting::Shown(response) => Ok(response),
        Posting::Right(session) => Ok(go_on(&ask, &slug, &open.draft.id, session).await),
    }
}

/// Sends, and goes on. The code is used and the session new, whatever becomes of sending: the cookie must reach the
/// browser.
async fn go_on(ask: &Ask, slug: &str, draft: &DraftId, session: Option<Box<NewSession>>) -> Response {
    let visitor = match &session {
        Some(session) => ask.web.app.visitor(Some(session.token.as_str()), ask.tag()).await,
        None => Ok(ask.visitor.clone()),
    };
    let sent = match visitor {
        Ok(visitor) => ask.web.app.submit(&visitor, draft, None).await,
        Err(error) => Err(error),
    };
    let path = match sent {
        Ok(Submitted::Received(draft)) => format!("/sent/{draft}"),
        Ok(Submitted::Changed) => format!("/s/{slug}/check?changed=1"),
        Ok(Submitted::Missing(_) | Submitted::NeedsEmail | Submitted::NotOpen | Submitted::Previewed) => {
            format!("/s/{slug}/check")
        }
        Err(error) => {
            tracing::error!(%error, "the answers could not be sent after a right code");
            format!("/s/{slug}/check")
        }
    };
    ask.with_session(ask.go(&path), session.as_deref())
}
