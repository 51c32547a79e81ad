//! A data key: seals bytes for one place, so that what is kept for one person cannot be moved to another's row.

use std::{fmt, sync::Arc};

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use model::{KeyId, Random};
use serde::{Serialize, de::DeserializeOwned};

use super::pack::{pack, unpack};
use crate::StoreError;

pub(super) const KEY_LEN: usize = 32;
/// First byte of everything sealed: which way it was sealed, so that there can be another one day.
const SEALED_V1: u8 = 1;
/// The same, and packed before with the first list of words (`pack.rs`).
const SEALED_PACKED_V2: u8 = 2;

/// A data key, unwrapped.
#[derive(Clone)]
pub struct DataKey {
    id: KeyId,
    secret: Arc<[u8; KEY_LEN]>,
    random: Arc<dyn Random>,
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DataKey({})", self.id)
    }
}

impl DataKey {
    pub(super) fn fresh(id: KeyId, random: &Arc<dyn Random>) -> Self {
        let mut secret = [0; KEY_LEN];
        random.fill(&mut secret);
        Self::from_secret(id, secret, random.clone())
    }

    pub(super) fn from_secret(id: KeyId, secret: [u8; KEY_LEN], random: Arc<dyn Random>) -> Self {
        Self { id, secret: Arc::new(secret), random }
    }

    pub(super) fn secret(&self) -> &[u8; KEY_LEN] {
        &self.secret
    }

    /// Its id, as rows name it.
    pub fn id(&self) -> &KeyId {
        &self.id
    }

    /// Encrypts for one place (`table.column.row-id`).
    pub fn seal(&self, place: &str, bytes: &[u8]) -> Vec<u8> {
        seal(&self.secret, &*self.random, place, bytes)
    }

    /// The same in less room, for text that says what others say too.
    pub(crate) fn seal_packed(&self, place: &str, bytes: &[u8]) -> Vec<u8> {
        match pack(bytes) {
            Some(packed) => seal_as(SEALED_PACKED_V2, &self.secret, &*self.random, place, &packed),
            None => self.seal(place, bytes),
        }
    }

    /// Decrypts what was sealed for this place. Anything else is broken, never quietly wrong.
    pub fn open(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        open(&self.secret, place, sealed)
    }

    pub(crate) fn open_text(&self, place: &str, sealed: &[u8]) -> Result<String, StoreError> {
        String::from_utf8(self.open(place, sealed)?)
            .map_err(|_| StoreError::broken(format!("{place} is not text")))
    }

    pub(crate) fn seal_json(&self, place: &str, value: &impl Serialize) -> Vec<u8> {
        self.seal_packed(place, &json(value))
    }

    pub(crate) fn open_json<T: DeserializeOwned>(&self, place: &str, sealed: &[u8]) -> Result<T, StoreError> {
        // The error of a JSON reader may quote what it read: only where it stood is passed on.
        serde_json::from_slice(&self.open(place, sealed)?).map_err(|error| {
            StoreError::broken(format!("{place} has another shape, at byte {}", error.column()))
        })
    }
}

/// JSON of what the store keeps.
#[expect(clippy::expect_used, reason = "plain data with text keys: writing it to memory cannot fail")]
pub(crate) fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("plain data")
}

pub(super) fn seal(secret: &[u8; KEY_LEN], random: &dyn Random, place: &str, bytes: &[u8]) -> Vec<u8> {
    seal_as(SEALED_V1, secret, random, place, bytes)
}

#[expect(
    clippy::expect_used,
    reason = "fails only for a key of another length, or for more than 64 GB at once"
)]
fn seal_as(way: u8, secret: &[u8; KEY_LEN], random: &dyn Random, place: &str, bytes: &[u8]) -> Vec<u8> {
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, secret).expect("32 bytes"));
    let mut nonce = [0; NONCE_LEN];
    random.fill(&mut nonce);
    let mut sealed = Vec::with_capacity(1 + NONCE_LEN + bytes.len() + AES_256_GCM.tag_len());
    sealed.push(way);
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(bytes);
    let (_, body) = sealed.split_at_mut(1 + NONCE_LEN);
    let tag = key
        .seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), Aad::from(place), body)
        .expect("fits");
    sealed.extend_from_slice(tag.as_ref());
    sealed
}

pub(super) fn open(secret: &[u8; KEY_LEN], place: &str, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
    let wrong = || StoreError::Damaged(format!("{place} was not sealed with this key for this place").into());
    let (&[way], sealed) = sealed.split_first_chunk().ok_or_else(wrong)?;
    let (nonce, body) = sealed.split_first_chunk().ok_or_else(wrong)?;
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, secret).map_err(|_| wrong())?);
    let mut body = body.to_vec();
    let nonce = Nonce::assume_unique_for_key(*nonce);
    let length = key.open_in_place(nonce, Aad::from(place), &mut body).map_err(|_| wrong())?.len();
    body.truncate(length);
    match way {
        SEALED_V1 => Ok(body),
        SEALED_PACKED_V2 => unpack(&body).ok_or_else(wrong),
        _ => Err(wrong()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    struct Counter(std::sync::atomic::AtomicU8);
    impl Random for Counter {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
        }
    }
    fn key() -> DataKey {
        let random: Arc<dyn Random> = Arc::new(Counter(1.into()));
        DataKey::fresh(KeyId::random(&*random), &random)
    }

    proptest! {
        #[test]
        fn what_was_sealed_opens_again_and_does_not_show_the_text(text in prop::collection::vec(any::<u8>(), 12..200)) {
            let key = key();
            let sealed = key.seal("drafts.answers.1", &text);
            prop_assert_eq!(key.open("drafts.answers.1", &sealed).unwrap(), text.clone());
            prop_assert!(!sealed.windows(text.len()).any(|window| window == text));
        }

        #[test]
        fn one_changed_bit_is_noticed(at in 0usize..40, bit in 0u8..8) {
            let key = key();
            let mut sealed = key.seal("a.b.c", b"eleven byte");
            prop_assume!(at < sealed.len());
            sealed[at] ^= 1 << bit;
            prop_assert!(key.open("a.b.c", &sealed).is_err());
        }

        #[test]
        fn nothing_kept_makes_opening_panic(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            prop_assert!(key().open("a.b.c", &bytes).is_err());
        }
    }

    #[test]
    fn what_was_sealed_for_one_row_does_not_open_for_another() {
        let key = key();
        let sealed = key.seal("people.email.1", b"ana@example.org");
        assert!(key.open("people.email.2", &sealed).is_err());
    }

    #[test]
    fn the_same_text_sealed_twice_looks_different() {
        let key = key();
        assert_ne!(key.seal("a", b"same"), key.seal("a", b"same"));
    }

    #[test]
    fn a_key_never_shows_its_secret_in_a_log() {
        let key = key();
        assert_eq!(format!("{key:?}"), format!("DataKey({})", key.id()));
    }
}
