//! Staff set up an authenticator app as their second factor, or take it away.

use app::{
    SignInStep,
    staff::{FactorToSetUp, SetUp},
};
use axum::{http::StatusCode, response::Response};
use qrcodegen::{QrCode, QrCodeEcc};
use serde_json::{Value as Json, json};

use super::{common_at, prove, sign_in};
use crate::{
    error::Failed,
    extract::{Ask, Posted, merge},
    log,
    resident::words,
};

const STEP: SignInStep = SignInStep::SetUpSecondFactor;
const PATH: &str = "/staff/account/second-factor";

/// What it is and a button to begin; or, once begun, the picture for the app, the recovery codes and a box.
pub async fn page(ask: Ask) -> Result<Response, Failed> {
    show(&ask, None).await
}

async fn show(ask: &Ask, message: Option<&str>) -> Result<Response, Failed> {
    let mut values = common_at(ask, STEP, "account")?;
    let begun = ask.web.app.factor_to_set_up(&ask.visitor).await?;
    let own = json!({
        "must": ask.visitor.awaits.is_some(),
        "back": ask.visitor.awaits.is_none().then_some("/staff/account"),
        "replaces": ask.web.app.has_second_factor(&ask.visitor).await?,
        "errors": words::errors("code", message),
        "begin": words::form(format!("{PATH}/begin"), &[]),
        "form": words::form(PATH, &[]),
        "code": words::text_box("code", "", message),
        "set_up": begun.as_ref().map(set_up_values),
    });
    merge(&mut values, own);
    let status = if message.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    ask.page(status, "staff/second_factor.html", values)
}

fn set_up_values(begun: &FactorToSetUp) -> Json {
    json!({
        "picture": picture(&begun.address),
        "address": begun.address,
        "secret": begun.groups,
        "recovery_codes": begun.recovery_codes,
    })
}

/// The address as a picture that phones read: its size in squares, and the dark ones as an SVG path. Nobody else makes it:
/// the secret leaves the server in this page only.
fn picture(address: &str) -> Json {
    let Ok(code) = QrCode::encode_text(address, QrCodeEcc::Medium) else { return Json::Null };
    let size = code.size();
    let dark =
        (0..size).flat_map(|y| (0..size).map(move |x| (x, y))).filter(|(x, y)| code.get_module(*x, *y));
    let path = dark.map(|(x, y)| format!("M{x} {y}h1v1h-1z")).collect::<Vec<_>>().concat();
    json!({ "size": size, "path": path })
}

/// Begins, or begins anew.
pub async fn begin(ask: Ask, _: Posted) -> Result<Response, Failed> {
    common_at(&ask, STEP, "account")?;
    if let Some(elsewhere) = prove::page_for(&ask, "set-up") {
        return Ok(elsewhere);
    }
    ask.web.app.begin_factor(&ask.visitor).await?;
    Ok(ask.go(PATH))
}

/// Finishes with the app's first code.
pub async fn finish(ask: Ask, posted: Posted) -> Result<Response, Failed> {
    common_at(&ask, STEP, "account")?;
    sign_in::limit(&ask)?;
    let found = ask.web.app.set_up_factor(&ask.visitor, posted.text("code")).await?;
    log::sign_in(&ask, "second-factor-set-up", matches!(found, SetUp::Done(_)), &sign_in::subject(&ask));
    match found {
        SetUp::Done(session) => {
            let to = if ask.visitor.awaits.is_some() { "/staff" } else { "/staff/account?notice=factor" };
            Ok(ask.with_session(ask.go(to), Some(&session)))
        }
        SetUp::Wrong => show(&ask, Some(&ask.words()?.say("error-second-wrong"))).await,
        SetUp::Gone if ask.visitor.awaits.is_some() => Ok(ask.go(PATH)),
        SetUp::Gone => Ok(ask.go("/staff/account?notice=gone")),
    }
}

/// Asks whether to go on without a second factor.
pub async fn ask_remove(ask: Ask) -> Result<Response, Failed> {
    let mut values = super::common(&ask, "account")?;
    if ask.web.app.settings.second_factor_required || !ask.web.app.has_second_factor(&ask.visitor).await? {
        return Ok(ask.go("/staff/account"));
    }
    if let Some(elsewhere) = prove::page_for(&ask, "remove") {
        return Ok(elsewhere);
    }
    let own = json!({
        "back": "/staff/account",
        "form": words::form(format!("{PATH}/remove"), &[]),
    });
    merge(&mut values, own);
    ask.show("staff/remove_factor.html", values)
}

/// Takes it away.
pub async fn remove(ask: Ask, _: Posted) -> Result<Response, Failed> {
    super::common(&ask, "account")?;
    if !ask.web.app.has_second_factor(&ask.visitor).await? {
        return Ok(ask.go("/staff/account"));
    }
    if let Some(elsewhere) = prove::page_for(&ask, "remove") {
        return Ok(elsewhere);
    }
    let session = ask.web.app.remove_factor(&ask.visitor).await?;
    Ok(ask.with_session(ask.go("/staff/account?notice=unset"), Some(&session)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_for_the_app_has_the_three_corners_that_every_reader_looks_for() {
        let drawn = picture("otpauth://totp/A:b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=A");
        let (size, path) = (drawn["size"].as_i64().unwrap(), drawn["path"].as_str().unwrap());
        for (x, y) in [(0, 0), (size - 7, 0), (0, size - 7)] {
            for at in 0..7 {
                assert!(path.contains(&format!("M{} {y}h1v1h-1z", x + at)), "{x} {y}");
                assert!(path.contains(&format!("M{x} {}h1v1h-1z", y + at)), "{x} {y}");
            }
        }
        assert!(!path.contains("M1 1h1v1h-1z"), "the ring inside a corner is light");
    }
}
