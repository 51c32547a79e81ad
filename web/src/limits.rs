//! Rate limits on what could be guessed or flooded. Per thing guessed at and per network address, wide enough for a
//! library or a shelter that shares one address (STANDARDS SEC-14).

use std::{net::IpAddr, num::NonZeroU32};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::error::Failed;

/// The limits of one process.
pub struct Limits {
    by_subject: DefaultKeyedRateLimiter<String>,
    by_network: DefaultKeyedRateLimiter<IpAddr>,
}

impl Default for Limits {
    fn default() -> Self {
        Self::new(10, 120)
    }
}

impl Limits {
    /// So many tries a minute for one subject (a case reference, an email address), and from one network address.
    pub fn new(subject_a_minute: u32, network_a_minute: u32) -> Self {
        let quota = |a_minute| Quota::per_minute(NonZeroU32::new(a_minute).unwrap_or(NonZeroU32::MIN));
        Self {
            by_subject: RateLimiter::keyed(quota(subject_a_minute)),
            by_network: RateLimiter::keyed(quota(network_a_minute)),
        }
    }

    /// Counts a try. Neither list grows for ever: keys that are full again are forgotten now and then.
    pub fn try_once(&self, subject: &str, network: IpAddr) -> Result<(), Failed> {
        if self.by_subject.len() > 100_000 {
            self.by_subject.retain_recent();
            self.by_network.retain_recent();
        }
        let subject =
            subject.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(64).collect();
        let allowed =
            self.by_subject.check_key(&subject).is_ok() & self.by_network.check_key(&network).is_ok();
        if allowed { Ok(()) } else { Err(Failed::too_many()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn id_06_the_eleventh_try_at_one_reference_in_a_minute_is_refused_and_others_go_on() {
        let limits = Limits::new(10, 1000);
        let home = IpAddr::from([192, 0, 2, 1]);
        for _ in 0..10 {
            assert!(limits.try_once("K7P-4QX-9", home).is_ok());
        }
        assert!(limits.try_once("k7p4qx9", home).is_err());
        assert!(limits.try_once("M4T-9WZ-2", home).is_ok());
    }
}
