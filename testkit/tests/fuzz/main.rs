//! Fuzzing: seeds that are kept are bent in many ways and read. Nothing may panic, take long, point to where nothing is, or
//! be read back as something else. `make fuzz` does it longer. What was found is kept as a seed and tried first.

#![cfg(test)]

mod bend;
mod expressions;
mod forms_sent;
mod loader;
mod names;

use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    time::Duration,
};

use testkit::project;
use tokio::time::Instant;

use bend::Chance;

/// Nothing that is read may take longer, in a build for tests on a busy machine.
const LONGEST: Duration = Duration::from_secs(5);

/// Cases for each target: a few in every test run, as many as are asked for by `FUZZ_CASES`.
#[expect(clippy::disallowed_methods, reason = "how long to fuzz is said to the test, not to the product")]
fn cases(usual: usize) -> usize {
    std::env::var("FUZZ_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// Where chance begins: the same every time unless `FUZZ_SEED` says otherwise.
#[expect(clippy::disallowed_methods, reason = "where chance begins is said to the test, not to the product")]
fn chance() -> Chance {
    Chance(std::env::var("FUZZ_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(2026))
}

/// The folder of a target's seeds.
fn folder(target: &str) -> PathBuf {
    project::root().join("testkit/seeds").join(target)
}

/// The seeds of a target, in the order of their names.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(folder(target)).expect("the seeds are there");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    assert!(paths.len() >= 3, "{target} has too few seeds");
    paths.iter().map(|path| fs::read(path).expect("a seed")).collect()
}

/// Every seed as it is, and then bent ones. `words` are what the target's language is made of.
fn inputs(target: &str, words: &[&str], usual: usize) -> Vec<Vec<u8>> {
    let seeds = seeds(target);
    let mut chance = chance();
    let bent = (0..cases(usual)).map(|_| chance.bend(&seeds, words)).collect::<Vec<_>>();
    seeds.into_iter().chain(bent).collect()
}

/// Tries one input; what made the test fail is kept as a seed.
fn try_one(target: &str, input: &[u8], read: impl FnOnce(&[u8])) {
    let began = Instant::now();
    let failed = catch_unwind(AssertUnwindSafe(|| read(input))).is_err();
    if failed || began.elapsed() > LONGEST {
        let path = keep(target, input);
        panic!("{target}: {} after {:?}", path.display(), began.elapsed());
    }
}

/// Writes an input that failed to where the next run tries it first.
fn keep(target: &str, input: &[u8]) -> PathBuf {
    let sum = input.iter().fold(5381_u64, |sum, byte| sum.wrapping_mul(33) ^ u64::from(*byte));
    let path = folder(target).join(format!("found-{sum:016x}"));
    fs::write(&path, input).expect("the seed can be kept");
    path
}
