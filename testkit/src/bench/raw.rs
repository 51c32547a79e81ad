//! Raw commits: the same change of the same row as a saved answer, on the same kind of database with the same durability,
//! and nothing else: no HTTP, no forms, no encryption. What a database makes durable in a second at most.

use std::{path::Path, sync::mpsc, time::Duration};

use rusqlite::Connection;
use serde_json::{Value, json};
use tokio::{sync::oneshot, task::JoinSet, time::Instant};

use super::{figures::Times, flood::Flooded, machine};
use crate::trial::portal::Told;

/// As the program's own writer sets its connection.
const SETTINGS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; \
    PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000;";
/// The columns that a saved answer changes; the table's other columns stay, and so do all its indexes.
const CHANGE: &str = "UPDATE drafts SET answers = ?1, changed_at = ?2, expires_at = ?2 + 604800000000, \
    row_version = row_version + 1 WHERE id = ?3";

/// Copies a database of the program, to be changed raw.
pub fn copy_sqlite(from: &Path, to: &Path) -> Result<(), Told> {
    let copy = || {
        let from = Connection::open(from)?;
        from.execute("VACUUM INTO ?1", [to.display().to_string()]).map(drop)
    };
    copy().map_err(|error| error.to_string())
}

/// Makes a copy of the drafts in the same database, to be changed raw.
pub const COPY_POSTGRESQL: &str = "DROP TABLE IF EXISTS raw_drafts; \
    CREATE TABLE raw_drafts (LIKE drafts INCLUDING ALL); INSERT INTO raw_drafts SELECT * FROM drafts";

/// A draft to be changed: its id, and bytes as long as its sealed answers.
type Row = (String, Vec<u8>);

struct Change {
    number: i64,
    row: Row,
    done: oneshot::Sender<Row>,
}

/// One thread writes: it takes every change that waits, makes them in one transaction, commits, and answers all. So many
/// askers in one other thread each wait for their answer and ask again, each for a draft of its own.
pub fn on_sqlite(database: &Path, askers: usize, lasts: Duration) -> Result<Flooded, Told> {
    let connection = Connection::open(database).map_err(|error| error.to_string())?;
    let rows = rows(&connection, askers).map_err(|error| error.to_string())?;
    let (changes, waiting) = mpsc::channel::<Change>();
    let writer = std::thread::spawn(move || write(&connection, &waiting).map_err(|error| error.to_string()));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let flooded = runtime.map_err(|error| error.to_string())?.block_on(async {
        let began = Instant::now();
        let mut asking = JoinSet::new();
        for row in rows {
            asking.spawn(ask(changes.clone(), row, began + lasts));
        }
        together(asking, began).await
    });
    drop(changes);
    writer.join().map_err(|_| "the writer has stopped")??;
    flooded
}

fn rows(connection: &Connection, most: usize) -> rusqlite::Result<Vec<Row>> {
    connection.execute_batch(SETTINGS)?;
    let mut statement = connection.prepare("SELECT id, length(answers) FROM drafts ORDER BY id LIMIT ?1")?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let rows = statement.query_map([most], |row| {
        let length: i64 = row.get(1)?;
        Ok((row.get(0)?, vec![7; usize::try_from(length).unwrap_or_default()]))
    })?;
    rows.collect()
}

async fn ask(changes: mpsc::Sender<Change>, mut row: Row, until: Instant) -> Result<Times, Told> {
    let (mut times, mut number, mut now) = (Times::default(), 0, Instant::now());
    while now < until {
        number += 1;
        let (done, answer) = oneshot::channel();
        changes.send(Change { number, row, done }).map_err(|_| "the writer has stopped")?;
        row = answer.await.map_err(|_| "a change was not made")?;
        let then = Instant::now();
        times.add(then - now);
        now = then;
    }
    Ok(times)
}

async fn together(mut asking: JoinSet<Result<Times, Told>>, began: Instant) -> Result<Flooded, Told> {
    let mut times = Times::default();
    while let Some(done) = asking.join_next().await {
        times.add_all(&done.map_err(|error| error.to_string())??);
    }
    Ok(Flooded { times, lasted: began.elapsed() })
}

fn write(connection: &Connection, waiting: &mpsc::Receiver<Change>) -> rusqlite::Result<()> {
    while let Ok(first) = waiting.recv() {
        let changes: Vec<Change> = std::iter::once(first).chain(waiting.try_iter()).collect();
        connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        for change in &changes {
            let (id, answers) = &change.row;
            connection.prepare_cached(CHANGE)?.execute((answers, change.number, id))?;
        }
        connection.prepare_cached("COMMIT")?.execute([])?;
        for change in changes {
            // Whoever asked waits for it.
            let _ = change.done.send(change.row);
        }
    }
    Ok(())
}

/// So many connections, each with a prepared statement that changes a draft of its own and commits by itself
/// (`synchronous_commit = on`); the server folds what it can.
pub async fn on_postgresql(address: &str, askers: usize, lasts: Duration) -> Result<Flooded, Told> {
    let mut clients = Vec::new();
    for _ in 0..askers {
        let client = tokio_postgres::connect(address, tokio_postgres::NoTls).await;
        let (client, connection) = client.map_err(|error| error.to_string())?;
        tokio::spawn(connection);
        client.batch_execute("SET synchronous_commit = on").await.map_err(|error| error.to_string())?;
        clients.push(client);
    }
    let first = clients.first().ok_or("nobody asks")?;
    let sql = "SELECT id, length(answers) FROM raw_drafts ORDER BY id";
    let rows = first.query(sql, &[]).await.map_err(|error| error.to_string())?;
    let began = Instant::now();
    let mut asking = JoinSet::new();
    for (client, row) in clients.into_iter().zip(&rows) {
        let (id, length): (String, i32) = (row.get(0), row.get(1));
        asking.spawn(change(client, id, vec![7; usize::try_from(length).unwrap_or_default()], began + lasts));
    }
    together(asking, began).await
}

async fn change(
    client: tokio_postgres::Client,
    id: String,
    answers: Vec<u8>,
    until: Instant,
) -> Result<Times, Told> {
    let sql = "UPDATE raw_drafts SET answers = $1, changed_at = $2, expires_at = $2 + 604800000000, \
        row_version = row_version + 1 WHERE id = $3";
    let statement = client.prepare(sql).await.map_err(|error| error.to_string())?;
    let (mut times, mut number, mut now) = (Times::default(), 0_i64, Instant::now());
    while now < until {
        number += 1;
        let changed = client.execute(&statement, &[&answers, &number, &id]).await;
        if changed.map_err(|error| error.to_string())? != 1 {
            return Err("a draft is gone".to_owned());
        }
        let then = Instant::now();
        times.add(then - now);
        now = then;
    }
    Ok(times)
}

/// A round done by another process, as it tells it: how long each took, in buckets, and what it cost.
pub fn told(flooded: &Flooded) -> Result<Value, Told> {
    Ok(json!({
        "times": flooded.times.buckets(),
        "lasted_us": u64::try_from(flooded.lasted.as_micros()).unwrap_or(u64::MAX),
        "cpu_us": u64::try_from(machine::own_cpu()?.as_micros()).unwrap_or(u64::MAX),
    }))
}
