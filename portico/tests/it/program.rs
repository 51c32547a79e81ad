//! Starts the program and talks to it, for tests.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

/// An empty folder of this test's own.
pub fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("portico-it-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a temporary folder");
    folder
}

/// The folder of the project.
pub fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The program, started in the project's folder.
pub fn portico(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_portico"));
    command.current_dir(project()).args(args);
    command
}

/// Runs the program to its end.
pub fn run(args: &[&str]) -> Output {
    portico(args).output().expect("the program starts")
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A port nobody listens on.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port").port()
}

/// The program at work; killed when the test is over.
pub struct Running {
    child: Child,
    port: u16,
    log: Arc<Mutex<String>>,
    logging: Option<thread::JoinHandle<()>>,
}

impl Running {
    /// Starts it and waits until it is ready.
    pub fn start(args: &[&str], port: u16) -> Self {
        Self::of(portico(args), port)
    }

    /// Starts this command and waits until it is ready.
    pub fn of(mut command: Command, port: u16) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        let log = Arc::new(Mutex::new(String::new()));
        let out = child.stdout.take().expect("its output");
        thread::spawn(move || BufReader::new(out).lines().for_each(drop));
        let (err, kept) = (child.stderr.take().expect("its log"), log.clone());
        let logging = thread::spawn(move || {
            for line in BufReader::new(err).split(b'\n').map_while(Result::ok) {
                let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                kept.push_str(&text(&line));
                kept.push('\n');
            }
        });
        let mut running = Self { child, port, log, logging: Some(logging) };
        for _ in 0..300 {
            let ended = running.child.try_wait().expect("its state").is_some();
            assert!(!ended, "it ended before it was ready: {}", running.log());
            if running.status("/readyz") == Some(200) {
                return running;
            }
            thread::sleep(Duration::from_millis(100));
        }
        panic!("it was not ready within 30 seconds");
    }

    /// What it logged so far.
    pub fn log(&self) -> String {
        self.log.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn address(&self) -> SocketAddr {
        ([127, 0, 0, 1], self.port).into()
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// The status of a page.
    pub fn status(&self, path: &str) -> Option<u16> {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"))
            .map(|(status, _)| status)
    }

    /// A page.
    pub fn get(&self, path: &str) -> String {
        let asked = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        self.ask(&asked).expect("an answer").1
    }

    /// Sends a form.
    pub fn post(&self, path: &str, form: &str) -> u16 {
        let length = form.len();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: {length}"
        );
        let kind = "Content-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin";
        self.ask(&format!("{head}\r\n{kind}\r\n\r\n{form}")).expect("an answer").0
    }

    fn ask(&self, request: &str) -> Option<(u16, String)> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
        stream.write_all(request.as_bytes()).ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        let answer = text(&answer);
        let status = answer.split(' ').nth(1)?.parse().ok()?;
        Some((status, answer))
    }

    /// Sends a signal.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([name, &self.pid().to_string()]).status().expect("kill");
        assert!(sent.success());
    }

    /// Tells it to stop, and gives its exit status; it has five seconds.
    pub fn stop(&mut self) -> Option<i32> {
        self.signal("-TERM");
        for _ in 0..50 {
            if let Some(status) = self.child.try_wait().expect("its state") {
                self.logging.take().map(thread::JoinHandle::join);
                return status.code();
            }
            thread::sleep(Duration::from_millis(100));
        }
        panic!("it did not stop within five seconds");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A file of settings that is right, with messages going into a folder.
pub fn settings(folder: &Path, database: &str, port: u16) -> PathBuf {
    let shown = folder.display();
    let key_file = folder.join("keys");
    if !key_file.exists() {
        let made = run(&["keys", "new", "--file", &key_file.display().to_string()]);
        assert!(made.status.success(), "{}", text(&made.stderr));
    }
    let connector =
        |name| format!("[connectors.{name}]\nkind = \"sql\"\nurl = \"sqlite:{shown}/{name}.db\"\n");
    let connectors = ["dmv-records", "dhs-intake", "public-works-requests"].map(connector).concat();
    let text = format!(
        "[site]\nname = \"Test\"\nbase_url = \"http://127.0.0.1:{port}\"\nowner = \"State of Columbia Lake\"\n\
         security_email = \"security@example.gov\"\n[site.help]\nname = \"Help\"\nphone = \"515-555-0100\"\nhours = \"Always\"\n\
         email = \"help@example.gov\"\n[listen]\naddress = \"127.0.0.1:{port}\"\nmetrics = \"\"\n[database]\nurl = \"{database}\"\n\
         [files]\nfolder = \"{shown}/files\"\n[keys]\nfile = \"{shown}/keys\"\n[email]\nmailbox = \"{shown}/mailbox\"\n{connectors}"
    );
    let file = folder.join(format!("portico-{port}.toml"));
    fs::write(&file, text).expect("the settings are written");
    file
}
