//! Retention rules of single answers: which there are, and what a submission is once one was carried out. Pure: who
//! keeps it, and when, is for others.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::{
    Answer, Answers,
    definition::{Prefill, Retention},
    service::Service,
};

/// Rules that speak of a case or a draft as a whole.
const WHOLE: [&str; 2] = ["case", "draft"];

/// Answers of which some were erased.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Erased {
    /// What is left; in place of each erased answer stands when and by which rule.
    pub answers: Answers,
    /// How many were erased.
    pub count: usize,
    /// Ids of the files among them.
    pub files: BTreeSet<String>,
    /// What they said about the person.
    pub facts: BTreeSet<Prefill>,
}

impl Service {
    /// The rules of single answers that end before the whole case is erased, by their days, shortest first.
    pub fn rules_of_answers(&self) -> BTreeMap<u32, Vec<(&str, &Retention)>> {
        let rules = &self.definition.retention;
        let case = rules.get("case").map_or(u32::MAX, |rule| rule.keep_days);
        let mut found: BTreeMap<u32, Vec<(&str, &Retention)>> = BTreeMap::new();
        for (name, rule) in rules {
            if !WHOLE.contains(&name.as_str()) && rule.keep_days < case {
                found.entry(rule.keep_days).or_default().push((name, rule));
            }
        }
        found
    }

    /// Erases the answers a rule speaks of, also inside repeats.
    pub fn erase_answers(&self, answers: &Answers, rule: &str, on: Date) -> Erased {
        let mut erased = Erased::default();
        erased.answers =
            self.erase_level(answers, &Answer::Erased { rule: rule.to_owned(), on }, rule, &mut erased);
        erased
    }

    fn erase_level(&self, given: &Answers, mark: &Answer, rule: &str, erased: &mut Erased) -> Answers {
        let level = given.iter().map(|(id, answer)| {
            let question = self.question(id).map(|(_, question)| question);
            let is_due = question
                .and_then(|question| question.personal.as_ref())
                .is_some_and(|personal| personal.retention == rule);
            let kept = match answer {
                Answer::Skipped | Answer::Erased { .. } => answer.clone(),
                _ if is_due => {
                    erased.count += 1;
                    erased.facts.extend(question.and_then(|question| question.prefill));
                    files_in(answer, &mut erased.files);
                    mark.clone()
                }
                Answer::Repeat(entries) => {
                    let mut entries = entries.clone();
                    for entry in &mut entries {
                        entry.answers = self.erase_level(&entry.answers, mark, rule, erased);
                    }
                    Answer::Repeat(entries)
                }
                other => other.clone(),
            };
            (id.clone(), kept)
        });
        level.collect()
    }
}

fn files_in(answer: &Answer, files: &mut BTreeSet<String>) {
    match answer {
        Answer::Files(given) => files.extend(given.iter().map(|file| file.id.clone())),
        Answer::Repeat(entries) => {
            entries
                .iter()
                .flat_map(|entry| entry.answers.iter())
                .for_each(|(_, answer)| files_in(answer, files));
        }
        _ => {}
    }
}

impl Answers {
    /// Some of them were erased since they were given.
    pub fn is_partly_erased(&self) -> bool {
        self.iter().any(|(_, answer)| match answer {
            Answer::Erased { .. } => true,
            Answer::Repeat(entries) => entries.iter().any(|entry| entry.answers.is_partly_erased()),
            _ => false,
        })
    }
}
