//! Where somebody is signed in, as a list with a button for each other session: "my sessions" of residents, and a part
//! of the account page of staff.

use axum::response::Response;
use jiff::tz::TimeZone;
use serde_json::{Value as Json, json};

use super::words;
use crate::{
    device,
    error::Failed,
    extract::{Ask, Posted},
};

/// The page of residents.
pub async fn page(ask: Ask) -> Result<Response, Failed> {
    if ask.visitor.person().is_none() {
        return Ok(ask.go("/sign-in"));
    }
    let first = ask.web.app.services.all().next();
    let zone = first.and_then(|service| ask.web.app.zone_of(&service).ok()).unwrap_or(TimeZone::UTC);
    let ended = ask.path.ends_with("?notice=ended");
    let notice = if ended { Some(ask.words()?.say("sessions-ended")) } else { None };
    let sessions = list(&ask, &zone, "/account/sessions").await?;
    let values = json!({
        "back": "/account",
        "notice": notice,
        "sessions": sessions,
        "email": ask.web.app.my_email(&ask.visitor).await?,
    });
    ask.show("resident/sessions.html", values)
}

/// Ends one of the other sessions, or all of them.
pub async fn end(ask: Ask, posted: Posted) -> Result<Response, Failed> {
    if ask.visitor.person().is_none() {
        return Err(Failed::not_found());
    }
    end_those(&ask, &posted).await?;
    Ok(ask.go("/account/sessions?notice=ended"))
}

/// Ends what a form names: a session, or all others.
pub async fn end_those(ask: &Ask, posted: &Posted) -> Result<(), Failed> {
    match posted.text("session") {
        "others" => ask.web.app.end_my_other_sessions(&ask.visitor).await?,
        id => ask.web.app.end_my_session(&ask.visitor, id).await?,
    }
    Ok(())
}

/// The visitor's sessions for the shared template: this one first.
pub async fn list(ask: &Ask, zone: &TimeZone, path: &str) -> Result<Json, Failed> {
    let words = ask.words()?;
    let mine = ask.web.app.my_sessions(&ask.visitor).await?;
    let lines = mine.iter().map(|session| {
        json!({
            "device": device::in_words(&session.device, words),
            "began": words.date_time(&session.began_at.to_zoned(zone.clone())),
            "seen": words.date_time(&session.seen_at.to_zoned(zone.clone())),
            "is_this": session.is_this,
            "form": words::form(path, &[("session", &session.id)]),
        })
    });
    let all = if mine.len() > 1 { words::form(path, &[("session", "others")]) } else { Json::Null };
    Ok(json!({ "lines": lines.collect::<Json>(), "all_form": all }))
}
