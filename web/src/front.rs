//! Where a request comes in. A page that is the same for everybody and went out before goes out again from here, to
//! whoever shows no cookie; every other request takes the way through layers and routes. See ADR 0017.

use std::{
    collections::HashMap,
    convert::Infallible,
    sync::{Arc, PoisonError, RwLock},
};

use app::App;
use axum::{
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
    response::Response,
};
use bytes::Bytes;
use tower::{Service, ServiceExt};

use crate::{
    Web,
    kept::{Kept, Key},
    log,
    pack::Coding,
    well_formed,
};

/// Addresses before all are forgotten: one page can be asked for in very many ways (`//s/x/`).
const MOST_ADDRESSES: usize = 1000;

/// On a response: it is a page for everybody.
#[derive(Debug, Clone)]
pub struct Same {
    key: Key,
    kept: Arc<Kept>,
    route: String,
}

impl Same {
    /// The page kept under this key.
    pub fn new(key: Key, kept: Arc<Kept>) -> Self {
        Self { key, kept, route: String::new() }
    }

    /// Says on which route the page lies.
    pub fn name(response: &mut Response, route: &str) {
        if let Some(same) = response.extensions_mut().get_mut::<Self>() {
            route.clone_into(&mut same.route);
        }
    }
}

/// A whole answer, as it went out before.
#[derive(Debug)]
struct Ready {
    key: Key,
    route: String,
    headers: HeaderMap,
    bytes: Bytes,
}

impl Ready {
    fn of(response: &Response, coding: Coding) -> Option<Self> {
        let same = response.extensions().get::<Same>()?;
        let is_plain =
            response.status() == StatusCode::OK && !response.headers().contains_key(header::SET_COOKIE);
        is_plain.then(|| Self {
            key: same.key.clone(),
            route: same.route.clone(),
            headers: response.headers().clone(),
            bytes: same.kept.packed(coding).1,
        })
    }

    fn respond(&self) -> Response {
        let mut response = Response::new(Body::from(self.bytes.clone()));
        *response.headers_mut() = self.headers.clone();
        response
    }

    /// The same answer as the one that was made anew.
    fn is(&self, made: Option<&Self>) -> bool {
        made.is_some_and(|made| {
            made.headers == self.headers && made.bytes == self.bytes && made.route == self.route
        })
    }
}

/// Answers as they went out, by packing and address.
#[derive(Debug, Default)]
pub struct Front(RwLock<HashMap<Coding, HashMap<String, Arc<Ready>>>>);

impl Front {
    /// What went out for this address, if it would be the same now.
    fn find(&self, coding: Coding, address: &str, app: &App) -> Option<Arc<Ready>> {
        let ready = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&coding)?.get(address)?.clone();
        ready.key.still_holds(app).then_some(ready)
    }

    /// Addresses with an answer, each in so many packings.
    pub fn count(&self) -> usize {
        self.0.read().unwrap_or_else(PoisonError::into_inner).values().map(HashMap::len).sum()
    }

    fn keep(&self, coding: Coding, address: String, ready: Ready) {
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let same = all.entry(coding).or_default();
        if same.len() >= MOST_ADDRESSES {
            same.clear();
        }
        same.insert(address, Arc::new(ready));
    }
}

/// Answers a request: from here, or from the site.
pub async fn answer<B, S>(web: &Web, site: S, request: Request<B>) -> Response
where
    S: Service<Request<B>, Response = Response, Error = Infallible>,
{
    let began = log::Began::now();
    let Some((coding, address)) = asked(web, &request) else { return from_site(site, request).await };
    let found = web.front.find(coding, address, &web.app);
    if let Some(ready) = found.as_ref().filter(|_| !cfg!(debug_assertions)) {
        log::line("GET", &ready.route, StatusCode::OK.as_u16(), began);
        return ready.respond();
    }
    let address = address.to_owned();
    let response = from_site(site, request).await;
    let made = Ready::of(&response, coding);
    // Where it is tried out, each answer is made once more and compared.
    if let Some(found) = found.filter(|found| found.key.still_holds(&web.app)) {
        if !found.is(made.as_ref()) {
            tracing::error!(address, "an answer that went out is not what it would be now");
        }
        return found.respond();
    }
    if let Some(made) = made {
        web.front.keep(coding, address, made);
    }
    response
}

async fn from_site<B, S>(site: S, request: Request<B>) -> Response
where
    S: Service<Request<B>, Response = Response, Error = Infallible>,
{
    match site.oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

/// The packing and the address that are asked for, when it may be a page for everybody: of somebody who shows no cookie,
/// sends nothing, and keeps nobody waiting.
fn asked<'a, B>(web: &Web, request: &'a Request<B>) -> Option<(Coding, &'a str)> {
    let headers = request.headers();
    let is_plain = *request.method() == Method::GET
        && request.uri().authority().is_none()
        && [header::COOKIE, header::CONTENT_LENGTH, header::TRANSFER_ENCODING]
            .iter()
            .all(|name| !headers.contains_key(name))
        && well_formed::fault(request).is_none()
        && web.room.is_quiet(web.app.clock.now().as_millisecond());
    let address = request.uri().path_and_query()?.as_str();
    is_plain.then(|| (Coding::asked(headers), address))
}
