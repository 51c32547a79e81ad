//! What the connector does in a database, written once for every engine: look whether it is there already, do all
//! statements in one transaction, commit, and say what is known when that goes wrong.

use std::{future::Future, time::Duration};

use model::{Failure, Finding};
use serde_json::Value as Json;

use super::{
    convert::fit,
    give::{Columns, Insert, Select, Step, Update},
    look::look,
    statement::{self, Dialect, Pair, Scalar, Statement},
    table::{Rules, Table},
    trouble::{Kind, Trouble},
};

/// How long everything before the commit may take. With the wait for a turn and for the
/// connection this stays below the 30 seconds after which the worker gives an attempt up without knowing anything.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long the commit may take.
const COMMIT: Duration = Duration::from_secs(8);

/// A row that was read: the columns asked for, in their order.
pub type Row = Vec<Option<String>>;

/// What is to be done.
#[derive(Debug)]
pub enum Task {
    /// Hands over, once.
    HandOver { steps: Vec<Step>, key: String },
    /// Asks whether it was handed over.
    Find { steps: Vec<Step>, key: String },
    /// Asks whether anybody is there.
    Reach,
    /// Reads.
    Select(Select),
    /// Looks whether hand-overs would fit, and writes nothing.
    Look { gives: Vec<Vec<Step>> },
}

/// What came of it.
#[derive(Debug)]
pub enum Answer {
    /// The other side's reference, if there is a row.
    Reference(Option<String>),
    /// What was read.
    Rows(Vec<Row>),
    /// What would not fit.
    Findings(Vec<Finding>),
}

/// One connection to a database.
pub trait Session: Send {
    /// How it is spoken to.
    const DIALECT: Dialect;
    /// A table, if there is one.
    fn table(
        &mut self,
        schema: Option<&str>,
        name: &str,
    ) -> impl Future<Output = Result<Option<Table>, Trouble>> + Send;
    /// The tables there are, for who misspelt one.
    fn names(&mut self, schema: Option<&str>) -> impl Future<Output = Result<Vec<String>, Trouble>> + Send;
    /// What holds for a table beyond its columns.
    fn rules(
        &mut self,
        schema: Option<&str>,
        name: &str,
        table: &Table,
    ) -> impl Future<Output = Result<Rules, Trouble>> + Send;
    /// Begins a transaction that no other with the same key runs beside.
    fn begin(&mut self, key: &str) -> impl Future<Output = Result<(), Trouble>> + Send;
    /// Changes rows; says how many.
    fn execute(&mut self, statement: &Statement) -> impl Future<Output = Result<u64, Trouble>> + Send;
    /// Reads rows of text.
    fn query(&mut self, statement: &Statement) -> impl Future<Output = Result<Vec<Row>, Trouble>> + Send;
    /// Keeps what was done.
    fn commit(&mut self) -> impl Future<Output = Result<(), Trouble>> + Send;
    /// Takes back what was done.
    fn rollback(&mut self) -> impl Future<Output = Result<(), Trouble>> + Send;
}

/// Does a task with a fresh connection.
pub async fn perform<S: Session>(session: &mut S, task: &Task) -> Result<Answer, Failure> {
    match task {
        Task::HandOver { steps, key } => {
            hand_over(session, steps, key).await.map(|it| Answer::Reference(Some(it)))
        }
        Task::Find { steps, key } => in_time(find(session, steps, key)).await.map(Answer::Reference),
        Task::Reach => {
            in_time(session.query(&Statement { sql: "SELECT '1'".to_owned(), params: Vec::new() }))
                .await
                .map(|_| Answer::Reference(None))
        }
        Task::Select(select) => in_time(read(session, select)).await.map(Answer::Rows),
        Task::Look { gives } => in_time(look(session, gives)).await.map(Answer::Findings),
    }
}

async fn in_time<T>(work: impl Future<Output = Result<T, Trouble>>) -> Result<T, Failure> {
    match tokio::time::timeout(PATIENCE, work).await {
        Ok(result) => result.map_err(Trouble::before_commit),
        Err(_) => Err(Failure::transient("the database did not answer in time")),
    }
}

/// Whether the rows were there before.
enum Work {
    Already(String),
    New(String),
}

async fn hand_over<S: Session>(session: &mut S, steps: &[Step], key: &str) -> Result<String, Failure> {
    let work = tokio::time::timeout(PATIENCE, write(session, steps, key)).await;
    let trouble = match work {
        Err(_) => return Err(Failure::transient("the database did not answer in time")),
        Ok(Ok(Work::Already(reference))) => return Ok(reference),
        Ok(Ok(Work::New(reference))) => match tokio::time::timeout(COMMIT, session.commit()).await {
            Err(_) => return Err(Failure::unknown("the database did not answer the commit in time")),
            Ok(Ok(())) => return Ok(reference),
            Ok(Err(trouble)) if trouble.kind != Kind::Unique => return Err(trouble.at_commit()),
            Ok(Err(trouble)) => trouble,
        },
        Ok(Err(trouble)) if trouble.kind != Kind::Unique => return Err(trouble.before_commit()),
        Ok(Err(trouble)) => trouble,
    };
    // Somebody else may have handed over the same part in between; or another unique column is in the way.
    in_time(async {
        session.rollback().await?;
        find(session, steps, key).await?.ok_or(trouble)
    })
    .await
}

