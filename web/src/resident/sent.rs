//! Confirmation and receipt: what was received, when, under which reference, and what happens next.

use app::{PartState, Receipt};
use axum::{extract::Path, response::Response};
use model::DraftId;
use serde_json::{Value as Json, json};

use super::words;
use crate::{
    error::Failed,
    extract::{Ask, merge},
};

async fn receipt_for(ask: &Ask, draft: &str) -> Result<Receipt, Failed> {
    let draft = DraftId::from_text(draft).ok_or_else(Failed::not_found)?;
    Ok(ask.web.app.receipt(&ask.visitor, &draft).await?)
}

fn common(ask: &Ask, receipt: &Receipt) -> Result<Json, Failed> {
    let zone = ask.web.app.zone_of(&receipt.service)?;
    let texts = receipt.service.words(ask.tag());
    let target_on = app::target_on(&receipt.case, &receipt.service, &zone);
    let received = receipt.case.received_at.to_zoned(zone);
    Ok(json!({
        "service": words::service_values(ask, &receipt.service)?,
        "help": words::help(ask, &receipt.service),
        "reference": receipt.case.reference.to_string(),
        "receipt_code": receipt.secret.to_string(),
        "submitted_at": ask.words()?.date_time(&received),
        "what_happens_next": words::blocks(&receipt.service, &texts.say("what-happens-next")),
        "target_on": ask.words()?.date(target_on),
    }))
}

/// The confirmation.
pub async fn confirmation(ask: Ask, Path(draft): Path<String>) -> Result<Response, Failed> {
    let receipt = receipt_for(&ask, &draft).await?;
    let parts = ask.web.app.parts_of(&receipt.case, &receipt.service, ask.tag()).await?;
    let waiting = parts.iter().filter(|part| part.state == PartState::Delayed);
    let notices: Result<Vec<String>, Failed> = waiting
        .map(|part| {
            Ok(ask.words()?.say_with("notice-part-waits", &[("agency", part.agency.as_str().into())]))
        })
        .collect();
    let mut values = common(&ask, &receipt)?;
    merge(
        &mut values,
        json!({
            "notices": notices?,
            "receipt_path": format!("/receipt/{draft}"),
            "status_path": "/status",
            "email": receipt.email.as_deref().map(app::masked),
            // Nobody's case yet. The session that sent it and a code to its address make it this person's.
            "sign_in_path": (receipt.case.person.is_none() && receipt.email.is_some()).then_some("/sign-in"),
        }),
    );
    ask.show("resident/confirmation.html", values)
}

/// The receipt: every question and answer, to print or keep (STANDARDS US-07).
pub async fn receipt(ask: Ask, Path(draft): Path<String>) -> Result<Response, Failed> {
    let receipt = receipt_for(&ask, &draft).await?;
    let speaker = ask.web.app.speaker(&receipt.service, ask.tag())?;
    let zone = ask.web.app.zone_of(&receipt.service)?;
    let received_on = zone.to_datetime(receipt.case.received_at).date();
    let summary = receipt.service.summary(&receipt.answers, &speaker, received_on);
    let mut values = common(&ask, &receipt)?;
    merge(
        &mut values,
        json!({
            "back": format!("/sent/{draft}"),
            "status_address": format!("{}/status", ask.web.site.base_url.trim_end_matches('/')),
            "sections": words::sections(&summary, None),
        }),
    );
    ask.show("resident/receipt.html", values)
}
