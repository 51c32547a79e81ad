//! The folder of services: read when the program starts, and again when it was edited. What is right is published, so
//! that every process offers the same; what is not changes nothing.

mod stamp;

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use app::{App, PlanFault, Publisher, plan_faults};
use forms::{Catalogue, Files};
use jiff::tz::TimeZone;
use model::{Clock, Outside};
use store::{PublicationKind, Store};
use tokio::sync::watch;

use crate::{
    chance::SystemRandom,
    check::against,
    clock::SystemClock,
    config::{Bad, BadSettings},
    error::Failed,
    folder, say,
};
use stamp::Stamp;

/// Where refusals of this kind come from, in logs.
pub const SOURCE: &str = "folder of services";

/// A folder of services as it was found.
#[derive(Clone)]
pub struct Folder {
    root: PathBuf,
    with_pseudo: bool,
    outside: Outside,
    stamp: Stamp,
    /// What was read, or everything that keeps it from being offered.
    pub read: Result<Read, Vec<Bad>>,
}

/// Files that can be offered, and what they make.
#[derive(Clone)]
pub struct Read {
    /// The files.
    pub files: Files,
    /// The services.
    pub catalogue: Catalogue,
}

impl Folder {
    /// Reads a folder. `with_pseudo` adds a made-up language.
    pub fn find(root: &Path, with_pseudo: bool, outside: &Outside) -> Self {
        // Before it is read: an edit meanwhile is noticed.
        let stamp = Stamp::of(root);
        let read = read(root, with_pseudo, outside);
        Self { root: root.to_owned(), with_pseudo, outside: outside.clone(), stamp, read }
    }

    /// What was read, when there is nothing else to offer.
    pub fn read(&self, file: &str) -> Result<&Read, Failed> {
        let wrong = |found: &Vec<Bad>| BadSettings { file: file.to_owned(), found: found.clone() }.into();
        self.read.as_ref().map_err(wrong)
    }

    fn again(&self) -> Self {
        Self::find(&self.root, self.with_pseudo, &self.outside)
    }

    /// Everything that is wrong, as lines for a log.
    fn errors(&self) -> Vec<String> {
        let wrong = self.read.as_ref().err().into_iter().flatten();
        wrong.map(|bad| format!("{}: {}", bad.setting, bad.wrong)).collect()
    }
}

fn read(root: &Path, with_pseudo: bool, outside: &Outside) -> Result<Read, Vec<Bad>> {
    let bad = |wrong: String| Bad::new("site.services", wrong, "Write the path of a folder of services.");
    let mut files = folder::read(root).map_err(|error| vec![bad(say::chain(&error))])?;
    if with_pseudo {
        folder::add_pseudo(&mut files);
    }
    let (catalogue, problems) = Catalogue::load(&files);
    let write =
        format!("Run `portico check {}` to see each with its place and what to write.", root.display());
    let errors = problems.iter().filter(|problem| problem.is_error());
    let mut found: Vec<Bad> =
        errors.map(|problem| Bad::new("site.services", problem.to_string(), &write)).collect();
    let catalogue = catalogue.unwrap_or_default();
    let faults = catalogue.services().flat_map(|service| plan_faults(service, outside));
    for fault in faults {
        let bad = bad_plan(fault);
        if bad.wrong.starts_with("it cannot") || found.iter().all(|known| known.setting != bad.setting) {
            found.push(bad);
        }
    }
    if found.is_empty() { Ok(Read { files, catalogue }) } else { Err(found) }
}

/// Every part of every plan needs a connector that is set up, and must have the shape it takes.
fn bad_plan(fault: PlanFault) -> Bad {
    let PlanFault { service, part, connector, wrong } = fault;
    let setting = format!("connectors.{connector}");
    let part = format!("the part `{part}` of the plan of {service}");
    match wrong {
        None => {
            let write = format!("Write [connectors.{connector}] with kind = \"sql\" and url = \"…\".");
            Bad::new(setting, format!("it is missing, and {part} needs it"), write)
        }
        Some(wrong) => {
            let write = format!("Change `give` in {service}/service.yaml.");
            Bad::new(setting, format!("it cannot take {part}: {wrong}"), write)
        }
    }
}

