//! Finds the project's own files: services, words, templates; and the inputs made by others beside it.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use forms::{Files, words::Words};

/// The project's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// Inputs made by others, beside the project.
///
/// # Panics
/// When they are not there: a test that needs them must say so, not pass.
pub fn inputs(rest: &str) -> PathBuf {
    let path = root().join("../shared/inputs").join(rest);
    assert!(path.exists(), "this test needs {}, which belongs beside the project", path.display());
    path
}

/// Every text file below a folder, by path.
///
/// # Panics
/// When the folder cannot be read.
pub fn files_below(folder: &Path) -> Files {
    let mut files = Files::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).expect("the folder can be read") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                files.insert(name, text);
            }
        }
    }
    files
}

/// The services that come with Portico.
pub fn services() -> Files {
    files_below(&root().join("services"))
}

/// The platform's words in every language, and in the pseudo-language that is read from right to left.
///
/// # Panics
/// When they are not valid.
pub fn words() -> BTreeMap<String, Arc<Words>> {
    let sources =
        |tag: &str| -> Vec<String> { files_below(&root().join("locales").join(tag)).into_values().collect() };
    let english = sources("en");
    let build = |tag: &str, sources: &[String], fallback: Option<Arc<Words>>| {
        let sources: Vec<&str> = sources.iter().map(String::as_str).collect();
        Arc::new(Words::new(tag, &sources, fallback).expect("the words are valid"))
    };
    let en = build("en", &english, None);
    let es = build("es", &sources("es"), Some(en.clone()));
    let pseudo: Vec<String> = english.iter().map(|source| forms::words::pseudo(source)).collect();
    let rtl = build(forms::words::PSEUDO_LOCALE, &pseudo, Some(en.clone()));
    BTreeMap::from([
        ("en".to_owned(), en),
        ("es".to_owned(), es),
        (forms::words::PSEUDO_LOCALE.to_owned(), rtl),
    ])
}
