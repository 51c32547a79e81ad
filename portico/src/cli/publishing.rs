//! The commands that change what is offered.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::DateTime;

use super::Settings;

/// `portico publish`.
#[derive(Args)]
pub struct Publish {
    /// Where the settings are.
    #[command(flatten)]
    pub settings: Settings,
    /// The folder of services, with agencies.yaml in it, or the folder of one service in it.
    #[arg(required_unless_present = "roll_back", conflicts_with = "roll_back")]
    pub folder: Option<PathBuf>,
    /// Go back to the version of this service that was offered before.
    #[arg(long, value_name = "SERVICE")]
    pub roll_back: Option<String>,
    /// The number of the version to go back to.
    #[arg(long, requires = "roll_back", value_name = "NUMBER")]
    pub to: Option<i64>,
    /// Who publishes, for the list of versions and the audit entry.
    #[arg(long, default_value = "command line")]
    pub by: String,
}

/// `portico versions`.
#[derive(Args)]
pub struct Versions {
    /// Where the settings are.
    #[command(flatten)]
    pub settings: Settings,
    /// The service, by its name in addresses.
    pub service: String,
}

/// `portico retire`.
#[derive(Args)]
pub struct Retire {
    /// Where the settings are.
    #[command(flatten)]
    pub settings: Settings,
    /// The service, by its name in addresses.
    pub service: String,
    /// Who does so, for the list of versions and the audit entry.
    #[arg(long, default_value = "command line")]
    pub by: String,
}

/// `portico pause`.
#[derive(Args)]
pub struct Pause {
    /// Where the settings are.
    #[command(flatten)]
    pub settings: Settings,
    /// The service, by its name in addresses.
    pub service: String,
    /// When it goes on by itself (YYYY-MM-DDTHH:MM, where the owning agency is). Without it: when somebody ends the pause.
    #[arg(long, value_parser = moment)]
    pub until: Option<DateTime>,
    /// Why, for residents, with the language before it: `en=We move our offices.` Once for each language.
    #[arg(long, value_parser = words)]
    pub words: Vec<(String, String)>,
    /// End the pause.
    #[arg(long, conflicts_with_all = ["until", "words"])]
    pub end: bool,
}

/// `portico preview`.
#[derive(Args)]
pub struct Preview {
    /// Where the settings are.
    #[command(flatten)]
    pub settings: Settings,
    /// The folder of one service, beside agencies.yaml.
    pub folder: PathBuf,
    /// For how many days the link works.
    #[arg(long, default_value = "7", value_parser = clap::value_parser!(u16).range(1..=90))]
    pub days: u16,
    /// Make none, and end all links to this service that were made before.
    #[arg(long, conflicts_with = "days")]
    pub end: bool,
}

fn moment(text: &str) -> Result<DateTime, String> {
    text.parse().map_err(|_| "write the day and the time of day: 2027-03-01T08:00".to_owned())
}

fn words(text: &str) -> Result<(String, String), String> {
    let parts = text.split_once('=').map(|(tag, words)| (tag.trim().to_owned(), words.trim().to_owned()));
    let right = parts.filter(|(tag, words)| (2..=12).contains(&tag.len()) && !words.is_empty());
    right.ok_or_else(|| "write the language and the words: en=We move our offices.".to_owned())
}
