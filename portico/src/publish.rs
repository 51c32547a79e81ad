//! `portico publish`, `portico versions` and `portico retire`: what is offered, when it changed, and how to go back.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::ExitCode,
};

use app::{Published, Publisher};
use forms::{Catalogue, Files, Problem};
use jiff::tz::TimeZone;
use model::Clock;
use store::PublicationKind;

use crate::{
    chance::SystemRandom,
    check::against,
    cli::{Publish, Retire, Versions},
    clock::SystemClock,
    config::{Config, ServicesFrom},
    error::Failed,
    folder,
    installation::{self, Installation},
    say,
};

/// What comes after every change of what is offered.
const WITHIN_SECONDS: &str = "Running processes offer it within seconds.";

/// Publishes in somebody's name.
pub fn publisher<'a>(store: &'a store::Store, by: &'a str) -> Publisher<'a> {
    Publisher { store, clock: &SystemClock, random: &SystemRandom, by }
}

/// Publishes a folder, or goes back to an earlier version.
pub async fn publish(asked: &Publish) -> Result<ExitCode, Failed> {
    let installation = Installation::from_file(&asked.settings.config)?;
    let root = &installation.config.site.services;
    if installation.config.site.services_from == ServicesFrom::Folder {
        return Err(Failed::said(format!(
            "services come from the folder {}: edit it, and Portico offers the edit by itself. To go back, take the \
             earlier files from your version control. To publish from the database instead, write \
             services_from = \"database\" under [site].",
            root.display()
        )));
    }
    let store = installation::open_ready_store(&installation.config).await?;
    let publisher = publisher(&store, &asked.by);
    if let Some(service) = &asked.roll_back {
        roll_back(&installation, &publisher, service, asked.to).await?;
        return Ok(ExitCode::SUCCESS);
    }
    let (files, catalogue) = match checked(asked.folder.as_deref().unwrap_or(Path::new(".")))? {
        Ok(right) => right,
        Err(wrong) => {
            for problem in &wrong {
                say::line(&problem.render(say::in_colour()));
            }
            say::line(&format!("{}. Nothing was published.", say::count(wrong.len(), "error")));
            return Ok(ExitCode::FAILURE);
        }
    };
    must_fit(&installation, &publisher, &catalogue).await?;
    let done = publisher.publish(PublicationKind::Published, &files, &catalogue).await?;
    for published in &done {
        say::line(&told(published));
    }
    say::line(match done.len() {
        0 => "All of this is published already.",
        _ => WITHIN_SECONDS,
    });
    Ok(ExitCode::SUCCESS)
}

/// Goes back to an earlier version, if what is here lets it be offered.
async fn roll_back(
    installation: &Installation,
    publisher: &Publisher<'_>,
    service: &str,
    to: Option<i64>,
) -> Result<(), Failed> {
    let Some(earlier) = publisher.earlier(service, to).await? else {
        let lines = publisher.store.publications_of(service).await?;
        let is_offered = lines.first().is_some_and(|line| line.hash.is_some());
        let wrong = match to {
            _ if !is_offered => format!("{service} is not offered, so there is nothing to go back from"),
            Some(number) => format!("{service} has no version {number}"),
            None => {
                format!("before its version of now, {service} was offered in no other. Name one with --to")
            }
        };
        return Err(Failed::said(format!("{wrong}: see `portico versions {service}`")));
    };
    let Published { number, before, .. } = earlier.published();
    if number == before {
        say::line(&format!("{service}: version {} is offered already.", number.unwrap_or_default()));
        return Ok(());
    }
    must_fit(installation, publisher, &earlier.catalogue).await?;
    // By its number: if somebody publishes meanwhile, what was looked at is offered and nothing else.
    if let Some(done) = publisher.roll_back(service, *number).await? {
        say::line(&told(&done));
        say::line(WITHIN_SECONDS);
    }
    Ok(())
}

