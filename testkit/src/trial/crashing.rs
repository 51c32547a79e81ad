//! The crash trial: residents report street problems while processes are killed hard at moments chosen by chance, and
//! started again. At the end every process runs, nothing may be lost, doubled or still owed.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use super::{
    chance::Chance,
    portal::{Portal, Told},
    reckoning::Reckoning,
    resident::{Report, Resident, Trouble},
};

/// How the trial is done.
pub struct Plan {
    /// How often a process is killed.
    pub kills: u64,
    /// Residents at once.
    pub residents: u64,
    /// Chance begins here.
    pub seed: u64,
}

/// What came of it.
#[derive(Debug)]
pub struct Outcome {
    /// Processes killed.
    pub kills: u64,
    /// Requests sent again because no answer came.
    pub sent_again: u64,
    /// Pages with errors, put right.
    pub corrected: u64,
    /// How long a start took, in the middle of all.
    pub start: Duration,
    /// What the sides hold.
    pub reckoning: Reckoning,
}

/// Runs the trial on a prepared portal.
pub async fn crash(portal: Arc<Portal>, plan: Plan) -> Result<Outcome, Told> {
    for number in 0..portal.count() {
        let portal = portal.clone();
        blocking(move || portal.start(number)).await?;
    }
    let (over, reports) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(Vec::new())));
    let addresses: Arc<[String]> = portal.addresses().into();
    let residents: Vec<_> = (0..plan.residents)
        .map(|number| {
            let resident = Resident::new(addresses.clone(), plan.seed + 1 + number);
            tokio::spawn(keep_reporting(resident, number, over.clone(), reports.clone()))
        })
        .collect();
    let killer = portal.clone();
    let starts = blocking(move || kill_and_start(&killer, &plan)).await;
    over.store(true, Ordering::Relaxed);
    let mut trouble = Trouble::default();
    for resident in residents {
        let had = resident.await.map_err(|error| error.to_string())??;
        trouble.sent_again += had.sent_again;
        trouble.corrected += had.corrected;
    }
    let mut starts = starts?;
    starts.sort();
    let reports = std::mem::take(&mut *reports.lock().unwrap_or_else(PoisonError::into_inner));
    let reckoning = blocking(move || Reckoning::of(&portal, &reports)).await?;
    Ok(Outcome {
        kills: starts.len() as u64,
        sent_again: trouble.sent_again,
        corrected: trouble.corrected,
        start: starts.get(starts.len() / 2).copied().unwrap_or_default(),
        reckoning,
    })
}

async fn keep_reporting(
    mut resident: Resident,
    number: u64,
    over: Arc<AtomicBool>,
    reports: Arc<Mutex<Vec<Report>>>,
) -> Result<Trouble, Told> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    while !over.load(Ordering::Relaxed) {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let report = resident.report(&format!("r{number}-{count}")).await?;
        reports.lock().unwrap_or_else(PoisonError::into_inner).push(report);
    }
    Ok(resident.trouble)
}

/// Kills one process after another, now and then all of them, and starts them again. How long each start took.
fn kill_and_start(portal: &Portal, plan: &Plan) -> Result<Vec<Duration>, Told> {
    let chance = Chance::seeded(plan.seed);
    let mut starts = Vec::new();
    while (starts.len() as u64) < plan.kills {
        std::thread::sleep(chance.between(20, 500));
        let all = chance.below(10) == 0;
        let one = usize::try_from(chance.below(portal.count() as u64)).unwrap_or(0);
        let victims: Vec<usize> = if all { (0..portal.count()).collect() } else { vec![one] };
        for victim in &victims {
            portal.kill(*victim)?;
        }
        for victim in victims {
            starts.push(portal.start(victim)?);
        }
    }
    Ok(starts)
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Told> + Send + 'static,
) -> Result<T, Told> {
    tokio::task::spawn_blocking(work).await.map_err(|error| error.to_string())?
}
