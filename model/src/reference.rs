//! The case reference a resident reads out, and the secret on the receipt: no letters that look alike, and a check
//! character that finds every single mistyped character and every swap of neighbours (STANDARDS DAT-11).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Random;

/// Without 0, O, 1, I and L. Its size is a prime, which makes the check character find swaps.
const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const BASE: usize = ALPHABET.len();

/// What was typed is no reference that Portico could have given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a case reference")]
pub struct BadReference;

/// A case reference, kept without hyphens and shown with: `K7P-4QX-9`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CaseReference(String);

impl CaseReference {
    /// Six random characters and the check character. Uniqueness is the store's to prove.
    pub fn random(random: &dyn Random) -> Self {
        let body = random_characters(random, 6);
        let check = check_character(&body);
        Self(format!("{body}{check}"))
    }

    /// The reference of a number: no two numbers below 887 million have the same, and neighbours lie far apart. For
    /// made-up cases, of which there are so many that chance would give some of them the same.
    pub fn of_number(number: u64) -> Self {
        const FAR: u64 = 548_506_439;
        let base = u64::try_from(BASE).unwrap_or(1);
        let mut rest = number.wrapping_mul(FAR) % base.pow(6);
        let mut body = String::with_capacity(7);
        for _ in 0..6 {
            let digit = usize::try_from(rest % base).unwrap_or_default();
            body.extend(ALPHABET.get(digit).map(|&c| char::from(c)));
            rest /= base;
        }
        let check = check_character(&body);
        Self(format!("{body}{check}"))
    }

    /// What a person typed: any case, any spaces or hyphens.
    pub fn parse(typed: &str) -> Result<Self, BadReference> {
        let text = significant(typed);
        let (body, check) = text.split_at_checked(6).ok_or(BadReference)?;
        let right = values(body).is_some() && check.chars().eq([check_character(body)]);
        if right { Ok(Self(text)) } else { Err(BadReference) }
    }

    /// Without hyphens, as kept.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CaseReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, rest) = self.0.split_at_checked(3).unwrap_or((&self.0, ""));
        let (second, check) = rest.split_at_checked(3).unwrap_or((rest, ""));
        write!(f, "{first}-{second}-{check}")
    }
}

/// The second secret, printed on the receipt: with the reference it shows stage and dates (STANDARDS ID-06).
#[derive(Clone, PartialEq, Eq)]
pub struct ReceiptSecret(String);

impl ReceiptSecret {
    /// Ten characters of a keyed hash: 49 bits, behind a rate limit. Worked out anew each time, kept nowhere.
    pub fn from_hash(hex: &str) -> Self {
        let bytes = hex.as_bytes().chunks(4).filter_map(|four| std::str::from_utf8(four).ok());
        let numbers = bytes.filter_map(|four| usize::from_str_radix(four, 16).ok());
        Self(
            numbers
                .filter_map(|number| ALPHABET.get(number % BASE))
                .map(|&c| char::from(c))
                .take(10)
                .collect(),
        )
    }

    /// What a person typed: any case, any spaces or hyphens.
    pub fn parse(typed: &str) -> Self {
        Self(significant(typed))
    }

    /// Without hyphens, for hashing.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ReceiptSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = self.0.split_at_checked(5).unwrap_or((&self.0, ""));
        write!(f, "{first}-{second}")
    }
}

impl fmt::Debug for ReceiptSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReceiptSecret(…)")
    }
}

fn significant(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

fn random_characters(random: &dyn Random, length: usize) -> String {
    let mut text = String::with_capacity(length);
    let mut byte = [0];
    while text.len() < length {
        random.fill(&mut byte);
        // Bytes past the last whole multiple are thrown away, so that every character is equally likely.
        let [value] = byte;
        if usize::from(value) < BASE * 8 {
            text.extend(ALPHABET.get(usize::from(value) % BASE).map(|&c| char::from(c)));
        }
    }
    text
}

fn values(text: &str) -> Option<Vec<usize>> {
    text.bytes().map(|byte| ALPHABET.iter().position(|&c| c == byte)).collect()
}

/// Weighted sum modulo a prime: weights differ between neighbours, so a swap changes the sum.
fn check_character(body: &str) -> char {
    let sum: usize =
        values(body).unwrap_or_default().iter().zip(2..).map(|(value, weight)| value * weight).sum();
    ALPHABET.get(sum % BASE).map_or('?', |&c| char::from(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    struct Bytes(std::sync::Mutex<std::vec::IntoIter<u8>>);
    impl Random for Bytes {
        fn fill(&self, bytes: &mut [u8]) {
            let mut source = self.0.lock().unwrap();
            bytes.fill_with(|| source.next().unwrap_or(7));
        }
    }
    fn reference(bytes: Vec<u8>) -> CaseReference {
        CaseReference::random(&Bytes(std::sync::Mutex::new(bytes.into_iter())))
    }

    #[test]
    fn each_number_has_a_reference_of_its_own() {
        let some = (0..50_000).chain(9_000_000..9_050_000).map(CaseReference::of_number);
        let some: std::collections::HashSet<CaseReference> = some.collect();
        assert_eq!(some.len(), 100_000);
        assert!(some.iter().all(|one| CaseReference::parse(one.as_str()).as_ref() == Ok(one)));
    }

    proptest! {
        #[test]
        fn a_reference_is_read_back_however_it_is_typed(bytes in prop::collection::vec(0u8..=247, 6)) {
            let given = reference(bytes);
            prop_assert_eq!(CaseReference::parse(&given.to_string()), Ok(given.clone()));
            prop_assert_eq!(CaseReference::parse(&given.to_string().to_lowercase().replace('-', " ")), Ok(given));
        }

        #[test]
        fn one_wrong_character_is_found(bytes in prop::collection::vec(0u8..=247, 6), at in 0usize..7, other in 0usize..31) {
            let given = reference(bytes);
            let mut typed: Vec<u8> = given.as_str().bytes().collect();
            prop_assume!(typed[at] != ALPHABET[other]);
            typed[at] = ALPHABET[other];
            prop_assert_eq!(CaseReference::parse(std::str::from_utf8(&typed).unwrap()), Err(BadReference));
        }

        #[test]
        fn two_swapped_neighbours_are_found(bytes in prop::collection::vec(0u8..=247, 6), at in 0usize..5) {
            let given = reference(bytes);
            let mut typed: Vec<u8> = given.as_str().bytes().collect();
            prop_assume!(typed[at] != typed[at + 1]);
            typed.swap(at, at + 1);
            prop_assert_eq!(CaseReference::parse(std::str::from_utf8(&typed).unwrap()), Err(BadReference));
        }

        #[test]
        fn nothing_typed_makes_it_panic(typed in ".*") {
            let _ = CaseReference::parse(&typed);
        }
    }
}
