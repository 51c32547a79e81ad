//! A portal made of real processes: started, killed and started again, each with its own port, on one database.

use std::{
    fs,
    io::Write,
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use tokio::time::Instant;

use crate::world::FakeRandom;

/// What this file tells in place of an error's type.
pub type Told = String;

/// How long a process may take until it is ready.
const PATIENCE: Duration = Duration::from_mins(1);
/// What a process that is ready answers with 200.
const READY: &str = "/readyz";

/// A portal under trial, in one folder.
pub struct Portal {
    program: PathBuf,
    folder: PathBuf,
    database: String,
    environment: Vec<(String, String)>,
    launcher: Vec<String>,
    processes: Vec<Process>,
}

struct Process {
    port: u16,
    settings: PathBuf,
    child: Mutex<Option<Child>>,
}

/// What a portal is made of.
pub struct Setup {
    /// Where it keeps its data.
    pub database: Database,
    /// How many processes.
    pub processes: usize,
    /// The port of a mail server; without one, messages go into a folder.
    pub mail_port: Option<u16>,
    /// Set in the environment of every process.
    pub environment: Vec<(String, String)>,
    /// A command that starts every process, when it is given one: its name and what stands before the program's.
    pub launcher: Vec<String>,
}

impl Setup {
    /// Processes on a database, with messages in a folder.
    pub fn new(database: Database, processes: usize) -> Self {
        Self { database, processes, mail_port: None, environment: Vec::new(), launcher: Vec::new() }
    }
}

/// Where a portal keeps its data.
pub enum Database {
    /// In its folder: for one process.
    Sqlite,
    /// At an address: for any number.
    At(String),
}

impl Portal {
    /// Makes keys, agencies' databases, settings and tables. Nothing runs yet.
    pub fn prepare(program: &Path, folder: &Path, setup: Setup) -> Result<Self, Told> {
        fs::create_dir_all(folder).map_err(|error| error.to_string())?;
        let mut portal = Self {
            program: program.to_owned(),
            folder: folder.to_owned(),
            database: String::new(),
            environment: setup.environment,
            launcher: setup.launcher,
            processes: Vec::new(),
        };
        portal.make_agencies()?;
        let url = match setup.database {
            Database::Sqlite => format!("sqlite:{}", folder.join("portico.db").display()),
            Database::At(url) => url,
        };
        portal.database.clone_from(&url);
        let mail = match setup.mail_port {
            None => format!("mailbox = \"{}\"", folder.join("mailbox").display()),
            Some(port) => format!(
                "url = \"smtp://127.0.0.1:{port}\"\nfrom = \"Columbia Lake <no-reply@columbialake.example.gov>\""
            ),
        };
        for _ in 0..setup.processes {
            let port = free_port()?;
            let settings = folder.join(format!("portico-{port}.toml"));
            fs::write(&settings, portal.settings(port, &url, &mail)).map_err(|error| error.to_string())?;
            portal.processes.push(Process { port, settings, child: Mutex::default() });
        }
        portal.ask(&["migrate"])?;
        Ok(portal)
    }

    /// The demo makes the agencies' databases and a key; it is stopped as soon as they are there.
    fn make_agencies(&self) -> Result<(), Told> {
        let port = free_port()?;
        let demo = self.folder.join("demo");
        let mut command = self.command();
        command.args(["demo", "--listen", &format!("127.0.0.1:{port}"), "--data"]).arg(&demo);
        let mut child = command.spawn().map_err(|error| error.to_string())?;
        let ready = wait_until_ready(port, READY, &mut child);
        end(&mut child);
        ready?;
        for (from, to) in [("keys", "keys"), ("agencies", "agencies")] {
            fs::rename(demo.join(from), self.folder.join(to)).map_err(|error| error.to_string())?;
        }
        fs::remove_dir_all(demo).map_err(|error| error.to_string())
    }

    fn settings(&self, port: u16, database: &str, mail: &str) -> String {
        let folder = self.folder.display();
        let connectors = ["dmv-records", "dhs-intake", "public-works-requests"].map(|name| {
            format!("[connectors.{name}]\nkind = \"sql\"\nurl = \"sqlite:{folder}/agencies/{name}.db\"\n")
        });
        format!(
            "[site]\nname = \"Columbia Lake Services\"\nbase_url = \"http://127.0.0.1:{port}\"\n\
             owner = \"State of Columbia Lake\"\nsecurity_email = \"security@columbialake.example.gov\"\n\
             [site.help]\nname = \"Help Center\"\nphone = \"515-555-0100\"\nhours = \"Always\"\n\
             email = \"help@columbialake.example.gov\"\n[listen]\naddress = \"127.0.0.1:{port}\"\nmetrics = \"\"\n\
             [database]\nurl = \"{database}\"\n[files]\nfolder = \"{folder}/files\"\n[keys]\nfile = \"{folder}/keys\"\n\
             [email]\n{mail}\n[log]\nlevel = \"warn\"\n{}",
            connectors.concat()
        )
    }

    fn command(&self) -> Command {
        let mut command = match self.launcher.split_first() {
            None => Command::new(&self.program),
            Some((launcher, before)) => {
                let mut command = Command::new(launcher);
                command.args(before).arg(&self.program);
                command
            }
        };
        let log = fs::OpenOptions::new().create(true).append(true).open(self.log());
        command.current_dir(project()).stdin(Stdio::null()).stdout(Stdio::null());
        match log {
            Ok(log) => command.stderr(log),
            Err(_) => command.stderr(Stdio::null()),
        };
        command
    }

    /// What the processes logged.
    pub fn log(&self) -> PathBuf {
        self.folder.join("log")
    }

    /// Where an agency keeps its records.
    pub fn agency(&self, connector: &str) -> PathBuf {
        self.folder.join("agencies").join(format!("{connector}.db"))
    }

    /// Where messages end up.
    pub fn mailbox(&self) -> PathBuf {
        self.folder.join("mailbox")
    }

    /// How many obligations stand in each state.
    pub fn obligations(&self) -> Result<Vec<(String, usize)>, Told> {
        let keys = fs::read_to_string(self.folder.join("keys")).map_err(|error| error.to_string())?;
        let settings = store::Settings {
            database_url: self.database.clone(),
            pool_size: 1,
            kek: store::Keks::parse(&keys).map_err(|error| error.to_string())?,
            files_dir: self.folder.join("files"),
        };
        let counting = async {
            let store = store::Store::open(&settings, Arc::new(FakeRandom::default())).await?;
            store.count_by_state().await
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let counts = runtime.map_err(|error| error.to_string())?.block_on(counting);
        let counts = counts.map_err(|error| error.to_string())?;
        let number = |count: i64| usize::try_from(count).map_err(|error| error.to_string());
        counts.into_iter().map(|one| Ok((one.state, number(one.count)?))).collect()
    }

    /// How many processes there are.
    pub fn count(&self) -> usize {
        self.processes.len()
    }

    /// Where each process answers.
    pub fn addresses(&self) -> Vec<String> {
        self.processes.iter().map(|process| format!("http://127.0.0.1:{}", process.port)).collect()
    }

    /// Starts a process and waits until it is ready; tells how long that took.
    pub fn start(&self, number: usize) -> Result<Duration, Told> {
        self.start_until(number, READY)
    }

    /// Starts a process and waits until an address of it answers with 200; tells how long that took.
    pub fn start_until(&self, number: usize, path: &str) -> Result<Duration, Told> {
        let process = self.process(number)?;
        let began = Instant::now();
        let mut command = self.command();
        let mut child = command
            .args(["serve", "--config"])
            .arg(&process.settings)
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .spawn()
            .map_err(|error| error.to_string())?;
        let ready = wait_until_ready(process.port, path, &mut child);
        *held(&process.child) = Some(child);
        ready.map(|()| began.elapsed())
    }

    /// SIGKILL: no destructor runs, nothing is flushed. Whether there was something to kill.
    pub fn kill(&self, number: usize) -> Result<bool, Told> {
        let child = held(&self.process(number)?.child).take();
        Ok(child.is_some_and(|mut child| {
            end(&mut child);
            true
        }))
    }

    /// The process's id, while it runs.
    pub fn pid(&self, number: usize) -> Option<u32> {
        held(&self.process(number).ok()?.child).as_ref().map(Child::id)
    }

    fn process(&self, number: usize) -> Result<&Process, Told> {
        self.processes.get(number).ok_or_else(|| format!("there is no process {number}"))
    }

    /// Runs another command of the program on this portal's settings, to its end.
    pub fn ask(&self, arguments: &[&str]) -> Result<Output, Told> {
        let mut command = self.command();
        command.stdout(Stdio::piped()).args(arguments).arg("--config").arg(&self.process(0)?.settings);
        let output = command.output().map_err(|error| error.to_string())?;
        // The doctor ends with 1 when it finds something; what it says is wanted all the same.
        if output.status.success() || arguments.first() == Some(&"doctor") {
            return Ok(output);
        }
        let log = fs::read_to_string(self.log()).unwrap_or_default();
        let last: Vec<&str> = log.lines().rev().take(3).collect();
        Err(format!("portico {arguments:?} ended with {}: {last:#?}", output.status))
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        for process in &self.processes {
            if let Some(mut child) = held(&process.child).take() {
                end(&mut child);
            }
        }
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn end(child: &mut Child) {
    // It may have ended already.
    let _ = child.kill();
    let _ = child.wait();
}

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A port nobody listens on.
pub fn free_port() -> Result<u16, Told> {
    let address = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    address.map(|address| address.port()).map_err(|error| error.to_string())
}

/// Waits until a process answers on a port.
pub fn wait_for(port: u16, child: &mut Child) -> Result<(), Told> {
    wait_until_ready(port, READY, child)
}

fn wait_until_ready(port: u16, path: &str, child: &mut Child) -> Result<(), Told> {
    let began = Instant::now();
    while began.elapsed() < PATIENCE {
        if let Ok(Some(status)) = child.try_wait() {
            return Err(format!("the program ended with {status} before it was ready"));
        }
        if is_ready(port, path) {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(1));
    }
    Err("the program was not ready in time".to_owned())
}

fn is_ready(port: u16, path: &str) -> bool {
    use std::io::Read;
    let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) else { return false };
    let asked = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
    let mut answer = [0; 12];
    stream.write_all(asked.as_bytes()).is_ok()
        && stream.read_exact(&mut answer).is_ok()
        && &answer == b"HTTP/1.1 200"
}
