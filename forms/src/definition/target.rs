//! How soon a decision is aimed for: a number of days, or an expression that works it out from the answers.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{Error, Visitor},
};

/// Days to a decision the agency aims for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum TargetDays {
    /// The same for everybody.
    Same(u16),
    /// A CEL expression over answers and computed values.
    WorkedOut(String),
}

impl<'de> Deserialize<'de> for TargetDays {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(NumberOrExpression)
    }
}

struct NumberOrExpression;

impl Visitor<'_> for NumberOrExpression {
    type Value = TargetDays;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number of days, or an expression")
    }

    fn visit_i64<E: Error>(self, days: i64) -> Result<TargetDays, E> {
        let wrong = || E::custom(format!("`{days}` is not a number of days; write one from 0 to 65535"));
        u16::try_from(days).map(TargetDays::Same).map_err(|_| wrong())
    }

    fn visit_u64<E: Error>(self, days: u64) -> Result<TargetDays, E> {
        self.visit_i64(i64::try_from(days).unwrap_or(i64::MAX))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<TargetDays, E> {
        Ok(TargetDays::WorkedOut(text.to_owned()))
    }
}

impl JsonSchema for TargetDays {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "TargetDays".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["integer", "string"], "minimum": 0, "maximum": u16::MAX })
    }
}
