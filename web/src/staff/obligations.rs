//! Obligations without an end and why; try again, or resolve by hand with a reason.

use app::staff::{ObligationLine, Resolution};
use axum::{extract::Path, http::StatusCode, response::Response};
use forms::Service;
use jiff::tz::TimeZone;
use model::{Act, Duty, ObligationId, State};
use serde_json::{Value as Json, json};

use super::{asked, notice, with};
use crate::{
    error::Failed,
    extract::{Ask, Posted},
    resident::words,
};

fn obligation_id(text: &str) -> Result<ObligationId, Failed> {
    ObligationId::from_text(text).ok_or_else(Failed::not_found)
}

/// The list.
pub async fn page(ask: Ask) -> Result<Response, Failed> {
    let shown = if asked(&ask, "state") == "failed" { "failed" } else { "open" };
    let open = match shown {
        "failed" => ask.web.app.failed_parts(&ask.visitor).await?,
        _ => ask.web.app.open_obligations(&ask.visitor).await?,
    };
    let may_mend = ask.visitor.viewer.may(Act::MendObligation).is_ok();
    let mut cards = Vec::with_capacity(open.len());
    for line in &open {
        cards.push(card_with_case(&ask, line, may_mend).await?);
    }
    let values = with(
        &ask,
        "obligations",
        json!({
            "notice": notice(&ask)?,
            "filters": [filter(&ask, shown)?],
            "obligations": cards,
            "paging": { "previous_path": null, "next_path": null },
        }),
    )?;
    ask.show("staff/obligations.html", values)
}

/// What to show: what has no end, or what failed for good.
fn filter(ask: &Ask, shown: &str) -> Result<Json, Failed> {
    let words = ask.words()?;
    let option = |value: &str| {
        let label = words.say(&format!("staff-obligations-{value}"));
        json!({ "value": value, "label": label, "checked": value == shown })
    };
    let options = [option("open"), option("failed")];
    Ok(json!({ "id": "state", "label": words.say("staff-show"), "options": options }))
}

async fn card_with_case(ask: &Ask, line: &ObligationLine, may_mend: bool) -> Result<Json, Failed> {
    let app = &ask.web.app;
    let Some(case) = &line.case else { return bare_card(ask, line, may_mend) };
    let service = app.services.version(&app.store, &case.service, &case.service_version).await?;
    let zone = app.zone_of(&service)?;
    let mut card = card(ask, line, &service, &zone, may_mend)?;
    let known =
        json!({ "reference": case.reference.to_string(), "path": format!("/staff/cases/{}", case.id) });
    crate::extract::merge(&mut card, json!({ "case": known }));
    Ok(card)
}

fn bare_card(ask: &Ask, line: &ObligationLine, may_mend: bool) -> Result<Json, Failed> {
    let service = ask.web.app.services.all().next().cloned().ok_or_else(Failed::not_found)?;
    card(ask, line, &service, &TimeZone::UTC, may_mend)
}

/// One obligation as its template needs it.
pub fn card(
    ask: &Ask,
    line: &ObligationLine,
    service: &Service,
    zone: &TimeZone,
    may_mend: bool,
) -> Result<Json, Failed> {
    let (platform, texts) = (ask.words()?, service.words(ask.tag()));
    let obligation = &line.obligation;
    let at = |moment: jiff::Timestamp| platform.date_time(&moment.to_zoned(zone.clone()));
    let (label, to) = match &obligation.duty {
        Duty::HandOver { plan_item, connector, .. } => {
            let agency = texts.say(&format!("agency-{}-name", obligation.agency));
            (texts.say(&format!("plan-{plan_item}-label")), format!("{agency} ({connector})"))
        }
        Duty::Notify { channel, about } => {
            let label = platform
                .say_with("staff-notify-label", &[("about", about_words(texts, platform, about).into())]);
            (label, platform.say(&format!("channel-{channel}")))
        }
    };
    let reference = match &obligation.state {
        State::Accepted(accepted) => Some(accepted.reference.clone()),
        _ => None,
    };
    let attempts: Vec<Json> = line
        .attempts
        .iter()
        .map(|attempt| {
            let text = match attempt.class {
                None => platform.say("staff-attempt-accepted"),
                Some(class) => platform.say_with(
                    "staff-attempt-failed",
                    &[("class", class.as_str().into()), ("detail", attempt.detail.as_str().into())],
                ),
            };
            json!({ "at": at(attempt.started_at), "at_iso": attempt.started_at.to_string(), "text": text })
        })
        .collect();
    let is_open = !obligation.state.is_end() && may_mend;
    let path = |act: &str| format!("/staff/obligations/{}/{act}", obligation.id);
    let may_retry = match obligation.state {
        State::Failed { .. } => may_mend && line.may_begin_again,
        State::Waiting => false,
        _ => is_open,
    };
    Ok(json!({
        "label": label,
        "to": to,
        "state": match &obligation.state { State::Accepted(_) => "accepted", State::Failed { .. } => "failed", _ => "waiting" },
        "deadline": at(obligation.deadline_at),
        "reference": reference,
        "why": why(platform, texts, obligation, &at),
        "case": null,
        "attempts": attempts,
        "retry": if may_retry { words::form(path("retry"), &[]) } else { Json::Null },
        "resolve_path": is_open.then(|| path("resolve")),
    }))
}

