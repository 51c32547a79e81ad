//! The queue: an agency's cases, narrowed, sorted, searched, and paged by key.

use app::App;
use axum::response::Response;
use jiff::tz::TimeZone;
use model::{CaseId, CaseReference, Viewer};
use serde_json::{Value as Json, json};
use store::{Cursor, QueueFilter, QueueRow, Search, Sort};

use super::{asked, paging, sign_in, with};
use crate::{error::Failed, extract::Ask, resident::words};

/// Rows on a page.
const ROWS: usize = 50;

/// What the address asks for.
struct Asked {
    query: String,
    status: String,
    service: String,
    sort: String,
}

impl Asked {
    fn of(ask: &Ask) -> Self {
        let or = |text: String, default: &str| if text.is_empty() { default.to_owned() } else { text };
        Self {
            query: asked(ask, "q").trim().to_owned(),
            status: or(asked(ask, "status"), "open"),
            service: asked(ask, "service"),
            sort: or(asked(ask, "sort"), "oldest"),
        }
    }

    fn filter(&self, app: &App, agency: &str, after: &str) -> QueueFilter {
        let is_searching = !self.query.is_empty();
        let statuses = match self.status.as_str() {
            "open" | "all" => Vec::new(),
            status => app.names_of_status(agency, status),
        };
        QueueFilter {
            open_only: self.status == "open" && !is_searching,
            statuses,
            service: Some(self.service.clone()).filter(|service| !service.is_empty()),
            sort: match self.sort.as_str() {
                "newest" => Sort::ReceivedNewest,
                "changed" => Sort::ChangedNewest,
                _ => Sort::ReceivedOldest,
            },
            search: is_searching.then(|| match CaseReference::parse(&self.query) {
                Ok(reference) => Search::Reference(reference),
                Err(_) => Search::Name(self.query.clone()),
            }),
            after: Cursor::parse(after),
            limit: ROWS,
        }
    }

    /// The same in an address.
    fn pairs(&self) -> [(&'static str, &str); 4] {
        [("q", &self.query), ("status", &self.status), ("service", &self.service), ("sort", &self.sort)]
    }
}

/// The queue. Whoever is not signed in is asked to.
pub async fn page(ask: Ask) -> Result<Response, Failed> {
    let Viewer::Staff(staff) = &ask.visitor.viewer else { return Ok(ask.go(sign_in::next_page(&ask))) };
    let agency = staff.agency.clone();
    let wanted = Asked::of(&ask);
    let filter = wanted.filter(&ask.web.app, &agency, &asked(&ask, "after"));
    let found = ask.web.app.queue(&ask.visitor, &filter).await?;
    let is_cut_short = ask.web.app.is_cut_short(&ask.visitor, &filter).await?;
    let ids: Vec<&CaseId> = found.rows.iter().map(|row| &row.case.id).collect();
    let with_problem = ask.web.app.with_failed_part(&ids).await?;
    let mut cases = Vec::with_capacity(found.rows.len());
    for row in &found.rows {
        cases.push(case_row(&ask, row, with_problem.contains(&row.case.id)).await?);
    }
    let values = with(
        &ask,
        "queue",
        json!({
            "query": wanted.query,
            "filters": filters(&ask, &wanted, &agency)?,
            "only_last": is_cut_short.then_some(store::MOST_OF_A_NAME),
            "cases": cases,
            "paging": paging("/staff", &wanted.pairs(), &found),
        }),
    )?;
    ask.show("staff/queue.html", values)
}

async fn case_row(ask: &Ask, row: &QueueRow, has_problem: bool) -> Result<Json, Failed> {
    let app = &ask.web.app;
    let service = app.services.version(&app.store, &row.case.service, &row.case.service_version).await?;
    let texts = service.words(ask.tag());
    let zone: TimeZone = app.zone_of(&service)?;
    let due_on = app::target_on(&row.case, &service, &zone);
    let ended = row.case.outcome.is_some();
    Ok(json!({
        "path": format!("/staff/cases/{}", row.case.id),
        "reference": row.case.reference.to_string(),
        "service": texts.say("title"),
        "applicant": row.applicant.clone().unwrap_or(ask.words()?.say("staff-no-name")),
        "status": app.status_of(&row.case, &service, ask.tag()).label,
        "ended": ended,
        "problem": has_problem,
        "received_on": words::day(ask.words()?, row.case.received_at, &zone),
        "due_on": ask.words()?.date(due_on),
        "overdue": !ended && app.today_in(&zone) > due_on,
    }))
}

fn option(value: &str, label: String, chosen: &str) -> Json {
    json!({ "value": value, "label": label, "checked": value == chosen })
}

fn filters(ask: &Ask, wanted: &Asked, agency: &str) -> Result<Json, Failed> {
    let say = |key: &str| ask.words().map(|words| words.say(key));
    let own = ask
        .web
        .app
        .services
        .all()
        .filter(|service| service.definition.agencies.iter().any(|known| known.as_str() == agency));
    let mut statuses = vec![
        option("open", say("staff-filter-open")?, &wanted.status),
        option("all", say("staff-filter-all")?, &wanted.status),
    ];
    let mut services = vec![option("", say("staff-filter-all-services")?, &wanted.service)];
    for service in own {
        let texts = service.words(ask.tag());
        services.push(option(service.slug.as_str(), texts.say("title"), &wanted.service));
        for status in &service.definition.statuses {
            let known =
                option(status.id.as_str(), texts.say(&format!("status-{}-label", status.id)), &wanted.status);
            if !statuses.iter().any(|other| other.get("value") == known.get("value")) {
                statuses.push(known);
            }
        }
    }
    let sorts = vec![
        option("oldest", say("staff-sort-oldest")?, &wanted.sort),
        option("newest", say("staff-sort-newest")?, &wanted.sort),
        option("changed", say("staff-sort-changed")?, &wanted.sort),
    ];
    Ok(json!([
        { "id": "status", "label": say("staff-filter-status")?, "options": statuses },
        { "id": "service", "label": say("staff-filter-service")?, "options": services },
        { "id": "sort", "label": say("staff-filter-sort")?, "options": sorts },
    ]))
}
