//! Staff sign in and out.

use app::{SignInStep, staff::StaffSignIn};
use axum::{http::StatusCode, response::Response};
use model::Viewer;
use serde_json::json;

use crate::{
    error::Failed,
    extract::{Ask, Posted},
    log,
    resident::words,
};

/// The sign-in page; in the demo it shows an account.
pub async fn form(ask: Ask) -> Result<Response, Failed> {
    if matches!(ask.visitor.viewer, Viewer::Staff(_)) {
        return Ok(ask.go("/staff"));
    }
    show(&ask, "", None)
}

fn show(ask: &Ask, email: &str, message: Option<&str>) -> Result<Response, Failed> {
    let status = if message.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    ask.page(
        status,
        "staff/sign_in.html",
        json!({
            "viewer": { "signed_in": false, "name": null, "agency": null },
            "section": "sign-in",
            "errors": words::errors("email", message),
            "form": words::form("/staff/sign-in", &[]),
            "email": words::text_box("email", email, message),
            "password": words::text_box("password", "", None),
            "demo_accounts": ask.web.site.demo_accounts,
        }),
    )
}

/// Where staff go on who are not in yet: to the step that comes next.
pub fn next_page(ask: &Ask) -> &'static str {
    match ask.visitor.awaits.as_ref().map(|awaits| awaits.step) {
        Some(SignInStep::SecondFactor) => "/staff/sign-in/code",
        Some(SignInStep::NewPassword) => "/staff/account/password",
        Some(SignInStep::SetUpSecondFactor) => "/staff/account/second-factor",
        None => "/staff/sign-in",
    }
}

/// Where a step of signing in goes that is not the one to do now.
pub fn start_page(ask: &Ask) -> &'static str {
    if matches!(ask.visitor.viewer, Viewer::Staff(_)) { "/staff" } else { next_page(ask) }
}

/// Whose password or code is tried, for limits and the log: who they are as far as their session says.
pub fn subject(ask: &Ask) -> String {
    let session = ask.visitor.session.as_ref();
    session.and_then(|session| session.staff.as_ref()).map_or_else(String::new, ToString::to_string)
}

/// Counts a try at somebody's password or code from inside their own session: others cannot use it up.
pub fn limit(ask: &Ask) -> Result<(), Failed> {
    ask.web.limits.try_once(&subject(ask), ask.network)
}

/// Signs in. Checking a password is slow on purpose, so it is limited.
pub async fn enter(ask: Ask, posted: Posted) -> Result<Response, Failed> {
    let email = posted.text("email");
    ask.web.limits.guess(email, ask.network)?;
    let found = ask.web.app.sign_in_staff(&ask.visitor, email, posted.exact("password")).await?;
    log::sign_in(&ask, "staff", matches!(found, StaffSignIn::Right(_)), email);
    let wrong = match found {
        StaffSignIn::Right(session) => {
            ask.web.limits.guessed_right(email, ask.network);
            return Ok(ask.with_session(ask.go("/staff"), Some(&session)));
        }
        StaffSignIn::Wrong => "error-sign-in-staff",
        StaffSignIn::FirstPasswordEnded => "error-first-password-ended",
    };
    show(&ask, email, Some(&ask.words()?.say(wrong)))
}

/// Signs out.
pub async fn leave(ask: Ask, _: Posted) -> Result<Response, Failed> {
    ask.web.app.sign_out(&ask.visitor).await?;
    Ok(ask.without_session(ask.go("/staff/sign-in")))
}
