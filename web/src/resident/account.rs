//! "My cases": sign in with an emailed code, drafts and cases in one list, a case with its timeline.

use app::{CaseView, CodePurpose, DraftLine, PartState};
use axum::{
    Json as JsonBody,
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::ToSpan;
use model::{CaseId, DraftId};
use serde_json::{Value as Json, json};

use super::{
    code::{self, CodePage, Posting},
    start::next_path,
    words,
};
use crate::{
    error::Failed,
    extract::{Ask, Posted},
    staff::asked,
};

/// Asks for the address.
pub async fn sign_in(ask: Ask) -> Result<Response, Failed> {
    if ask.visitor.person().is_some() {
        return Ok(ask.go("/account"));
    }
    sign_in_form(&ask, "", None)
}

fn sign_in_form(ask: &Ask, typed: &str, message: Option<&str>) -> Result<Response, Failed> {
    let status = if message.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    ask.page(
        status,
        "resident/sign_in.html",
        json!({
            "errors": words::errors("email", message),
            "email": words::text_box("email", typed, message),
            "form": words::form("/sign-in", &[]),
        }),
    )
}

/// Sends the code, whether or not anybody is known by this address.
pub async fn send_code(ask: Ask, posted: Posted) -> Result<Response, Failed> {
    match code::email_in(&ask, &posted)? {
        Err(message) => sign_in_form(&ask, posted.text("email"), Some(&message)),
        Ok(email) => {
            ask.web.limits.try_once(&email, ask.network)?;
            let sent = ask.web.app.send_sign_in_code(&ask.visitor, &ask.network.to_string(), &email).await?;
            Ok(ask.go(&format!("/sign-in/code?c={}", sent.id)))
        }
    }
}

fn code_page(id: &str) -> CodePage<'_> {
    CodePage {
        path: "/sign-in/code".to_owned(),
        back: "/sign-in".to_owned(),
        purpose: CodePurpose::SignIn,
        more: json!({}),
        id,
    }
}

/// Asks for the code.
pub async fn code_form(ask: Ask) -> Result<Response, Failed> {
    let id = code::id_in(&ask.path);
    code::show(&ask, &code_page(&id), None).await
}

/// Signs in.
pub async fn enter_code(ask: Ask, posted: Posted) -> Result<Response, Failed> {
    let page = code_page(posted.text("c"));
    match code::post(&ask, &page, &posted).await? {
        Posting::Shown(response) => Ok(response),
        Posting::Right(session) => Ok(ask.with_session(ask.go("/account"), session.as_deref())),
    }
}

/// Signs out.
pub async fn sign_out(ask: Ask, _: Posted) -> Result<Response, Failed> {
    ask.web.app.sign_out(&ask.visitor).await?;
    Ok(ask.without_session(ask.go("/")))
}

/// Keeps a session alive: asked for by one press, as often as needed (STANDARDS ACC-07). The script asks how long it
/// lives now, and is told when it does not.
pub async fn extend(ask: Ask, headers: HeaderMap, _: Posted) -> Response {
    let session = ask.visitor.session.as_ref();
    if headers.get(header::ACCEPT).is_some_and(|kinds| kinds == "application/json") {
        let Some(session) = session else {
            let was_staff = ask.visitor.was_staff();
            let failed = if was_staff { Failed::staff_session_expired() } else { Failed::session_expired() };
            return failed.into_response();
        };
        return JsonBody(json!({ "seconds": ask.web.app.seconds_left(session) })).into_response();
    }
    let is_staff = ask.visitor.was_staff() || session.is_some_and(|session| session.staff.is_some());
    ask.go(if is_staff { "/staff" } else { "/account" })
}

