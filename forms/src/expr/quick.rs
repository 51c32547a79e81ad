//! Conditions as most are written, looked at without making anything: `moved`, `!gets_mail`, `kind == "a" || kind == "b"`.
//!
//! A journey looks at every condition of its service for every page. Whatever is written in another way, or holds a value of
//! another kind than these, is left to the interpreter of expressions, which gives the same (a test compares them).

use cel::common::ast::{CallExpr, Expr, IdedExpr, LiteralValue, operators};

use super::{MAX_ENTRIES, Value, Values};

/// An expression of answers, texts, yes and no.
#[derive(Debug)]
pub(super) enum Quick {
    Answer(String),
    Text(String),
    YesNo(bool),
    Null,
    Not(Box<Quick>),
    Answered(Box<Quick>),
    Both(Box<[Quick; 2]>),
    Either(Box<[Quick; 2]>),
    Same(Box<[Quick; 2]>),
    Among(Box<[Quick; 2]>),
    If(Box<[Quick; 3]>),
}

/// What an expression comes to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Found<'a> {
    Text(&'a str),
    YesNo(bool),
    List(&'a [Value]),
    /// Not answered.
    Null,
    /// An error: something that is not answered stands where yes or no is needed.
    Fails,
}

impl Quick {
    /// The expression in this shape, when it has it.
    pub fn of(part: &IdedExpr) -> Option<Self> {
        Some(match &part.expr {
            Expr::Ident(name) => Self::Answer(name.clone()),
            Expr::Literal(LiteralValue::String(text)) => Self::Text(text.inner().to_owned()),
            Expr::Literal(LiteralValue::Boolean(yes)) => Self::YesNo(*yes.inner()),
            Expr::Literal(LiteralValue::Null) => Self::Null,
            Expr::Call(call) if call.target.is_none() => Self::of_call(call)?,
            _ => return None,
        })
    }

    fn of_call(call: &CallExpr) -> Option<Self> {
        let args = call.args.iter().map(Self::of).collect::<Option<Vec<Self>>>()?;
        match <[Self; 1]>::try_from(args) {
            Ok([one]) => Self::of_one(&call.func_name, Box::new(one)),
            Err(args) => match <[Self; 2]>::try_from(args) {
                Ok(two) => Self::of_two(&call.func_name, Box::new(two)),
                Err(args) => Self::of_three(&call.func_name, Box::new(args.try_into().ok()?)),
            },
        }
    }

    fn of_one(name: &str, one: Box<Self>) -> Option<Self> {
        match name {
            operators::LOGICAL_NOT => Some(Self::Not(one)),
            "answered" => Some(Self::Answered(one)),
            _ => None,
        }
    }

    fn of_two(name: &str, two: Box<[Self; 2]>) -> Option<Self> {
        match name {
            operators::LOGICAL_AND => Some(Self::Both(two)),
            operators::LOGICAL_OR => Some(Self::Either(two)),
            operators::EQUALS => Some(Self::Same(two)),
            operators::NOT_EQUALS => Some(Self::Not(Box::new(Self::Same(two)))),
            operators::IN => Some(Self::Among(two)),
            _ => None,
        }
    }

    fn of_three(name: &str, three: Box<[Self; 3]>) -> Option<Self> {
        (name == operators::CONDITIONAL).then_some(Self::If(three))
    }

    /// What it comes to for these answers; `None` when the interpreter must say.
    pub fn look<'a>(&'a self, values: &'a Values) -> Option<Found<'a>> {
        Some(match self {
            Self::Answer(name) => return answer(values.get(name)),
            Self::Text(text) => Found::Text(text),
            Self::YesNo(yes) => Found::YesNo(*yes),
            Self::Null => Found::Null,
            Self::Not(one) => match one.look(values)? {
                Found::YesNo(yes) => Found::YesNo(!yes),
                _ => Found::Fails,
            },
            Self::Answered(one) => match one.look(values)? {
                Found::Fails => Found::Fails,
                found => Found::YesNo(found.is_answered()),
            },
            Self::Both(two) => decided_by(false, two, values)?,
            Self::Either(two) => decided_by(true, two, values)?,
            Self::Same(two) => same(look_at_both(two, values)?)?,
            Self::Among(two) => among(look_at_both(two, values)?)?,
            Self::If(three) => {
                let [condition, yes, no] = &**three;
                match condition.look(values)? {
                    Found::YesNo(true) => yes.look(values)?,
                    Found::YesNo(false) => no.look(values)?,
                    _ => Found::Fails,
                }
            }
        })
    }
}

impl Found<'_> {
    fn is_answered(self) -> bool {
        match self {
            Self::Null | Self::Fails => false,
            Self::Text(text) => !text.is_empty(),
            Self::List(items) => !items.is_empty(),
            Self::YesNo(_) => true,
        }
    }
}

fn answer(value: Option<&Value>) -> Option<Found<'_>> {
    match value {
        None | Some(Value::Null) => Some(Found::Null),
        Some(Value::Text(text)) => Some(Found::Text(text)),
        Some(Value::YesNo(yes)) => Some(Found::YesNo(*yes)),
        Some(Value::List(items)) if items.len() <= MAX_ENTRIES => Some(Found::List(items)),
        Some(_) => None,
    }
}

/// "And" is decided by one no, "or" by one yes, whatever the other comes to.
fn decided_by<'a>(decides: bool, two: &'a [Quick; 2], values: &'a Values) -> Option<Found<'a>> {
    let [left, right] = two;
    let left = left.look(values)?;
    if left == Found::YesNo(decides) {
        return Some(left);
    }
    let right = right.look(values)?;
    Some(match (left, right) {
        (_, Found::YesNo(yes)) if yes == decides => right,
        (Found::YesNo(_), Found::YesNo(_)) => right,
        _ => Found::Fails,
    })
}

fn look_at_both<'a>([left, right]: &'a [Quick; 2], values: &'a Values) -> Option<[Found<'a>; 2]> {
    Some([left.look(values)?, right.look(values)?])
}

fn same([left, right]: [Found<'_>; 2]) -> Option<Found<'static>> {
    Some(match (left, right) {
        (Found::List(_), _) | (_, Found::List(_)) => return None,
        (Found::Fails, _) | (_, Found::Fails) => Found::Fails,
        (Found::Text(left), Found::Text(right)) => Found::YesNo(left == right),
        (Found::YesNo(left), Found::YesNo(right)) => Found::YesNo(left == right),
        (Found::Null, right) => Found::YesNo(right == Found::Null),
        (_, Found::Null) => Found::YesNo(false),
        _ => return None,
    })
}

fn among([item, list]: [Found<'_>; 2]) -> Option<Found<'static>> {
    let Found::Text(item) = item else { return None };
    match list {
        Found::Null => Some(Found::YesNo(false)),
        Found::List(items) if items.iter().all(|one| matches!(one, Value::Text(_))) => {
            let is_it = |one: &Value| matches!(one, Value::Text(text) if text == item);
            Some(Found::YesNo(items.iter().any(is_it)))
        }
        _ => None,
    }
}
