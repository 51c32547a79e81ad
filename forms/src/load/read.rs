//! Reads one file into its type and goes on after a misfit, so that all of them are shown at once.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;

use super::{
    fault::{fault_of, quoted},
    node::Node,
    typed::Misfit,
    yaml::Fault,
};
use crate::{definition::Question, position::Span};

/// Most misfits said about one file; after that the rest is noise.
const MAX_MISFITS: usize = 30;

/// What came of reading a file.
pub struct Outcome<T> {
    /// The typed file; some list items may be left out.
    pub value: Option<T>,
    /// The tree without what was left out: its positions in lists are those of the typed file.
    pub tree: Node,
    /// Parts left out because something in them does not fit.
    pub dropped: Vec<Node>,
    /// What does not fit.
    pub faults: Vec<Fault>,
}

/// Reads a tree as `T`. What does not fit is said, taken out, and reading starts again without it. What is only
/// missing because it was taken out is not said.
pub fn read<T: DeserializeOwned>(tree: &Node) -> Outcome<T> {
    let mut outcome = Outcome { value: None, tree: tree.clone(), dropped: Vec::new(), faults: Vec::new() };
    let mut taken: BTreeSet<(Span, String)> = BTreeSet::new();
    let Outcome { tree, dropped, faults, .. } = &mut outcome;
    drop_bad_questions(tree, dropped, faults);
    for _ in 0..MAX_MISFITS {
        let misfit = match T::deserialize(&outcome.tree) {
            Ok(value) => {
                outcome.value = Some(value);
                return outcome;
            }
            Err(misfit) => misfit,
        };
        let span = misfit.span.unwrap_or(outcome.tree.span);
        let follows = quoted(&misfit.message, "missing field `")
            .is_some_and(|field| taken.contains(&(span, field.to_owned())));
        if !follows {
            outcome.faults.push(fault_of(&misfit, span, &outcome.tree));
        }
        let Some(removed) = outcome.tree.take_at(span) else { return outcome };
        taken.extend(removed.key.map(|key| (removed.above, key)));
        outcome.dropped.push(removed.value);
    }
    outcome
}

/// Questions buffer their keys before they know their type, and so lose the places: they are looked at one by
/// one beforehand, and what does not fit is found by leaving keys out until the message changes.
fn drop_bad_questions(tree: &mut Node, dropped: &mut Vec<Node>, faults: &mut Vec<Fault>) {
    let questions = tree.get("questions").map(|node| node.items().to_vec()).unwrap_or_default();
    for mut question in questions {
        let whole = question.span;
        let mut bad = false;
        let mut gone: Vec<String> = Vec::new();
        for _ in 0..MAX_MISFITS {
            let Err(misfit) = attempt(&question) else { break };
            bad = true;
            // What is only missing because it did not fit was said already.
            if quoted(&misfit.message, "missing field `")
                .is_some_and(|key| gone.iter().any(|gone| gone == key))
            {
                break;
            }
            let span = culprit(&question, &misfit);
            faults.push(fault_of(&misfit, span, &question));
            let Some(taken) = question.take_at(span) else { break };
            dropped.push(taken.value);
            if taken.key.as_deref().is_some_and(|key| matches!(key, "id" | "type")) {
                break;
            }
            gone.extend(taken.key);
        }
        if bad && attempt(&question).is_err() {
            dropped.extend(tree.take_at(whole).map(|taken| taken.value));
        } else if bad {
            replace(tree, whole, question);
        }
    }
}

fn replace(tree: &mut Node, whole: Span, question: Node) {
    if let super::node::Value::Map(entries) = &mut tree.value {
        for entry in entries.iter_mut().filter(|entry| entry.key == "questions") {
            if let super::node::Value::List(items) = &mut entry.value.value {
                items.iter_mut().filter(|item| item.span == whole).for_each(|item| *item = question.clone());
            }
        }
    }
}

fn attempt(question: &Node) -> Result<Question, Misfit> {
    use serde::Deserialize as _;
    Question::deserialize(question)
}

/// The place in a question a misfit is about: the deepest key or item without which it is not said any more.
fn culprit(question: &Node, misfit: &Misfit) -> Span {
    if let Some(key) = quoted(&misfit.message, "unknown key `").or(quoted(&misfit.message, "unknown field `"))
        && let Some(span) = find_key(question, key)
    {
        return span;
    }
    if misfit.message.contains("has an unknown type") {
        return question.get("type").map_or(question.span, |kind| kind.span);
    }
    if misfit.message.contains("missing field") || misfit.message.contains("has no `type`") {
        return question.span;
    }
    let mut blamed = question.span;
    let mut parts = vec![question];
    while let Some(part) = parts.pop() {
        let mut entries: Vec<_> = part.entries().iter().collect();
        // Without its name or type nothing fits: these are blamed when nothing else is.
        entries.sort_by_key(|entry| matches!(entry.key.as_str(), "id" | "type"));
        let inside = entries.into_iter().map(|entry| &entry.value).chain(part.items());
        for child in inside {
            let mut without = question.clone();
            without.take_at(child.span);
            let still = attempt(&without).is_err_and(|other| other.message == misfit.message);
            if !still {
                blamed = child.span;
                parts = vec![child];
                break;
            }
        }
    }
    blamed
}

fn find_key(node: &Node, key: &str) -> Option<Span> {
    let here = node.entries().iter().find(|entry| entry.key == key).map(|entry| entry.key_span);
    here.or_else(|| {
        let inside = node.entries().iter().map(|entry| &entry.value).chain(node.items());
        inside.into_iter().find_map(|child| find_key(child, key))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{definition::PageFile, load::yaml, position::line_and_column};

    fn faults(text: &str) -> (bool, Vec<(&'static str, usize, usize)>) {
        let outcome = read::<PageFile>(&yaml::parse(text).0.unwrap());
        let place = |fault: &Fault| {
            let (line, column) = line_and_column(text, fault.span.start);
            (fault.code, line, column)
        };
        (outcome.value.is_some(), outcome.faults.iter().map(place).collect())
    }

    #[test]
    fn every_misfit_of_a_page_is_found_at_its_place() {
        let text = "page: your-name\ntitel: Name\nquestions:\n  - id: full_name\n    lable: Name\n    type: name\n  - id: age\n    label: Age\n    type: number\n    min: young\nends: perhaps\n";
        let (read, found) = faults(text);
        assert!(read);
        let expected =
            [("unknown-key", 5, 5), ("wrong-type", 10, 10), ("unknown-key", 2, 1), ("wrong-type", 11, 7)];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_missing_is_said_at_the_first_key_of_the_block() {
        let text = "page: rules\nchecks:\n  - rule: 'true'\n    at: age\n  - rule: 'true'\n    at: age\n    message: No.\n";
        assert_eq!(faults(text), (true, vec![("missing-key", 3, 5)]));
    }

    #[test]
    fn a_key_taken_out_is_not_also_missing() {
        let text = "page: 3\n";
        assert_eq!(faults(text), (false, vec![("wrong-type", 1, 7)]));
    }
}
