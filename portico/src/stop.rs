//! Waits for the sign to stop: Ctrl-C at the terminal, or SIGTERM from whatever started the program.

use tokio::signal::unix::{SignalKind, signal};

/// Ready when the program is to stop.
pub async fn asked() {
    let Ok(mut terminated) = signal(SignalKind::terminate()) else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated.recv() => {}
    }
}
