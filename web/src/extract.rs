//! What a handler is given: who asks and in which language; with the form they sent, which `posted.rs` reads.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Arc,
};

use app::{AppError, NewSession, ReadDraft, Visitor};
use axum::{
    extract::{ConnectInfo, FromRequestParts, Path},
    http::{Extensions, HeaderMap, HeaderName, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use forms::words::Words;
use serde_json::{Value as Json, json};

pub use crate::posted::Posted;
use crate::{
    Web, device,
    error::Failed,
    front::Same,
    kept::{Kept, Key},
    locale::{self, Locale, PlainPath},
    pack::{Care, Coding},
    room,
};

/// How long before a session ends people are warned: long enough to read, decide and press (WCAG 2.2.1 asks for 20 s).
const WARN_SECONDS: u32 = 300;

/// Who asks for which page, in which language.
pub struct Ask {
    /// Everything pages need.
    pub web: Arc<Web>,
    /// Who.
    pub visitor: Visitor,
    /// The address without its language prefix, with its question.
    pub path: String,
    /// The network address the request comes from, for rate limits.
    pub network: IpAddr,
    /// How pages may be packed.
    pub coding: Coding,
}

impl FromRequestParts<Arc<Web>> for Ask {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, web: &Arc<Web>) -> Result<Self, Failed> {
        let (tag, path) = place(&parts.extensions, web);
        let token = session_cookie(&parts.headers, web).map(room::token_of);
        let visitor = web.app.visitor(token, &tag).await?;
        Self::of(parts, web, visitor, path)
    }
}

/// Who asks for a page of a service, and the draft they are working on: both read with one question.
pub struct AskAtPage {
    /// Who asks.
    pub ask: Ask,
    /// The service, by its name in addresses.
    pub slug: String,
    /// The page, by the rest of its address.
    pub address: String,
    /// The draft.
    pub draft: Option<ReadDraft>,
}

impl FromRequestParts<Arc<Web>> for AskAtPage {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, web: &Arc<Web>) -> Result<Self, Failed> {
        let at = Path::<(String, String)>::from_request_parts(parts, web).await;
        let Path((slug, address)) = at.map_err(|rejected| Failed::status(rejected.status()))?;
        let (tag, path) = place(&parts.extensions, web);
        let token = session_cookie(&parts.headers, web).map(room::token_of);
        let (visitor, draft) = web.app.visitor_with_draft(token, &tag, &slug).await?;
        Ok(Self { ask: Ask::of(parts, web, visitor, path)?, slug, address, draft })
    }
}

/// A caseworker whose session ended for want of activity: told so, where others find nothing.
fn has_left_console(visitor: &Visitor, path: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    let is_console = path == "/staff" || path.starts_with("/staff/");
    let is_way_in = path == "/staff/sign-in" || path == "/staff/sign-out";
    visitor.was_staff() && is_console && !is_way_in
}

/// The language and the address without it.
pub fn place(extensions: &Extensions, web: &Web) -> (String, String) {
    let tag = extensions.get::<Locale>().map_or(&web.site.default_locale, |Locale(tag)| tag);
    let path = extensions.get::<PlainPath>().map_or("/", |PlainPath(path)| path.as_str());
    (tag.clone(), path.to_owned())
}

/// Where a request comes from. Behind a proxy the connection is the proxy's; the proxy adds the real address as the
/// last one of `X-Forwarded-For`, and whatever stands before it may be made up.
fn network(parts: &Parts, web: &Web) -> IpAddr {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    let forwarded = || {
        let lines = parts.headers.get_all("x-forwarded-for").iter();
        let last = lines.filter_map(|line| line.to_str().ok()).next_back()?;
        last.rsplit(',').next()?.trim().parse().ok()
    };
    let forwarded = if web.site.is_behind_proxy { forwarded() } else { None };
    forwarded.or(peer).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}

fn cookie_name(web: &Web) -> &'static str {
    // The prefix makes browsers refuse the cookie from anywhere else (STANDARDS ID-05); it needs `Secure`.
    if web.site.is_secure { "__Host-portico" } else { "portico" }
}

