//! Many cases: fills stores with more and more made-up cases, and measures over HTTP how long pages take that read from
//! them. Says how the largest compares with the smallest, and how much disk a case takes.
//!
//! `cases target/release/portico sqlite 10000 1000000` (or `postgres`, or the addresses of empty PostgreSQL databases, one
//! for each number, with commas between them)

use std::{io::Write, path::Path};

use testkit::many::{self, Filled, Kept, Step};

type Error = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let mut given = std::env::args().skip(1);
    let program =
        given.next().ok_or("say which program: cases target/release/portico sqlite 10000 1000000")?;
    let engine = given.next().unwrap_or_else(|| "sqlite".to_owned());
    let numbers: Vec<u64> = given.map(|text| text.parse()).collect::<Result<_, _>>()?;
    let numbers = if numbers.is_empty() { vec![10_000, 1_000_000] } else { numbers };
    let mut addresses = engine.split(',');
    let mut filled = Vec::new();
    // All of them stand side by side while they are measured.
    let folder = tempfile::Builder::new().prefix("portico-cases-").tempdir()?;
    for cases in numbers {
        let kept = match engine.as_str() {
            "sqlite" => Kept::Sqlite,
            "postgres" => Kept::OwnPostgres,
            _ => Kept::At(addresses.next().ok_or("an empty database for each number, please")?.to_owned()),
        };
        let own = folder.path().join(cases.to_string());
        filled.push(Filled::with(Path::new(&program), own, kept, cases).await?);
    }
    let steps = many::measure(&filled).await?;
    let mut out = std::io::stdout();
    for step in &steps {
        writeln!(out, "{}", step.text())?;
    }
    writeln!(out, "{}", Step::compared(&steps))?;
    Ok(())
}
