//! Obligations without an end and why; try again, or resolve by hand with a reason.

use app::staff::{ObligationLine, Resolution};
use axum::{extract::Path, http::StatusCode, response::Response};
use model::{Act, ObligationId, Viewer};
use serde_json::{Value as Json, json};
use store::{Cursor, OwedFilter, Shown};

use super::{asked, back::Back, notice, owed::card, paging, with};
use crate::{
    error::Failed,
    extract::{Ask, Posted},
    resident::words,
};

fn obligation_id(text: &str) -> Result<ObligationId, Failed> {
    ObligationId::from_text(text).ok_or_else(Failed::not_found)
}

/// Lines on a page.
const LINES: usize = 50;
/// What can be shown, by its name in addresses.
const SHOWN: [(&str, Shown); 5] = [
    ("open", Shown::WithoutEnd),
    ("due", Shown::Due),
    ("asking", Shown::Asking),
    ("waiting", Shown::Waiting),
    ("failed", Shown::Failed),
];

/// The list: a page of it, narrowed as its address says.
pub async fn page(ask: Ask) -> Result<Response, Failed> {
    let (state, via) = (asked(&ask, "state"), asked(&ask, "via"));
    let named = SHOWN.into_iter().find(|(name, _)| *name == state);
    let (name, shown) = named.unwrap_or(("open", Shown::WithoutEnd));
    let filter = OwedFilter {
        shown,
        via: Some(via.clone()).filter(|via| !via.is_empty()),
        after: Cursor::parse(&asked(&ask, "after")),
        limit: LINES,
    };
    let found = ask.web.app.owed(&ask.visitor, &filter).await?;
    let has_failed = shown != Shown::Failed && ask.web.app.has_failed_parts(&ask.visitor).await?;
    let may_mend = ask.visitor.viewer.may(Act::MendObligation).is_ok();
    let back = Back::asked(&ask);
    let mut cards = Vec::with_capacity(found.rows.len());
    for line in &found.rows {
        cards.push(card_with_case(&ask, line, may_mend, &back).await?);
    }
    let values = with(
        &ask,
        "obligations",
        json!({
            "notice": notice(&ask)?,
            "filters": [shown_filter(&ask, name)?, via_filter(&ask, &via)?],
            "failed_path": has_failed.then_some("/staff/obligations?state=failed"),
            "is_narrowed": shown != Shown::WithoutEnd || !via.is_empty(),
            "obligations": cards,
            "paging": paging("/staff/obligations", &[("state", &state), ("via", &via)], &found),
        }),
    )?;
    ask.show("staff/obligations.html", values)
}

fn option(value: &str, label: String, chosen: &str) -> Json {
    json!({ "value": value, "label": label, "checked": value == chosen })
}

fn shown_filter(ask: &Ask, chosen: &str) -> Result<Json, Failed> {
    let words = ask.words()?;
    let options =
        SHOWN.map(|(name, _)| option(name, words.say(&format!("staff-obligations-{name}")), chosen));
    Ok(json!({ "id": "state", "label": words.say("staff-filter-state"), "options": options }))
}

/// Every connector and channel of the agency, and the one in the address even if it is none of them any more.
fn via_filter(ask: &Ask, chosen: &str) -> Result<Json, Failed> {
    let words = ask.words()?;
    let Viewer::Staff(staff) = &ask.visitor.viewer else { return Err(Failed::not_found()) };
    let mut ways = ask.web.app.ways_of(&staff.agency);
    ways.extend(Some(chosen.to_owned()).filter(|chosen| !chosen.is_empty()));
    let label = |way: &String| {
        let key = format!("channel-{way}");
        if words.has(&key) { words.say(&key) } else { way.clone() }
    };
    let mut options = vec![option("", words.say("staff-filter-all-ways"), chosen)];
    options.extend(ways.iter().map(|way| option(way, label(way), chosen)));
    Ok(json!({ "id": "via", "label": words.say("staff-filter-via"), "options": options }))
}

async fn card_with_case(
    ask: &Ask,
    line: &ObligationLine,
    may_mend: bool,
    back: &Back,
) -> Result<Json, Failed> {
    let app = &ask.web.app;
    let Some(case) = &line.case else { return bare_card(ask, line, may_mend, back) };
    let service = app.services.version(&app.store, &case.service, &case.service_version).await?;
    let zone = app.zone_of(&service)?;
    let mut card = card(ask, line, &service, &zone, may_mend, back)?;
    let known =
        json!({ "reference": case.reference.to_string(), "path": format!("/staff/cases/{}", case.id) });
    crate::extract::merge(&mut card, json!({ "case": known }));
    Ok(card)
}

fn bare_card(ask: &Ask, line: &ObligationLine, may_mend: bool, back: &Back) -> Result<Json, Failed> {
    let service = ask.web.app.services.all().next().ok_or_else(Failed::not_found)?;
    card(ask, line, &service, &jiff::tz::TimeZone::UTC, may_mend, back)
}

/// Has it tried again now.
pub async fn retry(ask: Ask, Path(id): Path<String>, posted: Posted) -> Result<Response, Failed> {
    ask.web.app.retry_obligation(&ask.visitor, &obligation_id(&id)?).await?;
    Ok(ask.go(&back_of(&posted).path(Some("retried"))))
}

fn back_of(posted: &Posted) -> Back {
    Back::read(|name| posted.text(name).to_owned())
}

/// Asks how it was seen to.
pub async fn ask_resolve(ask: Ask, Path(id): Path<String>) -> Result<Response, Failed> {
    show_resolve(&ask, &id, StatusCode::OK, &Back::asked(&ask), ["", "", ""], [None, None]).await
}

async fn show_resolve(
    ask: &Ask,
    id: &str,
    status: StatusCode,
    back: &Back,
    [how, reason, reference]: [&str; 3],
    [bad_how, bad_reason]: [Option<String>; 2],
) -> Result<Response, Failed> {
    let line = ask.web.app.obligation_to_mend(&ask.visitor, &obligation_id(id)?).await?;
    let card = card_with_case(ask, &line, true, back).await?;
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
            "form": words::form(format!("/staff/obligations/{id}/resolve"), &back.pairs()),
            "label": card.get("label"),
            "reference": case,
            "back": back.path(None),
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
        let (status, typed) = (StatusCode::UNPROCESSABLE_ENTITY, [how, reason, reference]);
        return show_resolve(&ask, &id, status, &back_of(&posted), typed, [bad_how, bad_reason]).await;
    }
    let resolution =
        Resolution { arrived: how == "accepted", reference: reference.to_owned(), reason: reason.to_owned() };
    ask.web.app.resolve_obligation(&ask.visitor, &obligation_id(&id)?, &resolution).await?;
    Ok(ask.go(&back_of(&posted).path(Some("resolved"))))
}
