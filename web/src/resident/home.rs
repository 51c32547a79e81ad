//! The home page: find a service by plain words; and pages about the installation.

use std::sync::Arc;

use axum::{extract::Query, response::Response};
use forms::Service;
use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::words;
use crate::{error::Failed, extract::Ask, kept::Key};

/// What was searched for.
#[derive(Debug, Deserialize)]
pub struct Search {
    q: Option<String>,
}

/// The home page.
pub async fn home(ask: Ask, Query(search): Query<Search>) -> Result<Response, Failed> {
    ask.show_same(|| about_all(&ask, "/"), "resident/home.html", || values(&ask, search))
}

/// The key of a page that tells of every service.
fn about_all(ask: &Ask, path: &str) -> Result<Option<Key>, Failed> {
    Ok(ask.key(path).map(|key| key.about_all(&ask.web.app)).transpose()?)
}

fn values(ask: &Ask, search: Search) -> Result<Json, Failed> {
    let query: String = search.q.unwrap_or_default().trim().chars().take(200).collect();
    let found = ask.web.app.services.search(&query, ask.tag());
    let searched = !query.is_empty();
    let results: Result<Vec<Json>, Failed> =
        found.iter().filter(|_| searched).map(|service| card(ask, service)).collect();
    let results = results?;
    let services: Result<Vec<Json>, Failed> =
        ask.web.app.services.all().map(|service| card(ask, &service)).collect();
    if searched {
        let outcome = if results.is_empty() { "nothing" } else { "found" };
        metrics::counter!("portico_searches_total", "outcome" => outcome).increment(1);
    }
    Ok(json!({ "searched": searched, "query": query, "results": results, "services": services? }))
}

fn card(ask: &Ask, service: &Arc<Service>) -> Result<Json, Failed> {
    let texts = service.words(ask.tag());
    Ok(json!({
        "path": format!("/s/{}", service.slug),
        "title": texts.say("title"),
        "summary": texts.say("summary"),
        "minutes": service.definition.minutes,
        "fee": super::start::fee(ask, service),
        "agency": ask.web.app.services.owner_name(service, ask.tag()),
        "standing": super::standing::short(ask, service)?,
    }))
}

/// Whom to ask, agency by agency.
pub async fn contact(ask: Ask) -> Result<Response, Failed> {
    ask.show_same(|| about_all(&ask, "/contact"), "resident/contact.html", || Ok(agencies(&ask)))
}

fn agencies(ask: &Ask) -> Json {
    let mut agencies: Vec<Json> = Vec::new();
    for service in ask.web.app.services.all() {
        let agency = words::help(ask, &service);
        if !agencies.contains(&agency) {
            agencies.push(agency);
        }
    }
    json!({ "agencies": agencies })
}

/// How accessible this is, and how to say that it is not.
pub async fn accessibility(ask: Ask) -> Result<Response, Failed> {
    let values = || Ok(crate::content::accessibility(&ask)?);
    ask.show_same(|| Ok(ask.key("/accessibility")), "resident/accessibility.html", values)
}

/// What happens with what people tell us.
pub async fn privacy(ask: Ask) -> Result<Response, Failed> {
    ask.show_same(|| Ok(ask.key("/privacy")), "resident/privacy.html", || Ok(json!({})))
}

/// How to report a security problem.
pub async fn vulnerability_disclosure(ask: Ask) -> Result<Response, Failed> {
    let values = || Ok(crate::content::disclosure(&ask));
    let key = || Ok(ask.key("/vulnerability-disclosure"));
    ask.show_same(key, "resident/vulnerability_disclosure.html", values)
}
