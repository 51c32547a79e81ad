//! Follows the list of publications: what one process or command publishes, every process offers within seconds.

use std::{
    collections::BTreeMap,
    sync::{Arc, RwLock},
    time::Duration,
};

use forms::{Catalogue, Files, Problem};
use model::Outside;
use store::{Store, publications::AGENCIES};
use tokio::sync::watch;

use super::{Offered, Services, plan_faults};
use crate::{App, AppError, worker::chain};

/// How often the newest line of the list is asked for: one small question.
const EVERY: Duration = Duration::from_secs(2);
/// Where refusals of this kind come from, in logs.
const SOURCE: &str = "database";

/// What the list says, before it is made of it what can be offered.
struct Listed {
    newest: i64,
    files: Files,
    numbers: BTreeMap<String, i64>,
}

impl Services {
    /// Offers what was published last. `None`: nothing ever was. What cannot be used is told by `refused`. What was
    /// read already is not made again.
    pub async fn published(
        store: &Store,
        outside: &Outside,
        read: Option<&Catalogue>,
    ) -> Result<Option<Self>, AppError> {
        let listed = listed(store).await?;
        if listed.newest == 0 {
            return Ok(None);
        }
        let services = Self::default();
        services.take(listed, outside, read.cloned().unwrap_or_default()).await?;
        Ok(Some(services))
    }

    /// Offers what the list says. A service that cannot be used stays as it is, so that a mistake, or a version written
    /// by a newer Portico, takes nothing away from anybody.
    async fn take(&self, listed: Listed, outside: &Outside, read: Catalogue) -> Result<(), AppError> {
        let (before, outside) = (self.now(), outside.clone());
        let made = tokio::task::spawn_blocking(move || offered(listed, &before, &read, &outside)).await;
        let (offered, errors) = made.map_err(AppError::ours)?;
        self.swap(offered);
        self.refuse(SOURCE, errors);
        Ok(())
    }
}

impl App {
    /// Offers what was published since, if anything. True when something was.
    pub async fn follow(&self) -> Result<bool, AppError> {
        self.look_at_previews().await?;
        if self.store.newest_publication().await? == self.services.now().newest {
            self.look_at_conditions().await?;
            return Ok(false);
        }
        let read = self.services.now().read.clone();
        self.services.take(listed(&self.store).await?, &self.outside, read).await?;
        self.look_at_conditions().await?;
        tracing::info!("services were published: they are offered now");
        Ok(true)
    }

    /// Follows until told to stop.
    pub async fn run_following(self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            if let Err(error) = self.follow().await {
                tracing::warn!(error = %chain(&error), "what is published could not be read; it is tried again");
            }
            tokio::select! {
                () = tokio::time::sleep(EVERY) => {}
                _ = stop.changed() => {}
            }
        }
    }
}

async fn listed(store: &Store) -> Result<Listed, AppError> {
    // Asked first: a line that comes meanwhile is followed next time.
    let newest = store.newest_publication().await?;
    let (mut files, mut numbers) = (Files::new(), BTreeMap::new());
    for line in store.published_now().await? {
        let Some(hash) = line.hash else { continue };
        let version = store.find_version(&line.service, &hash).await?;
        let version = version.ok_or_else(|| AppError::ours("a published version was not kept"))?;
        let folder = if line.service == AGENCIES { String::new() } else { format!("{}/", line.service) };
        files.extend(version.files.into_iter().map(|(path, text)| (format!("{folder}{path}"), text)));
        numbers.insert(line.service, version.number);
    }
    Ok(Listed { newest, files, numbers })
}

fn offered(listed: Listed, before: &Offered, read: &Catalogue, outside: &Outside) -> (Offered, Vec<String>) {
    let Listed { newest, files, mut numbers } = listed;
    let (catalogue, problems) = Catalogue::load_over(&files, read);
    let mut errors: Vec<String> =
        problems.iter().filter(|one| one.is_error()).map(Problem::to_string).collect();
    let read = catalogue.unwrap_or_else(|| before.read.clone());
    let mut catalogue = Catalogue::of(read.agencies.clone());
    for (slug, _) in forms::folders(&files) {
        let found = slug.parse().ok().and_then(|slug| read.find(&slug));
        let faults = found.map_or_else(Vec::new, |service| plan_faults(service, outside));
        errors.extend(faults.iter().map(ToString::to_string));
        if let Some(service) = found.filter(|_| faults.is_empty()) {
            catalogue.take(service.clone());
        } else if let Some(service) = before.find(&slug) {
            numbers.insert(slug.clone(), before.numbers.get(&slug).copied().unwrap_or_default());
            catalogue.take(Arc::clone(service));
        }
    }
    (Offered { catalogue, read, numbers, newest, older: RwLock::default() }, errors)
}
