//! Functions about text. Lengths count characters, as people do, not bytes.

use cel::{
    ExecutionError,
    common::{
        types::{CelBool, CelDouble, CelInt, CelList, CelNull, CelString},
        value::{CowVal, Val},
    },
};

use super::{Args, Given, argument, money, number_argument, refused, text_argument};
use crate::expr::host::{Cents, Day};

fn text_result<'b, 'v>(text: String) -> CowVal<'b, 'v> {
    CowVal::owned(CelString::from(text))
}

pub fn upper<'b, 'v>(args: Args<'b, 'v>) -> Given<'b, 'v> {
    Ok(text_result(text_argument(&args, 0)?.to_uppercase()))
}

pub fn lower<'b, 'v>(args: Args<'b, 'v>) -> Given<'b, 'v> {
    Ok(text_result(text_argument(&args, 0)?.to_lowercase()))
}

pub fn trim<'b, 'v>(args: Args<'b, 'v>) -> Given<'b, 'v> {
    Ok(text_result(text_argument(&args, 0)?.trim().to_owned()))
}

pub fn digits<'b, 'v>(args: Args<'b, 'v>) -> Given<'b, 'v> {
    Ok(text_result(text_argument(&args, 0)?.chars().filter(char::is_ascii_digit).collect()))
}

pub fn left<'b, 'v>(args: Args<'b, 'v>) -> Given<'b, 'v> {
    let count = usize::try_from(number_argument(&args, 1)?).unwrap_or_default();
    Ok(text_result(text_argument(&args, 0)?.chars().take(count).collect()))
}

pub fn right<'b, 'v>(args: Args<'b, 'v>) -> Given<'b, 'v> {
    let text = text_argument(&args, 0)?;
    let count = usize::try_from(number_argument(&args, 1)?).unwrap_or_default();
    let skipped = text.chars().count().saturating_sub(count);
    Ok(text_result(text.chars().skip(skipped).collect()))
}

/// The texts with another between them. Entries not answered are left out, and so is their separator.
pub fn join<'b, 'v>(args: Args<'b, 'v>) -> Given<'b, 'v> {
    let between = text_argument(&args, 1)?;
    if args.first().is_some_and(|list| list.downcast_ref::<CelNull>().is_some()) {
        return Ok(text_result(String::new()));
    }
    let mut texts = Vec::new();
    for item in argument::<CelList<'v>>(&args, 0)?.inner() {
        if item.downcast_ref::<CelNull>().is_none() {
            let text = item.downcast_ref::<CelString<'v>>().ok_or_else(|| refused("join"))?;
            texts.push(text.inner());
        }
    }
    Ok(text_result(texts.join(between)))
}

/// A value as text for other systems: dates as 2026-01-31, money as 1234.50, lists with commas.
pub fn text<'b, 'v>(args: Args<'b, 'v>) -> Given<'b, 'v> {
    let value = args.first().ok_or(ExecutionError::MissingArgumentOrTarget)?;
    Ok(text_result(written(value.as_ref())?))
}

fn written<'v>(value: &(dyn Val + 'v)) -> Result<String, ExecutionError> {
    if let Some(text) = value.downcast_ref::<CelString<'_>>() {
        Ok(text.inner().to_owned())
    } else if let Some(number) = value.downcast_ref::<CelInt>() {
        Ok(number.inner().to_string())
    } else if let Some(number) = value.downcast_ref::<CelDouble>() {
        Ok(number.inner().to_string())
    } else if let Some(yes) = value.downcast_ref::<CelBool>() {
        Ok(if *yes.inner() { "yes" } else { "no" }.to_owned())
    } else if let Some(cents) = value.downcast_ref::<Cents>() {
        Ok(money::dollars_text(*cents))
    } else if let Some(day) = value.downcast_ref::<Day>() {
        Ok(day.0.to_string())
    } else if value.downcast_ref::<CelNull>().is_some() {
        Ok(String::new())
    } else if let Some(list) = value.downcast_ref::<CelList<'_>>() {
        let items: Result<Vec<_>, _> = list.inner().iter().map(|item| written(item.as_ref())).collect();
        Ok(items?.join(", "))
    } else {
        Err(refused("text"))
    }
}

/// Whether the pattern is found in the text. The pattern is written in the expression and was checked there.
pub fn matches<'b, 'v>(args: Args<'b, 'v>) -> Given<'b, 'v> {
    let pattern = regex_lite::Regex::new(text_argument(&args, 1)?).map_err(|_| refused("matches"))?;
    Ok(CowVal::owned(CelBool::from(pattern.is_match(text_argument(&args, 0)?))))
}
