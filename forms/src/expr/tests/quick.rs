//! What is looked at without the interpreter comes to the same as with it.

use proptest::prelude::*;

use super::{super::quick::Quick, fences::any_value, never, *};

fn condition() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "has_car",
        "!has_car",
        "has_car == false",
        "true != has_car",
        "city == '1'",
        "'1' != city",
        "city == null",
        "city == 'a' ? has_car : city == '1'",
        "'1' in vehicles",
        "city in vehicles",
        "answered(city)",
        "!answered(vehicles)",
        "answered(has_car && true)",
    ]);
    part.prop_map(str::to_owned).prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) && ({b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) || ({b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) == ({b})")),
            inner.clone().prop_map(|a| format!("!({a})")),
            (inner.clone(), inner.clone(), inner).prop_map(|(a, b, c)| format!("({a}) ? ({b}) : ({c})")),
        ]
    })
}

/// Answers of any kind, also of one that the question does not have.
fn anything() -> impl Strategy<Value = Values> {
    let names = prop::sample::select(vec!["has_car", "city", "vehicles"]).prop_map(str::to_owned);
    prop::collection::btree_map(names, any_value(), 0..4)
}

fn is_the_same(source: &str, many: &[Values]) -> Result<(), TestCaseError> {
    let Ok(program) = Program::compile(source, &scope(), &Type::YesNo) else { return Ok(()) };
    for values in many {
        let wanted = program.evaluate(values, TODAY);
        let is_true = program.is_true(values, TODAY);
        prop_assert_eq!(is_true, wanted == Ok(Value::YesNo(true)), "{}: {:?}", source, values);
        prop_assert_eq!(program.value(values, TODAY), wanted.ok(), "{}: {:?}", source, values);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_condition_comes_to_the_same_as_the_interpreter_says(
        source in prop_oneof![condition(), never::condition()],
        given in prop::collection::vec(never::given(), 15),
        anything in prop::collection::vec(anything(), 15),
    ) {
        is_the_same(&source, &given)?;
        is_the_same(&source, &anything)?;
    }
}

#[test]
fn what_authors_write_most_needs_no_interpreter() {
    for source in [
        "has_car",
        "!has_car",
        "city == \"Riverbend\" || city == \"Lakeside\"",
        "\"car\" in vehicles",
        "answered(city) && city != \"Riverbend\"",
    ] {
        assert!(Quick::of(compile(source, &Type::YesNo).tree()).is_some(), "{source}");
    }
    assert!(Quick::of(compile("age(date_of_birth) >= 65", &Type::YesNo).tree()).is_none());
}
