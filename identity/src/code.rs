//! A one-time code sent by email: six digits, ten minutes, five tries (NIST SP 800-63B-4, 3.1.3.2 asks for at least
//! six digits and a bound on tries).

use jiff::SignedDuration;
use model::Random;

/// Wrong codes after which a code is worthless.
pub const MAX_TRIES: i64 = 5;

/// How long a code can be used.
pub fn lifetime() -> SignedDuration {
    SignedDuration::from_mins(10)
}

/// What entering the code proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodePurpose {
    /// Signs in to the list of cases and drafts.
    SignIn,
    /// Confirms the email address of a draft, on the way to submitting it.
    ConfirmEmail,
    /// Opens a draft on another device.
    Resume,
}

impl CodePurpose {
    const ALL: [Self; 3] = [Self::SignIn, Self::ConfirmEmail, Self::Resume];

    /// Its name where it is kept.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::ConfirmEmail => "confirm_email",
            Self::Resume => "resume",
        }
    }

    /// Read back.
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.as_str() == text)
    }
}

/// Six digits.
#[derive(Clone, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    /// Six digits, each equally likely.
    pub fn random(random: &dyn Random) -> Self {
        let mut digits = String::with_capacity(6);
        let mut byte = [0];
        while digits.len() < 6 {
            random.fill(&mut byte);
            let [value] = byte;
            // 250 is the last whole multiple of ten: bytes past it would favour low digits.
            if value < 250 {
                digits.push(char::from(b'0' + value % 10));
            }
        }
        Self(digits)
    }

    /// What a person typed: spaces and hyphens do not matter. `None` if it is not six digits.
    pub fn parse(typed: &str) -> Option<Self> {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        (digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit())).then_some(Self(digits))
    }

    /// The digits, for the message and for hashing.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_with_spaces_and_hyphens() {
        for typed in ["123456", " 123 456 ", "123-456"] {
            assert_eq!(Code::parse(typed).map(|code| code.0), Some("123456".to_owned()));
        }
        for typed in ["", "12345", "1234567", "12345a", "١٢٣٤٥٦"] {
            assert!(Code::parse(typed).is_none(), "{typed}");
        }
    }
}
