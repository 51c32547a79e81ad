//! Pages shown: the program beside a bare server that gives the same bytes with the same headers.

use std::{net::SocketAddr, sync::Arc};

use super::{Plan, compared, round, wait};
use crate::{
    bench::{
        bare::Kept,
        contest::Contest,
        figures::Round,
        flood::{SamePage, flood},
        machine,
        stage::{Beside, Engine, Stage, Used},
        table::Figure,
        town::Town,
        visitor::Visitor,
        wire::Line,
    },
    trial::portal::Told,
};

/// The page that is shown: a question of a draft under way.
pub const SERVICE: &str = "report-a-street-problem";
const PAGE: &str = "danger";

/// Shows the start page and a question page, packed as browsers ask for them and as they are.
pub fn measure(plan: &Plan) -> Result<Vec<Figure>, Told> {
    let mut figures = Vec::new();
    for engine in &plan.engines {
        let stage = Stage::set(&plan.program, *engine, plan.cores.as_ref())?;
        stage.start()?;
        let town = Arc::new(stage.town()?);
        for packed in [true, false] {
            let how = if packed { "packed" } else { "as it is" };
            let asked = opened(plan, &town, packed)?;
            figures.extend(contest(plan, &stage, &format!("question page, {how}"), asked)?);
            let start = Visitor::new(&town, 0).opening(&format!("/s/{SERVICE}"), packed);
            let asked = vec![start; plan.connections];
            figures.extend(contest(plan, &stage, &format!("start page, {how}"), asked)?);
        }
    }
    Ok(figures)
}

/// For each connection the request of another resident, who has come to the page.
fn opened(plan: &Plan, town: &Arc<Town>, packed: bool) -> Result<Vec<Vec<u8>>, Told> {
    wait(async {
        let errand = town.find(SERVICE, 0).ok_or("the service has no sample")?;
        let mut requests = Vec::new();
        for number in 1..=plan.connections as u64 {
            // Even numbers of a service in one language only: pages must be as long as each other.
            let mut visitor = Visitor::new(town, number).english();
            let path = visitor.walk_to(errand, PAGE).await?;
            requests.push(visitor.opening(&path, packed));
        }
        Ok(requests)
    })
}

fn contest(plan: &Plan, stage: &Stage, what: &str, asked: Vec<Vec<u8>>) -> Result<Vec<Figure>, Told> {
    let kept = stage.path("kept");
    let first = asked.first().ok_or("nobody asks")?.clone();
    let length = wait(async {
        let mut line = Line::to(stage.address);
        let answer = line.ask(&first).await?;
        let answer = (answer.status == 200).then(|| Kept::of(&answer)).ok_or("the page is not shown")?;
        answer.write(&kept).map(|()| answer.length())
    })?;
    let (beside, bare) = Beside::bare(&kept, plan.cores.as_ref())?;
    let rounds = |address, used: &dyn Fn() -> Result<Used, Told>| one_round(plan, address, &asked, used);
    let bare_used = || Ok(Used { server: machine::cpu_of(beside.pid())?, ..stage.used()? });
    let contest =
        Contest::hold(plan.rounds, || rounds(stage.address, &|| stage.used()), || rounds(bare, &bare_used))?;
    let engine: Engine = stage.engine;
    Ok(compared("get", engine, &format!("{what} ({length} bytes)"), &contest))
}

fn one_round(
    plan: &Plan,
    address: SocketAddr,
    asked: &[Vec<u8>],
    used: &dyn Fn() -> Result<Used, Told>,
) -> Result<Round, Told> {
    let askers = asked.iter().map(|request| SamePage { request: request.clone(), length: None }).collect();
    let before = used()?;
    let (flooded, _) = flood(address, askers, plan.threads(), plan.lasts)?;
    Ok(round(flooded, used()?.since(before)))
}
