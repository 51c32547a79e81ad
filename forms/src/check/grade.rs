//! How hard texts are to read: each page, each longer text for itself, and each sentence, so that easy words around
//! a hard sentence do not hide it (STANDARDS PL-01).

use super::{
    passage::Passage,
    whole::{Whole, is_enough, wholes},
};
use crate::{
    definition::ServiceFile,
    plain::{Figure, Language, sentence_ranges, words},
    problem::Problem,
};

/// Syllables of a word worth naming.
const LONG_WORD: usize = 4;

pub fn check(passages: &[Passage<'_>], service: &ServiceFile) -> Vec<Problem> {
    let mut problems = Vec::new();
    for language in [Language::English, Language::Spanish] {
        for whole in wholes(passages, service, language) {
            let texts: Vec<Problem> = whole.parts.iter().copied().filter_map(hard_text).collect();
            problems.extend(if texts.is_empty() { too_hard(&whole).into_iter().collect() } else { texts });
        }
    }
    problems.extend(passages.iter().flat_map(hard_sentences));
    problems
}

/// A text that is long enough to have a grade, and too hard.
fn hard_text(passage: &Passage<'_>) -> Option<Problem> {
    let counts = passage.language.count(&passage.words);
    let name = format!("the text `{}`", passage.key);
    let whole = Whole { name, language: passage.language, parts: vec![passage], counts };
    is_enough(counts).then(|| too_hard(&whole)).flatten()
}

fn too_hard(whole: &Whole<'_>) -> Option<Problem> {
    let (figure, most) = (whole.figure(), whole.language.limits().most);
    if !figure.is_harder_than(most) {
        return None;
    }
    let hardest = whole.hardest()?;
    let (code, message) = match whole.language {
        Language::English => {
            ("reading-grade", format!("{} reads at {figure}; {most} is the most", whole.name))
        }
        Language::Spanish => ("reading-ease", format!("{} has {figure}; {most} is the least", whole.name)),
    };
    let problem = hardest.passage.problem_in(code, &hardest.range, message);
    Some(problem.help(format!(
        "The hardest sentence is marked. {}A law's own words can be excepted in `waivers.yaml`.",
        shorter(hardest.sentence(), whole.language)
    )))
}

/// Sentences that are too hard by themselves. Those that are too long are told as such.
fn hard_sentences(passage: &Passage<'_>) -> Vec<Problem> {
    let language = passage.language;
    let limits = language.limits();
    let mut problems = Vec::new();
    for range in sentence_ranges(&passage.words) {
        let sentence = passage.words.get(range.clone()).unwrap_or_default();
        let counts = language.count(sentence);
        let figure = Figure::of(language, counts);
        let Some(ceiling) = limits.of_sentence(counts.words) else { continue };
        if counts.words <= limits.sentence_words && figure.is_harder_than(ceiling) {
            let bound = if language == Language::English { "most" } else { "least" };
            let message =
                format!("this sentence alone has {figure}; {ceiling} is the {bound} for one so long");
            let problem = passage.problem_in("hard-sentence", &range, message);
            problems.push(problem.help(shorter(sentence, language).trim_end()));
        }
    }
    problems
}

/// What to do with a sentence: its longest words are named.
fn shorter(sentence: &str, language: Language) -> String {
    let syllables = language.syllables();
    // Names inside a sentence are capitalised, and stay.
    let is_name = |(at, word): &(usize, &str)| *at > 0 && word.starts_with(char::is_uppercase);
    let plain = words(sentence).into_iter().enumerate().filter(|word| !is_name(word));
    let counted = plain.map(|(_, word)| (syllables(word), word));
    let mut long: Vec<(usize, &str)> = counted.filter(|(syllables, _)| *syllables >= LONG_WORD).collect();
    long.sort_by_key(|(syllables, _)| std::cmp::Reverse(*syllables));
    long.dedup_by(|(_, a), (_, b)| a.eq_ignore_ascii_case(b));
    let named: Vec<String> = long.into_iter().take(3).map(|(_, word)| format!("“{word}”")).collect();
    if named.is_empty() {
        "Make two sentences of it. ".to_owned()
    } else {
        format!("Make two sentences of it, or find shorter words for {}. ", named.join(", "))
    }
}
