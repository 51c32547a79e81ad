//! A connection whose other side must take what it asked for: whoever asks for much and reads nothing, or a byte now and
//! then, is cut off, and holds neither memory nor a stop of the program up.

use std::{
    future::Future,
    io::{self, ErrorKind, IoSlice},
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Sleep, sleep},
};

/// So much must be taken within the patience for it to begin anew.
const ENOUGH: usize = 64 * 1024;

/// A stream that is written to only as long as the other side takes it.
pub(crate) struct Taking<S> {
    stream: S,
    patience: Duration,
    /// Running since the other side first did not take what there was.
    until: Option<Pin<Box<Sleep>>>,
    taken: usize,
}

impl<S> Taking<S> {
    pub fn new(stream: S, patience: Duration) -> Self {
        Self { stream, patience, until: None, taken: 0 }
    }

    /// What a write came to, or the end of patience.
    fn written(
        &mut self,
        context: &mut Context<'_>,
        came: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        match came {
            Poll::Ready(Ok(bytes)) => {
                self.taken = self.taken.saturating_add(bytes);
                if self.taken >= ENOUGH {
                    self.begin_anew();
                }
                Poll::Ready(Ok(bytes))
            }
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => {
                let patience = self.patience;
                let until = self.until.get_or_insert_with(|| Box::pin(sleep(patience)));
                until.as_mut().poll(context).map(|()| Err(ErrorKind::TimedOut.into()))
            }
        }
    }

    fn begin_anew(&mut self) {
        self.until = None;
        self.taken = 0;
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Taking<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let came = Pin::new(&mut self.stream).poll_read(context, buffer);
        if came.is_ready() {
            // The next request: the answer to the one before was taken.
            self.begin_anew();
        }
        came
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Taking<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let came = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.written(context, came)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let came = Pin::new(&mut self.stream).poll_write_vectored(context, slices);
        self.written(context, came)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
