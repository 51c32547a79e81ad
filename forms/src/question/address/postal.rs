//! What the US mail knows: ZIP codes, and which of them cannot belong to a state.

/// A ZIP code in its written form, `12345` or `12345-6789`.
pub(super) fn zip(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !matches!(c, '-' | '–' | '−' | ' ')).collect();
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match digits.len() {
        5 => Some(digits),
        9 => digits.split_at_checked(5).map(|(zip, plus4)| format!("{zip}-{plus4}")),
        _ => None,
    }
}

/// Whether a delivery line is a box at a post office, where nobody lives. A rural route with a box is a home.
pub(super) fn is_po_box(line: &str) -> bool {
    let letters: String = line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    ["pobox", "postofficebox", "postbox", "apartadopostal"].iter().any(|box_of| letters.starts_with(box_of))
}

/// Whether a ZIP code may lie in a state. Some codes cross a border (42223 is in Kentucky and in Tennessee), so a
/// code is refused only when its first digit belongs neither to the state nor to a neighbor.
pub(super) fn may_be_in(zip: &str, state: &str) -> bool {
    let known = FIRST_DIGITS.iter().find(|(states, _)| states.contains(&state));
    known.is_none_or(|(_, digits)| zip.starts_with(|first| digits.contains(first)))
}

/// First digits of ZIP codes of each state and of the states beside it.
const FIRST_DIGITS: &[(&[&str], &str)] = &[
    (&["PR", "VI", "ME", "NH", "RI"], "0"),
    (&["CT", "MA", "NJ", "NY", "VT"], "01"),
    (&["DE"], "012"),
    (&["PA"], "0124"),
    (&["DC"], "25"),
    (&["MD"], "12"),
    (&["NC", "SC", "VA"], "234"),
    (&["WV"], "124"),
    (&["AL", "FL", "GA"], "23"),
    (&["MS", "TN"], "234567"),
    (&["IN", "KY", "OH"], "123456"),
    (&["MI"], "456"),
    (&["IA", "MN", "WI"], "4567"),
    (&["MT", "ND", "SD"], "5689"),
    (&["IL"], "4567"),
    (&["KS", "MO", "NE"], "345678"),
    (&["AR"], "3678"),
    (&["LA", "OK", "TX"], "35678"),
    (&["CO", "NM", "WY"], "56789"),
    (&["AZ", "ID", "NV", "UT"], "5789"),
    (&["CA", "OR", "WA"], "89"),
    (&["AK", "HI", "AS", "GU", "FM", "MH", "MP", "PW", "AP"], "9"),
    (&["AA"], "3"),
    (&["AE"], "0"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::lists::US_STATES;

    #[test]
    fn zip_codes_are_read_as_people_write_them() {
        for (typed, wanted) in [("21201", "21201"), ("21201-1234", "21201-1234"), ("212011234", "21201-1234")]
        {
            assert_eq!(zip(typed).as_deref(), Some(wanted));
        }
        for typed in ["2120", "212011", "2120A", "", "21201-12"] {
            assert_eq!(zip(typed), None, "{typed}");
        }
    }

    /// Codes that the Postal Service delivers across a border, and the far ends of large states.
    #[test]
    fn codes_at_a_border_are_never_refused() {
        let cases = [
            ("42223", "TN"),
            ("06390", "NY"),
            ("03579", "ME"),
            ("59221", "ND"),
            ("63673", "IL"),
            ("71749", "LA"),
            ("73949", "TX"),
            ("81137", "NM"),
            ("84536", "AZ"),
            ("86044", "UT"),
            ("86515", "NM"),
            ("88063", "TX"),
            ("88510", "TX"),
            ("89439", "CA"),
            ("97635", "CA"),
            ("72395", "TN"),
            ("57717", "WY"),
            ("56901", "DC"),
            ("00501", "NY"),
            ("39901", "GA"),
            ("34002", "AA"),
            ("09012", "AE"),
            ("96201", "AP"),
            ("96799", "AS"),
            ("00901", "PR"),
        ];
        for (zip, state) in cases {
            assert!(may_be_in(zip, state), "{zip} {state}");
        }
        assert!(!may_be_in("90210", "MD") && !may_be_in("02134", "CA"));
    }

    #[test]
    fn every_state_is_in_the_table_once() {
        for state in US_STATES {
            let rows = FIRST_DIGITS.iter().filter(|(states, _)| states.contains(state)).count();
            assert_eq!(rows, 1, "{state}");
        }
    }
}
