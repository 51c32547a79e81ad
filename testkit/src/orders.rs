//! Every order in which two people may get in each other's way. Use cases read, decide and commit: here each runs until its
//! next question to the store (or commit) is answered, and then this file decides who goes on. The same order runs the same.

use std::{
    panic::AssertUnwindSafe,
    sync::{Arc, Condvar, Mutex, PoisonError},
    task::{Context, Poll, Wake, Waker},
    time::Duration,
};

use futures::{FutureExt, future::BoxFuture};
use model::Random;
use tokio::runtime::Runtime;

use crate::world::FakeRandom;

/// How long somebody is waited for before they count as waiting for somebody else: for a row that is locked, say.
const WAITS: Duration = Duration::from_millis(60);
/// How long nothing at all may happen.
const STUCK: Duration = Duration::from_secs(20);
/// More turns than any few use cases take.
const MOST_TURNS: usize = 2000;

/// Some who do something at the same time, and what must be true when all are done.
pub struct Scene {
    /// Who, by a name, and what they do.
    pub actors: Vec<(&'static str, BoxFuture<'static, ()>)>,
    /// What must be true afterwards.
    pub check: BoxFuture<'static, ()>,
}

/// What an actor came to, for the check.
pub struct Came<T>(Arc<Mutex<Option<T>>>);

impl<T> Clone for Came<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Came<T> {
    /// What it came to.
    ///
    /// # Panics
    /// When the actor is not done.
    pub fn to(&self) -> T {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take().expect("the actor is done")
    }
}

/// Does something, and keeps what it came to.
pub fn keeping<T: Send + 'static>(
    work: impl Future<Output = T> + Send + 'static,
) -> (BoxFuture<'static, ()>, Came<T>) {
    let came = Came(Arc::new(Mutex::new(None)));
    let kept = came.clone();
    let work = async move {
        let done = work.await;
        *kept.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(done);
    };
    (work.boxed(), came)
}

/// Plays a scene in every order with at most so many interruptions of somebody who could have gone on; how many orders.
///
/// # Panics
/// When what must be true is not: with the order.
pub fn every_order(
    runtime: &Runtime,
    interruptions: usize,
    mut scene: impl FnMut() -> BoxFuture<'static, Scene>,
) -> usize {
    let (mut to_try, mut played) = (vec![Vec::new()], 0);
    while let Some(beginning) = to_try.pop() {
        let from = beginning.len();
        let turns = play(runtime, scene(), |at, turn| match beginning.get(at) {
            Some(next) if turn.able.contains(next) => *next,
            _ => turn.usual(),
        });
        played += 1;
        for (at, turn) in turns.iter().enumerate().skip(from) {
            let before = turns.iter().take(at).filter(|turn| turn.is_interruption(turn.taken)).count();
            for other in turn.able.iter().filter(|other| **other != turn.taken) {
                if before + usize::from(turn.is_interruption(*other)) <= interruptions {
                    let mut next: Vec<usize> = turns.iter().take(at).map(|turn| turn.taken).collect();
                    next.push(*other);
                    to_try.push(next);
                }
            }
        }
    }
    played
}

/// Plays a scene in orders drawn by chance, one for each seed.
///
/// # Panics
/// When what must be true is not: with the order.
pub fn orders_by_chance(
    runtime: &Runtime,
    seeds: impl Iterator<Item = u64>,
    mut scene: impl FnMut() -> BoxFuture<'static, Scene>,
) {
    for seed in seeds {
        let chance = FakeRandom::seeded(seed);
        play(runtime, scene(), |_, turn| {
            let mut byte = [0];
            chance.fill(&mut byte);
            let [byte] = byte;
            turn.able.get(usize::from(byte) % turn.able.len()).copied().unwrap_or_else(|| turn.usual())
        });
    }
}

/// One decision: who could go on, who did, and who had the turn before.
struct Turn {
    able: Vec<usize>,
    before: Option<usize>,
    taken: usize,
}

impl Turn {
    /// Whoever had the turn goes on; else the first.
    fn usual(&self) -> usize {
        let goes_on = self.before.filter(|before| self.able.contains(before));
        goes_on.or_else(|| self.able.first().copied()).unwrap_or_default()
    }

    fn is_interruption(&self, next: usize) -> bool {
        self.before.is_some_and(|before| before != next && self.able.contains(&before))
    }
}

struct Actor {
    name: &'static str,
    work: Option<BoxFuture<'static, ()>>,
    bell: Arc<Bell>,
}

/// Rings when what somebody waited for is there.
#[derive(Default)]
struct Bell {
    has_rung: Mutex<bool>,
    rings: Condvar,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        *self.has_rung.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.rings.notify_all();
    }
}

