//! Staff passwords: argon2id, 15 characters or more (NIST SP 800-63B-4, 3.1.1.2), any characters, and none that many
//! people use or that was found where passwords were stolen.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use model::Random;

/// Fewest characters.
pub const LEAST_CHARACTERS: usize = 15;
/// Most characters: longer than any password manager makes.
pub const MOST_CHARACTERS: usize = 256;

/// A password as typed. Never shown, never logged.
pub struct Password(String);

/// Why a password cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadPassword {
    /// Fewer than 15 characters.
    #[error("a password needs at least {LEAST_CHARACTERS} characters")]
    TooShort,
    /// More than 256 characters.
    #[error("a password has at most {MOST_CHARACTERS} characters")]
    TooLong,
    /// It is among stolen passwords, is made of a few of them, or repeats one thing.
    #[error("the password is among those that are tried first: many people use it, or it is easy to guess")]
    Common,
    /// It is made of words that stand around: the portal's name, the agency's, the person's.
    #[error("the password is made of names that anybody at the agency knows")]
    OwnWords,
    /// The hashing library refused.
    #[error("the password could not be hashed")]
    Unhashable,
}

impl Password {
    /// A password as typed, for checking.
    pub fn typed(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// Whether it may become somebody's password. `own_words`: names an attacker would try first. Takes milliseconds:
    /// call it off the request threads.
    pub fn judge(&self, own_words: &[&str]) -> Result<(), BadPassword> {
        match self.0.chars().count() {
            0..LEAST_CHARACTERS => Err(BadPassword::TooShort),
            LEAST_CHARACTERS..=MOST_CHARACTERS => crate::strength::judge(&self.0, own_words),
            _ => Err(BadPassword::TooLong),
        }
    }

    /// The text to keep (PHC string). Slow on purpose: call it off the request threads.
    pub fn hash(&self, random: &dyn Random) -> Result<String, BadPassword> {
        let mut salt = [0; 16];
        random.fill(&mut salt);
        let hashed = Argon2::default().hash_password_with_salt(self.0.as_bytes(), &salt);
        hashed.map(|hash| hash.to_string()).map_err(|_| BadPassword::Unhashable)
    }

    /// Whether it is the one that was hashed. Slow on purpose: call it off the request threads.
    pub fn fits(&self, kept: &str) -> bool {
        PasswordHash::new(kept)
            .is_ok_and(|hash| Argon2::default().verify_password(self.0.as_bytes(), &hash).is_ok())
    }

    /// Takes as long as a real check: an unknown name must not be told by its speed.
    pub fn pretend_to_check(&self) {
        let _ = Argon2::default().hash_password_with_salt(self.0.as_bytes(), &[7; 16]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Sevens;
    impl Random for Sevens {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(7);
        }
    }

    #[test]
    fn a_password_fits_its_own_hash_and_no_other() {
        let kept = Password::typed("correct horse battery").hash(&Sevens).unwrap();
        assert!(Password::typed("correct horse battery").fits(&kept));
        assert!(!Password::typed("correct horse batterz").fits(&kept));
        assert!(!Password::typed("correct horse battery").fits("not a hash"));
    }

    #[test]
    fn a_short_password_is_refused() {
        let judged = |text: &str| Password::typed(text).judge(&[]);
        assert_eq!(judged("heron moss 471"), Err(BadPassword::TooShort), "14 characters");
        assert_eq!(judged("heron moss 4711"), Ok(()));
    }

    #[test]
    fn a_long_password_of_any_characters_is_taken() {
        let phrase = "¿Qué árbol 樹 👩‍🌾 crece – junto al lago? ";
        let long: String = phrase.chars().cycle().take(MOST_CHARACTERS).collect();
        assert_eq!(Password::typed(&long).judge(&[]), Ok(()));
        assert_eq!(Password::typed(&format!("{long}x")).judge(&[]), Err(BadPassword::TooLong));
    }
}
