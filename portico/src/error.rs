//! The one error of the command line: what stopped a command, and what to do.

use std::{io, path::Path};

use crate::config::BadSettings;

/// Why a command stopped.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// The settings are not right.
    #[error(transparent)]
    Settings(#[from] BadSettings),
    /// The database is older than this program.
    #[error("the database needs changes first: run `portico migrate` ({0})")]
    Pending(String),
    /// Something could not be read or written.
    #[error("{what}")]
    Disk {
        /// What was tried.
        what: String,
        /// Why not.
        source: io::Error,
    },
    /// The store.
    #[error("the database could not be used")]
    Store(#[from] store::StoreError),
    /// The store, at commit.
    #[error("the database could not be changed")]
    Commit(#[from] store::CommitError),
    /// A use case.
    #[error(transparent)]
    App(#[from] app::AppError),
    /// Services could not be offered.
    #[error(transparent)]
    SetUp(#[from] app::SetUpError),
    /// A template.
    #[error(transparent)]
    Template(#[from] web::TemplateError),
    /// The template of emails.
    #[error(transparent)]
    EmailTemplate(#[from] notify::RenderError),
    /// Style sheets are not there.
    #[error(transparent)]
    Assets(#[from] web::AssetsError),
    /// Something else, said in full.
    #[error("{0}")]
    Said(String),
}

impl Failed {
    /// Something could not be read or written.
    pub fn disk(what: &str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let what = format!("{what} {}", path.display());
        move |source| Self::Disk { what, source }
    }

    /// Said in full.
    pub fn said(text: impl Into<String>) -> Self {
        Self::Said(text.into())
    }
}
