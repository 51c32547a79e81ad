//! Turns: so many requests are worked on at once, and the others wait a short while for theirs. Answers that people
//! send go first, then pages of those who have begun, then everybody else. How long people waited is what tells whether
//! the process keeps up.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{
    sync::oneshot,
    time::{Instant, timeout},
};

/// Whose turn comes first: the order of this list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// What somebody sends who has begun.
    Sent,
    /// A page of somebody who has begun, or was let in.
    UnderWay,
    /// Everybody else.
    Visit,
}

impl Class {
    /// For metrics.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::UnderWay => "under_way",
            Self::Visit => "visit",
        }
    }
}

/// Waiting requests of one class for each that may be worked on: more would only wait in vain.
const WAITING_FOR_EACH: usize = 4;

/// Gives out turns.
#[derive(Debug)]
pub struct Gate {
    most: usize,
    inside: Mutex<Inside>,
}

#[derive(Debug, Default)]
struct Inside {
    under_way: usize,
    sent: VecDeque<Waiting>,
    begun: VecDeque<Waiting>,
    visits: VecDeque<Waiting>,
    waits: Waits,
}

/// The shortest time anybody waited since it was asked last: when even that is long, there is always a queue.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Waits {
    /// Of those who have begun.
    pub insiders: Option<Duration>,
    /// Of everybody else.
    pub visitors: Option<Duration>,
}

#[derive(Debug)]
struct Waiting {
    since: Instant,
    turn: oneshot::Sender<Turn>,
}

/// One request may be worked on. The next one may when this is dropped.
#[derive(Debug)]
pub struct Turn(Option<Arc<Gate>>);

/// No turn came in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TurnedAway;

impl Inside {
    fn line(&mut self, class: Class) -> &mut VecDeque<Waiting> {
        match class {
            Class::Sent => &mut self.sent,
            Class::UnderWay => &mut self.begun,
            Class::Visit => &mut self.visits,
        }
    }

    fn next(&mut self) -> Option<Waiting> {
        self.sent.pop_front().or_else(|| self.begun.pop_front()).or_else(|| self.visits.pop_front())
    }

    /// How long the first of a line has waited.
    fn age(line: &VecDeque<Waiting>) -> Option<Duration> {
        let first = line.iter().find(|waiting| !waiting.turn.is_closed());
        first.map(|waiting| waiting.since.elapsed())
    }

    fn note(&mut self, class: Class, waited: Duration) {
        let least = if class == Class::Visit { &mut self.waits.visitors } else { &mut self.waits.insiders };
        *least = Some(least.map_or(waited, |before| before.min(waited)));
    }
}

impl Gate {
    /// So many requests at once.
    pub fn new(most: usize) -> Arc<Self> {
        Arc::new(Self { most, inside: Mutex::default() })
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a turn, waiting for it so long at most.
    pub async fn turn(self: &Arc<Self>, class: Class, patience: Duration) -> Result<Turn, TurnedAway> {
        let since = Instant::now();
        let Some(turn) = self.ask(class, since)? else { return Ok(Turn(Some(self.clone()))) };
        // A turn that comes too late is dropped with its channel, and goes to the next.
        let turn = timeout(patience, turn).await.ok().and_then(Result::ok);
        self.inside().note(class, since.elapsed());
        turn.ok_or(TurnedAway)
    }

    /// Counts the request in, or has it wait for what comes through the channel.
    fn ask(&self, class: Class, since: Instant) -> Result<Option<oneshot::Receiver<Turn>>, TurnedAway> {
        let mut inside = self.inside();
        // A free turn is never kept from those who wait: whoever ends gives it on.
        if inside.under_way < self.most {
            inside.under_way += 1;
            inside.note(class, Duration::ZERO);
            return Ok(None);
        }
        let most = self.most.saturating_mul(WAITING_FOR_EACH);
        let line = inside.line(class);
        if line.len() >= most {
            line.retain(|waiting| !waiting.turn.is_closed());
        }
        if line.len() >= most {
            return Err(TurnedAway);
        }
        let (turn, comes) = oneshot::channel();
        line.push_back(Waiting { since, turn });
        Ok(Some(comes))
    }

    /// Gives a turn on to whoever waits, or counts it free.
    fn give_on(self: &Arc<Self>) {
        loop {
            let next = {
                let mut inside = self.inside();
                let next = inside.next();
                if next.is_none() {
                    inside.under_way = inside.under_way.saturating_sub(1);
                }
                next
            };
            let Some(next) = next else { return };
            match next.turn.send(Turn(Some(self.clone()))) {
                Ok(()) => return,
                // They went away while they waited.
                Err(mut unused) => unused.0 = None,
            }
        }
    }

    /// One more request could be worked on at once.
    pub fn is_free(&self) -> bool {
        self.inside().under_way < self.most
    }

    /// Requests worked on now.
    pub fn under_way(&self) -> usize {
        self.inside().under_way
    }

    /// Requests of a class that wait now.
    pub fn waiting(&self, class: Class) -> usize {
        self.inside().line(class).iter().filter(|waiting| !waiting.turn.is_closed()).count()
    }

    /// How long people waited since this was asked last. When no turn came at all, those who wait tell.
    pub fn take_waits(&self) -> Waits {
        let mut inside = self.inside();
        let noted = std::mem::take(&mut inside.waits);
        Waits {
            insiders: noted.insiders.or_else(|| Inside::age(&inside.sent).max(Inside::age(&inside.begun))),
            visitors: noted.visitors.or_else(|| Inside::age(&inside.visits)),
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(gate) = self.0.take() {
            gate.give_on();
        }
    }
}

#[cfg(test)]
mod tests;
