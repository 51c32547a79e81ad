//! The start page of a service: who it is for, what to have at hand, how long it takes, and the button.

use axum::{extract::Path, response::Response};
use forms::{Next, PageId, Service};
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Value as Json, json};

use super::words;
use crate::{
    error::Failed,
    extract::{Ask, Posted, merge},
};

/// The start page.
pub async fn page(ask: Ask, Path(slug): Path<String>) -> Result<Response, Failed> {
    let service = match ask.web.app.services.current(&slug) {
        Ok(service) => service,
        // It is not offered any more. Whoever is under way goes on where they are.
        Err(not_offered) => {
            let open = ask.web.app.open_draft(&ask.visitor, &slug).await.map_err(|_| not_offered)?;
            return Ok(ask.go(&next_path(&slug, &open.go_on(), false)));
        }
    };
    let here = here(&ask, &service).await?;
    let is_same = !here.is_something() && !service.slug.is_preview();
    let key = || {
        let key = ask.key(format!("/s/{}", service.slug)).filter(|_| is_same);
        key.map(|key| Ok(key.about(&service, ask.web.app.standing(&service)?))).transpose()
    };
    ask.show_same(key, "resident/start.html", || values(&ask, &service, here))
}

fn values(ask: &Ask, service: &Service, here: Here) -> Result<Json, Failed> {
    let ticked = ticked(&ask.path);
    let mut about = words::service_values(ask, service)?;
    merge(&mut about, about_service(ask, service)?);
    Ok(json!({
        "service": about,
        "help": words::help(ask, service),
        "needs": needs(ask, service, &ticked),
        "need_questions": need_questions(ask, service, &ticked),
        "other_ways": other_ways(ask, service),
        "federal": federal(ask, service)?,
        "draft": here.draft,
        "sent": here.sent,
        "gone": here.is_gone,
        "form": words::form(format!("/s/{}/start", service.slug), &[]),
    }))
}

/// What this session has of the service already.
struct Here {
    /// The draft under way, offered first.
    draft: Json,
    /// What it sent last.
    sent: Json,
    /// They looked for a draft, and there is none.
    is_gone: bool,
}

impl Here {
    fn is_something(&self) -> bool {
        self.is_gone || !self.draft.is_null() || !self.sent.is_null()
    }
}

async fn here(ask: &Ask, service: &Service) -> Result<Here, Failed> {
    let slug = service.slug.as_str();
    let draft = draft(ask, slug).await?;
    let sent = if draft.is_null() { ask.web.app.sent_here(&ask.visitor, slug).await? } else { None };
    let sent = match sent {
        Some((id, at)) => {
            let on = words::day(ask.words()?, at, &ask.web.app.zone_of(service)?);
            json!({ "path": format!("/sent/{id}"), "on": on })
        }
        None => Json::Null,
    };
    let is_gone = draft.is_null() && sent.is_null() && ask.path.ends_with("?gone=1");
    Ok(Here { draft, sent, is_gone })
}

/// Begins a draft. A page that stood open in a tab begins a new one only when the person said so.
pub async fn start(ask: Ask, Path(slug): Path<String>, _: Posted) -> Result<Response, Failed> {
    let service = ask.web.app.services.current(&slug)?;
    if !ask.web.app.standing(&service)?.is_open() {
        return Ok(ask.go(&format!("/s/{slug}")));
    }
    ask.web.limits.begin_draft(ask.network)?;
    let started = ask.web.app.start(&ask.visitor, &slug, true).await?;
    let response = ask.go(&next_path(&slug, &started.next, false));
    Ok(ask.with_session(response, started.session.as_ref()))
}

/// The address of where to go on.
pub fn next_path(slug: &str, next: &Next, is_change: bool) -> String {
    let change = if is_change { "?change=1" } else { "" };
    match next {
        Next::Page(place) => format!("/s/{slug}/{place}{change}"),
        Next::Ended(place) => format!("/s/{slug}/{place}"),
        Next::Check => format!("/s/{slug}/check"),
    }
}

fn about_service(ask: &Ask, service: &Service) -> Result<Json, Failed> {
    let texts = service.words(ask.tag());
    Ok(json!({
        "summary": texts.say("summary"),
        "minutes": service.definition.minutes,
        "fee": fee(ask, service),
        "fee_note": service.definition.fee.as_ref().map(|_| words::pieces(service, &texts.say("fee-note"))),
        "target": target(service),
        "languages": languages(ask, service)?,
        "who": words::blocks(service, &texts.say("who")),
        "privacy": words::blocks(service, &texts.say("privacy")),
    }))
}

