//! At the door: who a request is from, whether it begins something new, and whether its turn came. Health, style sheets
//! and pictures go past it; staff have a door of their own.

use std::sync::Arc;

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, Method, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
};
use forms::{Service, ServiceSlug};
use jiff::Timestamp;

use super::{
    badge::{self, Badge},
    gate::Class,
    hall::Knock,
    kept::{self, Typed},
    line::{Millis, Place},
    page::{self, Said},
};
use crate::{
    Web,
    error::Failed,
    extract::{Ask, place, session_cookie},
    pack::Coding,
    posted::ReadBefore,
    routes,
};

/// Where something new is begun.
const START_PAGE: &str = "/s/{slug}";
const START: &str = "/s/{slug}/start";

/// Lets requests in, in the order of what matters.
pub async fn door(State(web): State<Arc<Web>>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str).to_owned();
    if route == routes::ASSETS {
        return next.run(request).await;
    }
    let is_form = request.method() == Method::POST;
    if route.starts_with("/staff") {
        let (request, read) = read(request, is_form, &route).await;
        // Passwords and codes of staff stand in no answer.
        let typed = read.filter(|_| is_work(&route)).and_then(|read| read.typed());
        return match web.room.staff_turn(is_form).await {
            Ok(_turn) => with_typed(next.run(request).await, typed),
            Err(_) => Failed::status(StatusCode::SERVICE_UNAVAILABLE).into_response(),
        };
    }
    let answered = resident(&web, request, next, &route).await;
    answered.unwrap_or_else(IntoResponse::into_response)
}

/// Forms are read before their turn, so that a slow phone takes nobody's.
async fn read(request: Request, is_form: bool, route: &str) -> (Request, Option<ReadBefore>) {
    if !is_form {
        return (request, None);
    }
    let (request, read) = ReadBefore::of(request, routes::most_bytes(route)).await;
    (request, Some(read))
}

/// Forms about cases and what is owed: a note, a reason.
fn is_work(route: &str) -> bool {
    route.starts_with("/staff/cases/") || route.starts_with("/staff/obligations/")
}

/// An answer that failed, with what was typed: the page that says so holds it.
fn with_typed(mut answer: Response, typed: Option<Typed>) -> Response {
    if let (true, Some(typed)) = (answer.extensions().get::<Failed>().is_some(), typed) {
        answer.extensions_mut().insert(typed);
    }
    answer
}

/// Who stands at the door.
struct Guest {
    badge: Option<Badge>,
    /// When their session began, if they have one.
    began_at: Option<Millis>,
}

impl Guest {
    fn of(web: &Web, headers: &HeaderMap, now: Millis) -> Self {
        let session = session_cookie(headers, web);
        Self {
            badge: Badge::of(web, headers, now),
            began_at: session.and_then(|cookie| badge::began_at(&web.app.store, cookie, now)),
        }
    }

    fn is_under_way(&self) -> bool {
        self.began_at.is_some() || matches!(self.badge, Some(Badge::Pass(_)))
    }

    /// Whether they may begin something new while there is a line: let in, or here a short while before it opened. To
    /// sign in is no way around the line.
    fn may_begin(&self, web: &Web, opened_at: Millis, now: Millis, is_start: bool) -> bool {
        let was_here = |at: Millis| at < opened_at && now.saturating_sub(at) < web.room.pass_lasts();
        if self.began_at.is_some_and(was_here) {
            return true;
        }
        let Some(Badge::Pass(place)) = self.badge else { return false };
        !is_start || web.room.may_begin_again(place, now)
    }

    fn class(&self, is_form: bool, is_let_in: bool) -> Class {
        match (self.is_under_way() || is_let_in, is_form) {
            (true, true) => Class::Sent,
            (true, false) => Class::UnderWay,
            (false, _) => Class::Visit,
        }
    }

    /// Their place in line; a new one at the end for whoever has none.
    fn place(&self, web: &Web, now: Millis) -> Place {
        if let Some(Badge::Place(place)) = self.badge {
            return place;
        }
        let mut id = [0; 8];
        web.app.random.fill(&mut id);
        Place { at: now, id: u64::from_le_bytes(id) }
    }
}

