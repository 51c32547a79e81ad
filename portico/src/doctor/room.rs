//! Looks whether there is room where things are kept: a full or read-only disk is known before residents meet it.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::Report;
use crate::config::Config;

/// Bytes written to see whether they can be: a page with a photo needs as many.
const ENOUGH: usize = 1024 * 1024;

/// The folder of files, and that of the database if it is a file here.
pub fn look(config: &Config, report: &mut Report) {
    let database = config.database.url.strip_prefix("sqlite:").map(Path::new).and_then(Path::parent);
    let mut folders: Vec<PathBuf> =
        [Some(config.files.folder.as_path()), database].into_iter().flatten().map(nearest).collect();
    folders.dedup();
    for folder in folders {
        let found = match try_to_keep(&folder) {
            Ok(()) => Ok(format!("{} can be written to", folder.display())),
            Err(error) => Err(format!(
                "nothing can be kept in {}: {error}. Make room, or mount it for writing; nothing has to be started again",
                folder.display()
            )),
        };
        report.add("room", found);
    }
}

/// The folder, or the nearest one above it that is there: it is made when the first file comes.
fn nearest(folder: &Path) -> PathBuf {
    let there = folder.ancestors().find(|above| above.exists());
    there.filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
}

/// Writes as much as a page with a photo, and takes it away again.
fn try_to_keep(folder: &Path) -> io::Result<()> {
    let path = folder.join(format!("portico-doctor-{}.unfinished", std::process::id()));
    let tried = File::create_new(&path).and_then(|mut file| {
        file.write_all(&vec![0; ENOUGH])?;
        file.sync_all()
    });
    let taken_away = if path.exists() { fs::remove_file(&path) } else { Ok(()) };
    tried.and(taken_away)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_written_to_is_named_and_what_can_stays_as_it_was() {
        let folder = std::env::temp_dir().join(format!("portico-room-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        assert!(try_to_keep(&folder).is_ok());
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
        assert_eq!(nearest(&folder.join("not/yet")), folder);
        let file = folder.join("file");
        fs::write(&file, "no folder").unwrap();
        let mut report = Report::default();
        let mut config = Config::default();
        config.files.folder = file.clone();
        config.database.url = format!("sqlite:{}/portico.db", folder.display());
        look(&config, &mut report);
        let said: Vec<_> = report.checks.iter().map(|check| (check.is_fine, check.detail.as_str())).collect();
        assert!(
            matches!(said.as_slice(), [(false, bad), (true, _)] if bad.contains(&*file.to_string_lossy())),
            "{said:?}"
        );
        fs::remove_dir_all(&folder).unwrap();
    }
}
