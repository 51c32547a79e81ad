//! Looks at settings, services, keys, database, connectors, channels and obligations, one after the other; what
//! cannot be looked at is said.

use std::{path::Path, sync::Arc, time::Duration};

use app::Services;
use forms::Service;
use jiff::tz::TimeZone;
use model::{Clock, Failure, Finding, Outside};
use store::{Store, StoreError};

use super::{Report, kept, owed, room};
use crate::{
    clock::SystemClock,
    config::Config,
    error::Failed,
    fit::{self, Looked},
    folder, installation,
    installation::Installation,
    keys, say,
};

/// How long the outside has to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Looks at everything.
pub async fn look(file: &Path, is_deep: bool) -> Report {
    let mut report = Report::default();
    let (config, _) = Config::look(file);
    let mut found = None;
    match Installation::from_file(file) {
        Ok(installation) => {
            report.add("settings", Ok(format!("{} is right", file.display())));
            report.add("waiting room", Ok(installation.config.waiting_room.said()));
            let folder = installation.folder.as_ref();
            for bad in folder.and_then(|folder| folder.read.as_ref().err()).into_iter().flatten() {
                report.add(format!("setting {}", bad.setting), Err(format!("{}. {}", bad.wrong, bad.write)));
            }
            if folder.is_some() {
                services(&config, &mut report);
            }
            let away = reach(&installation.outside, &mut report).await;
            found = Some((installation, away));
        }
        Err(Failed::Settings(bad)) => {
            for bad in &bad.found {
                report.add(format!("setting {}", bad.setting), Err(format!("{}. {}", bad.wrong, bad.write)));
            }
        }
        Err(error) => report.add("settings", Err(say::chain(&error))),
    }
    let store = database(&config, &mut report).await;
    if store.is_some() {
        room::look(&config, &mut report);
    }
    if let Some((installation, away)) = &found {
        plans(installation, store.as_ref(), away, &mut report).await;
    }
    if let Some(store) = store {
        if let Err(error) = obligations(&store, &mut report).await {
            report.add("obligations", Err(say::chain(&error)));
        }
        if let Err(error) = kept::look(&store, is_deep, &mut report).await {
            report.add("what is kept", Err(say::chain(&error)));
        }
    }
    report.is_fine = report.checks.iter().all(|finding| finding.is_fine);
    report
}

/// What is owed, and what failed for good.
async fn obligations(store: &Store, report: &mut Report) -> Result<(), StoreError> {
    let now = SystemClock.now();
    report.obligations = owed::list(store, now).await?;
    report.failed = owed::failed(store, now).await?;
    let late = report.obligations.iter().filter(|owed| owed.is_late).count();
    let open = format!("{} without an end", report.obligations.len());
    let found = match late {
        0 => Ok(open),
        _ => Err(format!(
            "{open}; {late} are late: is a process with worker.on running, and does the other side answer?"
        )),
    };
    report.add("obligations", found);
    if !report.failed.is_empty() {
        report.add("failed parts", Err(told_of_failed(report.failed.len())));
    }
    Ok(())
}

fn told_of_failed(count: usize) -> String {
    let count = if count == 1 { "1 part".to_owned() } else { format!("{count} parts") };
    format!(
        "{count} failed for good in the last 30 days: put right what is said below, then try again in the staff console"
    )
}

fn services(config: &Config, report: &mut Report) {
    let root = &config.site.services;
    let result = folder::read(root).map_err(|error| say::chain(&error)).and_then(|files| {
        let problems = forms::check::everything(&files, SystemClock.today(&TimeZone::UTC));
        let errors = problems.iter().filter(|problem| problem.is_error()).count();
        let warnings = problems.len() - errors;
        let (wrong, doubtful) = (say::count(errors, "error"), say::count(warnings, "warning"));
        let said = format!("{wrong}, {doubtful} in {}", root.display());
        if errors == 0 { Ok(said) } else { Err(format!("{said}: run `portico check {}`", root.display())) }
    });
    report.add("services", result);
}

/// Gives the connectors that cannot be reached.
async fn reach(outside: &Outside, report: &mut Report) -> Vec<String> {
    let mut away = Vec::new();
    for (name, connector) in &outside.connectors {
        let reached = said(tokio::time::timeout(PATIENCE, connector.reach()).await);
        away.extend(reached.is_err().then(|| name.clone()));
        report.add(format!("connector {name}"), reached);
    }
    for (name, channel) in &outside.channels {
        let reached = tokio::time::timeout(PATIENCE, channel.reach()).await;
        report.add(format!("channel {name}"), said(reached));
    }
    if let Some(scanner) = &outside.scanner {
        report.add("scanner of files", said(tokio::time::timeout(PATIENCE, scanner.reach()).await));
    }
    away
}

