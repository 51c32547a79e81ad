//! The command line: what can be asked of `portico`.

mod measuring;
mod publishing;
mod staff;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

pub use measuring::BenchData;
pub use publishing::{Pause, Preview, Publish, Retire, Versions};
pub use staff::{AddStaff, RemoveStaff, ResetFactor, SetPassword, Staff};

/// One front door to government: services for residents, and the records that agencies keep.
#[derive(Parser)]
#[command(name = "portico", version, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Run the portal of an installation.
    Serve(Settings),
    /// Run the portal with example services, an embedded database and simulated agencies.
    Demo(Demo),
    /// Read a folder of services like a compiler: everything that is wrong, and what to write instead.
    Check(Check),
    /// Bring the translation of a service up to date with its files.
    Translate(Translate),
    /// Write JSON Schemas of service files, for editors.
    Schema(Schema),
    /// Write a reference as Markdown, from the comments of the program.
    Reference(Reference),
    /// Make or change the tables of the database as this version needs them.
    Migrate(Settings),
    /// Offer new or changed services from the database, or go back to an earlier version.
    Publish(Publish),
    /// List which versions of a service were offered when, and by whom.
    Versions(Versions),
    /// Stop offering a service for good. Drafts under way and cases go on.
    Retire(Retire),
    /// Pause a service, or end a pause, without a new version.
    Pause(Pause),
    /// Print a secret link that shows a service before it is offered.
    Preview(Preview),
    /// Look whether everything works, and list every obligation without an end.
    Doctor(Doctor),
    /// Copy everything that is kept, but for the keys, while it is used.
    Backup(Backup),
    /// Put a backup into an empty installation, or only look whether it is good.
    Restore(Restore),
    /// Write the cases of an agency as JSON Lines.
    Export(Export),
    /// Add, list and remove staff.
    #[command(subcommand)]
    Staff(Staff),
    /// Make and rotate key-encryption keys.
    #[command(subcommand)]
    Keys(Keys),
    /// Erase everything personal of a case for good.
    EraseCase(EraseCase),
    /// Keep a case from being erased, by a legal hold, or release it.
    Hold(Hold),
    /// Fill a store with made-up cases, to measure the portal with many. It goes on where it was stopped.
    BenchData(BenchData),
}

/// Where the settings are.
#[derive(Args, Clone)]
pub struct Settings {
    /// The file of settings. The environment (PORTICO_…) goes over it.
    #[arg(long, default_value = "portico.toml")]
    pub config: PathBuf,
}

/// `portico demo`.
#[derive(Args)]
pub struct Demo {
    /// Where everything is kept.
    #[arg(long, default_value = "./data")]
    pub data: PathBuf,
    /// Address and port to listen on. Without it: what the environment says, or 127.0.0.1:8080.
    #[arg(long)]
    pub listen: Option<std::net::SocketAddr>,
    /// The folder of services. Without it: what the environment says, or ./services.
    #[arg(long)]
    pub services: Option<PathBuf>,
    /// Also offer a made-up language written from right to left.
    #[arg(long)]
    pub pseudo_locale: bool,
}

/// `portico check`.
#[derive(Args)]
pub struct Check {
    /// The folder of services, with agencies.yaml in it. With --against-data it may be left out: then it is the one of
    /// the settings.
    #[arg(required_unless_present = "against_data")]
    pub services: Option<PathBuf>,
    /// Also look at what the installation keeps: which drafts the change touches, what they are asked again, and cases
    /// in statuses that are gone.
    #[arg(long)]
    pub against_data: bool,
    /// The file of settings, for the connectors that plans name and for --against-data. Without it: the
    /// portico.toml here or beside the folder.
    #[arg(long)]
    pub config: Option<PathBuf>,
    /// How findings are written.
    #[arg(long, default_value = "text")]
    pub format: Form,
    /// Show how hard each service is to read instead, in figures, with the hardest parts first.
    #[arg(long)]
    pub readability: bool,
    /// The day to check for (YYYY-MM-DD): approvals end, samples have dates. Without it: today.
    #[arg(long, value_parser = day)]
    pub today: Option<Date>,
}

/// A day, or what to write instead.
fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "write YYYY-MM-DD, such as 2026-11-23".to_owned())
}

