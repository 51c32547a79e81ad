//! Staff choose another password: theirs at any time, or one in place of the first an operator gave.

use app::{BadPassword, SignInStep, staff::PasswordChange};
use axum::{http::StatusCode, response::Response};
use serde_json::json;

use super::{common_at, sign_in};
use crate::{
    error::Failed,
    extract::{Ask, Posted, merge},
    log,
    resident::words,
};

/// What is wrong with what was typed, and in which box.
type Wrong<'a> = Option<(&'a str, String)>;

/// The form.
pub async fn form(ask: Ask) -> Result<Response, Failed> {
    show(&ask, &None)
}

fn show(ask: &Ask, wrong: &Wrong<'_>) -> Result<Response, Failed> {
    let mut values = common_at(ask, SignInStep::NewPassword, "account")?;
    let in_box = |id: &str| wrong.as_ref().filter(|(field, _)| *field == id).map(|(_, text)| text.as_str());
    let (field, message) = wrong.as_ref().map_or(("", None), |(field, text)| (*field, Some(text.as_str())));
    let own = json!({
        "first": ask.visitor.awaits.is_some(),
        "back": ask.visitor.awaits.is_none().then_some("/staff/account"),
        "errors": words::errors(field, message),
        "form": words::form("/staff/account/password", &[]),
        "current": words::text_box("current", "", in_box("current")),
        "new": words::text_box("new", "", in_box("new")),
        "least": app::LEAST_CHARACTERS,
    });
    merge(&mut values, own);
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    ask.page(status, "staff/password.html", values)
}

/// Changes it. The current password is asked for, and guessed at no more often than at sign-in.
pub async fn change(ask: Ask, posted: Posted) -> Result<Response, Failed> {
    common_at(&ask, SignInStep::NewPassword, "account")?;
    sign_in::limit(&ask)?;
    let (current, new) = (posted.exact("current"), posted.exact("new"));
    let changed = ask.web.app.change_password(&ask.visitor, current, new).await?;
    log::sign_in(
        &ask,
        "password-change",
        matches!(changed, PasswordChange::Done(_)),
        &sign_in::subject(&ask),
    );
    let (field, key) = match changed {
        PasswordChange::Done(session) => {
            // Whoever came with a first password goes on to the next step; the account page is not open to them yet.
            let to = if ask.visitor.awaits.is_some() { "/staff" } else { "/staff/account?notice=password" };
            return Ok(ask.with_session(ask.go(to), Some(&session)));
        }
        PasswordChange::WrongCurrent => ("current", "error-password-current"),
        PasswordChange::Same => ("new", "error-password-same"),
        PasswordChange::Refused(BadPassword::TooShort) => ("new", "error-password-short"),
        PasswordChange::Refused(BadPassword::TooLong) => ("new", "error-password-long"),
        PasswordChange::Refused(BadPassword::OwnWords) => ("new", "error-password-names"),
        PasswordChange::Refused(BadPassword::Common | BadPassword::Unhashable) => {
            ("new", "error-password-common")
        }
    };
    let args = [("least", app::LEAST_CHARACTERS.into()), ("most", app::MOST_CHARACTERS.into())];
    show(&ask, &Some((field, ask.words()?.say_with(key, &args))))
}
