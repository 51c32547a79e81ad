//! PostgreSQL servers that a trial may treat badly: one that is restarted in the middle of everything, and a pair of which
//! the first is killed and the second takes over.

use std::{fs, net::TcpListener, process::Command};

use crate::postgres::{Server, done};

/// A server that can be restarted as after a crash.
pub struct Fragile {
    server: Server,
    settings: String,
    /// The address of its database.
    pub address: String,
}

impl Fragile {
    /// Starts it.
    pub fn start() -> Result<Self, String> {
        let server = Server::install("fragile")?;
        let port = free_port()?;
        let settings = settings(port, "");
        server.run(&settings)?;
        Ok(Self { server, settings, address: format!("postgres://postgres@127.0.0.1:{port}/postgres") })
    }

    /// Stops it without saying goodbye to anybody, and starts it again: it recovers from its log.
    pub fn restart(&self) -> Result<(), String> {
        let options = format!("-k {} {}", self.server.folder.display(), self.settings);
        let (data, log) = (self.server.data(), self.server.folder.join("log"));
        let mut command = self.server.owned("pg_ctl");
        command.args(["restart", "-w", "-m", "immediate", "-D", &data, "-l"]).arg(log).args(["-o", &options]);
        done("pg_ctl restart", &mut command).map(drop)
    }
}

/// A primary and its synchronous standby.
pub struct Pair {
    primary: Server,
    standby: Server,
    /// The address of their database, with both hosts.
    pub address: String,
}

impl Pair {
    /// Starts both. A commit on the primary is acknowledged when the standby has it on disk.
    pub fn start() -> Result<Self, String> {
        let (primary, standby) = (Server::install("primary")?, Server::install("standby")?);
        let (first, second) = (free_port()?, free_port()?);
        primary.run(&settings(first, "-c synchronous_standby_names=standby"))?;
        fs::remove_dir_all(standby.data()).map_err(|error| error.to_string())?;
        let from = format!("host=127.0.0.1 port={first} user=postgres application_name=standby");
        let mut copy = standby.owned("pg_basebackup");
        copy.args(["-d", &from, "-D", &standby.data(), "-R", "-X", "stream", "-c", "fast"]);
        done("pg_basebackup", &mut copy)?;
        standby.run(&settings(second, ""))?;
        let address = format!(
            "postgres://postgres@127.0.0.1:{first},127.0.0.1:{second}/postgres?target_session_attrs=read-write"
        );
        Ok(Self { primary, standby, address })
    }

    /// SIGKILL to the primary; the standby becomes the primary.
    pub fn fail_over(&self) -> Result<(), String> {
        let file = fs::read_to_string(format!("{}/postmaster.pid", self.primary.data()));
        let file = file.map_err(|error| error.to_string())?;
        let pid = file.lines().next().ok_or("the primary is not running")?;
        done("kill", Command::new("kill").args(["-KILL", pid]))?;
        let mut promote = self.standby.owned("pg_ctl");
        promote.args(["promote", "-w", "-D", &self.standby.data()]);
        done("pg_ctl promote", &mut promote).map(drop)
    }
}

fn settings(port: u16, more: &str) -> String {
    format!("-c listen_addresses=127.0.0.1 -p {port} -c max_connections=100 {more}")
}

fn free_port() -> Result<u16, String> {
    let address = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    address.map(|address| address.port()).map_err(|error| error.to_string())
}
