//! "Did you mean …?": finds the known name nearest to one that nobody knows.

use strsim::osa_distance;

/// The name nearest to the one written, if it is near enough to be a slip: a third of its letters at most may be
/// added, left out, changed or swapped with a neighbor. Case counts for nothing.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (written.chars().count() / 3).clamp(1, 4);
    let written = written.to_lowercase();
    let near = known.into_iter().map(|name| (osa_distance(&written, &name.to_lowercase()), name));
    near.filter(|(distance, _)| *distance <= allowed).min().map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_recognized() {
        let known = ["date_of_birth", "address", "has_car", "income", "CUST_LNAME", "DOB"];
        for (written, expected) in [
            ("date_of_brith", Some("date_of_birth")),
            ("adress", Some("address")),
            ("hascar", Some("has_car")),
            ("incom", Some("income")),
            ("cust_lname", Some("CUST_LNAME")),
            ("CUST_NAME", Some("CUST_LNAME")),
            ("DBO", Some("DOB")),
            ("pets", None),
            ("", None),
            ("x", None),
        ] {
            assert_eq!(nearest(written, known), expected, "{written}");
        }
    }
}
