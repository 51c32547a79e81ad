//! Links in longer texts: `[the list of offices](https://example.gov/offices)`. Where a link may lead stands in the
//! files of the service and never in an answer, so nobody can put a link of their own onto a page.

use std::{collections::BTreeSet, ops::Range};

use crate::question::email::is_address;

/// What to write where a link leads.
pub const FORM: &str = "Write `https://…`, `mailto:name@example.gov` or `tel:+15155550123`, without spaces.";

/// A stretch of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Words(&'a str),
    /// Words that lead somewhere.
    Link {
        /// What people read.
        words: &'a str,
        /// Where it leads: `https:`, `mailto:` or `tel:`.
        target: &'a str,
    },
}

/// A link as it is written, in bytes of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// From the first bracket to the last.
    pub whole: Range<usize>,
    /// Its words.
    pub words: Range<usize>,
    /// Where it leads.
    pub target: Range<usize>,
}

/// Every link in a text, wherever it leads.
pub fn written(text: &str) -> Vec<Written> {
    let mut links: Vec<Written> = Vec::new();
    let mut from = 0;
    while let Some(middle) = text.get(from..).and_then(|rest| rest.find("](")).map(|at| from + at) {
        let after = links.last().map_or(0, |link| link.whole.end);
        let open = text.get(after..middle).and_then(|before| before.rfind('['));
        let close = text.get(middle + 2..).and_then(|after| after.find(')'));
        from = middle + 2;
        let (Some(open), Some(close)) = (open, close) else { continue };
        let (start, end) = (after + open, middle + 2 + close);
        links.push(Written { whole: start..end + 1, words: start + 1..middle, target: middle + 2..end });
        from = end + 1;
    }
    links
}

/// What is wrong with where a link leads. Nothing is, when it is a web page over an encrypted connection, an email
/// address or a phone number, and stands there as it is.
pub fn fault(target: &str) -> Option<&'static str> {
    if target.contains(['{', '}', '$']) {
        return Some("an answer or another value cannot stand in the address of a link");
    }
    let is_sound = match target.split_once(':') {
        Some(("https", rest)) => rest.strip_prefix("//").is_some_and(is_web_page),
        Some(("mailto", address)) => is_address(address) && address.is_ascii(),
        Some(("tel", number)) => is_number(number),
        _ => return Some("a link leads to `https://…`, `mailto:…` or `tel:…`"),
    };
    (!is_sound).then_some("nobody can be led to this address")
}

/// A host with a dot in it, and whatever follows without white space, quotes and brackets. Nobody signs in by a link.
fn is_web_page(rest: &str) -> bool {
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (name, port) = host.split_once(':').unwrap_or((host, "443"));
    let is_label = |label: &str| {
        let is_plain = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        !label.is_empty() && is_plain
    };
    let is_plain = |c: char| c.is_ascii_graphic() && !"\"'<>[]()\\^`{|}".contains(c);
    name.contains('.')
        && name.split('.').all(is_label)
        && port.parse::<u16>().is_ok()
        && rest.chars().all(is_plain)
}

/// As the phone dials it: `+15155550114`, `911`.
fn is_number(number: &str) -> bool {
    let digits = number.strip_prefix('+').unwrap_or(number);
    (3..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Where the links of a text lead, as far as that is safe.
pub fn targets(text: &str) -> impl Iterator<Item = &str> {
    let found = written(text).into_iter().filter_map(|link| text.get(link.target));
    found.filter(|target| fault(target).is_none())
}

/// A text cut into words and links. What looks like a link and does not lead to a `known` place stays words.
pub fn pieces<'a>(text: &'a str, known: &BTreeSet<String>) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for link in written(text) {
        let parts = (text.get(from..link.whole.start), text.get(link.words), text.get(link.target));
        let (Some(before), Some(words), Some(target)) = parts else { continue };
        if !known.contains(target) {
            continue;
        }
        pieces.extend((!before.is_empty()).then_some(Piece::Words(before)));
        pieces.push(Piece::Link { words, target });
        from = link.whole.end;
    }
    let rest = text.get(from..).unwrap_or_default();
    pieces.extend((!rest.is_empty()).then_some(Piece::Words(rest)));
    pieces
}

