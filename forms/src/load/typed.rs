//! From the tree of a file to the types of `definition`; what does not fit is told by its path and in our own terms.

use std::fmt;

use serde::de::{
    self, DeserializeSeed, Deserializer, Expected, IntoDeserializer, MapAccess, SeqAccess, Unexpected,
    Visitor, value::StrDeserializer,
};

use super::node::{Entry, Node, Value};
use crate::position::{Path, Step};

/// What a place in a file asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Words.
    Text,
    /// One word of a few.
    Word,
    /// True or false.
    YesNo,
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// Several values.
    List,
    /// Keys with values.
    Keys,
}

/// How something does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A key that must be there is not.
    Missing(String),
    /// A key that means nothing here, and those that do.
    UnknownKey(String, Vec<String>),
    /// A word that means nothing here, and those that do.
    UnknownWord(Vec<String>),
    /// A value of another kind.
    Kind(Wanted),
    /// A value that cannot be meant; the words of our own types for it: `what is wrong; write what instead`.
    Value(String),
}

/// Something that does not fit, and the way to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// Innermost first: it grows while the misfit is handed up.
    steps: Vec<Step>,
    /// How.
    pub what: What,
}

impl Misfit {
    /// A misfit of the very value that is read.
    pub fn here(what: What) -> Self {
        Self { steps: Vec::new(), what }
    }

    /// The same, seen from one level up.
    #[must_use]
    pub fn inside(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }

    /// The way to it from the top of the file.
    pub fn path(&self) -> Path {
        Path(self.steps.iter().rev().cloned().collect())
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:?}", self.path(), self.what)
    }
}

impl std::error::Error for Misfit {}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

impl de::Error for Misfit {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::here(What::Value(message.to_string()))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::here(What::Missing(field.to_owned()))
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        Self::here(What::UnknownKey(field.to_owned(), owned(expected)))
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::here(What::UnknownWord(owned(expected)))
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self::here(What::Value("this cannot stand here; put the value in quotes".to_owned()))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        // The only values of ours with limits of their own are whole numbers.
        let most = match expected.to_string().as_str() {
            "u8" => "; write a whole number from 0 to 255",
            "u16" => "; write a whole number from 0 to 65535",
            "u32" | "u64" | "usize" => "; write a whole number, 0 or more",
            _ => "",
        };
        let number = match found {
            Unexpected::Signed(number) => format!("`{number}`"),
            Unexpected::Unsigned(number) => format!("`{number}`"),
            _ => "this".to_owned(),
        };
        Self::here(What::Value(format!("{number} is too small or too large here{most}")))
    }
}

/// A word without quotes that means itself, and nothing else.
fn is_words(text: &str) -> bool {
    !matches!(text, "" | "~" | "null" | "true" | "false") && number(text).is_none()
}

/// YAML 1.2 core schema, without hexadecimal, octal and the odd spellings nobody means.
fn number(text: &str) -> Option<f64> {
    let numeric = text.trim_start_matches(['-', '+']).starts_with(|c: char| c.is_ascii_digit() || c == '.');
    if numeric { text.parse().ok() } else { None }
}

fn visit_plain<'de, V: Visitor<'de>>(text: &'de str, visitor: V) -> Result<V::Value, Misfit> {
    match text {
        "" | "~" | "null" => return visitor.visit_unit(),
        "true" => return visitor.visit_bool(true),
        "false" => return visitor.visit_bool(false),
        _ => {}
    }
    match number(text) {
        Some(number) => match text.parse() {
            Ok(whole) => visitor.visit_i64(whole),
            Err(_) => visitor.visit_f64(number),
        },
        None => visitor.visit_borrowed_str(text),
    }
}

