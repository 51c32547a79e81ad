//! The services of this installation: the ones offered now, and older versions that drafts and cases still name. What is
//! offered changes while requests run: each goes on with the service it began with.

mod following;
mod plans;
mod publishing;
mod search;

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, PoisonError, RwLock},
};

use forms::{Agencies, Catalogue, Service};
use model::Clock;
use store::Store;

pub use plans::{PlanFault, plan_faults};
pub use publishing::{Earlier, Published, Publisher};

use crate::{AppError, availability::Conditions, previews::Previews};

/// What can be done here. Reading it is cheap, and changing it disturbs nobody.
#[derive(Default)]
pub struct Services {
    now: RwLock<Arc<Offered>>,
    refused: RwLock<BTreeMap<&'static str, Vec<String>>>,
    conditions: RwLock<Arc<Conditions>>,
    previews: RwLock<Arc<Previews>>,
}

/// What is offered at one moment. It never changes; something else is offered in its place.
#[derive(Default)]
pub struct Offered {
    catalogue: Catalogue,
    /// As it was read, also what could not be offered: what is the same next time is not made again.
    read: Catalogue,
    numbers: BTreeMap<String, i64>,
    /// The line of the list of publications this goes back to.
    newest: i64,
    /// Older versions, read with the agencies of this moment.
    older: RwLock<HashMap<(String, String), Arc<Service>>>,
}

