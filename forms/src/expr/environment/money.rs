//! Functions about money: always whole cents, never a float.

use cel::{
    ExecutionError,
    common::{
        types::{CelInt, CelList, CelNull, CelString},
        value::{CowVal, Val},
    },
};
use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::{Args, Given, argument, out_of_range, refused};
use crate::expr::host::Cents;

/// Dollars as a whole number (`usd(150)`) or as text (`usd("149.99")`).
pub fn usd<'b, 'v>(args: Args<'b, 'v>) -> Given<'b, 'v> {
    let cents = if let Ok(text) = argument::<CelString<'_>>(&args, 0) {
        cents_of(text.inner()).ok_or_else(|| refused("usd"))?
    } else {
        argument::<CelInt>(&args, 0)?.inner().checked_mul(100).ok_or_else(|| out_of_range("usd"))?
    };
    Ok(CowVal::owned(Cents(cents)))
}

/// Cents of an amount as written: at most two digits after the point, no separators.
pub fn cents_of(text: &str) -> Option<i64> {
    let amount = Decimal::from_str_exact(text.trim()).ok()?;
    let cents = amount.checked_mul(Decimal::ONE_HUNDRED)?;
    if cents.fract().is_zero() { cents.to_i64() } else { None }
}

pub fn cents<'b, 'v>(args: Args<'b, 'v>) -> Given<'b, 'v> {
    Ok(CowVal::owned(CelInt::from(argument::<Cents>(&args, 0)?.0)))
}

pub fn dollars<'b, 'v>(args: Args<'b, 'v>) -> Given<'b, 'v> {
    Ok(CowVal::owned(CelString::from(dollars_text(*argument::<Cents>(&args, 0)?))))
}

/// "1234.50": for other systems, so no separators and no sign of the currency.
pub fn dollars_text(amount: Cents) -> String {
    let minus = if amount.0 < 0 { "-" } else { "" };
    let cents = amount.0.unsigned_abs();
    format!("{minus}{}.{:02}", cents / 100, cents % 100)
}

/// All entries added to zero (the second argument, which says what zero is). Entries not answered add nothing.
pub fn sum<'b, 'v>(args: Args<'b, 'v>) -> Given<'b, 'v> {
    let zero = args.get(1).ok_or(ExecutionError::MissingArgumentOrTarget)?;
    let mut total: Box<dyn Val + 'v> = zero.clone_as_boxed();
    if args.first().is_some_and(|list| list.downcast_ref::<CelNull>().is_some()) {
        return Ok(CowVal::Owned(total));
    }
    for item in argument::<CelList<'v>>(&args, 0)?.inner() {
        if item.downcast_ref::<CelNull>().is_none() {
            let added = total.as_adder().ok_or_else(|| refused("sum"))?.add(item.as_ref())?.into_owned();
            total = added;
        }
    }
    Ok(CowVal::Owned(total))
}
