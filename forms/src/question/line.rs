//! Reads words as people type them: nothing is changed but outer space, and nothing is kept that cannot be seen.

/// There is a character in it that no keyboard writes and no page can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ControlCharacter;

/// One line. Tabs and line ends, as they come with pasted text, become spaces. Empty when nothing can be seen.
pub(super) fn line(text: &str) -> Result<String, ControlCharacter> {
    let text = text.replace("\r\n", " ");
    clean(text.chars().map(|c| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c }), |_| false)
}

/// Several lines, each ended by `\n` alone.
pub(super) fn lines(text: &str) -> Result<String, ControlCharacter> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    clean(text.chars().map(|c| if c == '\t' { ' ' } else { c }), |c| c == '\n')
}

fn clean(
    characters: impl Iterator<Item = char>,
    is_allowed: impl Fn(char) -> bool,
) -> Result<String, ControlCharacter> {
    let text: String = characters.collect();
    let text = text.trim();
    if text.chars().all(is_invisible) {
        return Ok(String::new());
    }
    if text.chars().any(|c| c.is_control() && !is_allowed(c)) {
        return Err(ControlCharacter);
    }
    Ok(text.to_owned())
}

/// Spaces of every width, joiners and direction marks: text made of nothing else is empty.
fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{3164}' | '\u{feff}')
}

/// How many characters a person would count, nearly: letters with combining marks count more than once.
pub(super) fn length(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outer_space_goes_and_the_rest_stays_as_typed() {
        assert_eq!(line("  Ana  Lucía\u{a0}").as_deref(), Ok("Ana  Lucía"));
        assert_eq!(line("a\tb\r\nc").as_deref(), Ok("a b c"));
        assert_eq!(lines("one\r\ntwo\rthree\n").as_deref(), Ok("one\ntwo\nthree"));
    }

    #[test]
    fn text_that_cannot_be_seen_is_empty() {
        for text in ["", "   ", "\u{200b}", "\u{feff}\u{200e} \u{2060}", "\n\n"] {
            assert_eq!(line(text).as_deref(), Ok(""), "{text:?}");
        }
    }

    #[test]
    fn control_characters_are_refused() {
        for text in ["a\0b", "a\u{1b}[31m", "a\u{7f}"] {
            assert_eq!(line(text), Err(ControlCharacter), "{text:?}");
            assert_eq!(lines(text), Err(ControlCharacter), "{text:?}");
        }
    }
}
