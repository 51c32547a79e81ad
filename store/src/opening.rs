//! The handle everything is kept and read through.

use std::{
    fmt,
    path::PathBuf,
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use model::{KeyId, Random};

use crate::{
    Batch, CommitError, DataKey, Keks, Row, Statement, StoreError, Value,
    engine::Engine,
    files::{Blobs, Folder},
    turns::Turns,
    vault::Vault,
};

/// Where things are kept.
pub struct Settings {
    /// `sqlite:./data/portico.db` or `postgres://…`.
    pub database_url: String,
    /// Connections for reading (SQLite) or for everything (PostgreSQL).
    pub pool_size: usize,
    /// The keys that data keys are encrypted with.
    pub kek: Keks,
    /// The folder that files people gave are kept in.
    pub files_dir: PathBuf,
}

/// Without the database's address, which may hold a password.
impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { pool_size, kek, files_dir, .. } = self;
        write!(f, "Settings {{ pool_size: {pool_size}, kek: {kek:?}, files_dir: {files_dir:?}, .. }}")
    }
}

/// The handle. Cloning it is cheap; all clones are the same store.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    engine: Engine,
    vault: Vault,
    files: Box<dyn Blobs>,
    questions: AtomicU64,
    heard: OnceLock<Mutex<Vec<Statement>>>,
    turns: Turns,
}

impl Store {
    /// Opens the database. Nothing is created or changed but SQLite's own file; `migrate` makes the tables.
    pub async fn open(settings: &Settings, random: Arc<dyn Random>) -> Result<Self, StoreError> {
        let engine = Engine::open(&settings.database_url, settings.pool_size.max(1)).await?;
        let vault = Vault::new(settings.kek.clone(), random.clone());
        let files = Box::new(Folder::new(settings.files_dir.clone(), random));
        let store = Self {
            inner: Arc::new(Inner {
                engine,
                vault,
                files,
                questions: AtomicU64::new(0),
                heard: OnceLock::new(),
                turns: Turns::default(),
            }),
        };
        if store.pending_migrations().await?.is_empty() {
            store.load_well_known_keys().await?;
        }
        Ok(store)
    }