/// Services cannot be offered.
#[derive(Debug, thiserror::Error)]
pub enum SetUpError {
    /// A version could not be kept.
    #[error("a service version could not be kept")]
    Store(#[from] store::StoreError),
    /// The same, at commit.
    #[error("a service version could not be kept")]
    Commit(#[from] store::CommitError),
}

impl Services {
    /// Offers these services, and keeps their versions so that drafts and cases can name them for ever.
    pub async fn offer(catalogue: Catalogue, store: &Store, clock: &dyn Clock) -> Result<Self, SetUpError> {
        let offered = Offered::of(catalogue, store, clock).await?;
        Ok(Self { now: RwLock::new(Arc::new(offered)), ..Self::default() })
    }

    /// Offers other services from now on. Requests under way go on with what they began with.
    pub async fn offer_instead(
        &self,
        catalogue: Catalogue,
        store: &Store,
        clock: &dyn Clock,
    ) -> Result<(), SetUpError> {
        self.swap(Offered::of(catalogue, store, clock).await?);
        Ok(())
    }

    /// What goes back to an older line of the list than what is offered comes too late: two may read it at once.
    fn swap(&self, offered: Offered) {
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        if now.newest <= offered.newest {
            *now = Arc::new(offered);
        }
    }

    /// What is offered at this moment, for whoever needs to look at it more than once.
    pub fn now(&self) -> Arc<Offered> {
        self.now.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Services shown before they are offered.
    pub(crate) fn previews(&self) -> Arc<Previews> {
        self.previews.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn show_previews(&self, previews: Previews) {
        *self.previews.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(previews);
    }

    pub(crate) fn conditions(&self) -> Arc<Conditions> {
        self.conditions.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn look(&self, conditions: Conditions) {
        *self.conditions.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(conditions);
    }

    /// Every service offered now.
    pub fn all(&self) -> impl Iterator<Item = Arc<Service>> + use<> {
        self.now().all().cloned().collect::<Vec<_>>().into_iter()
    }

    /// A service as it is offered now.
    pub fn current(&self, slug: &str) -> Result<Arc<Service>, AppError> {
        let preview = || self.previews().get(slug).cloned();
        self.now().find(slug).cloned().or_else(preview).ok_or(AppError::NotFound)
    }

    /// The name of the agency that owns a service's cases, in a language.
    pub fn owner_name(&self, service: &Service, locale: &str) -> String {
        let owner = service.definition.agencies.first().map(ToString::to_string).unwrap_or_default();
        service.words(locale).say(&format!("agency-{owner}-name"))
    }

    /// The number of the version offered now: 1, 2, 3 …
    pub fn number(&self, slug: &str) -> i64 {
        self.now().numbers.get(slug).copied().unwrap_or_default()
    }

    /// A service in the version that a draft or case names.
    pub async fn version(&self, store: &Store, slug: &str, hash: &str) -> Result<Arc<Service>, AppError> {
        if let Some(preview) = self.previews().get(slug).filter(|preview| preview.version.as_str() == hash) {
            return Ok(preview.clone());
        }
        self.now().version(store, slug, hash).await
    }

    /// Services whose title, summary or search words hold every word typed, best first; all of them when nothing was.
    pub fn search(&self, typed: &str, locale: &str) -> Vec<Arc<Service>> {
        search::best_first(self.all(), typed, locale)
    }

    /// What keeps something newer from being offered: the errors found, by where they were found. Logged once.
    pub fn refuse(&self, source: &'static str, errors: Vec<String>) {
        let mut refused = self.refused.write().unwrap_or_else(PoisonError::into_inner);
        let known = refused.get(source).map_or(&[][..], Vec::as_slice);
        if known != errors.as_slice() {
            for error in &errors {
                tracing::error!(source, error, "not offered: what was offered before stays");
            }
            if errors.is_empty() {
                tracing::info!(source, "can be offered again");
            }
        }
        refused.insert(source, errors);
        let count: usize = refused.values().map(Vec::len).sum();
        metrics::gauge!("portico_services_refused").set(f64::from(u32::try_from(count).unwrap_or(u32::MAX)));
    }

    /// Every error that keeps something newer from being offered.
    pub fn refused(&self) -> Vec<String> {
        let refused = self.refused.read().unwrap_or_else(PoisonError::into_inner);
        refused.values().flatten().cloned().collect()
    }
}

impl Offered {
    async fn of(catalogue: Catalogue, store: &Store, clock: &dyn Clock) -> Result<Self, SetUpError> {
        let newest = store.newest_publication().await?;
        let mut numbers = BTreeMap::new();
        for service in catalogue.services() {
            let (slug, hash) = (service.slug.to_string(), service.version.to_string());
            let number = store.ensure_version(&slug, &hash, &service.files, clock.now()).await?;
            numbers.insert(slug, number);
        }
        Ok(Self { read: catalogue.clone(), catalogue, numbers, newest, older: RwLock::default() })
    }

    /// Every service, by name.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Service>> {
        self.catalogue.services()
    }

    /// The agencies that take part.
    pub fn agencies(&self) -> &Arc<Agencies> {
        &self.catalogue.agencies
    }

    /// This very service is offered, not another version of it.
    pub fn has(&self, service: &Arc<Service>) -> bool {
        self.catalogue.find(&service.slug).is_some_and(|current| Arc::ptr_eq(current, service))
    }

    fn find(&self, slug: &str) -> Option<&Arc<Service>> {
        self.catalogue.find(&slug.parse().ok()?)
    }

    async fn version(&self, store: &Store, slug: &str, hash: &str) -> Result<Arc<Service>, AppError> {
        if let Some(current) = self.find(slug).filter(|current| current.version.as_str() == hash) {
            return Ok(current.clone());
        }
        let name = (slug.to_owned(), hash.to_owned());
        let known = self.older.read().unwrap_or_else(PoisonError::into_inner).get(&name).cloned();
        if let Some(service) = known {
            return Ok(service);
        }
        let kept = store.find_version(slug, hash).await?.ok_or(AppError::NotFound)?;
        let agencies = self.catalogue.agencies.clone();
        let slug = slug.parse().map_err(AppError::ours)?;
        // Loading compiles expressions: off the request threads.
        let loaded = tokio::task::spawn_blocking(move || Service::load(&slug, &kept.files, &agencies)).await;
        let service = loaded
            .map_err(AppError::ours)?
            .map_err(|_| AppError::ours("a kept service version does not load"))?;
        let service = Arc::new(service);
        self.older.write().unwrap_or_else(PoisonError::into_inner).insert(name, service.clone());
        Ok(service)
    }
}
