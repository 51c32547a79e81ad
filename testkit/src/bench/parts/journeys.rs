//! Whole journeys: first as many as the program can do (closed loop), then 70 % of that, coming at random moments (open
//! loop). At the end what was acknowledged, what is stored and what the agencies hold is compared.

use std::{sync::Arc, time::Duration};

use tokio::time::sleep;

use super::{Plan, wait};
use crate::{
    bench::{
        figures::{per, real},
        load::{self, Enough},
        machine,
        parts::start::MEGABYTE,
        stage::{Engine, Stage, Used},
        table::{Figure, Goal},
        tally::Tally,
        town::{Counted, Town},
    },
    trial::portal::Told,
};

/// Of the measured peak, the load at which people must not wait long.
const EASY: f64 = 0.7;
/// Before it is measured, everything has been used once.
const WARM_UP: Duration = Duration::from_secs(3);
/// Numbers of residents of one loop, so that no two are the same.
const FIRST_OF_OPEN: u64 = 1_000_000;

/// What journeys cost, for the estimate.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// On which database.
    pub engine: Engine,
    /// Processor time of the program for one request, in seconds.
    pub of_request: f64,
    /// The same, of the database server.
    pub of_database: f64,
    /// The mean of how long a request took at 70 % of the peak, in seconds.
    pub took: f64,
    /// Memory under load, in bytes.
    pub memory: f64,
    /// Requests a second at the peak.
    pub peak: f64,
}

/// What was done in a stretch of time at full load.
struct Window {
    counted: Counted,
    used: Used,
    lasted: Duration,
}

/// Walks journeys on each database.
pub fn measure(plan: &Plan) -> Result<(Vec<Figure>, Vec<Cost>), Told> {
    let (mut figures, mut costs) = (Vec::new(), Vec::new());
    for engine in &plan.engines {
        let stage = Stage::set(&plan.program, *engine, plan.cores.as_ref())?;
        stage.start()?;
        let town = Arc::new(stage.town()?);
        let peak = wait(closed(plan, &stage, &town))?;
        let journeys = per(real(peak.counted.journeys), peak.lasted);
        // What the first loop left to do is not the second's.
        crate::trial::reckoning::still_owed(&stage.portal)?;
        let easy = wait(opened(plan, &stage, &town, journeys * EASY))?;
        let (all, memory) = (town.counted().clone(), machine::most_memory_of(stage.pid()?)?);
        let cost = cost(*engine, &peak, &easy, real(memory));
        figures.extend(said(*engine, plan, &peak, &easy, journeys, &cost));
        figures.extend(tallied(&stage, &town, *engine, &all)?);
        costs.push(cost);
    }
    Ok((figures, costs))
}

async fn closed(plan: &Plan, stage: &Stage, town: &Arc<Town>) -> Result<Window, Told> {
    let lasts = WARM_UP + plan.journeys_last;
    let loops = load::closed(town, plan.residents, Enough::After(lasts), 0);
    let (window, done) = tokio::join!(window(stage, town, WARM_UP, plan.journeys_last), loops);
    done.and(window)
}

async fn opened(plan: &Plan, stage: &Stage, town: &Arc<Town>, a_second: f64) -> Result<Window, Told> {
    let loops = load::open(town, a_second, WARM_UP + plan.journeys_last, FIRST_OF_OPEN);
    let (window, done) = tokio::join!(window(stage, town, WARM_UP, plan.journeys_last), loops);
    done.and(window)
}

/// What is done in a stretch of time, once another has passed.
async fn window(stage: &Stage, town: &Arc<Town>, after: Duration, lasts: Duration) -> Result<Window, Told> {
    sleep(after).await;
    let (counted, used, began) = (town.counted().clone(), stage.used()?, tokio::time::Instant::now());
    town.counted().times.clear();
    sleep(lasts).await;
    let lasted = began.elapsed();
    let used = stage.used()?.since(used);
    let mut now = town.counted().clone();
    now.journeys -= counted.journeys;
    now.corrected -= counted.corrected;
    now.turned_away -= counted.turned_away;
    Ok(Window { counted: now, used, lasted })
}

fn cost(engine: Engine, peak: &Window, easy: &Window, memory: f64) -> Cost {
    let requests = real(peak.counted.all_times().count().max(1));
    Cost {
        engine,
        of_request: peak.used.server.as_secs_f64() / requests,
        of_database: peak.used.database.as_secs_f64() / requests,
        took: easy.counted.all_times().mean() / 1000.0,
        memory,
        peak: per(requests, peak.lasted),
    }
}

fn said(
    engine: Engine,
    plan: &Plan,
    peak: &Window,
    easy: &Window,
    journeys: f64,
    cost: &Cost,
) -> Vec<Figure> {
    let at = |what: &str, unit, ours| Figure::new("journeys", engine.name(), what, unit, ours);
    let share = |time: Duration, window: &Window| per(time.as_secs_f64(), window.lasted) * 100.0;
    let others = peak.used.all.saturating_sub(peak.used.server + peak.used.database + peak.used.own);
    let (hard, calm) = (peak.counted.all_times(), easy.counted.all_times());
    let mut all = vec![
        at(&format!("peak, {} residents who do not think: journeys", plan.residents), "a second", journeys),
        at("peak: requests", "a second", cost.peak),
        at("peak: requests for the processor", "a CPU second", 1.0 / cost.of_request.max(1e-9)),
        at("peak: database server's CPU for a request", "µs", cost.of_database * 1e6),
        at("peak: pages corrected", "", real(peak.counted.corrected)),
    ];
    for (percent, said) in [(50.0, "p50"), (99.0, "p99"), (99.9, "p99.9")] {
        all.push(at(&format!("peak: {said} of a request"), "ms", hard.percentile(percent)));
    }
    all.extend([
        at("peak: the program used of a core", "%", share(peak.used.server, peak)),
        at("peak: who asks used of a core", "%", share(peak.used.own, peak)),
        at("peak: everything else used of a core", "%", share(others, peak)),
        at("memory at most (RSS)", "MB", cost.memory / MEGABYTE),
    ]);
    let rate =
        format!("{} journeys a second (70 % of the peak)", super::super::table::number(journeys * EASY));
    for (percent, said) in [(50.0, "p50"), (99.0, "p99"), (99.9, "p99.9")] {
        let figure = at(&format!("{rate}: {said} of a request"), "ms", calm.percentile(percent));
        all.push(if said == "p99" { figure.goal(Goal::AtMost(200.0)) } else { figure });
    }
    for (kind, times) in &easy.counted.times {
        all.push(at(
            &format!("70 %: p99 of “{kind}” ({} times)", times.count()),
            "ms",
            times.percentile(99.0),
        ));
    }
    all
}

fn tallied(stage: &Stage, town: &Town, engine: Engine, all: &Counted) -> Result<Vec<Figure>, Told> {
    let tally = Tally::of(&stage.portal, town, &all.sent)?;
    if !tally.wrong.is_empty() {
        let (count, some) = (tally.wrong.len(), tally.wrong.iter().take(10).cloned().collect::<Vec<_>>());
        return Err(format!("{count} things are not as they must be on {}: {some:#?}", engine.name()));
    }
    let at = |what: &str, ours: usize, bare: usize| {
        Figure::new("journeys", engine.name(), what, "", real(ours as u64)).beside(real(bare as u64), None)
    };
    Ok(vec![
        at("stored cases beside submissions acknowledged", tally.stored, tally.acknowledged),
        at("rows at the agencies beside those owed", tally.rows, tally.owed_rows),
    ])
}
