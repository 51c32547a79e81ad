//! CEL's own conformance tests: what we let authors write must mean what the standard says. Authors may write less
//! than the standard (no bytes, no unsigned numbers, no mixed types), so tests the checker refuses are not run; the
//! test holds how many must.

use super::{
    textproto::{Field, Message, read},
    *,
};
use crate::inputs::text_of;

/// File, and how many of its tests must at least run.
const FILES: &[(&str, usize)] = &[
    ("basic", 26),
    ("comparisons", 114),
    ("fp_math", 29),
    ("integer_math", 41),
    ("logic", 21),
    ("macros", 34),
    ("string", 45),
];

#[test]
fn what_authors_may_write_means_what_the_standard_says() {
    let mut wrong = Vec::new();
    for (name, least) in FILES {
        let source = text_of(&format!("conformance/cel/tests/simple/testdata/{name}.textproto"));
        let file = read(&source);
        let mut ran = 0;
        for test in file.messages("section").flat_map(|section| section.messages("test")) {
            match run(test) {
                None => {}
                Some(Ok(())) => ran += 1,
                Some(Err(difference)) => wrong.push(format!("{name}: {difference}")),
            }
        }
        assert!(ran >= *least, "{name}: only {ran} tests ran, {least} must");
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// `None` when it is about something authors cannot write.
fn run(test: &Message) -> Option<Result<(), String>> {
    let source = test.text("expr")?;
    let outside =
        ["bindings", "type_env", "container", "typed_result", "unknown", "check_only", "disable_macros"];
    if outside.iter().any(|name| test.has(name)) {
        return None;
    }
    let program = Program::compile(source, &Scope::new(), &Type::Any).ok()?;
    let found = program.evaluate(&Values::new(), TODAY);
    let wanted = if test.has("eval_error") { None } else { Some(wanted(test)?) };
    let same = match (&found, &wanted) {
        (Ok(found), Some(wanted)) => same(found, wanted),
        (Err(_), None) => true,
        _ => false,
    };
    Some(if same { Ok(()) } else { Err(format!("`{source}` is {found:?}, not {wanted:?}")) })
}

fn wanted(test: &Message) -> Option<Value> {
    match test.messages("value").next() {
        Some(value) => value_of(value),
        None => Some(Value::YesNo(true)),
    }
}

fn value_of(message: &Message) -> Option<Value> {
    let (name, field) = message.0.first()?;
    Some(match (name.as_str(), field) {
        ("int64_value", Field::Word(word)) => Value::Number(int(word)?),
        ("double_value", Field::Word(word)) => Value::Decimal(word.parse().ok()?),
        ("bool_value", Field::Word(word)) => Value::YesNo(word == "true"),
        ("string_value", Field::Text(text)) => Value::Text(text.clone()),
        ("null_value", _) => Value::Null,
        ("list_value", Field::Message(list)) => {
            Value::List(list.messages("values").map(value_of).collect::<Option<_>>()?)
        }
        ("map_value", Field::Message(map)) => {
            let entry = |entry: &Message| {
                let Value::Text(key) = value_of(entry.messages("key").next()?)? else { return None };
                Some((key, value_of(entry.messages("value").next()?)?))
            };
            Value::Object(map.messages("entries").map(entry).collect::<Option<_>>()?)
        }
        _ => return None,
    })
}

fn int(word: &str) -> Option<i64> {
    match word.strip_prefix("0x") {
        Some(digits) => i64::from_str_radix(digits, 16).ok(),
        None => word.parse().ok(),
    }
}

/// As equal as the standard asks: nothing is equal to "not a number", but both may be it.
fn same(found: &Value, wanted: &Value) -> bool {
    match (found, wanted) {
        (Value::Decimal(a), Value::Decimal(b)) => {
            a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan()) || (a - b).abs() == 0.0
        }
        (a, b) => a == b,
    }
}
