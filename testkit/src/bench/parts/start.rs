//! Start and rest: how long from the start of the process until a page is shown, and what it holds while nobody comes.

use std::time::Duration;

use super::{Plan, wait};
use crate::{
    bench::{
        figures::{median, real},
        machine::{self, Cores, Memory},
        stage::{Engine, Stage},
        table::{Figure, Goal},
        wire::Line,
    },
    trial::portal::Told,
};

/// Starts of which the one in the middle counts.
const STARTS: usize = 9;
/// A page of a service: everything must be there to show it.
const PATH: &str = "/s/report-a-street-problem";
/// How long it rests before its memory is looked at.
const RESTS: Duration = Duration::from_secs(3);
/// Connections that stay open while nobody asks.
const CONNECTIONS: u64 = 1000;

/// Bytes of a megabyte, as everybody counts memory.
pub const MEGABYTE: f64 = 1024.0 * 1024.0;

/// Starts the program several times on all cores, as operators do, and lets it rest.
pub fn measure(plan: &Plan) -> Result<Vec<Figure>, Told> {
    let mut figures = Vec::new();
    for engine in &plan.engines {
        let launcher = Cores::for_operator(plan.cores.as_ref());
        let stage = Stage::launched(&plan.program, *engine, launcher)?;
        let mut times = Vec::new();
        let mut cpu = Vec::new();
        for _ in 0..STARTS {
            times.push(stage.portal.start_until(0, PATH)?.as_secs_f64() * 1000.0);
            cpu.push(machine::cpu_of(stage.pid()?)?.as_secs_f64() * 1000.0);
            stage.portal.kill(0)?;
        }
        let at = |what: &str, unit, ours| Figure::new("start", engine.name(), what, unit, ours);
        figures.push(at("start until a page is shown", "ms", median(times)).goal(Goal::AtMost(200.0)));
        figures.push(at("start: processor time", "ms", median(cpu)));
        figures.extend(rest(&stage, *engine)?);
    }
    Ok(figures)
}

fn rest(stage: &Stage, engine: Engine) -> Result<Vec<Figure>, Told> {
    stage.portal.start_until(0, PATH)?;
    std::thread::sleep(RESTS);
    let idle = machine::memory_of(stage.pid()?)?;
    let (lines, busy) = wait(async {
        let request = format!("GET {PATH} HTTP/1.1\r\nHost: {}\r\n\r\n", stage.address);
        let mut lines = Vec::new();
        for _ in 0..CONNECTIONS {
            let mut line = Line::to(stage.address);
            line.ask(request.as_bytes()).await?;
            lines.push(line);
        }
        Ok((lines.len() as u64, machine::memory_of(stage.pid()?)?))
    })?;
    let at = |what: &str, unit, ours| Figure::new("start", engine.name(), what, unit, ours);
    Ok(vec![
        at("idle memory (RSS)", "MB", real(idle.rss) / MEGABYTE).goal(Goal::AtMost(60.0)),
        at("idle memory (PSS)", "MB", real(idle.pss) / MEGABYTE),
        at("memory of an open connection", "KB", of_one(idle, busy, lines) / 1024.0),
    ])
}

/// Bytes that each of several connections added.
fn of_one(before: Memory, after: Memory, connections: u64) -> f64 {
    real(after.rss.saturating_sub(before.rss)) / real(connections.max(1))
}
