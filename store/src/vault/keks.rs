//! The key-encryption keys: the operator's secret. The newest wraps; older ones still unwrap until rotation is done.

use std::{fmt, sync::Arc};

use data_encoding::BASE64;
use model::{KeyId, Random};

use super::data_key::{DataKey, KEY_LEN, open, seal};
use crate::StoreError;

/// What the operator gave is not a list of key-encryption keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadKeks {
    /// Nothing was given.
    #[error("no key-encryption key was given: write NAME:BASE64, newest first, with commas between")]
    Empty,
    /// An entry has no name.
    #[error("key-encryption key number {0} has no name: write NAME:BASE64")]
    NoName(usize),
    /// An entry is not 32 bytes of base64.
    #[error(
        "key-encryption key number {0} is not 32 bytes of base64: make one with `openssl rand -base64 32`"
    )]
    NotAKey(usize),
    /// A name is given twice.
    #[error("key-encryption key number {0} has the name of another")]
    Repeated(usize),
}

#[derive(Clone)]
struct Kek {
    id: String,
    secret: [u8; KEY_LEN],
}

/// The key-encryption keys, newest first; never none.
#[derive(Clone)]
pub struct Keks {
    newest: Kek,
    older: Vec<Kek>,
}

impl fmt::Debug for Keks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(std::iter::once(&self.newest).chain(&self.older).map(|kek| &kek.id)).finish()
    }
}

impl Keks {
    /// Reads `2027:BASE64,2026:BASE64`, newest first; line ends do as well as commas.
    pub fn parse(text: &str) -> Result<Self, BadKeks> {
        let entries = text.split([',', '\n']).map(str::trim).filter(|entry| !entry.is_empty());
        let mut keks: Vec<Kek> = Vec::new();
        for (entry, number) in entries.zip(1..) {
            let kek = Kek::parse(entry, number)?;
            if keks.iter().any(|other| other.id == kek.id) {
                return Err(BadKeks::Repeated(number));
            }
            keks.push(kek);
        }
        let mut keks = keks.into_iter();
        let newest = keks.next().ok_or(BadKeks::Empty)?;
        Ok(Self { newest, older: keks.collect() })
    }

    /// The same keys with a newer one before them (`NAME:BASE64`): the first step of rotation.
    pub fn with_newest(&self, text: &str) -> Result<Self, BadKeks> {
        let newest = Kek::parse(text, 1)?;
        let older: Vec<Kek> = std::iter::once(&self.newest).chain(&self.older).cloned().collect();
        if older.iter().any(|other| other.id == newest.id) {
            return Err(BadKeks::Repeated(1));
        }
        Ok(Self { newest, older })
    }

    /// Whether a key of this name is among them.
    pub fn has(&self, name: &str) -> bool {
        std::iter::once(&self.newest).chain(&self.older).any(|kek| kek.id == name)
    }

    /// A new key as text that `parse` reads: for a first start, and for rotation.
    pub fn new_text(id: &str, random: &dyn Random) -> String {
        let mut secret = [0; KEY_LEN];
        random.fill(&mut secret);
        format!("{id}:{}", BASE64.encode(&secret))
    }

    /// The name of the key that closes what is new.
    pub fn newest_id(&self) -> &str {
        &self.newest.id
    }

    pub(super) fn wrap(&self, key: &DataKey, random: &dyn Random) -> (String, Vec<u8>) {
        let place = format!("data_keys.wrapped.{}", key.id());
        (self.newest.id.clone(), seal(&self.newest.secret, random, &place, key.secret()))
    }

    pub(super) fn unwrap(
        &self,
        id: KeyId,
        kek_id: &str,
        wrapped: &[u8],
        random: &Arc<dyn Random>,
    ) -> Result<DataKey, StoreError> {
        let mut keks = std::iter::once(&self.newest).chain(&self.older);
        let kek = keks.find(|kek| kek.id == kek_id).ok_or_else(|| {
            StoreError::broken(format!("key-encryption key {kek_id} is not among those given; add it back"))
        })?;
        // For most of them at once: another key of the same name. For one: a damaged row.
        let secret = open(&kek.secret, &format!("data_keys.wrapped.{id}"), wrapped).map_err(|_| {
            StoreError::broken(format!("data key {id} does not open with key-encryption key {kek_id}"))
        })?;
        let secret = secret.try_into().map_err(|_| StoreError::broken("a data key has another length"))?;
        Ok(DataKey::from_secret(id, secret, random.clone()))
    }
}

impl Kek {
    fn parse(entry: &str, number: usize) -> Result<Self, BadKeks> {
        let (id, secret) = entry.split_once(':').ok_or(BadKeks::NoName(number))?;
        if id.trim().is_empty() {
            return Err(BadKeks::NoName(number));
        }
        let secret = BASE64.decode(secret.trim().as_bytes()).map_err(|_| BadKeks::NotAKey(number))?;
        let secret = secret.try_into().map_err(|_| BadKeks::NotAKey(number))?;
        Ok(Self { id: id.trim().to_owned(), secret })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const A: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    #[test]
    fn keys_are_read_newest_first() {
        let keks = Keks::parse(&format!(" 2027:{A}, 2026:{A}\n")).unwrap();
        assert_eq!(format!("{keks:?}"), r#"["2027", "2026"]"#, "names only: a secret never reaches a log");
        assert_eq!(keks.newest_id(), "2027");
    }

    #[test]
    fn what_is_wrong_with_a_key_is_said_without_showing_it() {
        assert_eq!(Keks::parse(" ,").unwrap_err(), BadKeks::Empty);
        assert_eq!(Keks::parse(A).unwrap_err(), BadKeks::NoName(1));
        assert_eq!(Keks::parse(&format!("a:{A},b:AAAA")).unwrap_err(), BadKeks::NotAKey(2));
        assert_eq!(Keks::parse(&format!("a:{A},a:{A}")).unwrap_err(), BadKeks::Repeated(2));
    }

    proptest! {
        #[test]
        fn nothing_given_makes_reading_panic(text in ".*") {
            let _ = Keks::parse(&text);
        }
    }
}
