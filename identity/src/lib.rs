//! How people prove who they are: one-time codes by email for residents, passwords for staff, session tokens for
//! both. Takes state and returns state; owns no table.

mod code;
mod password;
mod token;

pub use code::{Code, CodePurpose, MAX_TRIES, lifetime};
pub use password::{BadPassword, Password};
pub use token::{GUEST_SESSION_TIMES, SESSION_TIMES, STAFF_SESSION_TIMES, SessionTimes, Token};
