//! Says an error in words: what happened and what to do, in the language of the person.

use crate::{
    FieldError,
    words::{Arg, Speaker},
};

/// The message for an error. `name` is the question's short name ("Date of birth"), or its label.
///
/// Facts in an error say by the end of their names how they are shown: `limit_on` is a day, `min_cents` an amount
/// of dollars; `min`, `max` and `count` are counted; everything else is shown as it is.
pub fn say(error: &FieldError, name: &str, speaker: &Speaker<'_>) -> String {
    if let Some(key) = &error.service_text {
        return speaker.service.say(key);
    }
    let shown: Vec<(&str, Arg)> =
        error.args.iter().map(|(key, fact)| (key.as_str(), argument(key, fact, speaker))).collect();
    let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '?' | '¿' | ':' | '؟'));
    let question = [("question", Arg::from(name))];
    speaker.platform.say_with(&error.key, &[&question[..], &shown].concat())
}

fn argument(key: &str, fact: &str, speaker: &Speaker<'_>) -> Arg {
    let words = speaker.platform;
    if key.ends_with("_on") {
        return fact.parse().map_or_else(|_| fact.into(), |day| words.date(day).into());
    }
    if key.ends_with("_cents") {
        return fact.parse().map_or_else(|_| fact.into(), |cents| words.money(cents, "USD").into());
    }
    match fact.parse::<i64>() {
        Ok(number) if matches!(key, "min" | "max" | "count") => number.into(),
        _ => fact.into(),
    }
}
