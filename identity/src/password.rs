//! Staff passwords: argon2id, at least 15 characters (NIST SP 800-63B-4, 3.1.1.2), no rules about which ones.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use model::Random;

/// A password as typed. Never shown, never logged.
pub struct Password(String);

/// Why a password cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadPassword {
    /// Fewer than 15 characters.
    #[error("a password needs at least 15 characters")]
    TooShort,
    /// The hashing library refused.
    #[error("the password could not be hashed")]
    Unhashable,
}

impl Password {
    /// A password as typed, for checking.
    pub fn typed(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text to keep (PHC string). Slow on purpose: call it off the request threads.
    pub fn hash(&self, random: &dyn Random) -> Result<String, BadPassword> {
        if self.0.chars().count() < 15 {
            return Err(BadPassword::TooShort);
        }
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
        assert_eq!(Password::typed("fourteen chars").hash(&Sevens), Err(BadPassword::TooShort));
    }
}
