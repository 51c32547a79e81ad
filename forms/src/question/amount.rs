//! Reads numbers as people type them: with commas, spaces, a dollar sign or a long minus.

use rust_decimal::Decimal;

/// Why a number cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// There is something in it that is no number.
    NotANumber,
    /// A comma or point can be meant in two ways: `1.234,50`. Guessing would change the amount.
    Unclear,
    /// More digits than anything real has.
    TooLong,
}

/// More digits than a decimal number holds are refused.
const MAX_DIGITS: usize = 24;

/// Reads a number. Spaces and well-placed commas group thousands; the point starts the decimals.
pub(super) fn read(text: &str) -> Result<Decimal, Unreadable> {
    let plain: String = text.chars().filter_map(plain_character).collect();
    let (negative, digits) = match plain.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, plain.strip_prefix('+').unwrap_or(&plain)),
    };
    if !digits.contains(|c: char| c.is_ascii_digit())
        || !digits.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',')
    {
        return Err(Unreadable::NotANumber);
    }
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    if decimals.contains(['.', ',']) || !has_good_groups(whole) {
        return Err(Unreadable::Unclear);
    }
    let whole = whole.replace(',', "");
    if whole.len() + decimals.len() > MAX_DIGITS {
        return Err(Unreadable::TooLong);
    }
    let number = format!("{}0{whole}.{decimals}0", if negative { "-" } else { "" });
    number.parse::<Decimal>().map(|number| number.normalize()).map_err(|_| Unreadable::NotANumber)
}

/// `1,234,567` is grouped well; `12,5` and `0,500` are how other countries write decimals.
fn has_good_groups(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let mut grouped = false;
    let rest_is_good = groups.all(|group| {
        grouped = true;
        group.len() == 3
    });
    rest_is_good && (!grouped || ((1..=3).contains(&first.len()) && !first.starts_with('0')))
}

/// The character in its plain form; `None` for those that only make a number easier to read.
fn plain_character(c: char) -> Option<char> {
    match c {
        '\'' | '’' | '\u{66c}' => None,
        '−' | '–' => Some('-'),
        '\u{66b}' => Some('.'),
        _ if c.is_whitespace() => None,
        _ => Some(plain_digit(c)),
    }
}

/// Digits of Arabic, Persian and full-width keyboards become the usual ones.
pub(super) fn plain_digit(c: char) -> char {
    let zero = match c {
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        '\u{ff10}'..='\u{ff19}' => 0xff10,
        _ => return c,
    };
    char::from_digit(u32::from(c) - zero, 10).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let cases = [
            ("1234.5", "1234.5"),
            ("1,234.50", "1234.5"),
            ("1,234", "1234"),
            ("1 234", "1234"),
            ("1\u{a0}234\u{202f}567", "1234567"),
            ("−5", "-5"),
            ("+5", "5"),
            (".5", "0.5"),
            ("5.", "5"),
            ("007", "7"),
            ("1'234", "1234"),
            ("٤٢", "42"),
        ];
        for (typed, wanted) in cases {
            assert_eq!(read(typed), Ok(wanted.parse().unwrap()), "{typed}");
        }
    }

    #[test]
    fn what_can_be_meant_in_two_ways_is_not_guessed() {
        for typed in ["1.234,50", "12,5", "1,23", "0,500", "1.234.567", "1234,567", ",5"] {
            assert_eq!(read(typed), Err(Unreadable::Unclear), "{typed}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for typed in ["", ".", "-", "abc", "1e5", "12x", "1-2", "--1", "½", "(5)", "NaN"] {
            assert_eq!(read(typed), Err(Unreadable::NotANumber), "{typed}");
        }
        assert_eq!(read(&"9".repeat(40)), Err(Unreadable::TooLong));
    }

    proptest! {
        #[test]
        fn any_whole_number_is_read_with_and_without_groups(number in any::<i64>()) {
            prop_assert_eq!(read(&number.to_string()), Ok(Decimal::from(number)));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,60}") {
            let _ = read(&text);
        }
    }
}
