//! How people prove who they are: one-time codes by email for residents, passwords and an authenticator app for staff,
//! session tokens for both. Takes state and returns state; owns no table.

mod code;
mod password;
mod recovery;
mod strength;
mod token;
mod totp;

pub use code::{Code, CodePurpose, MAX_TRIES, lifetime};
pub use password::{BadPassword, LEAST_CHARACTERS, MOST_CHARACTERS, Password};
pub use recovery::{read_recovery_code, recovery_codes};
pub use token::{GUEST_SESSION_TIMES, SESSION_TIMES, STAFF_SESSION_TIMES, SessionTimes, Token};
pub use totp::TotpSecret;
