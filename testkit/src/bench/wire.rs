//! A connection to a server that stays open: a request goes out as bytes made beforehand, the answer comes back whole.
//! It does no more than that, so that what is measured is the server.

use std::net::SocketAddr;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::trial::portal::Told;

/// Headers of an answer that are read at most.
const MOST_HEADERS: usize = 64;

/// A connection, made when it is first needed and made again when the server has closed it.
pub struct Line {
    address: SocketAddr,
    stream: Option<TcpStream>,
    received: Vec<u8>,
    unpacked: Vec<u8>,
}

/// A whole answer.
pub struct Answer<'a> {
    /// Its status.
    pub status: u16,
    head: &'a [u8],
    /// Its body as it came, but for the lengths of chunks.
    pub body: &'a [u8],
}

impl Answer<'_> {
    /// Every header in order.
    pub fn headers(&self) -> Vec<(String, String)> {
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut response = httparse::Response::new(&mut headers);
        if response.parse(self.head).is_err() {
            return Vec::new();
        }
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        response.headers.iter().map(|header| (header.name.to_lowercase(), text(header.value))).collect()
    }

    /// A header by its name in small letters.
    pub fn header(&self, name: &str) -> Option<String> {
        self.headers().into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }
}

/// How a body ends.
enum Ending {
    After(usize),
    Chunked,
}

struct Head {
    bytes: usize,
    status: u16,
    ending: Ending,
    closes: bool,
}

/// Where a whole body is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Body {
    /// So many bytes, after the head.
    AfterHead(usize),
    /// Put together from chunks.
    PutTogether,
}

/// Where an answer is in what was received.
struct Found {
    status: u16,
    head: usize,
    body: Body,
    closes: bool,
}

/// Why there is no answer.
enum Broken {
    /// Nothing came back: an open connection was closed meanwhile, say.
    Silent(String),
    Midway(String),
}

impl From<Broken> for Told {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::Silent(why) | Broken::Midway(why) => why,
        }
    }
}

impl Line {
    /// A connection to be.
    pub fn to(address: SocketAddr) -> Self {
        Self { address, stream: None, received: Vec::with_capacity(64 * 1024), unpacked: Vec::new() }
    }

    /// Sends a request and waits for the whole answer. On a connection that the server closed while it was idle, a
    /// request that got nothing back is sent again, as browsers do.
    pub async fn ask(&mut self, request: &[u8]) -> Result<Answer<'_>, Told> {
        let was_open = self.stream.is_some();
        let found = match self.exchange(request).await {
            Err(Broken::Silent(_)) if was_open => {
                self.stream = None;
                self.exchange(request).await
            }
            found => found,
        };
        let found = found.inspect_err(|_| self.stream = None)?;
        if found.closes {
            self.stream = None;
        }
        let (head, rest) = self.received.split_at(found.head);
        let body = match found.body {
            Body::AfterHead(length) => rest.get(..length).unwrap_or_default(),
            Body::PutTogether => &self.unpacked,
        };
        Ok(Answer { status: found.status, head, body })
    }

    async fn exchange(&mut self, request: &[u8]) -> Result<Found, Broken> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => connect(self.address).await.map_err(|error| Broken::Silent(error.to_string()))?,
        };
        self.received.clear();
        let silent = |error: std::io::Error| Broken::Silent(error.to_string());
        stream.write_all(request).await.map_err(silent)?;
        let mut head = None;
        loop {
            match stream.read_buf(&mut self.received).await {
                Ok(0) if self.received.is_empty() => {
                    return Err(Broken::Silent("the server closed the connection".to_owned()));
                }
                Ok(0) => return Err(Broken::Midway("the answer broke off".to_owned())),
                Err(error) if self.received.is_empty() => return Err(silent(error)),
                Err(error) => return Err(Broken::Midway(error.to_string())),
                Ok(_) => {}
            }
            if head.is_none() {
                head = read_head(&self.received).map_err(Broken::Midway)?;
            }
            let Some(head) = &head else { continue };
            if let Some(body) = self.body(head).map_err(Broken::Midway)? {
                self.stream = Some(stream);
                return Ok(Found { status: head.status, head: head.bytes, body, closes: head.closes });
            }
        }
    }

    /// The body; nothing while more must come.
    fn body(&mut self, head: &Head) -> Result<Option<Body>, Told> {
        let rest = self.received.get(head.bytes..).unwrap_or_default();
        match head.ending {
            Ending::After(length) => Ok((rest.len() >= length).then_some(Body::AfterHead(length))),
            Ending::Chunked => Ok(unchunk(rest, &mut self.unpacked)?.then_some(Body::PutTogether)),
        }
    }
}

