//! The texts of a service in every language it is offered in, each falling back to the base language.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{Agencies, catalogue};
use crate::{
    check,
    definition::ServiceFile,
    load::{Folder, Source},
    position::{Path, Span},
    problem::Problem,
    texts::{self, Text, ftl, link, pattern},
    version::Files,
    words::{Words, WordsProblem},
};

/// The words of a service.
pub struct ServiceWords {
    /// The texts of the files themselves; `None` when one of them cannot be read.
    pub base: Option<Arc<Words>>,
    /// The translations, by language.
    pub translations: BTreeMap<String, Arc<Words>>,
    /// Where links lead, in all languages.
    pub links: BTreeSet<String>,
}

impl ServiceWords {
    /// Whether a text says the same in each language whatever was answered.
    pub fn is_fixed(&self, key: &str) -> bool {
        self.base.iter().chain(self.translations.values()).all(|words| words.is_fixed(key))
    }

    /// Makes the words of a service; what cannot be read is told.
    pub fn of(
        files: &Files,
        source: &Source,
        definition: &ServiceFile,
        texts: &[Text],
        folder: &Folder,
        agencies: &Agencies,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let found = check::texts::patterns(texts, folder);
        let is_sound = |text: &&Text| texts::pattern::faults(&text.words).is_empty();
        let sound: Vec<Text> = texts.iter().filter(is_sound).cloned().collect();
        problems.extend(found);
        let language = &definition.language;
        let messages = texts::to_ftl(&sound);
        let made = Words::new(language, &[&messages, &agencies.messages(language)], None);
        let tell = |fault: WordsProblem| match fault.message.split_once("; write ") {
            Some((wrong, write)) => {
                source.problem("language-tag", &"language".into(), wrong).help(format!("Write {write}."))
            }
            None => source
                .problem("text-pattern", &Path::default(), fault.message)
                .help("Names stand in braces with a dollar sign: `{ $full_name }`."),
        };
        let base = made.map_err(|faults| problems.extend(faults.into_iter().map(tell))).ok();
        let base = base.map(Arc::new);
        let mut translations = BTreeMap::new();
        for (locale, ftl) in catalogue::locales(files).filter(|(locale, _)| locale != language) {
            if let Some(words) = translation(&locale, ftl, base.as_ref(), agencies, problems) {
                translations.insert(locale, Arc::new(words));
            }
        }
        Self { base, translations, links: links(&sound, files) }
    }
}

/// Where the links of texts and of their translations lead.
fn links(texts: &[Text], files: &Files) -> BTreeSet<String> {
    let translated = catalogue::locales(files).flat_map(|(_, source)| ftl::read(source));
    let may_link = |message: &ftl::Message| texts.iter().any(|text| text.may_link && text.key == message.key);
    let translated = translated.filter(may_link).map(|message| pattern::unquoted(&message.value));
    let base = texts.iter().filter(|text| text.may_link).map(|text| text.words.clone());
    let mut links = BTreeSet::new();
    for text in base.chain(translated) {
        links.extend(link::targets(&text).map(str::to_owned));
    }
    links
}

fn translation(
    locale: &str,
    ftl: &str,
    base: Option<&Arc<Words>>,
    agencies: &Agencies,
    problems: &mut Vec<Problem>,
) -> Option<Words> {
    match Words::new(locale, &[ftl], base.cloned()) {
        Err(faults) => {
            let file = format!("locales/{locale}.ftl");
            problems.extend(faults.into_iter().map(|fault| {
                let span = Span { start: fault.range.start, end: fault.range.end };
                Problem::new("translation-form", &file, ftl, span, fault.message)
                    .help(check::FORM_OF_MESSAGES)
            }));
            None
        }
        // A fault in the agencies' own translation is told there, and does not take this one along.
        Ok(alone) => {
            let all = Words::new(locale, &[ftl, &agencies.messages(locale)], base.cloned());
            Some(all.unwrap_or(alone))
        }
    }
}
