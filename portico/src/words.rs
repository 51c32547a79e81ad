//! The platform's words in every language offered: built in, and an installation's own over them.

use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

use forms::words::{PSEUDO_LOCALE, Words, pseudo};
use include_dir::{Dir, include_dir};

use crate::config::{Bad, Site};

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../locales");

/// The language every other falls back to: the one the platform is written in.
const BASE: &str = "en";
const NAME: &str = "language-name";

/// Words and languages of an installation.
pub struct Spoken {
    /// Words by language tag.
    pub words: BTreeMap<String, Arc<Words>>,
    /// Each language's own name for itself, by tag.
    pub names: BTreeMap<String, String>,
}

/// Reads the words of every language the settings name. Tells of every language without words, and of every
/// message that cannot be read.
pub fn load(site: &Site, found: &mut Vec<Bad>) -> Spoken {
    let mut spoken = Spoken { words: BTreeMap::new(), names: BTreeMap::new() };
    let own = site.locales.as_deref();
    let Some(base) = language(BASE, own, None, found) else { return spoken };
    for tag in &site.languages {
        let words = if tag == BASE { Some(base.clone()) } else { language(tag, own, Some(&base), found) };
        let Some(words) = words else { continue };
        let is_base = tag == BASE;
        let name =
            words.find(NAME, &[]).filter(|name| is_base || Some(name) != base.find(NAME, &[]).as_ref());
        if name.is_none() {
            let write =
                format!("Write `{NAME} = …`, its own name for itself, in locales/{tag}/language.ftl.");
            found.push(Bad::new("site.languages", format!("the language `{tag}` has no name"), write));
        }
        spoken.names.insert(tag.clone(), name.unwrap_or_else(|| tag.clone()));
        spoken.words.insert(tag.clone(), words);
    }
    spoken
}

fn language(
    tag: &str,
    own: Option<&Path>,
    base: Option<&Arc<Words>>,
    found: &mut Vec<Bad>,
) -> Option<Arc<Words>> {
    let built_in = if tag == PSEUDO_LOCALE { pseudo_texts() } else { built_in_texts(tag) };
    let own = own.map(|folder| own_texts(&folder.join(tag))).unwrap_or_default();
    if built_in.is_empty() && own.is_empty() {
        let write = format!("Add {tag}/*.ftl to the folder site.locales, or take `{tag}` out.");
        found.push(Bad::new("site.languages", format!("there are no words in the language `{tag}`"), write));
        return None;
    }
    let mut words = base.cloned();
    for texts in [built_in, own] {
        if !texts.is_empty() {
            words = layer(tag, &texts, words, found);
        }
    }
    words
}

/// Messages over others: one that is missing here is looked up there.
fn layer(
    tag: &str,
    texts: &[(String, String)],
    under: Option<Arc<Words>>,
    found: &mut Vec<Bad>,
) -> Option<Arc<Words>> {
    let sources: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
    match Words::new(tag, &sources, under.clone()) {
        Ok(words) => Some(Arc::new(words)),
        Err(problems) => {
            found.extend(problems.into_iter().map(|problem| {
                let (file, text) = texts.get(problem.text).map_or((tag, ""), |(file, text)| (file, text));
                let before = text.get(..problem.range.start).unwrap_or_default();
                let line = before.matches('\n').count() + 1;
                Bad::new(
                    "site.languages",
                    format!("{file}, line {line}: {}", problem.message),
                    "Write Fluent: see projectfluent.org.",
                )
            }));
            under
        }
    }
}

fn built_in_texts(tag: &str) -> Vec<(String, String)> {
    let files = BUILT_IN.get_dir(tag).into_iter().flat_map(Dir::files);
    let files = files.filter(|file| file.path().extension().is_some_and(|end| end == "ftl"));
    files
        .filter_map(|file| Some((file.path().display().to_string(), file.contents_utf8()?.to_owned())))
        .collect()
}

fn pseudo_texts() -> Vec<(String, String)> {
    built_in_texts(BASE).into_iter().map(|(file, text)| (file, pseudo(&text))).collect()
}

fn own_texts(folder: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|end| end == "ftl")).collect();
    files.sort();
    files
        .into_iter()
        .filter_map(|path| Some((path.display().to_string(), fs::read_to_string(&path).ok()?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(languages: &[&str], locales: Option<&Path>) -> Site {
        let languages = languages.iter().map(|tag| (*tag).to_owned()).collect();
        Site { languages, locales: locales.map(Path::to_path_buf), ..Site::default() }
    }

    #[test]
    fn english_and_spanish_are_built_in_with_their_own_names() {
        let mut found = Vec::new();
        let spoken = load(&site(&["en", "es"], None), &mut found);
        assert_eq!(found, []);
        assert_eq!(spoken.names.into_values().collect::<Vec<_>>(), ["English", "Español"]);
    }

    #[test]
    fn every_language_without_words_is_told() {
        let mut found = Vec::new();
        load(&site(&["en", "qu", "tlh"], None), &mut found);
        let wrong: Vec<&str> = found.iter().map(|bad| bad.wrong.as_str()).collect();
        assert_eq!(
            wrong,
            ["there are no words in the language `qu`", "there are no words in the language `tlh`"]
        );
    }

    #[test]
    fn an_installation_changes_one_message_and_adds_a_language_without_rust() {
        let folder = std::env::temp_dir().join(format!("portico-words-{}", std::process::id()));
        for (tag, text) in [("en", "back = Go back\n"), ("fr", "language-name = Français\nback = Retour\n")]
        {
            fs::create_dir_all(folder.join(tag)).unwrap();
            fs::write(folder.join(tag).join("own.ftl"), text).unwrap();
        }
        let mut found = Vec::new();
        let spoken = load(&site(&["en", "fr"], Some(&folder)), &mut found);
        assert_eq!(found, []);
        assert_eq!(spoken.words["en"].say("back"), "Go back");
        assert_eq!(spoken.words["fr"].say("back"), "Retour");
        assert_eq!(
            spoken.words["fr"].say("continue"),
            "Continue",
            "what is not translated is shown in English"
        );
        assert_eq!(spoken.names["fr"], "Français");
    }

    #[test]
    fn the_pseudo_language_runs_from_right_to_left() {
        let mut found = Vec::new();
        let spoken = load(&site(&["en", PSEUDO_LOCALE], None), &mut found);
        assert_eq!(found, []);
        assert!(spoken.words[PSEUDO_LOCALE].is_right_to_left());
    }
}
