//! The developer's mailbox keeps to the rules of channels.

use std::{collections::BTreeSet, path::PathBuf, sync::Arc};

use model::{Channel, ObligationId};
use notify::{
    Mailbox,
    conformance::{Harness, PRIVATE, message},
};

struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NUMBER: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        Self(std::env::temp_dir().join(format!("portico-mailbox-{}-{number}", std::process::id())))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Harness for Folder {
    fn channel(&self) -> Arc<dyn Channel> {
        Arc::new(Mailbox::new(&self.0))
    }

    fn address(&self) -> String {
        format!("{PRIVATE}@example.org")
    }

    fn refusing(&self) -> Vec<String> {
        Vec::new() // it takes everything
    }

    fn busy(&self) -> Vec<String> {
        Vec::new()
    }

    async fn arrived(&self, key: &ObligationId) -> BTreeSet<String> {
        let kept = Mailbox::new(&self.0).list().await.unwrap();
        kept.into_iter()
            .filter(|kept| kept.message.key == *key)
            .map(|kept| kept.message.key.to_string())
            .collect()
    }

    fn set_reachable(&self, reachable: bool) {
        // A file where the folder should be.
        if reachable {
            std::fs::remove_file(&self.0).unwrap();
        } else {
            let _ = std::fs::remove_dir_all(&self.0);
            std::fs::write(&self.0, "").unwrap();
        }
    }
}

notify::conformance_tests!(Folder::new());

#[tokio::test]
async fn the_newest_message_comes_first_and_other_files_are_passed_over() {
    let folder = Folder::new();
    let mailbox = Mailbox::new(&folder.0);
    assert_eq!(mailbox.list().await.unwrap(), [], "an empty mailbox has no folder yet");
    for number in 1..=3 {
        mailbox.send(&message(number, "zebulon@example.org")).await.unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    std::fs::write(folder.0.join("notes.json"), "not a message").unwrap();
    let list = mailbox.list().await.unwrap();
    let keys: Vec<_> = list.iter().map(|kept| kept.message.key.as_str().trim_start_matches('0')).collect();
    assert_eq!(keys, ["3", "2", "1"]);
    assert_eq!(mailbox.find(&list[2].message.key).await.unwrap().as_ref(), Some(&list[2]));
}
