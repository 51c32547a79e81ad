//! The developer's mailbox: every message "sent", for the demo and for trying a service out.

use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::{Html, IntoResponse, Response},
};
use model::ObligationId;
use notify::{KeptMessage, Mailbox};
use serde_json::{Value as Json, json};

use crate::{error::Failed, extract::Ask, security};

fn when(ask: &Ask, kept_at_ms: i64) -> Result<String, Failed> {
    let at = jiff::Timestamp::from_millisecond(kept_at_ms).map_err(|_| Failed::not_found())?;
    let zone = ask.web.app.services.all().next().and_then(|service| ask.web.app.zone_of(&service).ok());
    Ok(ask.words()?.date_time(&at.to_zoned(zone.unwrap_or(jiff::tz::TimeZone::UTC))))
}

/// All messages, newest first.
pub async fn list(ask: Ask) -> Result<Response, Failed> {
    let mailbox = ask.web.mailbox.as_ref().ok_or_else(Failed::not_found)?;
    let kept = mailbox.list().await.map_err(|error| Failed::from(app::AppError::ours(error)))?;
    let messages: Result<Vec<Json>, Failed> = kept
        .iter()
        .map(|kept| {
            let message = &kept.message;
            let path = format!("/mailbox/{}", message.key);
            Ok(json!({ "path": path, "subject": message.subject, "lang": message.lang, "to": message.to, "at": when(&ask, kept.kept_at_ms)? }))
        })
        .collect();
    ask.show("mailbox/list.html", json!({ "messages": messages? }))
}

/// One message.
pub async fn message(ask: Ask, Path(key): Path<String>) -> Result<Response, Failed> {
    let (mailbox, kept) = find(&ask, &key).await?;
    let message = &kept.message;
    let links: Vec<Json> =
        message.action.iter().map(|link| json!({ "label": link.label, "href": link.url })).collect();
    let facts = message.facts.iter().map(|fact| format!("{}: {}", fact.label, fact.value));
    let action = message.action.iter().map(|link| format!("{}:\n{}", link.label, link.url));
    let text: Vec<String> = message
        .paragraphs
        .iter()
        .cloned()
        .chain(facts)
        .chain(action)
        .chain(message.footer.iter().cloned())
        .collect();
    let page = ask.show(
        "mailbox/message.html",
        json!({
            "subject": message.subject,
            "to": message.to,
            "from": ask.web.site.name,
            "at": when(&ask, kept.kept_at_ms)?,
            "lang": message.lang,
            "links": links,
            "text": text.join("\n\n"),
            "html_path": mailbox.shows_html().then(|| format!("/mailbox/{key}/html")),
        }),
    )?;
    Ok(with_policy(page, security::WITH_FRAME.clone()))
}

/// The HTML part as it would have been sent, apart from everything: a message may hold what somebody typed.
pub async fn html(ask: Ask, Path(key): Path<String>) -> Result<Response, Failed> {
    let (mailbox, kept) = find(&ask, &key).await?;
    let html = mailbox.html(&kept.message).map_err(|error| Failed::from(app::AppError::ours(error)))?;
    // Links leave the frame they are shown in.
    let html = html.ok_or_else(Failed::not_found)?.replacen("<head>", "<head><base target=\"_top\">", 1);
    Ok(with_policy(Html(html).into_response(), HeaderValue::from_static(security::MESSAGE)))
}

async fn find<'a>(ask: &'a Ask, key: &str) -> Result<(&'a Mailbox, KeptMessage), Failed> {
    let mailbox = ask.web.mailbox.as_ref().ok_or_else(Failed::not_found)?;
    let key = ObligationId::from_text(key).ok_or_else(Failed::not_found)?;
    let found = mailbox.find(&key).await.map_err(|error| Failed::from(app::AppError::ours(error)))?;
    Ok((mailbox, found.ok_or_else(Failed::not_found)?))
}

fn with_policy(mut response: Response, policy: HeaderValue) -> Response {
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}
