//! Many new rows at once: each table's rows go in one stream, which is what PostgreSQL takes fastest.

use std::{collections::BTreeMap, pin::pin};

use tokio_postgres::binary_copy::BinaryCopyInWriter;

use super::{Failed, Postgres, references, store_error, transaction::one};
use crate::{Batch, CommitError, Statement};

impl Postgres {
    /// Keeps rows, whole or not at all. Statements that add one plain row are streamed by table, the others run after.
    pub async fn load(&self, batch: &Batch) -> Result<(), CommitError> {
        self.try_load(batch).await.map_err(Failed::into_commit_error)
    }

    async fn try_load(&self, batch: &Batch) -> Result<(), Failed> {
        let mut client = self.client().await.map_err(|error| Failed::For(error.into()))?;
        let transaction = client.transaction().await?;
        transaction.batch_execute("SET LOCAL statement_timeout = 0").await?;
        let mut tables: BTreeMap<&str, Vec<&Statement>> = BTreeMap::new();
        let mut others = Vec::new();
        for statement in &batch.statements {
            match stream_of(&statement.sql) {
                Some(_) => tables.entry(&statement.sql).or_default().push(statement),
                None => others.push(statement),
            }
        }
        for (sql, rows) in tables {
            let Some(into) = stream_of(sql) else { continue };
            let kinds = transaction.prepare_cached(sql).await?;
            let stream = transaction.copy_in(&format!("COPY {into} FROM STDIN (FORMAT binary)")).await?;
            let mut writer = pin!(BinaryCopyInWriter::new(stream, kinds.params()));
            for row in rows {
                writer.as_mut().write(&references(&row.params)).await?;
            }
            writer.finish().await?;
        }
        for statement in others {
            let prepared = transaction.prepare_cached(&statement.sql).await?;
            one(&transaction, statement, &prepared).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Runs one statement without a limit of time.
    pub async fn run_long(&self, sql: &str) -> Result<(), CommitError> {
        let mut client = self.client().await?;
        let transaction = client.transaction().await.map_err(store_error)?;
        transaction.batch_execute("SET LOCAL statement_timeout = 0").await.map_err(store_error)?;
        transaction.batch_execute(sql).await.map_err(store_error)?;
        Ok(transaction.commit().await.map_err(store_error)?)
    }
}

/// Table and columns of a statement that adds one row of given values: `events (case_id, id, …)`.
fn stream_of(sql: &str) -> Option<&str> {
    let (into, given) = sql.strip_prefix("INSERT INTO ")?.split_once(" VALUES (")?;
    let is_plain = given.strip_suffix(')')?.split(", ").all(|place| place.starts_with('$'));
    is_plain.then_some(into)
}

#[cfg(test)]
mod tests {
    use super::stream_of;

    #[test]
    fn only_a_row_of_given_values_is_streamed() {
        assert_eq!(stream_of("INSERT INTO a (b, c) VALUES ($1, $2)"), Some("a (b, c)"));
        assert_eq!(stream_of("INSERT INTO a (b) VALUES ((SELECT 1))"), None);
        assert_eq!(stream_of("INSERT INTO a (b) VALUES ($1) ON CONFLICT (b) DO NOTHING"), None);
        assert_eq!(stream_of("UPDATE a SET b = $1"), None);
    }
}
