//! Session tokens: 256 random bits, opaque, in a cookie; only their keyed hash is kept (STANDARDS ID-05).

use jiff::{SignedDuration, Timestamp};
use model::Random;

/// What stands in the cookie or in an emailed link.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A new token nobody can guess.
    pub fn random(random: &dyn Random) -> Self {
        let mut bytes = [0; 32];
        random.fill(&mut bytes);
        Self(data_encoding::BASE64URL_NOPAD.encode(&bytes))
    }

    /// A token that came in; of another shape it is no token.
    pub fn parse(text: &str) -> Option<Self> {
        let fits =
            text.len() == 43 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        fits.then(|| Self(text.to_owned()))
    }

    /// As text, for the cookie and for hashing.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How long a session lasts.
#[derive(Debug, Clone, Copy)]
pub struct SessionTimes {
    /// From its start, whatever happens.
    pub overall: SignedDuration,
    /// Without any request.
    pub idle: SignedDuration,
}

/// Residents: 24 hours overall, one hour idle (NIST SP 800-63B-4, 2.2.3). Drafts outlive their session.
pub const SESSION_TIMES: SessionTimes =
    SessionTimes { overall: SignedDuration::from_hours(24), idle: SignedDuration::from_hours(1) };
/// Nobody signed in: what was answered stays open on the person's own device for a day, a week at the most.
pub const GUEST_SESSION_TIMES: SessionTimes =
    SessionTimes { overall: SignedDuration::from_hours(7 * 24), idle: SignedDuration::from_hours(24) };
/// Staff: a working day overall, half an hour idle.
pub const STAFF_SESSION_TIMES: SessionTimes =
    SessionTimes { overall: SignedDuration::from_hours(12), idle: SignedDuration::from_mins(30) };

impl SessionTimes {
    /// Whether a session may still be used.
    pub fn is_live(&self, started_at: Timestamp, seen_at: Timestamp, now: Timestamp) -> bool {
        now.duration_since(started_at) < self.overall && now.duration_since(seen_at) < self.idle
    }

    /// When it ends unless used before then.
    pub fn ends_at(&self, started_at: Timestamp, seen_at: Timestamp) -> Timestamp {
        let latest = |from: Timestamp, lasts| from.saturating_add(lasts).unwrap_or(Timestamp::MAX);
        latest(started_at, self.overall).min(latest(seen_at, self.idle))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn id_05_a_session_ends_after_an_hour_idle_and_after_a_day_whatever_happens() {
        let at = |hours: i64| Timestamp::from_second(hours * 3600).unwrap();
        assert!(SESSION_TIMES.is_live(at(0), at(5), at(5)));
        assert!(!SESSION_TIMES.is_live(at(0), at(4), at(5)));
        assert!(!SESSION_TIMES.is_live(at(0), at(24), at(24)));
        assert_eq!(SESSION_TIMES.ends_at(at(0), at(5)), at(6));
        assert_eq!(SESSION_TIMES.ends_at(at(0), at(24)), at(24));
    }
}
