//! A MariaDB server for tests: made in a temporary folder when the first test asks for it, gone when the tests are
//! over, however they end. One server for each test binary, one database for each test.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

/// What to do when there is no MariaDB to test with.
const INSTALL: &str = "MariaDB is not installed, and these tests need it. Install it: `apt-get install mariadb-server` \
    (Debian), `brew install mariadb` (macOS). It does not have to run: the tests start their own.";

static SERVER: OnceLock<Result<Server, String>> = OnceLock::new();
static ENCRYPTED: OnceLock<Result<Encrypted, String>> = OnceLock::new();
static DATABASES: AtomicU32 = AtomicU32::new(1);

struct Server {
    folder: PathBuf,
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

/// The server that takes encrypted connections, for the user `portico` without a password, on the database `test`.
#[allow(dead_code, reason = "each test binary that takes this file uses what it needs")]
pub fn encrypted() -> Result<Encrypted, String> {
    ENCRYPTED.get_or_init(Encrypted::start).clone()
}

impl Encrypted {
    fn start() -> Result<Self, String> {
        let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let port = free.map_err(|error| error.to_string())?.port();
        let server = Server::start("encrypted", |folder| {
            crate::certificates::make(folder)?;
            let file = |name: &str| folder.join(name).display().to_string();
            Ok(vec![
                "--bind-address=127.0.0.1".to_owned(),
                format!("--port={port}"),
                format!("--ssl-cert={}", file("server.pem")),
                format!("--ssl-key={}", file("server.key")),
            ])
        })?;
        server.sql("CREATE DATABASE test; CREATE USER portico@'%'; GRANT ALL ON test.* TO portico@'%'")?;
        let (issuer, stranger) = (server.folder.join("issuer.pem"), server.folder.join("stranger.pem"));
        Ok(Self { port, issuer, stranger })
    }
}

/// The address of a new, empty database. The error says what to do; a test without a database must fail, not pass.
pub fn new_database() -> Result<String, String> {
    let name = format!("test_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
    server()?.sql(&format!("CREATE DATABASE {name}"))?;
    Ok(format!("mysql://root@localhost/{name}?socket={}", socket()?.display()))
}

/// Where the server listens.
pub fn socket() -> Result<PathBuf, String> {
    Ok(server()?.folder.join("socket"))
}

/// Runs statements in a database; gives what they print, a line for each row.
pub fn run(address: &str, sql: &str) -> Result<String, String> {
    let name = address.split(['/', '?']).nth(3).ok_or("not an address made here")?;
    server()?.sql(&format!("USE {name};\n{sql}"))
}

fn server() -> Result<&'static Server, String> {
    SERVER
        .get_or_init(|| Server::start("plain", |_| Ok(vec!["--skip-networking".to_owned()])))
        .as_ref()
        .map_err(Clone::clone)
}

impl Server {
    /// `settings` may put files into the server's folder.
    fn start(
        name: &str,
        settings: impl FnOnce(&Path) -> Result<Vec<String>, String>,
    ) -> Result<Self, String> {
        let places = ["/usr/sbin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"];
        let daemon = places.map(|place| Path::new(place).join("mariadbd"));
        let daemon = daemon.iter().find(|path| path.exists()).ok_or(INSTALL)?;
        let folder = std::env::temp_dir().join(format!("portico-mariadb-{}-{name}", std::process::id()));
        // Servers that start at the same moment must not share temporary files.
        let temporary = folder.join("tmp");
        fs::create_dir_all(&temporary).map_err(|error| error.to_string())?;
        let own = settings(&folder)?;
        let temporary = format!("--tmpdir={}", temporary.display());
        let server = Self { folder };
        let user = if is_root() { "--user=mysql" } else { "--skip-name-resolve" };
        if is_root() {
            done("chown", Command::new("chown").args(["-R", "mysql:"]).arg(&server.folder))?;
        }
        let data = format!("--datadir={}", server.folder.join("data").display());
        let mut install = Command::new("mariadb-install-db");
        install.args([
            "--no-defaults",
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            &data,
            &temporary,
            user,
        ]);
        done("mariadb-install-db", &mut install)?;
        let own = own.iter().map(String::as_str);
        let all: Vec<&str> = [data.as_str(), &temporary, user].into_iter().chain(own).collect();
        server.run_beside(daemon, &all)?;
        server.wait()?;
        Ok(server)
    }

    /// A shell that starts the server, waits for this process to end (its end of the pipe closes, even when killed),
    /// then tidies up.
    fn run_beside(&self, daemon: &Path, settings: &[&str]) -> Result<(), String> {
        let watch = "\"$@\" >/dev/null 2>&1 </dev/null & read _; kill -9 $!; wait; rm -rf \"$0\"";
        let mut shell = Command::new("sh");
        shell.args(["-c", watch]).arg(&self.folder).arg(daemon).arg("--no-defaults");
        shell.args(settings);
        shell.arg(format!("--socket={}", self.folder.join("socket").display()));
        shell.arg(format!("--log-error={}", self.folder.join("log").display()));
        shell.args(["--max-connections=300", "--innodb-buffer-pool-size=16M", "--innodb-log-file-size=8M"]);
        shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = shell.spawn().map_err(|error| error.to_string())?;
        // Kept open until the process ends.
        std::mem::forget(child.stdin);
        Ok(())
    }

    fn wait(&self) -> Result<(), String> {
        for _ in 0..300 {
            if self.sql("SELECT 1").is_ok() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Err(format!("the MariaDB server did not start; see {}", self.folder.join("log").display()))
    }

    fn sql(&self, sql: &str) -> Result<String, String> {
        let mut client = Command::new("mariadb");
        client.args(["--no-defaults", "--user=root", "--batch", "--skip-column-names", "--socket"]);
        let output = done("mariadb", client.arg(self.folder.join("socket")).args(["--execute", sql]))?;
        String::from_utf8(output.stdout).map_err(|error| error.to_string())
    }
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.starts_with(b"0"))
}

fn done(what: &str, command: &mut Command) -> Result<Output, String> {
    let output = command.output().map_err(|error| format!("{what} could not be started: {error}"))?;
    let said = || format!("{what} failed: {}", String::from_utf8_lossy(&output.stderr));
    if output.status.success() { Ok(output) } else { Err(said()) }
}
