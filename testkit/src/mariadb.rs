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

static SERVER: OnceLock<Server> = OnceLock::new();
static DATABASES: AtomicU32 = AtomicU32::new(1);

struct Server {
    folder: PathBuf,
}

/// The address of a new, empty database.
pub fn new_database() -> String {
    let server = SERVER.get_or_init(Server::start);
    let name = format!("test_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
    server.sql(&format!("CREATE DATABASE {name}"));
    format!("mysql://root@localhost/{name}?socket={}", socket().display())
}

/// Where the server listens.
pub fn socket() -> PathBuf {
    SERVER.get_or_init(Server::start).folder.join("socket")
}

/// Runs statements in a database; gives what they print, a line for each row.
pub fn run(address: &str, sql: &str) -> String {
    let server = SERVER.get_or_init(Server::start);
    let (_, name) =
        address.rsplit_once('/').map_or(("", ""), |_| address.split_once("host/").expect("made here"));
    let name = name.split('?').next().expect("an address made here");
    server.sql(&format!("USE {name};\n{sql}"))
}

impl Server {
    fn start() -> Self {
        let daemon = [
            "/usr/sbin/mariadbd",
            "/usr/bin/mariadbd",
            "/opt/homebrew/bin/mariadbd",
            "/usr/local/bin/mariadbd",
        ];
        let daemon = daemon.map(Path::new).into_iter().find(|path| path.exists());
        let daemon = daemon.unwrap_or_else(|| panic!("{INSTALL}"));
        let folder = std::env::temp_dir().join(format!("portico-mariadb-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a temporary folder");
        let server = Self { folder };
        let user = if is_root() { "--user=mysql" } else { "--skip-name-resolve" };
        if is_root() {
            done("chown", Command::new("chown").args(["-R", "mysql:"]).arg(&server.folder));
        }
        let data = format!("--datadir={}", server.folder.join("data").display());
        let quiet = ["--auth-root-authentication-method=normal", "--skip-test-db"];
        let install = || {
            let mut command = Command::new("mariadb-install-db");
            command.arg("--no-defaults").args(quiet).args([&data, user]);
            command
        };
        done("mariadb-install-db", &mut install());
        server.run_beside(daemon, &data, user);
        server
    }

    /// A shell that starts the server, waits for this process to end (its end of the pipe closes, even when killed),
    /// then tidies up.
    fn run_beside(&self, daemon: &Path, data: &str, user: &str) {
        let watch = "\"$@\" >/dev/null 2>&1 </dev/null & read _; kill -9 $!; wait; rm -rf \"$0\"";
        let mut shell = Command::new("sh");
        shell.args(["-c", watch]).arg(&self.folder).arg(daemon).args([
            "--no-defaults",
            "--skip-networking",
            data,
            user,
        ]);
        shell.arg(format!("--socket={}", self.folder.join("socket").display()));
        shell.arg(format!("--log-error={}", self.folder.join("log").display()));
        shell.args(["--max-connections=300", "--innodb-buffer-pool-size=16M", "--innodb-log-file-size=8M"]);
        let child = shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        // Kept open until the process ends.
        std::mem::forget(child.expect("a shell").stdin);
        for _ in 0..300 {
            if self.client("SELECT 1").is_ok_and(|output| output.status.success()) {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("the MariaDB server did not start; see {}", self.folder.join("log").display());
    }

    fn client(&self, sql: &str) -> std::io::Result<Output> {
        let mut client = Command::new("mariadb");
        client.args(["--no-defaults", "--user=root", "--batch", "--skip-column-names", "--socket"]);
        client.arg(self.folder.join("socket")).args(["--execute", sql]).output()
    }

    fn sql(&self, sql: &str) -> String {
        let output = self.client(sql).expect("the client `mariadb` is installed with the server");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.starts_with(b"0"))
}

fn done(what: &str, command: &mut Command) {
    let output = command.output().unwrap_or_else(|error| panic!("{what} could not be started: {error}"));
    assert!(output.status.success(), "{what} failed: {}", String::from_utf8_lossy(&output.stderr));
}
