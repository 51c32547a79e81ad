//! Finds the passive voice: a form of *to be* and a participle. Good enough to ask an author to look again.

use super::words;

const TO_BE: &[&str] = &["am", "is", "are", "was", "were", "be", "been", "being"];

/// Participles that do not end in `ed`.
const IRREGULAR: &[&str] = &[
    "begun",
    "bound",
    "brought",
    "built",
    "chosen",
    "cut",
    "done",
    "drawn",
    "found",
    "given",
    "held",
    "kept",
    "known",
    "left",
    "lost",
    "made",
    "meant",
    "met",
    "paid",
    "put",
    "read",
    "seen",
    "sent",
    "set",
    "shown",
    "sold",
    "spent",
    "taken",
    "told",
    "thrown",
    "understood",
    "won",
    "written",
];

/// Words that look like participles but are not.
const NOT_PARTICIPLES: &[&str] =
    &["need", "feed", "speed", "hundred", "indeed", "exceed", "proceed", "married", "retired"];

/// Whether an English sentence is probably in the passive voice.
pub fn is_passive(sentence: &str) -> bool {
    let words: Vec<String> = words(sentence).into_iter().map(str::to_lowercase).collect();
    words.iter().enumerate().any(|(at, word)| {
        TO_BE.contains(&word.as_str())
            && words
                .iter()
                .skip(at + 1)
                .find(|next| !is_between(next))
                .is_some_and(|next| is_participle(next))
    })
}

fn is_between(word: &str) -> bool {
    word == "not" || word.ends_with("ly")
}

fn is_participle(word: &str) -> bool {
    let regular = word.len() > 4 && word.ends_with("ed") && !NOT_PARTICIPLES.contains(&word);
    regular || IRREGULAR.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_passive_is_found_and_the_active_left_alone() {
        for passive in ["Your form was sent.", "It is quickly checked by staff.", "It will be decided soon."]
        {
            assert!(is_passive(passive), "{passive}");
        }
        for active in
            ["We sent your form.", "You need a photo.", "Are you ready?", "She is 18.", "You are retired."]
        {
            assert!(!is_passive(active), "{active}");
        }
    }
}
