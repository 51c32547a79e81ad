//! `portico check --against-data`: what offering these services would do to the drafts and cases there are. It only
//! reads, and it counts: nobody's answers are shown.

use std::collections::{BTreeMap, btree_map::Entry};

use forms::{Agencies, AnswerName, Catalogue, Files, Service, Why, carry};
use jiff::civil::Date;
use serde::Serialize;
use store::{Draft, Store};

use crate::{config::Config, error::Failed, installation, say};

/// Drafts read at a time.
const AT_ONCE: i64 = 500;

/// What offering one service would do.
#[derive(Debug, Serialize)]
pub struct Effect {
    /// The service, by its name in addresses.
    service: String,
    /// Open drafts that move to this version.
    drafts_touched: usize,
    /// Those of them that are asked something again.
    drafts_asked_again: usize,
    /// What is asked again, of how many drafts.
    asked_again: Vec<Question>,
    /// Answers that are no longer asked for, of how many drafts.
    no_longer_asked: Vec<Question>,
    /// Statuses of cases that this version does not have.
    removed_statuses: Vec<Removed>,
}

/// A question, and how many drafts it concerns.
#[derive(Debug, Serialize)]
struct Question {
    #[serde(rename = "question")]
    label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<Why>,
    drafts: usize,
}

/// A status that some cases have and this version does not.
#[derive(Debug, Serialize)]
struct Removed {
    status: String,
    cases: i64,
    /// The one that stands for it.
    moves_to: Option<String>,
    /// Why that does not do.
    refused: Option<&'static str>,
}

/// Looks at every service of a folder.
pub async fn look(files: &Files, config: &Config, today: Date) -> Result<Vec<Effect>, Failed> {
    let store = installation::open_ready_store(config).await?;
    let (catalogue, _) = Catalogue::load(files);
    look_in(&store, &catalogue.unwrap_or_default(), today).await
}

/// Looks at every service that is about to be offered.
pub async fn look_in(store: &Store, catalogue: &Catalogue, today: Date) -> Result<Vec<Effect>, Failed> {
    let mut effects = Vec::new();
    for service in catalogue.services() {
        let mut kept = Kept { store, agencies: &catalogue.agencies, versions: BTreeMap::new() };
        let mut effect = drafts(service, &mut kept, today).await?;
        effect.removed_statuses = removed_statuses(service, &mut kept).await?;
        effects.push(effect);
    }
    Ok(effects)
}

/// Only what would leave cases nowhere, as lines for a log.
pub async fn refusals(store: &Store, catalogue: &Catalogue) -> Result<Vec<String>, Failed> {
    let mut refusals = Vec::new();
    for service in catalogue.services() {
        let mut kept = Kept { store, agencies: &catalogue.agencies, versions: BTreeMap::new() };
        for Removed { status, moves_to, refused, .. } in removed_statuses(service, &mut kept).await? {
            let slug = &service.slug;
            let write = to_write(&status, moves_to.is_some());
            refusals.extend(
                refused
                    .map(|why| format!("{slug}: cases stand in `{status}`, which is gone: {why}. {write}")),
            );
        }
    }
    Ok(refusals)
}

/// The versions of one service that are kept, each read once.
struct Kept<'a> {
    store: &'a Store,
    agencies: &'a Agencies,
    versions: BTreeMap<String, Service>,
}

impl Kept<'_> {
    async fn version(&mut self, service: &Service, hash: &str) -> Result<&Service, Failed> {
        let entry = match self.versions.entry(hash.to_owned()) {
            Entry::Occupied(known) => return Ok(known.into_mut()),
            Entry::Vacant(entry) => entry,
        };
        let unreadable = || Failed::said(format!("version {hash} of {} cannot be read", service.slug));
        let kept = self.store.find_version(service.slug.as_str(), hash).await?.ok_or_else(unreadable)?;
        let loaded = Service::load(&service.slug, &kept.files, self.agencies).map_err(|_| unreadable())?;
        Ok(entry.insert(loaded))
    }
}

