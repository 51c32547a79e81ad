//! Reads one file into its type and goes on after a misfit, so that all of them are shown at once.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;

use super::{node::Node, typed::Misfit, yaml::Fault};
use crate::{definition::Question, position::Span};

/// Most misfits said about one file; after that the rest is noise.
const MAX_MISFITS: usize = 30;

/// What came of reading a file.
pub struct Outcome<T> {
    /// The typed file; some list items may be left out.
    pub value: Option<T>,
    /// Parts left out because something in them does not fit.
    pub dropped: Vec<Node>,
    /// What does not fit.
    pub faults: Vec<Fault>,
}

/// Reads a tree as `T`. What does not fit is said, taken out, and reading starts again without it. What is only
/// missing because it was taken out is not said.
pub fn read<T: DeserializeOwned>(tree: &Node) -> Outcome<T> {
    let mut tree = tree.clone();
    let mut outcome = Outcome { value: None, dropped: Vec::new(), faults: Vec::new() };
    let mut taken: BTreeSet<(Span, String)> = BTreeSet::new();
    drop_bad_questions(&mut tree, &mut outcome.dropped, &mut outcome.faults);
    for _ in 0..MAX_MISFITS {
        let misfit = match T::deserialize(&tree) {
            Ok(value) => {
                outcome.value = Some(value);
                return outcome;
            }
            Err(misfit) => misfit,
        };
        let span = misfit.span.unwrap_or(tree.span);
        let follows = quoted(&misfit.message, "missing field `")
            .is_some_and(|field| taken.contains(&(span, field.to_owned())));
        if !follows {
            outcome.faults.push(fault_of(&misfit, span, &tree));
        }
        let Some(removed) = tree.take_at(span) else { return outcome };
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
        for _ in 0..MAX_MISFITS {
            let Err(misfit) = attempt(&question) else { break };
            bad = true;
            let span = culprit(&question, &misfit);
            faults.push(fault_of(&misfit, span, &question));
            let is_required = |key: &str| matches!(key, "id" | "type");
            if question.take_at(span).is_none_or(|taken| taken.key.is_some_and(|key| is_required(&key))) {
                break;
            }
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

/// The text between `before` and the next back-quote.
fn quoted<'a>(message: &'a str, before: &str) -> Option<&'a str> {
    let rest = message.split_once(before)?.1;
    rest.split_once('`').map(|(inside, _)| inside)
}

/// Serde's words, in ours: what is wrong and what to write instead.
fn fault_of(misfit: &Misfit, span: Span, tree: &Node) -> Fault {
    let message = misfit.message.strip_prefix("in question `").and_then(|rest| rest.split_once("`: "));
    let message = message.map_or(misfit.message.as_str(), |(_, message)| message);
    if let Some(key) = quoted(message, "unknown field `").or(quoted(message, "unknown key `")) {
        let known = names_after(message, key);
        let mut fault = Fault::new("unknown-key", span, format!("`{key}` is not a key that can stand here"));
        fault.help = Some(did_you_mean(key, &known));
        return fault;
    }
    if let Some(word) = quoted(message, "unknown variant `") {
        let known = names_after(message, word);
        let mut fault =
            Fault::new("unknown-word", span, format!("`{word}` is not one of the words that can stand here"));
        fault.help = Some(did_you_mean(word, &known));
        return fault;
    }
    if let Some(key) = quoted(message, "missing field `") {
        let span = first_key(tree, span);
        let mut fault = Fault::new("missing-key", span, format!("`{key}` is missing here"));
        fault.help = Some(format!("Add a line `{key}: …`."));
        return fault;
    }
    let code = if message.starts_with("invalid type") || message.starts_with("invalid value") {
        "wrong-type"
    } else {
        "wrong-value"
    };
    let mut fault = Fault::new(code, first_key(tree, span), message);
    if message.contains("expected a string") || message.contains("expected a Decimal") {
        fault.help = Some("Put it in quotes.".to_owned());
    }
    fault
}

/// Maps are pointed at by their first key.
fn first_key(tree: &Node, span: Span) -> Span {
    fn find(node: &Node, span: Span) -> Option<&Node> {
        if node.span == span {
            return Some(node);
        }
        let mut inside = node.entries().iter().map(|entry| &entry.value).chain(node.items());
        inside.find_map(|child| find(child, span))
    }
    find(tree, span).map_or(span, |node| node.span_of(&crate::position::Path::default()))
}

fn names_after<'a>(message: &'a str, word: &str) -> Vec<&'a str> {
    let quoted = message.split('`').skip(1).step_by(2);
    quoted.filter(|name| *name != word).collect()
}

/// Advice for a misspelled name, from those that are known.
pub fn did_you_mean(word: &str, known: &[&str]) -> String {
    let near = known.iter().map(|name| (distance(word, name), *name)).min();
    let list = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match near {
        Some((steps, name)) if steps <= 2.max(word.chars().count() / 3) => {
            format!("Did you mean `{name}`? Known here: {list}.")
        }
        Some(_) => format!("Known here: {list}."),
        None => "Nothing is known here.".to_owned(),
    }
}

/// The same without the whole list, where that would be long.
pub fn did_you_mean_one(word: &str, known: &[&str]) -> String {
    match known.iter().min_by_key(|name| distance(word, name)) {
        Some(name) => format!("Did you mean `{name}`?"),
        None => "Nothing is known here.".to_owned(),
    }
}

/// Letters to change, add or leave out between two words (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().enumerate() {
        let mut corner = i;
        let mut left = i + 1;
        let mut next = vec![left];
        for (other, above) in b.iter().zip(row.iter().skip(1)) {
            left = (corner + usize::from(letter != *other)).min(left + 1).min(above + 1);
            corner = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
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

    #[test]
    fn a_misspelled_word_brings_the_right_one() {
        assert!(did_you_mean("lable", &["label", "hint"]).starts_with("Did you mean `label`"));
        assert!(did_you_mean("zebra", &["label", "hint"]).starts_with("Known here"));
    }

    #[test]
    fn distance_counts_letters() {
        for (a, b, steps) in
            [("", "abc", 3), ("abc", "abc", 0), ("label", "lable", 2), ("kitten", "sitting", 3)]
        {
            assert_eq!(distance(a, b), steps, "{a} {b}");
        }
    }
}
