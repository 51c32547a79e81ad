//! Brings translations up to date with the files they translate (`portico translate`).

use std::collections::BTreeSet;

use crate::{
    ServiceSlug,
    load::{self, read_agencies},
    problem::{Problem, in_order},
    service::reading_order,
    texts,
    version::Files,
};

/// The translation `locales/<locale>.ftl` of a service as it should be now: in the order of the service's files,
/// missing messages added with the base text and marked `# untranslated`, stale ones marked, obsolete ones gone.
///
/// # Errors
/// What is wrong in the service's files, when they cannot be read.
pub fn update(slug: &ServiceSlug, files: &Files, locale: &str) -> Result<String, Vec<Problem>> {
    let folder = load::read_folder(slug, files);
    let Some((_, service)) = folder.service.as_ref().filter(|_| folder.problems.is_empty()) else {
        return Err(in_order(folder.problems));
    };
    let pages = folder.pages.iter().map(|(id, (_, page))| (id.clone(), page)).collect();
    let texts = texts::of_service(service, reading_order(service, &pages));
    Ok(texts::update(&texts, &service.language, existing(files, locale)))
}

/// The same for `agencies.yaml` and the `locales/<locale>.ftl` beside it.
///
/// # Errors
/// What is wrong in `agencies.yaml`.
pub fn update_agencies(all: &Files, locale: &str) -> Result<String, Vec<Problem>> {
    let text = all.get("agencies.yaml").map_or("", String::as_str);
    let (read, problems) = read_agencies(text);
    let Some((_, agencies)) = read.filter(|_| problems.is_empty()) else { return Err(problems) };
    Ok(texts::update(&texts::of_agencies(&agencies), &agencies.language, existing(all, locale)))
}

/// A translation into the made-up right-to-left language of tests ([`crate::words::PSEUDO_LOCALE`]): put it among
/// the files as its `locales/<tag>.ftl` and load the service.
///
/// # Errors
/// What is wrong in the service's files, when they cannot be read.
pub fn pseudo(slug: &ServiceSlug, files: &Files) -> Result<String, Vec<Problem>> {
    let untranslated = update(slug, files, crate::words::PSEUDO_LOCALE)?;
    Ok(crate::words::pseudo(&untranslated.replace("# untranslated\n", "")))
}

/// The languages a folder has translations for.
pub fn locales(files: &Files) -> BTreeSet<String> {
    crate::service::agency_locales(files).map(|(locale, _)| locale).collect()
}

fn existing<'a>(files: &'a Files, locale: &str) -> &'a str {
    files.get(&format!("locales/{locale}.ftl")).map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(pairs: &[(&str, &str)]) -> Files {
        pairs.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    const AGENCIES: &str = "agencies:\n  dmv:\n    name: Motor Vehicles\n    phone: '+15555550100'\n    hours: |\n      Weekdays\n\n      8 to 5\n    email: help@example.gov\n    time_zone: America/Chicago\n";

    #[test]
    fn a_new_translation_has_every_text_marked_as_untranslated() {
        let new = update_agencies(&files(&[("agencies.yaml", AGENCIES)]), "es").unwrap();
        let expected = "# en: Motor Vehicles\n# untranslated\nagency-dmv-name = Motor Vehicles\n\n# en: Weekdays ⏎  ⏎ 8 to 5\n# untranslated\nagency-dmv-hours =\n    Weekdays\n\n    8 to 5\n";
        assert_eq!(new, expected);
    }

    #[test]
    fn what_is_current_stays_what_is_stale_is_marked_and_what_is_obsolete_goes() {
        let old = "# Translated by hand.\n\n# en: Weekdays ⏎ ⏎ 8 to 5\nagency-dmv-hours = Entre semana\nagency-old-name = Antes\n# en: Vehicles\nagency-dmv-name = Vehículos\n";
        let all = files(&[("agencies.yaml", AGENCIES), ("locales/es.ftl", old)]);
        let new = update_agencies(&all, "es").unwrap();
        let expected = "# Translated by hand.\n\n# en: Vehicles\n# stale: the text is now: Motor Vehicles\nagency-dmv-name = Vehículos\n\n# en: Weekdays ⏎  ⏎ 8 to 5\nagency-dmv-hours = Entre semana\n";
        assert_eq!(new, expected);
        let again = update_agencies(&files(&[("agencies.yaml", AGENCIES), ("locales/es.ftl", &new)]), "es");
        assert_eq!(again.unwrap(), new, "a second run changes nothing");
    }

    #[test]
    fn files_that_cannot_be_read_are_not_translated() {
        assert!(update_agencies(&files(&[("agencies.yaml", "agencies: 3\n")]), "es").is_err());
        assert!(update(&"a".parse().unwrap(), &Files::new(), "es").is_err());
    }
}
