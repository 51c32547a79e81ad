//! A link from an email: looking changes nothing; the button sends a code; the code opens the draft.

use app::{AppError, CodePurpose, OpenDraft};
use axum::{extract::Path, response::Response};
use serde_json::json;

use super::{
    code::{self, CodePage, Posting},
    start::next_path,
    words,
};
use crate::{
    error::Failed,
    extract::{Ask, Posted},
};

/// The draft a link leads to, or the page that says it has ended.
async fn found(ask: &Ask, token: &str) -> Result<OpenDraft, Failed> {
    match ask.web.app.find_link(token).await {
        Err(AppError::NotFound) => Err(Failed::link_ended()),
        found => Ok(found?),
    }
}

/// What the link leads to.
pub async fn page(ask: Ask, Path(token): Path<String>) -> Result<Response, Failed> {
    let open = found(&ask, &token).await?;
    let zone = ask.web.app.zone_of(&open.service)?;
    ask.show(
        "resident/resume.html",
        json!({
            "service": words::service_values(&ask, &open.service)?,
            "help": words::help(&ask, &open.service),
            "saved_on": words::day(ask.words()?, open.draft.changed_at, &zone),
            "email": open.draft.email.as_deref().map(app::masked),
            "form": words::form(format!("/resume/{token}"), &[]),
        }),
    )
}

/// Sends the code.
pub async fn send(ask: Ask, Path(token): Path<String>, _: Posted) -> Result<Response, Failed> {
    ask.web.limits.try_once(&token, ask.network)?;
    found(&ask, &token).await?;
    let sent = ask.web.app.send_resume_code(&ask.visitor, &token).await?;
    Ok(ask.go(&format!("/resume/{token}/code?c={}", sent.id)))
}

fn code_page<'a>(ask: &Ask, open: &OpenDraft, token: &str, id: &'a str) -> Result<CodePage<'a>, Failed> {
    Ok(CodePage {
        path: format!("/resume/{token}/code"),
        back: format!("/resume/{token}"),
        purpose: CodePurpose::Resume,
        more: code::of_service(ask, &open.service)?,
        id,
    })
}

/// Asks for the code.
pub async fn code_form(ask: Ask, Path(token): Path<String>) -> Result<Response, Failed> {
    let open = found(&ask, &token).await?;
    let id = code::id_in(&ask.path);
    code::show(&ask, &code_page(&ask, &open, &token, &id)?, None).await
}

/// Opens the draft.
pub async fn enter(ask: Ask, Path(token): Path<String>, posted: Posted) -> Result<Response, Failed> {
    let open = found(&ask, &token).await?;
    let page = code_page(&ask, &open, &token, posted.text("c"))?;
    match code::post(&ask, &page, &posted).await? {
        Posting::Shown(response) => Ok(response),
        Posting::Right(session) => {
            let slug = open.service.slug.as_str();
            let next = open.go_on();
            let path = if open.service.definition.task_list {
                format!("/s/{slug}/tasks")
            } else {
                next_path(slug, &next, false)
            };
            Ok(ask.with_session(ask.go(&path), session.as_deref()))
        }
    }
}
