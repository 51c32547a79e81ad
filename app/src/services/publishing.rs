//! Publishing: a new version is offered, an earlier one again, or none any more. One commit: the line of the list and
//! the audit entries of the agencies.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use forms::{Agencies, Catalogue, Files, Service, VersionHash};
use model::{Clock, EventId, Random};
use store::{
    Batch, NewAuditEntry, Publication, PublicationKind, ServiceVersion, Store, publications::AGENCIES,
};

use crate::{AppError, error::again};

/// Who publishes, where, and how it is called.
pub struct Publisher<'a> {
    /// Where it is kept.
    pub store: &'a Store,
    /// Tells the time.
    pub clock: &'a dyn Clock,
    /// Makes ids.
    pub random: &'a dyn Random,
    /// Who publishes, for the list and for audit entries.
    pub by: &'a str,
}

/// What was published, and what it changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The service, or [`AGENCIES`].
    pub service: String,
    /// The version offered from now on; none: not offered any more.
    pub number: Option<i64>,
    /// The version offered before.
    pub before: Option<i64>,
    /// Files that are new, gone or different.
    pub files: Vec<String>,
}

/// A line about to be added, with the agencies whose books it goes into.
struct Line {
    published: Published,
    hash: Option<String>,
    agencies: BTreeSet<String>,
}

/// An earlier version of a service, and what going back to it would offer.
pub struct Earlier {
    line: Line,
    /// The service as it was, with the agencies of today.
    pub catalogue: Catalogue,
}

impl Earlier {
    /// What going back to it would change.
    pub fn published(&self) -> &Published {
        &self.line.published
    }
}

impl Publisher<'_> {
    /// Publishes whatever differs from what is offered, of files that were checked and read. What is published already
    /// is not published again; a service without a folder stays as it is: a folder half copied takes nothing away.
    pub async fn publish(
        &self,
        kind: PublicationKind,
        files: &Files,
        catalogue: &Catalogue,
    ) -> Result<Vec<Published>, AppError> {
        again(async || {
            let offered = self.offered().await?;
            let mut lines = Vec::new();
            for (service, files) in parts(files) {
                let hash = VersionHash::of(&files).to_string();
                if offered.get(&service).is_some_and(|known| *known == hash) {
                    continue;
                }
                let number = self.store.ensure_version(&service, &hash, &files, self.clock.now()).await?;
                let before = self.version(&service, offered.get(&service)).await?;
                let agencies = involved(&service, catalogue);
                let published = Published {
                    number: Some(number),
                    before: before.as_ref().map(|before| before.number),
                    files: differences(before.as_ref().map(|before| &before.files), &files),
                    service,
                };
                lines.push(Line { published, hash: Some(hash), agencies });
            }
            self.add(kind, &lines).await?;
            Ok(lines.into_iter().map(|line| line.published).collect())
        })
        .await
    }

    /// Whether any of these files differs from what is offered.
    pub async fn differs(&self, files: &Files) -> Result<bool, AppError> {
        let offered = self.offered().await?;
        let mut parts = parts(files).into_iter();
        Ok(parts.any(|(service, files)| {
            offered.get(&service).is_none_or(|hash| hash != VersionHash::of(&files).as_str())
        }))
    }

    /// What keeps these files from being published although they are right: agencies that cases still name.
    pub async fn refusals(&self, catalogue: &Catalogue) -> Result<Vec<String>, AppError> {
        let mut refusals = Vec::new();
        for (agency, _) in self.agencies().await?.iter() {
            if catalogue.agencies.get(agency).is_none()
                && self.store.agency_has_cases(agency.as_str()).await?
            {
                refusals.push(format!(
                    "agencies.yaml: `{agency}` is gone, and there are cases of it: leave it in"
                ));
            }
        }
        Ok(refusals)
    }

    /// The agencies as they are published.
    async fn agencies(&self) -> Result<Agencies, AppError> {
        let version = self.version(AGENCIES, self.offered().await?.get(AGENCIES)).await?;
        let files = version.map(|version| version.files).unwrap_or_default();
        Ok(Agencies::load(&files).0.unwrap_or_default())
    }

    /// An earlier version, read: the one with this number, or the one that was offered before the one of now was
    /// published. `None`: there is none.
    pub async fn earlier(&self, service: &str, to: Option<i64>) -> Result<Option<Earlier>, AppError> {
        let Some(now) = self.version(service, self.offered().await?.get(service)).await? else {
            return Ok(None);
        };
        let hash = match to {
            Some(number) => self.store.version_hash(service, number).await?,
            None => offered_before(self.store.publications_of(service).await?, &now.hash),
        };
        let Some(then) = self.version(service, hash.as_ref()).await? else { return Ok(None) };
        let service_then = self.load(&then).await?;
        let published = Published {
            service: service.to_owned(),
            number: Some(then.number),
            before: Some(now.number),
            files: differences(Some(&now.files), &then.files),
        };
        let agencies = owner_of(&service_then);
        let mut catalogue = Catalogue::of(Arc::new(self.agencies().await?));
        catalogue.take(Arc::new(service_then));
        Ok(Some(Earlier { line: Line { published, hash, agencies }, catalogue }))
    }

    /// Offers an earlier version again. What is offered already is not offered again.
    pub async fn roll_back(&self, service: &str, to: Option<i64>) -> Result<Option<Published>, AppError> {
        again(async || {
            let Some(Earlier { line, .. }) = self.earlier(service, to).await? else { return Ok(None) };
            if line.published.number != line.published.before {
                self.add(PublicationKind::RolledBack, std::slice::from_ref(&line)).await?;
            }
            Ok(Some(line.published))
        })
        .await
    }

    /// Ends the offer of a service. Drafts under way and cases go on. `None`: it is not offered.
    pub async fn retire(&self, service: &str) -> Result<Option<Published>, AppError> {
        again(async || {
            let Some(now) = self.version(service, self.offered().await?.get(service)).await? else {
                return Ok(None);
            };
            let agencies = owner_of(&self.load(&now).await?);
            let before = Some(now.number);
            let published =
                Published { service: service.to_owned(), number: None, before, files: Vec::new() };
            let line = Line { published, hash: None, agencies };
            self.add(PublicationKind::Retired, std::slice::from_ref(&line)).await?;
            Ok(Some(line.published))
        })
        .await
    }

    /// The hash of the version each service is offered in.
    async fn offered(&self) -> Result<BTreeMap<String, String>, AppError> {
        let lines = self.store.published_now().await?.into_iter();
        Ok(lines.filter_map(|line| Some((line.service, line.hash?))).collect())
    }

    async fn version(
        &self,
        service: &str,
        hash: Option<&String>,
    ) -> Result<Option<ServiceVersion>, AppError> {
        match hash {
            Some(hash) => Ok(self.store.find_version(service, hash).await?),
            None => Ok(None),
        }
    }

    /// An earlier version must work with the agencies of today.
    async fn load(&self, version: &ServiceVersion) -> Result<Service, AppError> {
        let agencies = self.agencies().await?;
        let slug = version.service.parse().map_err(AppError::ours)?;
        Service::load(&slug, &version.files, &agencies).map_err(|problems| {
            let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
            AppError::ours(format!("version {} cannot be used any more: {}", version.number, said.join("; ")))
        })
    }

    async fn add(&self, kind: PublicationKind, lines: &[Line]) -> Result<(), AppError> {
        if lines.is_empty() {
            return Ok(());
        }
        let newest = self.store.newest_publication().await?;
        let mut batch = Batch::new();
        for (line, number) in lines.iter().zip(newest + 1..) {
            batch.push(self.store.insert_publication(&Publication {
                number,
                service: line.published.service.clone(),
                hash: line.hash.clone(),
                kind,
                made_by: self.by.to_owned(),
                at: self.clock.now(),
            }));
        }
        // One entry for each agency: of two in one commit, both would want the same place in its chain.
        let agencies: BTreeSet<&String> = lines.iter().flat_map(|line| &line.agencies).collect();
        for agency in agencies {
            let own: Vec<String> =
                lines.iter().filter(|line| line.agencies.contains(agency)).map(Line::said).collect();
            batch.push(self.store.audit_statement(&self.entry(kind, agency, own.join(", "))).await?);
        }
        Ok(self.store.commit(batch).await?)
    }

    fn entry(&self, kind: PublicationKind, agency: &str, detail: String) -> NewAuditEntry {
        let action = match kind {
            PublicationKind::Folder | PublicationKind::Published => "published_service",
            PublicationKind::RolledBack => "rolled_back_service",
            PublicationKind::Retired => "retired_service",
        };
        NewAuditEntry {
            id: EventId::random(self.random),
            at: self.clock.now(),
            staff: None,
            staff_name: self.by.to_owned(),
            agency: agency.to_owned(),
            action: action.to_owned(),
            case: None,
            detail,
        }
    }
}

