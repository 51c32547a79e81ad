//! The task list of a long service: its sections and how far each is.

use axum::{extract::Path, response::Response};
use forms::{Journey, SectionState};
use serde_json::{Value as Json, json};

use super::{service::draft_or_return, words};
use crate::{error::Failed, extract::Ask};

/// The task list.
pub async fn page(ask: Ask, Path(slug): Path<String>) -> Result<Response, Failed> {
    let open = draft_or_return!(&ask, &slug);
    if !open.service.definition.task_list {
        return Ok(ask.go(&format!("/s/{slug}/check")));
    }
    let journey = open.journey();
    let texts = open.service.words(ask.tag());
    let sections = journey.sections();
    let done = sections.iter().filter(|section| section.state == SectionState::Done).count();
    let count = sections.len() + 1;
    let mut tasks: Vec<Json> = sections
        .iter()
        .map(|section| {
            let (state, may_open) = match section.state {
                SectionState::Done => ("done", true),
                SectionState::Changed => ("changed", true),
                SectionState::Started => ("started", true),
                SectionState::NotStarted => ("open", true),
                SectionState::CannotStart => ("later", false),
            };
            let first = may_open.then(|| format!("/s/{slug}/{}", first_of(&journey, section)));
            json!({ "title": texts.say(&format!("section-{}", section.id)), "state": state, "path": first })
        })
        .collect();
    let is_complete = journey.is_complete();
    let check = is_complete.then(|| format!("/s/{slug}/check"));
    tasks.push(json!({
        "title": ask.words()?.say("check-step"), "state": if is_complete { "open" } else { "later" }, "path": check,
    }));
    ask.show(
        "resident/tasks.html",
        json!({
            "service": words::service_values(&ask, &open.service)?,
            "help": words::help(&ask, &open.service),
            "back": format!("/s/{slug}"),
            "done": done,
            "count": count,
            "tasks": tasks,
            "continue_path": journey.first_unanswered().map(|place| format!("/s/{slug}/{place}")),
            "check_path": check,
            "save_path": (!open.service.slug.is_preview()).then(|| format!("/s/{slug}/save")),
        }),
    )
}

/// A section under way opens where it waits for an answer, any other at its first page.
fn first_of(journey: &Journey<'_>, section: &forms::SectionProgress) -> forms::Place {
    let mut waiting = journey.steps().iter().filter(|step| *step.section == section.id && !step.is_answered);
    match waiting.next() {
        Some(step) if matches!(section.state, SectionState::Started | SectionState::Changed) => {
            step.place.clone()
        }
        _ => section.first.clone(),
    }
}