/// Drafts and cases. Drafts on this device are shown without signing in.
pub async fn page(ask: Ask) -> Result<Response, Failed> {
    let list = ask.web.app.my_list(&ask.visitor).await?;
    if ask.visitor.person().is_none() && list.drafts.is_empty() {
        return Ok(ask.go("/sign-in"));
    }
    let email = ask.web.app.my_email(&ask.visitor).await?;
    let drafts: Result<Vec<Json>, Failed> = list.drafts.iter().map(|line| draft_card(&ask, line)).collect();
    let cases: Result<Vec<Json>, Failed> = list
        .cases
        .iter()
        .map(|line| {
            let texts = line.service.words(ask.tag());
            let zone = ask.web.app.zone_of(&line.service)?;
            Ok(json!({
                "title": texts.say("title"),
                "reference": line.case.reference.to_string(),
                "status": ask.web.app.status_of(&line.case, &line.service, ask.tag()).label,
                "updated_on": words::day(ask.words()?, line.case.changed_at, &zone),
                "path": format!("/account/cases/{}", line.case.id),
            }))
        })
        .collect();
    let notice = notice(&ask, &list.drafts)?;
    ask.show(
        "resident/account.html",
        json!({ "email": email, "notice": notice, "drafts": drafts?, "cases": cases? }),
    )
}

/// The notice an address asks for. What was kept longer is told with its new day, as it is now.
fn notice(ask: &Ask, drafts: &[DraftLine]) -> Result<Option<String>, Failed> {
    let (wanted, id) = (asked(ask, "notice"), asked(ask, "draft"));
    let words = ask.words()?;
    let snoozed = drafts.iter().find(|line| line.draft.id.as_str() == id);
    Ok(match (wanted.as_str(), snoozed) {
        ("deleted", _) => Some(words.say("notice-deleted")),
        ("snoozed", Some(line)) => {
            let date = words.date(line.expires_on);
            Some(words.say_with("notice-snoozed", &[("date", date.into())]))
        }
        _ => None,
    })
}

fn draft_card(ask: &Ask, line: &DraftLine) -> Result<Json, Failed> {
    let zone = ask.web.app.zone_of(&line.service)?;
    let (id, texts) = (&line.draft.id, line.service.words(ask.tag()));
    let form = |act: &str| words::form(format!("/account/drafts/{id}/{act}"), &[]);
    let soon = line.expires_on.checked_sub(7.days()).unwrap_or(line.expires_on);
    let expires_soon = ask.web.app.today_in(&zone) >= soon;
    Ok(json!({
        "title": texts.say("title"),
        "saved_on": words::day(ask.words()?, line.draft.changed_at, &zone),
        "progress": null,
        "changed": line.asks_again,
        "expires_on": ask.words()?.date(line.expires_on),
        "expires_soon": expires_soon,
        "continue_form": form("continue"),
        "snooze_days": line.snooze_days(),
        "snooze_form": if line.may_snooze() { form("snooze") } else { Json::Null },
        "delete_path": format!("/account/drafts/{id}/delete"),
    }))
}

fn draft_id(text: &str) -> Result<DraftId, Failed> {
    DraftId::from_text(text).ok_or_else(Failed::not_found)
}

/// Goes on with a draft.
pub async fn continue_draft(ask: Ask, Path(id): Path<String>, _: Posted) -> Result<Response, Failed> {
    let (slug, next) = ask.web.app.continue_draft(&ask.visitor, &draft_id(&id)?).await?;
    Ok(ask.go(&next_path(&slug, &next, false)))
}

/// Keeps a draft longer.
pub async fn snooze_draft(ask: Ask, Path(id): Path<String>, _: Posted) -> Result<Response, Failed> {
    ask.web.app.snooze_draft(&ask.visitor, &draft_id(&id)?).await?;
    Ok(ask.go(&format!("/account?notice=snoozed&draft={id}")))
}

/// Asks whether to delete a draft.
pub async fn ask_delete(ask: Ask, Path(id): Path<String>) -> Result<Response, Failed> {
    let open = ask.web.app.own_draft(&ask.visitor, &draft_id(&id)?).await?;
    let zone = ask.web.app.zone_of(&open.service)?;
    ask.show(
        "resident/delete_draft.html",
        json!({
            "service": words::service_values(&ask, &open.service)?,
            "saved_on": words::day(ask.words()?, open.draft.changed_at, &zone),
            "form": words::form(format!("/account/drafts/{id}/delete"), &[]),
            "cancel_path": "/account",
        }),
    )
}

