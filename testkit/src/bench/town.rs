//! What residents under load have in common: where the portal is, what they come to do, and what was counted.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use forms::{Answers, Catalogue, Service, words::Words};
use jiff::civil::Date;

use super::{figures::Times, letters::Letters};
use crate::{
    project,
    trial::{chance::Chance, portal::Told},
};

/// One of the things people come for: the answers of one sample of a service.
pub struct Errand {
    /// The service.
    pub service: Arc<Service>,
    /// What they answer.
    pub sample: Answers,
}

/// What residents have in common.
pub struct Town {
    /// Where the portal is.
    pub address: SocketAddr,
    /// What they come for, by service.
    pub errands: Vec<Vec<Errand>>,
    words: BTreeMap<String, Arc<Words>>,
    /// Where codes arrive; without it nobody comes for a service that asks for one.
    pub letters: Option<Letters>,
    /// The day on which answers must make sense.
    pub today: Date,
    think: Duration,
    counted: Mutex<Counted>,
}

/// What was counted.
#[derive(Default, Clone)]
pub struct Counted {
    /// How long each kind of request took.
    pub times: BTreeMap<&'static str, Times>,
    /// Whole journeys.
    pub journeys: u64,
    /// Journeys that ended at a page saying that this service is not for them.
    pub turned_away: u64,
    /// Pages sent with something missing, refused with 422, and put right.
    pub corrected: u64,
    /// What was acknowledged.
    pub sent: Vec<Sent>,
}

/// A submission that was acknowledged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The service.
    pub service: String,
    /// Which of its samples.
    pub sample: usize,
    /// The case reference on the confirmation.
    pub reference: String,
}

impl Counted {
    /// All requests together.
    pub fn all_times(&self) -> Times {
        let mut all = Times::default();
        self.times.values().for_each(|times| all.add_all(times));
        all
    }
}

impl Town {
    /// With the services that come with Portico.
    pub fn new(address: SocketAddr, letters: Option<Letters>) -> Result<Self, Told> {
        let today = today();
        let (catalogue, problems) = Catalogue::load(&project::services());
        let catalogue = catalogue.ok_or_else(|| format!("the services do not load: {problems:?}"))?;
        let mut errands = Vec::new();
        for service in catalogue.services() {
            let wants_code = service.definition.sign_in != forms::definition::SignIn::Guest;
            if wants_code && letters.is_none() {
                continue;
            }
            let samples = service.samples(today).into_iter();
            errands.push(
                samples.map(|case| Errand { service: service.clone(), sample: case.answers }).collect(),
            );
        }
        let (words, think) = (project::words(), Duration::ZERO);
        Ok(Self { address, errands, words, letters, today, think, counted: Mutex::default() })
    }

    /// The same, with people who think so long on a page, in the mean.
    #[must_use]
    pub fn thinking(self, think: Duration) -> Self {
        Self { think, ..self }
    }

    /// What the platform says in a language.
    pub fn says(&self, tag: &str, key: &str) -> Result<String, Told> {
        let words = self.words.get(tag).ok_or_else(|| format!("no words in {tag}"))?;
        Ok(words.say(key).replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'], ""))
    }

    /// Something to do: any service, and any of its samples.
    pub fn errand(&self, chance: &Chance) -> (&Errand, usize) {
        let of_service = chance.one_of(&self.errands);
        let number = usize::try_from(chance.below(of_service.len() as u64)).unwrap_or_default();
        (of_service.get(number).expect("a sample"), number)
    }

    /// A sample by the name of its service and its number.
    pub fn find(&self, service: &str, number: usize) -> Option<&Errand> {
        let mut all = self.errands.iter();
        let of_service = all
            .find(|errands| errands.first().is_some_and(|errand| errand.service.slug.as_str() == service))?;
        of_service.get(number)
    }

    /// What was counted so far.
    pub fn counted(&self) -> MutexGuard<'_, Counted> {
        self.counted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How long somebody thinks now: about as long as the mean, never more than three times.
    pub fn thinks(&self, chance: &Chance) -> Duration {
        Duration::from_secs_f64(self.think.as_secs_f64() * waits(chance).min(3.0))
    }
}

/// The day on which samples must make sense to a program that runs by the real clock.
#[expect(clippy::disallowed_methods, reason = "the program that is measured reads the real clock, too")]
pub fn today() -> Date {
    jiff::Zoned::now().with_time_zone(jiff::tz::TimeZone::UTC).date()
}

/// A waiting time with mean 1, as between things that happen at random moments (exponential).
pub fn waits(chance: &Chance) -> f64 {
    const STEPS: u32 = 1_000_000;
    let drawn = u32::try_from(chance.below(STEPS.into())).unwrap_or_default() + 1;
    -(f64::from(drawn) / f64::from(STEPS)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_waits_are_as_long_as_they_must_be_in_the_mean() {
        let chance = Chance::seeded(7);
        let mean = (0..20_000).map(|_| waits(&chance)).sum::<f64>() / 20_000.0;
        assert!((mean - 1.0).abs() < 0.05, "{mean}");
    }
}
