//! "My account" of staff: password, second factor, and where they are signed in.

use axum::response::Response;
use jiff::tz::TimeZone;
use serde_json::{Value as Json, json};

use super::{notice, with};
use crate::{
    error::Failed,
    extract::{Ask, Posted},
    resident::{sessions, words},
};

/// The page.
pub async fn page(ask: Ask) -> Result<Response, Failed> {
    super::common(&ask, "account")?;
    let zone = zone(&ask);
    let factor = match ask.web.app.my_factor(&ask.visitor).await? {
        Some((factor, left)) => {
            let since = factor.set_up_at.unwrap_or(factor.begun_at);
            json!({ "since": words::day(ask.words()?, since, &zone), "codes_left": left, "few": left < 3 })
        }
        None => Json::Null,
    };
    let own = json!({
        "notice": notice(&ask)?,
        "factor": factor,
        "factor_required": ask.web.app.settings.second_factor_required,
        "sessions": sessions::list(&ask, &zone, "/staff/account/sessions").await?,
    });
    let values = with(&ask, "account", own)?;
    ask.show("staff/account.html", values)
}

/// Ends one of the other sessions, or all of them.
pub async fn end_sessions(ask: Ask, posted: Posted) -> Result<Response, Failed> {
    super::common(&ask, "account")?;
    sessions::end_those(&ask, &posted).await?;
    Ok(ask.go("/staff/account?notice=ended"))
}

/// The time zone of the console: of the first service there is.
pub fn zone(ask: &Ask) -> TimeZone {
    let first = ask.web.app.services.all().next();
    first.and_then(|service| ask.web.app.zone_of(&service).ok()).unwrap_or(TimeZone::UTC)
}