/// Deletes a draft.
pub async fn delete_draft(ask: Ask, Path(id): Path<String>, _: Posted) -> Result<Response, Failed> {
    match ask.web.app.delete_draft(&ask.visitor, &draft_id(&id)?).await {
        // Gone already: the same request came twice.
        Ok(()) | Err(app::AppError::NotFound) => Ok(ask.go("/account?notice=deleted")),
        Err(error) => Err(error.into()),
    }
}

/// The visitor's own case. Staff look at cases in the console, where looking is written down.
async fn my_case(ask: &Ask, id: &str) -> Result<CaseView, Failed> {
    if ask.visitor.person().is_none() {
        return Err(Failed::not_found());
    }
    let id = CaseId::from_text(id).ok_or_else(Failed::not_found)?;
    Ok(ask.web.app.my_case(&ask.visitor, &id).await?)
}

/// A case.
pub async fn case(ask: Ask, Path(id): Path<String>) -> Result<Response, Failed> {
    let view = my_case(&ask, &id).await?;
    let status = ask.web.app.status_of(&view.case, &view.service, ask.tag());
    let zone = ask.web.app.zone_of(&view.service)?;
    let parts: Result<Vec<Json>, Failed> =
        view.parts.iter().map(|part| part_row(&ask, part, &zone)).collect();
    ask.show(
        "resident/case.html",
        json!({
            "service": words::service_values(&ask, &view.service)?,
            "help": words::help(&ask, &view.service),
            "reference": view.case.reference.to_string(),
            "status": {
                "label": status.label,
                "means": status.means,
            },
            "target_on": view.case.outcome.is_none().then_some(ask.words()?.date(view.target_on)),
            "parts": parts?,
            "timeline": timeline(&view.lines),
            "answers_path": format!("/account/cases/{id}/answers"),
        }),
    )
}

fn part_row(ask: &Ask, part: &app::Part, zone: &jiff::tz::TimeZone) -> Result<Json, Failed> {
    let (state, at) = match &part.state {
        PartState::Waiting => ("waiting", None),
        PartState::OnItsWay => ("on_its_way", None),
        PartState::Delayed => ("delayed", None),
        PartState::Accepted { at, .. } => ("accepted", *at),
        PartState::Failed => ("failed", None),
    };
    let at = match at {
        Some(at) => Some(words::day(ask.words()?, at, zone)),
        None => None,
    };
    Ok(json!({ "label": part.label, "agency": part.agency, "state": state, "at": at }))
}

/// Lines of a timeline, for the shared template.
pub fn timeline(lines: &[app::Line]) -> Json {
    let lines = lines.iter().map(|line| {
        let texts: Vec<&str> = line.text.lines().filter(|text| !text.trim().is_empty()).collect();
        json!({
            "title": line.title, "lines": texts, "at": line.when, "at_iso": line.at.to_string(),
            "state": if line.is_problem { "failed" } else { "done" }, "by": line.by,
        })
    });
    lines.collect()
}

/// The answers of a case, as sent.
pub async fn answers(ask: Ask, Path(id): Path<String>) -> Result<Response, Failed> {
    let view = my_case(&ask, &id).await?;
    let zone = ask.web.app.zone_of(&view.service)?;
    let received = view.case.received_at.to_zoned(zone);
    ask.show(
        "resident/case_answers.html",
        json!({
            "service": words::service_values(&ask, &view.service)?,
            "help": words::help(&ask, &view.service),
            "back": format!("/account/cases/{id}"),
            "reference": view.case.reference.to_string(),
            "submitted_at": ask.words()?.date_time(&received),
            "sections": words::sections(&view.answers, None),
        }),
    )
}
