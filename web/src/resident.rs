//! Pages for residents: one file a page or a small group of pages.

pub mod account;
pub mod aside;
pub mod changed;
pub mod check;
pub mod code;
pub mod discard;
pub mod email;
pub mod home;
pub mod leave;
pub mod page;
pub mod preview;
pub mod question;
pub mod repeat;
pub mod resume;
pub mod save;
pub mod sent;
pub mod service;
pub mod sessions;
pub mod standing;
pub mod start;
pub mod status;
pub mod tasks;
pub mod view;
pub mod words;
