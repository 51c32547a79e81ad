//! The agencies of the demo: each has a database of its own, as old and odd as real ones are, and each is invented.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use rusqlite::Connection;

/// All databases, one after the other.
const SCHEMA: &str = include_str!("schema.sql");
/// A line that begins with this begins another database; the rest of the line is its connector's name.
const MARK: &str = "-- @database ";

/// An agency's database could not be made.
#[derive(Debug, thiserror::Error)]
pub enum AgencyError {
    /// The folder.
    #[error("the folder {0} for the demo's agencies cannot be made")]
    Folder(PathBuf, #[source] io::Error),
    /// A database in it.
    #[error("the demo's database of `{0}` cannot be made")]
    Database(String, #[source] rusqlite::Error),
}

/// Makes each agency's database in this folder unless it is there, and keeps what is in it. Gives the address of
/// each, as the connector `sql` takes it, by the connector's name in the fulfilment plans.
pub fn prepare(folder: &Path) -> Result<BTreeMap<String, String>, AgencyError> {
    fs::create_dir_all(folder).map_err(|error| AgencyError::Folder(folder.to_owned(), error))?;
    databases().map(|(name, sql)| Ok((name.to_owned(), prepare_one(folder, name, sql)?))).collect()
}

/// The statements of each database, by the connector's name.
fn databases() -> impl Iterator<Item = (&'static str, &'static str)> {
    SCHEMA.split(MARK).skip(1).filter_map(|part| part.split_once('\n')).map(|(name, sql)| (name.trim(), sql))
}

fn prepare_one(folder: &Path, name: &str, sql: &str) -> Result<String, AgencyError> {
    let path = folder.join(format!("{name}.db"));
    let make = || {
        let mut connection = Connection::open(&path)?;
        let whole = connection.transaction()?;
        whole.execute_batch(sql)?;
        whole.commit()
    };
    make().map_err(|error| AgencyError::Database(name.to_owned(), error))?;
    Ok(format!("sqlite:{}", path.display()))
}
