//! `portico bench-data`: fills a store with made-up cases, to see how the portal does with many. It can be stopped and
//! goes on where it was; a store that somebody uses is refused unless told.

mod progress;

use std::{collections::BTreeMap, sync::Arc};

use app::{
    App,
    bench_data::{Dice, Made, Maker},
};
use futures::{StreamExt, stream};
use store::{AuditEnd, Batch, Store, bench_data::MadeUp};

use crate::{
    chance::SystemRandom,
    cli::BenchData,
    error::Failed,
    installation::{Installation, store_settings},
    logs, say, serve,
};
use progress::Progress;

/// Cases made up by one thread at a time, and kept with one commit.
const AT_ONCE: u64 = 2_000;
/// From so many new ones on, the index of names is made once at the end.
const MANY: u64 = 100_000;

/// Fills the store.
pub async fn fill(asked: &BenchData) -> Result<(), Failed> {
    let installation = Installation::from_file(&asked.settings.config)?;
    logs::begin(&installation.config.log)?;
    let dice = Arc::new(Dice::new(Arc::new(SystemRandom)));
    let store = Store::open(&store_settings(&installation.config)?, dice.clone()).await?;
    let pending = store.pending_migrations().await?;
    if !pending.is_empty() {
        return Err(Failed::Pending(pending.join(", ")));
    }
    let made_up = begun(&store, asked).await?;
    if made_up.made >= made_up.wanted {
        store.make_index_of_names().await?;
        say::line(&format!("There are {} made-up cases already.", progress::grouped(made_up.made)));
        return Ok(());
    }
    let app = installation.app_with(store.clone(), &serve::node(), dice).await?;
    let maker = Arc::new(Maker::new(app.clone()).await?);
    let is_many = made_up.wanted - made_up.made >= MANY;
    if is_many {
        store.drop_index_of_names().await?;
    }
    make(&app, &maker, made_up).await?;
    if is_many {
        say::aside("Sorting names …");
    }
    store.make_index_of_names().await?;
    say::line(&format!("Done: {} made-up cases.", progress::grouped(made_up.wanted)));
    Ok(())
}

/// How far it is. A store that somebody uses is left alone.
async fn begun(store: &Store, asked: &BenchData) -> Result<MadeUp, Failed> {
    let found = store.made_up().await?;
    if found.is_none() && !asked.beside_real_cases && store.is_in_use().await? {
        return Err(Failed::said(
            "this store is in use: made-up cases would stand among real ones for good. Take an empty one, or say \
             --beside-real-cases",
        ));
    }
    let made = found.unwrap_or_default().made;
    Ok(MadeUp { wanted: asked.cases.max(made), made })
}

/// Makes them on all cores, and keeps them in order.
async fn make(app: &App, maker: &Arc<Maker>, begun: MadeUp) -> Result<(), Failed> {
    let MadeUp { wanted, made } = begun;
    let store = &app.store;
    let mut ends: BTreeMap<String, AuditEnd> = BTreeMap::new();
    let mut progress = Progress::begin(made, wanted);
    let starts = (made..wanted).step_by(usize::try_from(AT_ONCE).unwrap_or(1));
    let chunks = stream::iter(starts).map(|from| {
        let (maker, to) = (maker.clone(), wanted.min(from + AT_ONCE));
        let making = tokio::task::spawn_blocking(move || maker.cases(from, to, wanted));
        async move { making.await.map(|made| (to, made)) }
    });
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut chunks = chunks.buffered(cores + 1);
    while let Some(chunk) = chunks.next().await {
        let (to, chunk) = chunk.map_err(|error| Failed::said(error.to_string()))?;
        let mut rows = chained(store, &mut ends, chunk?).await?;
        rows.push(store::bench_data::note(MadeUp { wanted, made: to }));
        store.load(rows).await?;
        progress.at(to);
    }
    progress.end();
    Ok(())
}

/// The rows with the audit entries, each at the end of its agency's chain.
async fn chained(store: &Store, ends: &mut BTreeMap<String, AuditEnd>, made: Made) -> Result<Batch, Failed> {
    let mut rows = made.rows;
    for said in &made.audit {
        if !ends.contains_key(&said.agency) {
            let end = store.audit_end(&said.agency).await?.unwrap_or_default();
            ends.insert(said.agency.clone(), end);
        }
        if let Some(end) = ends.get_mut(&said.agency) {
            rows.push(store.audit_after(end, said));
        }
    }
    Ok(rows.into())
}
