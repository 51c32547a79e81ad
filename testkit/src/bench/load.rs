//! Load in two shapes. Closed loop: so many residents, each begins the next journey when one has ended. Open loop: new
//! residents come at random moments, so many a second, however slow the portal is.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    sync::Arc,
    time::Duration,
};

use tokio::{
    task::LocalSet,
    time::{Instant, sleep_until},
};

use super::{
    town::{self, Town},
    visitor::Visitor,
    wire::Line,
};
use crate::trial::{chance::Chance, portal::Told};

/// Residents under way at once in the open loop: beyond that the portal does not keep up at all.
const MOST_AT_ONCE: u64 = 20_000;

/// When it is enough.
#[derive(Clone, Copy)]
pub enum Enough {
    /// After so long. Journeys under way are walked to their end.
    After(Duration),
    /// After so many journeys.
    Journeys(u64),
}

/// So many residents, each begins the next journey when one has ended. How long it took until the first found that it was
/// enough: what was done until then was done at full load.
pub async fn closed(town: &Arc<Town>, residents: u64, enough: Enough, first: u64) -> Result<Duration, Told> {
    let (began, count) = (Instant::now(), Rc::new(Cell::new(0)));
    let is_enough = move |begun: u64| match enough {
        Enough::After(lasts) => began.elapsed() >= lasts,
        Enough::Journeys(most) => begun >= most,
    };
    let everybody = LocalSet::new();
    let going: Vec<_> = (0..residents)
        .map(|_| {
            let (town, count) = (town.clone(), count.clone());
            everybody.spawn_local(async move {
                let mut line = Line::to(town.address);
                while !is_enough(count.get()) {
                    count.set(count.get() + 1);
                    let mut visitor = Visitor::new(&town, first + count.get()).over(line);
                    visitor.journey(Instant::now()).await?;
                    line = visitor.into_line();
                }
                Ok::<(), Told>(())
            })
        })
        .collect();
    everybody
        .run_until(async {
            for one in going {
                one.await.map_err(|error| error.to_string())??;
            }
            Ok(began.elapsed())
        })
        .await
}

/// New residents at random moments, so many journeys a second, for so long; then those under way are walked to their end.
/// A journey is due when its moment comes, whether or not anybody was free to begin it. Connections that residents have
/// left are used by the next, as a proxy does.
pub async fn open(town: &Arc<Town>, a_second: f64, lasts: Duration, first: u64) -> Result<(), Told> {
    let everybody = LocalSet::new();
    let (free, under_way, failed) =
        (Rc::new(RefCell::new(Vec::<Line>::new())), Rc::new(Cell::new(0_u64)), Rc::new(RefCell::new(None)));
    let coming = async {
        let chance = Chance::seeded(first);
        let (began, mut number) = (Instant::now(), first);
        let mut due = began;
        while due.duration_since(began) < lasts && failed.borrow().is_none() {
            due += Duration::from_secs_f64(town::waits(&chance) / a_second);
            sleep_until(due).await;
            number += 1;
            if under_way.get() >= MOST_AT_ONCE {
                return Err(format!("{MOST_AT_ONCE} residents wait: the portal does not keep up"));
            }
            under_way.set(under_way.get() + 1);
            let (town, free) = (town.clone(), free.clone());
            let (under_way, failed) = (under_way.clone(), failed.clone());
            tokio::task::spawn_local(async move {
                let line = free.borrow_mut().pop().unwrap_or_else(|| Line::to(town.address));
                let mut visitor = Visitor::new(&town, number).over(line);
                if let Err(why) = visitor.journey(due).await {
                    failed.borrow_mut().get_or_insert(why);
                }
                free.borrow_mut().push(visitor.into_line());
                under_way.set(under_way.get() - 1);
            });
        }
        Ok(())
    };
    everybody.run_until(coming).await?;
    everybody.await;
    let failed = failed.borrow_mut().take();
    failed.map_or(Ok(()), Err)
}
