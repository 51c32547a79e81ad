//! Stands between a connector and a database server, so that a test can cut the line at the worst moment.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream, UnixStream},
};

/// What happens to what is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// It arrives.
    Whole,
    /// Nobody answers.
    Cut,
    /// The commit arrives, its answer does not.
    CutAfterCommit,
    /// The commit does not arrive.
    CutBeforeCommit,
    /// Of what the client sends, only so many pieces arrive.
    CutAt(u8),
}

impl Line {
    fn kept(self) -> u8 {
        match self {
            Self::Whole => 0,
            Self::Cut => 1,
            Self::CutAfterCommit => 2,
            Self::CutBeforeCommit => 3,
            Self::CutAt(pieces) => 4 + pieces,
        }
    }

    fn of(kept: u8) -> Self {
        match kept {
            0 => Self::Whole,
            1 => Self::Cut,
            2 => Self::CutAfterCommit,
            3 => Self::CutBeforeCommit,
            pieces => Self::CutAt(pieces - 4),
        }
    }
}

/// A line to a server that can be cut.
pub struct Proxy {
    /// Where connectors connect, on 127.0.0.1.
    pub port: u16,
    line: Arc<AtomicU8>,
}

impl Proxy {
    /// A line to a server's socket.
    pub async fn to(socket: PathBuf) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let line = Arc::new(AtomicU8::new(Line::Whole.kept()));
        let shared = line.clone();
        tokio::spawn(async move {
            loop {
                let (client, _) = listener.accept().await.unwrap();
                if Line::of(shared.load(Ordering::SeqCst)) != Line::Cut {
                    tokio::spawn(carry(client, socket.clone(), shared.clone()));
                }
            }
        });
        Self { port, line }
    }

    /// Changes the line, for what is sent from now on.
    pub fn set(&self, line: Line) {
        self.line.store(line.kept(), Ordering::SeqCst);
    }
}

async fn carry(client: TcpStream, socket: PathBuf, line: Arc<AtomicU8>) {
    let server = UnixStream::connect(socket).await.unwrap();
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_server, mut to_server) = server.into_split();
    let back = tokio::spawn(async move {
        let _ = tokio::io::copy(&mut from_server, &mut to_client).await;
    });
    let mut bytes = vec![0; 65536];
    let mut pieces = 0_u8;
    while let Ok(count @ 1..) = from_client.read(&mut bytes).await {
        let is_commit = bytes[..count].windows(6).any(|part| part == b"COMMIT");
        pieces = pieces.saturating_add(1);
        match Line::of(line.load(Ordering::SeqCst)) {
            Line::CutAt(most) if pieces > most => return back.abort(),
            Line::CutBeforeCommit if is_commit => return back.abort(),
            Line::CutAfterCommit if is_commit => {
                back.abort();
                let _ = back.await;
                let _ = to_server.write_all(&bytes[..count]).await;
                // Time for the server to do it.
                tokio::time::sleep(Duration::from_millis(300)).await;
                return;
            }
            _ => {}
        }
        if to_server.write_all(&bytes[..count]).await.is_err() {
            return;
        }
    }
}