/// Carries every draft over, and counts.
async fn drafts(service: &Service, kept: &mut Kept<'_>, today: Date) -> Result<Effect, Failed> {
    let (mut again, mut gone): (BTreeMap<_, usize>, BTreeMap<_, usize>) = (BTreeMap::new(), BTreeMap::new());
    let (mut touched, mut asked, mut after) = (0, 0, String::new());
    loop {
        let stretch = kept.store.drafts_of_service(service.slug.as_str(), &after, AT_ONCE).await?;
        let Some(last) = stretch.last() else { break };
        after = last.id.to_string();
        for draft in stretch.iter().filter(|draft| draft.service_version != service.version.as_str()) {
            let old = kept.version(service, &draft.service_version).await?;
            let (asked_again, no_longer) = of_draft(old, service, draft, today);
            touched += 1;
            asked += usize::from(!asked_again.is_empty());
            for question in asked_again {
                *again.entry(question).or_default() += 1;
            }
            for question in no_longer {
                *gone.entry(question).or_default() += 1;
            }
        }
    }
    let again = again.into_iter().map(|((label, why), drafts)| Question { label, why: Some(why), drafts });
    let gone = gone.into_iter().map(|(label, drafts)| Question { label, why: None, drafts });
    Ok(Effect {
        service: service.slug.to_string(),
        drafts_touched: touched,
        drafts_asked_again: asked,
        asked_again: again.collect(),
        no_longer_asked: gone.collect(),
        removed_statuses: Vec::new(),
    })
}

type Asked = std::collections::BTreeSet<(String, Why)>;
type Gone = std::collections::BTreeSet<String>;

/// The questions a draft is asked again, and those it is no longer asked: each once, however many entries it is in.
fn of_draft(old: &Service, new: &Service, draft: &Draft, today: Date) -> (Asked, Gone) {
    let carried = carry(old, new, &draft.carried(), today);
    let journey = new.journey(&carried.answers, today).asking_again(&carried.unsettled);
    let asked = journey.asked_again().flat_map(|(place, _)| {
        let questions = journey.questions_at(place).into_iter();
        let unsettled = &carried.unsettled;
        questions.filter_map(move |question| {
            let why = unsettled.why(&AnswerName::at(place, &question.id))?;
            Some((question.id.to_string(), why))
        })
    });
    let gone = carried.unsettled.no_longer_asked(new).map(|(name, _)| name.question.to_string());
    (asked.collect(), gone.collect())
}

/// Statuses that cases have and this version does not, and what stands for each.
async fn removed_statuses(service: &Service, kept: &mut Kept<'_>) -> Result<Vec<Removed>, Failed> {
    let mut removed: BTreeMap<String, Removed> = BTreeMap::new();
    for count in kept.store.count_cases_by_status(service.slug.as_str()).await? {
        if service.definition.statuses.iter().any(|status| status.id.as_str() == count.status) {
            continue;
        }
        let now = service.status_now(&count.status);
        let old = kept.version(service, &count.service_version).await?.status_now(&count.status);
        let refused = match (old, now) {
            (_, None) => Some("no status stands for it"),
            (Some(old), Some(now)) if old.outcome != now.outcome => {
                Some("the one that stands for it ends a case otherwise")
            }
            _ => None,
        };
        let known = removed.entry(count.status.clone()).or_insert_with(|| Removed {
            status: count.status,
            cases: 0,
            moves_to: now.map(|now| now.id.to_string()),
            refused: None,
        });
        known.cases += count.cases;
        known.refused = known.refused.or(refused);
    }
    Ok(removed.into_values().collect())
}

/// What an author writes so that the cases of a status that is gone stand somewhere.
fn to_write(status: &str, is_moved: bool) -> String {
    if is_moved {
        return format!(
            "In `status_moves`, name a status that ends a case in the same way, or one that does not end it if \
             `{status}` did not; or keep the status."
        );
    }
    format!("Write `status_moves: {{{status}: …}}` in service.yaml, or keep the status.")
}

impl Effect {
    /// The statuses whose cases would stand nowhere.
    pub fn refused(&self) -> usize {
        self.removed_statuses.iter().filter(|removed| removed.refused.is_some()).count()
    }

    /// In words.
    pub fn tell(&self) {
        let Self { service, drafts_touched, drafts_asked_again, .. } = self;
        say::line(&format!(
            "{service}: open drafts that move to this version: {drafts_touched}; asked something again: {drafts_asked_again}."
        ));
        for Question { label, why, drafts } in &self.asked_again {
            let why = match why {
                Some(Why::New) => "is new",
                Some(Why::DoesNotFit) => "does not take the answer any more",
                _ => "changed",
            };
            say::line(&format!("  asked again: `{label}` {why} (drafts: {drafts})"));
        }
        for Question { label, drafts, .. } in &self.no_longer_asked {
            say::line(&format!("  no longer asked: `{label}` (drafts: {drafts}); kept until they are sent"));
        }
        for Removed { status, cases, moves_to, refused } in &self.removed_statuses {
            let to = moves_to.as_deref().unwrap_or("…");
            match refused {
                None => say::line(&format!("  cases in `{status}`: {cases}; shown as `{to}`")),
                Some(why) => say::line(&format!(
                    "  error: cases in `{status}`, which is gone: {cases}; {why}. {}",
                    to_write(status, moves_to.is_some())
                )),
            }
        }
    }
}
