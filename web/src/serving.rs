//! Takes connections and answers requests until told to stop. HTTP/1.1 only: the proxy in front speaks newer ones to the
//! public, and what is not spoken here cannot be misused.

use std::{
    collections::BTreeSet, convert::Infallible, future::Future, net::SocketAddr, pin::pin, sync::Arc,
    time::Duration,
};

use axum::{
    body::Body,
    extract::{ConnectInfo, Request},
    serve::Listener,
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::net::TcpListener;
use tower::{Layer, ServiceExt, util::MapRequestLayer};

use crate::{Web, front, locale, routes::router, taking::Taking};

/// Bytes of a request's first line and headers: far more than any browser sends. The same again is read of a body at
/// a time.
const MOST_HEAD_BYTES: usize = 64 * 1024;

/// How long a browser may take.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// Until the first line and the headers of a request are there, counted from the end of the one before.
    pub head: Duration,
    /// Until the whole request is there and answered; a slow phone sends a photo within it.
    pub request: Duration,
    /// Until the next 64 KiB of an answer are taken, or all that is left of it: about a kilobyte a second.
    pub answer: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(20),
            request: Duration::from_mins(2),
            answer: Duration::from_mins(1),
        }
    }
}

/// Answers requests until told to stop, and then finishes those under way.
pub async fn serve(
    web: Arc<Web>,
    mut listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let room = web.clone();
    let mut every_second = tokio::time::interval(Duration::from_secs(1));
    let tags: Arc<BTreeSet<String>> = Arc::new(web.site.languages.keys().cloned().collect());
    let default = web.site.default_locale.clone();
    let strip = MapRequestLayer::new(move |request| locale::strip(request, &tags, &default));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(web.patience.head).max_buf_size(MOST_HEAD_BYTES);
    let patience = web.patience;
    let site = strip.layer(router(web.clone()));
    let (under_way, mut stop) = (GracefulShutdown::new(), pin!(stop));
    loop {
        let (stream, peer) = tokio::select! {
            accepted = Listener::accept(&mut listener) => accepted,
            () = &mut stop => break,
            // Also when nobody asks: people are let in, and the waiting room closes.
            _ = every_second.tick() => {
                room.room.look(room.app.clock.now().as_millisecond());
                continue;
            }
        };
        let (web, site) = (web.clone(), site.clone().map_request(move |request| known(request, peer)));
        let answer = service_fn(move |request| {
            let (web, site) = (web.clone(), site.clone());
            async move { Ok::<_, Infallible>(front::answer(&web, site, request).await) }
        });
        let stream = TokioIo::new(Taking::new(stream, patience.answer));
        let connection = http.serve_connection(stream, answer);
        // How a connection ended is the other side's affair.
        tokio::spawn(under_way.watch(connection));
    }
    drop(listener);
    under_way.shutdown().await;
    Ok(())
}

/// A request with the address it comes from.
fn known(request: hyper::Request<Incoming>, peer: SocketAddr) -> Request {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(ConnectInfo(peer));
    request
}
