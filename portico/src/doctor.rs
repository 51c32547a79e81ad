//! `portico doctor`: whether everything works, and every obligation without an end, with why.

mod kept;
mod look;
mod owed;
mod room;
mod show;

use std::process::ExitCode;

use serde::Serialize;

use crate::{
    cli::{Doctor, Form},
    error::Failed,
    say,
};

/// What the doctor found.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// Nothing is wrong.
    pub is_fine: bool,
    /// What was looked at.
    pub checks: Vec<Finding>,
    /// Obligations without an end, oldest first.
    pub obligations: Vec<owed::Owed>,
    /// Parts that failed for good in the last 30 days: the person was told, somebody at the agency should look.
    pub failed: Vec<owed::Owed>,
}

/// One thing that was looked at.
#[derive(Debug, Serialize)]
pub struct Finding {
    /// What: `database`, `connector dmv-records`.
    pub what: String,
    /// It works.
    pub is_fine: bool,
    /// More about it, or what to do.
    pub detail: String,
}

impl Report {
    fn add(&mut self, what: impl Into<String>, result: Result<String, String>) {
        let is_fine = result.is_ok();
        let (Ok(detail) | Err(detail)) = result;
        self.checks.push(Finding { what: what.into(), is_fine, detail });
    }
}

/// Looks at everything and shows it. Exit status 1 when something is wrong.
pub async fn doctor(asked: &Doctor) -> Result<ExitCode, Failed> {
    let report = look::look(&asked.settings.config, asked.deep).await;
    match asked.format {
        Form::Json => say::line(&serde_json::to_string_pretty(&report).unwrap_or_default()),
        Form::Text => say::line(&show::text(&report)),
    }
    Ok(if report.is_fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
