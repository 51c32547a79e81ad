//! Metrics for Prometheus, on a listener of their own that the public does not reach.

use std::time::Duration;

use app::App;
use axum::{Router, routing::get};
use jiff::SignedDuration;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::{net::TcpListener, sync::watch};

use crate::error::Failed;

/// How often obligations are counted.
const EVERY: Duration = Duration::from_secs(15);
/// How long a part that failed for good is counted. What ended is never counted as a whole: it grows for ever.
const FAILED_COUNTED: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Bounds of request times, in seconds.
const SECONDS: [f64; 10] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// Listens at `address`, and counts obligations, until told to stop.
pub async fn begin(address: &str, app: App, stop: watch::Receiver<bool>) -> Result<(), Failed> {
    let recorder =
        PrometheusBuilder::new().set_buckets(&SECONDS).and_then(PrometheusBuilder::install_recorder);
    let handle = recorder.map_err(|error| Failed::said(format!("metrics could not begin: {error}")))?;
    describe();
    let listener = TcpListener::bind(address).await;
    let listener = listener
        .map_err(|error| Failed::said(format!("listen.metrics: {address} cannot be listened on: {error}")))?;
    tokio::spawn(count(app, handle.clone(), stop.clone()));
    tokio::spawn(answer(listener, handle, stop));
    Ok(())
}

fn describe() {
    metrics::describe_gauge!("portico_obligations", "Obligations without an end, by state.");
    metrics::describe_gauge!(
        "portico_failed_parts",
        "Parts that a system of record did not take, for good, in the last 30 days."
    );
    metrics::describe_gauge!(
        "portico_obligations_late_seconds",
        "How long the obligation due longest has waited to be tried."
    );
    metrics::describe_gauge!(
        "portico_services_refused",
        "Errors that keep something newer from being offered; 0: what is offered is the newest."
    );
    metrics::describe_counter!(
        "portico_attempts_total",
        "Attempts at obligations, by connector or channel and outcome."
    );
    metrics::describe_counter!(
        "portico_unreadable_total",
        "What cannot be read: rows left out of a list, by what they are, and pages not shown."
    );
    metrics::describe_counter!("portico_erasures_failed_total", "Cases that could not be erased in a round.");
    metrics::describe_gauge!("portico_waiting_room_open", "1 while people who begin stand in line.");
    metrics::describe_gauge!("portico_waiting_room_people", "People in line who were seen lately.");
    metrics::describe_gauge!("portico_requests_under_way", "Requests worked on, of residents and of staff.");
    metrics::describe_counter!("portico_let_in_total", "People let in from the line.");
    metrics::describe_counter!("portico_turned_away_total", "Requests whose turn did not come, by class.");
    metrics::describe_histogram!("portico_request_seconds", "Time to answer a request, by route and method.");
}

async fn answer(listener: TcpListener, handle: PrometheusHandle, mut stop: watch::Receiver<bool>) {
    let routes = Router::new().route("/metrics", get(move || async move { handle.render() }));
    let stopped = async move {
        let _ = stop.wait_for(|stopping| *stopping).await;
    };
    if let Err(error) = axum::serve(listener, routes).with_graceful_shutdown(stopped).await {
        tracing::error!(%error, "metrics are not answered any more");
    }
}

async fn count(app: App, handle: PrometheusHandle, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        if let Err(error) = count_once(&app).await {
            tracing::warn!(%error, "obligations could not be counted");
        }
        handle.run_upkeep();
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            _ = stop.changed() => {}
        }
    }
}

async fn count_once(app: &App) -> Result<(), store::StoreError> {
    let counts = app.store.count_without_end().await?;
    for state in ["waiting", "due", "asking"] {
        let count = counts.iter().find(|count| count.state == state).map_or(0, |count| count.count);
        metrics::gauge!("portico_obligations", "state" => state).set(to_float(count));
    }
    let now = app.clock.now();
    let failed = app.store.count_failed_parts(now - FAILED_COUNTED).await?;
    metrics::gauge!("portico_failed_parts").set(to_float(failed));
    let late = app
        .store
        .due(now, 1)
        .await?
        .first()
        .map_or(0, |due| now.duration_since(due.next_attempt_at).as_secs());
    metrics::gauge!("portico_obligations_late_seconds").set(to_float(late));
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "counts and seconds are far below 2^53")]
fn to_float(count: i64) -> f64 {
    count as f64
}
