//! Which database an address means, and how a task gets to it.

use std::path::PathBuf;

use model::Failure;

use super::{
    mariadb::{self, MariaDb},
    postgres::{self, Postgres},
    sqlite::Sqlite,
    trouble::Trouble,
    work::{Answer, Task, perform},
};

/// The address of a database is not right. Never quotes it: it may hold a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadUrl {
    /// It begins with none of the known words.
    #[error("the address of the database must begin with `sqlite:`, `postgres://` or `mysql://`")]
    Kind,
    /// It cannot be read.
    #[error("the address of the {0} database cannot be read")]
    Unreadable(&'static str),
    /// What it says about encryption.
    #[error(transparent)]
    Way(tls::BadAddress),
    /// It asks for encryption in words of one driver.
    #[error("write `sslmode=` and `sslrootcert=` to ask for an encrypted connection")]
    OwnWords,
}

impl BadUrl {
    /// Of an address that asks for something about its way.
    pub fn of(make: &'static str, bad: tls::BadAddress) -> Self {
        match bad {
            tls::BadAddress::Unreadable => Self::Unreadable(make),
            bad => Self::Way(bad),
        }
    }
}

/// A database of some make.
pub enum Engine {
    /// A file.
    Sqlite(PathBuf),
    /// A server.
    Postgres(Box<tls::Postgres>),
    /// A server.
    MariaDb(Box<mariadb::Settings>),
}

impl Engine {
    /// Reads an address.
    pub fn read(url: &str) -> Result<Self, BadUrl> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            return if path.is_empty() {
                Err(BadUrl::Unreadable("SQLite"))
            } else {
                Ok(Self::Sqlite(path.into()))
            };
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return postgres::settings(url).map(|settings| Self::Postgres(Box::new(settings)));
        }
        let url = match url.strip_prefix("mariadb://") {
            Some(rest) => format!("mysql://{rest}"),
            None if url.starts_with("mysql://") => url.to_owned(),
            None => return Err(BadUrl::Kind),
        };
        mariadb::settings(&url).map(|settings| Self::MariaDb(Box::new(settings)))
    }

    /// Connects and does a task.
    pub async fn run(&self, task: Task) -> Result<Answer, Failure> {
        match self {
            Self::Sqlite(path) => in_file(path.clone(), task).await,
            Self::Postgres(settings) => {
                let mut session = Postgres::connect(settings).await.map_err(Trouble::before_commit)?;
                perform(&mut session, &task).await
            }
            Self::MariaDb(settings) => {
                let mut session = MariaDb::connect(settings).await.map_err(Trouble::before_commit)?;
                let answer = perform(&mut session, &task).await;
                session.close().await;
                answer
            }
        }
    }
}

/// SQLite blocks while it works, so it gets a thread of its own. That thread goes on when nobody waits any more.
async fn in_file(path: PathBuf, task: Task) -> Result<Answer, Failure> {
    let runtime = tokio::runtime::Handle::current();
    let work = move || {
        let mut session = Sqlite::open(&path).map_err(Trouble::before_commit)?;
        runtime.block_on(perform(&mut session, &task))
    };
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|_| Err(Failure::unknown("the work on the database file was broken off")))
}
