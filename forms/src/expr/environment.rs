//! What our functions do: the CEL environment every expression is evaluated in. All are pure and take at most
//! time in proportion to their arguments.

mod dates;
mod money;
mod texts;

use std::sync::{Arc, LazyLock};

use cel::{
    DeclarationError, Env, ExecutionError,
    common::{
        functions::Function,
        types::{CelBool, CelInt, CelList, CelNull, CelString, DYN_TYPE, NULL_TYPE, STRING_TYPE},
        value::{CowVal, FromVal, Val},
    },
};

/// Arguments and results of functions, as the `cel` crate hands them over.
type Args<'b, 'v> = Vec<CowVal<'b, 'v>>;
type Given<'b, 'v> = Result<CowVal<'b, 'v>, ExecutionError>;

pub use self::{
    dates::{date_of, formatted},
    money::cents_of,
};

/// The environment, made once and shared by all evaluations.
static ENVIRONMENT: LazyLock<Result<Arc<Env>, DeclarationError>> = LazyLock::new(|| {
    let mut env = Env::stdlib();
    for (name, arguments, function) in FUNCTIONS {
        env.add_overload(name, name, (0..*arguments).map(|_| DYN_TYPE).collect(), *function)?;
    }
    env.add_overload("size", "size_missing", vec![NULL_TYPE], size_of_missing)?;
    env.add_member_overload("size", "missing_size", NULL_TYPE, vec![], size_of_missing)?;
    env.add_member_overload("matches", "matches_text", STRING_TYPE, vec![STRING_TYPE], texts::matches)?;
    Ok(Arc::new(env))
});

/// By name, number of arguments after rewriting (`age` is also given today), and what it does.
const FUNCTIONS: &[(&str, usize, Function)] = &[
    ("usd", 1, money::usd),
    ("cents", 1, money::cents),
    ("dollars", 1, money::dollars),
    ("sum", 2, money::sum),
    ("date", 1, dates::date),
    ("age", 2, dates::years_since),
    ("years_since", 2, dates::years_since),
    ("days_since", 2, dates::days_between),
    ("days_between", 2, dates::days_between),
    ("add_days", 2, dates::add_days),
    ("add_months", 2, dates::add_months),
    ("add_years", 2, dates::add_years),
    ("format_date", 2, dates::format_date),
    ("upper", 1, texts::upper),
    ("lower", 1, texts::lower),
    ("trim", 1, texts::trim),
    ("digits", 1, texts::digits),
    ("left", 2, texts::left),
    ("right", 2, texts::right),
    ("join", 2, texts::join),
    ("text", 1, texts::text),
    ("answered", 1, answered),
];

/// The environment; `None` only if two of our functions had one name, which a test rules out.
pub fn environment() -> Option<Arc<Env>> {
    ENVIRONMENT.as_ref().ok().map(Arc::clone)
}

/// The argument at that place, as that type.
fn argument<'a, 'b, 'v, T: FromVal<'a, 'v>>(
    args: &'a Args<'b, 'v>,
    index: usize,
) -> Result<&'a T, ExecutionError> {
    let value: &'a (dyn Val + 'v) = args.get(index).ok_or(ExecutionError::MissingArgumentOrTarget)?.as_ref();
    value.downcast_ref::<T>().ok_or_else(|| ExecutionError::UnexpectedType {
        got: value.get_type().name().to_owned(),
        want: std::any::type_name::<T>().to_owned(),
    })
}

fn text_argument<'a>(args: &'a Args<'_, '_>, index: usize) -> Result<&'a str, ExecutionError> {
    argument::<CelString<'_>>(args, index).map(CelString::inner)
}

fn number_argument(args: &Args<'_, '_>, index: usize) -> Result<i64, ExecutionError> {
    argument::<CelInt>(args, index).map(|number| *number.inner())
}

/// A function cannot use what it was given. Says nothing about the value: it is somebody's answer.
fn refused(function: &str) -> ExecutionError {
    ExecutionError::function_error(function, "the value cannot be used")
}

/// A result out of range.
fn out_of_range(function: &'static str) -> ExecutionError {
    ExecutionError::Overflow(function, cel::Value::Null, cel::Value::Null)
}

/// Not answered: nothing, an empty text or an empty list.
fn answered<'b, 'v>(args: Args<'b, 'v>) -> Given<'b, 'v> {
    let value = args.first().ok_or(ExecutionError::MissingArgumentOrTarget)?;
    let empty = value.downcast_ref::<CelNull>().is_some()
        || value.downcast_ref::<CelString<'_>>().is_some_and(|text| text.inner().is_empty())
        || value.downcast_ref::<CelList<'_>>().is_some_and(|list| list.inner().is_empty());
    Ok(CowVal::owned(CelBool::from(!empty)))
}

#[expect(clippy::unnecessary_wraps, reason = "the shape every function of the environment has")]
fn size_of_missing<'b, 'v>(_args: Args<'b, 'v>) -> Given<'b, 'v> {
    Ok(CowVal::owned(CelInt::from(0)))
}
