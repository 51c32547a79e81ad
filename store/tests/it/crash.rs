//! A process that is killed in the middle of its work: whatever it was told is kept is there afterwards.

use std::{
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
    sync::Arc,
};

use store::{Batch, Keks, Settings, Statement, Store};

use crate::bench::{Os, new_folder, sqlite_address};

/// How many commits the child must have been told of before it is killed.
const ACKNOWLEDGED: usize = 300;

fn settings(address: &str) -> Settings {
    let kek = Keks::parse("crash:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=").unwrap();
    Settings { database_url: address.into(), pool_size: 1, kek, files_dir: "unused".into() }
}

fn pair(number: u32) -> Batch {
    let sql = "INSERT INTO sessions (token_hash, created_at, seen_at, ends_at) VALUES ($1, 0, 0, 0)";
    let row = |side: &str| Statement::new(sql, vec![format!("{side}-{number}").into()]);
    Batch::from(vec![row("left"), row("right")])
}

/// Not a test by itself: the test below starts it as a process of its own. Reads where to write from its input.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "started by the test below"]
async fn child_that_commits_until_it_is_killed() {
    let mut address = String::new();
    std::io::stdin().read_line(&mut address).unwrap();
    let store = Store::open(&settings(address.trim()), Arc::new(Os)).await.unwrap();
    let writers = (0..8_u32).map(|writer| {
        let store = store.clone();
        tokio::spawn(async move {
            for number in (writer..u32::MAX).step_by(8) {
                store.commit(pair(number)).await.unwrap();
                let mut out = std::io::stdout().lock();
                writeln!(out, "kept {number}").unwrap();
                out.flush().unwrap();
            }
        })
    });
    futures::future::join_all(writers).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_was_acknowledged_before_the_process_was_killed_is_kept() {
    let folder = new_folder();
    let address = sqlite_address(&folder);
    let store = Store::open(&settings(&address), Arc::new(Os)).await.unwrap();
    store.migrate().await.unwrap();
    drop(store);
    for _ in 0..3 {
        let acknowledged = run_child_and_kill_it(&address);
        let store = Store::open(&settings(&address), Arc::new(Os)).await.unwrap();
        let rows = store.read("SELECT token_hash FROM sessions", Vec::new()).await.unwrap();
        let there: std::collections::HashSet<String> =
            rows.iter().map(|row| row.text("token_hash").unwrap()).collect();
        for number in &acknowledged {
            assert!(
                there.contains(&format!("left-{number}")) && there.contains(&format!("right-{number}")),
                "{number}"
            );
        }
        let lefts = there.iter().filter(|row| row.starts_with("left")).count();
        assert_eq!(there.len(), lefts * 2, "no commit is there by half");
        store.commit(Statement::new("DELETE FROM sessions", Vec::new())).await.unwrap();
    }
    let _ = std::fs::remove_dir_all(folder);
}

fn run_child_and_kill_it(address: &str) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["crash::child_that_commits_until_it_is_killed", "--exact", "--ignored", "--nocapture"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    writeln!(child.stdin.as_mut().unwrap(), "{address}").unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let number = |line: String| line.strip_prefix("kept ").map(str::to_owned);
    let mut acknowledged: Vec<String> = lines.by_ref().filter_map(number).take(ACKNOWLEDGED).collect();
    // SIGKILL: no destructor runs, nothing is flushed.
    child.kill().unwrap();
    child.wait().unwrap();
    acknowledged.extend(lines.filter_map(number));
    assert!(acknowledged.len() >= ACKNOWLEDGED, "the child must have done its work: {}", acknowledged.len());
    acknowledged
}
