//! Ids of what is kept: the moment they were made and 85 random bits, so that none can be guessed and neighbours are
//! kept together; as types so that none is mistaken.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Random, ordered_text, random_text};

/// An id's characters: 26 of Crockford's base 32, lower case.
const LENGTH: usize = 26;

macro_rules! id {
    ($text:ident: $($(#[$doc:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// A new id nobody can guess.
            pub fn random(random: &dyn Random) -> Self {
                Self($text(random, LENGTH))
            }

            /// An id read back from where it was kept, or from an address. Anything of another shape is no id.
            pub fn from_text(text: &str) -> Option<Self> {
                let fits = text.len() == LENGTH && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
                fits.then(|| Self(text.to_owned()))
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+ };
}

id! { ordered_text:
    /// A human known to the platform.
    PersonId,
    /// Somebody who works for an agency.
    StaffId,
    /// Answers saved and not yet sent.
    DraftId,
    /// What was sent.
    SubmissionId,
    /// The handling, from submission to outcome.
    CaseId,
    /// Something that happened.
    EventId,
    /// One thing somebody is owed; also the idempotency key the other side gets.
    ObligationId,
    /// A data key that personal data is encrypted with.
    KeyId,
}

// Contents of files are spread over folders by the first characters of their ids: nothing but chance in those.
id! { random_text:
    /// A stored file.
    FileId,
}
