//! Refuses requests that no browser of ours sends, before anything looks at them: programs in front of Portico might read
//! them in another way than Portico does (RFC 9112, RFC 9110).

use axum::{
    extract,
    http::{HeaderMap, HeaderValue, Request, StatusCode, Version, header, uri::Authority},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::error::Failed;

/// Bytes of an address: those of our pages are short, and a search is a few words.
const LONGEST_ADDRESS: usize = 8 * 1024;

/// Answers what is well formed.
pub async fn check(request: extract::Request, next: Next) -> Response {
    match fault(&request) {
        Some(status) => Failed::status(status).into_response(),
        None => next.run(request).await,
    }
}

/// What is not well formed about a request.
pub fn fault<B>(request: &Request<B>) -> Option<StatusCode> {
    let address = request.uri().path_and_query().map_or("", |path| path.as_str());
    if address.len() > LONGEST_ADDRESS {
        return Some(StatusCode::URI_TOO_LONG);
    }
    if !names_one_host(request.headers(), request.version()) {
        return Some(StatusCode::BAD_REQUEST);
    }
    // Packed bodies are not unpacked: a few bytes could become very many.
    let is_packed = request.headers().get(header::CONTENT_ENCODING).is_some_and(|kind| kind != "identity");
    is_packed.then_some(StatusCode::UNSUPPORTED_MEDIA_TYPE)
}

/// Exactly one host since HTTP/1.1, at most one before (RFC 9112, 3.2).
fn names_one_host(headers: &HeaderMap, version: Version) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => is_host(host),
        (None, None) => version < Version::HTTP_11,
        _ => false,
    }
}

fn is_host(value: &HeaderValue) -> bool {
    let host = value.to_str().unwrap_or_default();
    !host.contains('@') && host.parse::<Authority>().is_ok()
}
