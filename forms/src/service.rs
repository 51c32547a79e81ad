//! A service as the platform uses it: checked, its expressions compiled, its texts ready in every language.
//! It never changes; a change of its files is another service with another version.

mod agencies;
mod build;
mod catalogue;
mod export;
mod names;
mod plan;
mod samples;
mod schema;
mod target;
mod values;
mod words;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

pub use agencies::Agencies;
pub(crate) use build::{Examined, examine, reading_order};
pub use catalogue::{Catalogue, agency_files, folders};
pub(crate) use catalogue::{bad_folder_name, locales as agency_locales};
pub(crate) use names::Names;
pub use plan::{FACTS, Facts, Give, Plan, PlannedItem};
pub use samples::SampleCase;
pub(crate) use samples::{Misfit as SampleMisfit, is_sample, read as read_sample};
pub use target::Target;

use crate::{
    PageId, QuestionId, ServiceSlug, StatusId,
    definition::{Agency, Check, Computed, PageFile, Question, Section, ServiceFile, Status},
    expr::Program,
    problem::Problem,
    version::{Files, VersionHash},
    words::Words,
};

/// A service, ready for use.
#[derive(Debug)]
pub struct Service {
    /// Its name in addresses.
    pub slug: ServiceSlug,
    /// Which frozen state of its files this is.
    pub version: VersionHash,
    /// The files it was made from.
    pub files: Files,
    /// The agency that owns its cases, as it was declared when the service was read.
    pub owner: Agency,
    /// `service.yaml`.
    pub definition: ServiceFile,
    /// Values worked out from answers, in order.
    pub computed: Vec<(Computed, Program)>,
    /// How soon a decision is aimed for.
    pub target: Target,
    /// Which systems of record get what.
    pub plan: Vec<Plan>,
    pages: BTreeMap<PageId, Page>,
    questions: BTreeMap<QuestionId, (PageId, usize)>,
    base_words: Arc<Words>,
    translations: BTreeMap<String, Arc<Words>>,
    links: BTreeSet<String>,
}

/// A page, its conditions compiled.
#[derive(Debug)]
pub struct Page {
    /// The page as written.
    pub file: PageFile,
    /// Its condition; without one it always applies.
    pub when: Option<Program>,
    /// Its questions in order.
    pub questions: Vec<Asked>,
    /// Rules that must hold before the page is left.
    pub checks: Vec<(Program, Check)>,
    /// The repeat whose entries this page asks about; `None` for a page of the service itself.
    pub repeat: Option<QuestionId>,
    /// Its texts say the same to everybody: none has a place for an answer, in any language.
    pub is_fixed: bool,
}

/// A question, its condition compiled.
#[derive(Debug)]
pub struct Asked {
    /// The question as written.
    pub question: Question,
    /// Its condition; without one it always applies.
    pub when: Option<Program>,
}

impl Service {
    /// Reads and compiles a service's files.
    ///
    /// # Errors
    /// Everything that makes the service unusable, at once. Findings that do not are told by `check`.
    pub fn load(slug: &ServiceSlug, files: &Files, agencies: &Agencies) -> Result<Self, Vec<Problem>> {
        build::build(slug, files, agencies)
    }

    /// A page by name, also those inside repeats.
    pub fn page(&self, id: &PageId) -> Option<&Page> {
        self.pages.get(id)
    }

    /// The pages of the service itself in order, each with its section. Pages inside repeats are not among them.
    pub fn pages_in_order(&self) -> impl Iterator<Item = (&Section, &Page)> {
        self.definition.sections.iter().flat_map(move |section| {
            section.pages.iter().filter_map(move |id| self.pages.get(id).map(|page| (section, page)))
        })
    }

    /// Every page, by name.
    pub fn pages(&self) -> impl Iterator<Item = (&PageId, &Page)> {
        self.pages.iter()
    }

    /// A question by name, also inside repeats, and the page that asks it.
    pub fn question(&self, id: &QuestionId) -> Option<(&PageId, &Question)> {
        let (page, index) = self.questions.get(id)?;
        self.pages.get(page)?.questions.get(*index).map(|asked| (page, &asked.question))
    }

    /// The status that stands for one by this name: itself, or the one it moved to. `None` when there is neither.
    pub fn status_now(&self, name: &str) -> Option<&Status> {
        let moved = self.definition.status_moves.get(name).map_or(name, StatusId::as_str);
        self.definition.statuses.iter().find(|status| status.id.as_str() == moved)
    }

    /// The texts in a language, or in the base language when there is no translation.
    pub fn words(&self, locale: &str) -> &Arc<Words> {
        self.translations.get(locale).unwrap_or(&self.base_words)
    }

    /// Where links in its texts may lead: the places that stand in its files.
    pub fn links(&self) -> &BTreeSet<String> {
        &self.links
    }

    /// The languages it is offered in; the base language first.
    pub fn locales(&self) -> Vec<String> {
        std::iter::once(&self.definition.language).chain(self.translations.keys()).cloned().collect()
    }
}
