//! Reads a folder of services like a good compiler: everything that is wrong at once, each with its place and
//! what to write instead.

mod availability;
mod contradictions;
pub(crate) mod expressions;
mod federal;
mod files;
mod give;
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
mod settings;
pub(crate) mod texts;
mod translations;
pub(crate) mod waivers;
mod whole;

pub use give::{Connectors, GiveFault, Look};
pub use readability::{Part, Readability, readability};
pub(crate) use translations::FORM_OF_MESSAGES;
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
    everything_connected(all, today, None)
}

/// The same, with what is known about the connectors that plans name.
pub fn everything_connected(all: &Files, today: Date, connectors: Option<&dyn Connectors>) -> Vec<Problem> {
    let (agencies, mut problems) = Agencies::load(all);
    let agencies = agencies.unwrap_or_default();
    problems.extend(translations::of_agencies(all, &agencies));
    problems.extend(ids::agencies(all));
    for (folder, files) in folders(all) {
        match folder.parse::<ServiceSlug>() {
            Err(error) => {
                problems.push(crate::service::bad_folder_name(&folder, &error));
            }
            Ok(slug) => {
                let found = service(&slug, &files, &agencies, today, connectors);
                problems.extend(found.into_iter().map(|problem| problem.in_folder(&folder)));
            }
        }
    }
    in_order(problems)
}

/// Every finding about one service.
fn service(
    slug: &ServiceSlug,
    files: &Files,
    agencies: &Agencies,
    today: Date,
    connectors: Option<&dyn Connectors>,
) -> Vec<Problem> {
    let Examined { folder, problems: mut found, names, service } = examine(slug, files, agencies);
    let is_sound = !found.iter().any(Problem::is_error);
    if let Some((source, definition)) = &folder.service {
        found.extend(availability::check(source, definition, today));
        // Versions of a service that people began with stay in use, so these keep none from being read.
        found.extend(settings::check(&folder));
        found.extend(
            service.as_ref().map(|one| contradictions::check(&folder, &names, one)).unwrap_or_default(),
        );
        found.extend(federal::check(source, definition, today));
        found.extend(connectors.map(|known| give::check(source, definition, known)).unwrap_or_default());
        let mut waivers = waivers::Waivers::read(files, &mut found);
        found.extend(personal::check(&folder, definition, &mut waivers));
        found.extend(texts::check(&folder, definition, &names));
        found.extend(translations::of_service(files, &folder, definition));
        found.extend(language::check(files, &folder, definition, &mut waivers));
        found.extend(waivers.left_over(&folder, definition));
    }
    found.extend(files::check(files));
    found.extend(samples::check(files, &folder, service.as_ref(), is_sound, today));
    found.retain(|problem| !is_guess(problem.code, &folder));
    in_order(found)
}

/// Whether a finding says that something is not there or not used, when it could be in a part that could not be read.
fn is_guess(code: &str, folder: &Folder) -> bool {
    let has_lost_rules = |source: &Source| source.cut || source.node.is_unread(&"retention".into());
    let retention = || folder.service.as_ref().is_none_or(|(source, _)| has_lost_rules(source));
    match code {
        "obsolete-translation" | "unused-retention" | "unused-waiver" => folder.partial,
        "unknown-question" | "unknown-name-in-text" | "unknown-text" => folder.nameless,
        "unknown-retention" => retention(),
        _ => false,
    }
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
