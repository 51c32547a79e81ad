//! Rules by which an identifier shows its own typing errors.

use super::CheckDigit;

/// Whether the significant characters agree with their check character.
pub(super) fn holds(check: CheckDigit, characters: &str) -> bool {
    match check {
        CheckDigit::Luhn => luhn(characters),
        CheckDigit::Mod11_2 => mod_11_2(characters),
        CheckDigit::Vin => vin(characters),
    }
}

/// ISO/IEC 7812-1, Annex B: from the right, every second digit counts double, its digits added.
fn luhn(characters: &str) -> bool {
    let digits: Option<Vec<u32>> = characters.chars().map(|c| c.to_digit(10)).collect();
    let Some(digits) = digits.filter(|digits| digits.len() > 1) else { return false };
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| if place % 2 == 0 { *digit } else { digit * 2 / 10 + digit * 2 % 10 })
        .sum();
    sum.is_multiple_of(10)
}

/// ISO 7064, MOD 11-2: the last character may be X, which counts ten.
fn mod_11_2(characters: &str) -> bool {
    let Some((body, last)) = characters.char_indices().last().map(|(at, last)| (&characters[..at], last))
    else {
        return false;
    };
    let Some(sum) = body.chars().try_fold(0_u32, |sum, c| Some((sum + c.to_digit(10)?) * 2 % 11)) else {
        return false;
    };
    let wanted = (12 - sum) % 11;
    let found = if last == 'X' { Some(10) } else { last.to_digit(10) };
    !body.is_empty() && found == Some(wanted)
}

/// 49 CFR 565.15(c): each character has a value, each place a weight; the ninth is the remainder by eleven.
fn vin(characters: &str) -> bool {
    const WEIGHTS: [u32; 17] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
    let values: Option<Vec<u32>> = characters.chars().map(vin_value).collect();
    let Some(values) = values.filter(|values| values.len() == WEIGHTS.len()) else { return false };
    let sum: u32 = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    let found = characters.chars().nth(8).and_then(|c| if c == 'X' { Some(10) } else { c.to_digit(10) });
    found == Some(sum % 11)
}

/// The value of a character in a VIN; I, O and Q are not used, for they look like digits.
fn vin_value(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        'A' | 'J' => Some(1),
        'B' | 'K' | 'S' => Some(2),
        'C' | 'L' | 'T' => Some(3),
        'D' | 'M' | 'U' => Some(4),
        'E' | 'N' | 'V' => Some(5),
        'F' | 'W' => Some(6),
        'G' | 'P' | 'X' => Some(7),
        'H' | 'Y' => Some(8),
        'R' | 'Z' => Some(9),
        _ => None,
    }
}

/// Whether nine digits can be a Social Security number (STANDARDS DAT-07): no area 000, 666 or 9xx, no group 00,
/// no serial 0000.
pub(super) fn is_possible_ssn(digits: &str) -> bool {
    let (Some(area), Some(group), Some(serial)) = (digits.get(..3), digits.get(3..5), digits.get(5..9))
    else {
        return false;
    };
    area != "000" && area != "666" && !area.starts_with('9') && group != "00" && serial != "0000"
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_known_to_be_right_pass() {
        assert!(luhn("79927398713"));
        assert!(mod_11_2("079X") && mod_11_2("0000000218250097"));
        assert!(vin("11111111111111111") && vin("1M8GDM9AXKP042788"));
    }

    #[test]
    fn odd_shapes_fail_quietly() {
        for text in ["", "1", "X", "12A4", "éé", "١٢٣"] {
            assert!(!luhn(text) && !mod_11_2(text) && !vin(text), "{text}");
        }
        assert!(!vin("1M8GDM9AXKP04278O"));
    }

    proptest! {
        /// What check characters are for: one wrong digit never goes unseen.
        #[test]
        fn one_wrong_digit_is_always_found(place in 0..11_usize, add in 1..10_u8) {
            for (check, good) in [(CheckDigit::Luhn, "79927398713"), (CheckDigit::Mod11_2, "00002182500")] {
                let mut bytes = good.as_bytes().to_vec();
                if check == CheckDigit::Mod11_2 {
                    let body = String::from_utf8(bytes[..10].to_vec()).unwrap();
                    let last = "0123456789X".chars().find(|c| mod_11_2(&format!("{body}{c}"))).unwrap();
                    bytes[10] = last as u8;
                }
                prop_assert!(holds(check, std::str::from_utf8(&bytes).unwrap()));
                bytes[place] = if bytes[place] == b'X' { b'0' + add } else { b'0' + (bytes[place] - b'0' + add) % 10 };
                prop_assert!(!holds(check, std::str::from_utf8(&bytes).unwrap()));
            }
        }
    }
}
