//! What expressions mean, with answers given and with answers missing.

use std::collections::BTreeSet;

use super::*;

#[test]
fn every_function_does_what_its_example_says() {
    for function in FUNCTIONS {
        assert_eq!(value(function.example), Ok(Value::YesNo(true)), "{}", function.example);
    }
}

#[test]
fn conditions_read_the_answers() {
    for source in [
        "city == \"Riverbend\" && household_size >= 3",
        "income - rent > usd(\"899.49\")",
        "rent * 2 <= usd(1201) && 2 * rent == rent + rent",
        "income / 4 == usd(375) && usd(100) / 3 == usd(\"33.33\") && -usd(1) < usd(0)",
        "age(date_of_birth) == 25",
        "age(add_days(date_of_birth, -1)) == 26",
        "add_months(date(\"2026-01-31\"), 1) == date(\"2026-02-28\")",
        "days_since(date(\"2026-03-01\")) == 3 && days_between(today, date(\"2026-03-01\")) == -3",
        "\"boat\" in vehicles && !(\"plane\" in vehicles)",
        "children.exists(c, age(c.born_on) >= 18) && !children.all(c, c.name == \"Ana\")",
        "children.exists_one(c, c.income > usd(0))",
        "sum(children.map(c, c.income)) == usd(125)",
        "children.filter(c, age(c.born_on) < 18).map(c, c.name) == [\"Ana\"]",
        "size(children) == 2 && children.size() == 2 && size(city) == 9",
        "household_size < hours && hours > 37 && household_size == 4.0",
        "left(address.postal_code, 5) == \"98765\" && right(digits(address.postal_code), 4) == \"4321\"",
        "has(address.line1) && !has(address.line2) && address.line2 == null",
        "address[\"line1\"].contains(\"Mill\") && vehicles[0] == \"car\"",
        "city.matches(\"^River\") && city.startsWith(\"R\") && city.endsWith(\"d\")",
        "(has_car ? \"yes\" : \"no\") == text(has_car)",
        "join(vehicles, \" and \") == \"car and boat\" && text(vehicles) == \"car, boat\"",
        "text(rent) == \"600.50\" && text(today) == \"2026-03-04\" && text(hours) == \"37.5\"",
        "format_date(today, \"%B %-d, %Y\") == \"March 4, 2026\"",
        "sum([]) == 0 && sum([1.5, 2.0]) == 3.5",
        "[[1, 2], [3]].exists(row, row.exists(n, n == 3))",
    ] {
        assert!(compile(source, &Type::YesNo).is_true(&answers(), TODAY), "{source}");
    }
}

#[test]
fn a_birthday_on_february_29_is_kept_on_march_1() {
    let born = |today| {
        let program = compile("age(date(\"2008-02-29\"))", &Type::Number);
        program.evaluate(&Values::new(), today).unwrap()
    };
    assert_eq!(born(date(2026, 2, 28)), Value::Number(17));
    assert_eq!(born(date(2026, 3, 1)), Value::Number(18));
    assert_eq!(born(date(2028, 2, 29)), Value::Number(20));
}

#[test]
fn a_missing_answer_is_null_and_never_an_error_to_ask_about() {
    for source in [
        "city == null",
        "null == city",
        "!answered(city)",
        "!answered(address.line1)",
        "!has(address.line1)",
        "address.line1 == null",
        "city != \"Riverbend\"",
        "size(children) == 0 && children.size() == 0",
        "!children.exists(c, c.name == \"Ana\")",
        "children.all(c, c.name == \"Ana\")",
        "!(\"car\" in vehicles)",
        "sum(children.map(c, c.income)) == usd(0)",
        "sum(children.map(c, c.income)) + usd(1) == usd(1)",
        "join(vehicles, \", \") == \"\"",
        "has_car != true",
        "household_size > 3 || true",
        "true || household_size > 3",
        "!(household_size > 3 && false)",
    ] {
        let program = compile(source, &Type::YesNo);
        assert_eq!(program.evaluate(&Values::new(), TODAY), Ok(Value::YesNo(true)), "{source}");
        let null = scope().into_keys().map(|name| (name, Value::Null)).collect();
        assert!(program.is_true(&null, TODAY), "{source} with null");
    }
}

