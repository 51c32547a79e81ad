//! Reads a folder of services from disk. Only text that services are made of; everything else is left alone.

use std::{
    fs,
    path::{Path, PathBuf},
};

use forms::{
    Files,
    words::{PSEUDO_LOCALE, pseudo},
};

use crate::error::Failed;

/// The files of a folder of services, or of one service, by their path in it.
pub fn read(root: &Path) -> Result<Files, Failed> {
    let mut files = Files::new();
    for path in paths(root)? {
        if let Some(name) = path.strip_prefix(root).ok().and_then(Path::to_str) {
            let text = fs::read_to_string(&path).map_err(Failed::disk("cannot read", &path))?;
            files.insert(name.replace('\\', "/"), text);
        }
    }
    Ok(files)
}

/// Where those files are.
pub fn paths(root: &Path) -> Result<Vec<PathBuf>, Failed> {
    if !root.is_dir() {
        return Err(Failed::said(format!("there is no folder {}", root.display())));
    }
    let (mut paths, mut folders) = (Vec::new(), vec![root.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(Failed::disk("cannot read", &folder))? {
            let path = entry.map_err(Failed::disk("cannot read", &folder))?.path();
            let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            if is_hidden {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "yaml" || end == "yml" || end == "ftl") {
                paths.push(path);
            }
        }
    }
    Ok(paths)
}

/// Adds every service's texts in the made-up right-to-left language.
pub fn add_pseudo(files: &mut Files) {
    let file = format!("locales/{PSEUDO_LOCALE}.ftl");
    let folders: Vec<String> =
        files.keys().filter_map(|path| path.strip_suffix("/service.yaml")).map(str::to_owned).collect();
    for folder in folders {
        let start = format!("{folder}/");
        let own = files
            .iter()
            .filter_map(|(path, text)| Some((path.strip_prefix(&start)?.to_owned(), text.clone())));
        let own: Files = own.collect();
        let texts =
            folder.parse().ok().and_then(|slug| forms::translations::update(&slug, &own, PSEUDO_LOCALE).ok());
        if let Some(texts) = texts {
            files.insert(format!("{folder}/{file}"), pseudo(&texts));
        }
    }
    if let Ok(texts) = forms::translations::update_agencies(files, PSEUDO_LOCALE) {
        files.insert(file, pseudo(&texts));
    }
}
