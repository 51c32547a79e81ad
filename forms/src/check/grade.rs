//! How hard each page is to read. A short page is read together with its section, a short section with the rest
//! of the service: a grade of five words says nothing.

use std::collections::BTreeMap;

use super::passage::{Language, Passage};
use crate::{
    definition::ServiceFile,
    plain::{Counts, in_english, in_spanish, sentences},
    problem::Problem,
    texts::Group,
};

/// Highest school grade in English (STANDARDS PL-01; 6 is the goal).
const MOST_GRADE: f64 = 8.0;
/// Lowest INFLESZ in Spanish (STANDARDS PL-01; 65 is the goal).
const LEAST_INFLESZ: f64 = 55.0;
/// Fewest words and sentences that have a grade of their own.
const ENOUGH_WORDS: usize = 40;
const ENOUGH_SENTENCES: usize = 3;

/// What is graded together, from small to large.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Whole {
    Group(Group),
    Section(String),
    Rest,
}

pub fn check(passages: &[Passage<'_>], service: &ServiceFile) -> Vec<Problem> {
    let mut problems = Vec::new();
    for language in [Language::English, Language::Spanish] {
        let of_language = passages.iter().filter(|passage| passage.language == language);
        let mut wholes: BTreeMap<Whole, Vec<&Passage<'_>>> = BTreeMap::new();
        for passage in of_language {
            wholes.entry(Whole::Group(passage.group.clone())).or_default().push(passage);
        }
        for level in [0, 1] {
            let short = |whole: &Whole, parts: &[&Passage<'_>]| {
                whole.level() == level && !is_enough(count(parts, language))
            };
            let moving: Vec<Whole> = wholes
                .iter()
                .filter(|(whole, parts)| short(whole, parts))
                .map(|(whole, _)| whole.clone())
                .collect();
            for whole in moving {
                let parts = wholes.remove(&whole).unwrap_or_default();
                wholes.entry(whole.above(service)).or_default().extend(parts);
            }
        }
        for (whole, parts) in &wholes {
            problems.extend(too_hard(whole, parts, language));
        }
    }
    problems
}

impl Whole {
    fn level(&self) -> usize {
        match self {
            Self::Group(_) => 0,
            Self::Section(_) => 1,
            Self::Rest => 2,
        }
    }

    fn above(&self, service: &ServiceFile) -> Self {
        let Self::Group(Group::Page(page)) = self else { return Self::Rest };
        let section =
            service.sections.iter().find(|section| section.pages.iter().any(|id| id.as_str() == page));
        section.map_or(Self::Rest, |section| Self::Section(section.id.to_string()))
    }

    fn name(&self) -> String {
        match self {
            Self::Group(Group::Page(page)) => format!("the page `{page}`"),
            Self::Group(Group::Notification(status)) => format!("the notification of `{status}`"),
            Self::Group(Group::Statuses) => "the texts of the statuses and the plan together".to_owned(),
            Self::Group(_) => "the start page".to_owned(),
            Self::Section(section) => format!("the short pages of the section `{section}` together"),
            Self::Rest => "the short texts of the service together".to_owned(),
        }
    }
}

fn syllables(language: Language) -> fn(&str) -> usize {
    match language {
        Language::English => in_english,
        Language::Spanish => in_spanish,
    }
}

fn count(parts: &[&Passage<'_>], language: Language) -> Counts {
    let each = parts.iter().map(|passage| Counts::of(&passage.words, syllables(language)));
    each.fold(Counts::default(), Counts::plus)
}

fn is_enough(counts: Counts) -> bool {
    counts.words >= ENOUGH_WORDS && counts.sentences >= ENOUGH_SENTENCES
}

fn too_hard(whole: &Whole, parts: &[&Passage<'_>], language: Language) -> Option<Problem> {
    let counts = count(parts, language);
    if counts.words < ENOUGH_WORDS {
        return None;
    }
    let (code, message) = match language {
        Language::English if counts.flesch_kincaid_grade() > MOST_GRADE => {
            let grade = counts.flesch_kincaid_grade();
            ("reading-grade", format!("{} reads at grade {grade:.1}; {MOST_GRADE} is the most", whole.name()))
        }
        Language::Spanish if counts.inflesz() < LEAST_INFLESZ => {
            let ease = counts.inflesz();
            ("reading-ease", format!("{} has INFLESZ {ease:.0}; {LEAST_INFLESZ} is the least", whole.name()))
        }
        _ => return None,
    };
    let (passage, sentence) = hardest(parts, language)?;
    let problem = passage.problem(code, sentence, message);
    Some(problem.help("The hardest sentence is marked. Use shorter sentences and shorter words; a law's own words can be excepted in `waivers.yaml`."))
}

/// The sentence that does most harm: far from the limit, and long.
fn hardest<'a>(parts: &[&'a Passage<'_>], language: Language) -> Option<(&'a Passage<'a>, &'a str)> {
    let mut worst: Option<(f64, &Passage<'_>, &str)> = None;
    for passage in parts {
        for sentence in sentences(&passage.words) {
            let counts = Counts::of(sentence, syllables(language));
            let excess = match language {
                Language::English => counts.flesch_kincaid_grade() - MOST_GRADE,
                Language::Spanish => LEAST_INFLESZ - counts.inflesz(),
            };
            #[expect(clippy::cast_precision_loss, reason = "a sentence has few words")]
            let harm = excess * counts.words as f64;
            if worst.is_none_or(|(most, ..)| harm > most) {
                worst = Some((harm, passage, sentence));
            }
        }
    }
    worst.map(|(_, passage, sentence)| (passage, sentence))
}
