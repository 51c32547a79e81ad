//! All services of an installation and the agencies that offer them.

use std::{collections::BTreeMap, sync::Arc};

use super::{Agencies, Service};
use crate::{
    BadName, ServiceSlug,
    position::Span,
    problem::{Problem, in_order},
    version::Files,
};

/// All services of an installation.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// Who offers them.
    pub agencies: Arc<Agencies>,
    services: BTreeMap<ServiceSlug, Arc<Service>>,
}

impl Catalogue {
    /// Reads a folder of services: `agencies.yaml`, `locales/<tag>.ftl`, `<slug>/service.yaml` and so on. Gives
    /// the services that can be used, and what is wrong with the others; nothing when the agencies are not known.
    pub fn load(all: &Files) -> (Option<Self>, Vec<Problem>) {
        Self::load_over(all, &Self::default())
    }

    /// The same; a service that is as it was, with the agencies as they were, is the very one made before.
    pub fn load_over(all: &Files, before: &Self) -> (Option<Self>, Vec<Problem>) {
        let (agencies, mut problems) = Agencies::load(all);
        let known = agencies.clone().unwrap_or_default();
        let is_unchanged = *before.agencies == known;
        let mut services = BTreeMap::new();
        for (folder, files) in folders(all) {
            let slug = match folder.parse::<ServiceSlug>() {
                Ok(slug) => slug,
                Err(error) => {
                    problems.push(bad_folder_name(&folder, &error));
                    continue;
                }
            };
            let again = before.services.get(&slug).filter(|service| is_unchanged && service.files == files);
            let made = again.cloned().map_or_else(|| Service::load(&slug, &files, &known).map(Arc::new), Ok);
            match made {
                Ok(service) => drop(services.insert(slug, service)),
                Err(found) => {
                    problems.extend(found.into_iter().map(|problem| problem.in_folder(&folder)));
                }
            }
        }
        let catalogue = agencies.map(|agencies| Self { agencies: Arc::new(agencies), services });
        (catalogue, in_order(problems))
    }

    /// A service by name.
    pub fn find(&self, slug: &ServiceSlug) -> Option<&Arc<Service>> {
        self.services.get(slug)
    }

    /// Agencies that offer nothing yet.
    pub fn of(agencies: Arc<Agencies>) -> Self {
        Self { agencies, services: BTreeMap::new() }
    }

    /// Takes a service in, in the place of another of its name.
    pub fn take(&mut self, service: Arc<Service>) {
        self.services.insert(service.slug.clone(), service);
    }

    /// Every service, by name.
    pub fn services(&self) -> impl Iterator<Item = &Arc<Service>> {
        self.services.values()
    }
}

/// A folder whose name cannot be a service's.
pub fn bad_folder_name(folder: &str, error: &BadName) -> Problem {
    let message = format!("the folder's name `{folder}` cannot be a service's name");
    let problem = Problem::new("service-folder-name", folder, "", Span::default(), message);
    problem.help(format!("Rename it: {}.", error.wanted))
}

/// The folders that hold a `service.yaml` or pages, with their files.
pub fn folders(all: &Files) -> BTreeMap<String, Files> {
    let mut folders: BTreeMap<String, Files> = BTreeMap::new();
    for (path, text) in all {
        if let Some((folder, rest)) = path.split_once('/')
            && folder != "locales"
        {
            folders.entry(folder.to_owned()).or_default().insert(rest.to_owned(), text.clone());
        }
    }
    folders.retain(|_, files| files.keys().any(|path| path == "service.yaml" || path.starts_with("pages/")));
    folders
}

/// The files that are about agencies: those in no service's folder.
pub fn agency_files(all: &Files) -> Files {
    let own = all.iter().filter(|(path, _)| !path.contains('/') || path.starts_with("locales/"));
    own.map(|(path, text)| (path.clone(), text.clone())).collect()
}

/// The translations among the files of a folder, by language.
pub fn locales(files: &Files) -> impl Iterator<Item = (String, &String)> {
    files.iter().filter_map(|(path, text)| {
        let tag = path.strip_prefix("locales/")?.strip_suffix(".ftl")?;
        Some((tag.to_owned(), text))
    })
}
