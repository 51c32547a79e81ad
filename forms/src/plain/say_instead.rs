//! Words to avoid in English and what to say: the list of the US government's plain language guidelines
//! (GSA/plainlanguage.gov, CC0-1.0), with exceptions for words that are also everyday words.

use std::{ops::Range, sync::LazyLock};

use super::phrases::lower;

const LIST: &str = include_str!("say-instead.csv");

/// Words of the list that everyday texts need as well: a parking *permit*, a food *benefit*.
const EVERYDAY: &[&str] = &[
    "accurate",
    "additional",
    "apparent",
    "appropriate",
    "approximate",
    "attempt",
    "benefit",
    "capability",
    "combined",
    "component",
    "concerning",
    "contains",
    "currently",
    "delete",
    "depart",
    "designate",
    "desire",
    "determine",
    "elect",
    "employ",
    "ensure",
    "establish",
    "evident",
    "exhibit",
    "expiration",
    "females",
    "forward",
    "function",
    "however",
    "identical",
    "identify",
    "immediately",
    "initial",
    "interface",
    "it is",
    "limited number",
    "maintain",
    "maximum",
    "minimum",
    "monitor",
    "notify",
    "objective",
    "observe",
    "operate",
    "option",
    "parameters",
    "participate",
    "perform",
    "permit",
    "portion",
    "previous",
    "previously",
    "proceed",
    "provide",
    "purchase",
    "reflect",
    "regarding",
    "relative to",
    "remain",
    "remainder",
    "render",
    "represents",
    "request",
    "require",
    "requirement",
    "reside",
    "retain",
    "selection",
    "similar to",
    "state-of-the-art",
    "subject",
    "submit",
    "sufficient",
    "there are",
    "there is",
    "therefore",
    "time period",
    "timely",
    "type",
    "validate",
    "vice",
    "warrant",
    "witnessed",
    "your office",
    "aircraft",
    "attain",
    "caveat",
    "combat environment",
    "disclose",
    "equitable",
    "expertise",
    "forfeit",
    "frequently",
    "impacted",
    "indicate",
    "indication",
    "possess",
    "render",
    "transmit",
];

/// Entries that are no words, only make sense among soldiers, or (an address) mean a verb nobody uses in a form.
const LEFT_OUT: &[&str] =
    &["address", "said, some, such", "this activity, command", "/ (slash)", "it is", "there is", "there are"];

/// A phrase to avoid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Avoid {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// The entry of the list.
    pub phrase: &'static str,
    /// What to say.
    pub say: &'static str,
    /// Also an everyday word: worth a look, no more.
    pub everyday: bool,
}

struct Phrase {
    words: String,
    say: &'static str,
    everyday: bool,
    entry: &'static str,
}

static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| LIST.lines().skip(1).flat_map(phrases).collect());

/// The phrases of one line; `assist, assistance` is two.
fn phrases(line: &'static str) -> Vec<Phrase> {
    let mut columns = columns(line).into_iter();
    let (Some(entry), Some(say)) = (columns.next(), columns.next()) else { return Vec::new() };
    if LEFT_OUT.contains(&entry) || entry.is_empty() {
        return Vec::new();
    }
    let everyday = EVERYDAY.contains(&entry);
    let shapes: Vec<&str> = match entry {
        "a and/or b" => vec!["and/or"],
        "not later than 10 May" | "not later than 1600" => vec!["not later than"],
        entry if entry.starts_with("for example,") => vec!["etc"],
        entry => entry.split(", ").collect(),
    };
    shapes.into_iter().map(|words| Phrase { words: words.to_lowercase(), say, everyday, entry }).collect()
}

/// The columns of a line of the list, which quotes those that hold a comma.
fn columns(line: &str) -> Vec<&str> {
    let mut columns = Vec::new();
    let mut rest = line.trim_end();
    loop {
        let quoted = rest.strip_prefix('"').and_then(|inside| inside.split_once('"'));
        let (column, after) = match quoted {
            Some((column, after)) => (column, after.strip_prefix(',')),
            None => rest.split_once(',').map_or((rest, None), |(column, after)| (column, Some(after))),
        };
        columns.push(column);
        match after {
            Some(after) => rest = after,
            None => return columns,
        }
    }
}

/// The phrases of the list in an English text, also with `s`, `d`, `ed` or `ing` at the end.
pub fn avoid(text: &str) -> Vec<Avoid> {
    let lower = lower(text);
    let mut found: Vec<Avoid> = Vec::new();
    for phrase in PHRASES.iter() {
        for (start, _) in lower.match_indices(&phrase.words) {
            let end = start + phrase.words.len();
            let starts = !lower.get(..start).is_some_and(|before| before.ends_with(is_letter));
            if let Some(more) = ending(lower.get(end..).unwrap_or_default())
                && starts
            {
                let range = start..end + more;
                found.push(Avoid { range, phrase: phrase.entry, say: phrase.say, everyday: phrase.everyday });
            }
        }
    }
    found.sort_by_key(|avoid| (avoid.range.start, std::cmp::Reverse(avoid.range.end)));
    found.dedup_by(|next, kept| next.range.start < kept.range.end);
    found
}

fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric()
}

/// How many letters of an ending follow before the word is over; `None` when it is another word.
fn ending(rest: &str) -> Option<usize> {
    let over = |rest: &str| !rest.starts_with(is_letter);
    ["", "s", "d", "ed", "ing"]
        .into_iter()
        .find(|ending| rest.strip_prefix(ending).is_some_and(over))
        .map(str::len)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases_in(text: &str) -> Vec<(&'static str, bool)> {
        avoid(text).into_iter().map(|avoid| (avoid.phrase, avoid.everyday)).collect()
    }

    #[test]
    fn phrases_are_found_in_any_case_and_with_endings() {
        assert_eq!(phrases_in("Utilize this. We utilized it."), [("utilize, utilization", false); 2]);
        assert_eq!(
            phrases_in("In order to apply prior to May"),
            [("in order to", false), ("prior to", false)]
        );
        assert_eq!(phrases_in("name and/or permit"), [("a and/or b", false), ("permit", true)]);
        assert_eq!(phrases_in("your mailing address"), []);
    }

    #[test]
    fn parts_of_other_words_are_left_alone() {
        assert!(phrases_in("She sought a typewriter, soon, in Commerce.").is_empty());
    }

    #[test]
    fn the_whole_list_is_read() {
        assert!(PHRASES.len() > 220, "{}", PHRASES.len());
        let commence = avoid("commence").remove(0);
        assert_eq!((commence.say, commence.range), ("begin, start", 0..8));
    }

    #[test]
    fn every_exception_is_in_the_list() {
        for word in EVERYDAY.iter().chain(LEFT_OUT) {
            assert!(LIST.lines().any(|line| columns(line).first() == Some(word)), "{word}");
        }
    }
}
