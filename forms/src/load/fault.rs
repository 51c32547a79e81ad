//! What does not fit in a file, in our words: what is wrong and what to write instead.

use super::{
    advice::did_you_mean,
    node::{Entry, Node, Value},
    typed::Misfit,
    yaml::Fault,
};
use crate::{position::Span, question::QuestionType};

/// The text between `before` and the next back-quote.
pub fn quoted<'a>(message: &'a str, before: &str) -> Option<&'a str> {
    let rest = message.split_once(before)?.1;
    rest.split_once('`').map(|(inside, _)| inside)
}

/// Serde's words, in ours: what is wrong and what to write instead.
pub fn fault_of(misfit: &Misfit, span: Span, tree: &Node) -> Fault {
    let message = misfit.message.strip_prefix("in question `").and_then(|rest| rest.split_once("`: "));
    let message = message.map_or(misfit.message.as_str(), |(_, message)| message);
    if let Some(key) = quoted(message, "unknown field `").or(quoted(message, "unknown key `")) {
        let known = names_after(message, key);
        let wrong = format!("`{key}` is not a key that can stand here");
        return helped("unknown-key", span, wrong, did_you_mean(key, &known));
    }
    if let Some(word) = quoted(message, "unknown variant `") {
        let known = names_after(message, word);
        let wrong = format!("`{word}` is not one of the words that can stand here");
        return helped("unknown-word", span, wrong, did_you_mean(word, &known));
    }
    if let Some(key) = quoted(message, "missing field `") {
        let wrong = format!("`{key}` is missing here");
        return helped("missing-key", first_key(tree, span), wrong, format!("Add a line `{key}: …`."));
    }
    if message.contains("has an unknown type") {
        let word = node_at(tree, span).and_then(Node::text).unwrap_or_default();
        let wrong = format!("`{word}` is not a type of question");
        return helped("unknown-word", span, wrong, did_you_mean(word, QuestionType::NAMES));
    }
    if message.contains("has no `type`") {
        let known: Vec<String> = QuestionType::NAMES.iter().map(|name| format!("`{name}`")).collect();
        let help = format!("Add a line `type: …`, with one of {}.", known.join(", "));
        return helped("missing-key", first_key(tree, span), "`type` is missing here".to_owned(), help);
    }
    misfit_of_kind(message, span, tree)
}

/// A value of another kind than can stand there.
fn misfit_of_kind(message: &str, span: Span, tree: &Node) -> Fault {
    let at = first_key(tree, span);
    if !(message.starts_with("invalid type") || message.starts_with("invalid value")) {
        return Fault::new("wrong-value", at, message);
    }
    let expected = message.rsplit_once("expected ").map_or("", |(_, expected)| expected);
    let key = entry_at(tree, span).map_or("…", |entry| entry.key.as_str());
    let value = node_at(tree, span);
    let is_scalar = value.is_some_and(|value| value.text().is_some());
    let text = value.and_then(Node::text).unwrap_or("…");
    let wrong = match expected {
        _ if is_scalar && matches!(text, "" | "~" | "null") => {
            let wrong = format!("`{key}` has no value");
            return helped("wrong-type", at, wrong, "Write one, or remove the line.".to_owned());
        }
        "a sequence" if is_scalar => format!("this must be a list: `{key}: [{text}]`"),
        "a sequence" => "this must be a list: begin each item with `- `".to_owned(),
        "a boolean" => format!("this must be `{key}: true` or `{key}: false`, without quotes"),
        "a string" | "a borrowed string" if is_scalar => {
            let wrong = "this must be text".to_owned();
            let key = entry_at(tree, span).map_or(String::new(), |entry| format!("{}: ", entry.key));
            return helped("wrong-type", at, wrong, format!("Put it in quotes: `{key}\"{text}\"`."));
        }
        "a string" | "a borrowed string" => "this must be one text, not a list and not more keys".to_owned(),
        "a Decimal" => {
            return helped("wrong-type", at, message.to_owned(), "Put it in quotes.".to_owned());
        }
        number if is_integer(number) => "this must be a whole number, without quotes".to_owned(),
        block if block.starts_with("struct ") || matches!(block, "a map" | "a mapping") => {
            "this must be keys with their values, each on a line of its own and indented".to_owned()
        }
        _ => message.to_owned(),
    };
    Fault::new("wrong-type", at, wrong)
}

