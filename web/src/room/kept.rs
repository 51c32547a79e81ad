//! The answer to a form that could not be taken even after a long wait: everything that was typed stands in it, to be
//! sent again with one press. Nothing had been done with it, so sending it again doubles nothing.

use std::collections::BTreeMap;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use serde_json::{Value as Json, json};

use crate::{
    error::Failed,
    extract::{Ask, Posted},
};

/// Seconds before the next try makes sense.
const SECONDS: u32 = 30;

/// The page, for a form sent to the address in `ask`.
pub fn show(ask: &Ask, posted: &Posted) -> Result<Response, Failed> {
    let typed = posted.fields.iter().flat_map(|(name, values)| values.iter().map(move |value| (name, value)));
    let hidden: Vec<Json> = typed.map(|(name, value)| json!({ "name": name, "value": value })).collect();
    let values = json!({
        "form": { "path": ask.path, "hidden": hidden, "multipart": false },
        "files": files(posted),
    });
    let mut response = ask.page(StatusCode::SERVICE_UNAVAILABLE, "resident/kept.html", values)?;
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(SECONDS));
    Ok(response)
}

/// No page can hold a file for its browser: each control that held some is shown, to choose them again.
fn files(posted: &Posted) -> Vec<Json> {
    let mut by_field: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for upload in &posted.uploads {
        by_field.entry(&upload.field).or_default().push(&upload.name);
    }
    let files = by_field.into_iter().map(
        |(field, names)| json!({ "field": field, "names": names.join(", "), "several": names.len() > 1 }),
    );
    files.collect()
}
