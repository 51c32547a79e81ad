//! Headers on every response (STANDARDS SEC-06): only our own scripts, styles and pictures, no framing, no leaks.

use std::sync::{Arc, LazyLock};

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

use crate::{Web, within};

const POLICY: &str = "style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'";

/// What every page may do.
static PAGE: LazyLock<HeaderValue> = LazyLock::new(|| policy(POLICY));
/// For a page that shows a message in a frame: the frame's own page is ours.
pub static WITH_FRAME: LazyLock<HeaderValue> =
    LazyLock::new(|| policy(&format!("{POLICY}; frame-src 'self'")));

/// A script runs only where it stands in one of our pages, and only as it was built: each is named by its hash. No file
/// runs, wherever it comes from, also none of ours.
fn policy(rest: &str) -> HeaderValue {
    let text = format!("default-src 'none'; script-src {}; {rest}", within::hashes());
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

const HEADERS: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(self), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
    ),
];

/// For a message as it was sent: styles inside it and nothing else. It runs no script, sends no form, loads nothing from
/// anywhere, and stands apart from our pages as if it came from another site. Its links open in the whole window.
pub const MESSAGE: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation";

/// Adds the headers. A page with a policy of its own keeps it.
pub async fn headers(State(web): State<Arc<Web>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if headers.get(header::CONTENT_SECURITY_POLICY).is_some_and(|own| own == MESSAGE) {
        // Its policy says who may frame it, more exactly than this header can.
        headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert_with(|| PAGE.clone());
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if web.site.is_secure {
        let lasting = HeaderValue::from_static("max-age=63072000; includeSubDomains; preload");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, lasting);
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
