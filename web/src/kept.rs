//! Pages that are the same for everybody: rendered and packed once, and sent as often as they are asked for.
//!
//! A page is kept under everything it was made of: its address, its language, the very services it tells of and how they
//! stand, and where it lies in the journey. A service that is published anew is another one, and so are its pages.
//! Templates, words and the settings of the installation never change while the program runs. What somebody typed is
//! never kept: only a page without any answer is the same for everybody.

use std::{
    collections::HashMap,
    hash::{Hash, Hasher},
    sync::{Arc, OnceLock, PoisonError, RwLock, Weak},
};

use app::{App, AppError, Standing};
use axum::response::Response;
use bytes::Bytes;
use forms::{Place, QuestionId, SectionId, Service};

use crate::pack::{Care, Coding};

/// Bytes of all kept pages before all are forgotten: far more than the pages of a hundred services.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// Everything a page is made of.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    tag: String,
    path: String,
    services: Vec<(Made, Standing)>,
    /// It tells of all services there are.
    is_about_all: bool,
    at: Option<At>,
}

/// Where a question page lies, and what it asks there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct At {
    /// The page before.
    pub back: Option<Place>,
    /// Its section, with the number of the section and of all, for the step indicator.
    pub step: (Option<SectionId>, usize, usize),
    /// The questions that apply.
    pub questions: Vec<QuestionId>,
}

/// One service as it was made: equal only to itself. It does not keep the service in memory.
#[derive(Debug, Clone)]
struct Made(Weak<Service>);

impl PartialEq for Made {
    fn eq(&self, other: &Self) -> bool {
        self.0.ptr_eq(&other.0)
    }
}

impl Eq for Made {}

impl Hash for Made {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.as_ptr().hash(state);
    }
}

impl Key {
    /// A page in a language, at its own address.
    pub fn new(tag: &str, path: impl Into<String>) -> Self {
        Self { tag: tag.to_owned(), path: path.into(), services: Vec::new(), is_about_all: false, at: None }
    }

    /// Its address, without the language.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// It tells of this service, which stands so.
    #[must_use]
    pub fn about(mut self, service: &Arc<Service>, standing: Standing) -> Self {
        self.services.push((Made(Arc::downgrade(service)), standing));
        self
    }

    /// It tells of all services there are, which stand so.
    pub fn about_all(mut self, app: &App) -> Result<Self, AppError> {
        self.is_about_all = true;
        for service in app.services.all() {
            let standing = app.standing(&service)?;
            self = self.about(&service, standing);
        }
        Ok(self)
    }

    /// It is of a page by itself, not of one on the way through a draft.
    pub fn is_by_itself(&self) -> bool {
        self.at.is_none()
    }

    /// It would be the key of its page now as well.
    pub fn still_holds(&self, app: &App) -> bool {
        let offered = app.services.now();
        let is_now = |(made, standing): &(Made, Standing)| {
            let service = made.0.upgrade().filter(|service| offered.has(service));
            service.is_some_and(|service| app.standing(&service).is_ok_and(|now| now == *standing))
        };
        (!self.is_about_all || offered.all().count() == self.services.len())
            && self.services.iter().all(is_now)
    }

    /// It lies there in the journey.
    #[must_use]
    pub fn at(mut self, at: At) -> Self {
        self.at = Some(at);
        self
    }
}

/// A page, and its packed forms once somebody asked for them.
#[derive(Debug)]
pub struct Kept {
    /// The page.
    pub html: Bytes,
    brotli: OnceLock<(Coding, Bytes)>,
    gzip: OnceLock<(Coding, Bytes)>,
}

impl Kept {
    fn new(html: String) -> Self {
        Self { html: Bytes::from(html), brotli: OnceLock::new(), gzip: OnceLock::new() }
    }

    /// As a response.
    pub fn respond(&self, coding: Coding) -> Response {
        let (coding, bytes) = self.packed(coding);
        coding.respond(bytes)
    }

    /// Packed, once for all.
    pub fn packed(&self, coding: Coding) -> (Coding, Bytes) {
        let packed = match coding {
            Coding::Brotli => &self.brotli,
            Coding::Gzip => &self.gzip,
            Coding::Plain => return (Coding::Plain, self.html.clone()),
        };
        packed.get_or_init(|| coding.pack(self.html.clone(), Care::Tight)).clone()
    }
}

/// The pages of one process.
#[derive(Debug, Default)]
pub struct KeptPages(RwLock<Pages>);

#[derive(Debug, Default)]
struct Pages {
    by_key: HashMap<Key, Arc<Kept>>,
    bytes: usize,
}

impl KeptPages {
    /// A page made before.
    pub fn find(&self, key: &Key) -> Option<Arc<Kept>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).by_key.get(key).cloned()
    }

    /// Every page, as it is kept.
    pub fn all(&self) -> Vec<String> {
        let pages = self.0.read().unwrap_or_else(PoisonError::into_inner);
        pages.by_key.values().map(|kept| String::from_utf8_lossy(&kept.html).into_owned()).collect()
    }

    /// Keeps a page just made. When there is no room all are forgotten: each is made again when it is asked for.
    pub fn keep(&self, key: Key, html: String) -> Arc<Kept> {
        let kept = Arc::new(Kept::new(html));
        let mut pages = self.0.write().unwrap_or_else(PoisonError::into_inner);
        // Packed forms together are smaller than the page.
        let bytes = 2 * kept.html.len();
        if pages.bytes + bytes > MOST_BYTES {
            *pages = Pages::default();
        }
        pages.bytes += bytes;
        if let Some(before) = pages.by_key.insert(key, kept.clone()) {
            pages.bytes -= 2 * before.html.len();
        }
        kept
    }
}
