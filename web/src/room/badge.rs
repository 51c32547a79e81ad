//! What people carry so that no process has to remember them: a place in line, a pass once they were let in, and in the
//! session's cookie the time it began. Each is a time and a random number under a keyed hash: it says nothing about the
//! person, cannot be made up or changed, is good for one use and for some time.

use axum::http::{HeaderMap, HeaderValue, header};
use store::Store;

use super::line::{Millis, Place};
use crate::{Web, extract::cookie};

/// What the hash is for: nothing hashed elsewhere can be taken for one of these.
const DOMAIN: &str = "waiting room";
/// A place in line is kept for so long.
pub const PLACE_HOURS: Millis = 12;
const PLACE_LASTS: Millis = PLACE_HOURS * HOUR;
const HOUR: Millis = 3_600_000;
/// No session lives longer.
const SESSION_LASTS: Millis = 7 * 24 * HOUR;
/// Clocks of several processes may differ by so much.
const CLOCKS: Millis = 60_000;

/// The name of the cookie, by whether it is for encrypted connections only.
pub fn cookie_name(is_secure: bool) -> &'static str {
    if is_secure { "__Host-portico-place" } else { "portico-place" }
}

/// What somebody carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Badge {
    /// A place in line.
    Place(Place),
    /// They were let in. The number is that of their place; the time is when they were let in.
    Pass(Place),
}

impl Badge {
    fn kind(self) -> &'static str {
        match self {
            Self::Place(_) => "place",
            Self::Pass(_) => "pass",
        }
    }

    fn place(self) -> Place {
        let (Self::Place(place) | Self::Pass(place)) = self;
        place
    }

    /// As text, for the cookie.
    pub fn text(self, store: &Store) -> String {
        let Place { at, id } = self.place();
        let said = format!("{}.{at}.{id:016x}", self.kind());
        format!("{said}.{}", store.hash(DOMAIN, &said))
    }

    /// One that we gave out and that still counts; passes last so long.
    pub fn read(store: &Store, text: &str, now: Millis, pass_lasts: Millis) -> Option<Self> {
        let (said, hash) = text.rsplit_once('.')?;
        if !store.hash_fits(DOMAIN, said, hash) {
            return None;
        }
        let mut parts = said.split('.');
        let kind = parts.next()?;
        let place =
            Place { at: parts.next()?.parse().ok()?, id: u64::from_str_radix(parts.next()?, 16).ok()? };
        let (badge, lasts) = match kind {
            "place" => (Self::Place(place), PLACE_LASTS),
            "pass" => (Self::Pass(place), pass_lasts),
            _ => return None,
        };
        is_within(place.at, now, lasts).then_some(badge)
    }

    /// The one in a request, if it is ours.
    pub fn of(web: &Web, headers: &HeaderMap, now: Millis) -> Option<Self> {
        let text = cookie(headers, cookie_name(web.site.is_secure))?;
        Self::read(&web.app.store, text, now, web.room.pass_lasts())
    }

    /// Adds the cookie to an answer. The browser keeps it as long as it counts.
    pub fn put(self, web: &Web, headers: &mut HeaderMap) {
        let (name, text) = (cookie_name(web.site.is_secure), self.text(&web.app.store));
        let secure = if web.site.is_secure { "; Secure" } else { "" };
        let lasts = match self {
            Self::Place(_) => PLACE_LASTS,
            Self::Pass(_) => web.room.pass_lasts(),
        };
        let seconds = lasts / 1000;
        let line = format!("{name}={text}; Path=/; HttpOnly; SameSite=Lax{secure}; Max-Age={seconds}");
        if let Ok(line) = HeaderValue::from_str(&line) {
            headers.append(header::SET_COOKIE, line);
        }
    }
}

fn is_within(at: Millis, now: Millis, lasts: Millis) -> bool {
    at <= now.saturating_add(CLOCKS) && now.saturating_sub(at) < lasts
}

/// A session's token as its cookie holds it: with the time it began, so that somebody who has begun is known without
/// asking the database.
pub fn stamped(store: &Store, token: &str, now: Millis) -> String {
    format!("{token}.{now}.{}", store.hash(DOMAIN, &format!("session.{now}.{token}")))
}

/// The token in the session's cookie.
pub fn token_of(cookie: &str) -> &str {
    cookie.split('.').next().unwrap_or_default()
}

/// When the session in a cookie began, if its stamp is ours and a session can still live.
pub fn began_at(store: &Store, cookie: &str, now: Millis) -> Option<Millis> {
    let mut parts = cookie.split('.');
    let (token, at, hash) = (parts.next()?, parts.next()?, parts.next()?);
    let is_ours = parts.next().is_none() && store.hash_fits(DOMAIN, &format!("session.{at}.{token}"), hash);
    if !is_ours {
        return None;
    }
    at.parse().ok().filter(|at| is_within(*at, now, SESSION_LASTS))
}

#[cfg(test)]
mod tests;
