//! `portico check`: everything that is wrong with a folder of services, each with its place and what to write.

use std::{collections::BTreeMap, path::Path, process::ExitCode};

use forms::{
    check::{Connectors, GiveFault, Look},
    problem::{Problem, to_json},
};
use jiff::tz::TimeZone;
use model::Clock;
use serde_json::Value;

use crate::{
    cli::{Check, Form},
    clock::SystemClock,
    config::{Config, Connector},
    error::Failed,
    folder, readability, say,
};

/// Shows every finding. Exit status 1 when there is an error; warnings alone are no failure.
pub fn check(asked: &Check) -> Result<ExitCode, Failed> {
    let files = folder::read(&asked.services)?;
    if asked.readability {
        readability::show(&files, asked.format);
        return Ok(ExitCode::SUCCESS);
    }
    let today = asked.today.unwrap_or_else(|| SystemClock.today(&TimeZone::UTC));
    let known = Known::of(asked)?;
    if known.names.is_none() && files.values().any(|text| text.contains("connector:")) {
        say::aside(NO_SETTINGS);
    }
    let mut problems = forms::check::everything_connected(&files, today, Some(&known));
    // Commands in the advice can be run as they stand.
    let services = asked.services.to_string_lossy();
    for help in problems.iter_mut().filter_map(|problem| problem.help.as_mut()) {
        *help = help.replace(forms::check::SERVICES, services.trim_end_matches('/'));
    }
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    match asked.format {
        Form::Json => say::line(&format!("{:#}", to_json(&problems))),
        Form::Text => {
            for problem in &problems {
                say::line(&problem.render(say::in_colour()));
            }
            say::line(&conclusion(&problems, errors));
        }
    }
    Ok(if errors == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What is not looked at without settings.
const NO_SETTINGS: &str = "Without settings, whether the connectors of plans are set up was not looked at. \
                           Name the settings with --config portico.toml.";

/// The connectors of the settings.
struct Known {
    /// Their kinds by name; nothing when there are no settings.
    names: Option<BTreeMap<String, String>>,
}

impl Known {
    fn of(asked: &Check) -> Result<Self, Failed> {
        let file = match &asked.config {
            Some(file) if !file.exists() => {
                return Err(Failed::said(format!("there is no file {}", file.display())));
            }
            Some(file) => Some(file.clone()),
            None => [Path::new("."), asked.services.parent().unwrap_or(Path::new("."))]
                .map(|folder| folder.join("portico.toml"))
                .into_iter()
                .find(|file| file.exists()),
        };
        // What else is wrong with the settings, the doctor says.
        let connectors = file.map(|file| Config::look(&file).0.connectors);
        let kinds =
            |all: BTreeMap<String, Connector>| all.into_iter().map(|(name, one)| (name, one.kind)).collect();
        Ok(Self { names: connectors.map(kinds) })
    }

    /// What is wrong for the kind that it fits best: without settings nobody knows which one it is for.
    fn of_any_kind(give: &Value) -> Vec<connect::GiveFault> {
        let all = connect::KINDS.iter().filter_map(|kind| connect::faults(kind, give));
        all.min_by_key(Vec::len).unwrap_or_default()
    }
}

impl Connectors for Known {
    fn look(&self, connector: &str, give: &Value) -> Look {
        let faults = match &self.names {
            None => Self::of_any_kind(give),
            Some(names) => match names.get(connector) {
                None => return Look::Unknown(names.keys().cloned().collect()),
                Some(kind) => connect::faults(kind, give).unwrap_or_default(),
            },
        };
        let said = faults.into_iter().map(|fault| GiveFault {
            at: fault.at,
            on_key: fault.on_key,
            wrong: fault.wrong,
            write: fault.write,
            known: fault.known.iter().map(|key| (*key).to_owned()).collect(),
        });
        Look::Known(said.collect())
    }
}

fn conclusion(problems: &[Problem], errors: usize) -> String {
    let count = |number: usize, one: &str| match number {
        1 => format!("1 {one}"),
        number => format!("{number} {one}s"),
    };
    match (errors, problems.len() - errors) {
        (0, 0) => "Everything is fine.".to_owned(),
        (0, warnings) => format!("{}. The services can be offered.", count(warnings, "warning")),
        (errors, warnings) => format!("{}, {}.", count(errors, "error"), count(warnings, "warning")),
    }
}