impl Node {
    fn is(&self, wanted: Wanted) -> bool {
        match (wanted, &self.value) {
            (Wanted::List, Value::List(_)) | (Wanted::Keys, Value::Map(_)) => true,
            (Wanted::Text, Value::Scalar { text, plain }) => !plain || is_words(text),
            (Wanted::Word, Value::Scalar { text, .. }) => !text.is_empty(),
            (Wanted::YesNo, Value::Scalar { text, plain: true }) => matches!(text.as_str(), "true" | "false"),
            (Wanted::Whole, Value::Scalar { text, plain: true }) => text.parse::<i64>().is_ok(),
            (Wanted::Number, Value::Scalar { text, plain: true }) => number(text).is_some(),
            _ => false,
        }
    }

    fn wanting<'de, V: Visitor<'de>>(&'de self, wanted: Wanted, visitor: V) -> Result<V::Value, Misfit> {
        if self.is(wanted) { self.deserialize_any(visitor) } else { Err(Misfit::here(What::Kind(wanted))) }
    }
}

macro_rules! wanting {
    ($($method:ident: $wanted:ident),+ $(,)?) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
            self.wanting(Wanted::$wanted, visitor)
        })+
    };
}

impl<'de> Deserializer<'de> for &'de Node {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match &self.value {
            Value::Scalar { text, plain: true } => visit_plain(text, visitor),
            Value::Scalar { text, .. } => visitor.visit_borrowed_str(text),
            Value::List(items) => visitor.visit_seq(Items(items.iter().enumerate())),
            Value::Map(entries) => visitor.visit_map(Entries { rest: entries.iter(), value: None }),
        }
    }

    wanting! {
        deserialize_bool: YesNo,
        deserialize_i8: Whole, deserialize_i16: Whole, deserialize_i32: Whole, deserialize_i64: Whole,
        deserialize_u8: Whole, deserialize_u16: Whole, deserialize_u32: Whole, deserialize_u64: Whole,
        deserialize_f32: Number, deserialize_f64: Number,
        deserialize_char: Text, deserialize_str: Text, deserialize_string: Text,
        deserialize_seq: List, deserialize_map: Keys,
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.wanting(Wanted::Keys, visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match &self.value {
            Value::Scalar { text, plain: true } if matches!(text.as_str(), "" | "~" | "null") => {
                visitor.visit_none()
            }
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        let Some(text) = self.text().filter(|_| self.is(Wanted::Word)) else {
            return Err(Misfit::here(What::Kind(Wanted::Word)));
        };
        let word: StrDeserializer<'_, Misfit> = text.into_deserializer();
        visitor.visit_enum(word)
    }

    serde::forward_to_deserialize_any! {
        i128 u128 bytes byte_buf unit unit_struct tuple tuple_struct identifier ignored_any
    }
}

struct Items<'de>(std::iter::Enumerate<std::slice::Iter<'de, Node>>);

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Misfit> {
        let Some((index, item)) = self.0.next() else { return Ok(None) };
        seed.deserialize(item).map(Some).map_err(|misfit| misfit.inside(Step::Item(index)))
    }
}

struct Entries<'de> {
    rest: std::slice::Iter<'de, Entry>,
    value: Option<&'de Entry>,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = Misfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Misfit> {
        let Some(entry) = self.rest.next() else { return Ok(None) };
        self.value = Some(entry);
        let key: StrDeserializer<'_, Misfit> = entry.key.as_str().into_deserializer();
        seed.deserialize(key).map(Some).map_err(|misfit| match misfit.what {
            // A key that is a name of something, and has not the shape of one.
            What::Value(_) => misfit.inside(Step::Key(entry.key.clone())),
            _ => misfit,
        })
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Misfit> {
        let Some(entry) = self.value.take() else { return Err(de::Error::custom("a value without a key")) };
        seed.deserialize(&entry.value).map_err(|misfit| misfit.inside(Step::Key(entry.key.clone())))
    }
}

impl<'de> IntoDeserializer<'de, Misfit> for &'de Node {
    type Deserializer = Self;
    fn into_deserializer(self) -> Self {
        self
    }
}
