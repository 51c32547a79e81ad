//! Personal data is encrypted before it is kept. Each person, draft or case has a data key; each data key is kept
//! only wrapped (encrypted) by a key-encryption key that never enters the database. Erasing a data key erases all
//! it sealed, in backups too.

mod data_key;
mod keks;
mod pack;

use std::sync::{Arc, PoisonError, RwLock};

use aws_lc_rs::hmac;
use model::{KeyId, Random};

pub use data_key::DataKey;
pub(crate) use data_key::json;
pub use keks::{BadKeks, Keks};

use crate::{Row, Statement, StoreError, Value};

/// Kept under fixed ids, so that every process finds the same two.
const INDEX: &str = "000000000000000000000index";
const PLATFORM: &str = "000000000000000000platform";

/// Makes, wraps and unwraps data keys.
pub(crate) struct Vault {
    keks: Keks,
    random: Arc<dyn Random>,
    well_known: RwLock<WellKnown>,
}

/// Until the database's own are loaded these are freshly made, and become the database's if it has none.
struct WellKnown {
    index: DataKey,
    /// Made of `index`.
    hashing: hmac::Key,
    platform: DataKey,
}

impl Vault {
    pub const WELL_KNOWN: &str = "SELECT id AS key_id, kek_id, wrapped FROM data_keys \
        WHERE id IN ('000000000000000000000index', '000000000000000000platform')";
    /// In the order of ids, after one of them.
    pub const OUTDATED: &str = "SELECT id AS key_id, kek_id, wrapped FROM data_keys \
        WHERE id > $1 AND kek_id <> $2 ORDER BY id LIMIT 500";

    pub fn new(keks: Keks, random: Arc<dyn Random>) -> Self {
        let fixed = |id: &str| {
            DataKey::fresh(KeyId::from_text(id).unwrap_or_else(|| KeyId::random(&*random)), &random)
        };
        let (index, platform) = (fixed(INDEX), fixed(PLATFORM));
        let well_known = RwLock::new(WellKnown { hashing: hashing(&index), index, platform });
        Self { keks, random, well_known }
    }

    pub fn new_key(&self, purpose: &str) -> (DataKey, Statement) {
        let key = DataKey::fresh(KeyId::random(&*self.random), &self.random);
        let statement = self.keep(&key, purpose, "").expect_one("data key exists");
        (key, statement)
    }

    fn keep(&self, key: &DataKey, purpose: &str, on_conflict: &str) -> Statement {
        let (kek_id, wrapped) = self.keks.wrap(key, &*self.random);
        let sql = format!(
            "INSERT INTO data_keys (id, purpose, kek_id, wrapped) VALUES ($1, $2, $3, $4) {on_conflict}"
        );
        Statement::new(sql, vec![key.id().into(), purpose.into(), kek_id.into(), wrapped.into()])
    }

    pub fn unwrap(&self, id: KeyId, kek_id: &str, wrapped: &[u8]) -> Result<DataKey, StoreError> {
        self.keks.unwrap(id, kek_id, wrapped, &self.random)
    }

    pub fn outdated_params(&self, after: &str) -> Vec<Value> {
        vec![after.into(), self.keks.newest_id().into()]
    }

    /// Only if nobody else rewrapped it meanwhile.
    pub fn rewrap(&self, key: &DataKey, from_kek: String) -> Statement {
        let (kek_id, wrapped) = self.keks.wrap(key, &*self.random);
        let sql = "UPDATE data_keys SET kek_id = $1, wrapped = $2 WHERE id = $3 AND kek_id = $4";
        Statement::new(sql, vec![kek_id.into(), wrapped.into(), key.id().into(), from_kek.into()])
    }

    pub fn well_known_statements(&self) -> Vec<Statement> {
        let known = self.well_known.read().unwrap_or_else(PoisonError::into_inner);
        let quietly = "ON CONFLICT (id) DO NOTHING";
        vec![self.keep(&known.index, "index", quietly), self.keep(&known.platform, "platform", quietly)]
    }

    /// Uses the database's key in place of the one made at start.
    pub fn adopt(&self, key: DataKey) {
        let mut known = self.well_known.write().unwrap_or_else(PoisonError::into_inner);
        match key.id().as_str() {
            INDEX => {
                known.hashing = hashing(&key);
                known.index = key;
            }
            _ => known.platform = key,
        }
    }

    pub fn platform_key(&self) -> DataKey {
        self.well_known.read().unwrap_or_else(PoisonError::into_inner).platform.clone()
    }

    pub fn hash(&self, domain: &str, text: &str) -> String {
        let known = self.well_known.read().unwrap_or_else(PoisonError::into_inner);
        let mut context = hmac::Context::with_key(&known.hashing);
        context.update(domain.as_bytes());
        context.update(&[0]);
        context.update(text.as_bytes());
        data_encoding::HEXLOWER.encode(context.sign().as_ref())
    }
}

fn hashing(index: &DataKey) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, index.secret())
}

/// Where something sealed stands: opened anywhere else, it does not open.
pub(crate) fn place(column: &str, row: &str) -> String {
    format!("{column}.{row}")
}

/// Erases a data key: everything it sealed is unreadable from then on.
pub fn erase_key(id: &KeyId) -> Statement {
    Statement::new("DELETE FROM data_keys WHERE id = $1", vec![id.into()])
}

/// What was sealed in a column, as text.
pub(crate) fn open_text(key: &DataKey, row: &Row, column: &str, place: &str) -> Result<String, StoreError> {
    key.open_text(place, row.bytes(column)?)
}

/// What was sealed in a column, as text, if there is any.
pub(crate) fn open_opt_text(
    key: &DataKey,
    row: &Row,
    column: &str,
    place: &str,
) -> Result<Option<String>, StoreError> {
    row.opt_bytes(column)?.map(|sealed| key.open_text(place, sealed)).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fixed_ids_have_the_shape_of_ids_and_are_the_ones_asked_for() {
        for id in [INDEX, PLATFORM] {
            assert!(KeyId::from_text(id).is_some());
            assert!(Vault::WELL_KNOWN.contains(id));
        }
    }
}
