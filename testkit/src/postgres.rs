//! A PostgreSQL server for tests: made in a temporary folder when the first test asks for it, gone when the tests
//! are over, however they end. One server for each test binary, one database for each test.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

/// What to do when there is no PostgreSQL to test with.
const INSTALL: &str = "PostgreSQL is not installed, and these tests need it. Install it: `apt-get install postgresql` \
    (Debian), `brew install postgresql` (macOS). It does not have to run: the tests start their own.";

static SERVER: OnceLock<Result<Server, String>> = OnceLock::new();
static ENCRYPTED: OnceLock<Result<Encrypted, String>> = OnceLock::new();
static DATABASES: AtomicU32 = AtomicU32::new(1);

/// A server in a temporary folder.
pub(crate) struct Server {
    programs: PathBuf,
    pub(crate) folder: PathBuf,
}

/// A server that takes encrypted connections, with a certificate made for it.
#[derive(Clone)]
pub struct Encrypted {
    /// Its port; it listens on this machine only. Its certificate is for `localhost`, not for 127.0.0.1.
    pub port: u16,
    /// The certificate that its own comes from.
    pub issuer: PathBuf,
    /// A certificate it has nothing to do with.
    pub stranger: PathBuf,
}

/// The server that takes encrypted connections; it has one database, `postgres`.
///
/// The program `openssl` makes its certificate.
#[allow(dead_code, reason = "each test binary that takes this file uses what it needs")]
pub fn encrypted() -> Result<Encrypted, String> {
    ENCRYPTED.get_or_init(Encrypted::start).clone()
}

impl Encrypted {
    fn start() -> Result<Self, String> {
        let server = Server::install("encrypted")?;
        let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let port = free.map_err(|error| error.to_string())?.port();
        crate::certificates::make(&server.folder)?;
        server.give_to_postgres()?;
        let file = |name: &str| server.folder.join(name).display().to_string();
        let settings = format!(
            "-c listen_addresses=127.0.0.1 -p {port} -c ssl=on -c ssl_cert_file={} -c ssl_key_file={}",
            file("server.pem"),
            file("server.key")
        );
        server.run(&settings)?;
        let (issuer, stranger) = (server.folder.join("issuer.pem"), server.folder.join("stranger.pem"));
        Ok(Self { port, issuer, stranger })
    }
}

/// The address of a new, empty database. The error says what to do; a test without a database must fail, not pass.
pub fn new_database() -> Result<String, String> {
    let server = server()?;
    let name = format!("test_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
    server.client("psql", &["-d", "postgres", "-c", &format!("CREATE DATABASE {name}")])?;
    let folder = server.folder.display().to_string().replace('/', "%2F");
    Ok(format!("postgres://postgres@/{name}?host={folder}"))
}

/// Runs statements on a database made here.
#[allow(dead_code, reason = "each test binary that takes this file uses what it needs")]
pub fn run(address: &str, sql: &str) -> Result<(), String> {
    let name = address.split(['/', '?']).nth(3).ok_or("not an address made here")?;
    server()?.client("psql", &["-d", name, "-v", "ON_ERROR_STOP=1", "-c", sql]).map(drop)
}

/// The address of a new database that these statements were run on.
#[allow(dead_code, reason = "each test binary that takes this file uses what it needs")]
pub fn database_with(sql: &str) -> Result<String, String> {
    let address = new_database()?;
    run(&address, sql)?;
    Ok(address)
}

/// Everything a database holds, as `pg_dump` writes it.
pub fn dump(address: &str) -> Result<String, String> {
    let name = address.split(['/', '?']).nth(3).ok_or("not an address made here")?;
    let output = server()?.client("pg_dump", &["-d", name])?;
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}

/// The process of the server that the databases made here are on.
#[allow(dead_code, reason = "each test binary that takes this file uses what it needs")]
pub fn process() -> Result<u32, String> {
    let file = fs::read_to_string(format!("{}/postmaster.pid", server()?.data()));
    let file = file.map_err(|error| error.to_string())?;
    file.lines()
        .next()
        .and_then(|line| line.parse().ok())
        .ok_or_else(|| "the server is not running".to_owned())
}

fn server() -> Result<&'static Server, String> {
    SERVER.get_or_init(Server::start).as_ref().map_err(Clone::clone)
}

