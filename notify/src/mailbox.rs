//! The developer's mailbox: a channel that keeps every message in a folder instead of sending it, for the demo.

use std::path::{Path, PathBuf};

use futures::{FutureExt, future::BoxFuture};
use model::{Accepted, Channel, Failure, Message, ObligationId};
use serde::{Deserialize, Serialize};

use crate::render::{RenderError, Renderer};

/// Keeps messages in a folder, one file each.
#[derive(Clone)]
pub struct Mailbox {
    folder: PathBuf,
    renderer: Option<Renderer>,
}

/// A message as it lies in the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptMessage {
    /// When it was kept, in milliseconds since 1970 UTC.
    pub kept_at_ms: i64,
    /// The message.
    pub message: Message,
}

impl Mailbox {
    /// A mailbox in this folder; it is made when the first message comes.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), renderer: None }
    }

    /// The same, and it can show messages with these templates as a mail program would.
    #[must_use]
    pub fn shown_with(self, renderer: Renderer) -> Self {
        Self { renderer: Some(renderer), ..self }
    }

    /// Whether it can show the HTML part.
    pub fn shows_html(&self) -> bool {
        self.renderer.is_some()
    }

    /// A message's HTML part, as it would have been sent.
    pub fn html(&self, message: &Message) -> Result<Option<String>, RenderError> {
        self.renderer.as_ref().map(|renderer| Ok(renderer.parts(message)?.html)).transpose()
    }

    /// Every message, newest first. Files that are no message are passed over.
    pub async fn list(&self) -> std::io::Result<Vec<KeptMessage>> {
        let mut messages = Vec::new();
        let mut folder = match tokio::fs::read_dir(&self.folder).await {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(messages),
            folder => folder?,
        };
        while let Some(file) = folder.next_entry().await? {
            if file.path().extension().is_some_and(|end| end == "json") {
                let bytes = tokio::fs::read(file.path()).await?;
                messages.extend(serde_json::from_slice::<KeptMessage>(&bytes).ok());
            }
        }
        messages
            .sort_by(|a, b| b.kept_at_ms.cmp(&a.kept_at_ms).then_with(|| b.message.key.cmp(&a.message.key)));
        Ok(messages)
    }

    /// One message.
    pub async fn find(&self, key: &ObligationId) -> std::io::Result<Option<KeptMessage>> {
        match tokio::fs::read(self.path(key)).await {
            Ok(bytes) => Ok(serde_json::from_slice(&bytes).ok()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn path(&self, key: &ObligationId) -> PathBuf {
        // An id holds letters and digits only, so it cannot name another folder.
        self.folder.join(format!("{key}.json"))
    }

    async fn keep(&self, message: &Message) -> std::io::Result<()> {
        tokio::fs::create_dir_all(&self.folder).await?;
        let path = self.path(&message.key);
        if tokio::fs::try_exists(&path).await? {
            return Ok(()); // a repeat: the first one counts
        }
        let draft = path.with_extension("part");
        private(&draft).await?;
        let kept_at_ms = modified_ms(&draft).await?;
        let kept = KeptMessage { kept_at_ms, message: message.clone() };
        tokio::fs::write(&draft, serde_json::to_vec_pretty(&kept)?).await?;
        tokio::fs::rename(&draft, &path).await
    }
}

/// An empty file that only its owner reads: messages hold codes and addresses.
async fn private(path: &Path) -> std::io::Result<()> {
    let mut options = tokio::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    options.mode(0o600);
    options.open(path).await.map(drop)
}

/// The file system's own time: this channel stands in for the outside, which has its own clock.
async fn modified_ms(path: &Path) -> std::io::Result<i64> {
    let modified = tokio::fs::metadata(path).await?.modified()?;
    let since = modified.duration_since(std::time::UNIX_EPOCH).map_err(std::io::Error::other)?;
    i64::try_from(since.as_millis()).map_err(std::io::Error::other)
}

impl Channel for Mailbox {
    fn send<'a>(&'a self, message: &'a Message) -> BoxFuture<'a, Result<Accepted, Failure>> {
        async move {
            self.keep(message).await.map_err(|error| cannot_keep(&error))?;
            Ok(Accepted { by: "mailbox".to_owned(), reference: message.key.to_string() })
        }
        .boxed()
    }

    fn reach(&self) -> BoxFuture<'_, Result<(), Failure>> {
        async move { tokio::fs::create_dir_all(&self.folder).await.map_err(|error| cannot_keep(&error)) }
            .boxed()
    }
}

fn cannot_keep(error: &std::io::Error) -> Failure {
    Failure::transient(format!("mailbox folder: {}", error.kind()))
}