/// What a message is about, in words.
fn about_words(texts: &forms::words::Words, platform: &forms::words::Words, about: &str) -> String {
    match about.strip_prefix("status:") {
        Some(status) => texts.say(&format!("status-{status}-label")),
        None => platform.say(&format!("about-{about}")),
    }
}

/// Why an obligation has no end yet.
fn why(
    platform: &forms::words::Words,
    texts: &forms::words::Words,
    obligation: &model::Obligation,
    at: &dyn Fn(jiff::Timestamp) -> String,
) -> Option<String> {
    match (&obligation.state, &obligation.duty, &obligation.last_failure) {
        (State::Waiting, Duty::HandOver { after, .. }, _) => {
            let parts: Vec<String> =
                after.iter().map(|item| texts.say(&format!("plan-{item}-label"))).collect();
            Some(platform.say_with("staff-waiting-for", &[("parts", platform.list(&parts).into())]))
        }
        (State::Due | State::Asking, _, Some(failure)) => {
            let why = platform.say_with(
                "staff-attempt-failed",
                &[("class", failure.class.as_str().into()), ("detail", failure.detail.as_str().into())],
            );
            Some(platform.say_with(
                "staff-next-try",
                &[("why", why.into()), ("at", at(obligation.next_attempt_at).into())],
            ))
        }
        (State::Failed { .. }, _, Some(failure)) => Some(failure.detail.clone()),
        _ => None,
    }
}

/// Has it tried again now.
pub async fn retry(ask: Ask, Path(id): Path<String>, _: Posted) -> Result<Response, Failed> {
    ask.web.app.retry_obligation(&ask.visitor, &obligation_id(&id)?).await?;
    Ok(ask.go("/staff/obligations?notice=retried"))
}

/// Asks how it was seen to.
pub async fn ask_resolve(ask: Ask, Path(id): Path<String>) -> Result<Response, Failed> {
    show_resolve(&ask, &id, StatusCode::OK, ["", "", ""], [None, None]).await
}

async fn show_resolve(
    ask: &Ask,
    id: &str,
    status: StatusCode,
    [how, reason, reference]: [&str; 3],
    [bad_how, bad_reason]: [Option<String>; 2],
) -> Result<Response, Failed> {
    let line = ask.web.app.obligation_to_mend(&ask.visitor, &obligation_id(id)?).await?;
    let card = card_with_case(ask, &line, true).await?;
    let words = ask.words()?;
    let errors: Vec<Json> = [("how", &bad_how), ("reason", &bad_reason)]
        .into_iter()
        .filter_map(|(field, message)| Some(json!({ "field": field, "message": message.as_ref()? })))
        .collect();
    let option = |value: &str, key: &str| json!({ "value": value, "label": words.say(key), "hint": null, "checked": how == value, "excludes": false });
    let case = line.case.as_ref().map(|case| case.reference.to_string()).unwrap_or_default();
    let values = with(
        ask,
        "obligations",
        json!({
            "errors": errors,
            "form": words::form(format!("/staff/obligations/{id}/resolve"), &[]),
            "label": card.get("label"),
            "reference": case,
            "back": "/staff/obligations",
            "how": {
                "id": "how", "error": bad_how,
                "options": [option("accepted", "staff-how-arrived"), option("failed", "staff-how-never")],
            },
            "reason": { "value": reason, "error": bad_reason },
            "their_reference": words::text_box("their_reference", reference, None),
        }),
    )?;
    ask.page(status, "staff/resolve.html", values)
}

/// Ends it by hand.
pub async fn resolve(ask: Ask, Path(id): Path<String>, posted: Posted) -> Result<Response, Failed> {
    let (how, reason, reference) =
        (posted.text("how"), posted.text("reason"), posted.text("their_reference"));
    let is_chosen = how == "accepted" || how == "failed";
    if !is_chosen || reason.is_empty() {
        let bad_how = if is_chosen { None } else { Some(ask.words()?.say("staff-choose-how")) };
        let bad_reason =
            if reason.is_empty() { Some(ask.words()?.say("error-resolve-reason")) } else { None };
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return show_resolve(&ask, &id, status, [how, reason, reference], [bad_how, bad_reason]).await;
    }
    let resolution =
        Resolution { arrived: how == "accepted", reference: reference.to_owned(), reason: reason.to_owned() };
    ask.web.app.resolve_obligation(&ask.visitor, &obligation_id(&id)?, &resolution).await?;
    Ok(ask.go("/staff/obligations?notice=resolved"))
}
