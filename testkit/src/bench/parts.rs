//! The parts of a run: each sets up what it needs, measures, and gives its figures. Each can be run by itself.

pub mod estimate;
pub mod get;
pub mod journeys;
pub mod post;
pub mod start;

use std::{path::PathBuf, time::Duration};

use super::{
    contest::Contest,
    figures::Round,
    flood::Flooded,
    machine::Cores,
    stage::{Engine, Used},
    table::{Figure, Goal},
};
use crate::trial::portal::Told;

/// What the program must do of what the other side does (the goals of the project).
const SHARE: Goal = Goal::Share(0.6);

/// How a run is done.
pub struct Plan {
    /// The program that is measured.
    pub program: PathBuf,
    /// On which databases.
    pub engines: Vec<Engine>,
    /// Who runs on which cores, where they are divided.
    pub cores: Option<Cores>,
    /// Rounds of each side where two are compared.
    pub rounds: usize,
    /// How long a round lasts.
    pub lasts: Duration,
    /// Connections that ask at once in a round.
    pub connections: usize,
    /// Residents at once in the closed loop.
    pub residents: u64,
    /// How long journeys are measured, in each loop.
    pub journeys_last: Duration,
}

impl Plan {
    /// Threads that ask.
    fn threads(&self) -> usize {
        self.cores.as_ref().map_or(1, |cores| cores.other_count).min(self.connections)
    }
}

/// Runs what waits for answers on one thread.
pub fn wait<T>(work: impl Future<Output = Result<T, Told>>) -> Result<T, Told> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| error.to_string())?.block_on(work)
}

fn round(flooded: Flooded, used: Used) -> Round {
    Round {
        times: flooded.times,
        lasted: flooded.lasted,
        server_cpu: used.server,
        database_cpu: used.database,
        client_cpu: used.own,
    }
}

/// The figures of a contest.
fn compared(part: &'static str, engine: Engine, what: &str, contest: &Contest) -> Vec<Figure> {
    let (on, Contest { ours, bare }) = (engine.name(), contest);
    let figure = |said: &str, unit, of_ours: f64, of_bare: f64, share| {
        Figure::new(part, on, format!("{what}: {said}"), unit, of_ours).beside(of_bare, share)
    };
    let mut all = vec![
        figure("rate", "a second", ours.rate(), bare.rate(), Some(contest.ratio())).goal(SHARE),
        figure(
            "rate for the processor",
            "a CPU second",
            ours.rate_of_cpu(),
            bare.rate_of_cpu(),
            Some(contest.ratio_of_cpu()),
        ),
    ];
    let (of_ours, of_bare) = (ours.times(), bare.times());
    for (percent, said) in [(50.0, "p50"), (99.0, "p99"), (99.9, "p99.9")] {
        all.push(figure(said, "ms", of_ours.percentile(percent), of_bare.percentile(percent), None));
    }
    all.push(figure(
        "who asks used of a core",
        "%",
        ours.client_share() * 100.0,
        bare.client_share() * 100.0,
        None,
    ));
    all
}