/// The languages it is offered in, as the page's own language calls them.
fn languages(ask: &Ask, service: &Service) -> Result<String, Failed> {
    let words = ask.words()?;
    let called = |tag: &String| {
        let name = ask.web.site.languages.get(tag)?;
        Some(
            words
                .say_with("language-called", &[("tag", tag.as_str().into()), ("name", name.as_str().into())]),
        )
    };
    let list = words.list(&service.locales().iter().filter_map(called).collect::<Vec<_>>());
    let mut letters = list.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    Ok(first + letters.as_str())
}

/// Days to a decision. Where they depend on the answers, both ends are said.
fn target(service: &Service) -> Json {
    let days = service.target_range();
    json!({ "least": days.start(), "most": days.end() })
}

/// The fee in words, if there is one.
pub fn fee(ask: &Ask, service: &Service) -> Option<String> {
    let fee = service.definition.fee.as_ref()?;
    let cents = (fee.amount * rust_decimal::Decimal::ONE_HUNDRED).round().to_i64()?;
    Some(ask.words().ok()?.money(cents, &fee.currency))
}

/// The needs a person ticked: they stand in the address, so nothing is kept.
fn ticked(path: &str) -> Vec<String> {
    let question = path.split_once('?').map_or("", |(_, question)| question);
    let pairs = url::form_urlencoded::parse(question.as_bytes());
    pairs.filter(|(name, _)| name == "need").map(|(_, value)| value.into_owned()).collect()
}

fn needs(ask: &Ask, service: &Service, ticked: &[String]) -> Vec<Json> {
    let texts = service.words(ask.tag());
    let applies = |only_if: &Option<forms::QuestionId>| {
        only_if.as_ref().is_none_or(|question| ticked.iter().any(|name| name == question.as_str()))
    };
    let numbered = service.definition.needs.iter().zip(1..);
    numbered
        .filter(|(need, _)| applies(&need.only_if))
        .map(|(_, number)| words::pieces(service, &texts.say(&format!("need-{number}"))))
        .collect()
}

fn need_questions(ask: &Ask, service: &Service, ticked: &[String]) -> Vec<Json> {
    let texts = service.words(ask.tag());
    let questions = service.definition.need_questions.iter().map(|question| {
        let checked = ticked.iter().any(|name| name == question.id.as_str());
        json!({ "id": question.id, "label": texts.say(&format!("need-question-{}", question.id)), "checked": checked })
    });
    questions.collect()
}

/// Other ways to get the same task done.
pub fn other_ways(ask: &Ask, service: &Service) -> Vec<Json> {
    ways(ask, service, "other-way", service.definition.other_ways.len())
}

/// The same on a page that ends the journey: its own where it has any, for the people it is for.
pub fn other_ways_of(ask: &Ask, service: &Service, page: &PageId) -> Vec<Json> {
    match service.page(page).and_then(|page| page.file.other_ways.as_ref()) {
        Some(own) => ways(ask, service, &format!("page-{page}-other-way"), own.len()),
        None => other_ways(ask, service),
    }
}

fn ways(ask: &Ask, service: &Service, key: &str, count: usize) -> Vec<Json> {
    let texts = service.words(ask.tag());
    let ways = (1..=count).map(|number| {
        let text = |part: &str| texts.say(&format!("{key}-{number}-{part}"));
        json!({ "way": text("way"), "text": words::pieces(service, &text("text")) })
    });
    ways.collect()
}

fn federal(ask: &Ask, service: &Service) -> Result<Json, Failed> {
    let Some(federal) = &service.definition.federal else { return Ok(Json::Null) };
    let texts = service.words(ask.tag());
    let notice = |part: &str| words::pieces(service, &texts.say(&format!("privacy-act-{part}")));
    Ok(json!({
        "omb_number": federal.omb_number,
        "omb_expires_on": ask.words()?.date(federal.omb_expires_on),
        "burden_minutes": federal.burden_minutes,
        "authority": notice("authority"),
        "purpose": notice("purpose"),
        "routine_uses": notice("routine-uses"),
        "effects": notice("effects"),
    }))
}

/// The draft under way in this session, offered first.
async fn draft(ask: &Ask, slug: &str) -> Result<Json, Failed> {
    let Ok(open) = ask.web.app.open_draft(&ask.visitor, slug).await else { return Ok(Json::Null) };
    let next = open.go_on();
    let path = if open.service.definition.task_list {
        format!("/s/{slug}/tasks")
    } else {
        next_path(slug, &next, false)
    };
    let zone = ask.web.app.zone_of(&open.service)?;
    Ok(json!({ "path": path, "saved_on": words::day(ask.words()?, open.draft.changed_at, &zone),
        "changed": open.journey().asked_again().next().is_some(),
    }))
}
