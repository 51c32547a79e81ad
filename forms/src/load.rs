//! Reads a service's files into the types of `definition`, keeping for every finding the place it is about.

pub(crate) mod node;
mod read;
pub(crate) mod source;
mod typed;
pub(crate) mod yaml;

pub(crate) use read::did_you_mean;
pub(crate) use source::{Folder, Source, read_agencies, read_folder};
