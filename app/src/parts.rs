//! What every use case is given: the store, the services, the outside, words, the clock and chance.

use std::{collections::BTreeMap, sync::Arc};

use forms::words::{Speaker, Words};
use jiff::Timestamp;
use model::{Clock, Outside, Random};
use store::Store;
use tokio::sync::Notify;
use url::Url;

use crate::{AppError, services::Services};

/// The application. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// What it is made of.
pub struct Parts {
    /// Where everything is kept.
    pub store: Store,
    /// What can be done here.
    pub services: Services,
    /// Systems of record and channels.
    pub outside: Outside,
    /// The platform's words by language, the default language included.
    pub words: BTreeMap<String, Arc<Words>>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Makes ids and codes.
    pub random: Arc<dyn Random>,
    /// What the operator chose.
    pub settings: Settings,
    /// Wakes the obligation worker of this process.
    pub wake: Notify,
}

/// What the operator chose.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address residents use, for links in messages.
    pub base_url: Url,
    /// The portal's name.
    pub site_name: String,
    /// The language used when nobody chose one (BCP 47).
    pub default_locale: String,
    /// This process's name in leases and attempts.
    pub node: String,
    /// Staff must have a second factor.
    pub second_factor_required: bool,
}

impl App {
    /// Puts the parts together.
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    /// Now.
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The platform's words in a language, or in the default one.
    pub fn words(&self, locale: &str) -> Result<&Arc<Words>, AppError> {
        let words = self.words.get(locale).or_else(|| self.words.get(&self.settings.default_locale));
        words.ok_or_else(|| AppError::ours("no words in the default language"))
    }

    /// Speaks a service's and the platform's words in one language.
    pub fn speaker<'a>(&'a self, service: &'a forms::Service, locale: &str) -> Result<Speaker<'a>, AppError> {
        Ok(Speaker { platform: self.words(locale)?, service: service.words(locale) })
    }

    /// A link for a message: the address of a page in a language.
    pub(crate) fn link(&self, locale: &str, path: &str) -> String {
        let base = self.settings.base_url.as_str().trim_end_matches('/');
        if locale == self.settings.default_locale {
            format!("{base}{path}")
        } else {
            format!("{base}/{locale}{path}")
        }
    }

    /// Wakes the worker: something is owed.
    pub(crate) fn wake_worker(&self) {
        self.wake.notify_one();
    }
}

impl std::ops::Deref for App {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}
