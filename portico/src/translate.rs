//! `portico translate`: brings the translation of a service, or of the agencies, up to date with its files.

use std::fs;

use forms::{ServiceSlug, translations};

use crate::{cli::Translate, error::Failed, folder, say};

/// Writes `locales/<language>.ftl` as it should be now, and says how much is left to do.
pub fn translate(asked: &Translate) -> Result<(), Failed> {
    let files = folder::read(&asked.folder)?;
    if !is_tag(&asked.to) {
        return Err(Failed::said(format!("`{}` is no language tag: write one such as `es`", asked.to)));
    }
    let updated = if files.contains_key("agencies.yaml") {
        translations::update_agencies(&files, &asked.to)
    } else {
        translations::update(&slug(asked)?, &files, &asked.to)
    };
    let text = updated.map_err(|problems| {
        for problem in &problems {
            say::aside(&problem.render(false));
        }
        Failed::said("the files cannot be read; nothing was written")
    })?;
    let path = asked.folder.join("locales").join(format!("{}.ftl", asked.to));
    let parent = asked.folder.join("locales");
    fs::create_dir_all(&parent).map_err(Failed::disk("cannot make", &parent))?;
    fs::write(&path, &text).map_err(Failed::disk("cannot write", &path))?;
    let count = |mark: &str| text.lines().filter(|line| line.starts_with(mark)).count();
    let (new, stale) = (count("# untranslated"), count("# stale"));
    say::line(&format!("Wrote {}: {new} to translate, {stale} to look at again.", path.display()));
    Ok(())
}

fn is_tag(text: &str) -> bool {
    !text.is_empty()
        && text.split('-').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// The service's name is its folder's.
fn slug(asked: &Translate) -> Result<ServiceSlug, Failed> {
    let whole = fs::canonicalize(&asked.folder).map_err(Failed::disk("cannot find", &asked.folder))?;
    let name = whole.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.parse().map_err(|error| Failed::said(format!("the folder's name {error}")))
}
