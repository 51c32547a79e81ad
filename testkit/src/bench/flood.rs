//! Many connections that ask again as soon as they have their answer (a closed loop): what a server can do at most.

use std::{net::SocketAddr, time::Duration};

use tokio::{task::JoinSet, time::Instant};

use super::{
    figures::Times,
    wire::{Answer, Line},
};
use crate::trial::portal::Told;

/// What one connection asks again and again.
pub trait Asker: Send + 'static {
    /// The next request, ready to be sent.
    fn next(&mut self) -> &[u8];

    /// Holds an answer to what it must be.
    fn hold(&mut self, answer: &Answer<'_>) -> Result<(), Told>;
}

/// What came of it.
#[derive(Default)]
pub struct Flooded {
    /// How long each request took.
    pub times: Times,
    /// From the first request to the last answer.
    pub lasted: Duration,
}

/// Lets every asker ask over a connection of its own, spread over so many threads. They come back as they are then.
pub fn flood<A: Asker>(
    address: SocketAddr,
    askers: Vec<A>,
    threads: usize,
    lasts: Duration,
) -> Result<(Flooded, Vec<A>), Told> {
    let mut shares: Vec<Vec<A>> = (0..threads.max(1)).map(|_| Vec::new()).collect();
    let count = shares.len();
    for (number, asker) in askers.into_iter().enumerate() {
        shares.get_mut(number % count).ok_or("no thread")?.push(asker);
    }
    let threads: Vec<_> =
        shares.into_iter().map(|share| std::thread::spawn(move || ask_all(address, share, lasts))).collect();
    let (mut all, mut askers) = (Flooded::default(), Vec::new());
    for thread in threads {
        let (flooded, share) = thread.join().map_err(|_| "a thread that asked has stopped")??;
        all.times.add_all(&flooded.times);
        all.lasted = all.lasted.max(flooded.lasted);
        askers.extend(share);
    }
    Ok((all, askers))
}

fn ask_all<A: Asker>(
    address: SocketAddr,
    askers: Vec<A>,
    lasts: Duration,
) -> Result<(Flooded, Vec<A>), Told> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| error.to_string())?.block_on(async {
        let began = Instant::now();
        let mut asking = JoinSet::new();
        for asker in askers {
            asking.spawn(ask(address, asker, began + lasts));
        }
        let (mut all, mut askers) = (Times::default(), Vec::new());
        while let Some(done) = asking.join_next().await {
            let (times, asker) = done.map_err(|error| error.to_string())??;
            all.add_all(&times);
            askers.push(asker);
        }
        Ok((Flooded { times: all, lasted: began.elapsed() }, askers))
    })
}

async fn ask<A: Asker>(address: SocketAddr, mut asker: A, until: Instant) -> Result<(Times, A), Told> {
    let (mut line, mut times) = (Line::to(address), Times::default());
    let mut now = Instant::now();
    while now < until {
        let answer = line.ask(asker.next()).await?;
        asker.hold(&answer)?;
        let then = Instant::now();
        times.add(then - now);
        now = then;
    }
    Ok((times, asker))
}

/// The same page again and again.
pub struct SamePage {
    /// The request.
    pub request: Vec<u8>,
    /// Bytes of the body, as of the first answer.
    pub length: Option<usize>,
}

impl Asker for SamePage {
    fn next(&mut self) -> &[u8] {
        &self.request
    }

    /// It must be the page, as long as it was. Packed bytes differ by a few when the page tells the time left.
    fn hold(&mut self, answer: &Answer<'_>) -> Result<(), Told> {
        let length = *self.length.get_or_insert(answer.body.len());
        if answer.status == 200 && answer.body.len().abs_diff(length) <= 32 {
            return Ok(());
        }
        Err(format!("status {}, {} bytes instead of {length}", answer.status, answer.body.len()))
    }
}
