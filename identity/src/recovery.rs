//! Recovery codes: ten of them, each good once in place of the authenticator app, for the day the phone is gone.

use model::{Random, random_text};

/// How many are given out together.
const COUNT: usize = 10;
/// 50 random bits each: kept as keyed hashes, and tried as rarely as any code.
const GROUPS: usize = 2;
const LETTERS: usize = 5;

/// A new set, as people write them down: `k3v0x-77mzp`.
pub fn recovery_codes(random: &dyn Random) -> Vec<String> {
    let code = || (0..GROUPS).map(|_| random_text(random, LETTERS)).collect::<Vec<_>>().join("-");
    (0..COUNT).map(|_| code()).collect()
}

/// What a person typed, as it was given out. Letters that look alike count as one. `None`: it is no recovery code.
pub fn read_recovery_code(typed: &str) -> Option<String> {
    let letters: String = typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| match c.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            c => c,
        })
        .collect();
    let (first, second) = letters.split_at_checked(LETTERS)?;
    (second.len() == LETTERS).then(|| format!("{first}-{second}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Counting(std::sync::atomic::AtomicU8);
    impl Random for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            for byte in bytes {
                *byte = self.0.fetch_add(37, std::sync::atomic::Ordering::Relaxed);
            }
        }
    }

    #[test]
    fn ten_different_codes_are_read_back_however_they_are_typed() {
        let codes = recovery_codes(&Counting(std::sync::atomic::AtomicU8::new(0)));
        let all: std::collections::BTreeSet<&String> = codes.iter().collect();
        assert_eq!(all.len(), 10);
        for code in &codes {
            assert_eq!(read_recovery_code(code).as_ref(), Some(code));
            let spoken = format!(" {} ", code.to_uppercase().replace('-', " ").replace('0', "O"));
            assert_eq!(read_recovery_code(&spoken).as_ref(), Some(code));
        }
        for typed in ["", "123456", "k3v0x-77mz", "k3v0x-77mzpq"] {
            assert_eq!(read_recovery_code(typed), None, "{typed}");
        }
    }
}
