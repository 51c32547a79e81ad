//! Time is handed in: nothing in Portico asks the machine what time it is, but the one clock made at start-up.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;

    /// The day it is in a time zone: an agency's days begin and end where the agency is.
    fn today(&self, zone: &TimeZone) -> Date {
        zone.to_datetime(self.now()).date()
    }
}
