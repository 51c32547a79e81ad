//! `/healthz`: the process lives. `/readyz`: it can do its work.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use axum::{extract::State, http::StatusCode, response::IntoResponse};

use crate::Web;

/// Whether this process takes work.
#[derive(Debug, Default, Clone)]
pub struct Health {
    stopping: Arc<AtomicBool>,
}

impl Health {
    /// From now on a load balancer sends nothing new here.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }
}

/// The process lives.
pub async fn alive() -> impl IntoResponse {
    (StatusCode::OK, "ok\n")
}

/// The database answers, and the process is not stopping.
pub async fn ready(State(web): State<Arc<Web>>) -> impl IntoResponse {
    if web.health.stopping.load(Ordering::Relaxed) {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n".to_owned());
    }
    match web.app.store.ping().await {
        Ok(()) => match web.app.services.refused().len() {
            0 => (StatusCode::OK, "ready\n".to_owned()),
            // It goes on with what was offered before: no reason to send people elsewhere.
            errors => (
                StatusCode::OK,
                format!("ready\nnewer services are not offered, see the log; errors: {errors}\n"),
            ),
        },
        Err(error) => {
            tracing::warn!(%error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n".to_owned())
        }
    }
}
