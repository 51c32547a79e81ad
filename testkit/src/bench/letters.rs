//! The mailbox of a portal under load: residents wait here for the code that was sent to them. Messages that were read are
//! taken out of the folder, so that looking stays quick.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::Duration,
};

use serde_json::Value;
use tokio::time::{Instant, sleep};

use crate::trial::portal::Told;

/// How often somebody looks who waits.
const EVERY: Duration = Duration::from_millis(10);
/// How long somebody waits for a code.
const PATIENCE: Duration = Duration::from_mins(1);

/// What arrived.
pub struct Letters {
    folder: PathBuf,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    looked: Option<Instant>,
    codes: HashMap<String, String>,
    count: usize,
}

impl Letters {
    /// Of a mailbox folder.
    pub fn of(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), known: Mutex::default() }
    }

    /// The code sent to an address, as soon as it is there.
    pub async fn code_for(&self, email: &str) -> Result<String, Told> {
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            if let Some(code) = self.look(email)? {
                return Ok(code);
            }
            sleep(EVERY).await;
        }
        Err(format!("no code came to {email}"))
    }

    /// How many were taken out.
    pub fn count(&self) -> usize {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).count
    }

    fn look(&self, email: &str) -> Result<Option<String>, Told> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.looked.is_none_or(|looked| looked.elapsed() >= EVERY) {
            known.take_in(&self.folder)?;
        }
        Ok(known.codes.remove(email))
    }
}

impl Known {
    fn take_in(&mut self, folder: &Path) -> Result<(), Told> {
        let Ok(files) = fs::read_dir(folder) else { return Ok(()) };
        for file in files.flatten().map(|file| file.path()) {
            if file.extension().is_none_or(|end| end != "json") {
                continue;
            }
            let bytes = fs::read(&file).map_err(|error| error.to_string())?;
            let kept: Value = serde_json::from_slice(&bytes).map_err(|error| error.to_string())?;
            fs::remove_file(&file).map_err(|error| error.to_string())?;
            self.count += 1;
            self.codes.extend(code(&kept));
        }
        self.looked = Some(Instant::now());
        Ok(())
    }
}

/// A message's reader and the code in it: the one fact that is all digits.
fn code(kept: &Value) -> Option<(String, String)> {
    let message = kept.get("message")?;
    let to = message.get("to")?.as_str()?;
    let facts = message.get("facts")?.as_array()?;
    let values = facts.iter().filter_map(|fact| fact.get("value")?.as_str());
    let code =
        values.into_iter().find(|value| value.len() >= 6 && value.bytes().all(|b| b.is_ascii_digit()))?;
    Some((to.to_owned(), code.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn message(to: &str, value: &str) -> Vec<u8> {
        let message = json!({ "to": to, "subject": "S", "facts": [{ "label": "L", "value": value }] });
        json!({ "kept_at_ms": 1, "message": message }).to_string().into_bytes()
    }

    #[tokio::test]
    async fn everybody_gets_their_own_code_and_other_messages_are_only_counted() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a.json"), message("ana@example.org", "123456")).expect("written");
        fs::write(folder.path().join("b.json"), message("bo@example.org", "K7P-4QX-9")).expect("written");
        fs::write(folder.path().join("c.part"), b"half").expect("written");
        let letters = Letters::of(folder.path());
        assert_eq!(letters.code_for("ana@example.org").await.as_deref(), Ok("123456"));
        assert_eq!(letters.look("bo@example.org"), Ok(None));
        assert_eq!(letters.count(), 2);
    }
}
