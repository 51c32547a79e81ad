//! Every address, a line each.

use std::sync::Arc;

use axum::{
    Router,
    extract::{DefaultBodyLimit, Path, State},
    http::{HeaderMap, StatusCode, header},
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::{MethodRouter, get, post},
};
use tower_http::{catch_panic::CatchPanicLayer, csrf::CsrfLayer, timeout::TimeoutLayer};

use crate::{
    Web, error,
    extract::Ask,
    health, log, mailbox,
    resident::{
        account, check, email, home, leave, page, preview, repeat, resume, save, sent, sessions, start,
        status, tasks,
    },
    room, security,
    staff::{audit, case, factor, hold, my_account, obligations, password, prove, queue, sign_in},
    well_formed,
};

/// Style sheets, scripts and pictures.
pub const ASSETS: &str = "/assets/{name}";
/// Where files are sent to.
const WITH_FILES: &str = "/s/{slug}/{*place}";
/// Bytes of a form without files: more than all its boxes hold.
const MOST_FORM_BYTES: usize = 256 * 1024;
/// Bytes of a page with files: as many as its question allows, and the rest of the form.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Whom an address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// Anybody.
    Everybody,
    /// A session or a secret decides what is there.
    Owner,
    /// Staff; everybody else finds nothing.
    Staff,
}

