//! Rate limits on what could be guessed or flooded. Per thing guessed at and per network address, wide enough for a
//! library or a shelter that shares one address (STANDARDS SEC-14).

use std::{
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::error::Failed;

/// Keys of either list before those that are full again are forgotten.
const MOST_KEYS: usize = 100_000;

/// One connection at home has a whole network of IPv6 addresses (a /64): they count as one.
fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(v4) => IpAddr::V4(v4),
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64))),
    }
}

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
        if self.by_subject.len() > MOST_KEYS || self.by_network.len() > MOST_KEYS {
            self.by_subject.retain_recent();
            self.by_network.retain_recent();
        }
        // The network first: whoever tries too often must not use up the tries of the person they try at.
        self.by_network.check_key(&household(network)).map_err(|_| Failed::too_many())?;
        let subject = subject.chars().filter(|c| c.is_alphanumeric());
        let subject = subject.flat_map(char::to_lowercase).take(64).collect();
        self.by_subject.check_key(&subject).map_err(|_| Failed::too_many())
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

    #[test]
    fn a_network_that_tries_too_often_does_not_use_up_the_tries_of_others() {
        let limits = Limits::new(10, 5);
        let (attacker, resident) = (IpAddr::from([192, 0, 2, 66]), IpAddr::from([192, 0, 2, 1]));
        for _ in 0..100 {
            let _ = limits.try_once("ana@example.org", attacker);
        }
        assert!(limits.try_once("ana@example.org", resident).is_ok());
    }

    #[test]
    fn addresses_of_one_connection_count_as_one() {
        let limits = Limits::new(10, 5);
        let address = |last: u16| IpAddr::from([0x2001, 0xdb8, 0, 1, 0, 0, 0, last]);
        let refused =
            (0..20).filter(|last| limits.try_once(&last.to_string(), address(*last)).is_err()).count();
        assert_eq!(refused, 15);
    }
}
