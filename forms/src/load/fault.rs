//! What does not fit in a file, in our words: what is wrong and what to write instead.

use super::{
    advice::did_you_mean,
    node::{Node, Value},
    typed::{Misfit, Wanted, What},
    yaml::Fault,
};
use crate::position::{Path, Step};

/// Says a misfit.
pub fn fault_of(misfit: &Misfit, tree: &Node) -> Fault {
    let path = misfit.path();
    let at = tree.span_of(&path);
    match &misfit.what {
        What::UnknownKey(key, known) => {
            let span = tree.key_span_of(&path.key(key.as_str()));
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let wrong = format!("`{key}` is not a key that can stand here");
            Fault::new("unknown-key", span, wrong, did_you_mean(key, &known))
        }
        What::UnknownWord(known) => {
            let word = tree.at(&path).and_then(Node::text).unwrap_or_default();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let is_type = matches!(path.0.as_slice(), [Step::Key(above), _, Step::Key(key)] if above == "questions" && key == "type");
            let wrong = if is_type {
                format!("`{word}` is not a type of question")
            } else {
                format!("`{word}` is not one of the words that can stand here")
            };
            Fault::new("unknown-word", at, wrong, did_you_mean(word, &known))
        }
        What::Missing(key) => {
            let help = missing(key);
            Fault::new("missing-key", at, format!("`{key}` is missing here"), help)
        }
        What::Value(said) => {
            let (wrong, write) = said.split_once("; write ").unwrap_or((said, "another value"));
            Fault::new("wrong-value", at, wrong, format!("Write {write}."))
        }
        What::Kind(wanted) => {
            let (wrong, help) = of_kind(*wanted, tree, &path);
            Fault::new("wrong-type", at, wrong, help)
        }
    }
}

/// What to write for a key that is missing.
fn missing(key: &str) -> String {
    if key == "type" {
        let types = crate::question::QuestionType::NAMES.iter().map(|name| format!("`{name}`"));
        return format!(
            "Add a line `type: …`. Types of questions are {}.",
            types.collect::<Vec<_>>().join(", ")
        );
    }
    format!("Add a line `{key}: …`. The reference says what belongs there.")
}

/// A value of another kind than can stand there: what is wrong, and what to write.
fn of_kind(wanted: Wanted, tree: &Node, path: &Path) -> (String, String) {
    let key = path
        .0
        .iter()
        .rev()
        .find_map(|step| if let Step::Key(key) = step { Some(key.as_str()) } else { None });
    let key = key.unwrap_or("…");
    let in_list = matches!(path.0.last(), Some(Step::Item(_)));
    let value = tree.at(path);
    let text = value.and_then(Node::text);
    let plain = value.is_some_and(|value| matches!(&value.value, Value::Scalar { plain: true, .. }));
    if plain && text.is_some_and(|text| matches!(text, "" | "~" | "null")) {
        return (format!("`{key}` has no value"), "Write one, or remove the line.".to_owned());
    }
    let line = |value: &str| if in_list { format!("`- {value}`") } else { format!("`{key}: {value}`") };
    let (must, write) = match (wanted, text) {
        (Wanted::List, Some(text)) => ("a list", format!("Write `{key}: [{text}]`.")),
        (Wanted::List, None) => ("a list", "Begin each item with `- `, on a line of its own.".to_owned()),
        (Wanted::YesNo, _) => {
            ("true or false", format!("Write {} or {}, without quotes.", line("true"), line("false")))
        }
        (Wanted::Text, Some(text)) => {
            ("text", format!("Put it in quotes: {}.", line(&format!("\"{text}\""))))
        }
        (Wanted::Text | Wanted::Word, _) => {
            ("one text, not a list and not more keys", format!("Write {}.", line("…")))
        }
        (Wanted::Whole, _) => ("a whole number, without quotes", format!("Write {}.", line("5"))),
        (Wanted::Number, _) => ("a number, without quotes", format!("Write {}.", line("0.5"))),
        (Wanted::Keys, _) => (
            "keys with their values",
            format!("Under `{key}:`, write each key on a line of its own, indented by two more spaces."),
        ),
    };
    (format!("this must be {must}"), write)
}

#[cfg(test)]
mod tests {
    use crate::{
        definition::{PageFile, ServiceFile},
        load::{read, yaml},
    };

    fn faults(text: &str) -> Vec<(&'static str, String, String)> {
        let outcome = read::read::<PageFile>(yaml::parse(text).node.unwrap(), false);
        let parts = |fault: yaml::Fault| (fault.code, fault.message, fault.help);
        outcome.faults.into_iter().map(parts).collect()
    }

    #[test]
    fn a_value_where_a_list_belongs_is_told_once_with_the_list() {
        let text = "page: a\nquestions:\n  - id: photo\n    type: file\n    label: A?\n    accept: image\n";
        let wanted = ("wrong-type", "this must be a list".to_owned(), "Write `accept: [image]`.".to_owned());
        assert_eq!(faults(text), [wanted]);
        let tree = yaml::parse("agencies: town-clerk\n").node.unwrap();
        let service = read::read::<ServiceFile>(tree, false);
        assert_eq!(service.faults[0].help, "Write `agencies: [town-clerk]`.");
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
            ("page: a\nends: perhaps\n", "this must be true or false"),
            ("page: a\ntitle: 3\n", "this must be text"),
            ("page: a\ntitle: [b]\n", "one text, not a list"),
            ("page: a\nquestions:\n  id: b\n  type: text\n", "a list"),
            ("page: a\nchecks: [b]\n", "keys with their values"),
            ("page: a\nquestions: \n", "`questions` has no value"),
            ("page: Your Name\n", "`Your Name` is not a name that can stand here"),
        ];
        for (text, words) in cases {
            let found = faults(text);
            assert!(found.len() == 1 && found[0].1.contains(words), "{words}: {found:?}");
        }
    }

    #[test]
    fn no_word_of_the_program_is_said() {
        let text = "service: A\nfederal: true\nminutes: 100000\nneeds: [x]\nfee: {amount: much}\n\
                    retention: [a]\nlanguage: 3\nplan: [{give: 3, deadline_hours: -1}]\n";
        let outcome = read::read::<ServiceFile>(yaml::parse(text).node.unwrap(), false);
        assert!(outcome.faults.len() > 8);
        for fault in outcome.faults {
            let said = format!("{} {}", fault.message, fault.help);
            for word in ["struct", "invalid", "expected", "field", "sequence", "variant", "u16", "Decimal"] {
                assert!(!said.contains(word), "{word}: {said}");
            }
        }
    }
}
