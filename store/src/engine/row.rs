//! One row of an answer; each column is asked for by name and by what it must be.

use std::sync::Arc;

use jiff::{Timestamp, civil::Date};

use super::Value;
use crate::StoreError;

/// One row.
#[derive(Debug, Clone)]
pub struct Row {
    columns: Arc<[String]>,
    values: Vec<Value>,
}

impl Row {
    pub(crate) fn new(columns: Arc<[String]>, values: Vec<Value>) -> Self {
        Self { columns, values }
    }

    /// Whatever it is.
    pub(crate) fn value(&self, column: &str) -> Result<&Value, StoreError> {
        let position = self.columns.iter().position(|name| name == column);
        position.and_then(|at| self.values.get(at)).ok_or_else(|| wrong(column, "is not in the answer"))
    }

    /// A whole number.
    pub fn int(&self, column: &str) -> Result<i64, StoreError> {
        self.opt_int(column)?.ok_or_else(|| wrong(column, "is empty"))
    }

    /// A whole number, if there is one.
    pub fn opt_int(&self, column: &str) -> Result<Option<i64>, StoreError> {
        match self.value(column)? {
            Value::Int(number) => Ok(Some(*number)),
            Value::Null => Ok(None),
            _ => Err(wrong(column, "is not a number")),
        }
    }

    /// A whole number that is not negative.
    pub fn count(&self, column: &str) -> Result<u32, StoreError> {
        u32::try_from(self.int(column)?).map_err(|_| wrong(column, "is not a count"))
    }

    /// Yes or no.
    pub fn bool(&self, column: &str) -> Result<bool, StoreError> {
        Ok(self.int(column)? != 0)
    }

    /// Text.
    pub fn text(&self, column: &str) -> Result<String, StoreError> {
        self.opt_text(column)?.ok_or_else(|| wrong(column, "is empty"))
    }

    /// Text, if there is any.
    pub fn opt_text(&self, column: &str) -> Result<Option<String>, StoreError> {
        match self.value(column)? {
            Value::Text(text) => Ok(Some(text.clone())),
            Value::Null => Ok(None),
            _ => Err(wrong(column, "is not text")),
        }
    }

    /// Bytes.
    pub fn bytes(&self, column: &str) -> Result<&[u8], StoreError> {
        self.opt_bytes(column)?.ok_or_else(|| wrong(column, "is empty"))
    }

    /// Bytes, if there are any.
    pub fn opt_bytes(&self, column: &str) -> Result<Option<&[u8]>, StoreError> {
        match self.value(column)? {
            Value::Bytes(bytes) => Ok(Some(bytes)),
            Value::Null => Ok(None),
            _ => Err(wrong(column, "is not bytes")),
        }
    }

    /// A moment.
    pub fn time(&self, column: &str) -> Result<Timestamp, StoreError> {
        self.opt_time(column)?.ok_or_else(|| wrong(column, "is empty"))
    }

    /// A moment, if there is one.
    pub fn opt_time(&self, column: &str) -> Result<Option<Timestamp>, StoreError> {
        let Some(microseconds) = self.opt_int(column)? else { return Ok(None) };
        Timestamp::from_microsecond(microseconds).map(Some).map_err(StoreError::broken)
    }

    /// A day.
    pub fn date(&self, column: &str) -> Result<Date, StoreError> {
        self.text(column)?.parse().map_err(|_| wrong(column, "is not a day"))
    }

    /// An id, or anything else read from text.
    pub fn read<T>(&self, column: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, StoreError> {
        read(&self.text(column)?).ok_or_else(|| wrong(column, "has another shape"))
    }

    /// An id, or anything else read from text, if there is one.
    pub fn opt_read<T>(
        &self,
        column: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, StoreError> {
        let Some(text) = self.opt_text(column)? else { return Ok(None) };
        read(&text).map(Some).ok_or_else(|| wrong(column, "has another shape"))
    }
}

/// Names the column, never what stood in it: that may be about a person.
fn wrong(column: &str, why: &str) -> StoreError {
    StoreError::broken(format!("column {column} {why}"))
}
