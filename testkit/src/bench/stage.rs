//! What is measured, set up: the real program on one of its databases, in a folder of its own, with the settings an
//! installation has that changed none; and programs of ours beside it.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use super::{
    browsing::address_of,
    letters::Letters,
    machine::{self, Cores},
    town::Town,
};
use crate::{
    postgres,
    trial::portal::{Database, Portal, Setup, Told, free_port, wait_for},
};

/// A database that the program runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Engine {
    /// Inside the program.
    Sqlite,
    /// A server.
    Postgresql,
}

impl Engine {
    /// As people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgresql => "PostgreSQL",
        }
    }
}

/// The program, ready to be started.
pub struct Stage {
    /// On which database.
    pub engine: Engine,
    /// The program.
    pub portal: Portal,
    /// Where it answers.
    pub address: SocketAddr,
    /// The address of its database, where that is a server.
    pub database: Option<String>,
    folder: tempfile::TempDir,
}

/// Processor time used so far.
#[derive(Clone, Copy)]
pub struct Used {
    /// By the program.
    pub server: Duration,
    /// By the database server.
    pub database: Duration,
    /// By this process.
    pub own: Duration,
    /// By everything on the machine.
    pub all: Duration,
}

impl Stage {
    /// Makes tables, keys and agencies. Nothing runs yet. With cores, the program runs on its own and the database server
    /// on those of everybody else.
    pub fn set(program: &Path, engine: Engine, cores: Option<&Cores>) -> Result<Self, Told> {
        let stage = Self::launched(program, engine, Cores::for_server(cores))?;
        if let (Some(cores), Some(_)) = (cores, &stage.database) {
            cores.tie_to_others(postgres::process()?)?;
        }
        Ok(stage)
    }

    /// The same, and the program is started by another command.
    pub fn launched(program: &Path, engine: Engine, launcher: Vec<String>) -> Result<Self, Told> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let database = match engine {
            Engine::Sqlite => None,
            Engine::Postgresql => Some(postgres::new_database()?),
        };
        let on = database.clone().map_or(Database::Sqlite, Database::At);
        let set = |name: &str, value: String| (name.to_owned(), value);
        let environment = vec![
            // As it is without a word in the settings, and behind a proxy as in production: residents come from places
            // of their own.
            set("PORTICO_LOG__LEVEL", "info".to_owned()),
            set("PORTICO_LISTEN__METRICS", format!("127.0.0.1:{}", free_port()?)),
            set("PORTICO_LISTEN__BEHIND_PROXY", "true".to_owned()),
        ];
        let setup = Setup { environment, launcher, ..Setup::new(on, 1) };
        let portal = Portal::prepare(program, folder.path(), setup)?;
        let address = address_of(portal.addresses().first().ok_or("no process")?)?;
        Ok(Self { engine, portal, address, database, folder })
    }

    /// Starts the program.
    pub fn start(&self) -> Result<(), Told> {
        self.portal.start(0).map(drop)
    }

    /// What residents of this portal have in common.
    pub fn town(&self) -> Result<Town, Told> {
        Town::new(self.address, Some(Letters::of(&self.portal.mailbox())))
    }

    /// A file or folder of this stage.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program's process.
    pub fn pid(&self) -> Result<u32, Told> {
        self.portal.pid(0).ok_or_else(|| "the program is not running".to_owned())
    }

    /// Processor time used so far.
    pub fn used(&self) -> Result<Used, Told> {
        let database = match &self.database {
            Some(_) => machine::cpu_of_family(postgres::process()?)?,
            None => Duration::ZERO,
        };
        let (own, all) = (machine::own_cpu()?, machine::cpu_of_all()?);
        Ok(Used { server: machine::cpu_of(self.pid()?)?, database, own, all })
    }
}

impl Used {
    /// What was used since then.
    #[must_use]
    pub fn since(self, before: Self) -> Self {
        Self {
            server: self.server.saturating_sub(before.server),
            database: self.database.saturating_sub(before.database),
            own: self.own.saturating_sub(before.own),
            all: self.all.saturating_sub(before.all),
        }
    }
}

/// This program in another role, as a process of its own; it ends with this value.
pub struct Beside(Child);

impl Beside {
    /// Starts it on the cores of the program, in whose place it stands.
    pub fn start(arguments: &[String], cores: Option<&Cores>) -> Result<Self, Told> {
        let mut command = in_role(arguments, cores)?;
        command.stdin(Stdio::null()).stdout(Stdio::null());
        command.spawn().map(Self).map_err(|error| error.to_string())
    }

    /// The bare server, giving what a folder keeps.
    pub fn bare(kept: &Path, cores: Option<&Cores>) -> Result<(Self, SocketAddr), Told> {
        let port = free_port()?;
        let arguments = ["bare".to_owned(), kept.display().to_string(), port.to_string()];
        let mut beside = Self::start(&arguments, cores)?;
        wait_for(port, &mut beside.0)?;
        Ok((beside, SocketAddr::from(([127, 0, 0, 1], port))))
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// This program in another role on the cores of the program that is measured.
pub fn in_role(arguments: &[String], cores: Option<&Cores>) -> Result<Command, Told> {
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let launcher = Cores::for_server(cores);
    let mut command = match launcher.split_first() {
        None => Command::new(&own),
        Some((launcher, before)) => {
            let mut command = Command::new(launcher);
            command.args(before).arg(&own);
            command
        }
    };
    command.args(arguments);
    Ok(command)
}
