//! `portico check`: everything that is wrong with a folder of services, each with its place and what to write.

use std::process::ExitCode;

use forms::problem::{Problem, to_json};
use jiff::tz::TimeZone;
use model::Clock;

use crate::{
    cli::{Check, Form},
    clock::SystemClock,
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
    let mut problems = forms::check::everything(&files, today);
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
