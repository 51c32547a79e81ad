//! Reads a service's files into the types of `definition`, keeping for every finding the place it is about.

mod advice;
mod fault;
pub(crate) mod node;
mod question;
mod read;
pub(crate) mod source;
mod typed;
pub(crate) mod yaml;

/// Whether a file's name has this ending; folders of services are the same on every system, so case counts.
pub(crate) fn has_ending(path: &str, ending: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, found)| found == ending)
}

pub(crate) use advice::did_you_mean;
#[cfg(test)]
pub(crate) use question::question_of;
pub(crate) use source::{Folder, Source, read_agencies, read_file, read_folder};
#[cfg(test)]
pub(crate) use typed::{Misfit, What};
