//! Asks ClamAV's daemon (`clamd`) whether a file holds harmful software. The file goes over as a stream (`INSTREAM`), so
//! `clamd` needs no access to where files are kept. Whatever is not a clear "clean" counts as not looked at.

use std::time::Duration;

use futures::{FutureExt, future::BoxFuture};
use model::{Failure, Scanned, Scanner};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpStream, UnixStream},
    time::timeout,
};

/// Bytes sent at a time.
const CHUNK: usize = 64 * 1024;
/// The longest answer: a name of harmful software.
const MOST_ANSWER: u64 = 4096;

/// How `clamd` is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Address {
    Tcp(String),
    Unix(String),
}

/// A scanner that asks `clamd`.
#[derive(Debug)]
pub struct Clamd {
    address: Address,
    /// How long one file may take.
    patience: Duration,
}

/// An address that is neither `tcp://host:port` nor `unix:/path`.
#[derive(Debug, thiserror::Error)]
#[error("this is no address of clamd")]
pub struct BadAddress;

trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

impl Clamd {
    /// Nothing is connected yet.
    pub fn new(address: &str, patience: Duration) -> Result<Self, BadAddress> {
        let address = match address.split_once(':') {
            Some(("tcp", host)) => {
                let host = host.strip_prefix("//").unwrap_or_default();
                let port =
                    host.rsplit_once(':').and_then(|(name, port)| Some((name, port.parse::<u16>().ok()?)));
                port.filter(|(name, _)| !name.is_empty()).ok_or(BadAddress)?;
                Address::Tcp(host.to_owned())
            }
            Some(("unix", path)) if path.starts_with('/') => Address::Unix(path.to_owned()),
            _ => return Err(BadAddress),
        };
        Ok(Self { address, patience })
    }

    async fn connect(&self) -> std::io::Result<Box<dyn Stream>> {
        Ok(match &self.address {
            Address::Tcp(host) => Box::new(TcpStream::connect(host).await?),
            Address::Unix(path) => Box::new(UnixStream::connect(path).await?),
        })
    }

    /// Sends a command, and content if it takes some; gives the answer.
    async fn ask(&self, command: &[u8], content: Option<&[u8]>) -> Result<String, Failure> {
        let asked = async {
            let mut stream = self.connect().await?;
            // When it has enough (too large a file) it answers and closes while we still send: the answer counts.
            let sent = send(&mut stream, command, content).await;
            let mut answer = Vec::new();
            let read = (&mut stream).take(MOST_ANSWER).read_to_end(&mut answer).await;
            if answer.is_empty() {
                sent?;
                read?;
            }
            Ok::<_, std::io::Error>(answer)
        };
        match timeout(self.patience, asked).await {
            Err(_) => Err(Failure::transient("clamd did not answer in time")),
            Ok(Err(error)) => Err(Failure::transient(format!("clamd cannot be asked: {}", error.kind()))),
            Ok(Ok(answer)) => Ok(String::from_utf8_lossy(&answer).trim_end_matches(['\0', '\n']).to_owned()),
        }
    }
}

/// The command, then pieces each with its length before it, then a length of nothing.
async fn send(stream: &mut Box<dyn Stream>, command: &[u8], content: Option<&[u8]>) -> std::io::Result<()> {
    stream.write_all(command).await?;
    for piece in content.unwrap_or_default().chunks(CHUNK) {
        let length = u32::try_from(piece.len()).unwrap_or_default();
        stream.write_all(&length.to_be_bytes()).await?;
        stream.write_all(piece).await?;
    }
    if content.is_some() {
        stream.write_all(&[0; 4]).await?;
    }
    stream.flush().await
}

/// `stream: OK`, `stream: NAME FOUND`; anything else is no verdict.
fn verdict(answer: &str) -> Result<Scanned, Failure> {
    match answer.strip_prefix("stream: ") {
        Some("OK") => Ok(Scanned::Clean),
        Some(found) if found.ends_with(" FOUND") => {
            Ok(Scanned::Harmful(found.trim_end_matches(" FOUND").to_owned()))
        }
        _ => Err(Failure::transient(format!("clamd gave no verdict: {}", words(answer)))),
    }
}

/// What it said, fit for a log.
fn words(answer: &str) -> String {
    let plain = |c: &char| c.is_ascii_graphic() || *c == ' ';
    answer.chars().filter(plain).take(100).collect()
}

impl Scanner for Clamd {
    fn scan<'a>(&'a self, content: &'a [u8]) -> BoxFuture<'a, Result<Scanned, Failure>> {
        async move { verdict(&self.ask(b"zINSTREAM\0", Some(content)).await?) }.boxed()
    }

    fn reach(&self) -> BoxFuture<'_, Result<(), Failure>> {
        async move {
            match self.ask(b"zPING\0", None).await?.as_str() {
                "PONG" => Ok(()),
                other => Err(Failure::transient(format!("this is no clamd: {}", words(other)))),
            }
        }
        .boxed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_clear_answer_is_a_verdict() {
        assert_eq!(verdict("stream: OK"), Ok(Scanned::Clean));
        assert_eq!(
            verdict("stream: Win.Test.EICAR_HDB-1 FOUND"),
            Ok(Scanned::Harmful("Win.Test.EICAR_HDB-1".into()))
        );
        for unclear in ["", "OK", "stream: ", "stream: OK?", "INSTREAM size limit exceeded. ERROR", "FOUND"] {
            assert!(verdict(unclear).is_err(), "{unclear}");
        }
    }

    #[test]
    fn an_address_is_a_host_with_a_port_or_a_path() {
        let opened = |address: &str| Clamd::new(address, Duration::from_secs(1)).map(|one| one.address).ok();
        assert_eq!(opened("tcp://127.0.0.1:3310"), Some(Address::Tcp("127.0.0.1:3310".into())));
        assert_eq!(opened("tcp://[::1]:3310"), Some(Address::Tcp("[::1]:3310".into())));
        assert_eq!(opened("unix:/run/clamav/clamd.ctl"), Some(Address::Unix("/run/clamav/clamd.ctl".into())));
        for wrong in ["", "127.0.0.1:3310", "tcp://127.0.0.1", "tcp://:3310", "unix:clamd.ctl", "http://x:1"]
        {
            assert_eq!(opened(wrong), None, "{wrong}");
        }
    }
}