async fn write<S: Session>(session: &mut S, steps: &[Step], key: &str) -> Result<Work, Trouble> {
    let Some(first) = steps.first() else { return Err(Trouble::never("nothing to do")) };
    let is_one_statement = steps.iter().map(Step::statements).sum::<usize>() == 1;
    session.begin(key).await?;
    if let Some(reference) = proof(session, first.proof(), key).await? {
        session.rollback().await?;
        return Ok(Work::Already(reference));
    }
    for step in steps {
        match step {
            Step::Insert(insert) => add(session, insert, key, is_one_statement).await?,
            Step::Update(update) => change(session, update, key).await?,
        }
    }
    let reference = proof(session, first.proof(), key).await?;
    Ok(Work::New(reference.unwrap_or_else(|| key.to_owned())))
}

async fn find<S: Session>(session: &mut S, steps: &[Step], key: &str) -> Result<Option<String>, Trouble> {
    let Some(first) = steps.first() else { return Ok(None) };
    proof(session, first.proof(), key).await
}

/// The reference of the row with this key: the other side's number, or the key itself.
async fn proof<S: Session>(session: &mut S, insert: &Insert, key: &str) -> Result<Option<String>, Trouble> {
    let table = table(session, &insert.table, true).await?;
    let column = |name: &str| table.column(name).ok_or_else(|| no_column(&insert.table, name));
    let key_column = column(&insert.key)?;
    let read = insert.reference.as_deref().map_or(Ok(key_column), column)?;
    let matching = vec![(key_column, Scalar::Text(key.to_owned()))];
    let statement = statement::select(S::DIALECT, &table.sql, &[read], matching);
    let rows = session.query(&statement).await.map_err(|trouble| trouble.about(&insert.table))?;
    let reference = |row: Row| {
        let own_number = row.into_iter().next().flatten().filter(|_| insert.reference.is_some());
        own_number.unwrap_or_else(|| key.to_owned())
    };
    Ok(rows.into_iter().next().map(reference))
}

async fn add<S: Session>(session: &mut S, insert: &Insert, key: &str, alone: bool) -> Result<(), Trouble> {
    let table = table(session, &insert.table, alone).await?;
    let mut columns = insert.columns.clone();
    columns.insert(insert.key.clone(), Json::from(key));
    let pairs = pairs(&insert.table, &table, &columns)?;
    let statement = statement::insert(S::DIALECT, &table.sql, pairs);
    session.execute(&statement).await.map_err(|trouble| trouble.about(&insert.table))?;
    Ok(())
}

async fn change<S: Session>(session: &mut S, update: &Update, key: &str) -> Result<(), Trouble> {
    let table = table(session, &update.table, false).await?;
    let names = || update.matching.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
    if update.matching.values().any(Json::is_null) {
        return Err(Trouble::never(format!("{}: no value to find the row by ({})", update.table, names())));
    }
    let set = pairs(&update.table, &table, &update.set)?;
    let matching = pairs(&update.table, &table, &update.matching)?;
    let statement = statement::update(S::DIALECT, &table.sql, set, matching);
    match session.execute(&statement).await.map_err(|trouble| trouble.about(&update.table))? {
        0 => Err(Trouble::never(format!("no row in {} matches {}", update.table, names()))),
        1 => add(session, &update.log, key, false).await,
        _ => Err(Trouble::never(format!("several rows in {} match {}", update.table, names()))),
    }
}

async fn read<S: Session>(session: &mut S, select: &Select) -> Result<Vec<Row>, Trouble> {
    let table = table(session, &select.table, true).await?;
    let column = |name: &String| table.column(name).ok_or_else(|| no_column(&select.table, name));
    let columns = select.columns.iter().map(column).collect::<Result<Vec<_>, _>>()?;
    if select.matching.values().any(Json::is_null) {
        return Err(Trouble::never(format!("{}: no value to find rows by", select.table)));
    }
    let matching = pairs(&select.table, &table, &select.matching)?;
    session.query(&statement::select(S::DIALECT, &table.sql, &columns, matching)).await
}

/// The table as it is now: agencies change theirs without telling us.
async fn table<S: Session>(session: &mut S, name: &str, alone: bool) -> Result<Table, Trouble> {
    let (schema, own) = super::give::split(name);
    match session.table(schema, own).await? {
        None => Err(Trouble::missing(format!("there is no table {name}"))),
        Some(table) if alone || table.in_transactions => Ok(table),
        Some(_) => Err(Trouble::never(format!("table {name} cannot take part in a transaction"))),
    }
}

fn pairs<'a>(name: &str, table: &'a Table, columns: &Columns) -> Result<Vec<Pair<'a>>, Trouble> {
    let pair = |(column, value): (&String, &Json)| {
        let found = table.column(column).ok_or_else(|| no_column(name, column))?;
        let value = fit(found, value).map_err(|why| Trouble::never(format!("{name}.{column} {why}")))?;
        Ok((found, value))
    };
    columns.iter().map(pair).collect()
}

fn no_column(table: &str, column: &str) -> Trouble {
    Trouble::missing(format!("there is no column {table}.{column}"))
}
