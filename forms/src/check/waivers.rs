//! `waivers.yaml`: texts that may be harder than plain language allows, and why — a name the law gives, an oath
//! in words nobody may change.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    load::{self, Source},
    position::Path,
    problem::Problem,
    version::Files,
};

/// `waivers.yaml`: exceptions from the plain language rules.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WaiversFile {
    /// The exceptions.
    pub waivers: Vec<Waiver>,
}

/// An exception from the plain language rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The key of the text, as translations know it: `q-signature-label`. Left out: every text.
    #[serde(default)]
    pub text: Option<String>,
    /// A word that may stand in it. Left out: the text is not graded, nor its sentences measured.
    #[serde(default)]
    pub word: Option<String>,
    /// Why.
    pub reason: String,
}

/// The file's name in a service folder.
pub const FILE: &str = "waivers.yaml";

/// The waivers of a service, and which of them were needed.
#[derive(Debug, Default)]
pub struct Waivers {
    source: Option<Source>,
    list: Vec<Waiver>,
    used: Vec<bool>,
}

impl Waivers {
    /// Reads `waivers.yaml`, when there is one.
    pub fn read(files: &Files, problems: &mut Vec<Problem>) -> Self {
        let Some(text) = files.get(FILE) else { return Self::default() };
        let read = load::read_file::<WaiversFile>(FILE, text, problems);
        let Some((source, file)) = read.file else { return Self::default() };
        let used = vec![false; file.waivers.len()];
        Self { source: Some(source), list: file.waivers, used }
    }

    /// Whether a text is left out of grading.
    pub fn whole_text(&mut self, key: &str) -> bool {
        self.mark(|waiver| waiver.word.is_none() && waiver.text.as_deref() == Some(key))
    }

    /// Whether a word may stand in a text.
    pub fn word(&mut self, key: &str, phrase: &str) -> bool {
        let phrase = phrase.to_lowercase();
        self.mark(|waiver| {
            let word = waiver.word.as_ref().map(|word| word.to_lowercase());
            word.is_some_and(|word| phrase.starts_with(&word))
                && waiver.text.as_deref().is_none_or(|text| text == key)
        })
    }

    fn mark(&mut self, fits: impl Fn(&Waiver) -> bool) -> bool {
        let mut found = false;
        for (waiver, used) in self.list.iter().zip(&mut self.used) {
            if fits(waiver) {
                *used = true;
                found = true;
            }
        }
        found
    }

    /// Waivers without a reason, and those nothing needs.
    pub fn left_over(&self, keys: &[&str]) -> Vec<Problem> {
        let Some(source) = &self.source else { return Vec::new() };
        let mut problems = Vec::new();
        for (index, (waiver, used)) in self.list.iter().zip(&self.used).enumerate() {
            let at = Path::from("waivers").item(index);
            if waiver.reason.trim().is_empty() {
                problems.push(
                    source
                        .problem("waiver-reason", &at.key("reason"), "a waiver needs a reason")
                        .help("Say which law or rule fixes these words, and who decided it."),
                );
            }
            let unknown = waiver.text.as_deref().filter(|text| !keys.contains(text));
            if let Some(text) = unknown {
                let message = format!("the service has no text `{text}`");
                let problem = source.problem("unknown-text", &at.key("text"), message);
                problems.push(problem.help(load::did_you_mean(text, keys)));
            } else if waiver.text.is_none() && waiver.word.is_none() {
                let problem = source.problem("unknown-text", &at, "the waiver names no text and no word");
                problems.push(problem.help("Write `text: …` with a key, `word: …`, or both."));
            } else if !used {
                let problem = source.problem("unused-waiver", &at, "nothing needs this waiver any more");
                problems.push(problem.help("Remove it.").warning());
            }
        }
        problems
    }
}