    /// Makes or changes the tables as this version needs them. Several processes may call it at once.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        self.inner.engine.migrate().await?;
        self.load_well_known_keys().await?;
        self.carry_names_over().await
    }

    /// Names of migrations not applied yet. Anything but none: call `migrate` before anything else.
    pub async fn pending_migrations(&self) -> Result<Vec<String>, StoreError> {
        let mut pending = self.inner.engine.pending_migrations().await?;
        if pending.is_empty() && self.has_names_to_carry_over().await? {
            pending.push("names of 0006_many_cases".to_owned());
        }
        Ok(pending)
    }

    /// Asks the database for a sign of life.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.read("SELECT 1 AS alive", Vec::new()).await.map(|_| ())
    }

    /// Runs one question. `$1`, `$2`, … stand for the parameters.
    pub async fn read(&self, sql: &str, params: Vec<Value>) -> Result<Vec<Row>, StoreError> {
        self.inner.questions.fetch_add(1, Ordering::Relaxed);
        self.hear(|| Statement::new(sql.to_owned(), params.clone()));
        self.inner.turns.answer(self.inner.engine.read(sql, params)).await
    }

    /// How many questions were asked of the database through this handle and its clones: a list must not ask one for
    /// each of its lines.
    pub fn questions_asked(&self) -> u64 {
        self.inner.questions.load(Ordering::Relaxed)
    }

    /// From now on whoever asks waits for the answer, so that somebody else may come between: for tests of what two
    /// people do at the same time.
    #[doc(hidden)]
    pub fn ask_apart(&self) {
        self.inner.turns.take_from_now_on();
    }

    /// Finds one row by its key, or the first of an index: not for questions that look at many rows.
    pub(crate) async fn find(&self, sql: &str, params: Vec<Value>) -> Result<Option<Row>, StoreError> {
        self.inner.questions.fetch_add(1, Ordering::Relaxed);
        self.hear(|| Statement::new(sql.to_owned(), params.clone()));
        self.inner.turns.answer(self.inner.engine.find(sql, params)).await
    }

    /// Asks for one row that sums up many.
    pub(crate) async fn read_one(&self, sql: &str, params: Vec<Value>) -> Result<Option<Row>, StoreError> {
        Ok(self.read(sql, params).await?.into_iter().next())
    }

    /// Keeps a batch, whole or not at all. When this returns `Ok`, it is on disk.
    pub async fn commit(&self, batch: impl Into<Batch> + Send) -> Result<(), CommitError> {
        let batch = batch.into();
        for statement in &batch.statements {
            self.hear(|| statement.clone());
        }
        self.inner.turns.answer(self.inner.engine.commit(batch)).await
    }

    fn hear(&self, statement: impl FnOnce() -> Statement) {
        if let Some(heard) = self.inner.heard.get() {
            heard.lock().unwrap_or_else(PoisonError::into_inner).push(statement());
        }
    }

    /// Every statement run through this handle and its clones since this was first asked, for a test that asks the
    /// database how it goes about each.
    #[doc(hidden)]
    pub fn heard(&self) -> Vec<Statement> {
        let heard = self.inner.heard.get_or_init(Mutex::default);
        std::mem::take(&mut *heard.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A new data key, and the statement that keeps it: put that into the batch that first uses the key.
    pub fn new_key(&self, purpose: &str) -> (DataKey, Statement) {
        self.inner.vault.new_key(purpose)
    }

    /// A data key. `Erased` when it is gone, and with it everything it sealed.
    pub async fn key(&self, id: &KeyId) -> Result<DataKey, StoreError> {
        let sql = "SELECT id AS key_id, kek_id, wrapped FROM data_keys WHERE id = $1";
        let row = self.find(sql, vec![id.into()]).await?.ok_or(StoreError::Erased)?;
        self.row_key(&row)
    }

    /// The data key joined to a row: columns `key_id`, `kek_id`, `wrapped`.
    pub(crate) fn row_key(&self, row: &Row) -> Result<DataKey, StoreError> {
        self.inner.vault.unwrap(
            row.read("key_id", KeyId::from_text)?,
            &row.text("kek_id")?,
            row.bytes("wrapped")?,
        )
    }

    /// The data key of what belongs to no single person's case: one-time codes, staff, names in audit entries.
    pub fn platform_key(&self) -> DataKey {
        self.inner.vault.platform_key()
    }

    /// A keyed hash, to find by without keeping the text: the same text in another domain hashes differently.
    pub fn hash(&self, domain: &str, text: &str) -> String {
        self.inner.vault.hash(domain, text)
    }

    /// Whether a text has this keyed hash. Takes as long whether the first character differs or the last.
    pub fn hash_fits(&self, domain: &str, text: &str, kept: &str) -> bool {
        let hash = self.hash(domain, text);
        aws_lc_rs::constant_time::verify_slices_are_equal(hash.as_bytes(), kept.as_bytes()).is_ok()
    }

    /// The keyed hash of an email address; capital letters and surrounding space make no difference.
    pub fn email_hash(&self, email: &str) -> String {
        self.hash("email", &email.trim().to_lowercase())
    }

    /// Wraps every data key anew with the newest key-encryption key. Gives how many were wrapped by an older one.
    pub async fn rotate_keks(&self) -> Result<u64, CommitError> {
        let (mut rotated, mut after) = (0, String::new());
        loop {
            let rows = self.read(Vault::OUTDATED, self.inner.vault.outdated_params(&after)).await?;
            let Some(last) = rows.last() else { return Ok(rotated) };
            after = last.text("key_id")?;
            let rewrapped: Result<Vec<_>, StoreError> = rows
                .iter()
                .map(|row| Ok(self.inner.vault.rewrap(&self.row_key(row)?, row.text("kek_id")?)))
                .collect();
            self.commit(rewrapped?).await?;
            rotated += rows.len() as u64;
        }
    }

    /// How many data keys each key-encryption key closes, by its name.
    pub async fn data_keys_by_kek(&self) -> Result<Vec<(String, i64)>, StoreError> {
        let sql = "SELECT kek_id, COUNT(*) AS many FROM data_keys GROUP BY kek_id ORDER BY kek_id";
        let rows = self.read(sql, Vec::new()).await?;
        rows.iter().map(|row| Ok((row.text("kek_id")?, row.int("many")?))).collect()
    }

    async fn load_well_known_keys(&self) -> Result<(), StoreError> {
        let vault = &self.inner.vault;
        let mut rows = self.read(Vault::WELL_KNOWN, Vec::new()).await?;
        if rows.len() < 2 {
            // Two processes may both find none and offer theirs: the database keeps one, and both read that.
            self.commit(vault.well_known_statements()).await.map_err(StoreError::unavailable)?;
            rows = self.read(Vault::WELL_KNOWN, Vec::new()).await?;
        }
        for row in &rows {
            vault.adopt(self.row_key(row)?);
        }
        Ok(())
    }

    /// Keeps many new rows at once, whole or not at all: as quickly as the database takes them.
    pub async fn load(&self, rows: Batch) -> Result<(), CommitError> {
        self.inner.engine.load(rows).await
    }

    pub(crate) fn engine(&self) -> &Engine {
        &self.inner.engine
    }

    pub(crate) fn blobs(&self) -> &dyn Blobs {
        &*self.inner.files
    }
}
