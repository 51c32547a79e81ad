//! Who saw or changed what, newest first. Nobody can edit it.

use axum::response::Response;
use forms::words::Words;
use jiff::tz::TimeZone;
use model::CaseReference;
use serde_json::{Value as Json, json};
use store::AuditEntry;

use super::{asked, with};
use crate::{error::Failed, extract::Ask};

/// The list.
pub async fn page(ask: Ask) -> Result<Response, Failed> {
    let query = asked(&ask, "q");
    let before = asked(&ask, "before").parse().ok();
    let entries = match (query.trim(), CaseReference::parse(&query)) {
        ("", _) => ask.web.app.audit(&ask.visitor, before).await?,
        (_, Ok(reference)) => ask.web.app.audit_of_reference(&ask.visitor, &reference).await?,
        // Not a reference, so no entry is about it. Whether the visitor may look at all is decided all the same.
        (_, Err(_)) => ask.web.app.audit(&ask.visitor, before).await.map(|_| Vec::new())?,
    };
    let zone = ask.web.app.services.all().next().and_then(|service| ask.web.app.zone_of(&service).ok());
    let zone = zone.unwrap_or(TimeZone::UTC);
    let references = ask.web.app.references_in(&entries).await?;
    let reference = |entry: &AuditEntry| references.get(entry.said.case.as_ref()?).cloned();
    let lines: Result<Vec<Json>, Failed> =
        entries.iter().map(|entry| line(&ask, entry, &zone, reference(entry))).collect();
    let next = entries.last().filter(|last| last.number > 1 && query.is_empty());
    let values = with(
        &ask,
        "audit",
        json!({
            "query": query,
            "entries": lines?,
            "paging": { "previous_path": null, "next_path": next.map(|last| format!("/staff/audit?before={}", last.number)) },
        }),
    )?;
    ask.show("staff/audit.html", values)
}

/// Whose doing it was: a member of staff, or a part of the program, which has a name in each language.
fn who(words: &Words, entry: &AuditEntry) -> String {
    let key = format!("audit-by-{}", entry.said.staff_name.replace(' ', "-"));
    let is_ours = entry.said.staff.is_none() && words.has(&key);
    if is_ours { words.say(&key) } else { entry.said.staff_name.clone() }
}

/// One entry in words.
pub fn line(
    ask: &Ask,
    entry: &AuditEntry,
    zone: &TimeZone,
    reference: Option<CaseReference>,
) -> Result<Json, Failed> {
    let words = ask.words()?;
    let key = format!("audit-{}", entry.said.action);
    let text = if words.has(&key) {
        words.say(&key)
    } else {
        words.say_with("audit-other", &[("action", entry.said.action.as_str().into())])
    };
    // What was erased and held says how much, and under which rule: that is its certificate.
    let certifies =
        ["erased_", "held_", "released_"].iter().any(|start| entry.said.action.starts_with(start));
    let text = if certifies { format!("{text} ({})", entry.said.detail) } else { text };
    let path = reference.as_ref().and(entry.said.case.as_ref()).map(|case| format!("/staff/cases/{case}"));
    Ok(json!({
        "at": words.date_time(&entry.said.at.to_zoned(zone.clone())),
        "at_iso": entry.said.at.to_string(),
        "who": who(words, entry),
        "text": text,
        "path": path,
        "reference": reference.map(|reference| reference.to_string()),
    }))
}
