//! Inputs made by others, for tests: they lie beside the project. A test that needs one fails where they are
//! missing, and says so; one that passed without having looked at anything would be worth less than none.

use std::{fs, path::PathBuf};

use crate::Files;

/// A file or folder of the inputs.
///
/// # Panics
/// When it is not there.
pub(crate) fn path_of(name: &str) -> PathBuf {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/inputs")).join(name);
    assert!(path.exists(), "this test needs {}: put the shared inputs beside the project", path.display());
    path
}

/// The text of a file.
pub(crate) fn text_of(name: &str) -> String {
    fs::read_to_string(path_of(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Every text file of a folder, with its name.
pub(crate) fn texts_in(folder: &str) -> Vec<(String, String)> {
    let entries = fs::read_dir(path_of(folder)).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let read =
        |path: PathBuf| Some((path.file_name()?.to_str()?.to_owned(), fs::read_to_string(&path).ok()?));
    entries.filter_map(|entry| read(entry.ok()?.path())).collect()
}

/// Every text file below a folder of the project, by its path in it.
pub(crate) fn files_below(folder: &str) -> Files {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join(folder);
    let mut files = Files::new();
    let mut folders = vec![root.clone()];
    while let Some(next) = folders.pop() {
        for path in fs::read_dir(next).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = fs::read_to_string(&path) {
                files.insert(path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned(), text);
            }
        }
    }
    files
}

#[test]
#[should_panic(expected = "put the shared inputs beside the project")]
fn a_test_without_its_input_fails() {
    text_of("no-such-input.txt");
}
