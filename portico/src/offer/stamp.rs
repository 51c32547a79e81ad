//! Tells whether a folder of services was touched, without reading any file: names, sizes and times.

use std::{collections::BTreeMap, fs, os::unix::fs::MetadataExt, path::Path};

use crate::folder;

/// What a folder looks like from outside. A file written anew with the same size and time still has another change time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp(BTreeMap<String, [i64; 6]>);

impl Stamp {
    /// Of a folder; one that is not there looks empty.
    pub fn of(root: &Path) -> Self {
        let mut marks = BTreeMap::new();
        for path in folder::paths(root).unwrap_or_default() {
            let name = path.to_string_lossy().into_owned();
            marks.insert(name, fs::metadata(&path).map_or([0; 6], |about| mark(&about)));
        }
        Self(marks)
    }
}

fn mark(about: &fs::Metadata) -> [i64; 6] {
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    [
        number(about.size()),
        number(about.ino()),
        about.mtime(),
        about.mtime_nsec(),
        about.ctime(),
        about.ctime_nsec(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_edit_gives_another_stamp_and_looking_does_not() {
        let root = std::env::temp_dir().join(format!("portico-stamp-{}", std::process::id()));
        let file = root.join("a-service/service.yaml");
        fs::create_dir_all(root.join("a-service")).unwrap();
        let nothing = Stamp::of(&root);
        fs::write(&file, "one").unwrap();
        let one = Stamp::of(&root);
        assert!(one != nothing && one == Stamp::of(&root));
        fs::write(root.join("a-service/notes.txt"), "no file of a service").unwrap();
        assert_eq!(one, Stamp::of(&root));
        fs::write(&file, "two").unwrap();
        assert_ne!(one, Stamp::of(&root), "of the same size");
        fs::remove_dir_all(&root).unwrap();
        assert_eq!(Stamp::of(&root), nothing);
    }
}
