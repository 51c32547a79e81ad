//! Answers that are never there at once: for tests of what several people do at the same time. Whether a disk was quick must
//! not decide who comes between.

use std::{
    future::poll_fn,
    pin::pin,
    sync::atomic::{AtomicBool, Ordering},
    task::Poll,
};

#[derive(Default)]
pub(crate) struct Turns(AtomicBool);

impl Turns {
    pub fn take_from_now_on(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// The answer; where turns are taken, never before whoever asked was left once.
    pub async fn answer<T>(&self, asked: impl Future<Output = T>) -> T {
        let mut asked = pin!(asked);
        let (mut at_once, mut may_answer) = (None, !self.0.load(Ordering::Relaxed));
        poll_fn(|context| {
            if let Some(answer) = at_once.take() {
                return Poll::Ready(answer);
            }
            let polled = asked.as_mut().poll(context);
            match (std::mem::replace(&mut may_answer, true), polled) {
                (false, Poll::Ready(answer)) => {
                    at_once = Some(answer);
                    context.waker().wake_by_ref();
                    Poll::Pending
                }
                (_, polled) => polled,
            }
        })
        .await
    }
}