type Line = (&'static str, For, MethodRouter<Arc<Web>>);

/// Every address with whom it is for. The access test walks it.
fn lines() -> Vec<Line> {
    [public(), service(), account_lines(), staff_lines()].concat()
}

fn public() -> Vec<Line> {
    vec![
        ("/", For::Everybody, get(home::home)),
        ("/contact", For::Everybody, get(home::contact)),
        ("/accessibility", For::Everybody, get(home::accessibility)),
        ("/privacy", For::Everybody, get(home::privacy)),
        ("/vulnerability-disclosure", For::Everybody, get(home::vulnerability_disclosure)),
        ("/.well-known/security.txt", For::Everybody, get(security_txt)),
        ("/status", For::Everybody, get(status::form).post(status::look_up)),
        ("/mailbox", For::Everybody, get(mailbox::list)),
        ("/mailbox/{key}", For::Everybody, get(mailbox::message)),
        ("/mailbox/{key}/html", For::Everybody, get(mailbox::html)),
        ("/s/{slug}", For::Everybody, get(start::page)),
        ("/s/{slug}/start", For::Everybody, get(page::only_posted).post(start::start)),
        ("/sign-in", For::Everybody, get(account::sign_in).post(account::send_code)),
        ("/sign-in/code", For::Everybody, get(account::code_form).post(account::enter_code)),
        ("/sign-out", For::Everybody, post(account::sign_out)),
        ("/leave", For::Everybody, get(leave::page).post(leave::leave)),
        ("/session/extend", For::Everybody, post(account::extend)),
        ("/staff/sign-in", For::Everybody, get(sign_in::form).post(sign_in::enter)),
        ("/staff/sign-in/code", For::Everybody, get(prove::code_form).post(prove::enter_code)),
        ("/staff/sign-out", For::Everybody, post(sign_in::leave)),
    ]
}

fn service() -> Vec<Line> {
    vec![
        ("/s/{slug}/tasks", For::Owner, get(tasks::page)),
        ("/s/{slug}/check", For::Owner, get(check::page)),
        ("/s/{slug}/would-happen", For::Owner, get(preview::end)),
        ("/s/{slug}/send", For::Owner, get(page::only_posted).post(check::send)),
        ("/s/{slug}/email", For::Owner, get(email::page).post(email::send)),
        ("/s/{slug}/email/code", For::Owner, get(email::code_form).post(email::enter)),
        ("/s/{slug}/save", For::Owner, get(save::page).post(save::send)),
        ("/s/{slug}/saved", For::Owner, get(save::saved)),
        ("/s/{slug}/remove/{*place}", For::Owner, get(repeat::ask_remove).post(repeat::remove)),
        (WITH_FILES, For::Owner, get(page::show).post(page::save)),
        ("/sent/{draft}", For::Owner, get(sent::confirmation)),
        ("/receipt/{draft}", For::Owner, get(sent::receipt)),
        ("/preview/{token}", For::Owner, get(preview::open)),
        ("/resume/{token}", For::Owner, get(resume::page).post(resume::send)),
        ("/resume/{token}/code", For::Owner, get(resume::code_form).post(resume::enter)),
    ]
}

/// How many bytes a form may have. Only pages may be sent files.
pub fn most_bytes(route: &str) -> usize {
    if route == WITH_FILES { MOST_BYTES } else { MOST_FORM_BYTES }
}

fn account_lines() -> Vec<Line> {
    vec![
        ("/account", For::Owner, get(account::page)),
        ("/account/drafts/{id}/continue", For::Owner, post(account::continue_draft)),
        ("/account/drafts/{id}/snooze", For::Owner, post(account::snooze_draft)),
        ("/account/drafts/{id}/delete", For::Owner, get(account::ask_delete).post(account::delete_draft)),
        ("/account/cases/{id}", For::Owner, get(account::case)),
        ("/account/sessions", For::Owner, get(sessions::page).post(sessions::end)),
        ("/account/cases/{id}/answers", For::Owner, get(account::answers)),
    ]
}

fn staff_lines() -> Vec<Line> {
    vec![
        ("/staff", For::Staff, get(queue::page)),
        ("/staff/cases/{id}", For::Staff, get(case::page)),
        ("/staff/cases/{id}/status", For::Staff, post(case::set_status)),
        ("/staff/cases/{id}/notes", For::Staff, post(case::write_note)),
        ("/staff/cases/{id}/hold", For::Staff, post(hold::set)),
        ("/staff/cases/{id}/files/{file}", For::Staff, get(case::file)),
        ("/staff/obligations", For::Staff, get(obligations::page)),
        ("/staff/obligations/{id}/retry", For::Staff, post(obligations::retry)),
        (
            "/staff/obligations/{id}/resolve",
            For::Staff,
            get(obligations::ask_resolve).post(obligations::resolve),
        ),
        ("/staff/audit", For::Staff, get(audit::page)),
        ("/staff/account", For::Staff, get(my_account::page)),
        ("/staff/account/sessions", For::Staff, post(my_account::end_sessions)),
        ("/staff/account/password", For::Staff, get(password::form).post(password::change)),
        ("/staff/account/second-factor", For::Staff, get(factor::page).post(factor::finish)),
        ("/staff/account/second-factor/begin", For::Staff, post(factor::begin)),
        ("/staff/account/second-factor/remove", For::Staff, get(factor::ask_remove).post(factor::remove)),
        ("/staff/confirm", For::Staff, get(prove::confirm_form).post(prove::confirm)),
    ]
}

/// Forms whose address is not a page, or only leads elsewhere, with the page each stands on.
const FORMS: [(&str, &str); 13] = [
    ("/s/{slug}/start", "/s/{slug}"),
    ("/s/{slug}/send", "/s/{slug}/check"),
    ("/sign-out", "/"),
    ("/session/extend", "/account"),
    ("/account/drafts/{id}/continue", "/account"),
    ("/account/drafts/{id}/snooze", "/account"),
    ("/staff/sign-out", "/staff"),
    ("/staff/cases/{id}/status", "/staff/cases/{id}"),
    ("/staff/cases/{id}/notes", "/staff/cases/{id}"),
    ("/staff/cases/{id}/hold", "/staff/cases/{id}"),
    ("/staff/obligations/{id}/retry", "/staff/obligations"),
    ("/staff/account/sessions", "/staff/account"),
    ("/staff/account/second-factor/begin", "/staff/account/second-factor"),
];

/// The page that a form sent to an address was on. Most forms are sent to the page they are on.
pub fn page_of(route: &str, path: &str) -> String {
    let Some((_, page)) = FORMS.iter().find(|(form, _)| *form == route) else { return path.to_owned() };
    let named = page.split('/').zip(path.split('/'));
    let parts = named.map(|(part, actual)| if part.starts_with('{') { actual } else { part });
    parts.collect::<Vec<_>>().join("/")
}

/// Every address and whom it is for.
pub fn listed() -> Vec<(&'static str, For)> {
    lines().into_iter().map(|(path, whom, _)| (path, whom)).collect()
}

/// The whole site.
pub fn router(web: Arc<Web>) -> Router {
    let mut routes = Router::new();
    for (path, _, handlers) in lines() {
        routes = routes.route(path, handlers);
    }
    routes
        .route(ASSETS, get(asset))
        .fallback(|| async { StatusCode::NOT_FOUND })
        // From the outermost to the innermost; together they are one step for each request.
        .layer((
            from_fn_with_state(web.clone(), error::pages),
            from_fn(well_formed::check),
            TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, web.patience.request),
            CatchPanicLayer::new(),
            CsrfLayer::new(),
            from_fn_with_state(web.clone(), room::door),
            DefaultBodyLimit::max(MOST_FORM_BYTES),
        ))
        // Machines ask these two: their answers are plain text whatever happens.
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .layer((from_fn(log::requests), from_fn_with_state(web.clone(), security::headers)))
        .with_state(web)
}

async fn asset(State(web): State<Arc<Web>>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    web.assets.respond(&name, &headers)
}

/// Where to report a security problem (RFC 9116).
async fn security_txt(ask: Ask) -> Response {
    let web = &ask.web;
    let year = jiff::Span::new().days(330);
    let expires = web.app.today_in(&jiff::tz::TimeZone::UTC).saturating_add(year);
    let base = web.site.base_url.trim_end_matches('/');
    let text = format!(
        "Contact: mailto:{}\nExpires: {expires}T00:00:00Z\nPolicy: {base}/vulnerability-disclosure\nPreferred-Languages: {}\nCanonical: {base}/.well-known/security.txt\n",
        web.site.security_email,
        web.site.languages.keys().cloned().collect::<Vec<_>>().join(", "),
    );
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}
