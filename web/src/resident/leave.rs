//! "Leave and clear this device": for people at a shared computer who have not signed in, and so cannot sign out. Says
//! first what can be opened again, and how.

use axum::response::Response;
use model::DraftId;
use serde_json::json;

use crate::{
    error::Failed,
    extract::{Ask, Posted},
};

/// Says what leaving means, with a button; or that it is done.
pub async fn page(ask: Ask) -> Result<Response, Failed> {
    let Some(session) = &ask.visitor.session else {
        return ask.show("resident/leave.html", json!({ "left": true, "drafts": [] }));
    };
    if session.staff.is_some() {
        return Ok(ask.go("/staff"));
    }
    let mut drafts = Vec::new();
    for line in ask.web.app.my_list(&ask.visitor).await?.drafts {
        drafts.push(json!({
            "title": line.service.words(ask.tag()).say("title"),
            "way": way_back(&ask, &line.draft.id).await?,
            "email": line.draft.email.as_deref().map(app::masked),
            "save_path": format!("/s/{}/save", line.service.slug),
        }));
    }
    ask.show("resident/leave.html", json!({ "left": false, "drafts": drafts }))
}

/// How somebody who left opens a draft again: by signing in, by a link they were sent, or not at all.
async fn way_back(ask: &Ask, draft: &DraftId) -> Result<&'static str, Failed> {
    if ask.visitor.person().is_some() {
        return Ok("account");
    }
    Ok(if ask.web.app.has_link(draft).await? { "link" } else { "none" })
}

/// Ends the session and has the browser forget what it kept.
pub async fn leave(ask: Ask, _: Posted) -> Result<Response, Failed> {
    ask.web.app.sign_out(&ask.visitor).await?;
    Ok(ask.without_session(ask.go("/leave")))
}
