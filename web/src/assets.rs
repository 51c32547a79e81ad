//! Style sheets and pictures: part of the program, compressed beforehand, with their content's hash in the name, so that
//! a browser may keep them for ever. Scripts are no files to browsers: they stand in the pages.

use std::collections::BTreeMap;

use axum::{
    body::Body,
    http::{HeaderMap, Response, StatusCode, header, response::Builder},
};
use bytes::Bytes;
use data_encoding::HEXLOWER;
use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};

/// The name of an installation's own style sheet.
const OWN_STYLE: &str = "own.css";

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/dist");

/// The assets, by the names that templates use.
#[derive(Debug)]
pub struct Assets {
    names: BTreeMap<String, String>,
    /// The installation's own style sheet.
    own: Option<Bytes>,
}

/// The assets were not built.
#[derive(Debug, thiserror::Error)]
#[error("web/dist/manifest.json is missing or broken: run `make assets`")]
pub struct AssetsError;

impl Assets {
    /// The assets this program was built with.
    pub fn built_in() -> Result<Self, AssetsError> {
        let mut names = manifest()?;
        names.retain(|name, _| !is_script(name));
        Ok(Self { names, own: None })
    }

    /// The same with a style sheet of the installation's own: it too is named after its content.
    #[must_use]
    pub fn with_own_style(mut self, css: Vec<u8>) -> Self {
        let hash: String = HEXLOWER.encode(&Sha256::digest(&css)).chars().take(10).collect();
        self.names.insert(OWN_STYLE.to_owned(), format!("own.{hash}.css"));
        self.own = Some(Bytes::from(css));
        self
    }

    /// The address of the installation's own style sheet, if it has one.
    pub fn own_style(&self) -> Option<String> {
        self.address(OWN_STYLE)
    }

    /// The names that templates use.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// The address of an asset.
    pub fn address(&self, name: &str) -> Option<String> {
        self.names.get(name).map(|hashed| format!("/assets/{hashed}"))
    }

    /// An asset, in the best coding the browser understands.
    pub fn respond(&self, name: &str, asked: &HeaderMap) -> Response<Body> {
        if let Some(own) =
            self.own.as_ref().filter(|_| self.names.get(OWN_STYLE).is_some_and(|own| own == name))
        {
            let built = kept_for_ever(name).body(Body::from(own.clone()));
            return built.unwrap_or_else(|_| status(StatusCode::INTERNAL_SERVER_ERROR));
        }
        let codings =
            asked.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let candidates = [("br", ".br"), ("gzip", ".gz")];
        let is_public = self.names.values().any(|hashed| hashed == name);
        let mut coded = candidates.iter().filter(|(coding, _)| codings.contains(coding));
        let found = coded.find_map(|(coding, end)| Some((*coding, FILES.get_file(format!("{name}{end}"))?)));
        let plain = || FILES.get_file(name).map(|file| ("identity", file));
        let Some((coding, file)) = found.or_else(plain).filter(|_| is_public) else {
            return status(StatusCode::NOT_FOUND);
        };
        let built = kept_for_ever(name)
            .header(header::CONTENT_ENCODING, coding)
            .header(header::VARY, "accept-encoding")
            .body(Body::from(file.contents()));
        built.unwrap_or_else(|_| status(StatusCode::INTERNAL_SERVER_ERROR))
    }
}

/// The file behind each name that templates know.
fn manifest() -> Result<BTreeMap<String, String>, AssetsError> {
    let manifest = FILES.get_file("manifest.json").ok_or(AssetsError)?;
    serde_json::from_slice(manifest.contents()).map_err(|_| AssetsError)
}

/// Everything that was built, by the names that templates use.
pub fn built() -> impl Iterator<Item = (String, &'static [u8])> {
    let names = manifest().unwrap_or_default();
    names.into_iter().filter_map(|(name, file)| Some((name, FILES.get_file(file)?.contents())))
}

/// It stands in pages.
pub fn is_script(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, end)| end == "js")
}

/// The content's hash is in the name: another content has another address.
fn kept_for_ever(name: &str) -> Builder {
    Response::builder()
        .header(header::CONTENT_TYPE, media_type(name))
        .header(header::CACHE_CONTROL, "public, max-age=31536000, immutable")
}

fn status(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, end)| end) {
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webp") => "image/webp",
        _ => "application/octet-stream",
    }
}
