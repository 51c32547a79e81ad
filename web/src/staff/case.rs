//! A case in the console: answers as submitted, what happened, what is owed; set a status, write a note.

use app::{AppError, staff::CaseForStaff};
use axum::{
    body::Body,
    extract::Path,
    http::{StatusCode, header},
    response::Response,
};
use forms::StatusId;
use model::{Act, CaseId, FileId};
use serde_json::{Value as Json, json};

use super::{audit, back::Back, hold, notice, owed::card as owed_card, with};
use crate::{
    error::Failed,
    extract::{Ask, Posted},
    resident::{account, words},
};

/// What stands in the forms when a page is shown again.
#[derive(Default)]
pub(super) struct Typed {
    status: String,
    reason: String,
    note: String,
    status_error: Option<String>,
    reason_error: Option<String>,
    note_error: Option<String>,
    hold_error: Option<String>,
    /// A colleague was faster: look again first.
    changed: Option<String>,
}

impl Typed {
    /// The form of a legal hold was not right.
    pub(super) fn wrong_hold(error: String) -> Self {
        Self { hold_error: Some(error), ..Self::default() }
    }
}

pub(super) fn case_id(text: &str) -> Result<CaseId, Failed> {
    CaseId::from_text(text).ok_or_else(Failed::not_found)
}

/// Shows a case.
pub async fn page(ask: Ask, Path(id): Path<String>) -> Result<Response, Failed> {
    show(&ask, &case_id(&id)?, StatusCode::OK, &Typed::default()).await
}

pub(super) async fn show(
    ask: &Ask,
    id: &CaseId,
    status: StatusCode,
    typed: &Typed,
) -> Result<Response, Failed> {
    let view = ask.web.app.case_for_staff(&ask.visitor, id).await?;
    let zone = ask.web.app.zone_of(&view.service)?;
    let received = view.case.received_at.to_zoned(zone.clone());
    let (may_mend, back) = (view.acts.contains(&Act::MendObligation), Back::to_case(id));
    let owed: Result<Vec<Json>, Failed> = view
        .obligations
        .iter()
        .map(|line| owed_card(ask, line, &view.service, &zone, may_mend, &back))
        .collect();
    let audit: Result<Vec<Json>, Failed> =
        view.audit.iter().map(|entry| audit::line(ask, entry, &zone, None)).collect();
    let errors = [
        ("status", &typed.status_error),
        ("reason", &typed.reason_error),
        ("note", &typed.note_error),
        ("hold-reason", &typed.hold_error),
        ("decide", &typed.changed),
    ];
    let errors: Vec<Json> = errors
        .into_iter()
        .filter_map(|(field, message)| Some(json!({ "field": field, "message": message.as_ref()? })))
        .collect();
    let stands = ask.web.app.status_of(&view.case, &view.service, ask.tag());
    let values = with(
        ask,
        "queue",
        json!({
            "errors": errors,
            "notice": notice(ask)?,
            "reference": view.case.reference.to_string(),
            "service": words::service_values(ask, &view.service)?,
            "status": { "label": stands.label, "means": stands.means },
            "applicant": view.applicant.clone().unwrap_or(ask.words()?.say("staff-no-name")),
            "submitted_at": ask.words()?.date_time(&received),
            "due_on": ask.words()?.date(app::target_on(&view.case, &view.service, &zone)),
            "contact": view.email.clone().unwrap_or(ask.words()?.say("staff-no-contact")),
            "version": format!("{} ({})", view.version_number, view.case.service_version.get(..8).unwrap_or_default()),
            "sections": sections(ask, &view)?,
            "files": files(&view),
            "status_form": status_form(ask, &view, typed)?,
            "timeline": account::timeline(&view.lines),
            "obligations": owed?,
            "notes": notes(&view),
            "note_form": note_form(&view, typed),
            "holds": hold::lines(ask, &view, &zone)?,
            "hold_form": hold::form(ask, &view, typed.hold_error.as_deref()),
            "audit": audit?,
        }),
    )?;
    ask.page(status, "staff/case.html", values)
}

fn status_form(ask: &Ask, view: &CaseForStaff, typed: &Typed) -> Result<Json, Failed> {
    let texts = view.service.words(ask.tag());
    if !view.acts.contains(&Act::SetStatus) || view.case.outcome.is_some() {
        return Ok(Json::Null);
    }
    let words = ask.words()?;
    let others =
        view.service.definition.statuses.iter().filter(|status| status.id.as_str() != view.case.status);
    let options: Vec<Json> = others
        .map(|status| {
            let hint = if status.outcome.is_some() { "staff-status-ends" } else { "staff-status-open" };
            json!({
                "value": status.id, "label": texts.say(&format!("status-{}-label", status.id)),
                "hint": words.say(hint), "checked": typed.status == status.id.as_str(),
            })
        })
        .collect();
    let mut form = words::form(
        format!("/staff/cases/{}/status", view.case.id),
        &[("version", &view.case.row_version.to_string())],
    );
    crate::extract::merge(
        &mut form,
        json!({
            "status": { "error": typed.status_error, "options": options },
            "reason": { "value": typed.reason, "error": typed.reason_error },
        }),
    );
    Ok(form)
}

