//! Identifiers: what counts, what is refused, and what is never shown.

use super::*;
use crate::question::{
    QuestionType,
    contract::{ask, errors, fields_of, parsed, question, showing},
};

const LICENSE: &str =
    "{id: number, type: identifier, pattern: '[A-Z][0-9]{7}', mask: '####-####', example: D123-4567}";
const SSN: &str = "{id: number, type: identifier, ssn: true}";

fn kept(text: &str) -> Answer {
    Answer::Identifier(text.to_owned())
}

#[test]
fn only_letters_and_digits_count() {
    for typed in ["d1234567", "D123-4567", " D 123 4567 ", "D.123/4567"] {
        assert_eq!(parsed(LICENSE, &[("number", typed)]), Some(kept("D1234567")), "{typed}");
    }
    let wanted = ["error-identifier-shape-example example=D123-4567"];
    for typed in ["D123-456", "D123-45678", "XD1234567", "--"] {
        assert_eq!(errors(LICENSE, &[("number", typed)]), wanted, "{typed}");
    }
    assert_eq!(showing(LICENSE, &[("number", "d1234567")], "en"), ["D123-4567"]);
}

#[test]
fn a_check_digit_finds_a_typing_error() {
    let vin = "{id: number, type: identifier, check: vin}";
    assert_eq!(parsed(vin, &[("number", "1m8gdm9axkp042788")]), Some(kept("1M8GDM9AXKP042788")));
    assert_eq!(errors(vin, &[("number", "1M8GDM9AXKP042789")]), ["error-identifier-vin"]);
    let luhn = "{id: number, type: identifier, check: luhn}";
    assert_eq!(errors(luhn, &[("number", "7992-7398-714")]), ["error-identifier-check"]);
}

/// STANDARDS DAT-07.
#[test]
fn a_social_security_number_that_was_never_given_out_is_refused() {
    for typed in ["123-45-6789", "123456789", "123 45 6789", "123.45.6789"] {
        assert_eq!(parsed(SSN, &[("number", typed)]), Some(kept("123456789")), "{typed}");
    }
    for typed in ["000-45-6789", "666-45-6789", "900-45-6789", "999-45-6789", "123-00-6789", "123-45-0000"] {
        assert_eq!(errors(SSN, &[("number", typed)]), ["error-identifier-ssn-impossible"], "{typed}");
    }
    for typed in ["123-45-678", "123-45-67890", "123-45-678X", "••• •• 6789"] {
        assert_eq!(errors(SSN, &[("number", typed)]), ["error-identifier-ssn-length"], "{typed}");
    }
}

/// STANDARDS DAT-07: only the last four, and never back into a form.
#[test]
fn a_secret_is_shown_by_its_last_four_only() {
    assert_eq!(showing(SSN, &[("number", "123456789")], "es"), ["•••-••-6789"]);
    let answer = Answer::Identifier("123456789".to_owned());
    assert_eq!(fields_of(SSN, &answer), Fields::default());
    let secret = "{id: number, type: identifier, secret: true}";
    assert_eq!(showing(secret, &[("number", "AB12345")], "en"), ["•••2345"]);
    assert_eq!(showing(secret, &[("number", "12345")], "en"), ["•••••"]);
}

#[test]
fn a_secret_left_empty_stays_as_it_was_and_another_identifier_does_not() {
    let before = Answer::Identifier("123456789".to_owned());
    assert_eq!(ask(&question(SSN), Some(&before), &[("number", "")]), Ok(Some(before.clone())));
    assert_eq!(ask(&question(LICENSE), Some(&before), &[("number", "")]), Ok(None));
}

#[test]
fn a_pattern_that_is_none_is_reported_to_its_author() {
    let QuestionType::Identifier(settings) = question("{id: number, type: identifier, pattern: '[A-Z'}").kind
    else {
        panic!("an identifier")
    };
    assert!(settings.regex().is_err());
}
