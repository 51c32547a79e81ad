//! The services of this installation: the ones offered now, and older versions that drafts and cases still name.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, PoisonError, RwLock},
};

use forms::{Catalogue, Service, definition::Agency};
use model::Clock;
use store::Store;

use crate::AppError;

/// What can be done here.
pub struct Services {
    catalogue: Catalogue,
    numbers: BTreeMap<String, i64>,
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
        let mut numbers = BTreeMap::new();
        for service in catalogue.services() {
            let (slug, hash) = (service.slug.to_string(), service.version.to_string());
            let number = store.ensure_version(&slug, &hash, &service.files, clock.now()).await?;
            numbers.insert(slug, number);
        }
        Ok(Self { catalogue, numbers, older: RwLock::default() })
    }

    /// Every service offered now.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Service>> {
        self.catalogue.services()
    }

    fn find(&self, slug: &str) -> Option<&Arc<Service>> {
        self.catalogue.find(&slug.parse().ok()?)
    }

    /// A service as it is offered now.
    pub fn current(&self, slug: &str) -> Result<Arc<Service>, AppError> {
        self.find(slug).cloned().ok_or(AppError::NotFound)
    }

    /// The agency that owns a service's cases, as it is declared now.
    pub fn owner(&self, service: &Service) -> Result<&Agency, AppError> {
        let owner = service.definition.agencies.first().and_then(|slug| self.catalogue.agencies.get(slug));
        owner.ok_or_else(|| AppError::ours("a service's agency is no longer declared"))
    }

    /// Its name in a language.
    pub fn owner_name(&self, service: &Service, locale: &str) -> String {
        let owner = service.definition.agencies.first().map(ToString::to_string).unwrap_or_default();
        service.words(locale).say(&format!("agency-{owner}-name"))
    }

    /// The number of the version offered now: 1, 2, 3 …
    pub fn number(&self, slug: &str) -> i64 {
        self.numbers.get(slug).copied().unwrap_or_default()
    }

    /// A service in the version that a draft or case names.
    pub async fn version(&self, store: &Store, slug: &str, hash: &str) -> Result<Arc<Service>, AppError> {
        if let Some(current) = self.find(slug).filter(|current| current.version.to_string() == hash) {
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

    /// Services whose title, summary or search words hold every word typed, best first; all of them when nothing was.
    pub fn search(&self, typed: &str, locale: &str) -> Vec<&Arc<Service>> {
        let wanted = search_words(typed);
        let mut found: Vec<(usize, &Arc<Service>)> =
            self.all().filter_map(|service| Some((rank(service, &wanted, locale)?, service))).collect();
        found.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
        found.into_iter().map(|(_, service)| service).collect()
    }
}

/// Plain words: small, without accents, without the little words that say nothing.
fn search_words(typed: &str) -> Vec<String> {
    const LITTLE: &[&str] = &[
        "a", "an", "and", "at", "for", "get", "have", "how", "i", "in", "is", "it", "my", "need", "not",
        "of", "on", "or", "the", "there", "to", "want", "was", "we", "with", "al", "con", "de", "del", "el",
        "en", "es", "hay", "la", "las", "los", "me", "mi", "necesito", "para", "por", "que", "quiero", "se",
        "su", "un", "una", "y",
    ];
    let folded = forms::words::fold(typed);
    let words = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !LITTLE.contains(word));
    words.map(str::to_owned).collect()
}

/// How well a service fits: a word in the title counts more than one in the search words. `None`: not at all.
fn rank(service: &Service, wanted: &[String], locale: &str) -> Option<usize> {
    if wanted.is_empty() {
        return Some(0);
    }
    let words = service.words(locale);
    let title = forms::words::fold(&words.say("title"));
    let more = forms::words::fold(&format!(
        "{} {}",
        words.say("summary"),
        service.definition.search_words.join(" ")
    ));
    let has =
        |text: &str, word: &str| text.split(|c: char| !c.is_alphanumeric()).any(|part| alike(part, word));
    let points: usize =
        wanted.iter().map(|word| if has(&title, word) { 3 } else { usize::from(has(&more, word)) }).sum();
    (points > 0).then_some(points)
}

/// The same word, or a longer form of it: "renew", "renewal".
fn alike(part: &str, word: &str) -> bool {
    part == word || (word.len() >= 4 && part.starts_with(word)) || (part.len() >= 4 && word.starts_with(part))
}
