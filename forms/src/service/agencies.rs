//! The agencies that take part in services, with their texts in every language.

use std::collections::BTreeMap;

use crate::{
    AgencySlug,
    definition::{AgenciesFile, Agency},
    load,
    position::Span,
    problem::Problem,
    texts,
    version::Files,
};

/// `agencies.yaml` and its translations (`locales/<tag>.ftl` beside it).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Agencies {
    file: AgenciesFile,
    /// The whole file could be read: what is not in it is not there.
    is_whole: bool,
    translations: BTreeMap<String, String>,
}

impl Agencies {
    /// Reads `agencies.yaml` and `locales/*.ftl`; other files are left alone.
    pub fn load(files: &Files) -> (Option<Self>, Vec<Problem>) {
        let Some(text) = files.get("agencies.yaml") else {
            let message = "there is no `agencies.yaml` beside the service folders";
            let problem = Problem::new("missing-file", "agencies.yaml", "", Span::default(), message);
            return (
                None,
                vec![problem.help("Write one, with at least one agency; the reference says how.")],
            );
        };
        let (read, problems) = load::read_agencies(text);
        let agencies = read.map(|(source, file)| Self {
            file,
            is_whole: !source.is_partial(&"agencies".into()),
            translations: super::agency_locales(files).map(|(tag, text)| (tag, text.clone())).collect(),
        });
        (agencies, problems)
    }

    /// An agency by its name in files.
    pub fn get(&self, agency: &AgencySlug) -> Option<&Agency> {
        self.file.agencies.get(agency)
    }

    /// Whether an agency may be named: it is there, or it could be in the part that could not be read.
    pub(crate) fn may_have(&self, agency: &AgencySlug) -> bool {
        !self.is_whole || self.get(agency).is_some()
    }

    /// Every agency, by name in files.
    pub fn iter(&self) -> impl Iterator<Item = (&AgencySlug, &Agency)> {
        self.file.agencies.iter()
    }

    /// The file as written.
    pub fn file(&self) -> &AgenciesFile {
        &self.file
    }

    /// The texts as messages in a language: those of the file in its own language, the translated ones in others.
    pub(crate) fn messages(&self, locale: &str) -> String {
        if locale == self.file.language {
            return texts::to_ftl(&texts::of_agencies(&self.file));
        }
        self.translations.get(locale).cloned().unwrap_or_default()
    }
}
