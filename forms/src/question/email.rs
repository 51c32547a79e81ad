//! An email address.

use email_address::{EmailAddress, Options};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Ask, Kind, Sample, one, or_null, samples, skipped};
use crate::{Answer, FieldError, Fields, definition::Question, expr::Type, words::Speaker};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
/// An email address.
pub struct EmailQuestion {
    /// The address of somebody else: the phone must not fill in the user's own.
    #[serde(default)]
    pub somebody_else: bool,
}

/// STANDARDS DAT-06.
const MAX: usize = 256;

/// The message key for an address mail cannot reach; `None` if it may be right. Only mail shows whether it is.
fn problem(text: &str) -> Option<&'static str> {
    if text.len() > MAX {
        return Some("error-email-too-long");
    }
    if text.chars().any(char::is_control) {
        return Some("error-email-shape");
    }
    if !text.contains('@') {
        return Some("error-email-no-at");
    }
    if text.contains(char::is_whitespace) && !text.contains('"') {
        return Some("error-email-space");
    }
    if text.rsplit('@').next().is_some_and(|domain| !domain.chars().all(is_of_domain)) {
        return Some("error-email-shape");
    }
    let options = Options::default().with_required_tld().without_display_text().without_domain_literal();
    EmailAddress::parse_with_options(text, options).err().map(|_| "error-email-shape")
}

/// Letters of every script, digits, dots and hyphens (RFC 5890): what the rules of email allow beyond them, no domain has.
fn is_of_domain(c: char) -> bool {
    c.is_alphanumeric() || !c.is_ascii() || matches!(c, '-' | '.')
}

/// Whether mail may reach an address.
pub fn is_address(text: &str) -> bool {
    problem(text).is_none()
}

/// What was probably meant, when the end of the address looks like a slip of the finger: `gmial.com`.
pub fn did_you_mean(email: &str) -> Option<String> {
    let (local, domain) = email.rsplit_once('@')?;
    let domain = domain.to_lowercase();
    let meant = SLIPS.iter().find(|(slips, _)| slips.contains(&domain.as_str())).map(|(_, meant)| meant)?;
    Some(format!("{local}@{meant}"))
}

const SLIPS: &[(&[&str], &str)] = &[
    (&["gmial.com", "gmal.com", "gmai.com", "gamil.com", "gnail.com", "gmail.co", "gmail.con"], "gmail.com"),
    (&["yaho.com", "yahooo.com", "yhoo.com", "yahoo.co", "yahoo.con"], "yahoo.com"),
    (&["hotmial.com", "hotmal.com", "hotmil.com", "hotmail.co", "hotmail.con"], "hotmail.com"),
    (&["outlok.com", "outllok.com", "outlook.co", "outlook.con"], "outlook.com"),
    (&["iclod.com", "icloud.co", "icloud.con"], "icloud.com"),
];

impl Kind for EmailQuestion {
    fn parse(&self, ask: &Ask<'_>, fields: &Fields) -> Result<Option<Answer>, Vec<FieldError>> {
        let id = &ask.question.id;
        let typed = fields.text(id.as_str());
        if typed.is_empty() {
            return Ok(None);
        }
        let text: String = typed.chars().filter(|c| !is_pasted_along(*c)).collect();
        match problem(&text) {
            Some(key) => Err(vec![FieldError::new(id, key)]),
            None => Ok(Some(Answer::Email(text))),
        }
    }

    fn empty(&self, question: &Question) -> FieldError {
        FieldError::new(&question.id, "error-email-empty")
    }

    fn fields(&self, question: &Question, answer: &Answer) -> Fields {
        if let Answer::Email(email) = answer { one(question, email) } else { Fields::default() }
    }

    fn show(&self, _: &Question, answer: &Answer, speaker: &Speaker<'_>) -> Vec<String> {
        match answer {
            Answer::Email(email) => vec![email.clone()],
            _ => skipped(speaker),
        }
    }

    fn json_schema(&self, question: &Question) -> serde_json::Value {
        or_null(question, json!({ "type": "string", "format": "idn-email", "maxLength": MAX }))
    }

    fn value_type(&self) -> Option<Type> {
        Some(Type::Text)
    }

    fn samples(&self, question: &Question) -> Vec<Sample> {
        let typed = ["ana.rivera+city@example.org", "josé@correo.example"];
        samples(self, question, typed.map(|text| one(question, text)))
    }
}

/// What cannot be seen but comes along when an address is copied from a page or a message.
fn is_pasted_along(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::contract::{errors, parsed};

    const EMAIL: &str = "{id: email, type: email}";

    /// STANDARDS DAT-06.
    #[test]
    fn plus_signs_underscores_dashes_and_international_names_are_welcome() {
        for email in
            ["a+b@example.org", "a_b.c-d@mail.example.gov", "josé@correo.example", "x@bücher.example"]
        {
            let wanted = Some(Answer::Email(email.to_owned()));
            assert_eq!(parsed(EMAIL, &[("email", &format!(" {email}\u{200b}"))]), wanted, "{email}");
        }
    }

    #[test]
    fn each_way_to_be_wrong_has_its_own_message() {
        let long = format!("a@{}.org", "b.".repeat(200));
        let cases = [
            ("example.org", "error-email-no-at"),
            ("ana rivera@example.org", "error-email-space"),
            ("ana@localhost", "error-email-shape"),
            ("ana@@example.org", "error-email-shape"),
            ("ana@example/mail.org", "error-email-shape"),
            ("Ana <ana@example.org>", "error-email-space"),
            ("ana@example.org\u{1}x", "error-email-shape"),
            (long.as_str(), "error-email-too-long"),
        ];
        for (typed, wanted) in cases {
            assert_eq!(errors(EMAIL, &[("email", typed)]), [wanted], "{typed}");
        }
    }

    #[test]
    fn a_slip_of_the_finger_is_offered_put_right() {
        assert_eq!(did_you_mean("ana@gmial.com").as_deref(), Some("ana@gmail.com"));
        assert_eq!(did_you_mean("ana@example.org"), None);
    }
}