/// For people or for tools.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// For people.
    Text,
    /// For tools.
    Json,
}

/// `portico translate`.
#[derive(Args)]
pub struct Translate {
    /// The folder of a service, or of all services for the texts of agencies.
    pub folder: PathBuf,
    /// The language (BCP 47): `es`.
    #[arg(long)]
    pub to: String,
}

/// `portico schema`.
#[derive(Args)]
pub struct Schema {
    /// The folder to write them to.
    #[arg(long, default_value = ".schemas")]
    pub out: PathBuf,
}

/// `portico reference`.
#[derive(Args)]
pub struct Reference {
    /// Of what.
    pub of: About,
    /// The file to write. Without it: standard output.
    #[arg(long)]
    pub out: Option<PathBuf>,
}

/// What a reference is about.
#[derive(Clone, Copy, ValueEnum)]
pub enum About {
    /// The files of a service.
    Services,
    /// portico.toml.
    Configuration,
}

/// `portico doctor`.
#[derive(Args)]
pub struct Doctor {
    /// Where the settings are.
    #[command(flatten)]
    pub settings: Settings,
    /// How the report is written.
    #[arg(long, default_value = "text")]
    pub format: Form,
    /// Also open everything that is sealed and every file, and follow the audit entries: name what is damaged or was
    /// changed. Takes its time.
    #[arg(long)]
    pub deep: bool,
}

/// `portico backup`.
#[derive(Args)]
pub struct Backup {
    /// Where the settings are.
    #[command(flatten)]
    pub settings: Settings,
    /// The folder to make. The keys are never in it.
    #[arg(long)]
    pub to: PathBuf,
}

/// `portico restore`.
#[derive(Args)]
pub struct Restore {
    /// Where the settings are: of the empty installation, with the keys of the backup.
    #[command(flatten)]
    pub settings: Settings,
    /// The folder that `portico backup` made.
    #[arg(long)]
    pub from: PathBuf,
    /// Only look: checksums, database, every sealed value, audit entries, every file. Changes nothing.
    #[arg(long)]
    pub verify: bool,
    /// Where to look into the database: a folder to make and take away (SQLite), or the address of an empty
    /// PostgreSQL database. Without it: a folder beside the backup.
    #[arg(long, requires = "verify")]
    pub scratch: Option<String>,
}

/// `portico export`.
#[derive(Args)]
pub struct Export {
    /// Where the settings are.
    #[command(flatten)]
    pub settings: Settings,
    /// The agency, by its name in agencies.yaml.
    #[arg(long)]
    pub agency: String,
    /// Only this service, by its name in addresses.
    #[arg(long)]
    pub service: Option<String>,
    /// Only cases received on this day or later (YYYY-MM-DD, days of the agency's time zone).
    #[arg(long, value_parser = day)]
    pub from: Option<Date>,
    /// Only cases received on this day or earlier.
    #[arg(long, value_parser = day)]
    pub to: Option<Date>,
    /// The file to write; it must not be there yet. Without it: standard output.
    #[arg(long)]
    pub out: Option<PathBuf>,
}

/// `portico keys`.
#[derive(Subcommand)]
pub enum Keys {
    /// Make a key file, or put a newer key before those in it.
    New(NewKey),
    /// Wrap every data key anew with the newest key.
    Rotate(Settings),
}

/// `portico keys new`.
#[derive(Args)]
pub struct NewKey {
    /// The key file.
    #[arg(long)]
    pub file: PathBuf,
}

/// `portico erase-case`.
#[derive(Args)]
pub struct EraseCase {
    /// Where the settings are.
    #[command(flatten)]
    pub settings: Settings,
    /// The case reference.
    pub reference: String,
    /// Why, for the audit entry. No personal data.
    #[arg(long)]
    pub reason: String,
}

/// `portico hold`.
#[derive(Args)]
pub struct Hold {
    /// Where the settings are.
    #[command(flatten)]
    pub settings: Settings,
    /// The case reference.
    pub reference: String,
    /// Why, for the audit entry. No personal data.
    #[arg(long)]
    pub reason: String,
    /// The agency that holds it. Without it: the one that owns the case.
    #[arg(long)]
    pub agency: Option<String>,
    /// End the hold.
    #[arg(long)]
    pub release: bool,
}
