//! Expressions as authors write them: what they mean, what is refused and how it is said.

mod conformance;
mod fences;
mod meanings;
mod never;
mod problems;
mod quick;
mod textproto;

use jiff::civil::{Date, date};

use super::*;

const TODAY: Date = date(2026, 3, 4);

fn object<const N: usize>(parts: [(&str, Type); N]) -> Type {
    Type::Object(parts.into_iter().map(|(name, kind)| (name.to_owned(), kind)).collect())
}

/// The questions of an invented service.
fn scope() -> Scope {
    let child = object([("name", Type::Text), ("born_on", Type::Date), ("income", Type::Money)]);
    [
        ("city", Type::Text),
        ("household_size", Type::Number),
        ("hours", Type::Decimal),
        ("income", Type::Money),
        ("rent", Type::Money),
        ("date_of_birth", Type::Date),
        ("has_car", Type::YesNo),
        ("vehicles", Type::List(Box::new(Type::Text))),
        ("children", Type::List(Box::new(child))),
        ("address", object([("line1", Type::Text), ("line2", Type::Text), ("postal_code", Type::Text)])),
        ("unknown", Type::Any),
    ]
    .into_iter()
    .map(|(name, kind)| (name.to_owned(), kind))
    .collect()
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn parts<const N: usize>(parts: [(&str, Value); N]) -> Value {
    Value::Object(parts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// What an invented person answered.
fn answers() -> Values {
    let child = |name: &str, born_on, income| {
        parts([("name", text(name)), ("born_on", Value::Date(born_on)), ("income", Value::Money(income))])
    };
    [
        ("city", text("Riverbend")),
        ("household_size", Value::Number(4)),
        ("hours", Value::Decimal(37.5)),
        ("income", Value::Money(150_000)),
        ("rent", Value::Money(60_050)),
        ("date_of_birth", Value::Date(date(2000, 3, 5))),
        ("has_car", Value::YesNo(true)),
        ("vehicles", Value::List(vec![text("car"), text("boat")])),
        (
            "children",
            Value::List(vec![child("Ana", date(2020, 2, 29), 0), child("Ben", date(2008, 3, 4), 12_500)]),
        ),
        ("address", parts([("line1", text("12 Mill Street")), ("postal_code", text("98765-4321"))])),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect()
}

fn compile(source: &str, wanted: &Type) -> Program {
    match Program::compile(source, &scope(), wanted) {
        Ok(program) => program,
        Err(problems) => panic!("{source}: {problems:#?}"),
    }
}

fn value(source: &str) -> Result<Value, EvalError> {
    compile(source, &Type::Any).evaluate(&answers(), TODAY)
}
