//! Tests of the channels against real other sides.

#[cfg(test)]
mod email;
#[cfg(test)]
mod mailbox;
#[cfg(test)]
mod server;