fn is_integer(expected: &str) -> bool {
    let digits = expected.strip_prefix(['u', 'i']).unwrap_or_default();
    !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}

fn helped(code: &'static str, span: Span, wrong: String, help: String) -> Fault {
    let mut fault = Fault::new(code, span, wrong);
    fault.help = Some(help);
    fault
}

fn node_at(node: &Node, span: Span) -> Option<&Node> {
    if node.span == span {
        return Some(node);
    }
    let mut inside = node.entries().iter().map(|entry| &entry.value).chain(node.items());
    inside.find_map(|child| node_at(child, span))
}

/// The entry whose value stands there.
fn entry_at(node: &Node, span: Span) -> Option<&Entry> {
    if let Value::Map(entries) = &node.value
        && let Some(entry) = entries.iter().find(|entry| entry.value.span == span)
    {
        return Some(entry);
    }
    let mut inside = node.entries().iter().map(|entry| &entry.value).chain(node.items());
    inside.find_map(|child| entry_at(child, span))
}

/// Maps are pointed at by their first key.
fn first_key(tree: &Node, span: Span) -> Span {
    node_at(tree, span).map_or(span, |node| node.span_of(&crate::position::Path::default()))
}

/// The names a message lists, besides the one it is about.
fn names_after<'a>(message: &'a str, word: &str) -> Vec<&'a str> {
    let listed = message.split_once("allowed are ").map_or(message, |(_, listed)| listed);
    listed.split('`').skip(1).step_by(2).filter(|name| *name != word).collect()
}

#[cfg(test)]
mod tests {
    use crate::{
        definition::{PageFile, ServiceFile},
        load::{read, yaml},
    };

    fn faults(text: &str) -> Vec<(&'static str, String, String)> {
        let outcome = read::read::<PageFile>(&yaml::parse(text).0.unwrap());
        let parts = |fault: yaml::Fault| (fault.code, fault.message, fault.help.unwrap_or_default());
        outcome.faults.into_iter().map(parts).collect()
    }

    #[test]
    fn a_value_where_a_list_belongs_is_told_once_with_the_list() {
        let text = "page: a\nquestions:\n  - id: photo\n    type: file\n    label: A?\n    accept: image\n";
        let wanted = ("wrong-type", "this must be a list: `accept: [image]`".to_owned(), String::new());
        assert_eq!(faults(text), [wanted]);
        let service = read::read::<ServiceFile>(&yaml::parse("agencies: town-clerk\n").0.unwrap());
        assert_eq!(service.faults[0].message, "this must be a list: `agencies: [town-clerk]`");
        assert!(service.faults.iter().all(|fault| fault.message != "`agencies` is missing here"));
    }

    #[test]
    fn an_unknown_type_brings_the_nearest_one() {
        let found = faults("page: a\nquestions:\n  - id: shot\n    type: yesno\n    label: A?\n");
        assert_eq!((found.len(), found[0].0), (1, "unknown-word"));
        assert!(found[0].2.starts_with("Did you mean `yes_no`?"), "{found:?}");
    }

    #[test]
    fn a_missing_type_brings_the_list_of_types() {
        let found = faults("page: a\nquestions:\n  - id: shot\n    label: A?\n");
        assert_eq!((found.len(), found[0].0), (1, "missing-key"));
        assert!(found[0].2.contains("`yes_no`"), "{found:?}");
    }

    #[test]
    fn an_unknown_key_brings_the_keys_and_nothing_else() {
        let text = "page: a\nquestions:\n  - id: age\n    type: number\n    label: A?\n    mini: 3\n";
        let help = &faults(text)[0].2;
        assert!(help.contains("`min`") && !help.contains("`number`"), "{help}");
    }

    #[test]
    fn other_kinds_of_values_are_said_in_words() {
        let cases = [
            ("page: a\nends: perhaps\n", "`ends: true` or `ends: false`"),
            ("page: a\ntitle: 3\n", "this must be text"),
            ("page: a\ntitle: [b]\n", "one text, not a list"),
            ("page: a\nquestions:\n  id: b\n  type: text\n", "begin each item with `- `"),
            ("page: a\nchecks: [b]\n", "keys with their values"),
            ("page: a\nquestions: \n", "`questions` has no value"),
        ];
        for (text, words) in cases {
            let found = faults(text);
            assert!(found.len() == 1 && found[0].1.contains(words), "{words}: {found:?}");
        }
    }
}
