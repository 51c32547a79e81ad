//! Advice for a misspelled name: the nearest of those that are known.

use crate::expr::nearest;

/// Most names listed where nobody can tell which one was meant.
const MOST: usize = 20;

/// Advice for a misspelled name, from those that are known.
pub fn did_you_mean(word: &str, known: &[&str]) -> String {
    let mut known = known.to_vec();
    let mut seen = std::collections::BTreeSet::new();
    known.retain(|name| seen.insert(*name));
    let mut list: Vec<String> = known.iter().take(MOST).map(|name| format!("`{name}`")).collect();
    if known.len() > MOST {
        list.push(format!("and {} more", known.len() - MOST));
    }
    match nearest(word, known.iter().copied()) {
        Some(name) => format!("Did you mean `{name}`? Known here: {}.", list.join(", ")),
        None if known.is_empty() => "Nothing is known here: remove it.".to_owned(),
        None => format!("Write one of those known here: {}.", list.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelled_word_brings_the_right_one() {
        assert!(did_you_mean("lable", &["label", "hint"]).starts_with("Did you mean `label`"));
        assert!(did_you_mean("zebra", &["label", "hint"]).contains("`label`, `hint`"));
    }

    #[test]
    fn a_name_that_is_known_twice_is_named_once() {
        assert_eq!(
            did_you_mean("zebra", &["label", "hint", "label"]),
            "Write one of those known here: `label`, `hint`."
        );
    }

    #[test]
    fn a_long_list_is_cut() {
        let names: Vec<String> = (0..40).map(|n| format!("name_{n}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        assert!(did_you_mean("zebra", &names).ends_with("and 20 more."));
    }
}
