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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::contract::speaking;

    fn said(key: &str, fact: (&str, &str), locale: &str) -> String {
        let question = "born".parse().unwrap();
        let error = FieldError::new(&question, key).with(fact.0, fact.1);
        speaking(locale, |speaker| say(&error, "¿Cuándo?", speaker))
    }

    #[test]
    fn days_and_amounts_are_said_as_people_write_them() {
        let day = ("limit_on", "2026-03-04");
        assert_eq!(said("error-date-too-late", day, "en"), "Cuándo: enter March 4, 2026 or an earlier date.");
        assert!(said("error-date-too-late", day, "es").contains("4 de marzo de 2026"));
        assert_eq!(
            said("error-money-too-large", ("max_cents", "123450"), "en"),
            "Cuándo: enter $1,234.50 or less."
        );
    }

    #[test]
    fn counts_choose_their_plural_and_codes_keep_their_zeros() {
        assert_eq!(said("error-choices-too-few", ("min", "1"), "en"), "Cuándo: choose at least 1 answer.");
        assert_eq!(said("error-choices-too-few", ("min", "2"), "en"), "Cuándo: choose at least 2 answers.");
        assert!(said("error-identifier-shape-example", ("example", "0123"), "en").ends_with("like 0123."));
    }

    #[test]
    fn an_authors_rule_is_said_in_the_authors_words() {
        let error = FieldError::of_service(&"born".parse().unwrap(), "q-q-unit");
        assert_eq!(speaking("en", |speaker| say(&error, "Born", speaker)), "acres");
    }
}
