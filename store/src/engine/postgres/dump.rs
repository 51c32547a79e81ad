//! Copies a PostgreSQL database with the server's own programs, `pg_dump` and `pg_restore`.

use std::{io::ErrorKind, path::Path};

use deadpool_postgres::ClientWrapper;
use tokio::process::Command;

use super::{read_all, store_error};
use crate::{Row, StoreError, engine::snapshot::POSTGRES};

/// The programs, with the address of one database. The password goes by their environment: everybody on a machine
/// can see how programs were called.
pub(super) struct Programs {
    address: String,
    password: Option<String>,
}

/// A transaction that keeps seeing one moment.
pub(crate) struct Held {
    client: ClientWrapper,
    snapshot: String,
}

impl Held {
    /// Begins it; it ends when it is dropped.
    pub async fn begin(client: ClientWrapper) -> Result<Self, StoreError> {
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 0; \
            SET LOCAL idle_in_transaction_session_timeout = 0";
        client.batch_execute(begin).await.map_err(store_error)?;
        let mut held = Self { client, snapshot: String::new() };
        let rows = held.read("SELECT pg_export_snapshot() AS name").await?;
        let row = rows.first().ok_or_else(|| StoreError::broken("the server gave no snapshot"))?;
        held.snapshot = row.text("name")?;
        Ok(held)
    }

    /// By which other connections see the same moment.
    pub fn snapshot(&self) -> &str {
        &self.snapshot
    }

    /// Runs one question as of that moment.
    pub async fn read(&self, sql: &str) -> Result<Vec<Row>, StoreError> {
        let statement = self.client.prepare(sql).await.map_err(store_error)?;
        let rows = self.client.query(&statement, &[]).await.map_err(store_error)?;
        read_all(&statement, &rows).map_err(store_error)
    }
}

impl Programs {
    pub fn at(address: &str) -> Result<Self, StoreError> {
        let config = tls::Postgres::read(address).map_err(StoreError::broken)?.config;
        let password = config.get_password().map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        Ok(Self { address: without_password(address), password })
    }

    /// Writes everything as of a snapshot, in the format `pg_restore` reads.
    pub async fn dump(&self, snapshot: &str, folder: &Path) -> Result<(), StoreError> {
        let to = folder.join(POSTGRES);
        let mut command = self.command("pg_dump");
        command.args(["--format=custom", "--no-owner", "--no-privileges", "--no-password"]);
        command.arg(format!("--snapshot={snapshot}")).arg("--file").arg(&to);
        done("pg_dump", command).await?;
        let file = tokio::fs::File::open(&to).await.map_err(StoreError::unavailable)?;
        file.sync_all().await.map_err(StoreError::unavailable)
    }

    /// Reads it back, whole or not at all.
    pub async fn restore(&self, copy: &Path) -> Result<(), StoreError> {
        let mut command = self.command("pg_restore");
        command.args(["--no-owner", "--no-privileges", "--no-password"]);
        command.args(["--exit-on-error", "--single-transaction"]).arg(copy);
        done("pg_restore", command).await
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.arg(format!("--dbname={}", self.address)).kill_on_drop(true);
        if let Some(password) = &self.password {
            command.env("PGPASSWORD", password);
        }
        command
    }
}

async fn done(program: &str, mut command: Command) -> Result<(), StoreError> {
    let output = command.output().await.map_err(|error| match error.kind() {
        ErrorKind::NotFound => StoreError::Refused(format!(
            "there is no program {program} here: install PostgreSQL's client programs, as new as the server or newer"
        )),
        _ => StoreError::unavailable(error),
    })?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(StoreError::Refused(format!("{program} ended with {}: {}", output.status, said.trim())))
}

/// `postgres://ana:secret@db/portico?password=secret` without either secret.
fn without_password(address: &str) -> String {
    let (place, asked) =
        address.split_once('?').map_or((address, None), |(place, asked)| (place, Some(asked)));
    let place = match place.split_once("://").map(|(scheme, rest)| (scheme, rest.rsplit_once('@'))) {
        Some((scheme, Some((who, at)))) => {
            format!("{scheme}://{}@{at}", who.split(':').next().unwrap_or_default())
        }
        _ => place.to_owned(),
    };
    let asked = asked.map(|asked| {
        asked.split('&').filter(|one| !one.starts_with("password=")).collect::<Vec<_>>().join("&")
    });
    asked.map_or(place.clone(), |asked| format!("{place}?{asked}"))
}

#[cfg(test)]
mod tests {
    use super::without_password;

    #[test]
    fn the_password_is_in_no_address_that_others_on_the_machine_can_see() {
        let address = "postgres://ana:hunter2@db.example.gov:5432/portico?sslmode=require&password=hunter2";
        assert_eq!(without_password(address), "postgres://ana@db.example.gov:5432/portico?sslmode=require");
        assert_eq!(without_password("postgres://db/portico"), "postgres://db/portico");
        assert_eq!(without_password("postgres://ana@/x?host=%2Ftmp"), "postgres://ana@/x?host=%2Ftmp");
    }
}
