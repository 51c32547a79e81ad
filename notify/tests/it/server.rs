//! A real mail server, written by others, that a test starts and reads what arrived in.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use serde_json::Value;
use tokio::net::{TcpListener, TcpStream};

const SETUP: &str =
    "the Python mail server for tests is not there (target/test-venv). Run `make test`, which sets it up";

/// A mail server with a line to it that can be cut.
pub struct Server {
    child: Child,
    messages: Arc<Mutex<Vec<Value>>>,
    /// Where channels connect.
    pub port: u16,
    is_away: Arc<AtomicBool>,
}

impl Server {
    /// Starts it.
    pub async fn start() -> Self {
        let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/test-venv/bin/python");
        assert!(python.exists(), "{SETUP}");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/server.py");
        let mut command = Command::new(python);
        let mut child =
            command.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect(SETUP);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines.next().expect(SETUP).unwrap();
        let port = serde_json::from_str::<Value>(&first).unwrap()["port"].as_u64().unwrap();
        let messages = Arc::new(Mutex::new(Vec::new()));
        let kept = messages.clone();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                kept.lock().unwrap().push(serde_json::from_str(&line).unwrap());
            }
        });
        let is_away = Arc::new(AtomicBool::new(false));
        let line = line_to(u16::try_from(port).unwrap(), is_away.clone()).await;
        Self { child, messages, port: line, is_away }
    }

    /// The messages that arrived with this id so far.
    pub async fn arrived(&self, message_id: &str) -> Vec<Value> {
        // The server prints before it answers, and another thread reads.
        tokio::time::sleep(Duration::from_millis(100)).await;
        let messages = self.messages.lock().unwrap();
        messages.iter().filter(|message| message["headers"]["message-id"] == message_id).cloned().collect()
    }

    /// Cuts the line, or mends it.
    pub fn set_reachable(&self, reachable: bool) {
        self.is_away.store(!reachable, Ordering::SeqCst);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that leads to the server's while nobody cuts it; connections that stand are cut too.
async fn line_to(port: u16, is_away: Arc<AtomicBool>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let own = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        loop {
            let (mut client, _) = listener.accept().await.unwrap();
            let is_away = is_away.clone();
            tokio::spawn(async move {
                if is_away.load(Ordering::SeqCst) {
                    return;
                }
                let mut server = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
                let cut = async {
                    while !is_away.load(Ordering::SeqCst) {
                        tokio::time::sleep(Duration::from_millis(5)).await;
                    }
                };
                tokio::select! {
                    _ = tokio::io::copy_bidirectional(&mut client, &mut server) => {}
                    () = cut => {}
                }
            });
        }
    });
    own
}
