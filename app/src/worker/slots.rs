//! Slots: how many attempts one process makes at the same moment. Each system and each channel has its own, so that
//! one that hangs holds up nobody else.

use std::{collections::BTreeMap, sync::Arc};

use model::Duty;
use store::obligations::{Kind, via};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Attempts at once for one system of record: more would be unkind to it.
const OF_A_SYSTEM: usize = 4;
/// Attempts at once for one channel: a mail server takes many.
const OF_A_CHANNEL: usize = 16;

/// The slots of one process.
#[derive(Default)]
pub(super) struct Slots(BTreeMap<(Kind, String), Arc<Semaphore>>);

impl Slots {
    /// A slot for an attempt, free again when it is dropped; none when all are taken.
    pub(super) fn take(&mut self, duty: &Duty) -> Option<OwnedSemaphorePermit> {
        let kind = Kind::of(duty);
        let of_one = self.0.entry((kind, via(duty).to_owned())).or_insert_with(|| {
            Arc::new(Semaphore::new(match kind {
                Kind::HandOver => OF_A_SYSTEM,
                Kind::Notify => OF_A_CHANNEL,
            }))
        });
        of_one.clone().try_acquire_owned().ok()
    }

    /// The systems or channels that have no slot free.
    pub(super) fn busy(&self, kind: Kind) -> Vec<&str> {
        let full = self.0.iter().filter(|((of, _), slots)| *of == kind && slots.available_permits() == 0);
        full.map(|((_, name), _)| name.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part_for(connector: &str) -> Duty {
        Duty::HandOver { plan_item: "record".into(), connector: connector.into(), after: Vec::new() }
    }

    #[test]
    fn a_system_with_all_its_slots_taken_leaves_those_of_others_free() {
        let mut slots = Slots::default();
        let mut taken: Vec<_> = std::iter::from_fn(|| slots.take(&part_for("slow"))).collect();
        assert_eq!(taken.len(), OF_A_SYSTEM);
        assert_eq!(slots.busy(Kind::HandOver), ["slow"]);
        assert!(slots.take(&part_for("quick")).is_some());
        let message = Duty::Notify { channel: "slow".into(), about: "code".into() };
        assert!(slots.take(&message).is_some(), "a channel may have the name of a system");
        taken.pop();
        assert!(slots.busy(Kind::HandOver).is_empty());
        assert!(slots.take(&part_for("slow")).is_some(), "free again");
    }
}
