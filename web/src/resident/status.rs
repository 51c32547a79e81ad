//! Status without signing in: reference and receipt code show stage and dates, nothing personal (STANDARDS ID-06).

use axum::{http::StatusCode, response::Response};
use serde_json::{Value as Json, json};

use super::words;
use crate::{
    error::Failed,
    extract::{Ask, Posted},
};

/// Asks for reference and receipt code.
pub async fn form(ask: Ask) -> Result<Response, Failed> {
    show_form(&ask, StatusCode::OK, "", None)
}

fn show_form(
    ask: &Ask,
    status: StatusCode,
    reference: &str,
    message: Option<&str>,
) -> Result<Response, Failed> {
    ask.page(
        status,
        "resident/status_form.html",
        json!({
            "errors": words::errors("reference", message),
            "reference": words::text_box("reference", reference, message),
            // The second secret is never written into a page.
            "receipt_code": words::text_box("receipt_code", "", None),
            "form": words::form("/status", &[]),
        }),
    )
}

/// Shows stage and dates. A secret must not stand in an address, so the answer to the POST is the page itself.
pub async fn look_up(ask: Ask, posted: Posted) -> Result<Response, Failed> {
    let reference = posted.text("reference");
    ask.web.limits.try_once(reference, ask.network)?;
    let Some(glance) = ask.web.app.glance(reference, posted.text("receipt_code"), ask.tag()).await? else {
        let message = ask.words()?.say("error-status-none");
        return show_form(&ask, StatusCode::UNPROCESSABLE_ENTITY, reference, Some(&message));
    };
    let platform = ask.words()?;
    let milestones = glance.statuses.iter().map(|(label, on)| {
        let (shown, iso) = words::day_pair(platform, *on);
        json!({ "label": label, "on": shown, "on_iso": iso })
    });
    let milestones: Vec<Json> = milestones.collect();
    ask.show("resident/status.html", json!({
        "service": { "title": glance.service },
        "reference": model::CaseReference::parse(reference).map(|reference| reference.to_string()).unwrap_or_default(),
        "status": { "label": glance.status, "means": glance.means },
        "target_on": (!glance.has_ended).then(|| platform.date(glance.target_on)),
        "milestones": milestones,
    }))
}