async fn connect(address: SocketAddr) -> std::io::Result<TcpStream> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

fn read_head(received: &[u8]) -> Result<Option<Head>, Told> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    let parsed = response.parse(received).map_err(|error| format!("not an HTTP answer: {error}"))?;
    let httparse::Status::Complete(bytes) = parsed else { return Ok(None) };
    let status = response.code.unwrap_or_default();
    let (mut ending, mut closes) = (None, false);
    for header in response.headers.iter() {
        let value = std::str::from_utf8(header.value).unwrap_or_default().trim();
        if header.name.eq_ignore_ascii_case("content-length") {
            ending = Some(Ending::After(value.parse().map_err(|_| "an answer without a length")?));
        } else if header.name.eq_ignore_ascii_case("transfer-encoding") {
            ending = Some(Ending::Chunked);
        } else if header.name.eq_ignore_ascii_case("connection") {
            closes = value.eq_ignore_ascii_case("close");
        }
    }
    let is_empty = matches!(status, 204 | 304);
    let ending = ending.or(is_empty.then_some(Ending::After(0))).ok_or("an answer without a length")?;
    Ok(Some(Head { bytes, status, ending, closes }))
}

/// Puts a body together from its chunks; whether the last one was there.
fn unchunk(mut rest: &[u8], body: &mut Vec<u8>) -> Result<bool, Told> {
    body.clear();
    loop {
        let size = httparse::parse_chunk_size(rest).map_err(|_| "a chunk without a length")?;
        let httparse::Status::Complete((start, length)) = size else { return Ok(false) };
        let length = usize::try_from(length).map_err(|error| error.to_string())?;
        let (Some(chunk), Some(after)) = (rest.get(start..start + length), rest.get(start + length + 2..))
        else {
            return Ok(false);
        };
        if length == 0 {
            return Ok(true);
        }
        body.extend_from_slice(chunk);
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_in_chunks_is_whole_only_with_the_last_one() {
        let mut body = Vec::new();
        for cut in 0.."5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n".len() {
            assert_eq!(
                unchunk(&b"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"[..cut], &mut body),
                Ok(false),
                "{cut}"
            );
        }
        assert_eq!(unchunk(b"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", &mut body), Ok(true));
        assert_eq!(body, b"hello world");
        assert!(unchunk(b"zz\r\n", &mut body).is_err());
    }

    #[test]
    fn the_head_says_how_the_body_ends_and_whether_the_connection_does() {
        let head = read_head(b"HTTP/1.1 303 See Other\r\nContent-Length: 12\r\nConnection: close\r\n\r\n");
        let head = head.expect("a head").expect("whole");
        assert!(head.status == 303 && head.closes && matches!(head.ending, Ending::After(12)));
        assert!(read_head(b"HTTP/1.1 200 OK\r\nContent-Le").expect("so far").is_none());
        assert!(read_head(b"HTTP/1.1 200 OK\r\n\r\n").is_err(), "nobody could say where it ends");
    }

    #[tokio::test]
    async fn a_connection_that_was_closed_while_idle_is_made_again() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(async move {
            for _ in 0..2 {
                let (mut stream, _) = listener.accept().await.expect("a connection");
                let mut request = [0; 18];
                stream.read_exact(&mut request).await.expect("a request");
                let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Who: me\r\n\r\nhi";
                stream.write_all(answer).await.expect("sent");
            }
        });
        let mut line = Line::to(address);
        for _ in 0..2 {
            let answer = line.ask(b"GET / HTTP/1.1\r\n\r\n").await.expect("an answer");
            assert_eq!((answer.status, answer.body), (200, b"hi".as_slice()));
            assert_eq!(answer.header("x-who").as_deref(), Some("me"));
            tokio::task::yield_now().await;
        }
    }
}
