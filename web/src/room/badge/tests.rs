//! What people carry counts only as it was given out, for what it was given out, and for its time.

use std::sync::Arc;

use proptest::prelude::*;
use store::Keks;
use testkit::world::FakeRandom;

use super::*;

const NOW: Millis = 1_795_359_600_000;
const PASS: Millis = HOUR;

async fn store(folder: &tempfile::TempDir, name: &str, seed: u64) -> Store {
    let random = Arc::new(FakeRandom::seeded(seed));
    let settings = store::Settings {
        database_url: format!("sqlite:{}", folder.path().join(name).display()),
        pool_size: 1,
        kek: Keks::parse(&Keks::new_text("test", random.as_ref())).unwrap(),
        files_dir: folder.path().join("files"),
    };
    let store = Store::open(&settings, random).await.unwrap();
    store.migrate().await.unwrap();
    store
}

fn place(at: Millis) -> Badge {
    Badge::Place(Place { at, id: 0xfeed })
}

#[tokio::test]
async fn a_place_counts_for_twelve_hours_and_a_pass_as_long_as_it_was_given_for() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder, "a.db", 1).await;
    let pass = Badge::Pass(Place { at: NOW, id: 1 });
    for (badge, lasts) in [(place(NOW), PLACE_LASTS), (pass, PASS)] {
        let text = badge.text(&store);
        assert_eq!(Badge::read(&store, &text, NOW, PASS), Some(badge));
        assert_eq!(Badge::read(&store, &text, NOW + lasts - 1, PASS), Some(badge));
        assert_eq!(Badge::read(&store, &text, NOW + lasts, PASS), None);
        assert_eq!(Badge::read(&store, &text, NOW - CLOCKS - 1, PASS), None, "from the future");
    }
}

#[tokio::test]
async fn nothing_made_elsewhere_or_for_another_use_counts() {
    let folder = tempfile::tempdir().unwrap();
    let (ours, theirs) = (store(&folder, "a.db", 1).await, store(&folder, "b.db", 2).await);
    let text = place(NOW).text(&theirs);
    assert!(Badge::read(&theirs, &text, NOW, PASS).is_some());
    assert_eq!(Badge::read(&ours, &text, NOW, PASS), None);
    let as_pass = place(NOW).text(&ours).replace("place.", "pass.");
    assert_eq!(Badge::read(&ours, &as_pass, NOW, PASS), None, "a place is no pass");
    let session = stamped(&ours, "token", NOW);
    assert_eq!(token_of(&session), "token");
    assert_eq!(began_at(&ours, &session, NOW), Some(NOW));
    assert_eq!(began_at(&ours, &session, NOW + SESSION_LASTS), None);
    assert_eq!(began_at(&ours, &session.replace("token", "other"), NOW), None);
    assert_eq!(began_at(&ours, "token", NOW), None, "a cookie of before there were stamps");
    assert_eq!(Badge::read(&ours, &session, NOW, PASS), None);
    assert_eq!(began_at(&ours, &place(NOW).text(&ours), NOW), None);
}

#[tokio::test]
async fn whatever_is_changed_in_a_place_it_is_no_place_any_more() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder, "a.db", 1).await;
    let text = place(NOW).text(&store);
    let changes = (0..text.len(), proptest::char::range('!', '~'));
    let mut runner = proptest::test_runner::TestRunner::default();
    let outcome = runner.run(&changes, |(at, by)| {
        let mut letters: Vec<char> = text.chars().collect();
        let was = std::mem::replace(&mut letters[at], by);
        let read = Badge::read(&store, &letters.into_iter().collect::<String>(), NOW, PASS);
        prop_assert_eq!(read.is_some(), was == by);
        Ok(())
    });
    outcome.unwrap();
    runner
        .run(&".*", |made_up: String| {
            prop_assert_eq!(Badge::read(&store, &made_up, NOW, PASS), None);
            prop_assert_eq!(began_at(&store, &made_up, NOW), None);
            Ok(())
        })
        .unwrap();
}
