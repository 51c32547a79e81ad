//! The figure of a text in its language, and the most that is allowed of it.

use std::fmt;

use serde::Serialize;

use super::{Counts, in_english, in_spanish};

/// A language with a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English: Flesch–Kincaid grade.
    English,
    /// Spanish: INFLESZ.
    Spanish,
}

/// How hard texts may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The hardest that a text or page may be (STANDARDS PL-01).
    pub most: Figure,
    /// What good texts reach (STANDARDS PL-01).
    pub goal: Figure,
    /// Most words of a sentence (STANDARDS PL-02). Spanish needs about a fifth more words for the same.
    pub sentence_words: usize,
    sentence: Figure,
    short_sentence: Figure,
}

/// Fewest words of a sentence that is judged by itself; in fewer, a heading or a label, one long word is everything.
const FEWEST_WORDS: usize = 5;
/// From so many words on, one long word no longer decides.
const FULL_SENTENCE: usize = 8;

impl Limits {
    /// The hardest that one sentence of so many words may be, whatever stands around it.
    ///
    /// A full sentence may need twelve years of school in English and must not be "very hard" on the scale of
    /// INFLESZ (below 40). Of the sentences in the services that ship, written for grade 6, all but one in a
    /// hundred stay below grade 10 and above 54, so the ceiling leaves an author room; the sentences of the hard
    /// golden texts (`forms/tests/golden`) lie beyond it. A short sentence is judged more gently: there, a name
    /// such as "Social Security" alone is worth six grades.
    pub const fn of_sentence(&self, words: usize) -> Option<Figure> {
        match words {
            ..FEWEST_WORDS => None,
            FEWEST_WORDS..FULL_SENTENCE => Some(self.short_sentence),
            _ => Some(self.sentence),
        }
    }
}

impl Language {
    /// The language of a tag such as `es-US`, when there is a formula for it.
    pub fn of(tag: &str) -> Option<Self> {
        match tag.split('-').next() {
            Some("en") => Some(Self::English),
            Some("es") => Some(Self::Spanish),
            _ => None,
        }
    }

    /// What the formula counts.
    pub fn count(self, text: &str) -> Counts {
        Counts::of(text, self.syllables())
    }

    /// How to count the syllables of a word.
    pub fn syllables(self) -> fn(&str) -> usize {
        match self {
            Self::English => in_english,
            Self::Spanish => in_spanish,
        }
    }

    /// How hard texts may be.
    pub const fn limits(self) -> Limits {
        let (most, goal, sentence, short_sentence, sentence_words) = match self {
            Self::English => (8.0, 6.0, 12.0, 18.0, 25),
            Self::Spanish => (55.0, 65.0, 40.0, 10.0, 30),
        };
        Limits {
            most: Figure { language: self, figure: most },
            goal: Figure { language: self, figure: goal },
            sentence_words,
            sentence: Figure { language: self, figure: sentence },
            short_sentence: Figure { language: self, figure: short_sentence },
        }
    }
}

/// How hard a text is: a school grade in English, an ease in Spanish. Rounded to a tenth, as it is shown, so that a
/// text never fails by less than people can read.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(into = "f64")]
pub struct Figure {
    language: Language,
    figure: f64,
}

impl Figure {
    /// The figure of what was counted.
    pub fn of(language: Language, counts: Counts) -> Self {
        let exact = match language {
            Language::English => counts.flesch_kincaid_grade(),
            Language::Spanish => counts.inflesz(),
        };
        Self { language, figure: (exact * 10.0).round() / 10.0 }
    }

    /// The number alone.
    pub const fn number(self) -> f64 {
        self.figure
    }

    /// How much harder it is than another of the same language; below zero when it is easier.
    pub fn harder_by(self, other: Self) -> f64 {
        match self.language {
            Language::English => self.figure - other.figure,
            Language::Spanish => other.figure - self.figure,
        }
    }

    /// Whether it is harder than this.
    pub fn is_harder_than(self, other: Self) -> bool {
        self.harder_by(other) > 0.0
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::English => "English",
            Self::Spanish => "Spanish",
        })
    }
}

impl From<Figure> for f64 {
    fn from(figure: Figure) -> Self {
        figure.figure
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = match self.language {
            Language::English => "grade",
            Language::Spanish => "INFLESZ",
        };
        write!(f, "{scale} {:.1}", self.figure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_at_the_limit_is_not_over_it() {
        // 0.39 · 10 + 11.8 · 1.67 − 15.59 = 8.016: shown as 8.0, and 8.0 is allowed.
        let counts = Counts { sentences: 10, words: 100, syllables: 167 };
        assert!(counts.flesch_kincaid_grade() > 8.0);
        let figure = Figure::of(Language::English, counts);
        assert_eq!(figure.to_string(), "grade 8.0");
        assert!(!figure.is_harder_than(Language::English.limits().most));
    }

    #[test]
    fn a_higher_grade_and_a_lower_ease_are_harder() {
        let of = |language, syllables| Figure::of(language, Counts { sentences: 10, words: 100, syllables });
        for language in [Language::English, Language::Spanish] {
            assert!(of(language, 200).is_harder_than(of(language, 150)));
        }
        assert!(of(Language::Spanish, 250).is_harder_than(Language::Spanish.limits().most));
    }
}
