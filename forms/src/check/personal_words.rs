//! Words in a question that ask for something personal, whatever type the question has: a passport number typed as
//! plain text is as personal as one typed into its own box.

use std::ops::Range;

use crate::plain::find_words;

/// Something personal, the words that ask for it in English and Spanish, and what to write instead.
#[derive(Debug)]
pub struct Asks {
    /// What is asked for.
    pub what: &'static str,
    /// The words, in lower case.
    words: &'static [&'static str],
    /// What to write instead.
    pub instead: &'static str,
}

/// In the order they are looked for: an email address is no address.
const KINDS: &[Asks] = &[
    Asks {
        what: "an email address",
        words: &["email", "e-mail", "correo electrónico", "correo electronico"],
        instead: "Use `type: email`, which looks for mistyped addresses.",
    },
    Asks {
        what: "a Social Security number",
        words: &["social security", "ssn", "itin", "seguro social"],
        instead: "Use `type: identifier` with `ssn: true`: it is never shown again in full.",
    },
    Asks {
        what: "a date of birth",
        words: &[
            "date of birth",
            "birth date",
            "birthdate",
            "birthday",
            "born",
            "dob",
            "fecha de nacimiento",
            "fecha nacimiento",
            "cumpleaños",
            "nació",
            "nacio",
        ],
        instead: "Use `type: date` with `birthday: true`: the phone can fill it in.",
    },
    Asks {
        what: "a passport or driver's license number",
        words: &[
            "passport",
            "driver license",
            "driver's license",
            "driver’s license",
            "drivers license",
            "driving license",
            "green card",
            "alien number",
            "pasaporte",
            "licencia de conducir",
            "licencia de manejar",
            "tarjeta verde",
        ],
        instead: "Use `type: identifier` with a `pattern`, and `secret: true` if nobody needs to read it back.",
    },
    Asks {
        what: "a bank account or card",
        words: &[
            "bank account",
            "account number",
            "routing number",
            "credit card",
            "debit card",
            "card number",
            "cuenta bancaria",
            "cuenta de banco",
            "número de cuenta",
            "numero de cuenta",
            "tarjeta de crédito",
            "tarjeta de débito",
        ],
        instead: "Use `type: identifier` with `secret: true`, and say `sensitivity: sensitive`.",
    },
    Asks {
        what: "a telephone number",
        words: &["phone", "telephone", "cell", "cellphone", "teléfono", "telefono", "celular", "móvil"],
        instead: "Use `type: phone`, which takes a number as people write it.",
    },
    Asks {
        what: "an address",
        words: &[
            "address",
            "where do you live",
            "where you live",
            "dirección",
            "direccion",
            "domicilio",
            "dónde vive",
        ],
        instead: "Use `type: address`, which knows how the mail writes it.",
    },
    Asks {
        what: "something about somebody's health",
        words: &[
            "medical",
            "diagnosis",
            "illness",
            "disability",
            "medication",
            "prescription",
            "pregnant",
            "health",
            "médico",
            "médica",
            "diagnóstico",
            "enfermedad",
            "discapacidad",
            "embarazada",
            "salud",
        ],
        instead: "Say `sensitivity: sensitive`, and ask only what decides the case.",
    },
    Asks {
        what: "a name",
        words: &[
            "your name",
            "full name",
            "first name",
            "last name",
            "maiden name",
            "su nombre",
            "nombre completo",
            "apellido",
            "apellidos",
        ],
        instead: "Use `type: name`, which takes names as people have them.",
    },
];

/// What a text asks for, with the words that ask for it.
pub fn asked_in(text: &str) -> impl Iterator<Item = (&'static Asks, Range<usize>)> {
    KINDS.iter().filter_map(move |kind| {
        let range = kind.words.iter().find_map(|word| find_words(text, word).into_iter().next())?;
        Some((kind, range))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<&'static str> {
        asked_in(text).next().map(|(kind, _)| kind.what)
    }

    #[test]
    fn every_word_of_the_list_is_found_as_a_label_would_have_it() {
        for kind in KINDS {
            for word in kind.words {
                let label = format!("¿{}?", word.to_uppercase());
                assert!(asked_in(&label).any(|(found, _)| found.what == kind.what), "{label}");
            }
        }
    }

    #[test]
    fn everyday_questions_ask_for_nothing_personal() {
        for label in [
            "How many rooms are there?",
            "What do you call your dog?",
            "When did the truck come?",
            "Describe the place",
            "¿Cuántos cuartos hay?",
            "What did the phones say?",
        ] {
            assert_eq!(first(label), None, "{label}");
        }
    }

    #[test]
    fn the_closest_kind_is_named_first() {
        assert_eq!(first("Your email address"), Some("an email address"));
        assert_eq!(first("¿Cuál es su dirección de correo electrónico?"), Some("an email address"));
        assert_eq!(first("When were you born?"), Some("a date of birth"));
    }
}
