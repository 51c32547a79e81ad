//! Functions about calendar days. The clock is not read: `today` is given to every evaluation.

use cel::{
    ExecutionError,
    common::{
        types::{CelInt, CelString},
        value::CowVal,
    },
};
use jiff::{Span, civil::Date};

use super::{Args, Given, argument, number_argument, out_of_range, refused, text_argument};
use crate::expr::host::Day;

fn day(args: &Args<'_, '_>, index: usize) -> Result<Date, ExecutionError> {
    argument::<Day>(args, index).map(|day| day.0)
}

/// A day written as 2026-01-31 (ISO 8601).
pub fn date<'b, 'v>(args: Args<'b, 'v>) -> Given<'b, 'v> {
    let date = date_of(text_argument(&args, 0)?).ok_or_else(|| refused("date"))?;
    Ok(CowVal::owned(Day(date)))
}

pub fn date_of(text: &str) -> Option<Date> {
    let shape = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if shape { text.parse().ok() } else { None }
}

/// Whole years from the day to today; somebody born on February 29 is a year older on March 1.
pub fn years_since<'b, 'v>(args: Args<'b, 'v>) -> Given<'b, 'v> {
    let years = whole_years(day(&args, 0)?, day(&args, 1)?);
    Ok(CowVal::owned(CelInt::from(years)))
}

fn whole_years(from: Date, to: Date) -> i64 {
    if to < from {
        return -whole_years(to, from);
    }
    let not_yet = (to.month(), to.day()) < (from.month(), from.day());
    i64::from(to.year()) - i64::from(from.year()) - i64::from(not_yet)
}

/// Days from the first to the second day.
pub fn days_between<'b, 'v>(args: Args<'b, 'v>) -> Given<'b, 'v> {
    let span = day(&args, 0)?.until(day(&args, 1)?).map_err(|_| out_of_range("days_between"))?;
    Ok(CowVal::owned(CelInt::from(i64::from(span.get_days()))))
}

pub fn add_days<'b, 'v>(args: Args<'b, 'v>) -> Given<'b, 'v> {
    add(&args, "add_days", |count| Span::new().try_days(count).ok())
}

/// A day the month does not have becomes its last day: a month after January 31 is February 28 or 29.
pub fn add_months<'b, 'v>(args: Args<'b, 'v>) -> Given<'b, 'v> {
    add(&args, "add_months", |count| Span::new().try_months(count).ok())
}

pub fn add_years<'b, 'v>(args: Args<'b, 'v>) -> Given<'b, 'v> {
    add(&args, "add_years", |count| Span::new().try_years(count).ok())
}

fn add<'b, 'v>(args: &Args<'b, 'v>, name: &'static str, span: impl Fn(i64) -> Option<Span>) -> Given<'b, 'v> {
    let date = day(args, 0)?;
    let span = span(number_argument(args, 1)?).ok_or_else(|| out_of_range(name))?;
    let sum = date.checked_add(span).map_err(|_| out_of_range(name))?;
    Ok(CowVal::owned(Day(sum)))
}

pub fn format_date<'b, 'v>(args: Args<'b, 'v>) -> Given<'b, 'v> {
    let text = formatted(text_argument(&args, 1)?, day(&args, 0)?).ok_or_else(|| refused("format_date"))?;
    Ok(CowVal::owned(CelString::from(text)))
}

/// The day in a strftime format; `None` for a format that asks for more than a day has.
pub fn formatted(format: &str, date: Date) -> Option<String> {
    jiff::fmt::strtime::format(format, date).ok()
}
