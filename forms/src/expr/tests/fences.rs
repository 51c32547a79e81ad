//! Text that is no expression, or too much of one, is a problem for its author and nothing worse.

use proptest::prelude::*;

use super::*;

fn first_problem(source: &str) -> String {
    Program::compile(source, &scope(), &Type::Any).unwrap_err().remove(0).message
}

#[test]
fn deep_nesting_is_refused_before_it_can_use_up_the_stack() {
    for (open, close) in [("(", ")"), ("[", "]"), ("{\"a\": ", "}"), ("size(", ")")] {
        let deep = format!("{}1{}", open.repeat(200), close.repeat(200));
        assert!(first_problem(&deep).contains("more than 32 brackets"), "{open}");
    }
    assert!(first_problem(&"(".repeat(10_000)).contains("10000 characters"));
    assert!(first_problem(&"[".repeat(1_999)).contains("more than 32 brackets"));
}

#[test]
fn chains_without_brackets_are_refused_too() {
    for deep in [
        vec!["1"; 900].join("+"),
        vec!["1"; 900].join("-"),
        format!("{}1", "has_car ? 1 : ".repeat(140)),
        format!("unknown{}", ".a".repeat(900)),
        format!("{}has_car", "!".repeat(1_900)),
        format!("{}household_size", "- ".repeat(900)),
        format!("{}1{}", "(\")\"+".repeat(300), ")".repeat(100)),
        format!("{}1", "(\")))))))\" == \")\" || ".repeat(95)),
    ] {
        match Program::compile(&deep, &scope(), &Type::Any) {
            Ok(program) => drop(program.evaluate(&answers(), TODAY)),
            Err(problems) => assert!(!problems.is_empty()),
        }
    }
    assert_eq!(first_problem(&vec!["1"; 200].join("+")), "this expression has too many levels");
}

#[test]
fn the_deepest_expression_allowed_evaluates_on_a_small_stack() {
    let wide = vec!["household_size"; MAX_DEPTH].join(" + ");
    let brackets = format!("{}1{}", "[".repeat(MAX_DEPTH - 1), "]".repeat(MAX_DEPTH - 1));
    let calls = format!("{}city{}", "trim(".repeat(MAX_DEPTH - 1), ")".repeat(MAX_DEPTH - 1));
    for source in [wide, brackets, calls] {
        let program = compile(&source, &Type::Any);
        let small = std::thread::Builder::new().stack_size(1 << 20);
        let found = small.spawn(move || program.evaluate(&answers(), TODAY)).unwrap().join().unwrap();
        assert!(found.is_ok(), "{source}: {found:?}");
    }
}

#[test]
fn loops_and_their_cost_are_bounded() {
    let two = "children.all(a, children.all(b, a.name == b.name))";
    compile(two, &Type::YesNo);
    let three = "children.all(a, children.all(b, children.all(c, a.name == c.name)))";
    assert_eq!(first_problem(three), "a loop inside a loop inside a loop takes too long");
    let chained = "children.filter(a, true).filter(a, true).map(a, a.name)";
    compile(chained, &Type::Any);
    let large = format!("({0}).all(a, ({0}).all(b, a == b))", vec!["vehicles"; 20].join(" + "));
    assert_eq!(first_problem(&large), "this expression can take too long");
}

#[test]
fn a_reserved_name_could_never_be_used() {
    for name in RESERVED.iter().filter(|name| !matches!(**name, "today" | "null")) {
        let scope = Scope::from([((*name).to_owned(), Type::Number)]);
        let used = Program::compile(&format!("{name} + 1"), &scope, &Type::Number);
        assert!(used.is_err(), "{name}");
    }
}

fn names() -> Vec<String> {
    scope().into_keys().chain(["today".to_owned()]).collect()
}

fn operand() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::sample::select(names()),
        proptest::sample::select(vec![
            "address.line1",
            "usd(5)",
            "1",
            "2.5",
            "\"a\"",
            "null",
            "true",
            "[1]",
            "date(\"2026-01-31\")"
        ])
        .prop_map(str::to_owned),
    ]
}

pub(super) fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        ".{0,5}".prop_map(Value::Text),
        any::<i64>().prop_map(Value::Number),
        any::<f64>().prop_map(Value::Decimal),
        any::<i64>().prop_map(Value::Money),
        any::<bool>().prop_map(Value::YesNo),
        (-9999_i16..=9999, 1_i8..=12).prop_map(|(year, month)| Value::Date(date(year, month, 1))),
    ];
    leaf.prop_recursive(2, 8, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::List),
            prop::collection::btree_map("[a-z]{1,5}", inner, 0..4).prop_map(Value::Object),
        ]
    })
}

proptest! {
    #[test]
    fn a_comparison_that_type_checks_never_panics_whatever_the_answers(
        left in operand(),
        sign in proptest::sample::select(vec!["==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "in"]),
        right in operand(),
        values in prop::collection::btree_map(proptest::sample::select(names()), any_value(), 0..12),
    ) {
        let source = format!("{left} {sign} {right}");
        if let Ok(program) = Program::compile(&source, &scope(), &Type::Any) {
            let found = program.evaluate(&values, TODAY);
            prop_assert_eq!(program.is_true(&values, TODAY), found == Ok(Value::YesNo(true)));
        }
    }

    #[test]
    fn any_text_as_source_is_an_expression_or_a_problem_within_it(source in "\\PC{0,80}") {
        if let Err(problems) = Program::compile(&source, &scope(), &Type::Any) {
            for problem in problems {
                prop_assert!(source.get(problem.range.clone()).is_some(), "{:?}", problem);
                prop_assert!(!problem.message.is_empty());
            }
        }
    }

    #[test]
    fn any_mixture_of_signs_and_names_is_an_expression_or_a_problem_within_it(
        words in prop::collection::vec(
            proptest::sample::select(vec![
                "(", ")", "[", "]", "{", "}", ".", ",", "?", ":", "!", "-", "+", "==", "&&", "||", "<", "in", "has",
                "city", "address", "line1", "children", "all", "map", "x", "1", "2.5", "\"é\"", "'", "null", "true", "sum",
                "today", "é", "\n",
            ]),
            0..40,
        ),
    ) {
        let source = words.join(" ");
        match Program::compile(&source, &scope(), &Type::Any) {
            Ok(program) => drop(program.evaluate(&answers(), TODAY)),
            Err(problems) => for problem in problems {
                prop_assert!(source.get(problem.range.clone()).is_some(), "{:?}", problem);
            },
        }
    }
}
