//! Answers saved: the program beside raw commits of the same change to the same row, on the same kind of database with the
//! same durability. Every answer that was acknowledged last is looked for at the end.

use std::{process::Stdio, sync::Arc, time::Duration};

use serde_json::Value;

use super::{Plan, compared, get::SERVICE, round, wait};
use crate::{
    bench::{
        contest::Contest,
        figures::{Round, Times},
        flood::{Asker, flood},
        raw,
        stage::{Engine, Stage, Used, in_role},
        table::Figure,
        town::Town,
        visitor::Visitor,
        wire::{Answer, Line},
    },
    postgres,
    trial::portal::Told,
};

/// The page that is answered, its box, and how many digits of it change each time.
const PAGE: &str = "where";
const FIELD: &str = "where_is_it";
const DIGITS: usize = 8;

/// Saves one answer again and again, a draft for each connection.
pub fn measure(plan: &Plan) -> Result<Vec<Figure>, Told> {
    let mut figures = Vec::new();
    for engine in &plan.engines {
        let stage = Stage::set(&plan.program, *engine, plan.cores.as_ref())?;
        stage.start()?;
        let town = Arc::new(stage.town()?);
        let mut askers = Some(begin(plan, &town)?);
        let raw = Raw::beside(&stage)?;
        let ours = || {
            let before = stage.used()?;
            let asking = askers.take().ok_or("nobody asks")?;
            let (flooded, after) = flood(stage.address, asking, plan.threads(), plan.lasts)?;
            askers = Some(after);
            Ok(round(flooded, stage.used()?.since(before)))
        };
        let contest = Contest::hold(plan.rounds, ours, || raw.round(plan, &stage))?;
        look(&stage, &askers.unwrap_or_default())?;
        let what = format!("answer saved, {} at once", plan.connections);
        figures.extend(compared("post", *engine, &what, &contest));
        if *engine == Engine::Postgresql {
            let (ours, bare) = (contest.ours.database_cpu_of_one(), contest.bare.database_cpu_of_one());
            let what = format!("{what}: the server's CPU for one");
            figures.push(Figure::new("post", engine.name(), what, "µs", ours * 1e6).beside(bare * 1e6, None));
        }
    }
    Ok(figures)
}

/// Somebody who changes an answer again and again.
struct Changing {
    request: Vec<u8>,
    opening: Vec<u8>,
    number: u64,
    next: Option<String>,
}

impl Asker for Changing {
    fn next(&mut self) -> &[u8] {
        self.number += 1;
        let digits = format!("{:0DIGITS$}", self.number);
        let start = self.request.len() - DIGITS;
        if let Some(place) = self.request.get_mut(start..) {
            place.copy_from_slice(digits.as_bytes());
        }
        &self.request
    }

    fn hold(&mut self, answer: &Answer<'_>) -> Result<(), Told> {
        // The head is searched, not read: it must cost little.
        let location = answer.header("location").filter(|_| answer.status == 303);
        let location = location.ok_or_else(|| format!("status {} for a saved answer", answer.status))?;
        if *self.next.get_or_insert_with(|| location.clone()) == location {
            return Ok(());
        }
        Err(format!("led to {location}"))
    }
}

fn begin(plan: &Plan, town: &Arc<Town>) -> Result<Vec<Changing>, Told> {
    wait(async {
        let errand = town.find(SERVICE, 0).ok_or("the service has no sample")?;
        let mut askers = Vec::new();
        for number in 1..=plan.connections as u64 {
            let mut visitor = Visitor::new(town, number).english();
            let path = visitor.walk_to(errand, PAGE).await?;
            let page = visitor.page("question page", &path, "").await?;
            let mut form = page.sheet.form_to(&path).ok_or("no form")?.clone();
            let text =
                format!("In front of 12 Lake Street, between the bakery and lamp {number:04}-00000000");
            form.set(FIELD, &[text]);
            let opening = visitor.opening(&path, false);
            askers.push(Changing { request: visitor.sending(&form), opening, number: 0, next: None });
        }
        Ok(askers)
    })
}

/// What was acknowledged last must be there.
fn look(stage: &Stage, askers: &[Changing]) -> Result<(), Told> {
    wait(async {
        let mut line = Line::to(stage.address);
        for asker in askers {
            let answer = line.ask(&asker.opening).await?;
            let page = String::from_utf8_lossy(answer.body);
            if !page.contains(&format!("-{:0DIGITS$}", asker.number)) {
                return Err(format!("an acknowledged answer is gone: number {}", asker.number));
            }
        }
        Ok(())
    })
}

/// Raw commits on a copy of the same drafts.
struct Raw {
    arguments: [String; 3],
}

impl Raw {
    fn beside(stage: &Stage) -> Result<Self, Told> {
        if let Some(address) = &stage.database {
            postgres::run(address, raw::COPY_POSTGRESQL)?;
            return Ok(Self { arguments: ["raw".into(), "postgresql".into(), address.clone()] });
        }
        let copy = stage.path("raw.db");
        raw::copy_sqlite(&stage.path("portico.db"), &copy)?;
        Ok(Self { arguments: ["raw".into(), "sqlite".into(), copy.display().to_string()] })
    }

    fn round(&self, plan: &Plan, stage: &Stage) -> Result<Round, Told> {
        let mut arguments = self.arguments.to_vec();
        arguments.extend([plan.connections.to_string(), plan.lasts.as_secs_f64().to_string()]);
        let before = stage.used()?;
        let output = in_role(&arguments, plan.cores.as_ref())?.stderr(Stdio::inherit()).output();
        let output = output.map_err(|error| error.to_string())?;
        if !output.status.success() {
            return Err(format!("the raw commits ended with {}", output.status));
        }
        let used = stage.used()?.since(before);
        read(&output.stdout, used).ok_or_else(|| "the raw commits told nothing".to_owned())
    }
}

fn read(told: &[u8], used: Used) -> Option<Round> {
    let told: Value = serde_json::from_slice(told).ok()?;
    let buckets = told.get("times")?.as_array()?;
    let pair = |pair: &Value| Some((pair.get(0)?.as_u64()?, pair.get(1)?.as_u64()?));
    let buckets: Vec<(u64, u64)> = buckets.iter().filter_map(pair).collect();
    let of = |name: &str| told.get(name).and_then(Value::as_u64).map(Duration::from_micros);
    Some(Round {
        times: Times::of_buckets(&buckets),
        lasted: of("lasted_us")?,
        server_cpu: of("cpu_us")?,
        database_cpu: used.database,
        client_cpu: Duration::ZERO,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_request_changes_the_answer_and_nothing_else() {
        let mut asker =
            Changing { request: b"x=lamp-00000000".to_vec(), opening: Vec::new(), number: 0, next: None };
        assert_eq!(asker.next(), b"x=lamp-00000001");
        assert_eq!(asker.next(), b"x=lamp-00000002");
    }

    #[test]
    fn what_another_process_measured_is_read_back() {
        let told = br#"{"times": [[1000, 3], [2000, 1]], "lasted_us": 2000000, "cpu_us": 500000}"#;
        let zero = Duration::ZERO;
        let used = Used { server: zero, database: zero, own: zero, all: zero };
        let round = read(told, used).expect("a round");
        assert_eq!((round.times.count(), round.lasted), (4, Duration::from_secs(2)));
        assert!(read(b"nothing", used).is_none());
    }
}
