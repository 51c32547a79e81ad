//! The fulfilment plan: which systems of record get what, worked out from the answers.

use jiff::civil::Date;
use serde_json::{Map, Number, Value as Json};

use super::Service;
use crate::{
    AgencySlug, Answers, PlanItemId,
    definition::PlanItem,
    expr::{Program, Value, Values},
};

/// One part of the plan, its expressions compiled.
#[derive(Debug)]
pub struct Plan {
    /// The part as written.
    pub item: PlanItem,
    /// Its condition; without one it always applies.
    pub when: Option<Program>,
    /// What the connector gets.
    pub give: Give,
}

/// A value for a connector, with expressions in it.
#[derive(Debug)]
pub enum Give {
    /// As it stands.
    Literal(Json),
    /// Worked out at submission.
    Expression(Program),
    /// Values by key, in the order of the file.
    Map(Vec<(String, Give)>),
    /// Several values.
    List(Vec<Give>),
}

/// One part of the plan for one submission.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedItem {
    /// Its name in files.
    pub id: PlanItemId,
    /// Which agency's system.
    pub agency: AgencySlug,
    /// The operator's name for the connection.
    pub connector: String,
    /// Parts that must be accepted first; only such as apply to this submission.
    pub after: Vec<PlanItemId>,
    /// How long it may take.
    pub deadline_hours: u32,
    /// What the connector gets.
    pub give: Json,
}

/// Names an expression of the plan may use besides questions and computed values.
pub const FACTS: &[&str] = &["case_reference", "submitted_on", "service_title", "language"];

/// What a plan may hand over of a submission besides its answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// What people read out.
    pub case_reference: String,
    /// The language the person used and is written to in (BCP 47).
    pub language: String,
}

impl Service {
    /// What is to be handed over for these answers, sent on a day. A value nobody gave is `null`.
    pub fn plan_items(&self, answers: &Answers, facts: &Facts, submitted_on: Date) -> Vec<PlannedItem> {
        let today = submitted_on;
        let mut values = self.values(answers, today);
        let known = [
            Value::Text(facts.case_reference.clone()),
            Value::Date(submitted_on),
            Value::Text(self.definition.title.clone()),
            Value::Text(facts.language.clone()),
        ];
        values.extend(FACTS.iter().map(|name| (*name).to_owned()).zip(known));
        let applies = |plan: &&Plan| plan.when.as_ref().is_none_or(|when| when.is_true(&values, today));
        let plans: Vec<&Plan> = self.plan.iter().filter(applies).collect();
        let is_planned = |id: &&PlanItemId| plans.iter().any(|plan| plan.item.id == **id);
        let planned = plans.iter().map(|plan| PlannedItem {
            id: plan.item.id.clone(),
            agency: plan.item.agency.clone(),
            connector: plan.item.connector.clone(),
            after: plan.item.after.iter().filter(is_planned).cloned().collect(),
            deadline_hours: plan.item.deadline_hours,
            give: plan.give.work_out(&values, today),
        });
        planned.collect()
    }
}

impl Give {
    fn work_out(&self, values: &Values, today: Date) -> Json {
        match self {
            Self::Literal(value) => value.clone(),
            Self::Expression(program) => {
                program.evaluate(values, today).map_or(Json::Null, |value| to_json(&value))
            }
            Self::Map(parts) => {
                let parts = parts.iter().map(|(key, part)| (key.clone(), part.work_out(values, today)));
                Json::Object(parts.collect::<Map<_, _>>())
            }
            Self::List(parts) => parts.iter().map(|part| part.work_out(values, today)).collect(),
        }
    }
}

/// A value as other systems read it. Money is dollars and cents as text (`"45.00"`), never a bare number of
/// cents that somebody could take for dollars; dates are ISO 8601.
pub fn to_json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Text(text) => Json::from(text.as_str()),
        Value::Number(number) => Json::from(*number),
        Value::Decimal(number) => Number::from_f64(*number).map_or(Json::Null, Json::Number),
        Value::Money(cents) => Json::from(rust_decimal::Decimal::new(*cents, 2).to_string()),
        Value::Date(date) => Json::from(date.to_string()),
        Value::YesNo(yes) => Json::from(*yes),
        Value::List(items) => items.iter().map(to_json).collect(),
        Value::Object(parts) => {
            Json::Object(parts.iter().map(|(key, part)| (key.clone(), to_json(part))).collect())
        }
    }
}
