//! One line a request, with the route and never the address: addresses hold ids and what people searched for.

use axum::{
    extract::{MatchedPath, Request},
    http::Method,
    middleware::Next,
    response::Response,
};
use tokio::time::Instant;

use crate::{extract::Ask, front::Same};

/// What the line of a request is logged as. There are very many of them, and none needs to be read in the same moment.
pub const REQUESTS: &str = "web::requests";

/// Logs and measures requests.
pub async fn requests(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().cloned();
    let method = known_method(request.method());
    let began = Began::now();
    let mut response = next.run(request).await;
    let name = route.as_ref().map_or("none", MatchedPath::as_str);
    line(method, name, response.status().as_u16(), began);
    Same::name(&mut response, name);
    response
}

/// When a request came.
#[derive(Debug, Clone, Copy)]
pub struct Began(Instant);

impl Began {
    /// Now.
    pub fn now() -> Self {
        Self(Instant::now())
    }
}

/// Logs and measures one request that has been answered.
pub fn line(method: &'static str, route: &str, status: u16, Began(began): Began) {
    let took = began.elapsed();
    tracing::info!(target: REQUESTS, method, route, status, milliseconds = took.as_secs_f64() * 1000.0, "request");
    metrics::histogram!("portico_request_seconds", "route" => route.to_owned(), "method" => method)
        .record(took);
}

/// Logs and counts a try to sign in. `subject` is what was tried at, an address or a code's id: kept as the start of a
/// keyed hash, it shows that many tries were at the same one, and nothing else.
pub fn sign_in(ask: &Ask, how: &'static str, is_right: bool, subject: &str) {
    let outcome = if is_right { "right" } else { "wrong" };
    let hash = ask.web.app.store.hash("log", &subject.trim().to_lowercase());
    let subject: String = hash.chars().take(12).collect();
    tracing::info!(how, outcome, subject, "sign-in");
    metrics::counter!("portico_sign_ins_total", "how" => how, "outcome" => outcome).increment(1);
}

/// A method by name. HTTP allows any word as one: what is not known must not become a figure of its own.
fn known_method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
