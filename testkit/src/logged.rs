//! Errors logged while a test runs. Tests share a process: what is logged belongs to the runtime it was logged on, and
//! every test has a runtime of its own.

use std::{
    fmt::{self, Write},
    sync::{Mutex, Once, PoisonError},
};

use tokio::runtime::{Handle, Id};
use tracing::{
    Event, Level, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Record},
    subscriber::Interest,
};

/// Every error so far, with the runtime it was logged on: `None` for a thread that no runtime knows.
static ERRORS: Mutex<Vec<(Option<Id>, String)>> = Mutex::new(Vec::new());
static LISTENING: Once = Once::new();

/// From now on errors are kept. The second call changes nothing.
///
/// # Panics
/// When the test logs in another way already.
pub fn listen() {
    LISTENING.call_once(|| {
        tracing::subscriber::set_global_default(Errors).expect("nothing else takes the logs of tests");
    });
}

/// Takes the errors that were logged on this runtime, and on no runtime.
pub fn take() -> Vec<String> {
    let here = Handle::try_current().map(|handle| handle.id()).ok();
    let mut all = ERRORS.lock().unwrap_or_else(PoisonError::into_inner);
    let (mine, others) =
        std::mem::take(&mut *all).into_iter().partition(|(on, _)| on.is_none() || *on == here);
    *all = others;
    let mine: Vec<(Option<Id>, String)> = mine;
    mine.into_iter().map(|(_, text)| text).collect()
}

/// Keeps errors and nothing else.
struct Errors;

impl Subscriber for Errors {
    fn register_callsite(&self, metadata: &'static Metadata<'static>) -> Interest {
        if self.enabled(metadata) { Interest::always() } else { Interest::never() }
    }

    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.is_event() && *metadata.level() == Level::ERROR
    }

    fn event(&self, event: &Event<'_>) {
        let mut text = Text(event.metadata().target().to_owned());
        event.record(&mut text);
        let on = Handle::try_current().map(|handle| handle.id()).ok();
        ERRORS.lock().unwrap_or_else(PoisonError::into_inner).push((on, text.0));
    }

    fn new_span(&self, _: &Attributes<'_>) -> tracing::Id {
        tracing::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &tracing::Id, _: &tracing::Id) {}
    fn enter(&self, _: &tracing::Id) {}
    fn exit(&self, _: &tracing::Id) {}
}

/// An event in words.
struct Text(String);

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let _ = write!(self.0, " {}={value:?}", field.name());
    }
}

#[cfg(test)]
mod tests {
    use super::{listen, take};
    use crate::site::TestSite;

    #[tokio::test(flavor = "multi_thread")]
    async fn an_error_belongs_to_the_runtime_it_was_logged_on_wherever_that_happened() {
        listen();
        tracing::error!(number = 7, "here");
        tokio::spawn(async { tracing::error!("in a task") }).await.expect("it ends");
        tokio::task::spawn_blocking(|| tracing::error!("on a thread for waiting")).await.expect("it ends");
        tracing::warn!("no error");
        let elsewhere = std::thread::spawn(|| {
            let runtime = tokio::runtime::Runtime::new().expect("a runtime");
            runtime.block_on(async {
                tracing::error!("elsewhere");
                take()
            })
        });
        assert_eq!(elsewhere.join().expect("it ends").len(), 1);
        let told = take();
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told[0].contains("here") && told[0].contains("number=7"), "{told:?}");
        assert!(take().is_empty(), "taken once");
    }

    #[tokio::test(flavor = "multi_thread")]
    #[should_panic(expected = "errors were logged")]
    async fn a_site_refuses_to_close_when_an_error_was_logged() {
        let site = TestSite::new().await;
        tokio::spawn(async { tracing::error!("unseen by the test") }).await.expect("it ends");
        site.close().await;
    }

    #[tokio::test(flavor = "multi_thread")]
    #[should_panic(expected = "and there is none")]
    async fn a_site_that_expects_an_error_refuses_to_close_without_one() {
        let mut site = TestSite::new().await;
        site.expect_errors();
        site.close().await;
    }
}
