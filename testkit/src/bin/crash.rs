//! The crash trial as a command: says what was killed, what residents were told, and what every side holds.
//!
//! `crash target/release/portico [kills] [seed]`: first one process on SQLite, then three on one PostgreSQL; half of the
//! kills each.

use std::{io::Write, path::PathBuf, sync::Arc};

use testkit::{
    postgres,
    trial::{
        crashing::{Outcome, Plan, crash},
        portal::{Database, Portal, Told},
    },
};

#[tokio::main]
async fn main() -> Result<(), Told> {
    let mut given = std::env::args().skip(1);
    let program = PathBuf::from(given.next().ok_or("say which program: crash target/release/portico")?);
    let program = program.canonicalize().map_err(|error| format!("{}: {error}", program.display()))?;
    let number = |text: Option<String>, without: u64| text.map_or(Ok(without), |text| text.parse());
    let kills = number(given.next(), 1000).map_err(|error| format!("kills: {error}"))?;
    let seed = number(given.next(), 1).map_err(|error| format!("seed: {error}"))?;
    let mut wrong = 0;
    for (name, database, processes) in [
        ("SQLite, one process", Database::Sqlite, 1),
        ("PostgreSQL, three processes", Database::At(postgres::new_database()?), 3),
    ] {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let portal = Arc::new(Portal::prepare(&program, folder.path(), &database, processes)?);
        let outcome = crash(portal, Plan { kills: kills / 2, residents: 8, seed }).await?;
        tell(name, &outcome)?;
        if !outcome.reckoning.wrong.is_empty() {
            wrong += outcome.reckoning.wrong.len();
            tell_where(&folder.keep())?;
        }
    }
    if wrong == 0 { Ok(()) } else { Err(format!("{wrong} things are not as they must be")) }
}

fn tell(name: &str, outcome: &Outcome) -> Result<(), Told> {
    let Outcome { kills, sent_again, corrected, start, reckoning } = outcome;
    let lines = [
        format!("{name}"),
        format!("  processes killed                    {kills}"),
        format!("  requests sent again by residents    {sent_again}"),
        format!("  pages with errors, put right        {corrected}"),
        format!("  reports acknowledged                {}", reckoning.told),
        format!("  cases in the portal                 {}", reckoning.cases),
        format!("  records at the agency               {}", reckoning.records),
        format!("  messages in the mailbox             {}", reckoning.messages),
        format!("  a start, in the median              {} ms", start.as_millis()),
        format!("  not as it must be                   {}", reckoning.wrong.len()),
    ];
    say(&lines)?;
    say(&reckoning.wrong.iter().map(|wrong| format!("  ! {wrong}")).collect::<Vec<_>>())
}

fn tell_where(folder: &std::path::Path) -> Result<(), Told> {
    say(&[format!("  everything is kept in {}", folder.display())])
}

fn say(lines: &[String]) -> Result<(), Told> {
    let mut out = std::io::stdout().lock();
    lines.iter().try_for_each(|line| writeln!(out, "{line}")).map_err(|error| error.to_string())
}
