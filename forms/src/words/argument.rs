//! A value put into a message: a name, a count, an amount already written out.

use fluent_bundle::FluentValue;

/// What stands in the place of `{ $name }` in a message. Numbers choose plurals and are written as people in the
/// language write them; give years and codes as text.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// Shown as it is.
    Text(String),
    /// Shown with the language's separators, and chooses plural forms.
    Number(f64),
}

impl Arg {
    pub(super) fn to_fluent(&self) -> FluentValue<'_> {
        match self {
            Self::Text(text) => FluentValue::from(text.as_str()),
            Self::Number(number) => FluentValue::from(*number),
        }
    }

    /// A time ends with a period of its own ("5:03 p.m."): a sentence that ends with it gets no second one.
    pub(super) fn with_one_period(&self, said: String) -> String {
        match self {
            Self::Text(text) if text.ends_with("m.") && said.contains("m..") => {
                said.replace(&format!("{text}."), text)
            }
            _ => said,
        }
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<i64> for Arg {
    #[expect(clippy::cast_precision_loss, reason = "counts in messages are far below 2^53")]
    fn from(number: i64) -> Self {
        Self::Number(number as f64)
    }
}

impl From<usize> for Arg {
    #[expect(clippy::cast_precision_loss, reason = "counts in messages are far below 2^53")]
    fn from(number: usize) -> Self {
        Self::Number(number as f64)
    }
}

impl From<f64> for Arg {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}
