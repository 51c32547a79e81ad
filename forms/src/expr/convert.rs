//! Between our values and CEL's: answers go in, the result comes out.

use std::collections::{BTreeMap, HashMap};

use cel::{
    ExecutionError,
    common::{
        types::{CelBool, CelDouble, CelInt, CelList, CelMap, CelMapKey, CelNull, CelString},
        value::Val,
    },
};

use super::{
    EvalError, MAX_ENTRIES, Type, Value,
    host::{Cents, Day, Missing},
};

/// An answer as CEL sees it. The type adds the parts an object does not have: they are missing, not unknown.
pub fn to_cel<'v>(value: Option<&'v Value>, kind: &Type) -> Result<Box<dyn Val + 'v>, EvalError> {
    Ok(match value {
        None | Some(Value::Null) => Box::new(Missing),
        Some(Value::Text(text)) => Box::new(CelString::from(text.as_str())),
        Some(Value::Number(number)) => Box::new(CelInt::from(*number)),
        Some(Value::Decimal(number)) => Box::new(CelDouble::from(*number)),
        Some(Value::Money(cents)) => Box::new(Cents(*cents)),
        Some(Value::Date(date)) => Box::new(Day(*date)),
        Some(Value::YesNo(yes)) => Box::new(CelBool::from(*yes)),
        Some(Value::List(items)) => Box::new(list_to_cel(items, kind)?),
        Some(Value::Object(parts)) => Box::new(object_to_cel(parts, kind)?),
    })
}

fn list_to_cel<'v>(items: &'v [Value], kind: &Type) -> Result<CelList<'v>, EvalError> {
    if items.len() > MAX_ENTRIES {
        return Err(EvalError::TooLong);
    }
    let each = if let Type::List(each) = kind { each } else { &Type::Any };
    let items = items.iter().map(|item| to_cel(Some(item), each)).collect::<Result<Vec<_>, _>>()?;
    Ok(CelList::from(items))
}

fn object_to_cel<'v>(parts: &'v BTreeMap<String, Value>, kind: &Type) -> Result<CelMap<'v>, EvalError> {
    let mut map: HashMap<CelMapKey<'v>, Box<dyn Val + 'v>> = HashMap::new();
    let none = BTreeMap::new();
    let kinds = if let Type::Object(kinds) = kind { kinds } else { &none };
    for (name, part) in parts {
        let kind = kinds.get(name).unwrap_or(&Type::Any);
        map.insert(CelMapKey::from(name.as_str()), to_cel(Some(part), kind)?);
    }
    for name in kinds.keys().filter(|name| !parts.contains_key(*name)) {
        map.insert(CelMapKey::from(name.clone()), Box::new(Missing));
    }
    Ok(CelMap::from(map))
}

/// What CEL found, as a value of ours.
pub fn from_cel(value: &dyn Val) -> Result<Value, EvalError> {
    if let Some(text) = value.downcast_ref::<CelString<'_>>() {
        Ok(Value::Text(text.inner().to_owned()))
    } else if let Some(number) = value.downcast_ref::<CelInt>() {
        Ok(Value::Number(*number.inner()))
    } else if let Some(number) = value.downcast_ref::<CelDouble>() {
        Ok(Value::Decimal(*number.inner()))
    } else if let Some(yes) = value.downcast_ref::<CelBool>() {
        Ok(Value::YesNo(*yes.inner()))
    } else if let Some(cents) = value.downcast_ref::<Cents>() {
        Ok(Value::Money(cents.0))
    } else if let Some(day) = value.downcast_ref::<Day>() {
        Ok(Value::Date(day.0))
    } else if value.downcast_ref::<CelNull>().is_some() {
        Ok(Value::Null)
    } else if let Some(list) = value.downcast_ref::<CelList<'_>>() {
        list.inner().iter().map(|item| from_cel(item.as_ref())).collect::<Result<_, _>>().map(Value::List)
    } else if let Some(map) = value.downcast_ref::<CelMap<'_>>() {
        object_from_cel(map)
    } else {
        Err(EvalError::UnexpectedType)
    }
}

fn object_from_cel(map: &CelMap<'_>) -> Result<Value, EvalError> {
    let mut parts = BTreeMap::new();
    for (key, part) in map.inner() {
        let key = key.inner().downcast_ref::<CelString<'_>>().ok_or(EvalError::UnexpectedType)?;
        parts.insert(key.inner().to_owned(), from_cel(part.as_ref())?);
    }
    Ok(Value::Object(parts))
}

/// The reason without the values: CEL's own errors quote them, and they are people's answers.
pub fn reason(error: &ExecutionError) -> EvalError {
    match error {
        ExecutionError::DivisionByZero(_) | ExecutionError::RemainderByZero(_) => EvalError::DividesByZero,
        ExecutionError::Overflow(..) | ExecutionError::IndexOutOfBounds(_) => EvalError::OutOfRange,
        ExecutionError::FunctionError { .. } => EvalError::BadArgument,
        ExecutionError::NoSuchKey(_) => EvalError::Missing,
        ExecutionError::NoSuchOverload(call)
            if call.argument_types().iter().any(|name| name == "null_type") =>
        {
            EvalError::Missing
        }
        ExecutionError::UnexpectedType { got, .. } if got == "null_type" => EvalError::Missing,
        ExecutionError::UnsupportedBinaryOperator(_, left, right)
        | ExecutionError::ValuesNotComparable(left, right)
            if [left, right].contains(&&cel::Value::Null) =>
        {
            EvalError::Missing
        }
        _ => EvalError::UnexpectedType,
    }
}
