//! Services loaded, checked and answered as the platform does it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod check;
mod check_all_at_once;
mod check_codes;
mod check_conditions;
mod check_duties;
mod check_hostile;
mod check_texts;
mod golden;
mod readability;
mod sample_service;
mod service;
mod services;