/// Refuses what the connectors here, cases or drafts stand against, and tells what it does to them.
async fn must_fit(
    installation: &Installation,
    publisher: &Publisher<'_>,
    catalogue: &Catalogue,
) -> Result<(), Failed> {
    let faults = catalogue.services().flat_map(|service| app::plan_faults(service, &installation.outside));
    let mut refusals: Vec<String> = faults.map(|fault| fault.to_string()).collect();
    refusals.extend(publisher.refusals(catalogue).await?);
    let effects = against::look_in(publisher.store, catalogue, SystemClock.today(&TimeZone::UTC)).await?;
    for effect in &effects {
        effect.tell();
    }
    if refusals.is_empty() && !effects.iter().any(|effect| effect.refused() > 0) {
        return Ok(());
    }
    let why = if refusals.is_empty() { "see the error above".to_owned() } else { refusals.join("\n") };
    Err(Failed::said(format!("nothing was published: {why}")))
}

type Right = (Files, Catalogue);

/// Reads and checks what is to be published: all of a folder, or one service of it with the agencies.
fn checked(asked: &Path) -> Result<Result<Right, Vec<Problem>>, Failed> {
    let (root, only) = root_of(asked);
    let mut files = folder::read(&root)?;
    if let Some(only) = only {
        let start = format!("{only}/");
        files.retain(|path, _| {
            !path.contains('/') || path.starts_with("locales/") || path.starts_with(&start)
        });
    }
    let today = SystemClock.today(&TimeZone::UTC);
    let errors: Vec<Problem> =
        forms::check::everything(&files, today).into_iter().filter(Problem::is_error).collect();
    let (catalogue, _) = Catalogue::load(&files);
    Ok(catalogue.filter(|_| errors.is_empty()).map(|catalogue| (files, catalogue)).ok_or(errors))
}

/// The folder of services, and the one service of it that was meant, if so.
pub fn root_of(asked: &Path) -> (PathBuf, Option<String>) {
    let full = asked.canonicalize().unwrap_or_else(|_| asked.to_owned());
    match (full.join("service.yaml").is_file(), full.parent(), full.file_name()) {
        (true, Some(root), Some(name)) => (root.to_owned(), Some(name.to_string_lossy().into_owned())),
        _ => (full, None),
    }
}

/// One line for people: "renew-a-license: version 3, before that version 2", and the files.
fn told(done: &Published) -> String {
    let before =
        done.before.map_or_else(|| "new".to_owned(), |number| format!("before that version {number}"));
    let now = done.number.map_or_else(|| "not offered".to_owned(), |number| format!("version {number}"));
    let first = format!("{}: {now}, {before}", done.service);
    std::iter::once(first.as_str())
        .chain(done.files.iter().map(String::as_str))
        .collect::<Vec<_>>()
        .join("\n  ")
}

/// Lists what was offered when, newest first.
pub async fn versions(asked: &Versions) -> Result<(), Failed> {
    let store = installation::open_ready_store(&Config::load(&asked.settings.config)?).await?;
    let lines = store.publications_of(&asked.service).await?;
    let mut numbers: BTreeMap<String, i64> = BTreeMap::new();
    for hash in lines.iter().filter_map(|line| line.hash.as_ref()) {
        if let Some(version) = store.find_version(&asked.service, hash).await? {
            numbers.insert(hash.clone(), version.number);
        }
    }
    for (line, is_newest) in lines.iter().zip(std::iter::once(true).chain(std::iter::repeat(false))) {
        let version = match &line.hash {
            Some(hash) => {
                let number = numbers.get(hash).copied().unwrap_or_default();
                format!("version {number}\t{}", hash.get(..8).unwrap_or(hash))
            }
            None => "not offered\t".to_owned(),
        };
        let mark = if is_newest { "now" } else { "" };
        let kind = line.kind.as_str().replace('_', " ");
        say::line(&format!("{version}\t{:.0}\t{kind}\t{}\t{mark}", line.at, line.made_by));
    }
    if lines.is_empty() {
        say::aside(&format!("{} was never offered here.", asked.service));
    }
    Ok(())
}

/// Ends the offer of a service.
pub async fn retire(asked: &Retire) -> Result<(), Failed> {
    let installation = Installation::from_file(&asked.settings.config)?;
    let folder = installation.config.site.services.join(&asked.service);
    if installation.config.site.services_from == ServicesFrom::Folder && folder.exists() {
        return Err(Failed::said(format!("take the folder {} away first", folder.display())));
    }
    let store = installation::open_ready_store(&installation.config).await?;
    match publisher(&store, &asked.by).retire(&asked.service).await? {
        Some(done) => say::line(&told(&done)),
        None => return Err(Failed::said(format!("{} is not offered", asked.service))),
    }
    Ok(())
}
