//! The outside world as tests need it: a clock that is set, chance that repeats, systems of record and a mailbox that
//! do as they are told.

use std::{
    collections::VecDeque,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use futures::{FutureExt, future::BoxFuture};
use jiff::{SignedDuration, Timestamp};
use model::{Accepted, Channel, Clock, Connector, Failure, Found, HandOver, Message, ObligationId, Random};

/// A clock that stands still until it is moved.
pub struct FakeClock(Mutex<Timestamp>);

impl FakeClock {
    /// Stands at a moment: `2026-11-22T15:00:00Z`.
    ///
    /// # Panics
    /// When the text is no moment.
    pub fn at(moment: &str) -> Self {
        Self(Mutex::new(moment.parse().expect("a moment such as 2026-11-22T15:00:00Z")))
    }

    /// Moves on.
    pub fn pass(&self, time: SignedDuration) {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *now += time;
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Chance that is different at every call and the same at every run.
#[derive(Default)]
pub struct FakeRandom(AtomicU64);

impl FakeRandom {
    /// Another row of numbers.
    pub fn seeded(seed: u64) -> Self {
        Self(AtomicU64::new(seed << 32))
    }
}

impl Random for FakeRandom {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            // SplitMix64: good enough to be different, and not used for anything that must not be guessed.
            let mut z =
                self.0.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(1);
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            for (byte, random) in chunk.iter_mut().zip((z ^ (z >> 31)).to_le_bytes()) {
                *byte = random;
            }
        }
    }
}

/// A system of record that does as the test says, and remembers what it was given.
#[derive(Default)]
pub struct ScriptedSystem {
    script: Mutex<VecDeque<Step>>,
    records: Mutex<Vec<HandOver>>,
    calls: AtomicU64,
}

/// What the system does at the next call.
#[derive(Debug, Clone)]
pub enum Step {
    /// Takes it and says so.
    Take,
    /// Does not take it, and says why.
    Fail(Failure),
    /// Takes it and does not say so: the answer is lost.
    TakeAndLoseTheAnswer,
}

impl ScriptedSystem {
    /// What happens at the next calls; after that everything is taken.
    pub fn expect(&self, steps: impl IntoIterator<Item = Step>) {
        self.script.lock().unwrap_or_else(PoisonError::into_inner).extend(steps);
    }

    /// What it has, in the order it came.
    pub fn records(&self) -> Vec<HandOver> {
        self.records.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How often it was handed something.
    pub fn calls(&self) -> u64 {
        self.calls.load(Ordering::Relaxed)
    }

    fn keep(&self, part: &HandOver) -> Accepted {
        let mut records = self.records.lock().unwrap_or_else(PoisonError::into_inner);
        let known = records.iter().position(|record| record.key == part.key);
        let number = known.unwrap_or_else(|| {
            records.push(part.clone());
            records.len() - 1
        });
        Accepted { by: "scripted".to_owned(), reference: format!("REC-{}", number + 1) }
    }
}

impl Connector for ScriptedSystem {
    fn check(&self, _: &serde_json::Value) -> Result<(), String> {
        Ok(())
    }

    fn hand_over<'a>(&'a self, part: &'a HandOver) -> BoxFuture<'a, Result<Accepted, Failure>> {
        async move {
            self.calls.fetch_add(1, Ordering::Relaxed);
            let step = self.script.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
            match step.unwrap_or(Step::Take) {
                Step::Take => Ok(self.keep(part)),
                Step::Fail(failure) => Err(failure),
                Step::TakeAndLoseTheAnswer => {
                    self.keep(part);
                    Err(Failure::unknown("the answer was lost"))
                }
            }
        }
        .boxed()
    }

    fn find<'a>(&'a self, part: &'a HandOver) -> BoxFuture<'a, Result<Found, Failure>> {
        async move {
            let records = self.records.lock().unwrap_or_else(PoisonError::into_inner);
            let at = records.iter().position(|record| record.key == part.key);
            Ok(at.map_or(Found::No, |number| {
                Found::Yes(Accepted { by: "scripted".to_owned(), reference: format!("REC-{}", number + 1) })
            }))
        }
        .boxed()
    }

    fn reach(&self) -> BoxFuture<'_, Result<(), Failure>> {
        async { Ok(()) }.boxed()
    }
}

/// A mailbox that remembers, and fails when told to.
#[derive(Default)]
pub struct RecordingChannel {
    sent: Mutex<Vec<Message>>,
    failures: Mutex<VecDeque<Failure>>,
}

impl RecordingChannel {
    /// Everything sent, oldest first.
    pub fn sent(&self) -> Vec<Message> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The newest message to an address.
    pub fn newest_to(&self, address: &str) -> Option<Message> {
        self.sent().into_iter().rev().find(|message| message.to == address)
    }

    /// The next messages fail.
    pub fn fail(&self, failures: impl IntoIterator<Item = Failure>) {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner).extend(failures);
    }

    /// How often a message with this key was sent.
    pub fn count(&self, key: &ObligationId) -> usize {
        self.sent().iter().filter(|message| message.key == *key).count()
    }
}

impl Channel for RecordingChannel {
    fn send<'a>(&'a self, message: &'a Message) -> BoxFuture<'a, Result<Accepted, Failure>> {
        async move {
            if let Some(failure) = self.failures.lock().unwrap_or_else(PoisonError::into_inner).pop_front() {
                return Err(failure);
            }
            self.sent.lock().unwrap_or_else(PoisonError::into_inner).push(message.clone());
            Ok(Accepted { by: "recording".to_owned(), reference: message.key.to_string() })
        }
        .boxed()
    }

    fn reach(&self) -> BoxFuture<'_, Result<(), Failure>> {
        async { Ok(()) }.boxed()
    }
}
