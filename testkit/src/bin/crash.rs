//! The trials as a command: everything that can go wrong around the program goes wrong while residents use it. Says what
//! was done, what residents were told, and what every side holds.
//!
//! `crash target/release/portico [kills] [seed] [killed|databases|disks|clock|mail]`: half of the kills with one process on SQLite, half with three on
//! one PostgreSQL; the other faults a few times each.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use testkit::{
    cluster::{Fragile, Pair},
    postgres,
    trial::{
        disturbed::{Outcome, Plan, by_fault, by_killing},
        faults::{ClockJump, FailOver, Fault, Nothing, Restart, SmallDisk},
        mail::MailServer,
        portal::{Database, Portal, Setup, Told},
        report::{Report, say},
    },
};

/// Residents at once.
const RESIDENTS: u64 = 8;
/// How often each fault befalls the portal that can befall it more than once.
const FAULTS: u64 = 5;

#[tokio::main]
async fn main() -> Result<(), Told> {
    let mut given = std::env::args().skip(1);
    let program = PathBuf::from(given.next().ok_or("say which program: crash target/release/portico")?);
    let program = program.canonicalize().map_err(|error| format!("{}: {error}", program.display()))?;
    let number = |text: Option<String>, without: u64| text.map_or(Ok(without), |text| text.parse());
    let kills = number(given.next(), 1000).map_err(|error| format!("kills: {error}"))?;
    let seed = number(given.next(), 1).map_err(|error| format!("seed: {error}"))?;
    let only = given.next();
    let wants = |name: &str| only.as_deref().is_none_or(|only| only == name);
    told(say(&format!("Kills {kills}, seed {seed}")))?;
    let mut trials = Trials { program, kills, seed, report: Report::default() };
    if wants("killed") {
        trials.killed().await?;
    }
    if wants("databases") {
        trials.databases().await?;
    }
    if wants("disks") {
        trials.disks().await?;
    }
    if wants("clock") {
        trials.clock().await?;
    }
    if wants("mail") {
        trials.mail().await?;
    }
    told(trials.report.tell_all())?;
    match trials.report.wrong {
        0 => Ok(()),
        wrong => Err(format!("{wrong} things are not as they must be")),
    }
}

struct Trials {
    program: PathBuf,
    kills: u64,
    seed: u64,
    report: Report,
}

impl Trials {
    async fn killed(&mut self) -> Result<(), Told> {
        let on_postgresql = Database::At(postgres::new_database()?);
        for (name, befell, setup) in [
            ("Processes killed: one, on SQLite", "kills on SQLite", Setup::new(Database::Sqlite, 1)),
            (
                "Processes killed: three, on one PostgreSQL",
                "kills on PostgreSQL",
                Setup::new(on_postgresql, 3),
            ),
        ] {
            let folder = new_folder()?;
            let portal = Arc::new(Portal::prepare(&self.program, folder.path(), setup)?);
            let plan = Plan { times: self.kills / 2, ..self.plan() };
            self.tell(name, befell, folder, &by_killing(portal, plan).await?)?;
        }
        Ok(())
    }

    async fn databases(&mut self) -> Result<(), Told> {
        let server = Fragile::start()?;
        let setup = Setup::new(Database::At(server.address.clone()), 2);
        let name = "PostgreSQL broken off and restarted";
        self.befall(name, "restarts of PostgreSQL", setup, self.plan(), Restart(server)).await?;
        let pair = Pair::start()?;
        let setup = Setup::new(Database::At(pair.address.clone()), 2);
        let plan = Plan { times: 1, ..self.plan() };
        let name = "PostgreSQL primary killed, synchronous standby promoted";
        self.befall(name, "PostgreSQL failovers", setup, plan, FailOver(pair)).await
    }

    async fn disks(&mut self) -> Result<(), Told> {
        let folder = new_folder()?;
        let data = folder.path().join("disk");
        let disk = match SmallDisk::mount(&data) {
            Ok(disk) => disk,
            Err(why) => return told(say(&format!("Disk full: not done, {why}"))),
        };
        let portal = Portal::prepare(&self.program, &data, Setup::new(Database::Sqlite, 1))?;
        disk.make_read_only()?;
        let refused = portal.start(0).is_err();
        portal.kill(0)?;
        disk.make_writable()?;
        told(self.report.is_so("A read-only disk is refused at the start", refused))?;
        let outcome = by_fault(Arc::new(portal), self.plan(), disk.clone()).await?;
        self.tell("Disk full", "times the disk was full", folder, &outcome)
    }

    async fn clock(&mut self) -> Result<(), Told> {
        let clocks = new_folder()?;
        let jump = ClockJump::new(clocks.path(), 20)?;
        let environment = match jump.environment() {
            Ok(environment) => environment,
            Err(why) => return told(say(&format!("Clock jumps: not done, {why}"))),
        };
        let setup = Setup { environment, ..Setup::new(Database::Sqlite, 1) };
        let name = "Clock jumps by 20 minutes, ahead and back";
        self.befall(name, "jumps of the clock, and back", setup, self.plan(), jump).await
    }

    async fn mail(&mut self) -> Result<(), Told> {
        let server = Arc::new(MailServer::start()?);
        let setup = Setup { mail_port: Some(server.port), ..Setup::new(Database::Sqlite, 1) };
        let plan = Plan { mail: Some(server), ..self.plan() };
        let name = "Mail server slow, or hanging up after it took a message";
        self.befall(name, "spells of two seconds", setup, plan, Nothing).await
    }

    fn plan(&self) -> Plan {
        Plan { times: FAULTS, residents: RESIDENTS, seed: self.seed, mail: None }
    }

    async fn befall(
        &mut self,
        name: &str,
        befell: &'static str,
        setup: Setup,
        plan: Plan,
        fault: impl Fault + 'static,
    ) -> Result<(), Told> {
        let folder = new_folder()?;
        let portal = Arc::new(Portal::prepare(&self.program, folder.path(), setup)?);
        self.tell(name, befell, folder, &by_fault(portal, plan, fault).await?)
    }

    fn tell(
        &mut self,
        name: &str,
        befell: &'static str,
        folder: tempfile::TempDir,
        outcome: &Outcome,
    ) -> Result<(), Told> {
        told(self.report.tell(name, befell, outcome))?;
        if outcome.reckoning.wrong.is_empty() {
            return Ok(());
        }
        told(say(&format!("  everything is kept in {}", kept(folder).display())))
    }
}

fn told(written: std::io::Result<()>) -> Result<(), Told> {
    written.map_err(|error| error.to_string())
}

fn new_folder() -> Result<tempfile::TempDir, Told> {
    tempfile::tempdir().map_err(|error| error.to_string())
}

fn kept(folder: tempfile::TempDir) -> PathBuf {
    let path: &Path = folder.path();
    let path = path.to_owned();
    // Somebody wants to look at what went wrong.
    let _ = folder.keep();
    path
}
