//! Advice for a misspelled name: the nearest of those that are known.

/// Advice for a misspelled name, from those that are known.
pub fn did_you_mean(word: &str, known: &[&str]) -> String {
    let near = known.iter().map(|name| (distance(word, name), *name)).min();
    let list = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match near {
        Some((steps, name)) if steps <= 2.max(word.chars().count() / 3) => {
            format!("Did you mean `{name}`? Known here: {list}.")
        }
        Some(_) => format!("Known here: {list}."),
        None => "Nothing is known here.".to_owned(),
    }
}

/// The same without the whole list, where that would be long.
pub fn did_you_mean_one(word: &str, known: &[&str]) -> String {
    match known.iter().min_by_key(|name| distance(word, name)) {
        Some(name) => format!("Did you mean `{name}`?"),
        None => "Nothing is known here.".to_owned(),
    }
}

/// Letters to change, add or leave out between two words (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().enumerate() {
        let mut corner = i;
        let mut left = i + 1;
        let mut next = vec![left];
        for (other, above) in b.iter().zip(row.iter().skip(1)) {
            left = (corner + usize::from(letter != *other)).min(left + 1).min(above + 1);
            corner = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelled_word_brings_the_right_one() {
        assert!(did_you_mean("lable", &["label", "hint"]).starts_with("Did you mean `label`"));
        assert!(did_you_mean("zebra", &["label", "hint"]).starts_with("Known here"));
    }

    #[test]
    fn distance_counts_letters() {
        for (a, b, steps) in
            [("", "abc", 3), ("abc", "abc", 0), ("label", "lable", 2), ("kitten", "sitting", 3)]
        {
            assert_eq!(distance(a, b), steps, "{a} {b}");
        }
    }
}
