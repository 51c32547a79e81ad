//! Error pages: what happened, what to do, and a way on. Logged once, here, with the reference the person sees.

use std::sync::Arc;

use app::AppError;
use axum::{
    extract::{FromRequestParts, MatchedPath, Request, State},
    http::{HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use model::random_text;
use serde_json::json;
use store::StoreError;

use crate::{
    Web,
    extract::{self, Ask},
    locale::{Locale, PlainPath},
    pack::{Care, Coding},
    room::Typed,
    routes, staff,
};

/// A request that could not be done. The error page is made by [`pages`], which knows the language.
#[derive(Debug, Clone)]
pub struct Failed {
    status: StatusCode,
    cause: Option<Arc<AppError>>,
    /// What to say when the status alone does not tell.
    kind: Option<&'static str>,
}

impl Failed {
    /// A status without a cause of ours.
    pub fn status(status: StatusCode) -> Self {
        Self { status, cause: None, kind: None }
    }

    /// The browser sent something no browser of ours would.
    pub fn bad_request() -> Self {
        Self::status(StatusCode::BAD_REQUEST)
    }

    /// There is no such page.
    pub fn not_found() -> Self {
        Self::status(StatusCode::NOT_FOUND)
    }

    /// A link from an email that leads to nothing any more. One that never led anywhere looks the same.
    pub fn link_ended() -> Self {
        Self { kind: Some("link_ended"), ..Self::not_found() }
    }

    /// A session ended for want of activity; the answers are still there.
    pub fn session_expired() -> Self {
        Self::status(StatusCode::UNAUTHORIZED)
    }

    /// The same, and the page that was just sent could not be kept.
    pub fn session_expired_unsaved() -> Self {
        Self { kind: Some("session_expired_unsaved"), ..Self::session_expired() }
    }

    /// The same in the staff console: nothing of a case is kept in the browser.
    pub fn staff_session_expired() -> Self {
        Self { kind: Some("staff_session_expired"), ..Self::session_expired() }
    }

    /// Somebody tried too often.
    pub fn too_many() -> Self {
        Self::status(StatusCode::TOO_MANY_REQUESTS)
    }

    /// Very many people began, or gave files, from one network address.
    pub fn too_many_here() -> Self {
        Self { kind: Some("too_many_here"), ..Self::too_many() }
    }

    /// A form in a format, or in letters, that no page of ours sends.
    pub fn unsupported() -> Self {
        Self::status(StatusCode::UNSUPPORTED_MEDIA_TYPE)
    }

    /// It is not there, or not theirs.
    pub fn is_not_found(&self) -> bool {
        self.status == StatusCode::NOT_FOUND
    }
}

impl From<AppError> for Failed {
    fn from(error: AppError) -> Self {
        let status = match &error {
            AppError::NotFound => StatusCode::NOT_FOUND,
            AppError::Conflict(_) => StatusCode::CONFLICT,
            AppError::TooMany => StatusCode::TOO_MANY_REQUESTS,
            AppError::NotNow(_) => StatusCode::SERVICE_UNAVAILABLE,
            AppError::Ours(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        let kind = is_damage(&error).then(|| {
            metrics::counter!("portico_unreadable_total", "what" => "page").increment(1);
            "damaged"
        });
        Self { status, cause: Some(Arc::new(error)), kind }
    }
}

/// One thing kept does not open: never shown, and no use in trying again.
fn is_damage(error: &AppError) -> bool {
    let AppError::Ours(source) = error else { return false };
    matches!(source.downcast_ref(), Some(StoreError::Damaged(_)))
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Turns every failure, also the router's own, into a page.
pub async fn pages(State(web): State<Arc<Web>>, request: Request, next: Next) -> Response {
    let tag = request
        .extensions()
        .get::<Locale>()
        .map_or(web.site.default_locale.clone(), |Locale(tag)| tag.clone());
    let path = request.extensions().get::<PlainPath>().map_or("/".to_owned(), |PlainPath(path)| path.clone());
    let asked = Asked {
        // What was sent cannot be sent again by a link: that leads to the page the form was on.
        page: match request.extensions().get::<MatchedPath>() {
            Some(route) => routes::page_of(route.as_str(), &path),
            None => path.clone(),
        },
        was_sent: !matches!(*request.method(), Method::GET | Method::HEAD),
        coding: Coding::asked(request.headers()),
        tag,
        path,
    };
    let is_staff = asked.path == "/staff" || asked.path.starts_with("/staff/");
    let (parts, body) = request.into_parts();
    let staff_parts = is_staff.then(|| parts.clone());
    let response = next.run(Request::from_parts(parts, body)).await;
    let status = response.status();
    let is_page = response.headers().contains_key(header::CONTENT_TYPE)
        && response.extensions().get::<Failed>().is_none()
        && !is_plain_rejection(&response);
    if !(status.is_client_error() || status.is_server_error()) || is_page {
        return response;
    }
    let allowed = response.headers().get(header::ALLOW).cloned();
    let reference = random_text(web.app.random.as_ref(), 8);
    let failed = response.extensions().get::<Failed>();
    log(status, failed, &reference);
    let kind = failed.and_then(|failed| failed.kind).unwrap_or(kind_of(status));
    let shown_to_staff = match staff_parts.filter(|_| status.is_client_error()) {
        Some(parts) => console_page(&web, parts, &asked, (status, kind)).await,
        None => None,
    };
    let typed = response.extensions().get::<Typed>();
    let mut page =
        shown_to_staff.unwrap_or_else(|| error_page(&web, &asked, (status, kind), &reference, typed));
    // Which methods there are belongs to the answer (RFC 9110, 15.5.6).
    page.headers_mut().extend(allowed.map(|allowed| (header::ALLOW, allowed)));
    page
}

/// What was asked for when it failed.
struct Asked {
    /// In this language.
    tag: String,
    path: String,
    /// The page to try again on.
    page: String,
    /// It was a form.
    was_sent: bool,
    /// How the page may be packed.
    coding: Coding,
}

/// The router and its layers answer in plain text.
fn is_plain_rejection(response: &Response) -> bool {
    let kind = response
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    kind.starts_with("text/plain")
}

fn log(status: StatusCode, failed: Option<&Failed>, reference: &str) {
    let Some(cause) = failed.and_then(|failed| failed.cause.as_ref()) else { return };
    if status.is_server_error() {
        tracing::error!(reference, status = status.as_u16(), error = %chain(cause.as_ref()), "a request failed");
    }
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}

/// What the page says: a word the texts know.
fn kind_of(status: StatusCode) -> &'static str {
    match status {
        StatusCode::UNAUTHORIZED => "session_expired",
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => "not_found",
        StatusCode::CONFLICT => "conflict",
        StatusCode::PAYLOAD_TOO_LARGE => "too_large",
        StatusCode::TOO_MANY_REQUESTS => "too_many",
        StatusCode::URI_TOO_LONG => "too_long",
        StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE => "unreadable",
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => {
            "unavailable"
        }
        status if status.is_client_error() => "forbidden",
        _ => "server",
    }
}

/// Failures after which a form can be sent again as it is: what was typed stands in the answer.
const WITH_TYPED: [&str; 5] = ["unavailable", "server", "too_many", "too_many_here", "staff_session_expired"];

/// Where somebody whose session ended signs in again.
fn sign_in_path(kind: &str) -> Option<&'static str> {
    match kind {
        "session_expired" | "session_expired_unsaved" => Some("/sign-in"),
        "staff_session_expired" => Some("/staff/sign-in"),
        _ => None,
    }
}

/// Staff who are signed in keep their console around what went wrong.
async fn console_page(
    web: &Arc<Web>,
    mut parts: Parts,
    asked: &Asked,
    (status, kind): (StatusCode, &'static str),
) -> Option<Response> {
    let ask = Ask::from_request_parts(&mut parts, web).await.ok()?;
    let page = if asked.was_sent { &asked.page } else { &asked.path };
    let ask = Ask { path: page.clone(), ..ask };
    let may_try_again = status == StatusCode::CONFLICT;
    let own = json!({ "kind": kind, "try_again_path": may_try_again.then_some(page) });
    let mut response = ask.page(status, "staff/error.html", staff::with(&ask, "", own).ok()?).ok()?;
    if status == StatusCode::TOO_MANY_REQUESTS {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
    }
    Some(response)
}

fn error_page(
    web: &Web,
    asked: &Asked,
    (status, kind): (StatusCode, &'static str),
    reference: &str,
    typed: Option<&Typed>,
) -> Response {
    let may_try_again = (status.is_server_error() && kind != "damaged") || status == StatusCode::CONFLICT;
    let page = if asked.was_sent { &asked.page } else { &asked.path };
    let typed = typed.filter(|_| WITH_TYPED.contains(&kind));
    let mut values = typed.map_or_else(|| json!({}), |typed| typed.values(&asked.path, kind));
    let own = json!({
        "kind": kind,
        "error_reference": status.is_server_error().then_some(reference),
        "sign_in_path": sign_in_path(kind),
        "try_again_path": may_try_again.then_some(page),
        "was_sent": asked.was_sent && (may_try_again || status == StatusCode::TOO_MANY_REQUESTS),
        "back_path": sign_in_path(kind).is_none().then_some(page),
    });
    extract::merge(&mut values, own);
    let template = if typed.is_some() { "resident/kept.html" } else { "resident/error.html" };
    // The language links too lead to a page that can be opened.
    let html = extract::render(web, extract::common(web, &asked.tag, page), template, values);
    let html = html.unwrap_or_else(|failed| {
        tracing::error!(error = ?failed, "the error page itself could not be rendered");
        format!("<!doctype html><title>{status}</title><h1>{status}</h1><p>{reference}</p><p><a href=\"/\">Home</a></p>")
    });
    let (coding, bytes) = asked.coding.pack(Bytes::from(html), Care::Quick);
    let mut response = coding.respond(bytes);
    *response.status_mut() = status;
    if status == StatusCode::TOO_MANY_REQUESTS || status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
    }
    response
}
