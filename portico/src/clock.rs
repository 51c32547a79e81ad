//! The one clock: everything else is handed it, so that tests can tell the time.

use jiff::Timestamp;
use model::Clock;

/// The machine's own clock.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one owner of the machine's clock")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}
