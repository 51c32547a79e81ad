//! Rate limits on what could be guessed or flooded. Per thing guessed at and per network address, wide enough for a
//! school, a library or a shelter that shares one address (STANDARDS SEC-14).

use std::{
    collections::HashSet,
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
    sync::{Mutex, PoisonError},
};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::error::Failed;

/// Keys of either list before those that are full again are forgotten.
const MOST_KEYS: usize = 100_000;

/// Drafts begun from one network address: a school's whole year at once, and then one every two seconds.
const DRAFTS: Flow = Flow { at_once: 300, a_minute: 30 };
/// Megabytes of files from one network address: a class with its photos, and then one photo every two seconds.
const MEGABYTES: Flow = Flow { at_once: 2000, a_minute: 120 };
const MEGABYTE: usize = 1024 * 1024;

/// How much may come at once, and how fast room grows again.
#[derive(Debug, Clone, Copy)]
struct Flow {
    at_once: u32,
    a_minute: u32,
}

fn number(of: u32) -> NonZeroU32 {
    NonZeroU32::new(of).unwrap_or(NonZeroU32::MIN)
}

impl Flow {
    fn limiter(self) -> DefaultKeyedRateLimiter<IpAddr> {
        RateLimiter::keyed(Quota::per_minute(number(self.a_minute)).allow_burst(number(self.at_once)))
    }
}

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
    by_both: DefaultKeyedRateLimiter<(String, IpAddr)>,
    /// Networks from which somebody signed in, each with who.
    known: Mutex<HashSet<(String, IpAddr)>>,
    drafts: DefaultKeyedRateLimiter<IpAddr>,
    megabytes: DefaultKeyedRateLimiter<IpAddr>,
}

impl Default for Limits {
    fn default() -> Self {
        Self::new(10, 120)
    }
}

impl Limits {
    /// So many tries a minute for one subject (a case reference, an email address), and from one network address.
    pub fn new(subject_a_minute: u32, network_a_minute: u32) -> Self {
        let quota = |a_minute| Quota::per_minute(number(a_minute));
        Self {
            by_subject: RateLimiter::keyed(quota(subject_a_minute)),
            by_network: RateLimiter::keyed(quota(network_a_minute)),
            by_both: RateLimiter::keyed(quota(subject_a_minute)),
            known: Mutex::default(),
            drafts: DRAFTS.limiter(),
            megabytes: MEGABYTES.limiter(),
        }
    }

    /// The same with other shares of one network: drafts and megabytes that may come at once.
    #[must_use]
    pub fn with_shares(mut self, [drafts, megabytes]: [u32; 2]) -> Self {
        self.drafts = Flow { at_once: drafts, ..DRAFTS }.limiter();
        self.megabytes = Flow { at_once: megabytes, ..MEGABYTES }.limiter();
        self
    }

    /// Counts a draft that somebody begins.
    pub fn begin_draft(&self, network: IpAddr) -> Result<(), Failed> {
        take(&self.drafts, network, 1)
    }

    /// Counts files that somebody gives, by the bytes of all of them.
    pub fn give_files(&self, network: IpAddr, bytes: usize) -> Result<(), Failed> {
        take(&self.megabytes, network, u32::try_from(bytes.div_ceil(MEGABYTE)).unwrap_or(u32::MAX))
    }

    /// Counts a try. Neither list grows for ever: keys that are full again are forgotten now and then.
    pub fn try_once(&self, subject: &str, network: IpAddr) -> Result<(), Failed> {
        self.tidy();
        // The network first: whoever tries too often must not use up the tries of the person they try at.
        self.by_network.check_key(&household(network)).map_err(|_| Failed::too_many())?;
        self.by_subject.check_key(&plain(subject)).map_err(|_| Failed::too_many())
    }

    /// Counts a try at somebody's password. Where they signed in before, they have tries of their own: others, who use up
    /// the ones that everywhere else has together, do not lock them out.
    pub fn guess(&self, subject: &str, network: IpAddr) -> Result<(), Failed> {
        self.tidy();
        let (household, subject) = (household(network), plain(subject));
        self.by_network.check_key(&household).map_err(|_| Failed::too_many())?;
        let both = (subject, household);
        self.by_both.check_key(&both).map_err(|_| Failed::too_many())?;
        if self.known.lock().unwrap_or_else(PoisonError::into_inner).contains(&both) {
            return Ok(());
        }
        self.by_subject.check_key(&both.0).map_err(|_| Failed::too_many())
    }

