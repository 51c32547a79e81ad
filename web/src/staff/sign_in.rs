//! Staff sign in and out.

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

/// Signs in. Checking a password is slow on purpose, so it is limited.
pub async fn enter(ask: Ask, posted: Posted) -> Result<Response, Failed> {
    let email = posted.text("email");
    ask.web.limits.try_once(email, ask.network)?;
    let session = ask.web.app.sign_in_staff(&ask.visitor, email, posted.exact("password")).await?;
    log::sign_in(&ask, "staff", session.is_some(), email);
    match session {
        Some(session) => Ok(ask.with_session(ask.go("/staff"), Some(&session))),
        None => show(&ask, email, Some(&ask.words()?.say("error-sign-in-staff"))),
    }
}

/// Signs out.
pub async fn leave(ask: Ask, _: Posted) -> Result<Response, Failed> {
    ask.web.app.sign_out(&ask.visitor).await?;
    Ok(ask.without_session(ask.go("/staff/sign-in")))
}
