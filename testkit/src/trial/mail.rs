//! A real mail server, written by others, that is slow or hangs up after it took a message, as the address asks.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, PoisonError},
    thread,
};

use serde_json::Value;

use super::portal::Told;

const SETUP: &str =
    "the Python mail server for tests is not there (target/test-venv). Run `make test`, which sets it up";

/// A running mail server.
pub struct MailServer {
    child: Child,
    taken: Arc<Mutex<Vec<Taken>>>,
    /// Where it listens, on this machine.
    pub port: u16,
}

/// A message that it took.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Taken {
    /// Whom it is for.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its `Message-ID`: the same for a repeat.
    pub id: String,
}

impl MailServer {
    /// Starts it.
    pub fn start() -> Result<Self, Told> {
        let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut command = Command::new(project.join("target/test-venv/bin/python"));
        command.arg(project.join("notify/tests/it/server.py"));
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut child = child.map_err(|_| SETUP)?;
        let mut lines = BufReader::new(child.stdout.take().ok_or(SETUP)?).lines().map_while(Result::ok);
        let first: Value = serde_json::from_str(&lines.next().ok_or(SETUP)?).map_err(|_| SETUP)?;
        let port = first.get("port").and_then(Value::as_u64).and_then(|port| u16::try_from(port).ok());
        let taken = Arc::new(Mutex::new(Vec::new()));
        let kept = taken.clone();
        thread::spawn(move || {
            for message in lines.filter_map(|line| read(&line)) {
                kept.lock().unwrap_or_else(PoisonError::into_inner).push(message);
            }
        });
        Ok(Self { child, taken, port: port.ok_or(SETUP)? })
    }

    /// Everything it took so far, repeats too.
    pub fn taken(&self) -> Vec<Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn read(line: &str) -> Option<Taken> {
    let message: Value = serde_json::from_str(line).ok()?;
    let text = |at: &str| Some(message.pointer(at)?.as_str()?.to_owned());
    Some(Taken { to: text("/to/0")?, subject: text("/headers/subject")?, id: text("/headers/message-id")? })
}

impl Drop for MailServer {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
