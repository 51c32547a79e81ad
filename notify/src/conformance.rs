//! What every channel must keep to, as tests: a new channel writes a `Harness` for its other side and calls each rule.

use std::{collections::BTreeSet, future::Future, sync::Arc};

use model::{Channel, Class, Fact, Link, Message, ObligationId};

/// The name in every address the tests use: it must never show up in what operators read.
pub const PRIVATE: &str = "zebulon";

/// One other side, for tests.
pub trait Harness: Send + Sync {
    /// A channel of its own, as another node would have it.
    fn channel(&self) -> Arc<dyn Channel>;
    /// An address that takes everything, and holds [`PRIVATE`].
    fn address(&self) -> String;
    /// Addresses that never take anything.
    fn refusing(&self) -> Vec<String>;
    /// Addresses that do not take anything now.
    fn busy(&self) -> Vec<String>;
    /// The different messages that arrived for a key, as their receiver tells messages apart.
    fn arrived(&self, key: &ObligationId) -> impl Future<Output = BTreeSet<String>> + Send;
    /// Makes the other side unreachable, or reachable again.
    fn set_reachable(&self, reachable: bool);
}

/// A message for tests.
pub fn message(number: u32, to: &str) -> Message {
    let key = ObligationId::from_text(&format!("{number:0>26}"));
    assert!(key.is_some(), "an id has 26 letters or digits");
    Message {
        key: key.unwrap_or_else(|| unreachable!()),
        to: to.to_owned(),
        lang: "en".to_owned(),
        dir: "ltr".to_owned(),
        subject: "We received your application".to_owned(),
        heading: "We received your application".to_owned(),
        paragraphs: vec!["Nothing more to do for now.".to_owned()],
        facts: vec![Fact { label: "Your reference".to_owned(), value: "K7P-4QX-9".to_owned() }],
        action: Some(Link {
            label: "See where your application stands".to_owned(),
            url: "https://services.example.gov/status?part=1&of=2".to_owned(),
        }),
        footer: vec!["State of Columbia Lake, 515-555-0100".to_owned()],
    }
}

/// A repeat is one message for the receiver.
pub async fn the_same_key_twice_is_one_message(side: &impl Harness) {
    let message = message(1, &side.address());
    let first = side.channel().send(&message).await;
    assert!(first.is_ok(), "{first:?}");
    assert_eq!(side.channel().send(&message).await, first, "the second call gives the first one's answer");
    assert_eq!(side.arrived(&message.key).await.len(), 1);
}

/// Two messages are two.
pub async fn two_keys_are_two_messages(side: &impl Harness) {
    let (one, two) = (message(1, &side.address()), message(2, &side.address()));
    assert!(side.channel().send(&one).await.is_ok() && side.channel().send(&two).await.is_ok());
    let (one, two) = (side.arrived(&one.key).await, side.arrived(&two.key).await);
    assert_eq!((one.len(), two.len(), one.union(&two).count()), (1, 1, 2));
}

/// Hopeless is told at once, busy is tried again, and neither says whom it is about.
pub async fn refusals_have_their_class_and_name_nobody(side: &impl Harness) {
    let of = |addresses: Vec<String>, class| addresses.into_iter().map(move |address| (address, class));
    let cases = of(side.refusing(), Class::Permanent).chain(of(side.busy(), Class::Transient));
    for (number, (address, class)) in (10..).zip(cases) {
        let message = message(number, &address);
        let failure = side.channel().send(&message).await.err();
        assert_eq!(failure.as_ref().map(|it| it.class), Some(class), "{address}: {failure:?}");
        assert!(failure.is_some_and(|it| !it.detail.contains(PRIVATE)), "{address}: names the person");
        assert!(side.arrived(&message.key).await.is_empty(), "{address}");
    }
}

/// The other side is away for a while.
pub async fn an_other_side_that_is_away_fails_for_now(side: &impl Harness) {
    let (channel, message) = (side.channel(), message(1, &side.address()));
    assert_eq!(channel.reach().await, Ok(()));
    side.set_reachable(false);
    // Connections that stand are cut within a moment.
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    for failure in [channel.send(&message).await.err(), channel.reach().await.err()] {
        assert_eq!(failure.as_ref().map(|it| it.class), Some(Class::Transient), "{failure:?}");
    }
    side.set_reachable(true);
    assert!(side.arrived(&message.key).await.is_empty());
    assert!(channel.send(&message).await.is_ok(), "the same channel goes on when the other side is back");
    assert_eq!(side.arrived(&message.key).await.len(), 1);
}

/// Makes a test of each rule. `$side` is an expression that makes a fresh [`Harness`].
#[macro_export]
macro_rules! conformance_tests {
    ($side:expr) => {
        $crate::conformance_tests! { $side,
            the_same_key_twice_is_one_message,
            two_keys_are_two_messages,
            refusals_have_their_class_and_name_nobody,
            an_other_side_that_is_away_fails_for_now,
        }
    };
    ($side:expr, $($rule:ident),+ $(,)?) => { $(
        #[tokio::test(flavor = "multi_thread")]
        async fn $rule() {
            $crate::conformance::$rule(&$side).await;
        }
    )+ };
}
