//! Which frozen state of a service's files somebody was shown: a hash over names and contents.

use std::{collections::BTreeMap, fmt, str::FromStr};

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::BadName;

/// Files by their path inside a folder, always with `/`.
pub type Files = BTreeMap<String, String>;

/// SHA-256 over a service's files, in lower-case hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct VersionHash(String);

impl VersionHash {
    /// The hash of these files. Each name and content goes in with its length before it, so that no two
    /// folders can be told alike by moving text between name and content.
    pub fn of(files: &Files) -> Self {
        let mut hash = Sha256::new();
        for (path, text) in files {
            for part in [path, text] {
                hash.update((part.len() as u64).to_be_bytes());
                hash.update(part);
            }
        }
        Self(HEXLOWER.encode(&hash.finalize()))
    }

    /// The 64 hexadecimal characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first eight, for people.
    pub fn short(&self) -> &str {
        self.0.get(..8).unwrap_or(&self.0)
    }
}

impl fmt::Display for VersionHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for VersionHash {
    type Error = BadName;
    fn try_from(text: String) -> Result<Self, BadName> {
        let is_hash = text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if is_hash {
            Ok(Self(text))
        } else {
            Err(BadName { found: text, wanted: "64 hexadecimal characters" })
        }
    }
}

impl FromStr for VersionHash {
    type Err = BadName;
    fn from_str(text: &str) -> Result<Self, BadName> {
        Self::try_from(text.to_owned())
    }
}

impl From<VersionHash> for String {
    fn from(hash: VersionHash) -> Self {
        hash.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(pairs: &[(&str, &str)]) -> Files {
        pairs.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn the_same_files_have_the_same_hash_and_any_change_another() {
        let one = VersionHash::of(&files(&[("a", "1"), ("b", "2")]));
        assert_eq!(one, VersionHash::of(&files(&[("b", "2"), ("a", "1")])));
        for other in [&[("a", "1"), ("b", "3")], &[("a", "1"), ("c", "2")], &[("a", "1b"), ("", "2")]] {
            assert_ne!(one, VersionHash::of(&files(other)));
        }
    }

    #[test]
    fn a_hash_reads_as_it_is_written_and_nothing_else_does() {
        let hash = VersionHash::of(&Files::new());
        assert_eq!(hash.to_string().parse::<VersionHash>(), Ok(hash));
        assert!("ABC".parse::<VersionHash>().is_err());
    }
}
