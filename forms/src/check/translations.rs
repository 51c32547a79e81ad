//! Translations: every text has one, and it was made from the text as it is now.

use crate::{definition::ServiceFile, load::Folder, problem::Problem, service::Agencies, version::Files};

pub fn of_agencies(_all: &Files, _agencies: &Agencies) -> Vec<Problem> {
    Vec::new()
}

pub fn of_service(_files: &Files, _folder: &Folder, _service: &ServiceFile) -> Vec<Problem> {
    Vec::new()
}
