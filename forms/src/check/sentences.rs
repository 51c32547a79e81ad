//! Sentences and words: not too long, in the active voice, without the words the guidelines advise against.

use std::collections::BTreeMap;

use super::{passage::Passage, waivers::Waivers};
use crate::{
    plain::{Language, avoid, find_words, is_passive, paragraphs, sentences, words},
    problem::Problem,
};

/// Most words of a paragraph (STANDARDS PL-02).
const PARAGRAPH_WORDS: usize = 150;

/// Sentences and paragraphs that are too long, and messages of more than two sentences (PL-05).
pub fn length(passages: &[Passage<'_>]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for passage in passages {
        let most = passage.language.limits().sentence_words;
        for sentence in sentences(&passage.words) {
            let count = words(sentence).len();
            if count > most {
                let message = format!("this sentence has {count} words; {most} is the most");
                problems.push(
                    passage.problem("long-sentence", sentence, message).help("Make two of it, or a list."),
                );
            }
        }
        for paragraph in paragraphs(&passage.words) {
            let count = words(&paragraph).len();
            if count > PARAGRAPH_WORDS {
                let message = format!("this paragraph has {count} words; {PARAGRAPH_WORDS} is the most");
                let problem = passage.problem("long-paragraph", &paragraph, message);
                problems.push(problem.help("Put an empty line where a new thought begins, or make a list."));
            }
        }
        let count = sentences(&passage.words).len();
        if passage.key.starts_with("check-") && count > 2 {
            let message = format!("this message has {count} sentences; two are the most");
            let problem = passage.problem("long-message", &passage.words, message);
            problems.push(problem.help("Say what is wrong and what to do."));
        }
    }
    problems
}

/// Words the guidelines advise against. Everyday words are told once for the whole service, with every text they
/// stand in; the word the service itself uses for what people send is left alone.
pub fn words_to_avoid(passages: &[Passage<'_>], waivers: &mut Waivers, noun: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut everyday: BTreeMap<&str, (Problem, Vec<&str>)> = BTreeMap::new();
    for passage in passages.iter().filter(|passage| passage.language == Language::English) {
        for shall in find_words(&passage.words, "shall") {
            if !waivers.word(&passage.key, "shall") {
                let message = "“shall” is not plain: it means must, will or may";
                let problem = passage.problem_in("shall", &shall, message);
                problems.push(problem.help("Write “must” for a duty, “will” for the future."));
            }
        }
        for found in avoid(&passage.words).into_iter().filter(|found| found.phrase != noun) {
            let phrase = passage.words.get(found.range.clone()).unwrap_or_default();
            if waivers.word(&passage.key, phrase) {
                continue;
            }
            if let Some((_, texts)) = everyday.get_mut(found.phrase) {
                texts.push(&passage.key);
                continue;
            }
            let message = format!("“{phrase}” has a plainer word");
            let problem = passage.problem_in("say-instead", &found.range, message);
            let problem = problem.help(format!("Say: {}.", found.say.replace("(omit)", "nothing")));
            if found.everyday {
                everyday.insert(found.phrase, (problem.warning(), vec![&passage.key]));
            } else {
                problems.push(problem);
            }
        }
    }
    problems.extend(everyday.into_values().map(|(problem, texts)| in_every_text(problem, texts)));
    problems
}

/// Adds the keys of the texts a word stands in, when there are several.
fn in_every_text(mut problem: Problem, mut texts: Vec<&str>) -> Problem {
    texts.sort_unstable();
    texts.dedup();
    if texts.len() > 1 {
        let keys: Vec<String> = texts.iter().map(|key| format!("`{key}`")).collect();
        let help = problem.help.take().unwrap_or_default();
        problem.help = Some(format!("{help} It stands in {}.", keys.join(", ")));
    }
    problem
}

/// Pages with more than one sentence in twenty in the passive voice: worth a look, no more.
pub fn passive(passages: &[Passage<'_>]) -> Vec<Problem> {
    let mut groups: BTreeMap<_, (usize, Vec<(&Passage<'_>, &str)>)> = BTreeMap::new();
    for passage in passages.iter().filter(|passage| passage.language == Language::English) {
        let (count, found) = groups.entry(&passage.group).or_default();
        for sentence in sentences(&passage.words) {
            *count += 1;
            if is_passive(sentence) {
                found.push((passage, sentence));
            }
        }
    }
    let mut problems = Vec::new();
    for (count, found) in groups.into_values().filter(|(count, found)| found.len() * 20 > *count) {
        let Some((passage, sentence)) = found.first() else { continue };
        let message =
            format!("{} of {count} sentences here do not say who does it (passive voice)", found.len());
        let problem = passage.problem("passive", sentence, message).warning();
        problems.push(problem.help("Say who does what: “We decide”, not “It is decided”."));
    }
    problems
}