/// What the session's cookie holds: its token and a stamp.
pub fn session_cookie<'a>(headers: &'a HeaderMap, web: &Web) -> Option<&'a str> {
    cookie(headers, cookie_name(web))
}

/// What a cookie holds.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
}

impl Ask {
    fn of(parts: &Parts, web: &Arc<Web>, visitor: Visitor, path: String) -> Result<Self, Failed> {
        let visitor = Visitor { device: device::of(&parts.headers), ..visitor };
        if has_left_console(&visitor, &path) {
            return Err(Failed::staff_session_expired());
        }
        let coding = Coding::asked(&parts.headers);
        Ok(Self { web: web.clone(), visitor, path, network: network(parts, web), coding })
    }

    /// For a page that says nothing about who asks, and asks no database who that is.
    pub fn of_nobody(web: &Arc<Web>, tag: &str, path: String, coding: Coding) -> Self {
        let network = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
        Self { web: web.clone(), visitor: Visitor::anonymous(tag), path, network, coding }
    }

    /// The language of the page.
    pub fn tag(&self) -> &str {
        &self.visitor.locale
    }

    /// The platform's words in the page's language.
    pub fn words(&self) -> Result<&forms::words::Words, AppError> {
        Ok(self.web.app.words(self.tag())?)
    }

    /// Goes to another page, in the same language (303: the next request is a GET).
    pub fn go(&self, path: &str) -> Response {
        self.go_in(self.tag(), path)
    }

