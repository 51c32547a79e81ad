//! A service that takes nothing now, said honestly: why, until when, and which other ways there are.

use app::{AppError, Standing};
use forms::{
    Service,
    words::{Arg, Words},
};
use serde_json::{Value as Json, json};

use super::words;
use crate::extract::Ask;

/// What pages of a service say about it; nothing while it is open.
pub fn values(ask: &Ask, service: &Service) -> Result<Json, AppError> {
    let standing = ask.web.app.standing(service)?;
    let Some((title, lines)) = said(ask, service, &standing)? else { return Ok(Json::Null) };
    let draft_lines = said_of_draft(ask.words()?, &standing).unwrap_or_else(|| lines.clone());
    Ok(json!({
        "title": title,
        "lines": lines,
        "draft_lines": draft_lines,
        "reason": words::blocks(service, reason(ask, service, &standing)),
        "other_ways": format!("/s/{}#other-ways", service.slug),
        "may_send": standing.may_send(),
    }))
}

/// A few words for lists of services; nothing while it is open.
pub fn short(ask: &Ask, service: &Service) -> Result<Option<String>, AppError> {
    let say = ask.words()?;
    Ok(match ask.web.app.standing(service)? {
        Standing::Open => None,
        Standing::NotYet { opens_on } => Some(on(say, "standing-soon-short", opens_on)),
        Standing::Closed { closed_on, .. } => Some(on(say, "standing-closed-short", closed_on)),
        Standing::Full { again_on: None } => Some(say.say("standing-full-short")),
        Standing::Full { again_on: Some(_) } => Some(say.say("standing-full-today-short")),
        Standing::Paused { .. } => Some(say.say("standing-paused-short")),
    })
}

/// The heading, and the lines under it.
fn said(
    ask: &Ask,
    service: &Service,
    standing: &Standing,
) -> Result<Option<(String, Vec<String>)>, AppError> {
    let say = ask.words()?;
    Ok(Some(match standing {
        Standing::Open => return Ok(None),
        Standing::NotYet { opens_on } => {
            (on(say, "standing-soon", *opens_on), vec![say.say("standing-soon-text")])
        }
        Standing::Closed { closed_on, send_by } => {
            let grace = send_by.map(|last| on(say, "standing-closed-grace", last));
            let lines = std::iter::once(say.say("standing-closed-text")).chain(grace);
            (on(say, "standing-closed", *closed_on), lines.collect())
        }
        Standing::Full { again_on: None } => (say.say("standing-full"), vec![say.say("standing-full-text")]),
        Standing::Full { again_on: Some(day) } => {
            (say.say("standing-full-today"), vec![on(say, "standing-full-today-text", *day)])
        }
        Standing::Paused { until_at, .. } => {
            let zone = ask.web.app.zone_of(service)?;
            let until = until_at.map(|until| say.date_time(&until.to_zoned(zone)));
            let line = until.map_or_else(
                || say.say("standing-paused-open"),
                |at| say.say_with("standing-paused-until", &[("at", at.into())]),
            );
            (say.say("standing-paused"), vec![line])
        }
    }))
}

/// The lines for somebody who has begun, where they are others: to them it matters when they can send.
fn said_of_draft(say: &Words, standing: &Standing) -> Option<Vec<String>> {
    let line = match standing {
        Standing::NotYet { .. } => say.say("standing-soon-draft"),
        Standing::Closed { send_by: None, .. } => say.say("standing-closed-draft"),
        Standing::Closed { send_by: Some(last), .. } => on(say, "standing-closed-draft-grace", *last),
        Standing::Open | Standing::Full { .. } | Standing::Paused { .. } => return None,
    };
    Some(vec![line])
}

fn on(say: &Words, message: &str, day: jiff::civil::Date) -> String {
    let date: Arg = say.date(day).into();
    say.say_with(message, &[("date", date)])
}

/// Why, in the language of the page if it was said in it, or else in the service's own.
fn reason<'a>(ask: &Ask, service: &Service, standing: &'a Standing) -> &'a str {
    let Standing::Paused { words, .. } = standing else { return "" };
    let said = words.get(ask.tag()).or_else(|| words.get(&service.definition.language));
    said.or_else(|| words.values().next()).map_or("", String::as_str)
}
