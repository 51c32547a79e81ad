//! "This service changed": what is asked again, before answers can be checked and sent. Nothing was lost, nothing sent.

use app::OpenDraft;
use axum::{http::StatusCode, response::Response};
use forms::Place;
use serde_json::{Value as Json, json};

use super::words;
use crate::{error::Failed, extract::Ask};

/// Lists the pages, each with why and a link.
pub fn show(ask: &Ask, open: &OpenDraft, status: StatusCode) -> Result<Response, Failed> {
    let slug = open.service.slug.as_str();
    let journey = open.journey();
    let pages: Vec<Json> = journey
        .asked_again()
        .map(|(place, why)| {
            let path = format!("/s/{slug}/{place}");
            json!({ "label": label(ask, open, place), "why": why, "path": path, "may_open": journey.may_visit(place) })
        })
        .collect();
    ask.page(
        status,
        "resident/changed.html",
        json!({
            "service": words::service_values(ask, &open.service)?,
            "help": words::help(ask, &open.service),
            "back": open.service.definition.task_list.then(|| format!("/s/{slug}/tasks")),
            "pages": pages,
            "continue_path": journey.first_unanswered().map(|place| format!("/s/{slug}/{place}")),
            "save_path": format!("/s/{slug}/save"),
        }),
    )
}

/// A page's own heading, or the question it asks.
fn label(ask: &Ask, open: &OpenDraft, place: &Place) -> String {
    let texts = open.service.words(ask.tag());
    let values = open.service.entry_values(&open.draft.answers, place, open.today);
    let asked = open.journey().questions_at(place);
    let key = match (open.service.page(&place.page), asked.first()) {
        (Some(page), _) if page.file.title.is_some() => format!("page-{}-title", place.page),
        (_, Some(question)) => format!("q-{}-label", question.id),
        _ => return place.to_string(),
    };
    open.service.text_at(texts, &key, &values)
}
