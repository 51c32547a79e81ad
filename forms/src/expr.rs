//! Expressions in service files: CEL (Common Expression Language), type-checked and bounded when a service is
//! loaded, so that evaluating one for a request can neither fail by surprise nor take long.

mod calls;
mod check;
mod comprehension;
mod convert;
mod cost;
mod environment;
mod functions;
mod help;
mod host;
mod macros;
mod never;
mod operators;
mod parse;
mod program;
mod quick;
mod ranges;
mod rewrite;
mod suggest;
mod syntax;
#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, fmt, ops::Range};

use jiff::civil::Date;

pub use self::{
    functions::{FUNCTIONS, Function, Kind},
    never::{Behind, never},
    program::Program,
    suggest::nearest,
};

/// Names that mean something in CEL, or to us, and so cannot be a question's.
pub const RESERVED: &[&str] = &[
    "as",
    "break",
    "const",
    "continue",
    "else",
    "false",
    "for",
    "function",
    "if",
    "import",
    "in",
    "let",
    "loop",
    "namespace",
    "null",
    "package",
    "return",
    "today",
    "true",
    "var",
    "void",
    "while",
];

/// An expression longer than this (in bytes) is hard to read and must be split into computed values.
pub const MAX_LENGTH: usize = 2_000;
/// Brackets inside brackets.
pub const MAX_BRACKETS: usize = 32;
/// Levels of the tree an expression is read into. Evaluating needs stack for each: in a debug build 24 take less
/// than half of the 2 MiB a thread has by default.
pub const MAX_DEPTH: usize = 24;
/// A loop (`all`, `exists`, `map`, `filter`) inside a loop is the limit.
pub const MAX_LOOPS: usize = 2;
/// Entries a list is assumed to have when the cost of an expression is estimated: the most a repeat may have.
pub const USUAL_ENTRIES: u64 = 50;
/// A list with more entries than this is not evaluated.
pub const MAX_ENTRIES: usize = 1_000;
/// Steps an expression may take, estimated when it is loaded.
pub const MAX_STEPS: u64 = 100_000;

/// Types of values in expressions. Money and dates are types of their own: adding cents to days is an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// Words.
    Text,
    /// A whole number.
    Number,
    /// A decimal number (IEEE double inside an expression).
    Decimal,
    /// Cents.
    Money,
    /// A calendar day.
    Date,
    /// True or false.
    YesNo,
    /// Several of one type.
    List(Box<Type>),
    /// Parts by name: a name, an address, an entry of a repeat.
    Object(BTreeMap<String, Type>),
    /// Anything: what the checker cannot know.
    Any,
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text => f.write_str("text"),
            Self::Number => f.write_str("a whole number"),
            Self::Decimal => f.write_str("a decimal number"),
            Self::Money => f.write_str("money"),
            Self::Date => f.write_str("a date"),
            Self::YesNo => f.write_str("yes or no"),
            Self::List(_) => f.write_str("a list"),
            Self::Object(_) => f.write_str("an answer with parts"),
            Self::Any => f.write_str("anything"),
        }
    }
}

/// Values in expressions.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Not answered.
    Null,
    /// Words.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A decimal number.
    Decimal(f64),
    /// Cents.
    Money(i64),
    /// A calendar day.
    Date(Date),
    /// True or false.
    YesNo(bool),
    /// Several.
    List(Vec<Value>),
    /// Parts by name.
    Object(BTreeMap<String, Value>),
}

/// Names an expression may use, and their types.
pub type Scope = BTreeMap<String, Type>;
/// Names an expression may use, and their values; a name without an answer is absent or `Null`.
pub type Values = BTreeMap<String, Value>;

/// What is wrong in an expression, for the author who wrote it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ExprProblem {
    /// Bytes of the expression.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

/// Why an expression has no value for these answers. Never holds an answer: it may be logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EvalError {
    /// A needed answer is not there yet.
    #[error("an answer the expression needs is missing")]
    Missing,
    /// Division by zero.
    #[error("the expression divides by zero")]
    DividesByZero,
    /// Beyond what a number, an amount or a date can be.
    #[error("a number or date in the expression is out of range")]
    OutOfRange,
    /// A text is not what a function can read, such as `date("soon")`.
    #[error("a function in the expression cannot use the value it was given")]
    BadArgument,
    /// A list with too many entries.
    #[error("a list in the expression has too many entries")]
    TooLong,
    /// A value had another type than the checker was told.
    #[error("a value in the expression has an unexpected type")]
    UnexpectedType,
}
