//! How soon a decision is aimed for, worked out from the answers, and what can be said before there are any.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::Service;
use crate::{
    Answers,
    expr::{Program, Value},
};

/// Days to a decision the agency aims for.
#[derive(Debug)]
pub enum Target {
    /// The same for everybody.
    Same(u16),
    /// Worked out from the answers.
    WorkedOut {
        /// Ends in one of the numbers written in it.
        program: Program,
        /// The fewest and the most days it can come to.
        range: RangeInclusive<u16>,
    },
}

impl Service {
    /// Days to a decision for these answers. Where they do not tell, the most it can be: nobody is promised more than
    /// what holds for them.
    pub fn target_days(&self, answers: &Answers, today: Date) -> u16 {
        let Target::WorkedOut { program, range } = &self.target else { return *self.target_range().end() };
        match program.evaluate(&self.values(answers, today), today) {
            Ok(Value::Number(days)) => u16::try_from(days).unwrap_or(*range.end()),
            _ => *range.end(),
        }
    }

    /// The fewest and the most days it can be, for the start page.
    pub fn target_range(&self) -> RangeInclusive<u16> {
        match &self.target {
            Target::Same(days) => *days..=*days,
            Target::WorkedOut { range, .. } => range.clone(),
        }
    }
}
