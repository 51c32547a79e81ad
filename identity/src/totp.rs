//! Codes of an authenticator app: six digits that change every 30 seconds (TOTP, RFC 6238, with SHA-1 as every app
//! knows it). A code is good in its own half minute and one before or after, and once.

use aws_lc_rs::hmac;
use jiff::Timestamp;
use model::Random;

/// Seconds a code lasts.
const STEP: i64 = 30;
/// How far a phone's clock may be off, in codes.
const DRIFT: i64 = 1;

/// What the app and Portico share: 160 random bits (RFC 4226, 4).
#[derive(Clone, PartialEq, Eq)]
pub struct TotpSecret(Vec<u8>);

impl TotpSecret {
    /// One nobody can guess.
    pub fn random(random: &dyn Random) -> Self {
        let mut bytes = vec![0; 20];
        random.fill(&mut bytes);
        Self(bytes)
    }

    /// Read back from its letters.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = data_encoding::BASE32_NOPAD.decode(text.as_bytes()).ok()?;
        (bytes.len() == 20).then_some(Self(bytes))
    }

    /// In letters, as apps take it.
    pub fn to_text(&self) -> String {
        data_encoding::BASE32_NOPAD.encode(&self.0)
    }

    /// In groups of four letters, to be typed.
    pub fn to_groups(&self) -> String {
        let letters = self.to_text();
        let groups: Vec<&str> =
            letters.as_bytes().chunks(4).filter_map(|group| std::str::from_utf8(group).ok()).collect();
        groups.join(" ")
    }

    /// The address that an app reads from a picture. `issuer` and `account` are what the app shows.
    pub fn address(&self, issuer: &str, account: &str) -> String {
        let (issuer, account) = (escaped(issuer), escaped(account));
        format!("otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}", self.to_text())
    }

    /// The half minute that a typed code is of, if it is right now and no earlier one than `last` was used. Every step is
    /// compared, and each in the same time.
    pub fn step_of(&self, typed: &str, now: Timestamp, last: i64) -> Option<i64> {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let current = now.as_second() / STEP;
        let mut found = None;
        for step in (current - DRIFT)..=(current + DRIFT) {
            let code = self.code(step);
            let fits =
                aws_lc_rs::constant_time::verify_slices_are_equal(code.as_bytes(), digits.as_bytes()).is_ok();
            if fits && step > last {
                found = Some(step);
            }
        }
        found
    }

    /// Whether a typed code was right, used or not: then the person only has to wait for the next one.
    pub fn was_used(&self, typed: &str, now: Timestamp, last: i64) -> bool {
        self.step_of(typed, now, i64::MIN).is_some_and(|step| step <= last)
    }

    /// The code of a moment: for tests, and for nobody else.
    pub fn code_at(&self, at: Timestamp) -> String {
        self.code(at.as_second() / STEP)
    }

    fn code(&self, step: i64) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.0);
        let tag = hmac::sign(&key, &step.to_be_bytes());
        let bytes = tag.as_ref();
        // RFC 4226, 5.3: the last four bits say where the 31 bits begin.
        let at = usize::from(bytes.last().copied().unwrap_or_default() & 15);
        let four = bytes.get(at..at + 4).and_then(|four| <[u8; 4]>::try_from(four).ok()).unwrap_or_default();
        format!("{:06}", (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000)
    }
}

/// Everything but letters and digits as `%XX`.
fn escaped(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut all, byte| {
        if byte.is_ascii_alphanumeric() {
            all.push(char::from(byte));
        } else {
            let _ = write!(all, "%{byte:02X}");
        }
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn rfc() -> TotpSecret {
        TotpSecret(b"12345678901234567890".to_vec())
    }

    /// RFC 6238, appendix B, SHA-1: the last six of its eight digits.
    #[test]
    fn codes_are_those_of_the_standards_own_examples() {
        for (second, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(rfc().code_at(at(second)), code, "{second}");
        }
    }

    #[test]
    fn a_code_is_good_for_its_half_minute_and_one_on_each_side() {
        let code = rfc().code_at(at(600));
        let good: Vec<i64> =
            (500..700).step_by(10).filter(|now| rfc().step_of(&code, at(*now), -1).is_some()).collect();
        assert_eq!((good.first(), good.last()), (Some(&570), Some(&650)));
        assert!(rfc().step_of(&format!(" {}-{} ", &code[..3], &code[3..]), at(600), -1).is_some());
        for wrong in ["", "12345", "1234567", "abcdef"] {
            assert_eq!(rfc().step_of(wrong, at(600), -1), None, "{wrong}");
        }
    }

    #[test]
    fn a_code_is_good_once_and_so_is_every_earlier_one() {
        let (earlier, code) = (rfc().code_at(at(570)), rfc().code_at(at(600)));
        let used = rfc().step_of(&code, at(600), -1).unwrap();
        for again in [&code, &earlier] {
            assert_eq!(rfc().step_of(again, at(605), used), None);
            assert!(rfc().was_used(again, at(605), used));
        }
        assert!(rfc().step_of(&rfc().code_at(at(630)), at(630), used).is_some());
        assert!(!rfc().was_used("000000", at(605), used));
    }

    #[test]
    fn a_secret_is_read_back_from_its_letters_and_stands_in_the_address_for_the_app() {
        let secret = rfc();
        assert!(TotpSecret::parse(&secret.to_text()) == Some(secret.clone()));
        assert!(TotpSecret::parse("ABC").is_none());
        assert_eq!(secret.to_groups(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert_eq!(
            secret.address("Columbia Lake", "ana@dmv.example.gov"),
            "otpauth://totp/Columbia%20Lake:ana%40dmv%2Eexample%2Egov?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Columbia%20Lake"
        );
    }
}
