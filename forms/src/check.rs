//! Reads a folder of services like a good compiler: everything that is wrong at once, each with its place and
//! what to write instead.

pub(crate) mod expressions;
mod federal;
mod files;
mod grade;
mod ids;
mod language;
mod links;
mod options;
mod outcomes;
mod pages;
mod passage;
mod personal;
mod personal_words;
mod plan;
mod readability;
mod samples;
mod sentences;
pub(crate) mod texts;
mod translations;
pub(crate) mod waivers;
mod whole;

pub use readability::{Part, Readability, readability};
pub use translations::SERVICES;

use jiff::civil::Date;

use crate::{
    ServiceSlug,
    definition::ServiceFile,
    load::{Folder, Source},
    problem::{Problem, in_order},
    service::{Agencies, Examined, examine, folders},
    version::Files,
};

/// Every finding about a folder of services: `agencies.yaml`, `locales/*.ftl`, `<slug>/…`. `today` tells
/// whether an OMB approval has ended.
pub fn everything(all: &Files, today: Date) -> Vec<Problem> {
    let (agencies, mut problems) = Agencies::load(all);
    let agencies = agencies.unwrap_or_default();
    problems.extend(translations::of_agencies(all, &agencies));
    problems.extend(ids::agencies(all, &agencies));
    for (folder, files) in folders(all) {
        match folder.parse::<ServiceSlug>() {
            Err(error) => {
                let message = format!("the folder's name {error}");
                let span = crate::position::Span::default();
                problems.push(Problem::new("service-folder-name", &folder, "", span, message));
            }
            Ok(slug) => {
                let found = service(&slug, &files, &agencies, today);
                problems.extend(found.into_iter().map(|problem| problem.in_folder(&folder)));
            }
        }
    }
    in_order(problems)
}

/// Every finding about one service.
pub fn service(slug: &ServiceSlug, files: &Files, agencies: &Agencies, today: Date) -> Vec<Problem> {
    let Examined { folder, problems: mut found, names, service } = examine(slug, files, agencies);
    if let Some((source, definition)) = &folder.service {
        found.extend(federal::check(source, definition, today));
        let mut waivers = waivers::Waivers::read(files, &mut found);
        found.extend(personal::check(&folder, definition, &mut waivers));
        found.extend(texts::check(&folder, definition, &names));
        found.extend(translations::of_service(files, &folder, definition));
        found.extend(language::check(files, &folder, definition, &mut waivers));
        found.extend(waivers.left_over(&folder, definition));
    }
    found.extend(files::check(files));
    found.extend(samples::check(files, service.as_ref(), today));
    in_order(found)
}

/// What must be right for a service to work at all, besides its expressions.
pub(crate) fn structure(
    folder: &Folder,
    source: &Source,
    definition: &ServiceFile,
    agencies: &Agencies,
) -> Vec<Problem> {
    let mut problems = ids::check(folder, source, definition, agencies);
    problems.extend(pages::check(folder, source, definition));
    problems.extend(outcomes::check(source, definition));
    problems.extend(plan::check(source, definition));
    problems
}
