//! ClamAV's real daemon for tests, with a list of one line: what it knows as harmful is a sentence of ours. Started when
//! the first test asks for it, gone when the tests are over, however they end.

use std::{
    fmt::Write as _,
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::OnceLock,
    time::Duration,
};

/// What to do when there is no clamd to test with.
const INSTALL: &str =
    "ClamAV's daemon is not there, and these tests need it. Run `scripts/virus-scanner.sh`.";

/// What the daemon of the tests knows as harmful, wherever it stands in a file.
pub const HARMFUL: &str = "This is the sentence that tests of Portico call harmful.";
/// The largest file it looks into.
pub const MOST_BYTES: usize = 4 * 1024 * 1024;

static DAEMON: OnceLock<Result<String, String>> = OnceLock::new();

/// Its address. The error says what to do; a test without it must fail, not pass.
pub fn address() -> Result<String, String> {
    DAEMON.get_or_init(start).clone()
}

fn start() -> Result<String, String> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/clamav");
    let places = ["/usr/sbin/clamd", "/usr/local/sbin/clamd", "/opt/homebrew/sbin/clamd"].map(PathBuf::from);
    let unpacked = own.join("usr/sbin/clamd");
    let daemon = places.into_iter().chain([unpacked]).find(|path| path.exists()).ok_or(INSTALL)?;
    let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    let port = free.map_err(|error| error.to_string())?.port();
    let folder = std::env::temp_dir().join(format!("portico-clamd-{}", std::process::id()));
    settings(&folder, port).map_err(|error| error.to_string())?;
    run_beside(&folder, &daemon, &own)?;
    let address = format!("127.0.0.1:{port}");
    for _ in 0..300 {
        if std::net::TcpStream::connect(&address).is_ok() {
            return Ok(format!("tcp://{address}"));
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Err(format!("clamd did not start: {}", fs::read_to_string(folder.join("log")).unwrap_or_default()))
}

/// Its settings, and its list: a name, any kind of file, anywhere, these bytes.
fn settings(folder: &Path, port: u16) -> std::io::Result<()> {
    fs::create_dir_all(folder.join("lists"))?;
    let mut bytes = String::new();
    for byte in HARMFUL.bytes() {
        write!(bytes, "{byte:02x}").map_err(std::io::Error::other)?;
    }
    fs::write(folder.join("lists/tests.ndb"), format!("Portico.Test:0:*:{bytes}\n"))?;
    let lists = folder.join("lists").display().to_string();
    let settings = format!(
        "DatabaseDirectory {lists}\nTCPSocket {port}\nTCPAddr 127.0.0.1\nForeground yes\n\
         StreamMaxLength {MOST_BYTES}\nTemporaryDirectory {}\nConcurrentDatabaseReload no\n",
        folder.display()
    );
    fs::write(folder.join("clamd.conf"), settings)
}

/// A shell that starts the daemon, waits for this process to end (its end of the pipe closes, even when killed), then
/// tidies up.
fn run_beside(folder: &Path, daemon: &Path, own: &Path) -> Result<(), String> {
    let watch =
        "\"$1\" -c \"$0/clamd.conf\" >\"$0/log\" 2>&1 </dev/null & read _; kill -9 $!; wait; rm -rf \"$0\"";
    let mut shell = Command::new("sh");
    shell.args(["-c", watch]).arg(folder).arg(daemon);
    let libraries = fs::read_dir(own.join("usr/lib")).ok().into_iter().flatten().flatten();
    let libraries: Vec<String> = libraries.map(|entry| entry.path().display().to_string()).collect();
    if daemon.starts_with(own) {
        shell.env("LD_LIBRARY_PATH", libraries.join(":"));
    }
    shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let child = shell.spawn().map_err(|error| error.to_string())?;
    // Kept open until the process ends.
    std::mem::forget(child.stdin);
    Ok(())
}
