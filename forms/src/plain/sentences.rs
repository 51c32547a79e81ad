//! Cuts texts into paragraphs, sentences and words, as a reader would.

use std::ops::Range;

/// Words after which a point does not end the sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "st", "no", "p.m", "a.m", "u.s", "e.g", "i.e", "jr", "sr", "apt", "inc", "sra",
    "srta", "núm", "ee.uu", "d", "p", "ud", "uds",
];

/// The paragraphs of a text: separated by empty lines, each list line one of its own.
pub fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines().map(str::trim) {
        let item = line.strip_prefix("- ");
        if line.is_empty() {
            open = false;
        } else if let Some(item) = item {
            paragraphs.push(item.to_owned());
            open = false;
        } else if let Some(last) = paragraphs.last_mut().filter(|_| open) {
            last.push(' ');
            last.push_str(line);
        } else {
            paragraphs.push(line.to_owned());
            open = true;
        }
    }
    paragraphs
}

/// The sentences of a text, list lines and headings being one each.
pub fn sentences(text: &str) -> Vec<&str> {
    sentence_ranges(text).into_iter().map(|range| text.get(range).unwrap_or_default()).collect()
}

/// Where each sentence stands in a text, so that a finding can point at it.
pub fn sentence_ranges(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut push = |from: usize, to: usize| {
        let rest = text.get(from..to).unwrap_or_default();
        let sentence = rest.trim_start();
        let sentence = sentence.strip_prefix("- ").unwrap_or(sentence);
        let start = to - sentence.len();
        let sentence = sentence.trim_end();
        if sentence.chars().any(char::is_alphabetic) {
            sentences.push(start..start + sentence.len());
        }
    };
    for (at, letter) in text.char_indices() {
        let rest = text.get(at + letter.len_utf8()..).unwrap_or_default();
        let ends = match letter {
            '!' | '?' => {
                rest.starts_with(|c: char| c.is_whitespace() || "\"”»)".contains(c)) || rest.is_empty()
            }
            '.' | '…' => is_end(text.get(start..at).unwrap_or_default(), rest),
            ':' => rest.starts_with('\n'),
            '\n' => breaks(rest),
            _ => false,
        };
        if ends {
            push(start, at + letter.len_utf8());
            start = at + letter.len_utf8();
        }
    }
    push(start, text.len());
    sentences
}

/// Whether a line end also ends the sentence: an empty line or a list item follows.
fn breaks(rest: &str) -> bool {
    let next = rest.split('\n').next().unwrap_or_default().trim_start();
    next.is_empty() || next.starts_with("- ")
}

/// Whether a point ends a sentence: a space and a capital follow, and no abbreviation precedes.
fn is_end(before: &str, rest: &str) -> bool {
    let Some(next) = rest.trim_start_matches(['"', '”', '»', ')']).chars().next() else { return true };
    if !next.is_whitespace() {
        return false;
    }
    let word =
        before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default().to_lowercase();
    let follows = rest.trim_start().chars().find(|c| c.is_alphanumeric());
    let goes_on = follows.is_some_and(char::is_lowercase);
    let is_short = ABBREVIATIONS.contains(&word.as_str()) || (word.chars().count() == 1 && !word.is_empty());
    let time_of_day = matches!(word.as_str(), "a.m" | "p.m" | "u.s" | "ee.uu");
    !goes_on && (!is_short || (time_of_day && follows.is_some_and(char::is_uppercase)))
}

/// The words of a sentence: what has letters. Web and email addresses and codes are read as names, and left out.
pub fn words(sentence: &str) -> Vec<&str> {
    let tokens = sentence.split(|c: char| c.is_whitespace() || "—–/…".contains(c));
    let trimmed = tokens.map(|token| token.trim_matches(|c: char| !c.is_alphanumeric()));
    let is_word = |token: &&str| {
        token.chars().any(char::is_alphabetic) && !token.chars().any(|c| c.is_ascii_digit() || c == '@')
    };
    trimmed.filter(is_word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_stops() {
        let cases: &[(&str, &[&str])] = &[
            ("One. Two! Three?", &["One.", "Two!", "Three?"]),
            ("Call 8 a.m. to 5 p.m. on weekdays.", &["Call 8 a.m. to 5 p.m. on weekdays."]),
            ("Mr. Example paid $45.00 today.", &["Mr. Example paid $45.00 today."]),
            ("Bring:\n- a photo\n- your old license", &["Bring:", "a photo", "your old license"]),
            ("A heading\n\nA sentence\nover two lines.", &["A heading", "A sentence\nover two lines."]),
            ("Open until 5 p.m. Call us.", &["Open until 5 p.m.", "Call us."]),
            ("Go to example.gov for help.", &["Go to example.gov for help."]),
            ("¿Dónde vive? ¡Gracias!", &["¿Dónde vive?", "¡Gracias!"]),
        ];
        for (text, expected) in cases {
            assert_eq!(sentences(text), *expected, "{text}");
        }
    }

    #[test]
    fn words_are_what_has_letters() {
        let found = words("Send 2 copies (both signed) to help@example.gov by mail — or bring them/it.");
        assert_eq!(
            found,
            ["Send", "copies", "both", "signed", "to", "by", "mail", "or", "bring", "them", "it"]
        );
    }

    #[test]
    fn list_lines_are_paragraphs_of_their_own() {
        assert_eq!(paragraphs("a\nb\n\nc\n- d\n- e\nf"), ["a b", "c", "d", "e", "f"]);
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_too_odd_to_cut(text in ".{0,200}") {
            for sentence in sentences(&text) {
                proptest::prop_assert!(text.contains(sentence));
            }
        }
    }
}