/// Answers as sent, and what was worked out from them.
fn sections(ask: &Ask, view: &CaseForStaff) -> Result<Json, Failed> {
    let mut sections = words::sections(&view.answers, None);
    if let (Json::Array(sections), false) = (&mut sections, view.computed.is_empty()) {
        let rows: Vec<Json> = view
            .computed
            .iter()
            .map(|(label, shown)| json!({ "label": label, "lines": [shown], "path": null, "missing": false }))
            .collect();
        let title = ask.words()?.say("staff-computed");
        sections.push(json!({ "title": title, "groups": [{ "title": null, "rows": rows }] }));
    }
    Ok(sections)
}

/// Documents, to be saved: they are never shown in the console's own pages.
fn files(view: &CaseForStaff) -> Json {
    let files = view.files.iter().map(|file| {
        let size = u64::try_from(file.size).unwrap_or_default();
        json!({
            "name": file.name,
            "size": crate::resident::question::size(size),
            "path": format!("/staff/cases/{}/files/{}", view.case.id, file.id),
        })
    });
    files.collect()
}

fn note_form(view: &CaseForStaff, typed: &Typed) -> Json {
    if !view.acts.contains(&Act::WriteNote) {
        return Json::Null;
    }
    let mut form = words::form(format!("/staff/cases/{}/notes", view.case.id), &[]);
    crate::extract::merge(&mut form, json!({ "note": { "value": typed.note, "error": typed.note_error } }));
    form
}

fn notes(view: &CaseForStaff) -> Json {
    let notes = view.lines.iter().filter(|line| line.is_note);
    notes
        .map(|line| {
            let texts: Vec<&str> = line.text.lines().filter(|text| !text.trim().is_empty()).collect();
            json!({ "by": line.by, "at": line.when, "at_iso": line.at.to_string(), "lines": texts })
        })
        .collect()
}

/// Sets a status. The applicant is told why, so a reason is needed.
pub async fn set_status(ask: Ask, Path(id): Path<String>, posted: Posted) -> Result<Response, Failed> {
    let case = case_id(&id)?;
    let (status, reason) = (posted.text("status").to_owned(), posted.text("reason").to_owned());
    let chosen = status.parse::<StatusId>().ok();
    if chosen.is_none() || reason.is_empty() {
        let say = |key: &str, wrong: bool| ask.words().map(|words| wrong.then(|| words.say(key)));
        let typed = Typed {
            status_error: say("staff-choose-status", chosen.is_none())?,
            reason_error: say("error-reason-empty", reason.is_empty())?,
            status,
            reason,
            ..Typed::default()
        };
        return show(&ask, &case, StatusCode::UNPROCESSABLE_ENTITY, &typed).await;
    }
    if let Some(status) = chosen {
        let read_version = posted.text("version").parse().unwrap_or_default();
        match ask.web.app.set_status(&ask.visitor, &case, &status, &reason, read_version).await {
            Err(AppError::Conflict(_)) => {
                let changed = Some(ask.words()?.say("staff-changed-meanwhile"));
                let typed = Typed { status: status.to_string(), reason, changed, ..Typed::default() };
                return show(&ask, &case, StatusCode::CONFLICT, &typed).await;
            }
            done => done?,
        }
    }
    Ok(ask.go(&format!("/staff/cases/{id}?notice=status")))
}

/// Writes a note.
pub async fn write_note(ask: Ask, Path(id): Path<String>, posted: Posted) -> Result<Response, Failed> {
    let case = case_id(&id)?;
    let note = posted.text("note");
    if note.is_empty() {
        let note_error = Some(ask.words()?.say("error-note-empty"));
        return show(
            &ask,
            &case,
            StatusCode::UNPROCESSABLE_ENTITY,
            &Typed { note_error, ..Typed::default() },
        )
        .await;
    }
    ask.web.app.write_note(&ask.visitor, &case, note).await?;
    Ok(ask.go(&format!("/staff/cases/{id}?notice=note")))
}

/// A file of a case: always to save, never shown in the console's own pages (STANDARDS SEC-13).
pub async fn file(ask: Ask, Path((id, file)): Path<(String, String)>) -> Result<Response, Failed> {
    let file = FileId::from_text(&file).ok_or_else(Failed::not_found)?;
    let (known, bytes) = ask.web.app.file_for_staff(&ask.visitor, &case_id(&id)?, &file).await?;
    let name = saved_as(&known.name, &known.media_type);
    let response = Response::builder()
        .header(header::CONTENT_TYPE, known.media_type)
        .header(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))
        .body(Body::from(bytes));
    response.map_err(|error| Failed::from(app::AppError::ours(error)))
}

/// The name a file is saved under: plain letters, and the ending of what it is. A picture called `bill.html` that is a
/// page too must not be opened as a page.
fn saved_as(name: &str, media_type: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || ".-_".contains(c) { c } else { '_' };
    let name: String = name.chars().map(plain).collect();
    let endings: &[&str] = match media_type {
        "image/jpeg" => &["jpg", "jpeg"],
        "image/png" => &["png"],
        "image/heic" => &["heic", "heif"],
        "image/webp" => &["webp"],
        "application/pdf" => &["pdf"],
        _ => &["bin"],
    };
    let has = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    match endings.first() {
        Some(right) if !endings.contains(&has.as_str()) => format!("{name}.{right}"),
        _ => name,
    }
}
