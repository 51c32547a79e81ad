//! "Did you mean …?": the name nearest to one that is not there.

/// The name that differs in the fewest letters, if that is a third of them at most. Case counts for nothing.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (written.chars().count() / 3).max(1);
    let near = known.into_iter().map(|name| (distance(&written.to_lowercase(), &name.to_lowercase()), name));
    near.filter(|(distance, _)| *distance <= allowed).min().map(|(_, name)| name)
}

/// Letters to add, remove or change.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (at, left) in a.chars().enumerate() {
        let mut corner = at;
        let mut before = at + 1;
        for (cell, right) in row.iter_mut().skip(1).zip(b.chars()) {
            let changed = corner + usize::from(left != right);
            corner = *cell;
            before = changed.min(before + 1).min(corner + 1);
            *cell = before;
        }
        if let Some(first) = row.first_mut() {
            *first = at + 1;
        }
    }
    row.last().copied().unwrap_or_default()
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
            ("DBO", None),
            ("WEIGHT", None),
            ("", None),
        ] {
            assert_eq!(nearest(written, known), expected, "{written}");
        }
    }
}