#[test]
fn a_condition_on_a_missing_answer_is_false_and_says_that_it_is_missing() {
    for source in [
        "household_size > 3",
        "household_size <= 3",
        "!(household_size > 3)",
        "income < usd(5)",
        "rent + income > usd(5)",
        "date_of_birth < today",
        "age(date_of_birth) >= 18",
        "!has_car",
        "has_car && true",
        "city.startsWith(\"R\")",
        "household_size > 3 || false",
    ] {
        let program = compile(source, &Type::YesNo);
        assert!(!program.is_true(&Values::new(), TODAY), "{source}");
        assert_eq!(program.evaluate(&Values::new(), TODAY), Err(EvalError::Missing), "{source}");
    }
}

#[test]
fn a_bare_answer_that_is_missing_is_null_and_no() {
    let program = compile("has_car", &Type::YesNo);
    assert_eq!(program.evaluate(&Values::new(), TODAY), Ok(Value::Null));
    assert!(!program.is_true(&Values::new(), TODAY));
}

#[test]
fn errors_are_values_without_anybodys_answers() {
    for (source, error) in [
        ("household_size / 0", EvalError::DividesByZero),
        ("income / 0", EvalError::DividesByZero),
        ("household_size % 0", EvalError::DividesByZero),
        ("income * 9223372036854775807", EvalError::OutOfRange),
        ("9223372036854775807 + household_size", EvalError::OutOfRange),
        ("usd(9223372036854775807)", EvalError::OutOfRange),
        ("add_years(today, 100000)", EvalError::OutOfRange),
        ("vehicles[7]", EvalError::OutOfRange),
        ("date(city)", EvalError::BadArgument),
        ("usd(city)", EvalError::BadArgument),
    ] {
        assert_eq!(value(source), Err(error), "{source}");
        assert!(!error.to_string().contains("Riverbend"));
    }
    let long = Values::from([("vehicles".to_owned(), Value::List(vec![Value::Null; MAX_ENTRIES + 1]))]);
    assert_eq!(compile("vehicles", &Type::Any).evaluate(&long, TODAY), Err(EvalError::TooLong));
}

#[test]
fn a_value_of_another_type_than_promised_is_an_error_not_a_panic() {
    let wrong =
        Values::from([("income".to_owned(), text("a lot")), ("children".to_owned(), Value::Number(2))]);
    for source in [
        "income > usd(1)",
        "income + rent == usd(1)",
        "children.exists(c, c.name == \"Ana\")",
        "size(children) == 2",
    ] {
        assert!(!compile(source, &Type::YesNo).is_true(&wrong, TODAY), "{source}");
    }
}

#[test]
fn values_come_out_as_they_went_in() {
    for name in scope().keys() {
        let given = answers().get(name).cloned().unwrap_or(Value::Null);
        let found = value(name).unwrap();
        if name == "address" {
            let Value::Object(parts) = found else { panic!("{found:?}") };
            assert_eq!(parts.get("line2"), Some(&Value::Null), "a part not given is there, as null");
        } else {
            assert_eq!(found, given, "{name}");
        }
    }
    assert_eq!(
        value("{\"a\": [1, 2.5], \"b\": today}"),
        Ok(parts([
            ("a", Value::List(vec![Value::Number(1), Value::Decimal(2.5)])),
            ("b", Value::Date(TODAY)),
        ]))
    );
}

#[test]
fn a_whole_number_serves_where_a_decimal_is_wanted() {
    let program = compile("household_size", &Type::Decimal);
    assert_eq!(program.evaluate(&answers(), TODAY), Ok(Value::Decimal(4.0)));
}

fn shared<T: Send + Sync + Clone>(_: &T) {}

#[test]
fn a_program_names_the_answers_it_looks_at() {
    let program = compile("children.all(c, c.income < rent) && today > date_of_birth", &Type::YesNo);
    let names: BTreeSet<String> = ["children", "date_of_birth", "rent"].map(str::to_owned).into();
    assert_eq!(program.names(), names);
    assert_eq!(program.clone(), program);
    shared(&program);
}