impl Bell {
    fn has_rung(&self) -> bool {
        *self.has_rung.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait(&self, time: Duration) -> bool {
        let rung = self.has_rung.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.rings.wait_timeout_while(rung, time, |rung| !*rung);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }

    fn hush(&self) {
        *self.has_rung.lock().unwrap_or_else(PoisonError::into_inner) = false;
    }
}

/// Plays a scene once; who had which turn.
fn play(
    runtime: &Runtime,
    scene: BoxFuture<'static, Scene>,
    mut choose: impl FnMut(usize, &Turn) -> usize,
) -> Vec<Turn> {
    let Scene { actors, check } = runtime.block_on(scene);
    let mut actors: Vec<Actor> = actors.into_iter().map(actor).collect();
    let (mut turns, mut before) = (Vec::<Turn>::new(), None);
    let _on = runtime.enter();
    while actors.iter().any(|actor| actor.work.is_some()) {
        let able = able(&actors);
        let mut turn = Turn { able, before, taken: 0 };
        turn.taken = choose(turns.len(), &turn);
        before = Some(turn.taken);
        let went = actors.get_mut(turn.taken).expect("one of them");
        turns.push(turn);
        take_turn(went);
        assert!(turns.len() < MOST_TURNS, "there is no end: {}", told(&actors, &turns));
    }
    let end = std::panic::catch_unwind(AssertUnwindSafe(|| runtime.block_on(check)));
    if let Err(why) = end {
        let said = why.downcast_ref::<String>().cloned();
        let said = said.or_else(|| why.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        panic!("in the order {}: {}", told(&actors, &turns), said.unwrap_or_default());
    }
    turns
}

fn actor((name, work): (&'static str, BoxFuture<'static, ()>)) -> Actor {
    let bell = Arc::new(Bell::default());
    bell.clone().wake();
    Actor { name, work: Some(work), bell }
}

/// Who can go on. When nobody can, everybody waits for something outside: for that this waits too.
fn able(actors: &[Actor]) -> Vec<usize> {
    let now = || -> Vec<usize> {
        let all = actors.iter().enumerate();
        all.filter(|(_, actor)| actor.work.is_some() && actor.bell.has_rung()).map(|(at, _)| at).collect()
    };
    let mut waited = Duration::ZERO;
    loop {
        let able = now();
        if !able.is_empty() {
            return able;
        }
        assert!(waited < STUCK, "nobody goes on");
        std::thread::sleep(Duration::from_millis(1));
        waited += Duration::from_millis(1);
    }
}

/// Goes on until the next answer is there, or until it is plain that somebody else must go on first.
fn take_turn(actor: &mut Actor) {
    let Some(work) = &mut actor.work else { return };
    actor.bell.hush();
    let waker = Waker::from(actor.bell.clone());
    match work.poll_unpin(&mut Context::from_waker(&waker)) {
        Poll::Ready(()) => actor.work = None,
        Poll::Pending => {
            actor.bell.wait(WAITS);
        }
    }
}

fn told(actors: &[Actor], turns: &[Turn]) -> String {
    let names = turns.iter().filter_map(|turn| actors.get(turn.taken)).map(|actor| actor.name);
    names.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    fn runtime() -> Runtime {
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime")
    }

    /// Reads, waits for a turn, and writes one more: what two of them must not do at the same time.
    async fn add_one(to: Arc<AtomicU32>) {
        let read = to.load(Ordering::SeqCst);
        tokio::task::yield_now().await;
        to.store(read + 1, Ordering::SeqCst);
    }

    fn two_who_add() -> BoxFuture<'static, Scene> {
        async {
            let sum = Arc::new(AtomicU32::new(0));
            let actors = vec![("ana", add_one(sum.clone()).boxed()), ("ben", add_one(sum.clone()).boxed())];
            let check = async move { assert_eq!(sum.load(Ordering::SeqCst), 2) }.boxed();
            Scene { actors, check }
        }
        .boxed()
    }

    #[test]
    #[should_panic(expected = "in the order ana ben")]
    fn an_update_that_gets_lost_is_found_and_told_with_its_order() {
        every_order(&runtime(), 2, two_who_add);
    }

    #[test]
    #[should_panic(expected = "in the order")]
    fn an_update_that_gets_lost_is_found_by_chance_too() {
        orders_by_chance(&runtime(), 0..50, two_who_add);
    }

    #[test]
    fn without_interruptions_they_go_one_after_the_other_either_first() {
        assert_eq!(every_order(&runtime(), 0, two_who_add), 2);
    }
}
