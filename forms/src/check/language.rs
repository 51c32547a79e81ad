//! Plain language.

use crate::{definition::ServiceFile, load::Folder, problem::Problem, version::Files};

pub fn check(_files: &Files, _folder: &Folder, _service: &ServiceFile) -> Vec<Problem> {
    Vec::new()
}