impl Line {
    fn said(&self) -> String {
        let Published { service, number, .. } = &self.published;
        number.map_or_else(|| service.clone(), |number| format!("{service} version {number}"))
    }
}

/// The parts of a folder of services that are published each for itself: the agencies, and each service.
fn parts(files: &Files) -> BTreeMap<String, Files> {
    let mut parts = forms::folders(files);
    parts.insert(AGENCIES.to_owned(), forms::agency_files(files));
    parts
}

/// Whose books it goes into: the agency that owns the service's cases, or all of them.
fn involved(service: &str, catalogue: &Catalogue) -> BTreeSet<String> {
    if service == AGENCIES {
        return catalogue.agencies.iter().map(|(slug, _)| slug.to_string()).collect();
    }
    let found = service.parse().ok().and_then(|slug| catalogue.find(&slug));
    found.map(|service| owner_of(service)).unwrap_or_default()
}

/// The version offered before the one of now was published, from lines with the newest first. Going back does not count
/// as publishing: going back twice leads further back, and never to what was gone back from.
fn offered_before(lines: Vec<Publication>, now: &str) -> Option<String> {
    let is_now = |line: &Publication| line.hash.as_deref() == Some(now);
    let since =
        lines.into_iter().skip_while(|line| line.kind == PublicationKind::RolledBack || !is_now(line));
    since.filter_map(|line| line.hash).find(|hash| hash != now)
}

fn owner_of(service: &Service) -> BTreeSet<String> {
    service.definition.agencies.first().map(ToString::to_string).into_iter().collect()
}

/// What is new, gone or different, in words.
fn differences(before: Option<&Files>, after: &Files) -> Vec<String> {
    let Some(before) = before else { return Vec::new() };
    let changed = after.iter().filter_map(|(path, text)| match before.get(path) {
        None => Some(format!("new: {path}")),
        Some(known) if known != text => Some(format!("changed: {path}")),
        Some(_) => None,
    });
    let gone = before.keys().filter(|path| !after.contains_key(*path)).map(|path| format!("gone: {path}"));
    changed.chain(gone).collect()
}
