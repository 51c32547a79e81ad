//! What is known about the terms of a condition, and whether it can be so.

use std::{cmp::Ordering, collections::BTreeMap, fmt};

use jiff::civil::Date;

/// A value that stands in an expression itself.
#[derive(Debug, Clone, PartialEq)]
pub enum Constant {
    Null,
    YesNo(bool),
    Text(String),
    Number(i64),
    Decimal(f64),
    Money(i64),
    Date(Date),
}

impl Constant {
    /// Whether both are the same value; `None` when that cannot be said for sure.
    pub fn is(&self, other: &Self) -> Option<bool> {
        match (self, other) {
            (Self::Null, Self::Null) => Some(true),
            (Self::Null, _) | (_, Self::Null) => Some(false),
            (Self::YesNo(a), Self::YesNo(b)) => Some(a == b),
            (Self::Text(a), Self::Text(b)) => Some(a == b),
            _ => self.order(other).map(Ordering::is_eq),
        }
    }

    /// How two values of the same kind are ordered. Text is left alone.
    fn order(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) | (Self::Money(a), Self::Money(b)) => Some(a.cmp(b)),
            (Self::Decimal(a), Self::Decimal(b)) => a.partial_cmp(b),
            (Self::Date(a), Self::Date(b)) => Some(a.cmp(b)),
            _ => None,
        }
    }

    /// The same below zero.
    pub fn negative(self) -> Option<Self> {
        match self {
            Self::Number(number) => number.checked_neg().map(Self::Number),
            Self::Decimal(number) => Some(Self::Decimal(-number)),
            Self::Money(cents) => cents.checked_neg().map(Self::Money),
            _ => None,
        }
    }

    /// The next whole number above or below.
    fn next(&self, step: i64) -> Option<Self> {
        if let Self::Number(number) = self { number.checked_add(step).map(Self::Number) } else { None }
    }
}

impl fmt::Display for Constant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::YesNo(yes) => yes.fmt(f),
            Self::Text(text) => write!(f, "\"{text}\""),
            Self::Number(number) => number.fmt(f),
            Self::Decimal(number) => number.fmt(f),
            Self::Money(cents) => write!(f, "${}", rust_decimal::Decimal::new(*cents, 2)),
            Self::Date(date) => date.fmt(f),
        }
    }
}

/// One thing known about a term.
#[derive(Debug, Clone)]
pub struct Fact {
    term: String,
    says: Says,
}

#[derive(Debug, Clone)]
enum Says {
    Is(Constant),
    IsNot(Constant),
    /// From this on, the value itself included or not.
    Least(Constant, bool),
    Most(Constant, bool),
}

impl Fact {
    /// The term is this value, or is not.
    pub fn is(term: &str, constant: Constant, is: bool) -> Self {
        let says = if is { Says::Is(constant) } else { Says::IsNot(constant) };
        Self { term: term.to_owned(), says }
    }

    /// The term is above a value. Above 3 is from 4 on, for whole numbers.
    pub fn least(term: &str, constant: Constant, inclusive: bool, whole: bool) -> Self {
        let next = constant.next(1).filter(|_| whole && !inclusive);
        let says = match next {
            Some(next) => Says::Least(next, true),
            None => Says::Least(constant, inclusive),
        };
        Self { term: term.to_owned(), says }
    }

    /// The term is below a value.
    pub fn most(term: &str, constant: Constant, inclusive: bool, whole: bool) -> Self {
        let next = constant.next(-1).filter(|_| whole && !inclusive);
        let says = match next {
            Some(next) => Says::Most(next, true),
            None => Says::Most(constant, inclusive),
        };
        Self { term: term.to_owned(), says }
    }
}

/// Everything known, by term.
#[derive(Debug, Clone, Default)]
pub struct Facts(BTreeMap<String, Vec<Says>>);

impl Facts {
    /// Adds a fact, or says why it cannot be so.
    pub fn add(&mut self, fact: &Fact) -> Result<(), String> {
        let known = self.0.entry(fact.term.clone()).or_default();
        if let Some(other) = known.iter().find(|other| excludes(other, &fact.says)) {
            return Err(reason(&fact.term, other, &fact.says));
        }
        known.push(fact.says.clone());
        Ok(())
    }
}

/// Whether no value can meet both.
fn excludes(a: &Says, b: &Says) -> bool {
    match (a, b) {
        (Says::Is(a), Says::Is(b)) => a.is(b) == Some(false),
        (Says::Is(a), Says::IsNot(b)) | (Says::IsNot(b), Says::Is(a)) => a.is(b) == Some(true),
        (Says::Is(value), Says::Least(least, inclusive))
        | (Says::Least(least, inclusive), Says::Is(value)) => {
            *value == Constant::Null || is_outside(value.order(least), Ordering::Less, *inclusive)
        }
        (Says::Is(value), Says::Most(most, inclusive)) | (Says::Most(most, inclusive), Says::Is(value)) => {
            *value == Constant::Null || is_outside(value.order(most), Ordering::Greater, *inclusive)
        }
        (Says::Least(least, low), Says::Most(most, high))
        | (Says::Most(most, high), Says::Least(least, low)) => {
            is_outside(most.order(least), Ordering::Less, *low && *high)
        }
        _ => false,
    }
}

fn is_outside(order: Option<Ordering>, side: Ordering, inclusive: bool) -> bool {
    order.is_some_and(|order| order == side || (order.is_eq() && !inclusive))
}

/// In words, where the term can be named as its author wrote it.
fn reason(term: &str, a: &Says, b: &Says) -> String {
    let is_name = term.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'));
    let (a, b) = match (a, b) {
        (Says::Is(Constant::YesNo(_)), Says::Is(Constant::YesNo(_))) => {
            ("true".to_owned(), "false".to_owned())
        }
        _ => (said(a), said(b)),
    };
    let what = if is_name { format!("`{term}`") } else { "the same value".to_owned() };
    format!("{what} cannot be {a} and {b} at once")
}

fn said(says: &Says) -> String {
    match says {
        Says::Is(value) => value.to_string(),
        Says::IsNot(value) => format!("not {value}"),
        Says::Least(value, true) => format!("{value} or more"),
        Says::Least(value, false) => format!("more than {value}"),
        Says::Most(value, true) => format!("{value} or less"),
        Says::Most(value, false) => format!("less than {value}"),
    }
}
