//! Randomness is handed in, like the clock: tests repeat, and one place owns the generator.

/// A source of unpredictable bytes. In production the operating system's, through the one crypto provider.
pub trait Random: Send + Sync {
    /// Fills the bytes.
    fn fill(&self, bytes: &mut [u8]);
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
