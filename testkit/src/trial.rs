//! Trials: the real program as its operators run it, residents who use it, and a reckoning at the end that compares what
//! residents were told with what every other side holds.

pub mod chance;
pub mod disturbed;
pub mod faults;
pub mod mail;
pub mod portal;
pub mod reckoning;
pub mod report;
pub mod resident;