async fn resident(web: &Arc<Web>, request: Request, next: Next, route: &str) -> Result<Response, Failed> {
    let (now, is_form) = (web.app.clock.now(), request.method() == Method::POST);
    let opened_at = web.room.look(now.as_millisecond());
    let guest = Guest::of(web, request.headers(), now.as_millisecond());
    let (tag, path) = place(request.extensions(), web);
    let coding = Coding::asked(request.headers());
    let service = begun(web, route, &path);
    // A page looks again by GET: of a form, the page that it is on.
    let page = if is_form { routes::page_of(route, &path) } else { path.clone() };
    let asked = Asked { ask: Ask::of_nobody(web, &tag, page, coding), service, now };
    let mut pass = None;
    if opened_at.is_some_and(|opened_at| asked.must_wait(&guest, opened_at, route == START)) {
        match asked.knock(&guest)? {
            Door::Open(badge) => pass = Some(badge),
            Door::Line(page) => return Ok(page),
        }
    }
    let class = guest.class(is_form, pass.is_some());
    let (request, read) = read(request, is_form, route).await;
    let turn = web.room.turn(class, is_form, opened_at.is_some()).await;
    let mut answer = match (turn, read) {
        (Ok(_turn), read) => {
            let typed = read.and_then(|read| read.typed());
            with_typed(next.run(request).await, typed)
        }
        (Err(_), read) => {
            web.room.open(now.as_millisecond());
            match read {
                Some(read) => {
                    kept::show(&Ask::of_nobody(web, &tag, path, coding), &Typed::of(&read.take()?))?
                }
                None => asked.turned_away(&guest, class)?,
            }
        }
    };
    if let Some(pass) = pass {
        pass.put(web, answer.headers_mut());
    }
    Ok(answer)
}

/// The service that a request begins, or would. A preview is for its author.
fn begun(web: &Web, route: &str, path: &str) -> Option<Arc<Service>> {
    if route != START_PAGE && route != START {
        return None;
    }
    let slug = path.split(['/', '?']).nth(2).filter(|slug| !slug.starts_with(ServiceSlug::PREVIEW))?;
    web.app.services.current(slug).ok()
}

/// What was asked for, and when.
struct Asked {
    ask: Ask,
    /// The service that would be begun.
    service: Option<Arc<Service>>,
    now: Timestamp,
}

/// What somebody at the door meets.
enum Door {
    /// They come in, with a pass.
    Open(Badge),
    /// The page of the waiting room.
    Line(Response),
}

impl Asked {
    fn must_wait(&self, guest: &Guest, opened_at: Millis, is_start: bool) -> bool {
        self.service.is_some()
            && !guest.may_begin(&self.ask.web, opened_at, self.now.as_millisecond(), is_start)
    }

    fn show(&self, said: Said, place: Place) -> Result<Response, Failed> {
        page::show(&self.ask, self.service.as_deref(), said, place.id, self.now)
    }

    fn knock(&self, guest: &Guest) -> Result<Door, Failed> {
        let (web, now) = (&self.ask.web, self.now.as_millisecond());
        let place = guest.place(web, now);
        match web.room.knock(place, now) {
            Knock::In => Ok(Door::Open(Badge::Pass(Place { at: now, ..place }))),
            Knock::Wait { ahead, seconds } => {
                let said = Said::Line { ahead, is_about: web.room.is_about(), seconds };
                let mut page = self.show(said, place)?;
                Badge::Place(place).put(web, page.headers_mut());
                Ok(Door::Line(page))
            }
        }
    }

    /// A page whose turn did not come.
    fn turned_away(&self, guest: &Guest, class: Class) -> Result<Response, Failed> {
        let (web, now) = (&self.ask.web, self.now.as_millisecond());
        if class != Class::Visit {
            return self.show(Said::Next, guest.place(web, now));
        }
        match self.knock(guest)? {
            Door::Line(page) => Ok(page),
            Door::Open(pass) => {
                let mut page = self.show(Said::Next, guest.place(web, now))?;
                pass.put(web, page.headers_mut());
                Ok(page)
            }
        }
    }
}
