//! Measures the program under load, and what it is compared with, in one run; or sends residents to a portal that runs.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
    time::Duration,
};

use clap::{Args, Parser, Subcommand, ValueEnum};
use serde_json::json;
use testkit::{
    bench::{
        bare,
        browsing::address_of,
        figures::{per, real},
        letters::Letters,
        load::{self, Enough},
        machine::{self, Cores},
        parts::{Plan, estimate, get, journeys, post, start, wait},
        raw,
        stage::Engine,
        table::{self, Figure},
        town::Town,
    },
    trial::portal::Told,
};

/// Measures Portico.
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Everything, or some parts, with processes of its own.
    Run(Run),
    /// Residents who walk whole journeys on a portal that runs already.
    Load(Load),
    /// The bare server: gives what a folder keeps.
    #[command(hide = true)]
    Bare { folder: PathBuf, port: u16 },
    /// Raw commits.
    #[command(hide = true)]
    Raw { engine: Engine, database: String, askers: usize, seconds: f64 },
}

#[derive(Args)]
struct Run {
    /// The program.
    #[arg(long, default_value = "target/release/portico")]
    program: PathBuf,
    /// Parts, with commas between; all without it.
    #[arg(long, value_delimiter = ',')]
    part: Vec<Part>,
    /// Databases, with commas between; all without it.
    #[arg(long, value_delimiter = ',')]
    engine: Vec<Engine>,
    /// A file for the figures as JSON.
    #[arg(long)]
    json: Option<PathBuf>,
    /// Rounds of each side where two are compared.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// How long a round lasts.
    #[arg(long, default_value_t = 2.0)]
    seconds: f64,
    /// Connections at once in a round.
    #[arg(long, default_value_t = 32)]
    connections: usize,
    /// Residents at once at the peak.
    #[arg(long, default_value_t = 32)]
    residents: u64,
    /// How long journeys are measured, in each loop.
    #[arg(long, default_value_t = 20.0)]
    journeys_seconds: f64,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Pages shown, beside a bare server.
    Get,
    /// Answers saved, beside raw commits.
    Post,
    /// Start and memory at rest.
    Start,
    /// Whole journeys, and the estimate for many people.
    Journeys,
}

#[derive(Args)]
struct Load {
    /// Where the portal is: http://127.0.0.1:8080
    address: String,
    /// Residents at once (closed loop).
    #[arg(long, default_value_t = 32)]
    residents: u64,
    /// New journeys a second, at random moments (open loop), instead of so many residents.
    #[arg(long)]
    rate: Option<f64>,
    /// How long.
    #[arg(long, default_value_t = 30.0)]
    seconds: f64,
    /// Journeys, instead of a time (closed loop only).
    #[arg(long)]
    journeys: Option<u64>,
    /// Seconds that people think on a page, in the mean.
    #[arg(long, default_value_t = 0.0)]
    think: f64,
    /// The folder of the portal's mailbox, for services that send a code. Messages are taken out of it.
    #[arg(long)]
    mailbox: Option<PathBuf>,
    /// Numbers of residents begin here.
    #[arg(long, default_value_t = 0)]
    first: u64,
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Run(run) => self::run(&run),
        Command::Load(load) => self::load(&load),
        Command::Bare { folder, port } => bare::serve(&folder, port),
        Command::Raw { engine, database, askers, seconds } => raw(engine, &database, askers, seconds),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            let _ = writeln!(std::io::stderr(), "bench: {why}");
            ExitCode::FAILURE
        }
    }
}

