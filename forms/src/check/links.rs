//! Links say where they lead: people with a screen reader hear them one by one, without the words around
//! (STANDARDS PL-03).

use std::ops::Range;

use super::{passage::Passage, waivers::Waivers};
use crate::{
    plain::{Language, find_words, sentence_ranges},
    problem::Problem,
};

/// Texts of a link that say nothing when heard alone.
const fn empty(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => &[
            "click",
            "click here",
            "continue reading",
            "details",
            "find out more",
            "go",
            "here",
            "learn more",
            "learn more here",
            "link",
            "more",
            "more info",
            "more information",
            "read more",
            "see more",
            "the link",
            "this",
            "this link",
            "this page",
            "this site",
            "this website",
        ],
        Language::Spanish => &[
            "aquí",
            "clic aquí",
            "conozca más",
            "continuar leyendo",
            "detalles",
            "el enlace",
            "enlace",
            "esta página",
            "este enlace",
            "este sitio",
            "este vínculo",
            "haga clic",
            "haga clic aquí",
            "infórmese",
            "ir",
            "lea más",
            "leer más",
            "más",
            "más información",
            "obtenga más información",
            "saber más",
            "vea más",
            "ver más",
            "vínculo",
        ],
    }
}

/// What only makes sense beside a link that says nothing, wherever it stands.
const fn pointing(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => &[
            "click here",
            "click on the link",
            "click on this link",
            "click the link",
            "click this link",
            "follow the link",
            "learn more here",
            "press here",
            "read more here",
            "tap here",
            "this link",
        ],
        Language::Spanish => &[
            "clic aquí",
            "clic en el enlace",
            "clic en este enlace",
            "dé clic aquí",
            "este enlace",
            "este vínculo",
            "haga clic aquí",
            "haga clic en el enlace",
            "haga clic en este enlace",
            "haz clic aquí",
            "lea más aquí",
            "oprima aquí",
            "presione aquí",
            "pulse aquí",
            "siga el enlace",
            "toque aquí",
        ],
    }
}

/// Every link text that does not say where it leads, and every web address read out letter by letter.
pub fn check(passages: &[Passage<'_>], waivers: &mut Waivers) -> Vec<Problem> {
    let mut problems = Vec::new();
    for passage in passages {
        let brackets = brackets(&passage.words).into_iter().chain(passage.links.iter().cloned());
        let mut empty: Vec<Range<usize>> =
            brackets.filter_map(|link| is_empty(passage, &link)).chain(alone(passage)).collect();
        let phrases = pointing(passage.language).iter().flat_map(|phrase| find_words(&passage.words, phrase));
        empty.extend(phrases);
        for range in widest(empty) {
            let phrase = passage.words.get(range.clone()).unwrap_or_default();
            if !waivers.word(&passage.key, phrase) {
                problems.push(says_nothing(passage, &range, phrase));
            }
        }
        problems.extend(
            passage.links.iter().filter(|link| has_no_words(passage, link)).map(|_| no_words(passage)),
        );
        problems.extend(addresses(&passage.words).map(|range| address(passage, &range)));
    }
    problems
}

fn says_nothing(passage: &Passage<'_>, range: &Range<usize>, phrase: &str) -> Problem {
    let message = format!("“{phrase}” does not say where it leads");
    let problem = passage.problem_in("link-text", range, message);
    problem.help(match passage.language {
        Language::English => "Name what people find there: “the list of offices”, “how to appeal”.",
        Language::Spanish => "Name what people find there: “la lista de oficinas”, “cómo apelar”.",
    })
}

fn has_no_words(passage: &Passage<'_>, link: &Range<usize>) -> bool {
    !passage.words.get(link.clone()).is_some_and(|words| words.contains(char::is_alphanumeric))
}

fn no_words(passage: &Passage<'_>) -> Problem {
    let problem = passage.problem("link-text", "[]", "a link has no words");
    problem.help("Write what people find there into the square brackets: `[the list of offices](https://…)`.")
}

fn address(passage: &Passage<'_>, range: &Range<usize>) -> Problem {
    let message = "a web address as a text is read out letter by letter";
    let problem = passage.problem_in("link-text", range, message);
    problem
        .help("Name the page, and give only the short address: “the list of offices (example.gov/offices)”.")
}

/// The words in square brackets: the text of a link, as many tools write it.
fn brackets(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, letter) in text.char_indices() {
        match letter {
            '[' => open = Some(at + 1),
            ']' => found.extend(open.take().map(|start| start..at)),
            _ => {}
        }
    }
    found
}

/// The words of a stretch without the marks around them, when they are a text that says nothing.
fn is_empty(passage: &Passage<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let is_mark = |c: char| !c.is_alphanumeric();
    let whole = passage.words.get(range.clone())?;
    let start = range.end - whole.trim_start_matches(is_mark).len();
    let words = whole.trim_matches(is_mark);
    let is_same = |phrase: &&&str| find_words(words, phrase).first() == Some(&(0..words.len()));
    empty(passage.language).iter().find(is_same).map(|_| start..start + words.len())
}

/// Sentences of several words that are nothing but such a text: “Learn more.”
fn alone<'a>(passage: &'a Passage<'_>) -> impl Iterator<Item = Range<usize>> + 'a {
    let found = sentence_ranges(&passage.words).into_iter().filter_map(|range| is_empty(passage, &range));
    found.filter(|range| passage.words.get(range.clone()).is_some_and(|words| words.contains(' ')))
}

/// Web addresses, each up to the next space or closing mark.
fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> {
    let starts = ["http://", "https://", "www."].into_iter().flat_map(|head| text.match_indices(head));
    let ranges = starts.map(|(start, _)| {
        let rest = text.get(start..).unwrap_or_default();
        let ends = |c: char| c.is_whitespace() || "()[]<>\"”»".contains(c);
        let address = rest.split(ends).next().unwrap_or_default();
        start..start + address.trim_end_matches(['.', ',', ';', ':']).len()
    });
    widest(ranges.collect()).into_iter()
}

/// In order, without those inside another: “click this link” holds “this link”.
fn widest(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    ranges.dedup_by(|next, kept| next.start < kept.end);
    ranges
}
