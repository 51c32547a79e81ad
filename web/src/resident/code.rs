//! The page that asks for a one-time code: the same for signing in, for resuming and for confirming an address.

use app::{CodePurpose, Entered, NewSession, Repeated};
use axum::{http::StatusCode, response::Response};
use serde_json::json;

use super::words;
use crate::{
    error::Failed,
    extract::{Ask, Posted, merge},
    log,
};

/// Where a code is asked for.
pub struct CodePage<'a> {
    /// The page's own address.
    pub path: String,
    /// The page before.
    pub back: String,
    /// What the code is for.
    pub purpose: CodePurpose,
    /// More values, of the service.
    pub more: serde_json::Value,
    /// The code's id, from the address or the form.
    pub id: &'a str,
}

/// What the page of a service's draft shows besides: its name, and whom to ask.
pub fn of_service(ask: &Ask, service: &forms::Service) -> Result<serde_json::Value, Failed> {
    Ok(json!({ "service": words::service_values(ask, service)?, "help": words::help(ask, service) }))
}

/// The code's id in an address.
pub fn id_in(path: &str) -> String {
    let question = path.split_once('?').map_or("", |(_, question)| question);
    let mut pairs = url::form_urlencoded::parse(question.as_bytes());
    pairs.find(|(name, _)| name == "c").map(|(_, value)| value.into_owned()).unwrap_or_default()
}

/// Shows the page.
pub async fn show(ask: &Ask, page: &CodePage<'_>, message: Option<&str>) -> Result<Response, Failed> {
    let Some(email) = ask.web.app.code_sent_to(page.id).await? else { return Ok(ask.go(&page.back)) };
    let mut values = json!({
        "back": page.back,
        "errors": words::errors("code", message),
        "email": email,
        "minutes": 10,
        "digits": 6,
        "code": words::text_box("code", "", message),
        "form": words::form(page.path.clone(), &[("c", page.id)]),
        "again": words::form(page.path.clone(), &[("c", page.id), ("again", "yes")]),
        "other_path": page.back,
        "service": null,
    });
    merge(&mut values, page.more.clone());
    let status = if message.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    ask.page(status, "resident/code.html", values)
}

/// What became of a posted code.
pub enum Posting {
    /// It was right. There is no cookie to set when the browser has it already: the same press came twice.
    Right(Option<Box<NewSession>>),
    /// Show this.
    Shown(Response),
}

/// Reads a posted code, or sends another.
pub async fn post(ask: &Ask, page: &CodePage<'_>, posted: &Posted) -> Result<Posting, Failed> {
    ask.web.limits.try_once(page.id, ask.network)?;
    if posted.text("again") == "yes" {
        let sent = ask.web.app.send_code_again(page.id, ask.tag()).await?;
        return Ok(Posting::Shown(ask.go(&format!("{}?c={}", page.path, sent.id))));
    }
    let entered = ask.web.app.enter_code(&ask.visitor, page.id, posted.text("code"), page.purpose).await?;
    log::sign_in(ask, "code", matches!(entered, Entered::Right(_)), page.id);
    let message = match entered {
        Entered::Right(session) => return Ok(Posting::Right(Some(session))),
        Entered::Wrong { tries_left } => {
            ask.words()?.say_with("error-code-wrong", &[("left", tries_left.into())])
        }
        Entered::Spent => match again(ask, posted, page.purpose).await? {
            Some(repeated) => return Ok(Posting::Right(repeated.session)),
            None => ask.words()?.say("error-code-spent"),
        },
    };
    Ok(Posting::Shown(show(ask, page, Some(&message)).await?))
}

/// The same press again, from the browser that made the first one.
pub async fn again(ask: &Ask, posted: &Posted, purpose: CodePurpose) -> Result<Option<Repeated>, Failed> {
    Ok(ask.web.app.code_again(&ask.visitor, posted.text("c"), posted.text("code"), purpose).await?)
}

/// An email address that was typed, or the message that says what to fix.
pub fn email_in(ask: &Ask, posted: &Posted) -> Result<Result<String, String>, Failed> {
    let typed = posted.text("email");
    if forms::question::email::is_address(typed) {
        return Ok(Ok(typed.to_owned()));
    }
    Ok(Err(ask.words()?.say("error-email-address")))
}
