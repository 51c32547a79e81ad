//! Expressions: read or refused with a place inside them; evaluated to a value or an error, in bounded steps.

use forms::expr::{Program, Scope, Type, Value, Values};

use super::{inputs, try_one};

const WORDS: [&str; 34] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "&&",
    "||",
    "!",
    "==",
    "!=",
    "<",
    ">=",
    "+",
    "-",
    "*",
    "/",
    "%",
    "?",
    ":",
    ",",
    ".",
    "\"",
    "today",
    "city",
    "size",
    "children",
    ".all(a, ",
    "answered(",
    "9223372036854775807",
    "-1",
    "0.1",
    "null",
    "é",
];

fn scope() -> Scope {
    let child = [("name", Type::Text), ("income", Type::Money)];
    let child = Type::Object(child.into_iter().map(|(name, kind)| (name.to_owned(), kind)).collect());
    let names = [
        ("city", Type::Text),
        ("size", Type::Number),
        ("hours", Type::Decimal),
        ("income", Type::Money),
        ("born_on", Type::Date),
        ("has_car", Type::YesNo),
        ("children", Type::List(Box::new(child))),
        ("unknown", Type::Any),
    ];
    names.into_iter().map(|(name, kind)| (name.to_owned(), kind)).collect()
}

fn values() -> Values {
    let child = [("name", Value::Text("Ana".to_owned())), ("income", Value::Money(150_000))];
    let child = Value::Object(child.into_iter().map(|(name, value)| (name.to_owned(), value)).collect());
    let values = [
        ("city", Value::Text("Riverbend".to_owned())),
        ("size", Value::Number(4)),
        ("hours", Value::Decimal(37.5)),
        ("income", Value::Money(i64::MAX)),
        ("born_on", Value::Date(jiff::civil::date(2000, 2, 29))),
        ("has_car", Value::YesNo(true)),
        ("children", Value::List(vec![child; 50])),
        ("unknown", Value::Null),
    ];
    values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

#[test]
fn expressions_are_read_or_refused_at_a_place_and_end() {
    let (scope, values, mut compiled) = (scope(), values(), 0);
    for input in inputs("expressions", &WORDS, 1500) {
        let source = String::from_utf8_lossy(&input).into_owned();
        try_one("expressions", source.as_bytes(), |_| match Program::compile(&source, &scope, &Type::Any) {
            Ok(program) => {
                compiled += 1;
                assert_eq!(program.source(), source);
                let today = jiff::civil::date(2026, 11, 22);
                let first = program.evaluate(&values, today);
                assert_eq!(format!("{first:?}"), format!("{:?}", program.evaluate(&values, today)));
                drop(program.evaluate(&Values::new(), today));
            }
            Err(problems) => {
                assert!(!problems.is_empty());
                for problem in problems {
                    let place = source.get(problem.range.clone());
                    assert!(place.is_some(), "{problem:?} is not in {source:?}");
                    assert!(!problem.message.is_empty());
                }
            }
        });
    }
    assert!(compiled >= 20, "only {compiled} could be read: the seeds are no expressions");
}
