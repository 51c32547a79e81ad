//! `portico export`: the cases of an agency as JSON Lines, for the agency's own use. Each export is an audit entry.

use std::{
    collections::HashMap,
    fs,
    io::{self, BufWriter, Write},
    os::unix::fs::OpenOptionsExt,
};

use app::App;
use forms::definition::Agency;
use jiff::tz::TimeZone;
use model::{Act, May, Role, StaffId, StaffViewer, Viewer};
use serde_json::json;
use store::{QueueFilter, QueueRow, Sort};

use crate::{
    chance::SystemRandom,
    cli::Export,
    error::Failed,
    installation::{self, Installation},
    say, serve,
    staff::entry,
};

/// Cases read at a time.
const PAGE: usize = 500;

/// Writes the cases, oldest first.
pub async fn export(asked: &Export) -> Result<(), Failed> {
    let installation = Installation::from_file(&asked.settings.config)?;
    let store = installation::open_ready_store(&installation.config).await?;
    let app = installation.app(store, &serve::node()).await?;
    let zone = zone(&app, &asked.agency)?;
    let mut out = open(asked)?;
    // Written down before anything is shown.
    app.store.append_audit(&entry("cases_exported", &asked.agency, &what(asked))).await?;
    let mut exporter =
        Exporter { app: &app, asked, zone, view: right(asked, Act::ViewCase)?, numbers: HashMap::new() };
    let list = right(asked, Act::ListCases)?;
    let service = asked.service.clone();
    let mut filter =
        QueueFilter { service, sort: Sort::ReceivedOldest, limit: PAGE, ..QueueFilter::default() };
    let mut count = 0_usize;
    loop {
        let page = app.store.queue(&list, &filter).await?;
        for row in &page.rows {
            if !exporter.is_asked_for(row) {
                continue;
            }
            let line = exporter.line(row).await?;
            writeln!(out, "{line}")
                .map_err(|source| Failed::Disk { what: "cannot write".to_owned(), source })?;
            count += 1;
        }
        let Some(next) = page.next else { break };
        filter.after = Some(next);
    }
    out.flush().map_err(|source| Failed::Disk { what: "cannot write".to_owned(), source })?;
    say::aside(&format!("{count} cases."));
    Ok(())
}

struct Exporter<'a> {
    app: &'a App,
    asked: &'a Export,
    zone: TimeZone,
    view: May,
    numbers: HashMap<(String, String), i64>,
}

impl Exporter<'_> {
    fn is_asked_for(&self, row: &QueueRow) -> bool {
        let day = self.zone.to_datetime(row.case.received_at).date();
        self.asked.from.is_none_or(|from| day >= from) && self.asked.to.is_none_or(|to| day <= to)
    }

    /// One case. The answers of an erased one are null.
    async fn line(&mut self, row: &QueueRow) -> Result<serde_json::Value, Failed> {
        let case = &row.case;
        let number = self.number(&case.service, &case.service_version).await?;
        let submission = self.app.store.submission_of_case(&self.view, &case.id).await?;
        let answers = match submission {
            Some(submission) => {
                let services = &self.app.services;
                let service = services.version(&self.app.store, &case.service, &case.service_version).await?;
                service.export(&submission.answers)
            }
            None => serde_json::Value::Null,
        };
        Ok(json!({
            "reference": case.reference.to_string(),
            "service": case.service,
            "service_version": { "number": number, "hash": case.service_version },
            "received_at": case.received_at.to_string(),
            "language": case.locale,
            "status": case.status,
            "outcome": case.outcome.map(model::Outcome::as_str),
            "answers": answers,
        }))
    }

    async fn number(&mut self, service: &str, hash: &str) -> Result<i64, Failed> {
        let name = (service.to_owned(), hash.to_owned());
        if let Some(number) = self.numbers.get(&name) {
            return Ok(*number);
        }
        let number = self.app.store.find_version(service, hash).await?.map_or(0, |version| version.number);
        self.numbers.insert(name, number);
        Ok(number)
    }
}

/// The command line reads what an auditor of the agency may read, and no more.
fn right(asked: &Export, act: Act) -> Result<May, Failed> {
    let id = StaffId::random(&SystemRandom);
    let name = "command line".to_owned();
    let viewer = Viewer::Staff(StaffViewer { id, name, agency: asked.agency.clone(), role: Role::Auditor });
    viewer.may(act).map_err(|_| Failed::said("an export is not allowed"))
}

fn zone(app: &App, agency: &str) -> Result<TimeZone, Failed> {
    let agencies = app.services.now().agencies().clone();
    let known = || agencies.iter().map(|(slug, _)| slug.to_string()).collect::<Vec<_>>().join(", ");
    let found: Option<&Agency> =
        agencies.iter().find(|(slug, _)| slug.to_string() == agency).map(|(_, agency)| agency);
    let found =
        found.ok_or_else(|| Failed::said(format!("there is no agency `{agency}`; there is: {}", known())))?;
    TimeZone::get(&found.time_zone).map_err(|error| Failed::said(format!("the agency's time zone: {error}")))
}

fn open(asked: &Export) -> Result<Box<dyn Write + Send>, Failed> {
    let Some(path) = &asked.out else { return Ok(Box::new(BufWriter::new(io::stdout()))) };
    // Personal data: for the owner's eyes only, and never over something else.
    let file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    match file {
        Ok(file) => Ok(Box::new(BufWriter::new(file))),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(Failed::said(format!("{} is there already: choose another name", path.display())))
        }
        Err(error) => Err(Failed::disk("cannot make", path)(error)),
    }
}

/// What was asked for, for the audit entry.
fn what(asked: &Export) -> String {
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(|| "any".to_owned(), |day| day.to_string());
    let service = asked.service.as_deref().unwrap_or("all");
    format!("service {service}, received from {} to {}", day(asked.from), day(asked.to))
}
