//! The functions an expression may call: names, what they take and give, and what they are for. The reference for
//! authors is made from this list.

use super::Type;

/// What a function takes or gives, in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A whole number.
    Number,
    /// A decimal number.
    Decimal,
    /// Cents.
    Money,
    /// A calendar day.
    Date,
    /// True or false.
    YesNo,
    /// Several texts.
    Texts,
    /// Either kind of number.
    AnyNumber,
    /// A whole number or a text.
    NumberOrText,
    /// Anything that can be written as one text.
    Writable,
    /// Something with a size: text or a list.
    Sized,
    /// Several numbers or amounts.
    Summable,
    /// Anything.
    Any,
}

/// A function authors may use.
#[derive(Debug, Clone, Copy)]
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// Called on a text: `name.startsWith("A")`. The first argument is then the text.
    pub on_text: bool,
    /// What it takes.
    pub takes: &'static [Kind],
    /// What it gives.
    pub gives: Kind,
    /// An example, which is also tested.
    pub example: &'static str,
}

const fn function(
    name: &'static str,
    takes: &'static [Kind],
    gives: Kind,
    example: &'static str,
) -> Function {
    Function { name, on_text: false, takes, gives, example }
}

const fn on_text(name: &'static str, example: &'static str) -> Function {
    Function { name, on_text: true, takes: &[Kind::Text, Kind::Text], gives: Kind::YesNo, example }
}

/// Every function. `all`, `exists`, `exists_one`, `filter`, `map` and `has` are CEL macros and need no entry.
pub const FUNCTIONS: &[Function] = &[
    function("usd", &[Kind::NumberOrText], Kind::Money, r#"usd(150) == usd("150.00")"#),
    function("cents", &[Kind::Money], Kind::Number, r#"cents(usd("1.50")) == 150"#),
    function("dollars", &[Kind::Money], Kind::Text, r#"dollars(usd(1234)) == "1234.00""#),
    function("sum", &[Kind::Summable], Kind::Any, "sum([usd(1), usd(2)]) == usd(3)"),
    function("date", &[Kind::Text], Kind::Date, r#"date("2026-01-31") < today"#),
    function("age", &[Kind::Date], Kind::Number, r#"age(date("2000-01-31")) >= 18"#),
    function("years_since", &[Kind::Date], Kind::Number, "years_since(today) == 0"),
    function("days_since", &[Kind::Date], Kind::Number, "days_since(add_days(today, -3)) == 3"),
    function(
        "days_between",
        &[Kind::Date, Kind::Date],
        Kind::Number,
        "days_between(today, add_days(today, 2)) == 2",
    ),
    function("add_days", &[Kind::Date, Kind::Number], Kind::Date, "add_days(today, 30) > today"),
    function("add_months", &[Kind::Date, Kind::Number], Kind::Date, "add_months(today, -1) < today"),
    function("add_years", &[Kind::Date, Kind::Number], Kind::Date, "add_years(today, 1) > today"),
    function(
        "format_date",
        &[Kind::Date, Kind::Text],
        Kind::Text,
        r#"format_date(date("2026-01-31"), "%m/%d/%Y") == "01/31/2026""#,
    ),
    function("upper", &[Kind::Text], Kind::Text, r#"upper("abc") == "ABC""#),
    function("lower", &[Kind::Text], Kind::Text, r#"lower("ABC") == "abc""#),
    function("trim", &[Kind::Text], Kind::Text, r#"trim(" a ") == "a""#),
    function("digits", &[Kind::Text], Kind::Text, r#"digits("555-0100") == "5550100""#),
    function("left", &[Kind::Text, Kind::Number], Kind::Text, r#"left("12345-6789", 5) == "12345""#),
    function("right", &[Kind::Text, Kind::Number], Kind::Text, r#"right("123456789", 4) == "6789""#),
    function("join", &[Kind::Texts, Kind::Text], Kind::Text, r#"join(["a", "b"], ", ") == "a, b""#),
    function("text", &[Kind::Writable], Kind::Text, r#"text(5) == "5""#),
    function("answered", &[Kind::Any], Kind::YesNo, "answered(today)"),
    function("size", &[Kind::Sized], Kind::Number, r#"size("abc") == 3"#),
    function("int", &[Kind::AnyNumber], Kind::Number, "int(2.9) == 2"),
    function("double", &[Kind::AnyNumber], Kind::Decimal, "double(2) == 2.0"),
    on_text("startsWith", r#""Riverbend".startsWith("River")"#),
    on_text("endsWith", r#""Riverbend".endsWith("bend")"#),
    on_text("contains", r#""Riverbend".contains("erb")"#),
    on_text("matches", r#""AB-12".matches("^[A-Z]{2}-[0-9]{2}$")"#),
];

/// The function of that name.
pub fn find(name: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|function| function.name == name)
}

impl Kind {
    /// Whether a value of this type may be given.
    pub fn takes(self, given: &Type) -> bool {
        match (self, given) {
            (_, Type::Any)
            | (Self::Any, _)
            | (Self::Text, Type::Text)
            | (Self::Number, Type::Number)
            | (Self::Decimal, Type::Decimal)
            | (Self::Money, Type::Money)
            | (Self::Date, Type::Date)
            | (Self::YesNo, Type::YesNo)
            | (Self::AnyNumber, Type::Number | Type::Decimal)
            | (Self::NumberOrText, Type::Number | Type::Text)
            | (Self::Sized, Type::Text | Type::List(_)) => true,
            (Self::Texts, Type::List(each)) => matches!(**each, Type::Text | Type::Any),
            (Self::Summable, Type::List(each)) => {
                matches!(**each, Type::Number | Type::Decimal | Type::Money | Type::Any)
            }
            (Self::Writable, Type::List(each)) => Self::Writable.takes(each),
            (Self::Writable, given) => !matches!(given, Type::Object(_)),
            _ => false,
        }
    }

    /// The type of a value given back.
    pub fn as_type(self) -> Type {
        match self {
            Self::Text => Type::Text,
            Self::Number => Type::Number,
            Self::Decimal => Type::Decimal,
            Self::Money => Type::Money,
            Self::Date => Type::Date,
            Self::YesNo => Type::YesNo,
            Self::Texts => Type::List(Box::new(Type::Text)),
            _ => Type::Any,
        }
    }

    /// In words: "usd(…) needs {this}".
    pub fn said(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "a whole number",
            Self::Decimal => "a decimal number",
            Self::Money => "money",
            Self::Date => "a date",
            Self::YesNo => "yes or no",
            Self::Texts => "a list of texts",
            Self::AnyNumber => "a number",
            Self::NumberOrText => "a whole number of dollars, or an amount in quotes",
            Self::Writable => "one value, or a list of them",
            Self::Sized => "text or a list",
            Self::Summable => "a list of numbers or of money",
            Self::Any => "any value",
        }
    }
}