/// Whether what the services hand over fits the agencies' systems. Who cannot be reached was told already.
async fn plans(installation: &Installation, store: Option<&Store>, away: &[String], report: &mut Report) {
    let services = match (&installation.folder, store) {
        (Some(folder), _) => folder
            .read
            .as_ref()
            .map_or_else(|_| Vec::new(), |read| read.catalogue.services().cloned().collect()),
        (None, Some(store)) => published(store, &installation.outside, report).await,
        (None, None) => Vec::new(),
    };
    for Looked { part, connector, found } in fit::look(&services, &installation.outside).await {
        if away.contains(&connector) {
            continue;
        }
        let part = format!("part {part}");
        match found {
            Err(failure) => report.add(part, Err(failure.detail)),
            Ok(findings) => {
                let (misfits, advice): (Vec<_>, Vec<_>) = findings.into_iter().partition(|it| it.is_misfit);
                if misfits.is_empty() {
                    let told = advice.iter().map(|it| format!("; {}. {}", it.wrong, it.write));
                    report.add(part, Ok(format!("fits {connector}{}", told.collect::<String>())));
                } else {
                    for Finding { wrong, write, .. } in misfits {
                        report.add(part.clone(), Err(format!("{wrong}. {write}")));
                    }
                }
            }
        }
    }
}

/// What was published last, where services come from the database.
async fn published(store: &Store, outside: &Outside, report: &mut Report) -> Vec<Arc<Service>> {
    let (services, said) = match Services::published(store, outside, None).await {
        Err(error) => (Vec::new(), Err(say::chain(&error))),
        Ok(None) => (Vec::new(), Err("nothing is published yet: run `portico publish FOLDER`".to_owned())),
        Ok(Some(services)) => {
            let (all, refused) = (services.all().collect::<Vec<_>>(), services.refused());
            let said = format!("{} published", all.len());
            (all, if refused.is_empty() { Ok(said) } else { Err(refused.join("; ")) })
        }
    };
    report.add("services", said);
    services
}

fn said(reached: Result<Result<(), Failure>, tokio::time::error::Elapsed>) -> Result<String, String> {
    match reached {
        Ok(Ok(())) => Ok("can be reached".to_owned()),
        Ok(Err(failure)) => Err(failure.detail),
        Err(_) => Err(format!("no answer within {} seconds", PATIENCE.as_secs())),
    }
}

/// The store, when it can be used.
async fn database(config: &Config, report: &mut Report) -> Option<Store> {
    // SQLite makes a file that is not there: a doctor changes nothing.
    if let Some(path) = config.database.url.strip_prefix("sqlite:")
        && !Path::new(path).exists()
    {
        report.add("database", Err(format!("there is no file {path}: run `portico migrate`")));
        return None;
    }
    let opened = installation::open_store(config).await;
    let store = match opened {
        Ok(store) => store,
        Err(error) => {
            report.add("database and keys", Err(say::chain(&error)));
            return None;
        }
    };
    let pending = match store.pending_migrations().await {
        Ok(pending) => pending,
        Err(error) => {
            report.add("database", Err(say::chain(&error)));
            return None;
        }
    };
    if !pending.is_empty() {
        report.add(
            "database",
            Err(format!("changes are pending ({}): run `portico migrate`", pending.join(", "))),
        );
        return None;
    }
    report.add("database", Ok("can be reached, and its tables are as they must be".to_owned()));
    report.add("keys", keys_for(config, &store).await);
    Some(store)
}

/// The well-known data keys were unwrapped when the store was opened. Others may still need a key that was taken out of
/// the file too early: a process that was not started anew goes on closing with it.
async fn keys_for(config: &Config, store: &Store) -> Result<String, String> {
    let given = keys::of(config).map_err(|error| say::chain(&error))?;
    let in_use = store.data_keys_by_kek().await.map_err(|error| say::chain(&error))?;
    let missing: Vec<String> = in_use
        .iter()
        .filter(|(name, _)| !given.has(name))
        .map(|(name, count)| {
            format!(
                "some data keys ({count}) need the key {name}, which is not among those given: add it back"
            )
        })
        .collect();
    if !missing.is_empty() {
        return Err(missing.join("; "));
    }
    let older: i64 =
        in_use.iter().filter(|(name, _)| *name != given.newest_id()).map(|(_, count)| count).sum();
    Ok(match older {
        0 => "open what is kept".to_owned(),
        count => format!(
            "open what is kept; some data keys ({count}) still need an older one: run `portico keys rotate`"
        ),
    })
}