/// A text for where nothing can be pressed, such as the plain part of a message: each link with where it leads, unless
/// its words say that already.
pub fn spelled_out(text: &str, known: &BTreeSet<String>) -> String {
    let spelled = pieces(text, known).into_iter().map(|piece| match piece {
        Piece::Words(words) => words.to_owned(),
        Piece::Link { words, target } => {
            let shown = target.trim_start_matches("mailto:").trim_start_matches("tel:");
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
            let says_number = target.starts_with("tel:") && !digits(words).is_empty();
            if words.contains(shown) || says_number { words.to_owned() } else { format!("{words} ({shown})") }
        }
    });
    spelled.collect()
}

/// A text as somebody reads it, and where the words of its links stand in it.
pub fn read(text: &str) -> (String, Vec<Range<usize>>) {
    let (mut read, mut links, mut from) = (String::new(), Vec::new(), 0);
    for link in written(text) {
        read.push_str(text.get(from..link.whole.start).unwrap_or_default());
        let start = read.len();
        read.push_str(text.get(link.words).unwrap_or_default());
        links.push(start..read.len());
        from = link.whole.end;
    }
    read.push_str(text.get(from..).unwrap_or_default());
    (read, links)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "See [the list](https://example.gov/offices?a=1#b) or call [211](tel:211).";

    fn known(text: &str) -> BTreeSet<String> {
        targets(text).map(str::to_owned).collect()
    }

    #[test]
    fn a_text_is_words_and_links() {
        assert_eq!(
            pieces(TEXT, &known(TEXT)),
            [
                Piece::Words("See "),
                Piece::Link { words: "the list", target: "https://example.gov/offices?a=1#b" },
                Piece::Words(" or call "),
                Piece::Link { words: "211", target: "tel:211" },
                Piece::Words("."),
            ]
        );
        assert_eq!(read(TEXT), ("See the list or call 211.".to_owned(), vec![4..12, 21..24]));
        assert_eq!(
            spelled_out(TEXT, &known(TEXT)),
            "See the list (https://example.gov/offices?a=1#b) or call 211."
        );
    }

    #[test]
    fn what_an_answer_holds_is_never_a_link() {
        let said = "You wrote [free money](https://evil.example.org), [the list](https://example.gov/other).";
        assert_eq!(pieces(said, &known(TEXT)), [Piece::Words(said)]);
        assert_eq!(spelled_out(said, &known(TEXT)), said);
    }

    #[test]
    fn brackets_that_lead_nowhere_are_words() {
        for text in ["[x] (y)", "a](b)", "[a](b", "](", "[[", "x [] y"] {
            assert_eq!(pieces(text, &known(text)), [Piece::Words(text)], "{text}");
        }
        let nested = "[a [b](tel:911)";
        assert_eq!(pieces(nested, &known(nested)).len(), 2);
    }

    #[test]
    fn only_safe_places_can_be_led_to() {
        for safe in [
            "https://example.gov",
            "https://a-b.example.gov:8443/x/y?q=1&r=%20#s",
            "mailto:help@example.gov",
            "tel:+15155550114",
            "tel:911",
        ] {
            assert_eq!(fault(safe), None, "{safe}");
        }
        for unsafe_one in [
            "",
            "http://example.gov",
            "HTTPS://example.gov",
            "javascript:alert`1`",
            "data:text/html,x",
            "//example.gov",
            "/s/other",
            "https:example.gov",
            "https://",
            "https://localhost",
            "https://user@example.gov",
            "https://example.gov/a b",
            "https://example.gov/\"onclick=x",
            "https://example..gov",
            "https://exämple.gov",
            "https://example.gov/{ $id }",
            "mailto:help",
            "mailto:a@example.gov?bcc=b@example.gov",
            "tel:12",
            "tel:+1-515-555-0114",
        ] {
            assert!(fault(unsafe_one).is_some(), "{unsafe_one}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_of_a_text_is_lost(text in "[\\[\\]() a-z:.é]{0,60}") {
            let joined: String = pieces(&text, &known(&text)).iter().map(|piece| match piece {
                Piece::Words(words) => (*words).to_owned(),
                Piece::Link { words, target } => format!("[{words}]({target})"),
            }).collect();
            proptest::prop_assert_eq!(joined, text);
        }
    }
}
