//! Check answers, and send. Nothing is sent before it was seen; sent twice is received once.

use app::{OpenDraft, SHOWN_VERSION, Submitted};
use axum::{extract::Path, http::StatusCode, response::Response};
use forms::{Place, definition::SignIn};
use model::DraftId;
use serde_json::{Value as Json, json};

use super::{
    changed,
    service::{draft_or_return, gone_path},
    view::step,
    words,
};
use crate::{
    error::Failed,
    extract::{Ask, Posted},
};

/// Shows every answer.
pub async fn page(ask: Ask, Path(slug): Path<String>) -> Result<Response, Failed> {
    let open = draft_or_return!(&ask, &slug);
    let journey = open.journey();
    if journey.asked_again().next().is_some() {
        return changed::show(&ask, &open, StatusCode::OK);
    }
    if let Some(place) = journey.ending().map(|step| &step.place).or(journey.first_unanswered()) {
        let path = if open.service.definition.task_list {
            format!("/s/{slug}/tasks")
        } else {
            format!("/s/{slug}/{place}")
        };
        return Ok(ask.go(&path));
    }
    let has_changed = ask.path.ends_with("?changed=1");
    show(&ask, &open, StatusCode::OK, &[], has_changed).await
}

async fn show(
    ask: &Ask,
    open: &OpenDraft,
    status: StatusCode,
    missing: &[Place],
    has_changed: bool,
) -> Result<Response, Failed> {
    let (service, slug) = (&open.service, open.service.slug.as_str());
    let speaker = ask.web.app.speaker(service, ask.tag())?;
    let summary = service.summary(&open.draft.answers, &speaker, open.today);
    let errors: Vec<Json> = missing
        .iter()
        .map(|place| {
            let label = label_of(&summary, place).unwrap_or_else(|| place.to_string());
            let message = speaker.platform.say_with("check-missing", &[("question", label.into())]);
            json!({ "field": "main", "message": message })
        })
        .collect();
    let count = open.journey().sections().len() + 1;
    let steps = step(count, count, speaker.platform.say("check-step"));
    let asks_email = service.definition.sign_in == SignIn::Email;
    let is_preview = service.slug.is_preview();
    let needs_email = asks_email && !is_preview && !open.draft.email_confirmed;
    let last = open.journey().steps().last().map(|step| format!("/s/{slug}/{}", step.place));
    let back = if service.definition.task_list { Some(format!("/s/{slug}/tasks")) } else { last };
    let no_longer_asked = ask.web.app.no_longer_asked(open, ask.tag()).await?;
    let no_longer_asked: Vec<Json> = no_longer_asked
        .into_iter()
        .map(|(label, lines)| json!({ "label": label, "lines": lines, "path": null, "missing": false }))
        .collect();
    let hidden = [("draft", open.draft.id.as_str()), (SHOWN_VERSION, service.version.as_str())];
    ask.page(status, "resident/check.html", json!({
        "service_changed": has_changed,
        "no_longer_asked": no_longer_asked,
        "service": words::service_values(ask, service)?,
        "help": words::help(ask, service),
        "back": back,
        "step": steps,
        "errors": errors,
        "sections": words::sections(&summary, Some(service)),
        "form": words::form(format!("/s/{slug}/send"), &hidden),
        "needs_email": needs_email,
        "email": open.draft.email.as_deref().filter(|_| open.draft.email_confirmed && asks_email).map(app::masked),
        "tasks_path": null,
        "save_path": (!is_preview).then(|| format!("/s/{slug}/save")),
    }))
}

fn label_of(summary: &[forms::SummarySection], place: &Place) -> Option<String> {
    let mut rows = summary.iter().flat_map(|section| &section.rows);
    rows.find(|row| row.place == *place).map(|row| row.label.clone())
}

/// Sends. The draft stands in the form, so that a repeated request finds its first result.
pub async fn send(ask: Ask, Path(slug): Path<String>, posted: Posted) -> Result<Response, Failed> {
    let draft = DraftId::from_text(posted.text("draft")).ok_or_else(Failed::bad_request)?;
    if ask.visitor.may_sign_in_again() {
        return Err(Failed::session_expired());
    }
    if ask.visitor.session.is_none() && ask.visitor.lapsed.is_some() {
        return Ok(ask.go(&gone_path(&slug)));
    }
    let checked = Some(posted.text(SHOWN_VERSION)).filter(|version| !version.is_empty());
    match ask.web.app.submit(&ask.visitor, &draft, checked).await? {
        Submitted::Received(draft) => Ok(ask.go(&format!("/sent/{draft}"))),
        Submitted::NeedsEmail => Ok(ask.go(&format!("/s/{slug}/email"))),
        Submitted::Changed => {
            let open = draft_or_return!(&ask, &slug);
            if open.journey().asked_again().next().is_some() {
                return changed::show(&ask, &open, StatusCode::CONFLICT);
            }
            show(&ask, &open, StatusCode::CONFLICT, &[], true).await
        }
        // Kept, and told why on the page.
        Submitted::NotOpen => Ok(ask.go(&format!("/s/{slug}/check"))),
        Submitted::Previewed => Ok(ask.go(&format!("/s/{slug}/would-happen"))),
        Submitted::Missing(missing) => {
            let open = draft_or_return!(&ask, &slug);
            if open.journey().asked_again().next().is_some() {
                return changed::show(&ask, &open, StatusCode::UNPROCESSABLE_ENTITY);
            }
            show(&ask, &open, StatusCode::UNPROCESSABLE_ENTITY, &missing, false).await
        }
    }
}
