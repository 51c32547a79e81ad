//! Finds words in texts whatever their case, as whole words and never as a part of another.

use std::ops::Range;

/// Lower case with every letter at its place: a letter whose lower case is longer or shorter stays as it is.
pub fn lower(text: &str) -> String {
    let one = |letter: char| {
        let mut small = letter.to_lowercase();
        match (small.next(), small.next()) {
            (Some(small), None) if small.len_utf8() == letter.len_utf8() => small,
            _ => letter,
        }
    };
    text.chars().map(one).collect()
}

/// Where a phrase, given in lower case, stands in a text as words of their own.
pub fn find_words(text: &str, phrase: &str) -> Vec<Range<usize>> {
    let lower = lower(text);
    let found = lower.match_indices(phrase).map(|(start, _)| start..start + phrase.len());
    found.filter(|range| is_alone(&lower, range)).collect()
}

/// No letter or digit stands directly before or after.
pub fn is_alone(text: &str, range: &Range<usize>) -> bool {
    let joins = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
    let before = text.get(..range.start).and_then(|before| before.chars().next_back());
    let after = text.get(range.end..).and_then(|after| after.chars().next());
    !joins(before) && !joins(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_in_any_case_and_only_as_whole_words() {
        assert_eq!(find_words("Here, HERE and there", "here"), [0..4, 6..10]);
        assert_eq!(find_words("Más información: MÁS", "más"), [0..4, 19..23]);
        assert!(find_words("adhere", "here").is_empty());
    }

    #[test]
    fn places_stay_true_beside_letters_that_change_their_length() {
        assert_eq!(find_words("İ here, here", "here"), [3..7, 9..13]);
    }
}
