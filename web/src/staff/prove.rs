//! The second step of signing in, and proving again who one is before something that would let others in for good.

use app::{
    SignInStep,
    staff::{Confirmed, Proved, Refused},
};
use axum::{http::StatusCode, response::Response};
use serde_json::json;

use super::{asked, common_at, sign_in};
use crate::{
    error::Failed,
    extract::{Ask, Posted, merge},
    log,
    resident::words,
};

/// Asks for the code of the app.
pub async fn code_form(ask: Ask) -> Result<Response, Failed> {
    show_code(&ask, None)
}

fn awaits_code(ask: &Ask) -> bool {
    ask.visitor.awaits.as_ref().is_some_and(|awaits| awaits.step == SignInStep::SecondFactor)
}

fn show_code(ask: &Ask, message: Option<&str>) -> Result<Response, Failed> {
    if !awaits_code(ask) {
        return Ok(ask.go(sign_in::start_page(ask)));
    }
    let mut values = common_at(ask, SignInStep::SecondFactor, "sign-in")?;
    let own = json!({
        "errors": words::errors("code", message),
        "form": words::form("/staff/sign-in/code", &[]),
        "code": words::text_box("code", "", message),
    });
    merge(&mut values, own);
    let status = if message.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    ask.page(status, "staff/code.html", values)
}

/// Lets them in.
pub async fn enter_code(ask: Ask, posted: Posted) -> Result<Response, Failed> {
    if !awaits_code(&ask) {
        return Ok(ask.go(sign_in::start_page(&ask)));
    }
    sign_in::limit(&ask)?;
    let proved = ask.web.app.prove_second_factor(&ask.visitor, posted.text("code")).await?;
    log::sign_in(&ask, "second-factor", matches!(proved, Proved::Right(_)), &sign_in::subject(&ask));
    match proved {
        Proved::Right(session) => Ok(ask.with_session(ask.go("/staff"), Some(&session))),
        Proved::Refused(refused) => show_code(&ask, Some(&in_words(&ask, refused)?)),
    }
}

fn in_words(ask: &Ask, refused: Refused) -> Result<String, Failed> {
    let words = ask.words()?;
    Ok(match refused {
        Refused::Wrong => words.say("error-second-wrong"),
        Refused::Used => words.say("error-second-used"),
        Refused::Wait(until) => {
            words.say_with("error-second-wait", &[("minutes", ask.web.app.minutes_until(until).into())])
        }
    })
}

/// What may be gone on to. Nothing else in the address counts: nobody is sent to another site.
fn next(wanted: &str) -> (&'static str, &'static str) {
    match wanted {
        "remove" => ("remove", "/staff/account/second-factor/remove"),
        _ => ("set-up", "/staff/account/second-factor"),
    }
}

/// Whoever proved long ago who they are is asked again.
pub fn page_for(ask: &Ask, wanted: &str) -> Option<Response> {
    (!ask.web.app.is_freshly_proved(&ask.visitor)).then(|| ask.go(&format!("/staff/confirm?to={wanted}")))
}

/// Asks for the password again, and for a code.
pub async fn confirm_form(ask: Ask) -> Result<Response, Failed> {
    let (wanted, _) = next(&asked(&ask, "to"));
    show_confirm(&ask, wanted, None).await
}

async fn show_confirm(ask: &Ask, wanted: &str, wrong: Option<(&str, String)>) -> Result<Response, Failed> {
    let mut values = common_at(ask, SignInStep::SetUpSecondFactor, "account")?;
    let in_box = |id: &str| wrong.as_ref().filter(|(field, _)| *field == id).map(|(_, text)| text.as_str());
    let (field, message) = wrong.as_ref().map_or(("", None), |(field, text)| (*field, Some(text.as_str())));
    let has_factor = ask.web.app.has_second_factor(&ask.visitor).await?;
    let own = json!({
        "back": ask.visitor.awaits.is_none().then_some("/staff/account"),
        "errors": words::errors(field, message),
        "form": words::form("/staff/confirm", &[("to", wanted)]),
        "password": words::text_box("password", "", in_box("password")),
        "code": has_factor.then(|| words::text_box("code", "", in_box("code"))),
    });
    merge(&mut values, own);
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    ask.page(status, "staff/confirm.html", values)
}

/// Goes on when it is they.
pub async fn confirm(ask: Ask, posted: Posted) -> Result<Response, Failed> {
    common_at(&ask, SignInStep::SetUpSecondFactor, "account")?;
    sign_in::limit(&ask)?;
    let (wanted, path) = next(posted.text("to"));
    let (password, code) = (posted.exact("password"), posted.text("code"));
    let confirmed = ask.web.app.confirm_staff(&ask.visitor, password, code).await?;
    log::sign_in(&ask, "confirm", matches!(confirmed, Confirmed::Right(_)), &sign_in::subject(&ask));
    let wrong = match confirmed {
        Confirmed::Right(session) => return Ok(ask.with_session(ask.go(path), Some(&session))),
        Confirmed::WrongPassword => ("password", ask.words()?.say("error-password-current")),
        Confirmed::Refused(refused) => ("code", in_words(&ask, refused)?),
    };
    show_confirm(&ask, wanted, Some(wrong)).await
}
