//! Refuses passwords that are tried first: stolen ones, words and dates strung together, keyboard rows, repeats, and
//! names that anybody at the agency knows. Works without a network, from the lists inside the `zxcvbn` crate.

use zxcvbn::Score;

use crate::password::BadPassword;

/// What is looked at: guessing further than this takes for ever, and so would looking.
const LOOKED_AT: usize = 100;
/// The highest score there is: ten thousand million guesses. Somebody who stole the hashes needs a core of our kind for
/// years, for one password.
const ENOUGH: Score = Score::Four;

/// As much must be a password's own, besides names that everybody knows.
const BESIDES_NAMES: usize = 8;

/// Refuses what is guessed early. Of a longer password only the beginning counts.
pub fn judge(password: &str, own_words: &[&str]) -> Result<(), BadPassword> {
    let looked_at: String = password.chars().take(LOOKED_AT).collect();
    let score = |words: &[&str]| zxcvbn::zxcvbn(&looked_at, words).score();
    if score(&[]) < ENOUGH {
        return Err(BadPassword::Common);
    }
    // Names of two words are tried as a whole and word by word.
    let single = own_words.iter().flat_map(|word| word.split(|c: char| !c.is_alphanumeric()));
    let all: Vec<&str> = own_words.iter().copied().chain(single).filter(|word| word.len() > 2).collect();
    let is_own = score(&all) < ENOUGH || letters_besides(&looked_at, &all) < BESIDES_NAMES;
    if is_own { Err(BadPassword::OwnWords) } else { Ok(()) }
}

/// Letters and digits that are left when the names are taken out: signs between names help nobody.
fn letters_besides(password: &str, names: &[&str]) -> usize {
    let mut names: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let left = names.iter().fold(password.to_lowercase(), |left, name| left.replace(name, " "));
    left.chars().filter(|c| c.is_alphanumeric()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_that_are_tried_first_are_refused_whatever_their_length() {
        for common in [
            "passwordpassword",
            "password123456789",
            "123456789012345678",
            "aaaaaaaaaaaaaaaaaaaaaaaa",
            "qwertyuiopasdfghjkl",
            "iloveyouiloveyou",
            "letmeinletmeinletmein",
            "sunshine2026sunshine",
            "PasswordPassword1!",
            "abcdefghijklmnopqrstuvwxyz",
            "trustno1trustno1",
        ] {
            assert_eq!(judge(common, &[]), Err(BadPassword::Common), "{common}");
        }
    }

    #[test]
    fn passwords_made_of_names_that_everybody_knows_are_refused() {
        let words = ["Columbia Lake Services", "Driver Services Riverbend", "ana.quintero@dmv.example.gov"];
        for own in ["ColumbiaLake-Quintero", "riverbendquintero2026", "Quintero Riverbend Lake"] {
            assert_eq!(judge(own, &words), Err(BadPassword::OwnWords), "{own}");
        }
    }

    #[test]
    fn what_people_and_password_managers_make_up_is_taken() {
        for good in [
            "four herons under a tin roof",
            "k3v-0xq-77m-zpt-w2d",
            "Mi abuela planta 9 girasoles",
            "lake-view-harbor-2026",
            "correct horse battery staple",
        ] {
            assert_eq!(judge(good, &["Columbia Lake Services"]), Ok(()), "{good}");
        }
    }

    #[test]
    fn a_password_of_thousands_of_letters_is_looked_at_no_longer_than_one_of_a_hundred() {
        let long = "a quick brown heron ".repeat(5000);
        let beginning: String = long.chars().take(LOOKED_AT).collect();
        assert_eq!(judge(&long, &[]), judge(&beginning, &[]));
    }
}
