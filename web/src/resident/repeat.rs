//! The summary page of a repeat: its entries, with change and remove, and "add another".

use app::OpenDraft;
use axum::{extract::Path, http::StatusCode, response::Response};
use forms::{
    EntryId, EntryStep, FieldError, Place, QuestionId, definition::Question, entry_title,
    question::QuestionType,
};
use serde_json::{Value as Json, json};

use super::{service::draft_or_return, start::next_path, view::View, words};
use crate::{
    error::Failed,
    extract::{Ask, Posted, merge},
};

/// Most entries when the service does not say.
const MOST: usize = 20;

/// Shows the summary page.
pub fn show(view: &View<'_>, errors: &[FieldError]) -> Result<Response, Failed> {
    let service = &view.open.service;
    let repeat = service.repeat_on(&view.place.page).ok_or_else(Failed::not_found)?;
    let (_, question) = service.question(&repeat).ok_or_else(Failed::not_found)?;
    let speaker = view.ask.web.app.speaker(service, view.ask.tag())?;
    let texts = service.words(view.ask.tag());
    let text = |part: &str| service.text_at(texts, &format!("q-{repeat}-{part}"), view.values());
    let messages: Vec<String> =
        errors.iter().map(|error| forms::question::say(error, &text("label"), &speaker)).collect();
    let summary: Vec<Json> =
        messages.iter().map(|message| json!({ "field": "entries", "message": message })).collect();
    let entries = entries(view, &repeat, &speaker);
    let most = match &question.kind {
        QuestionType::Repeat(settings) => settings.max.map_or(MOST, usize::from),
        _ => MOST,
    };
    let mut values = view.common()?;
    merge(
        &mut values,
        json!({
            "errors": summary,
            "heading": view.title().unwrap_or_else(|| text("label")),
            "hint": question.hint.as_ref().map(|_| text("hint")),
            "item": text("item"),
            "may_add": entries.len() < most,
            "entries": entries,
            "again": view.again(&repeat),
            "form": view.form(false, view.is_change()),
        }),
    );
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    view.ask.page(status, "resident/repeat.html", values)
}

fn entries(view: &View<'_>, repeat: &QuestionId, speaker: &forms::words::Speaker<'_>) -> Vec<Json> {
    let (open, service) = (view.open, &view.open.service);
    let Some(level) = open.draft.answers.at(view.place) else { return Vec::new() };
    let change = if view.is_change() { "?change=1" } else { "" };
    let shown = level.entries(repeat).iter().zip(1..).map(|(entry, number)| {
        let mut steps = view.place.entries.clone();
        steps.push(EntryStep {
            page: view.place.page.clone(),
            repeat: repeat.clone(),
            entry: entry.id.clone(),
        });
        let pages = view.journey.steps_inside(&steps);
        let open_page = pages.iter().find(|step| !step.is_answered).or(pages.first());
        json!({
            "summary": entry_title(service, speaker, repeat, entry, number),
            "complete": pages.iter().all(|step| step.is_answered),
            "change_path": open_page.map(|step| view.path(format!("{}{change}", step.place))),
            "remove_path": view.path(format!("remove/{}/{}{change}", view.place, entry.id)),
        })
    });
    shown.collect()
}

/// "Add": to the first page of an entry that begins to exist when that page is saved.
pub fn add(ask: &Ask, open: &OpenDraft, place: &Place, is_change: bool) -> Result<Response, Failed> {
    let repeat = open.service.repeat_on(&place.page).ok_or_else(Failed::not_found)?;
    let entry = ask.web.app.new_entry_id()?;
    let first = match open.service.question(&repeat) {
        Some((_, Question { kind: QuestionType::Repeat(settings), .. })) => settings.pages.first().cloned(),
        _ => None,
    };
    let inside = place.inside(repeat, entry, first.ok_or_else(Failed::not_found)?);
    let change = if is_change { "?change=1" } else { "" };
    Ok(ask.go(&format!("/s/{}/{inside}{change}", open.service.slug)))
}

/// The entry an address such as `household/k7f2` names.
fn entry_in(open: &OpenDraft, address: &str) -> Result<(Place, QuestionId, EntryId), Failed> {
    let (summary, entry) = address.rsplit_once('/').ok_or_else(Failed::not_found)?;
    let place = open.service.place(summary).ok_or_else(Failed::not_found)?;
    let repeat = open.service.repeat_on(&place.page).ok_or_else(Failed::not_found)?;
    let entry = entry.parse().map_err(|_| Failed::not_found())?;
    Ok((place, repeat, entry))
}

/// What a form carries for somebody who came from "check answers".
const CHANGING: [(&str, &str); 1] = [("return", "check")];

/// The list of entries; for somebody who came from "check answers", with the way back there.
fn list_path(slug: &str, place: &Place, is_change: bool) -> String {
    next_path(slug, &forms::Next::Page(place.clone()), is_change)
}

/// Asks whether to remove an entry.
pub async fn ask_remove(ask: Ask, Path((slug, address)): Path<(String, String)>) -> Result<Response, Failed> {
    let open = draft_or_return!(&ask, &slug);
    let (place, repeat, id) = entry_in(&open, &address)?;
    let speaker = ask.web.app.speaker(&open.service, ask.tag())?;
    let level = open.draft.answers.at(&place).ok_or_else(Failed::not_found)?;
    let found = level.entries(&repeat).iter().zip(1..).find(|(entry, _)| entry.id == id);
    let is_change = View::new(&ask, &open, &place).await?.is_change();
    let list = list_path(&slug, &place, is_change);
    let Some((entry, number)) = found else { return Ok(ask.go(&list)) };
    let title = entry_title(&open.service, &speaker, &repeat, entry, number);
    ask.show(
        "resident/remove_entry.html",
        json!({
            "service": words::service_values(&ask, &open.service)?,
            "help": words::help(&ask, &open.service),
            "summary": title,
            "form": words::form(format!("/s/{slug}/remove/{address}"), if is_change { &CHANGING } else { &[] }),
            "cancel_path": list,
        }),
    )
}

/// Removes an entry. Sent twice, it is gone once.
pub async fn remove(
    ask: Ask,
    Path((slug, address)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Failed> {
    let open = draft_or_return!(&ask, &slug);
    let (place, repeat, entry) = entry_in(&open, &address)?;
    ask.web.app.remove_entry(&ask.visitor, &slug, &place, &repeat, &entry).await?;
    Ok(ask.go(&list_path(&slug, &place, posted.text("return") == "check")))
}
