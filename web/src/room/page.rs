//! The page of the waiting room. All of it but a few words is rendered once and kept, so that showing it to very many
//! people costs next to nothing, and asks no database.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use bytes::Bytes;
use forms::{Service, words::Words};
use jiff::{Timestamp, tz::TimeZone};
use serde_json::{Value as Json, json};

use super::{badge::PLACE_HOURS, line::Millis};
use crate::{
    error::Failed,
    escape,
    extract::{Ask, merge},
    locale,
    pack::Care,
    resident::{start::other_ways, words},
};

/// Stands around the name of a word that is put in later. A character nobody types.
const MARK: char = '\u{e000}';
/// A page is rendered anew after so long: services and their texts change.
const KEPT: Millis = 10_000;
/// The page asks again after so many seconds, more or less, so that not everybody asks at once.
const SECONDS: u64 = 30;
/// Who is next is asked to try sooner.
const NEXT_SECONDS: u64 = 10;
/// In the address: the page does not look again by itself (WCAG 2.2.1, 2.2.4, 3.2.5).
const STILL: &str = "refresh=off";

/// What the page says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// So many people are ahead, and it takes about so many seconds.
    Line { ahead: usize, is_about: bool, seconds: u64 },
    /// Nobody is ahead; only this page could not be shown at this moment.
    Next,
}

impl Said {
    fn kind(self) -> &'static str {
        match self {
            Self::Line { .. } => "line",
            Self::Next => "next",
        }
    }
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct Key {
    tag: String,
    slug: Option<String>,
    kind: &'static str,
    is_still: bool,
}

/// A page with gaps.
#[derive(Debug)]
struct Shell {
    /// Text, and then the name of what follows it.
    parts: Vec<(String, String)>,
    made_at: Millis,
}

/// Pages that are rendered already.
#[derive(Debug, Default)]
pub struct Shells(RwLock<HashMap<Key, Arc<Shell>>>);

/// The address that was asked for.
struct Place {
    /// Without the wish to stay still.
    path: String,
    is_still: bool,
}

impl Place {
    fn of(asked: &str) -> Self {
        let (path, question) = asked.split_once('?').unwrap_or((asked, ""));
        let (still, others): (Vec<&str>, Vec<&str>) =
            question.split('&').filter(|pair| !pair.is_empty()).partition(|pair| *pair == STILL);
        let path = if others.is_empty() { path.to_owned() } else { format!("{path}?{}", others.join("&")) };
        Self { path, is_still: !still.is_empty() }
    }

    fn still(&self) -> String {
        let joint = if self.path.contains('?') { '&' } else { '?' };
        format!("{}{joint}{STILL}", self.path)
    }
}

/// The page, for somebody who asked for the address in `ask` and holds the place with this number.
pub fn show(
    ask: &Ask,
    service: Option<&Service>,
    said: Said,
    id: u64,
    now: Timestamp,
) -> Result<Response, Failed> {
    let place = Place::of(&ask.path);
    let shell = shell(ask, service, said, place.is_still, now.as_millisecond())?;
    let words = words_of(ask, said, &zone(ask, service), now)?;
    let (path, still) = (place.path.trim_start_matches('/'), place.still());
    let mut html = String::with_capacity(16 * 1024);
    for (text, gap) in &shell.parts {
        html.push_str(text);
        match gap.as_str() {
            "path" => escape::push(&mut html, path),
            "still" => escape::push(&mut html, still.trim_start_matches('/')),
            gap => escape::push(&mut html, words.get(gap).map_or("", String::as_str)),
        }
    }
    let seconds = match said {
        Said::Line { .. } => SECONDS - 5 + id % 11,
        Said::Next => NEXT_SECONDS,
    };
    let (coding, bytes) = ask.coding.pack(Bytes::from(html), Care::Quick);
    let mut response = coding.respond(bytes);
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    let headers = response.headers_mut();
    headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    if !place.is_still {
        let to = locale::address(ask.tag(), &ask.web.site.default_locale, &place.path);
        let again = HeaderValue::from_str(&format!("{seconds}; url={to}"));
        headers.extend(again.ok().map(|again| (header::REFRESH, again)));
    }
    Ok(response)
}

