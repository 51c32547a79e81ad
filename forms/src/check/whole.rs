//! What is graded together. A short page is read together with its section, a short section with the rest of the
//! service: a grade of five words says nothing.

use std::{collections::BTreeMap, ops::Range};

use super::passage::Passage;
use crate::{
    definition::ServiceFile,
    plain::{Counts, Figure, Language, sentence_ranges},
    texts::Group,
};

/// Fewest words and sentences that have a grade of their own.
const ENOUGH_WORDS: usize = 40;
const ENOUGH_SENTENCES: usize = 3;

/// Texts that are graded together.
pub struct Whole<'a> {
    /// What it is, for people: ``the page `sign` ``.
    pub name: String,
    /// Its language.
    pub language: Language,
    /// Its texts.
    pub parts: Vec<&'a Passage<'a>>,
    /// What was counted in them.
    pub counts: Counts,
}

/// A sentence and where it stands.
pub struct Hardest<'a> {
    pub passage: &'a Passage<'a>,
    pub range: Range<usize>,
    pub figure: Figure,
}

impl Hardest<'_> {
    /// Its words.
    pub fn sentence(&self) -> &str {
        self.passage.words.get(self.range.clone()).unwrap_or_default()
    }
}

impl<'a> Whole<'a> {
    /// How hard it is.
    pub fn figure(&self) -> Figure {
        Figure::of(self.language, self.counts)
    }

    /// The sentence that does most harm: far from the limit, and long. Labels of a few words only count where there
    /// is nothing else.
    pub fn hardest(&self) -> Option<Hardest<'a>> {
        let limits = self.language.limits();
        let mut worst: Option<((bool, f64), Hardest<'a>)> = None;
        for passage in self.parts.iter().copied() {
            for range in sentence_ranges(&passage.words) {
                let counts = self.language.count(passage.words.get(range.clone()).unwrap_or_default());
                let figure = Figure::of(self.language, counts);
                #[expect(clippy::cast_precision_loss, reason = "a sentence has few words")]
                let harm = figure.harder_by(limits.most) * counts.words as f64;
                let rank = (limits.of_sentence(counts.words).is_some(), harm);
                if worst.as_ref().is_none_or(|(most, _)| rank > *most) {
                    worst = Some((rank, Hardest { passage, range, figure }));
                }
            }
        }
        worst.map(|(_, hardest)| hardest)
    }
}

/// From small to large.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Group(Group),
    Section(String),
    Rest,
}

/// The texts of a language, put together until each whole is long enough to have a grade.
pub fn wholes<'a>(passages: &'a [Passage<'a>], service: &ServiceFile, language: Language) -> Vec<Whole<'a>> {
    let mut levels: BTreeMap<Level, Vec<&Passage<'_>>> = BTreeMap::new();
    for passage in passages.iter().filter(|passage| passage.language == language) {
        levels.entry(Level::Group(passage.group.clone())).or_default().push(passage);
    }
    for height in [0, 1] {
        let is_short = |level: &Level, parts: &[&Passage<'_>]| {
            level.height() == height && !is_enough(count(parts, language))
        };
        let moving: Vec<Level> = levels
            .iter()
            .filter(|(level, parts)| is_short(level, parts))
            .map(|(level, _)| level.clone())
            .collect();
        for level in moving {
            let parts = levels.remove(&level).unwrap_or_default();
            levels.entry(level.above(service)).or_default().extend(parts);
        }
    }
    let wholes = levels.into_iter().map(|(level, parts)| {
        let counts = count(&parts, language);
        Whole { name: level.name(), language, parts, counts }
    });
    wholes.filter(|whole| whole.counts.words >= ENOUGH_WORDS).collect()
}

/// Whether so much text has a grade of its own.
pub const fn is_enough(counts: Counts) -> bool {
    counts.words >= ENOUGH_WORDS && counts.sentences >= ENOUGH_SENTENCES
}

fn count(parts: &[&Passage<'_>], language: Language) -> Counts {
    let each = parts.iter().map(|passage| language.count(&passage.words));
    each.fold(Counts::default(), Counts::plus)
}

impl Level {
    fn height(&self) -> usize {
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
