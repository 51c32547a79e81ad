//! Legal holds on the page of a case: who holds it and why, and a supervisor's form to hold it or to let it go.

use app::staff::CaseForStaff;
use axum::{extract::Path, http::StatusCode, response::Response};
use jiff::tz::TimeZone;
use model::{Act, Viewer};
use serde_json::{Value as Json, json};

use super::case::{Typed, case_id, show};
use crate::{
    error::Failed,
    extract::{Ask, Posted, merge},
    resident::words,
};

/// Every hold in words.
pub fn lines(ask: &Ask, view: &CaseForStaff, zone: &TimeZone) -> Result<Vec<String>, Failed> {
    let (words, texts) = (ask.words()?, view.service.words(ask.tag()));
    let lines = view.holds.iter().map(|hold| {
        let args = [
            ("agency", texts.say(&format!("agency-{}-name", hold.agency)).into()),
            ("since", words.date(hold.since.to_zoned(zone.clone()).date()).into()),
            ("reason", hold.reason.as_str().into()),
        ];
        words.say_with("staff-held", &args)
    });
    Ok(lines.collect())
}

/// The form: to release it where the viewer's agency holds the case, else to hold it.
pub fn form(ask: &Ask, view: &CaseForStaff, error: Option<&str>) -> Json {
    let Viewer::Staff(staff) = &ask.visitor.viewer else { return Json::Null };
    if !view.acts.contains(&Act::HoldCase) {
        return Json::Null;
    }
    let is_held = view.holds.iter().any(|hold| hold.agency == staff.agency);
    let how = if is_held { "release" } else { "hold" };
    let mut form = words::form(format!("/staff/cases/{}/hold", view.case.id), &[("how", how)]);
    merge(&mut form, json!({ "is_held": is_held, "reason": { "error": error } }));
    form
}

/// Holds the case, or lets it go. The reason goes into the audit entry.
pub async fn set(ask: Ask, Path(id): Path<String>, posted: Posted) -> Result<Response, Failed> {
    let case = case_id(&id)?;
    let reason = posted.text("hold-reason");
    if reason.is_empty() {
        let typed = Typed::wrong_hold(ask.words()?.say("error-hold-reason-empty"));
        return show(&ask, &case, StatusCode::UNPROCESSABLE_ENTITY, &typed).await;
    }
    if posted.text("how") == "release" {
        ask.web.app.release_case(&ask.visitor, &case, reason).await?;
        return Ok(ask.go(&format!("/staff/cases/{id}?notice=released")));
    }
    ask.web.app.hold_case(&ask.visitor, &case, reason).await?;
    Ok(ask.go(&format!("/staff/cases/{id}?notice=held")))
}
