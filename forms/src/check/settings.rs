//! Settings of questions that read well but ask for what nobody can answer: a day that is none, a pattern that cannot be
//! read, a least above the most.

use std::fmt::Display;

use crate::{
    definition::Question,
    load::{Folder, Source},
    position::Path,
    problem::Problem,
    question::{QuestionType, date::Limit},
};

pub fn check(folder: &Folder) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (source, page) in folder.pages.values() {
        for (index, question) in page.questions.iter().enumerate() {
            let at = Path::from("questions").item(index);
            problems.extend(Settings { source, at }.of(question));
        }
    }
    problems
}

/// The settings of one question, where they stand.
struct Settings<'a> {
    source: &'a Source,
    at: Path,
}

impl Settings<'_> {
    fn of(&self, question: &Question) -> Vec<Problem> {
        match &question.kind {
            QuestionType::Text(text) => self.order(text.min, text.max),
            QuestionType::Number(number) => self.order(number.min, number.max),
            QuestionType::Decimal(number) => self.order(number.min, number.max),
            QuestionType::Money(money) => self.order(money.min, money.max),
            QuestionType::Choices(choices) => {
                let count = u32::try_from(choices.options.len()).unwrap_or(u32::MAX);
                let mut found = self.order(choices.min, choices.max);
                let at = self.at.key("options");
                if choices.min.is_some_and(|min| min > count) && !self.source.is_partial(&at) {
                    let message = format!("`min` asks for more than the {count} options there are");
                    found.push(self.say("min", message, format!("Write `min: {count}` or less.")));
                }
                found
            }
            QuestionType::Date(date) => self.limits(date.earliest.as_deref(), date.latest.as_deref()),
            QuestionType::Identifier(identifier) => {
                let wrong = identifier.regex().err();
                let help = "Write a regular expression such as `[A-Z][0-9]{7}`.";
                let tell = |_| self.say("pattern", "this is not a pattern".to_owned(), help.to_owned());
                wrong.map(tell).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn say(&self, key: &str, message: String, help: String) -> Problem {
        self.source.problem("question-setting", &self.at.key(key), message).help(help)
    }

    fn order<T: PartialOrd + Display>(&self, min: Option<T>, max: Option<T>) -> Vec<Problem> {
        let (Some(min), Some(max)) = (min, max) else { return Vec::new() };
        if min <= max {
            return Vec::new();
        }
        let message = format!("`min` ({min}) is above `max` ({max}), so nothing can be answered");
        vec![self.say("min", message, "Write the smaller one as `min`, the larger as `max`.".to_owned())]
    }

    fn limits(&self, earliest: Option<&str>, latest: Option<&str>) -> Vec<Problem> {
        let mut found = Vec::new();
        let mut days = Vec::new();
        for (key, text) in [("earliest", earliest), ("latest", latest)] {
            match text.map(Limit::parse) {
                Some(Ok(Limit::On(day))) => days.push(day),
                Some(Err(said)) => {
                    let (wrong, write) = said.split_once("; write ").unwrap_or((&said, "another day"));
                    found.push(self.say(key, wrong.to_owned(), format!("Write {write}.")));
                }
                _ => {}
            }
        }
        if let [earliest, latest] = days.as_slice()
            && earliest > latest
        {
            let message = format!("`earliest` ({earliest}) is after `latest` ({latest})");
            found.push(self.say("earliest", message, "Write the earlier day as `earliest`.".to_owned()));
        }
        found
    }
}