fn run(asked: &Run) -> Result<(), Told> {
    let program = asked.program.canonicalize();
    let (machine, cores) = (machine::described(&std::env::temp_dir()), Cores::divide());
    if let Some(cores) = &cores {
        cores.tie_to_others(std::process::id())?;
    }
    let engines =
        if asked.engine.is_empty() { vec![Engine::Sqlite, Engine::Postgresql] } else { asked.engine.clone() };
    let plan = Plan {
        program: program.map_err(|error| format!("{}: {error}", asked.program.display()))?,
        engines,
        cores,
        rounds: asked.rounds.max(1),
        lasts: Duration::from_secs_f64(asked.seconds),
        connections: asked.connections.max(1),
        residents: asked.residents.max(1),
        journeys_last: Duration::from_secs_f64(asked.journeys_seconds),
    };
    let about = about(asked, &plan, &machine);
    let wants = |part| asked.part.is_empty() || asked.part.contains(&part);
    let mut figures = Vec::new();
    let mut take = |figures_of: Vec<Figure>| -> Result<(), Told> {
        figures.extend(figures_of);
        match &asked.json {
            // After each part: a run that is broken off leaves what it found.
            Some(file) => write(file, &table::json(&about, &figures).to_string()),
            None => Ok(()),
        }
    };
    if wants(Part::Start) {
        take(start::measure(&plan)?)?;
    }
    if wants(Part::Get) {
        take(get::measure(&plan)?)?;
    }
    if wants(Part::Post) {
        take(post::measure(&plan)?)?;
    }
    if wants(Part::Journeys) {
        let (found, costs) = journeys::measure(&plan)?;
        take(found)?;
        take(estimate::measure(&costs))?;
    }
    let lines = about.as_object().into_iter().flatten().map(|(name, value)| format!("{name}: {value}\n"));
    say(&format!("{}\n{}", lines.collect::<String>(), table::table(&figures)))
}

fn about(asked: &Run, plan: &Plan, machine: &str) -> serde_json::Value {
    let cores = plan.cores.as_ref().map_or_else(
        || "not divided".to_owned(),
        |cores| format!("the program on {}, everything else on {}", cores.server, cores.others),
    );
    json!({
        "machine": machine,
        "cores": cores,
        "rounds": format!("{} of {} s each", plan.rounds, asked.seconds),
        "connections": plan.connections,
        "program": plan.program,
    })
}

fn load(asked: &Load) -> Result<(), Told> {
    let letters = asked.mailbox.as_deref().map(Letters::of);
    let town = Town::new(address_of(&asked.address)?, letters)?;
    let town = town.thinking(Duration::from_secs_f64(asked.think));
    let (town, began) = (Arc::new(town), tokio::time::Instant::now());
    let lasts = Duration::from_secs_f64(asked.seconds);
    let done = if let Some(rate) = asked.rate {
        wait(load::open(&town, rate, lasts, asked.first))
    } else {
        let enough = asked.journeys.map_or(Enough::After(lasts), Enough::Journeys);
        wait(load::closed(&town, asked.residents, enough, asked.first)).map(drop)
    };
    let (counted, took) = (town.counted().clone(), began.elapsed());
    let all = counted.all_times();
    let mut text = format!(
        "{} journeys in {:.1} s, {} a second; {} acknowledged, {} turned away, {} pages corrected\n\
         {} requests, {} a second\n\n{:<20}{:>9}{:>10}{:>10}{:>10}{:>10}\n",
        counted.journeys,
        took.as_secs_f64(),
        table::number(per(real(counted.journeys), took)),
        counted.sent.len(),
        counted.turned_away,
        counted.corrected,
        all.count(),
        table::number(per(real(all.count()), took)),
        "request",
        "count",
        "p50 ms",
        "p99 ms",
        "p99.9 ms",
        "most ms"
    );
    let rows = counted.times.iter().chain([(&"all", &all)]).map(|(kind, times)| {
        let [half, most, nearly_all] = times.three().map(table::number);
        let longest = table::number(times.longest());
        format!("{kind:<20}{:>9}{half:>10}{most:>10}{nearly_all:>10}{longest:>10}\n", times.count())
    });
    text.extend(rows);
    say(&text)?;
    done
}

fn raw(engine: Engine, database: &str, askers: usize, seconds: f64) -> Result<(), Told> {
    let lasts = Duration::from_secs_f64(seconds);
    let flooded = match engine {
        Engine::Sqlite => raw::on_sqlite(Path::new(database), askers, lasts)?,
        Engine::Postgresql => wait(raw::on_postgresql(database, askers, lasts))?,
    };
    say(&raw::told(&flooded)?.to_string())
}

fn say(text: &str) -> Result<(), Told> {
    writeln!(std::io::stdout().lock(), "{text}").map_err(|error| error.to_string())
}

fn write(file: &Path, text: &str) -> Result<(), Told> {
    std::fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))
}
