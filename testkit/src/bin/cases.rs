//! Many cases: fills stores with more and more made-up cases, and measures over HTTP how long pages take that read from
//! them. Says how the largest compares with the smallest, and how much disk a case takes.
//!
//! `cases target/release/portico sqlite 10000 1000000` (or `postgres`, or the address of an empty PostgreSQL database)

use std::{io::Write, path::Path, process::Command};

use testkit::{
    many::{self, Step},
    postgres,
    trial::portal::Database,
};

type Error = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let mut given = std::env::args().skip(1);
    let program =
        given.next().ok_or("say which program: cases target/release/portico sqlite 10000 1000000")?;
    let engine = given.next().unwrap_or_else(|| "sqlite".to_owned());
    let numbers: Vec<u64> = given.map(|text| text.parse()).collect::<Result<_, _>>()?;
    let numbers = if numbers.is_empty() { vec![10_000, 1_000_000] } else { numbers };
    let mut steps = Vec::new();
    for cases in numbers {
        let folder = tempfile::Builder::new().prefix("portico-cases-").tempdir()?;
        let database = match engine.as_str() {
            "sqlite" => Database::Sqlite,
            "postgres" => Database::At(postgres::new_database()?),
            address => Database::At(address.to_owned()),
        };
        let step = many::measure(Path::new(&program), folder.path(), database, cases).await?;
        if engine.contains(':') {
            clear(&engine)?;
        }
        writeln!(std::io::stdout(), "{}", step.text())?;
        steps.push(step);
    }
    writeln!(std::io::stdout(), "{}", Step::compared(&steps))?;
    Ok(())
}

/// The next step begins with an empty database.
fn clear(address: &str) -> Result<(), Error> {
    let sql = "DROP SCHEMA public CASCADE; CREATE SCHEMA public";
    let status = Command::new("psql").args([address, "-q", "-c", sql]).status()?;
    if status.success() { Ok(()) } else { Err("the database could not be cleared".into()) }
}
