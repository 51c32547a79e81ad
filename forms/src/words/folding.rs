//! Words as people search for them: without capitals and accents, so that "renovacion" finds "Renovación".

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Lower case, without accents and other marks.
pub fn fold(text: &str) -> String {
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn capitals_and_accents_do_not_matter() {
        assert_eq!(fold("Renovación de LICENCIA"), "renovacion de licencia");
        assert_eq!(fold("Zürich ﬁle"), "zurich file");
    }
}