    /// Somebody signed in from here.
    pub fn guessed_right(&self, subject: &str, network: IpAddr) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST_KEYS {
            known.clear();
        }
        known.insert((plain(subject), household(network)));
    }

    fn tidy(&self) {
        if self.by_subject.len() > MOST_KEYS
            || self.by_network.len() > MOST_KEYS
            || self.by_both.len() > MOST_KEYS
        {
            self.by_subject.retain_recent();
            self.by_network.retain_recent();
            self.by_both.retain_recent();
        }
    }
}

/// The same subject however it is typed.
fn plain(subject: &str) -> String {
    subject.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(64).collect()
}

/// Takes so much room from a network's share. What comes from this machine itself is not counted: nobody sits there but
/// its operator, who measures, and a proxy that does not say whom it speaks for.
fn take(share: &DefaultKeyedRateLimiter<IpAddr>, network: IpAddr, amount: u32) -> Result<(), Failed> {
    if network.to_canonical().is_loopback() {
        return Ok(());
    }
    if share.len() > MOST_KEYS {
        share.retain_recent();
    }
    match share.check_key_n(&household(network), number(amount)) {
        Ok(Ok(())) => Ok(()),
        _ => Err(Failed::too_many_here()),
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
    fn nobody_is_locked_out_where_they_signed_in_before_whatever_others_try() {
        let limits = Limits::new(10, 1000);
        let (office, elsewhere) = (IpAddr::from([192, 0, 2, 1]), IpAddr::from([192, 0, 2, 2]));
        limits.guessed_right("Ana@dmv.example.gov", office);
        for from in 0..100 {
            let _ = limits.guess("ana@dmv.example.gov", IpAddr::from([198, 51, 100, from]));
        }
        assert!(limits.guess("ana@dmv.example.gov", elsewhere).is_err(), "all strangers together have ten");
        let own = (0..20).filter(|_| limits.guess("ana@dmv.example.gov", office).is_ok()).count();
        assert_eq!(own, 10, "and so has the office");
    }

    #[test]
    fn addresses_of_one_connection_count_as_one() {
        let limits = Limits::new(10, 5);
        let address = |last: u16| IpAddr::from([0x2001, 0xdb8, 0, 1, 0, 0, 0, last]);
        let refused =
            (0..20).filter(|last| limits.try_once(&last.to_string(), address(*last)).is_err()).count();
        assert_eq!(refused, 15);
    }

    #[test]
    fn sec_14_a_whole_school_may_begin_at_once_and_one_flooder_is_held_back() {
        let limits = Limits::default();
        let (school, home) = (IpAddr::from([192, 0, 2, 1]), IpAddr::from([192, 0, 2, 2]));
        let begun = (0..1000).filter(|_| limits.begin_draft(school).is_ok()).count();
        assert!((300..310).contains(&begun), "{begun}");
        assert!(limits.begin_draft(home).is_ok());
    }

    #[test]
    fn sec_14_files_are_counted_by_their_size_for_each_network() {
        let limits = Limits::default();
        let (school, home) = (IpAddr::from([192, 0, 2, 1]), IpAddr::from([192, 0, 2, 2]));
        let given = (0..1000).filter(|_| limits.give_files(school, 9 * MEGABYTE + 1).is_ok()).count();
        assert!((200..210).contains(&given), "{given}");
        assert!(limits.give_files(home, 64 * MEGABYTE).is_ok(), "the largest request there is");
        assert!(limits.give_files(home, usize::MAX).is_err());
    }

    #[test]
    fn the_machine_itself_is_not_counted() {
        let limits = Limits::default();
        let local = ["127.0.0.1", "::1", "::ffff:127.0.0.1"].map(|text| text.parse::<IpAddr>().unwrap());
        assert!(local.iter().all(|local| (0..1000).all(|_| limits.begin_draft(*local).is_ok())));
    }
}