impl Server {
    fn start() -> Result<Self, String> {
        let server = Self::install("plain")?;
        server.run("-c listen_addresses='' -c max_connections=300")?;
        Ok(server)
    }

    pub(crate) fn install(name: &str) -> Result<Self, String> {
        let programs = programs().ok_or(INSTALL)?;
        let folder = std::env::temp_dir().join(format!("portico-postgres-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        let server = Self { programs, folder };
        server.give_to_postgres()?;
        let data = server.data();
        done("initdb", server.owned("initdb").args(["-D", &data, "-A", "trust", "-U", "postgres", "-N"]))?;
        Ok(server)
    }

    pub(crate) fn data(&self) -> String {
        self.folder.join("data").display().to_string()
    }

    fn give_to_postgres(&self) -> Result<(), String> {
        if is_root() {
            done("chown", Command::new("chown").args(["-R", "postgres:"]).arg(&self.folder))?;
        }
        Ok(())
    }

    pub(crate) fn run(&self, settings: &str) -> Result<(), String> {
        let data = self.data();
        let settings = format!("-k {} {settings}", self.folder.display());
        let log = self.folder.join("log").display().to_string();
        done("pg_ctl", self.owned("pg_ctl").args(["start", "-w", "-D", &data, "-l", &log, "-o", &settings]))?;
        self.stop_with_this_process(&data)
    }

    /// A shell that waits for this process to end (its end of the pipe closes, even when killed), then tidies up.
    fn stop_with_this_process(&self, data: &str) -> Result<(), String> {
        let mut shell = Command::new("sh");
        shell.current_dir(&self.folder).args(["-c", "read _; \"$@\"; rm -rf \"$0\""]).arg(&self.folder);
        let stop = self.owned("pg_ctl");
        shell.arg(stop.get_program()).args(stop.get_args()).args(["stop", "-m", "immediate", "-D", data]);
        shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = shell.spawn().map_err(|error| error.to_string())?;
        // Open until this process ends, and not waited for: it outlives this process.
        std::mem::forget(child);
        Ok(())
    }

    /// A program that must not run as root: then it runs as user postgres.
    pub(crate) fn owned(&self, program: &str) -> Command {
        let program = self.programs.join(program);
        let mut command = Command::new(if is_root() { Path::new("setpriv") } else { &program });
        if is_root() {
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]).arg(&program);
        }
        command.current_dir(&self.folder);
        command
    }

    pub(crate) fn client(&self, program: &str, args: &[&str]) -> Result<Output, String> {
        let mut command = Command::new(self.programs.join(program));
        done(program, command.args(["-U", "postgres", "-h"]).arg(&self.folder).args(args))
    }
}

/// The folder of the newest PostgreSQL there is.
fn programs() -> Option<PathBuf> {
    let version = |folder: &PathBuf| folder.file_name()?.to_str()?.parse::<u32>().ok();
    let installed =
        fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path());
    let newest = installed.max_by_key(version).map(|folder| folder.join("bin"));
    let asked = || {
        let output = Command::new("pg_config").arg("--bindir").output().ok()?;
        Some(PathBuf::from(String::from_utf8(output.stdout).ok()?.trim()))
    };
    newest.or_else(asked).filter(|folder| folder.join("initdb").exists())
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.starts_with(b"0"))
}

pub(crate) fn done(what: &str, command: &mut Command) -> Result<Output, String> {
    let output = command.output().map_err(|error| format!("{what} could not be started: {error}"))?;
    if output.status.success() {
        return Ok(output);
    }
    Err(format!("{what} failed: {}", String::from_utf8_lossy(&output.stderr)))
}
