//! How hard a text is to read, by formulas anybody can check (STANDARDS section 5): Flesch–Kincaid grade in
//! English, INFLESZ (Szigriszt-Pazos) in Spanish.

mod measure;
mod passive;
mod phrases;
mod say_instead;
mod sentences;
mod syllables;

pub use measure::{Figure, Language, Limits};
pub use passive::is_passive;
pub use phrases::find_words;
pub use say_instead::{Avoid, avoid};
pub use sentences::{paragraphs, sentence_ranges, sentences, words};
pub use syllables::{in_english, in_spanish};

/// What the formulas count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Sentences; a heading, a label or a list line is one.
    pub sentences: usize,
    /// Words with letters in them.
    pub words: usize,
    /// Syllables of those words.
    pub syllables: usize,
}

impl Counts {
    /// Counts a text with a way of counting syllables.
    pub fn of(text: &str, syllables: fn(&str) -> usize) -> Self {
        let mut counts = Self::default();
        for sentence in sentences(text) {
            let words = words(sentence);
            counts.sentences += 1;
            counts.words += words.len();
            counts.syllables += words.iter().map(|word| syllables(word)).sum::<usize>();
        }
        counts
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            sentences: self.sentences + other.sentences,
            words: self.words + other.words,
            syllables: self.syllables + other.syllables,
        }
    }

    fn words_per_sentence(self) -> f64 {
        ratio(self.words, self.sentences)
    }

    fn syllables_per_word(self) -> f64 {
        ratio(self.syllables, self.words)
    }

    /// The US school grade that can read it: 0.39 · words/sentences + 11.8 · syllables/words − 15.59
    /// (Kincaid et al. 1975).
    pub fn flesch_kincaid_grade(self) -> f64 {
        0.39 * self.words_per_sentence() + 11.8 * self.syllables_per_word() - 15.59
    }

    /// Ease of reading in Spanish, 55 to 65 being normal: 206.835 − 62.3 · syllables/words − words/sentences
    /// (Szigriszt-Pazos 1993; scale of Barrio-Cantalejo 2008).
    pub fn inflesz(self) -> f64 {
        206.835 - 62.3 * self.syllables_per_word() - self.words_per_sentence()
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are far below 2^53")]
fn ratio(a: usize, b: usize) -> f64 {
    if b == 0 { 0.0 } else { a as f64 / b as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 0.005, "{found} is not {expected}");
    }

    #[test]
    fn the_english_grade_follows_its_formula() {
        // The cat sat on the mat (6 words, 6 syllables). It was a ve-ry hap-py (5 words, 7 syllables).
        let counts = Counts::of("The cat sat on the mat. It was a very happy.", in_english);
        assert_eq!(counts, Counts { sentences: 2, words: 11, syllables: 13 });
        // 0.39 · 5.5 + 11.8 · 13/11 − 15.59
        assert_near(counts.flesch_kincaid_grade(), 0.50);
    }

    #[test]
    fn long_words_and_sentences_raise_the_grade() {
        let text = "Applicants must provide documentation regarding household composition, employment \
                    history and residential circumstances prior to determination of eligibility.";
        let counts = Counts::of(text, in_english);
        assert_eq!((counts.sentences, counts.words), (1, 17));
        assert!(counts.flesch_kincaid_grade() > 20.0, "{counts:?}");
    }

    #[test]
    fn the_spanish_ease_follows_its_formula() {
        // El ga-to be-be le-che (7 syllables, 4 words). La ni-ña co-rre (5, 3).
        let counts = Counts::of("El gato bebe leche. La niña corre.", in_spanish);
        assert_eq!(counts, Counts { sentences: 2, words: 7, syllables: 12 });
        // 206.835 − 62.3 · 12/7 − 3.5
        assert_near(counts.inflesz(), 96.535);
    }

    #[test]
    fn nothing_written_is_no_division_by_zero() {
        assert!(Counts::of("", in_english).flesch_kincaid_grade().is_finite());
    }
}
