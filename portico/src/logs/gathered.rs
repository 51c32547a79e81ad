//! The line of each request is gathered for a moment and written with others, so that no request waits for the log. Every
//! other line is written at once, after those that were gathered before it.

use std::{
    io::{self, Write},
    mem,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use tracing::{Level, Metadata};
use tracing_subscriber::fmt::MakeWriter;

/// Lines wait so long at most. Should the process be killed, those of this moment are lost.
const MOMENT: Duration = Duration::from_millis(50);
/// Bytes of lines before they are written without waiting.
const MANY: usize = 64 * 1024;

/// Lines on their way.
pub struct Gathered<W>(Arc<Shared<W>>);

struct Shared<W> {
    inside: Mutex<Inside<W>>,
    some: Condvar,
}

struct Inside<W> {
    to: W,
    lines: Vec<u8>,
}

impl<W> Clone for Gathered<W> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<W: Write + Send + 'static> Gathered<W> {
    /// Lines on their way to there, written by a thread of their own.
    pub fn new(to: W) -> io::Result<Self> {
        let inside = Mutex::new(Inside { to, lines: Vec::new() });
        let shared = Arc::new(Shared { inside, some: Condvar::new() });
        let theirs = shared.clone();
        thread::Builder::new().name("log".to_owned()).spawn(move || theirs.keep_writing())?;
        Ok(Self(shared))
    }

    /// Writes what was gathered.
    pub fn write(&self) {
        self.0.inside().write();
    }
}

impl<W: Write> Shared<W> {
    fn inside(&self) -> MutexGuard<'_, Inside<W>> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep_writing(&self) {
        loop {
            let inside = self.some.wait_while(self.inside(), |inside| inside.lines.is_empty());
            drop(inside.unwrap_or_else(PoisonError::into_inner));
            thread::sleep(MOMENT);
            self.inside().write();
        }
    }

    fn take(&self, line: &[u8], can_wait: bool) {
        let mut inside = self.inside();
        let is_first = inside.lines.is_empty();
        inside.lines.extend_from_slice(line);
        if !can_wait || inside.lines.len() > MANY {
            inside.write();
        } else if is_first {
            self.some.notify_one();
        }
    }
}

impl<W: Write> Inside<W> {
    fn write(&mut self) {
        let lines = mem::take(&mut self.lines);
        // A log that cannot be written stops nobody from being served, and there is nowhere to say so.
        let _ = self.to.write_all(&lines);
        self.lines = lines;
        self.lines.clear();
    }
}

/// Where one line is written.
pub struct Line<'a, W> {
    shared: &'a Shared<W>,
    can_wait: bool,
}

impl<W: Write> Write for Line<'_, W> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.shared.take(line, self.can_wait);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a, W: Write + 'a> MakeWriter<'a> for Gathered<W> {
    type Writer = Line<'a, W>;

    fn make_writer(&'a self) -> Self::Writer {
        Line { shared: &self.0, can_wait: false }
    }

    fn make_writer_for(&'a self, what: &Metadata<'_>) -> Self::Writer {
        Line { shared: &self.0, can_wait: *what.level() == Level::INFO && what.target() == web::REQUESTS }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, Sender, channel};

    use super::*;

    /// Hands on what is written, piece by piece.
    struct Pieces(Sender<String>);

    impl Write for Pieces {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let piece = String::from_utf8_lossy(bytes).into_owned();
            self.0.send(piece).map_err(io::Error::other)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn gathered() -> (Gathered<Pieces>, Receiver<String>) {
        let (to, pieces) = channel();
        (Gathered::new(Pieces(to)).unwrap(), pieces)
    }

    #[test]
    fn lines_of_requests_are_written_together_and_by_themselves() {
        let (gathered, pieces) = gathered();
        for line in ["a\n", "b\n", "c\n"] {
            gathered.0.take(line.as_bytes(), true);
        }
        assert_eq!(pieces.recv().unwrap(), "a\nb\nc\n");
        gathered.0.take(b"d\n", true);
        assert_eq!(pieces.recv().unwrap(), "d\n");
    }

    #[test]
    fn any_other_line_is_written_at_once_after_those_before_it() {
        let (gathered, pieces) = gathered();
        gathered.0.take(b"request\n", true);
        gathered.0.take(b"error\n", false);
        assert_eq!(pieces.try_recv().unwrap(), "request\nerror\n");
    }

    #[test]
    fn what_was_gathered_is_written_at_the_end() {
        let (gathered, pieces) = gathered();
        gathered.0.take(b"request\n", true);
        gathered.write();
        assert_eq!(pieces.try_recv().unwrap(), "request\n");
    }

    #[test]
    fn many_lines_wait_for_nothing() {
        let (gathered, pieces) = gathered();
        gathered.0.take(&vec![b'x'; MANY + 1], true);
        assert_eq!(pieces.try_recv().unwrap().len(), MANY + 1);
    }
}
