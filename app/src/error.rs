//! The one error that pages map to a status. Each is also what a person is told: not found, not now, ours.

use store::{CommitError, StoreError};

/// Why a use case did not do what was asked. Answers to fix are not errors: they are results.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// It is not there, or not theirs: the two must look the same.
    #[error("not found, or not yours")]
    NotFound,
    /// Somebody else changed it meanwhile, and deciding again did not help.
    #[error("changed meanwhile: {0}")]
    Conflict(&'static str),
    /// Too many tries: wait.
    #[error("too many tries")]
    TooMany,
    /// Something we need is down.
    #[error("not available now")]
    NotNow(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Our mistake.
    #[error("internal error")]
    Ours(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl AppError {
    /// A mistake of ours, with what led to it.
    pub fn ours(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Ours(error.into())
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable(_) => Self::NotNow(Box::new(error)),
            StoreError::Erased | StoreError::Denied => Self::NotFound,
            StoreError::Broken(_) | StoreError::Damaged(_) | StoreError::Refused(_) => {
                Self::Ours(Box::new(error))
            }
        }
    }
}

impl From<CommitError> for AppError {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Conflict(what) => Self::Conflict(what),
            CommitError::Unavailable(_) => Self::NotNow(Box::new(error)),
            CommitError::Broken(_) => Self::Ours(Box::new(error)),
        }
    }
}

impl From<model::Denied> for AppError {
    fn from(_: model::Denied) -> Self {
        Self::NotFound
    }
}

/// Tries of a use case. Of several that change the same case at one moment, one gets through at each.
const TRIES: u64 = 20;

/// Read, decide, commit: a conflict reads and decides again, a few times at once, then with growing waits.
pub(crate) async fn again<T, F>(mut once: impl FnMut() -> F) -> Result<T, AppError>
where
    F: Future<Output = Result<T, AppError>>,
{
    let mut result = once().await;
    for tries in 1..TRIES {
        if !matches!(result, Err(AppError::Conflict(_))) {
            break;
        }
        if tries > 4 {
            tokio::time::sleep(std::time::Duration::from_millis(tries)).await;
        }
        result = once().await;
    }
    result
}
