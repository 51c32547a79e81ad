//! `portico keys`: makes key-encryption keys, and wraps every data key anew with the newest.

use std::{
    fs,
    io::Write,
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::Path,
};

use jiff::Timestamp;
use model::{Clock, Random, random_text};
use store::Keks;

use crate::{
    chance::SystemRandom,
    clock::SystemClock,
    config::{Bad, Config},
    error::Failed,
    installation, say,
};

/// Reads the key file. One that everybody can read is refused.
pub fn read(file: &Path) -> Result<Keks, Bad> {
    const MAKE: &str = "Run `portico keys new --file PATH` to make one, and write its path.";
    let bad = |wrong: String, write: &str| Bad::new("keys.file", wrong, write);
    let known = fs::metadata(file)
        .map_err(|error| bad(format!("{} cannot be read ({})", file.display(), error.kind()), MAKE))?;
    if known.permissions().mode() & 0o007 != 0 {
        return Err(bad(
            format!("everybody on this machine can read {}", file.display()),
            &format!("Run `chmod 600 {}`.", file.display()),
        ));
    }
    let text = fs::read_to_string(file)
        .map_err(|error| bad(format!("{} cannot be read ({})", file.display(), error.kind()), MAKE))?;
    Keks::parse(&text).map_err(|error| bad(error.to_string(), MAKE))
}

/// The keys that the settings name.
pub fn of(config: &Config) -> Result<Keks, Failed> {
    match (&config.keys.file, &config.keys.value) {
        (Some(file), _) => {
            read(file).map_err(|bad| Failed::said(format!("{}: {}. {}", bad.setting, bad.wrong, bad.write)))
        }
        (None, Some(value)) => Keks::parse(value).map_err(|error| Failed::said(error.to_string())),
        (None, None) => Err(Failed::said("keys.file is missing")),
    }
}

/// Makes the key file, or puts a newer key before the ones in it.
pub fn new(file: &Path) -> Result<(), Failed> {
    let older = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Failed::disk("cannot read", file)(error)),
    };
    let text = with_newer(&older, SystemClock.now(), &SystemRandom)?;
    write(file, &text)?;
    if older.is_empty() {
        say::line(&format!(
            "Made {}. Keep a copy in a safe place: without it nothing can be read.",
            file.display()
        ));
    } else {
        say::line(&format!("Put a newer key before the ones in {}.", file.display()));
        say::line("Restart every `portico serve` now. Then run `portico keys rotate`.");
    }
    Ok(())
}

/// Keys are named by the day they were made on, so that people can tell them apart; and by chance, so that no two
/// have the same name.
fn with_newer(older: &str, now: Timestamp, random: &dyn Random) -> Result<String, Failed> {
    let name = format!("{}-{}", now.strftime("%Y-%m-%d"), random_text(random, 6));
    let newest = Keks::new_text(&name, random);
    let older = older.trim();
    let text = if older.is_empty() { format!("{newest}\n") } else { format!("{newest}\n{older}\n") };
    Keks::parse(&text).map_err(|error| Failed::said(format!("the key file: {error}")))?;
    Ok(text)
}

/// Whoever finds the file finds all of it, and nobody else can read it.
fn write(file: &Path, text: &str) -> Result<(), Failed> {
    let failed = || Failed::disk("cannot write", file);
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(failed())?;
    }
    let unfinished = file.with_extension("unfinished");
    let mut options = fs::OpenOptions::new();
    let mut opened =
        options.write(true).create(true).truncate(true).mode(0o600).open(&unfinished).map_err(failed())?;
    opened.write_all(text.as_bytes()).and_then(|()| opened.sync_all()).map_err(failed())?;
    fs::rename(&unfinished, file).map_err(failed())
}

/// Wraps every data key anew with the newest key.
pub async fn rotate(config: &Config) -> Result<(), Failed> {
    let store = installation::open_store(config).await?;
    let count = store.rotate_keks().await?;
    say::line(&format!("{count} data keys were wrapped anew with the newest key."));
    say::line(
        "Older keys can now be taken out of the key file. Keep them as long as you keep backups that need them.",
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> std::path::PathBuf {
        let folder = std::env::temp_dir().join(format!("portico-keys-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn a_new_key_file_can_be_read_by_its_owner_only_and_a_second_run_adds_a_newer_key_in_front() {
        let file = folder("new").join("keys");
        new(&file).unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(read(&file).is_ok());
        let first = fs::read_to_string(&file).unwrap();
        new(&file).unwrap();
        let both = fs::read_to_string(&file).unwrap();
        assert!(
            both.ends_with(&first) && both.lines().count() == 2,
            "the older key stays, behind the newer one"
        );
        assert!(read(&file).is_ok());
    }

    #[test]
    fn a_key_file_that_everybody_can_read_is_refused() {
        let file = folder("open").join("keys");
        new(&file).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        let bad = read(&file).unwrap_err();
        assert!(bad.wrong.contains("everybody") && bad.write.contains("chmod 600"), "{bad:?}");
    }
}
