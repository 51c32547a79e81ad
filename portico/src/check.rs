//! `portico check`: everything that is wrong with a folder of services, each with its place and what to write.

pub mod against;
mod connectors;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use forms::{
    Files,
    problem::{Problem, to_json},
};
use jiff::{civil::Date, tz::TimeZone};
use model::Clock;
use serde_json::json;

use self::{against::Effect, connectors::Known};
use crate::{
    cli::{Check, Form},
    clock::SystemClock,
    config::{Config, ServicesFrom},
    error::Failed,
    folder,
    publish::root_of,
    readability, say,
};

/// Shows every finding. Exit status 1 when there is an error; warnings alone are no failure.
pub async fn check(asked: &Check) -> Result<ExitCode, Failed> {
    let settings = settings_file(asked)?;
    let config = asked.against_data.then(|| Config::load(settings.as_deref().unwrap_or(Path::new(USUAL))));
    let config = config.transpose()?;
    let services = folder_of(asked, config.as_ref())?;
    let files = folder::read(services)?;
    if asked.readability {
        readability::show(&files, asked.format);
        return Ok(ExitCode::SUCCESS);
    }
    let today = asked.today.unwrap_or_else(|| SystemClock.today(&TimeZone::UTC));
    let known = Known::of(settings.as_deref());
    let problems = findings(&files, today, &services.to_string_lossy(), &known);
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    // What cannot be offered cannot be held against anything.
    let found = match config.filter(|_| errors == 0) {
        Some(config) => Some(against::look(&files, &config, today).await?),
        None => None,
    };
    let is_refused = found.iter().flatten().any(|effect| effect.refused() > 0);
    match (asked.format, found) {
        (Form::Json, None) => say::line(&format!("{:#}", to_json(&problems))),
        (Form::Json, Some(found)) => {
            say::line(&format!("{:#}", json!({ "problems": to_json(&problems), "against_data": found })));
        }
        (Form::Text, found) => {
            for problem in &problems {
                say::line(&problem.render(say::in_colour()));
            }
            found.iter().flatten().for_each(Effect::tell);
            let refused: usize = found.iter().flatten().map(Effect::refused).sum();
            say::line(&conclusion(errors + refused, problems.len() - errors));
        }
    }
    Ok(if errors == 0 && !is_refused { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The folder to be checked: the one named, or the one of the settings.
fn folder_of<'a>(asked: &'a Check, config: Option<&'a Config>) -> Result<&'a Path, Failed> {
    let read = config.filter(|config| config.site.services_from == ServicesFrom::Folder);
    let Some(services) = asked.services.as_ref().or(read.map(|config| &config.site.services)) else {
        return Err(Failed::said("name the folder of services: the settings read none"));
    };
    let (root, one) = root_of(services);
    match one {
        None => Ok(services),
        Some(one) => Err(Failed::said(format!(
            "{} is the folder of one service, which is checked with its agencies and the other services: run \
             `portico check {}`. What is found in {one} begins with its name.",
            services.display(),
            root.display()
        ))),
    }
}

/// What is not looked at without settings.
const NO_SETTINGS: &str = "Without settings, whether the connectors of plans are set up was not looked at. \
                           Name the settings with --config portico.toml.";

/// What a file of settings is usually called.
const USUAL: &str = "portico.toml";

/// The file of settings: the one named, or the one here or beside the folder of services.
fn settings_file(asked: &Check) -> Result<Option<PathBuf>, Failed> {
    match &asked.config {
        Some(file) if !file.exists() => Err(Failed::said(format!("there is no file {}", file.display()))),
        Some(file) => Ok(Some(file.clone())),
        None => {
            let beside = asked.services.as_deref().and_then(Path::parent).unwrap_or(Path::new("."));
            let places = [Path::new("."), beside].map(|folder| folder.join(USUAL));
            Ok(places.into_iter().find(|file| file.exists()))
        }
    }
}

/// Commands in the advice can be run as they stand.
fn findings(files: &Files, today: Date, services: &str, known: &Known) -> Vec<Problem> {
    if known.is_nothing() && files.values().any(|text| text.contains("connector:")) {
        say::aside(NO_SETTINGS);
    }
    let mut problems = forms::check::everything_connected(files, today, Some(known));
    for help in problems.iter_mut().filter_map(|problem| problem.help.as_mut()) {
        *help = help.replace(forms::check::SERVICES, services.trim_end_matches('/'));
    }
    problems
}

fn conclusion(errors: usize, warnings: usize) -> String {
    match (errors, warnings) {
        (0, 0) => "Everything is fine.".to_owned(),
        (0, warnings) => format!("{}. The services can be offered.", say::count(warnings, "warning")),
        (errors, warnings) => {
            format!("{}, {}.", say::count(errors, "error"), say::count(warnings, "warning"))
        }
    }
}
