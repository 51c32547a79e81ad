//! Settings: where everything is kept, and the keys it is encrypted with.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The database.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Database {
    /// Its address: `sqlite:` and a path, or `postgres://` (PostgreSQL 15 or later). The address may hold a
    /// password: give it by environment rather than in the file. To another machine it must say how the way is
    /// encrypted (`sslmode`).
    #[schemars(example = &"postgres://portico@db.example.gov/portico?sslmode=verify-full&sslrootcert=/etc/portico/ca.pem")]
    pub url: String,
    /// How many connections: for reading (SQLite) or for everything (PostgreSQL), for each process.
    pub pool_size: u16,
}

impl Default for Database {
    fn default() -> Self {
        Self { url: "sqlite:./data/portico.db".to_owned(), pool_size: 8 }
    }
}

/// Files that people gave. They are encrypted before they are written.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Files {
    /// The folder. Several processes on one database must share it.
    pub folder: PathBuf,
    /// The address of ClamAV's daemon, which looks for harmful software in every file before it is taken:
    /// `tcp://host:port` or `unix:/path`. A file it cannot look into now is not taken. Empty: nothing looks.
    #[schemars(example = &"unix:/run/clamav/clamd.ctl")]
    pub scanner: String,
}

impl Default for Files {
    fn default() -> Self {
        Self { folder: PathBuf::from("./data/files"), scanner: String::new() }
    }
}

/// Key-encryption keys: everything personal is encrypted with keys that are encrypted with these. Without them
/// nothing can be read, so keep a copy in a safe place. Give one of the two settings.
#[derive(Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Keys {
    /// A file with a key on each line, newest first: `NAME:BASE64`. `portico keys new` makes it. A file that
    /// everybody on the machine can read is refused.
    #[schemars(example = &"/etc/portico/keys")]
    pub file: Option<PathBuf>,
    /// The keys themselves, newest first, with commas between. For the environment, not for the file.
    pub value: Option<String>,
}
