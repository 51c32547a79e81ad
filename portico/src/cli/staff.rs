//! The command line for who signs in to the console.

use clap::{Args, Subcommand};

use super::Settings;

/// `portico staff`.
#[derive(Subcommand)]
pub enum Staff {
    /// Add somebody.
    Add(AddStaff),
    /// List everybody.
    List(Settings),
    /// Set another first password for somebody, and end their sessions.
    Password(SetPassword),
    /// Take somebody's second factor away, who lost phone and recovery codes, and end their sessions.
    ResetFactor(ResetFactor),
    /// Remove somebody. What they did stays on record.
    Remove(RemoveStaff),
}

/// `portico staff add`.
#[derive(Args)]
pub struct AddStaff {
    /// Where the settings are.
    #[command(flatten)]
    pub settings: Settings,
    /// Work email address: what they sign in with.
    #[arg(long)]
    pub email: String,
    /// Name, as colleagues see it.
    #[arg(long)]
    pub name: String,
    /// The agency, by its name in agencies.yaml.
    #[arg(long)]
    pub agency: String,
    /// `caseworker`, `supervisor` or `auditor`.
    #[arg(long, default_value = "caseworker", value_parser = role)]
    pub role: model::Role,
    /// Read the first password (15 characters or more) from standard input. Without it one is made and shown once.
    #[arg(long)]
    pub password_stdin: bool,
}

fn role(text: &str) -> Result<model::Role, String> {
    model::Role::from_text(text).ok_or_else(|| "write caseworker, supervisor or auditor".to_owned())
}

/// `portico staff password`.
#[derive(Args)]
pub struct SetPassword {
    /// Where the settings are.
    #[command(flatten)]
    pub settings: Settings,
    /// Work email address.
    #[arg(long)]
    pub email: String,
    /// Read the first password (15 characters or more) from standard input. Without it one is made and shown once.
    #[arg(long)]
    pub password_stdin: bool,
}

/// `portico staff reset-factor`.
#[derive(Args)]
pub struct ResetFactor {
    /// Where the settings are.
    #[command(flatten)]
    pub settings: Settings,
    /// Work email address.
    #[arg(long)]
    pub email: String,
}

/// `portico staff remove`.
#[derive(Args)]
pub struct RemoveStaff {
    /// Where the settings are.
    #[command(flatten)]
    pub settings: Settings,
    /// Work email address.
    #[arg(long)]
    pub email: String,
}
