//! What every connector must keep to, as tests: a new connector writes a `Harness` for its other side and calls
//! `conformance_tests!`. The worker that hands over relies on exactly this.

use std::{collections::BTreeSet, future::Future, sync::Arc, time::Duration};

use futures::future::join_all;
use model::{Accepted, Class, Connector, Finding, Found, HandOver, ObligationId};

/// A value that parts that never fit hold: it must never show up in what operators read.
pub const PRIVATE: &str = "Zebulon Quillfeather";

/// One other side, for tests.
pub trait Harness: Send + Sync {
    /// A connector of its own, as another node would have it.
    fn connector(&self) -> Arc<dyn Connector>;
    /// A part that fits.
    fn part(&self, key: ObligationId) -> HandOver;
    /// Parts that can never fit, each with what is wrong; values in them are [`PRIVATE`].
    fn impossible(&self, key: ObligationId) -> Vec<(&'static str, HandOver)>;
    /// What would be handed over and never fits, each with words of the finding; none where nothing can be looked at.
    /// Values in them are [`PRIVATE`].
    fn misfits(&self) -> Vec<(&'static str, serde_json::Value)> {
        Vec::new()
    }
    /// How many records the other side has for a key.
    fn records(&self, key: &ObligationId) -> impl Future<Output = usize> + Send;
    /// Makes the other side unreachable, or reachable again.
    fn set_reachable(&self, reachable: bool);
}

/// A key nobody has used: its number, and zeros before it.
pub fn key(number: u32) -> ObligationId {
    let id = ObligationId::from_text(&format!("{number:0>26}"));
    assert!(id.is_some(), "an id has 26 letters or digits");
    id.unwrap_or_else(|| unreachable!())
}

/// Every call with one key gives the same answer and makes one record.
pub async fn the_same_key_twice_is_one_record(side: &impl Harness) {
    let (connector, part) = (side.connector(), side.part(key(1)));
    let first = connector.hand_over(&part).await;
    assert!(first.is_ok(), "a part that fits is taken: {first:?}");
    assert_eq!(connector.hand_over(&part).await, first, "the second call gives the first one's answer");
    assert_eq!(side.connector().hand_over(&part).await, first, "so it does from another node");
    assert_eq!(side.records(&part.key).await, 1);
}

/// Another key is another record.
pub async fn two_keys_are_two_records(side: &impl Harness) {
    let (connector, one, two) = (side.connector(), side.part(key(1)), side.part(key(2)));
    let accepted = [connector.hand_over(&one).await, connector.hand_over(&two).await];
    let references: BTreeSet<_> = accepted.iter().flatten().map(|it| it.reference.clone()).collect();
    assert_eq!(references.len(), 2, "each has a reference of its own: {accepted:?}");
    assert_eq!((side.records(&one.key).await, side.records(&two.key).await), (1, 1));
}

/// Nodes race.
pub async fn twenty_at_once_with_one_key_are_one_record(side: &impl Harness) {
    let part = side.part(key(1));
    let nodes = [side.connector(), side.connector()];
    let calls = (0..10).flat_map(|_| nodes.iter().map(|node| node.hand_over(&part)));
    let answers = join_all(calls).await;
    let references: BTreeSet<_> = answers.iter().flatten().map(|it| it.reference.clone()).collect();
    assert_eq!(references.len(), 1, "all that were accepted have the same reference: {answers:?}");
    let is_soft = |class| matches!(class, Class::Transient | Class::Unknown);
    assert!(answers.iter().filter_map(|it| it.as_ref().err()).all(|it| is_soft(it.class)), "{answers:?}");
    assert_eq!(side.records(&part.key).await, 1);
}

/// `find` tells.
pub async fn a_part_is_found_after_it_was_handed_over_and_not_before(side: &impl Harness) {
    let (connector, part) = (side.connector(), side.part(key(1)));
    let before = connector.find(&part).await;
    assert!(matches!(before, Ok(Found::No | Found::CannotTell)), "nothing is there yet: {before:?}");
    let accepted = connector.hand_over(&part).await;
    match (connector.find(&part).await, accepted) {
        (Ok(Found::CannotTell), Ok(_)) => {}
        (Ok(Found::Yes(found)), Ok(accepted)) => assert_eq!(found, accepted),
        other => assert!(other.1.is_err(), "it must be found once it is there: {other:?}"),
    }
    assert_eq!(side.records(&part.key).await, 1);
}

/// Hopeless parts are told at once, without telling what is in them.
pub async fn a_part_that_can_never_fit_fails_for_good_and_leaves_nothing(side: &impl Harness) {
    let parts = side.impossible(key(1));
    assert!(!parts.is_empty(), "there is at least one part that never fits");
    for (wrong, part) in parts {
        let Err(failure) = side.connector().hand_over(&part).await else {
            unreachable!("accepted, though: {wrong}");
        };
        assert_eq!(failure.class, Class::Permanent, "{wrong}: {failure}");
        let tells = PRIVATE.split(' ').any(|word| failure.detail.contains(word));
        assert!(!tells, "{wrong}: the failure holds a value: {failure}");
        assert_eq!(side.records(&part.key).await, 0, "{wrong}");
    }
    let fits = side.part(key(1));
    assert!(
        side.connector().hand_over(&fits).await.is_ok(),
        "a part mended later is taken with the same key"
    );
}

/// Nothing is lost and nothing is kept while the other side is away.
pub async fn an_other_side_that_is_away_fails_for_now_and_nothing_is_kept(side: &impl Harness) {
    let (connector, part) = (side.connector(), side.part(key(1)));
    assert_eq!(connector.reach().await, Ok(()));
    side.set_reachable(false);
    let failures = [
        connector.hand_over(&part).await.err(),
        connector.find(&part).await.err(),
        connector.reach().await.err(),
    ];
    for failure in failures {
        assert_eq!(failure.as_ref().map(|it| it.class), Some(Class::Transient), "{failure:?}");
    }
    side.set_reachable(true);
    assert_eq!(side.records(&part.key).await, 0);
    assert!(matches!(connector.find(&part).await, Ok(Found::No | Found::CannotTell)));
    assert!(
        connector.hand_over(&part).await.is_ok(),
        "the same connector goes on when the other side is back"
    );
}

/// The process may end at any moment; the next one asks, and hands over.
pub async fn a_hand_over_dropped_half_way_ends_as_one_record(side: &impl Harness) {
    for step in 0..30 {
        let part = side.part(key(100 + step));
        let connector = side.connector();
        let patience = Duration::from_micros(400 * u64::from(step));
        let _ = tokio::time::timeout(patience, connector.hand_over(&part)).await;
        drop(connector);
        let accepted = again(side, &part).await;
        assert!(accepted.is_some(), "handed over after having been dropped at {patience:?}");
        assert_eq!(side.records(&part.key).await, 1, "dropped at {patience:?}");
    }
}

/// As the worker does: ask, then send.
async fn again(side: &impl Harness, part: &HandOver) -> Option<Accepted> {
    let connector = side.connector();
    match connector.find(part).await {
        Ok(Found::Yes(accepted)) => Some(accepted),
        _ => connector.hand_over(part).await.ok(),
    }
}

/// Authors hear of a wrong shape before any resident does.
pub async fn check_takes_what_fits_and_refuses_what_is_none(side: &impl Harness) {
    let connector = side.connector();
    assert_eq!(connector.check(&side.part(key(1)).give), Ok(()));
    for give in [serde_json::json!({}), serde_json::json!({"no such shape": {}}), serde_json::json!("text")] {
        assert!(connector.check(&give).is_err(), "{give} is no `give`");
    }
    std::future::ready(()).await;
}

/// Operators hear of what does not fit before any resident's part fails by it; looking changes nothing.
pub async fn a_look_finds_what_would_not_fit_and_nothing_in_what_does(side: &impl Harness) {
    let (connector, part) = (side.connector(), side.part(key(1)));
    let found = connector.look(std::slice::from_ref(&part.give)).await;
    let misfits = |found: Vec<Finding>| found.into_iter().filter(|it| it.is_misfit).collect::<Vec<_>>();
    assert_eq!(found.map(misfits), Ok(Vec::new()));
    for (words, give) in side.misfits() {
        let found = connector.look(&[give]).await.map(misfits).unwrap_or_default();
        assert!(found.iter().any(|it| it.wrong.contains(words)), "{words}: {found:?}");
        for finding in found {
            let tells =
                PRIVATE.split(' ').any(|word| finding.wrong.contains(word) || finding.write.contains(word));
            assert!(!tells && !finding.write.is_empty(), "{finding:?}");
        }
    }
    assert_eq!(side.records(&part.key).await, 0);
    if !side.misfits().is_empty() {
        side.set_reachable(false);
        let away = connector.look(&[part.give]).await.err();
        assert_eq!(away.as_ref().map(|it| it.class), Some(Class::Transient), "{away:?}");
        side.set_reachable(true);
    }
}

/// Makes a test of each rule. `$side` is an expression that makes a fresh [`Harness`].
#[macro_export]
macro_rules! conformance_tests {
    ($side:expr) => {
        $crate::conformance_tests! { $side,
            the_same_key_twice_is_one_record,
            two_keys_are_two_records,
            twenty_at_once_with_one_key_are_one_record,
            a_part_is_found_after_it_was_handed_over_and_not_before,
            a_part_that_can_never_fit_fails_for_good_and_leaves_nothing,
            an_other_side_that_is_away_fails_for_now_and_nothing_is_kept,
            a_hand_over_dropped_half_way_ends_as_one_record,
            check_takes_what_fits_and_refuses_what_is_none,
            a_look_finds_what_would_not_fit_and_nothing_in_what_does,
        }
    };
    ($side:expr, $($rule:ident),+ $(,)?) => { $(
        #[tokio::test(flavor = "multi_thread")]
        async fn $rule() {
            $crate::conformance::$rule(&$side).await;
        }
    )+ };
}
