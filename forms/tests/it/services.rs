//! The services that ship: each can be offered as it is.

use std::{fs, path::Path};

use forms::{Catalogue, Files, check};
use jiff::civil::date;

/// The files below a folder, by path.
pub fn files_below(folder: &Path) -> Files {
    fn collect(folder: &Path, top: &Path, files: &mut Files) {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                collect(&path, top, files);
            } else if let Ok(text) = fs::read_to_string(&path) {
                files.insert(path.strip_prefix(top).unwrap().to_str().unwrap().replace('\\', "/"), text);
            }
        }
    }
    let mut files = Files::new();
    collect(folder, folder, &mut files);
    files
}

pub fn shipped() -> Files {
    files_below(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../services")))
}

#[test]
fn the_services_that_ship_have_no_errors() {
    let problems = check::everything(&shipped(), date(2026, 11, 22));
    for warning in problems.iter().filter(|problem| !problem.is_error()) {
        println!("{warning}");
    }
    let errors: Vec<String> = problems.iter().filter(|p| p.is_error()).map(|p| p.render(false)).collect();
    assert!(errors.is_empty(), "{} errors\n{}", errors.len(), errors.join("\n"));
}

#[test]
fn the_services_that_ship_load_in_english_and_spanish() {
    let (catalogue, problems) = Catalogue::load(&shipped());
    assert!(problems.is_empty(), "{problems:#?}");
    let catalogue = catalogue.unwrap();
    assert!(catalogue.services().count() >= 3);
    for service in catalogue.services() {
        assert_eq!(service.locales(), ["en", "es"], "{}", service.slug);
        assert!(!service.samples(date(2026, 11, 22)).is_empty(), "{}", service.slug);
    }
}
