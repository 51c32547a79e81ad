//! "Did you mean …?": the name nearest to one that is not there.

use strsim::osa_distance;

/// The name that differs in the fewest letters, if that is a third of them at most; two letters swapped are one difference. Case counts for nothing.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (written.chars().count() / 3).max(1);
    let near =
        known.into_iter().map(|name| (osa_distance(&written.to_lowercase(), &name.to_lowercase()), name));
    near.filter(|(distance, _)| *distance <= allowed).min().map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_finger_is_recognized_and_another_name_is_not() {
        let known = ["CASE_NO", "CUST_LNAME", "EXT_REF", "DOB"];
        for (written, expected) in [
            ("CASE_NR", Some("CASE_NO")),
            ("cust_lname", Some("CUST_LNAME")),
            ("CUST_NAME", Some("CUST_LNAME")),
            ("EXTREF", Some("EXT_REF")),
            ("DBO", Some("DOB")),
            ("WEIGHT", None),
            ("", None),
        ] {
            assert_eq!(nearest(written, known), expected, "{written}");
        }
    }
}
