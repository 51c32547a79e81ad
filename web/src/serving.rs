//! Takes connections and answers requests until told to stop. HTTP/1.1 only: the proxy in front speaks newer ones to the
//! public, and what is not spoken here cannot be misused.

use std::{
    collections::BTreeSet, convert::Infallible, future::Future, net::SocketAddr, pin::pin, sync::Arc,
    time::Duration,
};

use axum::{
    body::Body,
    extract::{ConnectInfo, Request},
    response::Response,
    serve::Listener,
};
use hyper::{
    body::Incoming,
    server::conn::http1,
    service::{Service as HttpService, service_fn},
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::{GracefulShutdown, Watcher},
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    time::timeout,
};
use tokio_rustls::TlsAcceptor;
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

/// Answers requests until told to stop, and then finishes those under way. Over TLS where there is somebody to speak it.
pub async fn serve(
    web: Arc<Web>,
    mut listener: TcpListener,
    encrypted: Option<TlsAcceptor>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let room = web.clone();
    let mut every_second = tokio::time::interval(Duration::from_secs(1));
    let tags: Arc<BTreeSet<String>> = Arc::new(web.site.languages.keys().cloned().collect());
    let default = web.site.default_locale.clone();
    let strip = MapRequestLayer::new(move |request| locale::strip(request, &tags, &default));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(web.patience.head).max_buf_size(MOST_HEAD_BYTES);
    let speaker = Speaker { http, encrypted, patience: web.patience };
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
        tokio::spawn(speaker.clone().greet(stream, answer, under_way.watcher()));
    }
    drop(listener);
    under_way.shutdown().await;
    Ok(())
}

/// How connections are spoken with.
#[derive(Clone)]
struct Speaker {
    http: http1::Builder,
    encrypted: Option<TlsAcceptor>,
    patience: Patience,
}

impl Speaker {
    /// Agrees on encryption first, where there is any. Whoever is slow at that, or speaks something else, is left.
    async fn greet<A>(self, stream: TcpStream, answer: A, watcher: Watcher)
    where
        A: HttpService<hyper::Request<Incoming>, Response = Response, Error = Infallible>,
    {
        let Some(encrypted) = &self.encrypted else { return self.speak(stream, answer, watcher).await };
        if let Ok(Ok(stream)) = timeout(self.patience.head, encrypted.accept(stream)).await {
            self.speak(stream, answer, watcher).await;
        }
    }

    /// Answers every request of one connection.
    async fn speak<S, A>(&self, stream: S, answer: A, watcher: Watcher)
    where
        S: AsyncRead + AsyncWrite + Unpin + 'static,
        A: HttpService<hyper::Request<Incoming>, Response = Response, Error = Infallible>,
    {
        let stream = TokioIo::new(Taking::new(stream, self.patience.answer));
        // How a connection ended is the other side's affair.
        let _ = watcher.watch(self.http.serve_connection(stream, answer)).await;
    }
}

/// A request with the address it comes from.
fn known(request: hyper::Request<Incoming>, peer: SocketAddr) -> Request {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(ConnectInfo(peer));
    request
}
