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

static SERVER: OnceLock<Server> = OnceLock::new();
static DATABASES: AtomicU32 = AtomicU32::new(1);

struct Server {
    programs: PathBuf,
    folder: PathBuf,
}

/// The address of a new, empty database.
pub fn new_database() -> String {
    let server = SERVER.get_or_init(Server::start);
    let name = format!("test_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
    server.client("psql", &["-d", "postgres", "-c", &format!("CREATE DATABASE {name}")]);
    let folder = server.folder.display().to_string().replace('/', "%2F");
    format!("postgres://postgres@/{name}?host={folder}")
}

/// Everything a database holds, as `pg_dump` writes it.
pub fn dump(address: &str) -> String {
    let server = SERVER.get_or_init(Server::start);
    let (_, name) = address.split_once("@/").expect("an address made here");
    let name = name.split('?').next().expect("an address made here");
    String::from_utf8(server.client("pg_dump", &["-d", name]).stdout).expect("a dump is text")
}

impl Server {
    fn start() -> Self {
        let programs = programs().unwrap_or_else(|| panic!("{INSTALL}"));
        let folder = std::env::temp_dir().join(format!("portico-postgres-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a temporary folder");
        let server = Self { programs, folder };
        let data = server.folder.join("data");
        if is_root() {
            let owner = Command::new("chown").args(["-R", "postgres:"]).arg(&server.folder).status();
            assert!(owner.is_ok_and(|status| status.success()), "the folder could not be given to user postgres");
        }
        let data_text = data.display().to_string();
        done("initdb", server.owned("initdb").args(["-D", &data_text, "-A", "trust", "-U", "postgres", "-N"]));
        let socket = format!("-k {} -c listen_addresses='' -c max_connections=300", server.folder.display());
        let log = server.folder.join("log").display().to_string();
        done("pg_ctl", server.owned("pg_ctl").args(["start", "-w", "-D", &data_text, "-l", &log, "-o", &socket]));
        server.stop_with_this_process(&data_text);
        server
    }

    /// A shell that waits for this process to end (its end of the pipe closes, even when killed), then tidies up.
    fn stop_with_this_process(&self, data: &str) {
        let stop = "read _; \"$@\"; rm -rf \"$0\"";
        let mut shell = Command::new("sh");
        shell.args(["-c", stop]).arg(&self.folder);
        let stopping = self.owned("pg_ctl");
        shell.arg(stopping.get_program()).args(stopping.get_args());
        shell.args(["stop", "-m", "immediate", "-D", data]);
        let child = shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        // Kept open until the process ends.
        std::mem::forget(child.expect("a shell").stdin);
    }

    /// A program that must not run as root: then it runs as user postgres.
    fn owned(&self, program: &str) -> Command {
        let program = self.programs.join(program);
        let mut command = if is_root() {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        command.current_dir(&self.folder);
        command
    }

    fn client(&self, program: &str, args: &[&str]) -> Output {
        done(program, Command::new(self.programs.join(program)).args(["-U", "postgres", "-h"]).arg(&self.folder).args(args))
    }
}

/// The folder of the newest PostgreSQL there is.
fn programs() -> Option<PathBuf> {
    let version = |folder: &Path| folder.file_name()?.to_str()?.parse::<u32>().ok();
    let installed = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path());
    let newest = installed.max_by_key(|folder| version(folder)).map(|folder| folder.join("bin"));
    let asked = || {
        let output = Command::new("pg_config").arg("--bindir").output().ok()?;
        Some(PathBuf::from(String::from_utf8(output.stdout).ok()?.trim()))
    };
    newest.or_else(asked).filter(|folder| folder.join("initdb").exists())
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.starts_with(b"0"))
}

fn done(what: &str, command: &mut Command) -> Output {
    let output = command.output().unwrap_or_else(|error| panic!("{what} could not be started: {error}"));
    assert!(output.status.success(), "{what} failed: {}", String::from_utf8_lossy(&output.stderr));
    output
}
