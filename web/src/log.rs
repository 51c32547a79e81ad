//! One line a request, with the route and never the address: addresses hold ids and what people searched for.

use axum::{
    extract::{MatchedPath, Request},
    http::Method,
    middleware::Next,
    response::Response,
};
use tokio::time::Instant;

/// Logs and measures requests.
pub async fn requests(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("none", |path| path.as_str()).to_owned();
    let method = known_method(request.method());
    let began = Instant::now();
    let response = next.run(request).await;
    let (status, took) = (response.status().as_u16(), began.elapsed());
    tracing::info!(method, route, status, milliseconds = took.as_secs_f64() * 1000.0, "request");
    metrics::histogram!("portico_request_seconds", "route" => route, "method" => method).record(took);
    response
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