    /// Goes to another page, in a language.
    pub fn go_in(&self, tag: &str, path: &str) -> Response {
        let to = self.address_in(tag, path);
        match HeaderValue::from_str(&to) {
            Ok(to) => (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response(),
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    }

    /// The address of a page in a language.
    pub fn address_in(&self, tag: &str, path: &str) -> String {
        locale::address(tag, &self.web.site.default_locale, path)
    }

    /// Renders a page with these values and those every page has.
    pub fn page(&self, status: StatusCode, template: &str, values: Json) -> Result<Response, Failed> {
        let html = render(&self.web, self.common(), template, values)?;
        let mut response = self.made(html);
        *response.status_mut() = status;
        Ok(response)
    }

    /// A page that is right as it is.
    pub fn show(&self, template: &str, values: Json) -> Result<Response, Failed> {
        self.page(StatusCode::OK, template, values)
    }

    /// The key of a page that shows nothing of whoever asks; none when they see something of their own on each page, or
    /// when they asked for more than the page at its own address.
    pub fn key(&self, path: impl Into<String>) -> Option<Key> {
        let key = Key::new(self.tag(), path);
        let is_anybody = self.visitor.person().is_none() && self.idle_minutes().is_none();
        (is_anybody && self.path == key.path()).then_some(key)
    }

    /// The same page for everybody: made once for its key. Without a key it is made for whoever asks.
    pub fn show_same(
        &self,
        key: impl Fn() -> Result<Option<Key>, Failed>,
        template: &str,
        values: impl FnOnce() -> Result<Json, Failed>,
    ) -> Result<Response, Failed> {
        let Some(asked) = key()? else { return self.show(template, values()?) };
        let found = self.web.kept.find(&asked);
        if let Some(kept) = found.as_ref().filter(|_| !cfg!(debug_assertions)) {
            return Ok(self.same(asked, kept));
        }
        let html = render(&self.web, self.common(), template, values()?)?;
        // Something it tells of may have changed while it was made: then it is this person's alone.
        if key()?.as_ref() != Some(&asked) {
            return Ok(self.made(html));
        }
        let kept = found.unwrap_or_else(|| self.web.kept.keep(asked.clone(), html.clone()));
        // Where it is tried out, each page that was kept is made once more and compared.
        if kept.html != html {
            tracing::error!(template, "a kept page is not what it would be now");
        }
        Ok(self.same(asked, &kept))
    }

    /// A kept page as a response, which goes out from the front the next time if nothing of this person was looked at.
    fn same(&self, key: Key, kept: &Arc<Kept>) -> Response {
        let mut response = kept.respond(self.coding);
        if self.visitor.session.is_none() && key.is_by_itself() {
            response.extensions_mut().insert(Same::new(key, kept.clone()));
        }
        response
    }

    fn made(&self, html: String) -> Response {
        let (coding, bytes) = self.coding.pack(Bytes::from(html), Care::Quick);
        coding.respond(bytes)
    }

    /// After how many minutes without activity they are signed out. What a guest began stays open for a day.
    fn idle_minutes(&self) -> Option<i64> {
        self.web.app.idle_minutes(self.visitor.session.as_ref()?)
    }

    fn common(&self) -> Json {
        let signed_in = self.visitor.person().is_some();
        // Where there is nothing to end, there is nothing to warn of.
        let session = self.visitor.session.as_ref().and_then(|session| {
            Some(json!({
                "idle_minutes": self.idle_minutes()?,
                "seconds": self.web.app.seconds_left(session),
                "warn_seconds": WARN_SECONDS,
                "extend_path": "/session/extend",
                "sign_in_path": if session.staff.is_some() { "/staff/sign-in" } else { "/sign-in" },
            }))
        });
        let mut common = common(&self.web, self.tag(), &self.path);
        merge(&mut common, json!({ "viewer": { "signed_in": signed_in }, "session": session }));
        common
    }

    /// Sets the session's cookie on a response.
    pub fn with_session(&self, mut response: Response, session: Option<&NewSession>) -> Response {
        if let Some(session) = session {
            let began_at = session.session.created_at.as_millisecond();
            let value = room::stamped(&self.web.app.store, session.token.as_str(), began_at);
            set_cookie(&self.web, &mut response, &value, None);
        }
        response
    }

    /// Forgets the session's cookie, and has the browser forget pages too: the next person at a library's computer must
    /// not find them with the back button.
    pub fn without_session(&self, mut response: Response) -> Response {
        set_cookie(&self.web, &mut response, "", Some(0));
        let pages = HeaderValue::from_static("\"cache\", \"storage\"");
        response.headers_mut().insert(HeaderName::from_static("clear-site-data"), pages);
        response
    }
}

fn set_cookie(web: &Web, response: &mut Response, value: &str, seconds: Option<u32>) {
    let secure = if web.site.is_secure { "; Secure" } else { "" };
    let age = seconds.map_or(String::new(), |seconds| format!("; Max-Age={seconds}"));
    let cookie = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}", cookie_name(web));
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// What every page has, whoever asks.
pub fn common(web: &Web, tag: &str, path: &str) -> Json {
    let words = web.app.words.get(tag).or_else(|| web.app.words.get(&web.site.default_locale));
    let is_rtl = words.is_some_and(|words| words.is_right_to_left());
    let languages: Vec<Json> = web
        .site
        .languages
        .iter()
        .map(|(other, name)| {
            let href = locale::address(other, &web.site.default_locale, path);
            json!({ "tag": other, "name": name, "href": href, "current": other == tag })
        })
        .collect();
    let mut common = json!({
        "locale": { "lang": tag, "dir": if is_rtl { "rtl" } else { "ltr" }, "languages": languages },
        "site": web.site,
        "help": web.site.help,
        "viewer": { "signed_in": false },
        "preview": path.trim_start_matches("/s/").starts_with(forms::ServiceSlug::PREVIEW),
        "session": null,
    });
    if let Some(words) = words {
        translate_site(&mut common, words);
    }
    common
}

/// What an operator said about the installation, in another language: messages of the folder `site.locales`.
fn translate_site(common: &mut Json, words: &Words) {
    for (message, place) in [
        ("site-name", "/site/name"),
        ("site-owner", "/site/owner"),
        ("site-help-name", "/help/name"),
        ("site-help-hours", "/help/hours"),
    ] {
        if let (true, Some(text)) = (words.has_own(message), common.pointer_mut(place)) {
            *text = Json::from(words.say(message));
        }
    }
}

/// Puts the second object's values over the first's.
pub fn merge(base: &mut Json, over: Json) {
    if let (Json::Object(base), Json::Object(over)) = (base, over) {
        base.extend(over);
    }
}

/// Renders a template with common values and its own.
pub fn render(web: &Web, mut all: Json, template: &str, values: Json) -> Result<String, Failed> {
    merge(&mut all, values);
    web.templates.render(template, &all).map_err(|error| Failed::from(AppError::ours(error)))
}
