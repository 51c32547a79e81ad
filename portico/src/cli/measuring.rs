//! The command line for measuring: made-up cases.

use clap::Args;

use super::Settings;

/// `portico bench-data`.
#[derive(Args)]
pub struct BenchData {
    /// Where the settings are.
    #[command(flatten)]
    pub settings: Settings,
    /// How many there are to be in the end.
    #[arg(long)]
    pub cases: u64,
    /// Also in a store that somebody uses. Made-up cases cannot be told from real ones afterwards.
    #[arg(long)]
    pub beside_real_cases: bool,
}
