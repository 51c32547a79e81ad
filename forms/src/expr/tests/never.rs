//! What can never be true is found, and nothing that can be true is called impossible.

use proptest::prelude::*;

use super::*;

/// Nothing but the condition is known.
struct Alone;

impl Behind for Alone {
    fn computed(&self, _: &str) -> Option<&Program> {
        None
    }

    fn conditions(&self, _: &str) -> Vec<&Program> {
        Vec::new()
    }

    fn is_whole(&self, name: &str) -> bool {
        name == "household_size"
    }
}

fn reason(source: &str) -> Option<String> {
    never(&[&compile(source, &Type::YesNo)], &Alone)
}

#[test]
fn contradictions_are_found_and_named() {
    for (source, why) in [
        ("has_car && !has_car", "`has_car` cannot be true and false at once"),
        ("has_car == false && has_car", "`has_car` cannot be true and false at once"),
        ("city == 'a' && city == 'b'", "`city` cannot be \"b\" and \"a\" at once"),
        ("city == 'a' && !(city in ['a', 'b'])", "`city` cannot be not \"a\" and \"a\" at once"),
        ("city in ['a', 'b'] && city == 'c'", "`city` cannot be \"c\" and \"a\" at once"),
        (
            "household_size > 5 && household_size < 3",
            "`household_size` cannot be 2 or less and 6 or more at once",
        ),
        (
            "household_size > 3 && household_size < 4",
            "`household_size` cannot be 3 or less and 4 or more at once",
        ),
        ("5 < household_size && 5 == household_size", "`household_size` cannot be 5 and 6 or more at once"),
        (
            "income > usd(5) && income <= usd('4.99')",
            "`income` cannot be $4.99 or less and more than $5.00 at once",
        ),
        (
            "date_of_birth > date('2026-01-31') && date_of_birth < date('2025-01-31')",
            "`date_of_birth` cannot be less than 2025-01-31 and more than 2026-01-31 at once",
        ),
        (
            "age(date_of_birth) >= 65 && age(date_of_birth) < 18",
            "the same value cannot be 17 or less and 65 or more at once",
        ),
        (
            "size(vehicles) > 0 && size(vehicles) < 1",
            "the same value cannot be 0 or less and 1 or more at once",
        ),
        ("'car' in vehicles && !('car' in vehicles)", "the same value cannot be true and false at once"),
        ("city == null && city == 'a'", "`city` cannot be \"a\" and null at once"),
        ("(has_car || city == 'a') && !has_car && city != 'a'", "`has_car` cannot be true and false at once"),
        ("has_car ? city == 'a' && city == 'b' : false", "`city` cannot be \"b\" and \"a\" at once"),
        (
            "address.postal_code == '1' && address.postal_code == '2'",
            "`address.postal_code` cannot be \"2\" and \"1\" at once",
        ),
    ] {
        let found = reason(source);
        let words = |text: &str| {
            let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
            words.sort();
            words
        };
        assert_eq!(found.as_deref().map(words), Some(words(why)), "{source}: {found:?}");
    }
}

#[test]
fn what_some_answers_make_true_is_left_alone() {
    for source in [
        "has_car || !has_car",
        "city != 'a' && city != 'b'",
        "household_size >= 5 && household_size <= 5",
        "hours > 3.0 && hours < 4.0",
        "city == 'a' || city == 'b'",
        "children.exists(c, c.name == 'a') && children.exists(c, c.name == 'b')",
        "unknown == 1 && unknown == 1.0",
        "city < 'b' && city > 'a'",
        "!answered(city) && city != 'a'",
    ] {
        assert_eq!(reason(source), None, "{source}");
    }
}

/// A part of an invented condition.
fn atom() -> impl Strategy<Value = String> {
    let sign = prop::sample::select(vec!["==", "!=", "<", "<=", ">", ">="]);
    let same = prop::sample::select(vec!["==", "!="]);
    prop_oneof![
        Just("has_car".to_owned()),
        (same.clone(), any::<bool>()).prop_map(|(sign, yes)| format!("has_car {sign} {yes}")),
        (same.clone(), 0..3).prop_map(|(sign, text)| format!("city {sign} '{text}'")),
        (0..3, 0..3).prop_map(|(a, b)| format!("city in ['{a}', '{b}']")),
        same.prop_map(|sign| format!("city {sign} null")),
        Just("answered(city)".to_owned()),
        (sign.clone(), 0..4).prop_map(|(sign, number)| format!("household_size {sign} {number}")),
        (sign.clone(), 0..4).prop_map(|(sign, number)| format!("{number} {sign} household_size")),
        (sign.clone(), 0..4).prop_map(|(sign, number)| format!("hours {sign} {number}.5")),
        (sign.clone(), 0..4).prop_map(|(sign, number)| format!("income {sign} usd({number})")),
        (sign, 0..4).prop_map(|(sign, number)| format!("size(vehicles) {sign} {number}")),
        (0..2).prop_map(|text| format!("'{text}' in vehicles")),
    ]
}

pub(super) fn condition() -> impl Strategy<Value = String> {
    atom().prop_recursive(3, 12, 2, |inner| {
        prop_oneof![
            3 => (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) && ({b})")),
            1 => (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) || ({b})")),
            1 => inner.clone().prop_map(|a| format!("!({a})")),
            1 => (inner.clone(), inner.clone(), inner).prop_map(|(a, b, c)| format!("({a}) ? ({b}) : ({c})")),
        ]
    })
}

/// Invented answers: each may be missing.
pub(super) fn given() -> impl Strategy<Value = Values> {
    let value = |name: &'static str, values: Vec<Value>| {
        prop::option::weighted(0.85, prop::sample::select(values)).prop_map(move |found| (name, found))
    };
    let texts = |count: i32| (0..count).map(|n| text(&n.to_string())).collect::<Vec<_>>();
    let each = (
        value("has_car", vec![Value::YesNo(true), Value::YesNo(false)]),
        value("city", texts(4)),
        value("household_size", (-1..5).map(Value::Number).collect()),
        value("hours", (0..10).map(|n| Value::Decimal(f64::from(n) / 2.0)).collect()),
        value("income", (0..5).map(|n| Value::Money(n * 100)).collect()),
        value("vehicles", (0..4).map(|n| Value::List(texts(n))).collect()),
    );
    each.prop_map(|(a, b, c, d, e, f)| {
        let all = [a, b, c, d, e, f].into_iter();
        all.filter_map(|(name, found)| Some((name.to_owned(), found?))).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    /// Whenever some answers make it true, it is not called contradictory.
    #[test]
    fn a_condition_that_holds_for_somebody_is_never_called_impossible(
        source in condition(),
        many in prop::collection::vec(given(), 40),
    ) {
        let Ok(program) = Program::compile(&source, &scope(), &Type::YesNo) else { return Ok(()) };
        if let Some(reason) = never(&[&program], &Alone) {
            for values in many {
                prop_assert!(!program.is_true(&values, TODAY), "{source} ({reason}): {values:?}");
            }
        }
    }
}
