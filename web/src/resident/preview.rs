//! A service shown before it is offered, to whoever has the link: the link, and the page at the end.

use axum::{extract::Path, response::Response};
use serde_json::{Value as Json, json};

use super::words;
use crate::{error::Failed, extract::Ask};

/// Follows the link. It begins nothing: it only leads to the service's start page.
pub async fn open(ask: Ask, Path(token): Path<String>) -> Result<Response, Failed> {
    let slug = ask.web.app.open_preview(&token).await?;
    Ok(ask.go(&format!("/s/{slug}")))
}

/// What would have happened.
pub async fn end(ask: Ask, Path(slug): Path<String>) -> Result<Response, Failed> {
    let service = ask.web.app.services.current(&slug)?;
    let would = ask.web.app.would_happen(&ask.visitor, &slug).await?;
    let parts: Vec<Json> = would
        .parts
        .iter()
        .map(|part| {
            let give = serde_json::to_string_pretty(&part.give).unwrap_or_default();
            json!({ "label": part.label, "agency": part.agency, "connector": part.connector, "give": give })
        })
        .collect();
    let values = json!({
        "service": words::service_values(&ask, &service)?,
        "help": words::help(&ask, &service),
        "back": format!("/s/{slug}/check"),
        "parts": parts,
        "subject": would.subject,
    });
    ask.show("resident/previewed.html", values)
}
