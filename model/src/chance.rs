//! Randomness is handed in, like the clock: tests repeat, and one place owns the generator.

/// A source of unpredictable bytes. In production the operating system's, through the one crypto provider.
pub trait Random: Send + Sync {
    /// Fills the bytes.
    fn fill(&self, bytes: &mut [u8]);

    /// Milliseconds since 1970, for ids that stand in the order they were made in. Without it they stand in no order.
    fn milliseconds(&self) -> Option<u64> {
        None
    }
}

/// Crockford's base 32 in lower case: nothing to confuse when read out.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Text of so many characters, five random bits each.
pub fn random_text(random: &dyn Random, length: usize) -> String {
    let mut bytes = vec![0; length];
    random.fill(&mut bytes);
    bytes
        .iter()
        .filter_map(|byte| ALPHABET.get(usize::from(byte & 31)))
        .map(|&byte| char::from(byte))
        .collect()
}

/// Random text that begins with the moment it was made, where that is known: what is made together is kept together, so
/// that a new row goes to the end of an index however many there are. The rest is random, 85 bits of 26 characters.
pub fn ordered_text(random: &dyn Random, length: usize) -> String {
    let text = random_text(random, length);
    let Some((moment, rest)) = random.milliseconds().zip(text.get(MOMENT..)) else { return text };
    let digits =
        (0..MOMENT).rev().map(|place| usize::try_from((moment >> (5 * place)) & 31).unwrap_or_default());
    let digits = digits.filter_map(|digit| ALPHABET.get(digit)).map(|&byte| char::from(byte));
    digits.chain(rest.chars()).collect()
}

/// Characters of a moment: 45 bits, enough until the year 3084.
const MOMENT: usize = 9;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    struct At(u64, u8);
    impl Random for At {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.1);
        }
        fn milliseconds(&self) -> Option<u64> {
            Some(self.0)
        }
    }

    proptest! {
        #[test]
        fn a_later_id_stands_behind_an_earlier_one(earlier in 0u64..1 << 44, by in 1u64..1 << 40, one: u8, other: u8) {
            let (first, second) = (At(earlier, one), At(earlier + by, other));
            prop_assert!(ordered_text(&first, 26) < ordered_text(&second, 26));
            prop_assert_eq!(ordered_text(&first, 26).len(), 26);
        }
    }

    #[test]
    fn without_a_moment_an_id_is_random_from_its_first_character() {
        struct Sevens;
        impl Random for Sevens {
            fn fill(&self, bytes: &mut [u8]) {
                bytes.fill(7);
            }
        }
        assert_eq!(ordered_text(&Sevens, 26), "7".repeat(26));
    }
}
