//! The estimate: what many people at once would need, worked out from what journeys cost here.

use super::journeys::Cost;
use crate::bench::{parts::start::MEGABYTE, table::Figure};

/// People on the portal at once.
const PEOPLE: f64 = 250_000.0;
/// Seconds that one thinks before the next request.
const THINK: f64 = 30.0;
/// Nobody plans for cores that are always busy.
const BUSY: f64 = 0.7;

/// Requests that so many people send in a second: each waits for an answer, and thinks.
fn rate(took: f64) -> f64 {
    PEOPLE / (THINK + took)
}

/// What it would need, for each database.
pub fn measure(costs: &[Cost]) -> Vec<Figure> {
    costs.iter().flat_map(of_one).collect()
}

fn of_one(cost: &Cost) -> Vec<Figure> {
    let at = |what: &str, unit, ours| Figure::new("estimate", cost.engine.name(), what, unit, ours);
    let rate = rate(cost.took);
    // A process that has one core for itself holds so much memory; as many cores, as many such shares.
    let cores = rate * cost.of_request / BUSY;
    vec![
        at("250,000 people who think 30 s: requests", "a second", rate),
        at("cores for the program, 70 % busy", "cores", cores),
        at("cores for the database server, 70 % busy", "cores", rate * cost.of_database / BUSY),
        at("requests under way at once (connections behind a proxy)", "", rate * cost.took),
        at("memory, a process for each core", "MB", cores.ceil() * cost.memory / MEGABYTE),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::stage::Engine;

    #[test]
    fn people_who_think_half_a_minute_ask_eight_thousand_times_a_second() {
        let cost = Cost {
            engine: Engine::Sqlite,
            of_request: 0.0007,
            of_database: 0.0,
            took: 0.01,
            memory: 50.0 * MEGABYTE,
            peak: 1000.0,
        };
        let figures = of_one(&cost);
        let ours: Vec<f64> = figures.iter().map(|figure| figure.ours.round()).collect();
        assert_eq!(ours, [8331.0, 8.0, 0.0, 83.0, 450.0]);
    }
}