fn shell(
    ask: &Ask,
    service: Option<&Service>,
    said: Said,
    is_still: bool,
    now: Millis,
) -> Result<Arc<Shell>, Failed> {
    let key = Key {
        tag: ask.tag().to_owned(),
        slug: service.map(|service| service.slug.to_string()),
        kind: said.kind(),
        is_still,
    };
    let known = &ask.web.room.shells().0;
    if let Some(shell) = known.read().unwrap_or_else(PoisonError::into_inner).get(&key)
        && (shell.made_at..shell.made_at.saturating_add(KEPT)).contains(&now)
    {
        return Ok(shell.clone());
    }
    let html = render(ask, service, said, is_still)?;
    let mut pieces = html.split(MARK);
    let mut parts = Vec::new();
    while let Some(text) = pieces.next() {
        parts.push((text.to_owned(), pieces.next().unwrap_or_default().to_owned()));
    }
    let shell = Arc::new(Shell { parts, made_at: now });
    known.write().unwrap_or_else(PoisonError::into_inner).insert(key, shell.clone());
    Ok(shell)
}

fn render(ask: &Ask, service: Option<&Service>, said: Said, is_still: bool) -> Result<String, Failed> {
    let gap = |name: &str| format!("{MARK}{name}{MARK}");
    let (path, still) = (format!("/{}", gap("path")), format!("/{}", gap("still")));
    let (check, other) = if is_still { (still, path.clone()) } else { (path.clone(), still) };
    let seconds = match said {
        Said::Line { .. } => SECONDS,
        Said::Next => NEXT_SECONDS,
    };
    let mut common = crate::extract::common(&ask.web, ask.tag(), &path);
    if let Some(service) = service {
        merge(&mut common, json!({ "help": words::help(ask, service) }));
    }
    let values = json!({
        "service": service.map(|service| service.words(ask.tag()).say("title")),
        "other_ways": service.map_or(json!([]), |service| Json::Array(other_ways(ask, service))),
        "wait": {
            "kind": said.kind(),
            "title": gap("title"), "ahead": gap("ahead"), "turn": gap("turn"), "at": gap("at"),
            "seconds": (!is_still).then_some(seconds),
            "hours": PLACE_HOURS,
            "check_path": check,
            "other_path": other,
        },
    });
    crate::extract::render(&ask.web, common, "resident/waiting.html", values)
}

/// The words that differ from person to person.
fn words_of(
    ask: &Ask,
    said: Said,
    zone: &TimeZone,
    now: Timestamp,
) -> Result<HashMap<&'static str, String>, Failed> {
    let words = ask.words()?;
    let title = words.say_with("waiting-heading", &[("kind", said.kind().into())]);
    let Said::Line { ahead, is_about, seconds } = said else {
        return Ok(HashMap::from([("title", title)]));
    };
    let number = words.number(i64::try_from(ahead).unwrap_or(i64::MAX));
    let is_about = is_about && ahead > 0;
    let ahead = if is_about { words.say_with("waiting-about", &[("number", number.into())]) } else { number };
    let turn = turn(words, seconds);
    Ok(HashMap::from([
        ("title", format!("{title}: {turn}")),
        ("ahead", ahead),
        ("turn", turn),
        ("at", words.date_time(&now.to_zoned(zone.clone()))),
    ]))
}

fn turn(words: &Words, seconds: u64) -> String {
    let minutes = i64::try_from(seconds.div_ceil(60).max(1)).unwrap_or(i64::MAX);
    if minutes <= 60 {
        words.say_with("waiting-minutes", &[("minutes", minutes.into())])
    } else {
        words.say_with("waiting-hours", &[("hours", ((minutes + 59) / 60).into())])
    }
}

/// The time of day where the service is; without one, where the first of them is.
fn zone(ask: &Ask, service: Option<&Service>) -> TimeZone {
    let app = &ask.web.app;
    let of = |service: &Service| app.zone_of(service).ok();
    let zone = service.map_or_else(|| app.services.all().next().and_then(|first| of(&first)), of);
    zone.unwrap_or(TimeZone::UTC)
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn the_wish_to_stay_still_is_taken_out_of_an_address_and_put_back() {
        for (asked, path, is_still, still) in [
            ("/s/x", "/s/x", false, "/s/x?refresh=off"),
            ("/s/x?refresh=off", "/s/x", true, "/s/x?refresh=off"),
            ("/s/x?need=a&refresh=off&need=b", "/s/x?need=a&need=b", true, "/s/x?need=a&need=b&refresh=off"),
            ("/", "/", false, "/?refresh=off"),
        ] {
            let place = Place::of(asked);
            assert_eq!(
                (place.path.as_str(), place.is_still, place.still().as_str()),
                (path, is_still, still)
            );
        }
    }
}