/// Publishes the folder when the program starts. Gives the errors that keep it from being offered; without anything
/// published before they are the end.
pub async fn at_start(folder: &Folder, store: &Store, file: &str) -> Result<Vec<String>, Failed> {
    let is_first = store.newest_publication().await? == 0;
    let errors = match folder.read(file) {
        Err(error) if is_first => return Err(error),
        Err(_) => folder.errors(),
        Ok(read) => publish(read, store, !is_first).await?,
    };
    if !errors.is_empty() {
        let root = folder.root.display();
        say::aside(&format!(
            "What was offered before is offered again: {root} has errors, and changes nothing."
        ));
        for error in &errors {
            say::aside(&format!("  {error}"));
        }
    }
    Ok(errors)
}

/// Publishes what differs, unless the check finds errors: those come back.
async fn publish(read: &Read, store: &Store, check_first: bool) -> Result<Vec<String>, Failed> {
    let publisher = Publisher { store, clock: &SystemClock, random: &SystemRandom, by: SOURCE };
    if check_first && publisher.differs(&read.files).await? {
        let mut errors = errors_of(read.files.clone()).await?;
        errors.extend(publisher.refusals(&read.catalogue).await?);
        errors.extend(against::refusals(store, &read.catalogue).await?);
        if !errors.is_empty() {
            return Ok(errors);
        }
    }
    for published in publisher.publish(PublicationKind::Folder, &read.files, &read.catalogue).await? {
        tracing::info!(service = published.service, version = published.number, "published");
    }
    Ok(Vec::new())
}

/// The errors that `portico check` finds.
pub async fn errors_of(files: Files) -> Result<Vec<String>, Failed> {
    let today = SystemClock.today(&TimeZone::UTC);
    let found = tokio::task::spawn_blocking(move || forms::check::everything(&files, today)).await;
    let found = found.map_err(|error| Failed::said(error.to_string()))?;
    Ok(found.iter().filter(|problem| problem.is_error()).map(ToString::to_string).collect())
}

/// Looks at the folder again and again until told to stop. An edit is read when nothing has moved since the last look.
pub async fn watch(app: App, mut folder: Folder, every: Duration, mut stop: watch::Receiver<bool>) {
    let (mut seen, mut gone) = (folder.stamp.clone(), missing_in(&app, &folder));
    while !*stop.borrow() {
        tokio::select! {
            () = tokio::time::sleep(every) => {}
            _ = stop.changed() => continue,
        }
        let root = folder.root.clone();
        let Ok(now) = tokio::task::spawn_blocking(move || Stamp::of(&root)).await else { continue };
        let is_quiet = now == seen;
        seen = now;
        if is_quiet && seen != folder.stamp {
            let last = folder.clone();
            let Ok(found) = tokio::task::spawn_blocking(move || last.again()).await else { continue };
            folder = found;
            gone = take(&app, &folder).await;
        }
        // A service that was retired meanwhile is missed no more.
        if !gone.is_empty() {
            gone.retain(|slug| app.services.current(slug).is_ok());
            app.services.refuse(SOURCE, gone.iter().map(|slug| missing(slug)).collect());
        }
    }
}

/// Offers what was read. Gives the services that are offered and have no folder any more.
async fn take(app: &App, folder: &Folder) -> Vec<String> {
    let errors = match &folder.read {
        Err(_) => folder.errors(),
        Ok(read) => match publish(read, &app.store, true).await {
            Ok(errors) => errors,
            Err(error) => vec![say::chain(&error)],
        },
    };
    if let Err(error) = app.follow().await {
        tracing::warn!(error = say::chain(&error), "what is published could not be read; it is tried again");
    }
    let gone = if errors.is_empty() { missing_in(app, folder) } else { Vec::new() };
    app.services.refuse(SOURCE, errors.into_iter().chain(gone.iter().map(|slug| missing(slug))).collect());
    gone
}

/// Services that are offered and have no folder any more. Somebody may be copying it: that ends no service.
pub fn missing_in(app: &App, folder: &Folder) -> Vec<String> {
    let Ok(read) = &folder.read else { return Vec::new() };
    let offered = app.services.all().filter(|service| read.catalogue.find(&service.slug).is_none());
    offered.map(|service| service.slug.to_string()).collect()
}

fn missing(slug: &str) -> String {
    format!("the folder of {slug} is gone, and it is still offered: `portico retire {slug}` ends that")
}
