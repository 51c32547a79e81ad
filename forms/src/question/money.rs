//! An amount of money, kept in cents.

use rust_decimal::{Decimal, prelude::ToPrimitive};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    Ask, Kind, Sample,
    amount::{self, Unreadable},
    one, or_null, samples, skipped,
};
use crate::{Answer, FieldError, Fields, definition::Question, expr::Type, words::Speaker};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
/// An amount of US dollars, kept in cents.
pub struct Money {
    /// Smallest amount (0 if not said).
    #[serde(default, deserialize_with = "super::decimal::written")]
    #[schemars(with = "Option<String>")]
    pub min: Option<Decimal>,
    /// Largest amount.
    #[serde(default, deserialize_with = "super::decimal::written")]
    #[schemars(with = "Option<String>")]
    pub max: Option<Decimal>,
}

const CURRENCY: &str = "USD";

/// Whole cents; `None` for parts of a cent and for more money than there is.
fn cents(dollars: Decimal) -> Option<i64> {
    let cents = dollars.checked_mul(Decimal::ONE_HUNDRED)?;
    if cents.is_integer() { cents.to_i64() } else { None }
}

/// The amount without the signs that say it is dollars.
fn without_currency(text: &str) -> String {
    let upper = text.to_uppercase();
    let amount = upper.replace("US$", "").replace("USD", "");
    amount.replacen(['$', '＄'], "", 1)
}

impl Money {
    fn min_cents(&self) -> i64 {
        self.min.and_then(cents).unwrap_or(0)
    }

    fn max_cents(&self) -> Option<i64> {
        self.max.and_then(cents)
    }
}

impl Kind for Money {
    fn parse(&self, ask: &Ask<'_>, fields: &Fields) -> Result<Option<Answer>, Vec<FieldError>> {
        let id = &ask.question.id;
        let text = fields.text(id.as_str());
        if text.is_empty() {
            return Ok(None);
        }
        let refuse = |key| FieldError::new(id, key);
        let dollars = amount::read(&without_currency(text)).map_err(|error| {
            vec![refuse(match error {
                Unreadable::NotANumber => "error-money-not-an-amount",
                Unreadable::Unclear => "error-money-unclear",
                Unreadable::TooLong => "error-number-too-long",
            })]
        })?;
        if dollars.scale() > 2 {
            return Err(vec![refuse("error-money-places")]);
        }
        let minor = cents(dollars).ok_or_else(|| vec![refuse("error-number-too-long")])?;
        let min = self.min_cents();
        if minor < min {
            return Err(vec![refuse("error-money-too-small").with("min_cents", min)]);
        }
        if let Some(max) = self.max_cents().filter(|max| minor > *max) {
            return Err(vec![refuse("error-money-too-large").with("max_cents", max)]);
        }
        Ok(Some(Answer::Money { minor, currency: CURRENCY.to_owned() }))
    }

    fn empty(&self, question: &Question) -> FieldError {
        FieldError::new(&question.id, "error-money-empty")
    }

    fn fields(&self, question: &Question, answer: &Answer) -> Fields {
        match answer {
            Answer::Money { minor, .. } => one(question, format!("{:.2}", Decimal::new(*minor, 2))),
            _ => Fields::default(),
        }
    }

    fn show(&self, _: &Question, answer: &Answer, speaker: &Speaker<'_>) -> Vec<String> {
        match answer {
            Answer::Money { minor, currency } => vec![speaker.platform.money(*minor, currency)],
            _ => skipped(speaker),
        }
    }

    fn json_schema(&self, question: &Question) -> serde_json::Value {
        let mut minor = serde_json::Map::from_iter([
            ("type".to_owned(), json!("integer")),
            ("minimum".to_owned(), json!(self.min_cents())),
        ]);
        minor.extend(self.max_cents().map(|max| ("maximum".to_owned(), json!(max))));
        let schema = json!({
            "type": "object",
            "properties": { "minor": minor, "currency": { "const": CURRENCY } },
            "required": ["minor", "currency"],
            "additionalProperties": false,
        });
        or_null(question, schema)
    }

    fn value_type(&self) -> Option<Type> {
        Some(Type::Money)
    }

    fn samples(&self, question: &Question) -> Vec<Sample> {
        let limits = [self.min, self.max].into_iter().flatten().map(|limit| limit.to_string());
        let typed = ["$1,234.50", "12"].into_iter().map(str::to_owned).chain(limits);
        samples(self, question, typed.map(|text| one(question, text)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::{
        Answer,
        question::contract::{errors, fields_of, parsed},
    };

    const PAY: &str = "{id: pay, type: money, max: 5000}";

    fn usd(minor: i64) -> Answer {
        Answer::Money { minor, currency: "USD".to_owned() }
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        let cases = [
            ("$1,234.50", 123_450),
            ("1234.5", 123_450),
            ("1,234", 123_400),
            ("$ 12", 1_200),
            ("12 USD", 1_200),
            ("US$12.05", 1_205),
            (".99", 99),
            ("0", 0),
        ];
        for (typed, minor) in cases {
            assert_eq!(parsed(PAY, &[("pay", typed)]), Some(usd(minor)), "{typed}");
        }
    }

    #[test]
    fn each_way_to_be_wrong_has_its_own_message() {
        let cases = [
            ("1.234,50", "error-money-unclear"),
            ("12,5", "error-money-unclear"),
            ("12.345", "error-money-places"),
            ("-1", "error-money-too-small min_cents=0"),
            ("5000.01", "error-money-too-large max_cents=500000"),
            ("twelve", "error-money-not-an-amount"),
            ("$$5", "error-money-not-an-amount"),
            ("€5", "error-money-not-an-amount"),
        ];
        for (typed, wanted) in cases {
            assert_eq!(errors(PAY, &[("pay", typed)]), [wanted], "{typed}");
        }
    }

    proptest! {
        /// STANDARDS DAT-11: whole cents, and nothing lost on the way through a form.
        #[test]
        fn every_amount_survives_the_form(minor in 0..500_000_i64) {
            let answer = usd(minor);
            let fields = fields_of(PAY, &answer);
            prop_assert_eq!(parsed(PAY, &[("pay", fields.text("pay"))]), Some(answer));
        }
    }
}
