//! A disturbed trial: residents report street problems while something goes wrong again and again: a process is killed, a
//! database restarted, a disk full. At the end all is well again, and nothing may be lost, doubled or still owed.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use super::{
    chance::Chance,
    faults::Fault,
    mail::MailServer,
    portal::{Portal, Told},
    reckoning::Reckoning,
    resident::{Report, Resident, Trouble},
};

/// How a trial is done.
#[derive(Default)]
pub struct Plan {
    /// How often it is disturbed.
    pub times: u64,
    /// Residents at once.
    pub residents: u64,
    /// Chance begins here.
    pub seed: u64,
    /// The mail server, if messages go to one.
    pub mail: Option<Arc<MailServer>>,
}

/// What came of it.
#[derive(Debug)]
pub struct Outcome {
    /// How often it was disturbed.
    pub times: u64,
    /// How many of those befell all processes at once, where there are several.
    pub together: u64,
    /// How long a start took, in the middle of all; zero where nothing was started again.
    pub start: Duration,
    /// What residents had to do again.
    pub trouble: Trouble,
    /// What the sides hold.
    pub reckoning: Reckoning,
}

/// What was done to the portal.
#[derive(Default)]
struct Disturbed {
    times: u64,
    together: u64,
    /// How long each start took.
    starts: Vec<Duration>,
}

/// Kills processes hard, now and then all of them, and starts them again.
pub async fn by_killing(portal: Arc<Portal>, plan: Plan) -> Result<Outcome, Told> {
    let (killed, times, seed) = (portal.clone(), plan.times, plan.seed);
    disturbed(portal, plan, move || kill_and_start(&killed, times, seed)).await
}

/// Lets a fault befall the portal again and again.
pub async fn by_fault(portal: Arc<Portal>, plan: Plan, fault: impl Fault + 'static) -> Result<Outcome, Told> {
    let (times, seed) = (plan.times, plan.seed);
    disturbed(portal, plan, move || befall(fault, times, seed)).await
}

async fn disturbed(
    portal: Arc<Portal>,
    plan: Plan,
    disturb: impl FnOnce() -> Result<Disturbed, Told> + Send + 'static,
) -> Result<Outcome, Told> {
    for number in 0..portal.count() {
        let portal = portal.clone();
        blocking(move || portal.start(number)).await?;
    }
    let (over, reports) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(Vec::new())));
    let addresses: Arc<[String]> = portal.addresses().into();
    let moods: &[&str] = if plan.mail.is_some() { &["", "slow+", "hang-up-once+"] } else { &[""] };
    let residents: Vec<_> = (0..plan.residents)
        .map(|number| {
            let resident = Resident::new(addresses.clone(), plan.seed + 1 + number, moods);
            tokio::spawn(keep_reporting(resident, number, over.clone(), reports.clone()))
        })
        .collect();
    let disturbed = blocking(disturb).await;
    over.store(true, Ordering::Relaxed);
    let mut trouble = Trouble::default();
    for resident in residents {
        trouble += resident.await.map_err(|error| error.to_string())??;
    }
    let Disturbed { times, together, mut starts } = disturbed?;
    starts.sort();
    let reports = std::mem::take(&mut *reports.lock().unwrap_or_else(PoisonError::into_inner));
    let reckoning = blocking(move || Reckoning::of(&portal, plan.mail.as_deref(), &reports)).await?;
    let start = starts.get(starts.len() / 2).copied().unwrap_or_default();
    Ok(Outcome { times, together, start, trouble, reckoning })
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

fn kill_and_start(portal: &Portal, times: u64, seed: u64) -> Result<Disturbed, Told> {
    let chance = Chance::seeded(seed);
    let mut done = Disturbed::default();
    while done.times < times {
        std::thread::sleep(chance.between(20, 500));
        let all = chance.below(10) == 0;
        let one = usize::try_from(chance.below(portal.count() as u64)).unwrap_or(0);
        let victims: Vec<usize> = if all { (0..portal.count()).collect() } else { vec![one] };
        for victim in &victims {
            portal.kill(*victim)?;
        }
        done.times += victims.len() as u64;
        done.together += if victims.len() > 1 { victims.len() as u64 } else { 0 };
        for victim in victims {
            done.starts.push(portal.start(victim)?);
        }
    }
    Ok(done)
}

fn befall(mut fault: impl Fault, times: u64, seed: u64) -> Result<Disturbed, Told> {
    let chance = Chance::seeded(seed);
    for _ in 0..times {
        std::thread::sleep(chance.between(1000, 3000));
        fault.begin()?;
        std::thread::sleep(fault.lasts());
        fault.end()?;
    }
    std::thread::sleep(Duration::from_secs(2));
    Ok(Disturbed { times, ..Disturbed::default() })
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Told> + Send + 'static,
) -> Result<T, Told> {
    tokio::task::spawn_blocking(work).await.map_err(|error| error.to_string())?
}
