//! Makes up the next version of a made-up service: pages dropped, added, moved, renamed; questions reworded, with other
//! limits, options, types and conditions; and help that changes nothing.

use proptest::prelude::*;

use crate::journey::properties::invented::{Asks, Condition, Invented, Leaf};

/// One change by an author.
#[derive(Debug, Clone)]
enum Edit {
    Drop,
    Add(Asks),
    Move,
    Rename,
    Reword,
    Limit(u8),
    Retype(Asks),
    Condition(Option<Condition>),
    Help,
}

/// Two versions of a made-up service.
#[derive(Debug, Clone)]
pub struct Versions {
    pub old: Invented,
    pub new: Invented,
}

impl Versions {
    pub fn any() -> impl Strategy<Value = Self> {
        let edits = prop::collection::vec((any::<u8>(), edit()), 0..6);
        (Invented::any(), edits).prop_map(|(old, edits)| {
            let mut pages = old.pages.clone();
            for (number, (which, edit)) in (100..).zip(edits) {
                apply(&mut pages, usize::from(which), edit, number);
            }
            let new = old.with(pages);
            Self { old, new }
        })
    }

    /// Whether the questions of a page ask the same in both versions.
    pub fn asks_the_same(&self, new: &Leaf) -> bool {
        let old = self.old.pages.iter().find(|old| old.id == new.id);
        old.is_some_and(|old| (old.asks, old.wording, old.limit) == (new.asks, new.wording, new.limit))
    }
}

fn asks() -> impl Strategy<Value = Asks> {
    let kinds = [Asks::YesNo, Asks::Number, Asks::Choice, Asks::OptionalText, Asks::Nothing, Asks::Repeat];
    prop::sample::select(kinds.to_vec())
}

fn edit() -> impl Strategy<Value = Edit> {
    let condition = prop::option::of((any::<u8>(), any::<bool>()));
    let condition = condition.prop_map(|found| found.map(|(on, turned)| Condition { on: on.into(), turned }));
    prop_oneof![
        2 => Just(Edit::Drop),
        2 => asks().prop_map(Edit::Add),
        1 => Just(Edit::Move),
        1 => Just(Edit::Rename),
        2 => Just(Edit::Reword),
        3 => (1_u8..7).prop_map(Edit::Limit),
        2 => asks().prop_map(Edit::Retype),
        1 => condition.prop_map(Edit::Condition),
        2 => Just(Edit::Help),
    ]
}

fn apply(pages: &mut Vec<Leaf>, which: usize, edit: Edit, number: usize) {
    let at = which % pages.len();
    let is_only_one = pages.len() == 1;
    let leaf = &mut pages[at];
    match edit {
        Edit::Drop if !is_only_one => drop(pages.remove(at)),
        Edit::Drop | Edit::Help => leaf.help = !leaf.help,
        Edit::Add(asks) => {
            let new = Leaf { id: number, asks, ..leaf.clone() };
            pages.insert(at, new);
        }
        Edit::Move => {
            let leaf = pages.remove(at);
            pages.push(leaf);
        }
        Edit::Rename => leaf.renamed = true,
        Edit::Reword => leaf.wording += 1,
        Edit::Limit(limit) => leaf.limit = limit,
        Edit::Retype(asks) => leaf.asks = asks,
        Edit::Condition(condition) => leaf.when = condition,
    }
}
