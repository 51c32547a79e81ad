//! The answer to a form that could not be taken: everything that was typed stands in it, to be sent again with one
//! press. Browsers do not give back what stood on a page that may not be kept, so going back would lose it. Whatever was
//! sent twice is done once: every use case finds what the first one did.

use std::collections::BTreeMap;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use forms::Fields;
use serde_json::{Value as Json, json};

use crate::{
    error::Failed,
    extract::{Ask, Posted},
};

/// Seconds before the next try makes sense.
const SECONDS: u32 = 30;
/// Bytes of texts that are kept for an answer: more than any page without files may have.
const MOST_BYTES: usize = 256 * 1024;

/// What stood in a form, without the contents of files.
#[derive(Debug, Clone)]
pub struct Typed {
    fields: Fields,
    /// Names of files by their control.
    files: BTreeMap<String, Vec<String>>,
}

impl Typed {
    /// What stands in this form.
    pub fn of(posted: &Posted) -> Self {
        let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for upload in &posted.uploads {
            files.entry(upload.field.clone()).or_default().push(upload.name.clone());
        }
        Self { fields: posted.fields.clone(), files }
    }

    /// The same, unless there is nothing in it, or far too much.
    pub fn worth_keeping(posted: &Posted) -> Option<Self> {
        let bytes: usize = posted.fields.iter().flat_map(|(_, values)| values).map(String::len).sum();
        let is_some = bytes > 0 || !posted.uploads.is_empty();
        (is_some && bytes <= MOST_BYTES).then(|| Self::of(posted))
    }

    fn hidden(&self) -> Vec<Json> {
        let typed =
            self.fields.iter().flat_map(|(name, values)| values.iter().map(move |value| (name, value)));
        typed.map(|(name, value)| json!({ "name": name, "value": value })).collect()
    }

    /// No page can hold a file for its browser: each control that held some is shown, to choose them again.
    fn files(&self) -> Vec<Json> {
        let files = self.files.iter().map(
            |(field, names)| json!({ "field": field, "names": names.join(", "), "several": names.len() > 1 }),
        );
        files.collect()
    }

    /// What a page shows of a form that was sent to this address, and why it was not taken.
    pub fn values(&self, path: &str, kind: &str) -> Json {
        json!({
            "kind": kind,
            "form": { "path": path, "hidden": self.hidden(), "multipart": false },
            "files": self.files(),
            "sign_in_path": null,
            "back_path": null,
            "error_reference": null,
        })
    }
}

/// The page, for a form sent to the address in `ask` whose turn did not come.
pub fn show(ask: &Ask, typed: &Typed) -> Result<Response, Failed> {
    let values = typed.values(&ask.path, "busy");
    let mut response = ask.page(StatusCode::SERVICE_UNAVAILABLE, "resident/kept.html", values)?;
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(SECONDS));
    Ok(response)
}
