//! A bare server: axum with nothing behind it, which gives the bytes and headers of an answer that was kept, whatever is
//! asked. No server on the same framework can be faster with the same answer.

use std::{convert::Infallible, fs, path::Path, sync::Arc};

use axum::{
    Router,
    body::{Body, Bytes},
    http::{HeaderName, HeaderValue, StatusCode},
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::{Value, json};

use super::wire::Answer;
use crate::trial::portal::Told;

/// Headers that the server makes itself.
const ITS_OWN: [&str; 4] = ["date", "content-length", "transfer-encoding", "connection"];

/// An answer, kept.
pub struct Kept {
    headers: Vec<(String, String)>,
    /// It came in chunks, and goes out so again.
    is_chunked: bool,
    body: Bytes,
}

impl Kept {
    /// Keeps an answer.
    pub fn of(answer: &Answer<'_>) -> Self {
        let mut headers = answer.headers();
        let is_chunked = headers.iter().any(|(name, _)| name == "transfer-encoding");
        headers.retain(|(name, _)| !ITS_OWN.contains(&name.as_str()));
        Self { headers, is_chunked, body: Bytes::copy_from_slice(answer.body) }
    }

    /// Bytes of its body.
    pub fn length(&self) -> usize {
        self.body.len()
    }

    /// Writes it into a folder.
    pub fn write(&self, folder: &Path) -> Result<(), Told> {
        let head = json!({ "headers": self.headers, "chunked": self.is_chunked }).to_string();
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(folder.join("head.json"), head))
            .and_then(|()| fs::write(folder.join("body"), &self.body))
            .map_err(|error| error.to_string())
    }

    /// Reads it from a folder.
    pub fn read(folder: &Path) -> Result<Self, Told> {
        let read = |name: &str| fs::read(folder.join(name)).map_err(|error| format!("{name}: {error}"));
        let head: Value = serde_json::from_slice(&read("head.json")?).map_err(|error| error.to_string())?;
        let headers = head.get("headers").and_then(Value::as_array).cloned().unwrap_or_default();
        let text = |value: &Value, at: usize| Some(value.get(at)?.as_str()?.to_owned());
        Ok(Self {
            headers: headers.iter().filter_map(|pair| Some((text(pair, 0)?, text(pair, 1)?))).collect(),
            is_chunked: head.get("chunked").and_then(Value::as_bool).unwrap_or_default(),
            body: read("body")?.into(),
        })
    }

    fn answer(&self) -> Response {
        let body = self.body.clone();
        let body = if self.is_chunked {
            Body::from_stream(futures::stream::iter([Ok::<_, Infallible>(body)]))
        } else {
            Body::from(body)
        };
        let mut response = (StatusCode::OK, body).into_response();
        for (name, value) in &self.headers {
            if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(value)) {
                response.headers_mut().append(name, value);
            }
        }
        response
    }
}

/// Serves what a folder keeps until the process is ended.
pub fn serve(folder: &Path, port: u16) -> Result<(), Told> {
    let kept = Arc::new(Kept::read(folder)?);
    // The same threads as the real program has.
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|error| error.to_string())?.block_on(async move {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await;
        let site = Router::new().route("/readyz", get(|| async { "ready" }));
        let site = site.fallback(move || std::future::ready(kept.answer()));
        axum::serve(listener.map_err(|error| error.to_string())?, site)
            .await
            .map_err(|error| error.to_string())
    })
}
