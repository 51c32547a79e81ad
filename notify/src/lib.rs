//! Telling people things: a channel a file, all with the one trait `model::Channel`.

pub mod conformance;
mod email;
mod linked;
mod mailbox;
mod render;

pub use email::{Email, EmailSettings, SettingsError};
pub use mailbox::{KeptMessage, Mailbox};
pub use render::{RenderError, Renderer};
