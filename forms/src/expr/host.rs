//! Money, dates and missing answers as CEL values of their own: money never mixes with numbers, dates never with
//! text, and a missing answer is `null` that has no parts and no entries instead of an error.

use std::{any::Any, cmp::Ordering, fmt};

use cel::{
    ExecutionError,
    common::{
        traits::{
            Adder, Comparer, Container, Divider, Indexer, Iterable, Iterator, Multiplier, Negator, Subtractor,
        },
        types::{CelInt, CelNull, NULL_TYPE, Type},
        value::{CowVal, StaticVal, Val},
    },
};
use jiff::civil::Date;

use super::macros::{accessors, binary, host_value};

/// An amount in cents.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Cents(pub i64);

/// A calendar day.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Day(pub Date);

/// An answer that has not been given.
#[derive(Clone, Copy)]
pub struct Missing;

static MONEY_TYPE: Type = Type::new_unspecified_type("money");
static DATE_TYPE: Type = Type::new_unspecified_type("date");
static NULL: CelNull = CelNull;

/// No overload: what operators answer for operands they do not take.
fn no_overload(operator: &str, left: &dyn Val, right: &dyn Val) -> ExecutionError {
    let names = [left, right].map(|value| value.get_type().name().to_owned());
    ExecutionError::no_such_overload(operator, names.to_vec())
}

/// An amount or a day out of range; the values stay out of the error, which may be logged.
fn overflow(operator: &'static str) -> ExecutionError {
    ExecutionError::Overflow(operator, cel::Value::Null, cel::Value::Null)
}

host_value!(Cents, MONEY_TYPE, {
    accessors!(as_adder: Adder, as_subtractor: Subtractor, as_multiplier: Multiplier, as_divider: Divider,
        as_negator: Negator);

    fn as_comparer(&self) -> Option<&dyn Comparer> {
        Some(self)
    }

    fn equals(&self, other: &dyn Val) -> bool {
        other.downcast_ref::<Self>() == Some(self)
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
});

impl Comparer for Cents {
    fn compare(&self, right: &dyn Val) -> Result<Ordering, ExecutionError> {
        let other = right.downcast_ref::<Self>().ok_or_else(|| no_overload("_<_", self, right))?;
        Ok(self.0.cmp(&other.0))
    }
}

binary!(Adder::add for Cents, "add", |left, right: Cents| left.checked_add(right.0));
binary!(Subtractor::sub for Cents, "sub", |left, right: Cents| left.checked_sub(right.0));
binary!(Multiplier::mul for Cents, "mul", |left, right: CelInt| left.checked_mul(*right.inner()));

impl Divider for Cents {
    fn div<'b, 'v>(&'b self, right: &(dyn Val + 'v)) -> Result<CowVal<'b, 'v>, ExecutionError>
    where
        Self: 'v,
    {
        let by = right.downcast_ref::<CelInt>().ok_or_else(|| no_overload("div", self, right))?;
        if *by.inner() == 0 {
            return Err(ExecutionError::DivisionByZero(cel::Value::Null));
        }
        self.0.checked_div(*by.inner()).map(|cents| CowVal::owned(Self(cents))).ok_or_else(|| overflow("div"))
    }
}

impl Negator for Cents {
    fn negate<'v>(&self) -> Result<Box<dyn Val + 'v>, ExecutionError>
    where
        Self: 'v,
    {
        let negated = self.0.checked_neg().ok_or_else(|| overflow("negate"))?;
        Ok(Box::new(Self(negated)))
    }
}

host_value!(Day, DATE_TYPE, {
    fn as_comparer(&self) -> Option<&dyn Comparer> {
        Some(self)
    }

    fn equals(&self, other: &dyn Val) -> bool {
        other.downcast_ref::<Self>() == Some(self)
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
});

impl Comparer for Day {
    fn compare(&self, right: &dyn Val) -> Result<Ordering, ExecutionError> {
        let other = right.downcast_ref::<Self>().ok_or_else(|| no_overload("_<_", self, right))?;
        Ok(self.0.cmp(&other.0))
    }
}

host_value!(Missing, NULL_TYPE_OF_MISSING, {
    accessors!(as_indexer: Indexer, as_iterable: Iterable);

    fn as_container(&self) -> Option<&dyn Container> {
        Some(self)
    }

    fn equals(&self, other: &dyn Val) -> bool {
        other.downcast_ref::<CelNull>().is_some()
    }

    // Seen as CEL's own null, so that `null == x` is as true as `x == null`.
    fn as_any(&self) -> Option<&dyn Any> {
        Some(&NULL)
    }
});

static NULL_TYPE_OF_MISSING: Type = NULL_TYPE;

impl Indexer for Missing {
    fn get<'b, 'v>(&'b self, _index: &dyn Val) -> Result<CowVal<'b, 'v>, ExecutionError>
    where
        Self: 'v,
    {
        Ok(CowVal::owned(Self))
    }

    fn steal<'v>(self: Box<Self>, _index: &dyn Val) -> Result<Box<dyn Val + 'v>, ExecutionError>
    where
        Self: 'v,
    {
        Ok(self)
    }
}

impl Container for Missing {
    fn contains(&self, _value: &dyn Val) -> Result<bool, ExecutionError> {
        Ok(false)
    }
}

impl Iterable for Missing {
    fn iter<'b, 'v>(&'b self) -> Box<dyn Iterator<'b, 'v> + 'b>
    where
        Self: 'v,
    {
        Box::new(Nothing)
    }
}

struct Nothing;

impl<'b, 'v> Iterator<'b, 'v> for Nothing {
    fn next(&mut self) -> Option<&'b (dyn Val + 'v)> {
        None
    }
}

// Answers must not reach a log through a debug text.
impl fmt::Debug for Cents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("money")
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("date")
    }
}

impl fmt::Debug for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("missing")
    }
}
