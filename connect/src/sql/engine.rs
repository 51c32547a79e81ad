//! Which database an address means, and how a task gets to it.

use std::path::PathBuf;

use model::Failure;

use super::{
    mariadb::MariaDb,
    postgres::Postgres,
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
    /// It asks for an encrypted connection.
    #[error("encrypted connections to {0} are not offered yet; run Portico beside it or use a tunnel")]
    Encrypted(&'static str),
}

/// A database of some make.
pub enum Engine {
    /// A file.
    Sqlite(PathBuf),
    /// A server.
    Postgres(Box<tokio_postgres::Config>),
    /// A server.
    MariaDb(mysql_async::Opts),
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
            return super::postgres::settings(url).map(|settings| Self::Postgres(Box::new(settings)));
        }
        match url.strip_prefix("mariadb://") {
            Some(rest) => super::mariadb::settings(&format!("mysql://{rest}")).map(Self::MariaDb),
            None if url.starts_with("mysql://") => super::mariadb::settings(url).map(Self::MariaDb),
            None => Err(BadUrl::Kind),
        }
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
