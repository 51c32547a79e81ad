//! A mail server for tests: it keeps what it is given, and refuses recipients who say so in their address.

use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

/// A mail server at work.
pub struct Smtp {
    pub port: u16,
    kept: Arc<Mutex<Vec<String>>>,
}

impl Smtp {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("its address").port();
        let kept = Arc::new(Mutex::new(Vec::new()));
        let keep = kept.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let keep = keep.clone();
                // A connection that breaks off is the client's own affair.
                thread::spawn(move || drop(talk(&stream, &keep)));
            }
        });
        Self { port, kept }
    }

    /// Every message so far, as it came.
    pub fn messages(&self) -> Vec<String> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits for the newest message to an address beyond those known.
    pub async fn message(&self, to: &str, beyond: usize) -> String {
        for _ in 0..200 {
            let all = self.messages();
            let to = format!("To: {to}");
            let found = all.iter().skip(beyond).rfind(|one| one.lines().any(|line| line == to));
            if let Some(found) = found {
                return found.replace("=\r\n", "").replace("=3D", "=");
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("no message to {to}; there is: {:?}", self.messages());
    }
}

fn talk(stream: &TcpStream, keep: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut out = stream.try_clone()?;
    let mut lines = BufReader::new(stream).lines();
    out.write_all(b"220 mail.example.gov\r\n")?;
    while let Some(line) = lines.next().transpose()? {
        let answer = match line.get(..4).unwrap_or_default().to_uppercase().as_str() {
            "EHLO" => "250-mail.example.gov\r\n250 8BITMIME".to_owned(),
            // As real servers do, it repeats whom it does not know.
            "RCPT" if line.contains("refused") => format!("550 5.1.1 {line}: there is nobody of this name"),
            "DATA" => {
                out.write_all(b"354 go on\r\n")?;
                let data: Vec<String> =
                    lines.by_ref().map_while(Result::ok).take_while(|line| line != ".").collect();
                keep.lock().unwrap_or_else(PoisonError::into_inner).push(data.join("\r\n"));
                "250 kept".to_owned()
            }
            "QUIT" => {
                return out.write_all(b"221 bye\r\n");
            }
            _ => "250 fine".to_owned(),
        };
        out.write_all(answer.as_bytes())?;
        out.write_all(b"\r\n")?;
    }
    Ok(())
}
