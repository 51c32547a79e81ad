//! What can go wrong when reading or keeping something.

type Source = Box<dyn std::error::Error + Send + Sync>;

/// Reading failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database or the folder of files cannot be reached now; the same call may work later.
    #[error("the database or the folder of files cannot be reached now")]
    Unavailable(#[source] Source),
    /// What is kept, or the way it was asked for, is wrong: trying again will not help.
    #[error("what is kept cannot be read")]
    Broken(#[source] Source),
    /// Something sealed does not open: its bytes, or those of its key, are not as they were kept. Or the database found a
    /// page of its own file damaged. The rest is not touched by it.
    #[error("what is kept is damaged")]
    Damaged(#[source] Source),
    /// It cannot be done here, for a reason an operator can mend.
    #[error("{0}")]
    Refused(String),
    /// It was erased: its data key is gone for good.
    #[error("it was erased")]
    Erased,
    /// The right that was shown does not cover this. Shown as "not found".
    #[error("not found, or not yours")]
    Denied,
}

impl StoreError {
    pub(crate) fn broken(why: impl Into<Source>) -> Self {
        Self::Broken(why.into())
    }

    pub(crate) fn unavailable(why: impl Into<Source>) -> Self {
        Self::Unavailable(why.into())
    }
}

/// Keeping failed: nothing of the batch was kept.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// Something changed since it was read, or is there already. Read again and decide again.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// The database cannot be reached now, or the connection broke before it answered.
    #[error("the database cannot be reached now")]
    Unavailable(#[source] Source),
    /// The statements are wrong: trying again will not help.
    #[error("the change cannot be kept")]
    Broken(#[source] Source),
}

impl CommitError {
    pub(crate) fn broken(why: impl Into<Source>) -> Self {
        Self::Broken(why.into())
    }

    pub(crate) fn unavailable(why: impl Into<Source>) -> Self {
        Self::Unavailable(why.into())
    }
}

/// For functions of the store that read, decide and commit by themselves.
impl From<StoreError> for CommitError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable(source) => Self::Unavailable(source),
            StoreError::Broken(source) => Self::Broken(source),
            other => Self::broken(other),
        }
    }
}
