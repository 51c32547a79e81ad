//! Made-up people: names that many share and names that few do, with addresses and numbers that are nobody's.

use forms::{Address, Answer, Answers, Entry, Name, Phone};
use jiff::{ToSpan, civil::Date};
use model::Random;

use super::dice::{below, happens, one};

const GIVEN: &[&str] = &[
    "Maria", "James", "Ana", "Robert", "Linda", "José", "Nora", "David", "Aisha", "Thomas", "Mei", "Daniel",
    "Rosa", "Omar", "Grace", "Luis", "Hannah", "Minh", "Olivia", "Samuel", "Fatima", "Peter", "Lucía",
    "Ivan", "Ruth", "Kofi", "Elena", "Noah", "Priya", "Carlos", "Sofia", "Ethan", "Amara", "Jonas", "Leila",
    "Marcus", "Ingrid", "Hassan", "Chloe", "Diego", "Yuki", "Abel", "Zoë", "Ravi", "Tessa", "Emil", "Nadia",
    "Oscar", "Xóchitl", "Wendell",
];
const FRONT: &[&str] = &[
    "Ash", "Birch", "Cald", "Dun", "Elm", "Fern", "Gard", "Hart", "Ing", "Jarr", "Kern", "Lind", "Marl",
    "Nor", "Oak", "Pell", "Quill", "Rown", "Sand", "Thorn", "Und", "Vand", "Whit", "Yarr", "Zell", "Brook",
    "Clay", "Drum", "Est", "Frost",
];
const MIDDLE: &[&str] = &["", "a", "er", "el", "in", "o", "en", "ar"];
const BACK: &[&str] = &[
    "ley", "ton", "man", "ez", "sen", "field", "water", "mont", "berg", "by", "well", "stone", "ski", "ford",
    "ham", "wood",
];
const STREETS: &[&str] = &[
    "Birch Street",
    "Mill Road",
    "Lake Street",
    "Old Ferry Lane",
    "County Road 9",
    "Harbor Avenue",
    "Orchard Way",
    "Station Street",
    "Elm Court",
    "Quarry Road",
];

/// Somebody who does not exist.
#[derive(Debug, Clone)]
pub(super) struct Invented {
    pub given: String,
    pub family: String,
    pub email: String,
    phone: String,
}

impl Invented {
    pub fn new(random: &dyn Random) -> Self {
        // Of two draws the lower one: first ones on a list are common, last ones are rare.
        let low = |bound: usize| below(random, bound).min(below(random, bound));
        let pick = |list: &[&'static str], at: usize| list.get(at).copied().unwrap_or_default();
        let given = pick(GIVEN, low(GIVEN.len())).to_owned();
        let (front, middle) = (pick(FRONT, low(FRONT.len())), pick(MIDDLE, below(random, MIDDLE.len())));
        let family = format!("{front}{middle}{}", pick(BACK, low(BACK.len())));
        let family =
            if happens(random, 150) { format!("{family} {}", pick(FRONT, low(FRONT.len()))) } else { family };
        let number = below(random, 90_000_000);
        let letters =
            |text: &str| text.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
        let email = format!("{}.{}.{number}@example.org", letters(&given), letters(&family));
        let phone = format!("+151555501{:02}", below(random, 100));
        Self { given, family, email, phone }
    }

    /// Answers of an example in this person's name.
    pub fn answers(&self, example: &Answers, random: &dyn Random) -> Answers {
        example.iter().map(|(id, answer)| (id.clone(), self.answer(answer, random))).collect()
    }

    fn answer(&self, answer: &Answer, random: &dyn Random) -> Answer {
        match answer {
            Answer::Name(name) => Answer::Name(self.name(name)),
            Answer::Email(_) => Answer::Email(self.email.clone()),
            Answer::Phone(_) => Answer::Phone(Phone { e164: self.phone.clone(), extension: None }),
            Answer::Date(day) => Answer::Date(near(*day, random)),
            Answer::Identifier(code) => Answer::Identifier(other_digits(code, random)),
            Answer::Address(address) => Answer::Address(Address {
                line1: format!("{} {}", below(random, 9000) + 1, one(random, STREETS).unwrap_or(&"")),
                ..address.clone()
            }),
            // Documents would need contents: a made-up case has none.
            Answer::Files(_) => Answer::Skipped,
            Answer::Repeat(entries) => {
                let other = Self::new(random);
                let entry = |entry: &Entry| Entry {
                    id: entry.id.clone(),
                    answers: other.answers(&entry.answers, random),
                };
                Answer::Repeat(entries.iter().map(entry).collect())
            }
            other => other.clone(),
        }
    }

    fn name(&self, example: &Name) -> Name {
        let part = |asked: &Option<String>, given: &str| asked.as_ref().map(|_| given.to_owned());
        Name {
            full: format!("{} {}", self.given, self.family),
            given: part(&example.given, &self.given),
            middle: example.middle.clone(),
            family: part(&example.family, &self.family),
            suffix: None,
        }
    }
}

fn near(day: Date, random: &dyn Random) -> Date {
    let days = i64::try_from(below(random, 300)).unwrap_or_default();
    day.checked_sub(days.days()).unwrap_or(day)
}

fn other_digits(code: &str, random: &dyn Random) -> String {
    let digit = |c: char| {
        let drawn = u32::try_from(below(random, 10)).unwrap_or_default();
        if c.is_ascii_digit() { char::from_digit(drawn, 10).unwrap_or(c) } else { c }
    };
    code.chars().map(digit).collect()
}
