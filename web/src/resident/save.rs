//! Save for later: everything is saved already; this sends a link that opens it on another device.

use axum::{extract::Path, http::StatusCode, response::Response};
use serde_json::{Value as Json, json};

use super::{code, email, service::draft_or_return, start::next_path, words};
use crate::{
    error::Failed,
    extract::{Ask, Posted, merge},
};

fn common(ask: &Ask, open: &app::OpenDraft) -> Result<Json, Failed> {
    let slug = open.service.slug.as_str();
    let next = open.go_on();
    let zone = ask.web.app.zone_of(&open.service)?;
    Ok(json!({
        "service": words::service_values(ask, &open.service)?,
        "help": words::help(ask, &open.service),
        "back": next_path(slug, &next, false),
        "expires_on": words::day(ask.words()?, open.draft.expires_at, &zone),
    }))
}

/// Asks where to send the link.
pub async fn page(ask: Ask, Path(slug): Path<String>) -> Result<Response, Failed> {
    let open = draft_or_return!(&ask, &slug);
    show(&ask, &open, &email::known(&open), None)
}

fn show(ask: &Ask, open: &app::OpenDraft, typed: &str, message: Option<&str>) -> Result<Response, Failed> {
    let mut values = common(ask, open)?;
    merge(
        &mut values,
        json!({
            "errors": words::errors("email", message),
            "email": words::text_box("email", typed, message),
            "form": words::form(format!("/s/{}/save", open.service.slug), &[]),
        }),
    );
    let status = if message.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    ask.page(status, "resident/save.html", values)
}

/// Sends the link.
pub async fn send(ask: Ask, Path(slug): Path<String>, posted: Posted) -> Result<Response, Failed> {
    let open = draft_or_return!(&ask, &slug);
    match code::email_in(&ask, &posted)? {
        Err(message) => show(&ask, &open, posted.text("email"), Some(&message)),
        Ok(email) => {
            ask.web.limits.try_once(&email, ask.network)?;
            ask.web.app.send_resume_link(&ask.visitor, &slug, &email).await?;
            Ok(ask.go(&format!("/s/{slug}/saved")))
        }
    }
}

/// Says that it was sent.
pub async fn saved(ask: Ask, Path(slug): Path<String>) -> Result<Response, Failed> {
    let open = draft_or_return!(&ask, &slug);
    let email = open.draft.email.as_deref().map(app::masked).unwrap_or_default();
    let mut values = common(&ask, &open)?;
    merge(&mut values, json!({ "email": email, "reminders": app::reminders(&open) }));
    ask.show("resident/saved.html", values)
}
