//! A calendar day in three boxes: month, day, year.

use jiff::{
    Span,
    civil::{Date, date},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Ask, Kind, SAMPLE_DAY, Sample, amount::plain_digit, or_null, part, samples, skipped};
use crate::{Answer, FieldError, Fields, definition::Question, expr::Type, words::Speaker};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
/// A calendar day in three boxes: month, day, year.
pub struct DateQuestion {
    /// Earliest day: `2020-01-31`, `today`, or relative to today: `-120 years`, `-30 days`, `+6 months`.
    #[serde(default)]
    pub earliest: Option<String>,
    /// Latest day, in the same forms.
    #[serde(default)]
    pub latest: Option<String>,
    /// A date of birth: lets the phone fill it in.
    #[serde(default)]
    pub birthday: bool,
}

/// A limit as an author writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// A day: `2020-01-31`.
    On(Date),
    /// The day of answering.
    Today,
    /// So many days from today, before it if negative: `-30 days`.
    Days(i32),
    /// So many months from today: `+6 months`.
    Months(i32),
    /// So many years from today: `-18 years`.
    Years(i32),
}

impl Limit {
    /// Reads a limit; the error says, to authors, what to write.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text == "today" {
            return Ok(Self::Today);
        }
        if let Ok(day) = text.parse::<Date>() {
            return Ok(Self::On(day));
        }
        relative(text).ok_or_else(|| {
            format!(
                "`{text}` is not a day; write `2020-01-31`, `today`, `-18 years`, `+6 months` or `-30 days`"
            )
        })
    }

    /// The day it means. A month too short gives its last day: a year before 29 February is 28 February.
    pub fn day(self, today: Date) -> Date {
        let span = match self {
            Self::On(day) => return day,
            Self::Today => return today,
            Self::Days(count) => Span::new().try_days(count),
            Self::Months(count) => Span::new().try_months(count),
            Self::Years(count) => Span::new().try_years(count),
        };
        span.map_or(today, |span| today.saturating_add(span))
    }
}

fn relative(text: &str) -> Option<Limit> {
    let (count, unit) = text.split_once(' ')?;
    if !count.starts_with(['+', '-']) {
        return None;
    }
    let count: i32 = count.parse().ok()?;
    match unit.trim() {
        "day" | "days" => Some(Limit::Days(count)),
        "week" | "weeks" => count.checked_mul(7).map(Limit::Days),
        "month" | "months" => Some(Limit::Months(count)),
        "year" | "years" => Some(Limit::Years(count)),
        _ => None,
    }
}

/// The three boxes, in plain digits.
struct Boxes {
    month: String,
    day: String,
    year: String,
}

impl Boxes {
    fn of(question: &Question, fields: &Fields) -> Self {
        let text = |name| fields.text(&part(question, name)).chars().map(plain_digit).collect();
        Self { month: text("month"), day: text("day"), year: text("year") }
    }

    /// Which boxes are empty, as the end of a message key, with the first of them.
    fn missing(&self) -> Option<(String, &'static str)> {
        let boxes = [("month", &self.month), ("day", &self.day), ("year", &self.year)];
        let missing: Vec<&str> =
            boxes.into_iter().filter(|(_, text)| text.is_empty()).map(|(name, _)| name).collect();
        missing.first().map(|first| (missing.join("-"), *first))
    }

    /// The day written, or the message key of what is wrong and the box it is in.
    fn day(&self) -> Result<Date, (&'static str, &'static str)> {
        let month = number(&self.month, 2).filter(|month| (1..=12).contains(month));
        let month = month.ok_or(("error-date-month", "month"))?;
        let day = number(&self.day, 2).filter(|day| (1..=31).contains(day));
        let day = day.ok_or(("error-date-day", "day"))?;
        let year = number(&self.year, 4).filter(|year| *year >= 1000).ok_or(("error-date-year", "year"))?;
        let (month, day) = (i8::try_from(month).unwrap_or(0), i8::try_from(day).unwrap_or(0));
        Date::new(year, month, day).map_err(|_| ("error-date-not-real", "day"))
    }
}

/// A number of at most so many digits, with or without zeros in front (STANDARDS DAT-05).
fn number(text: &str, digits: usize) -> Option<i16> {
    let is_short = (1..=digits).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if is_short { text.parse().ok() } else { None }
}

impl DateQuestion {
    /// The message for a day outside the limits.
    fn outside(&self, day: Date, today: Date) -> Option<(&'static str, Date)> {
        let limit = |text: &Option<String>| text.as_deref().and_then(|text| Limit::parse(text).ok());
        if let Some(limit) = limit(&self.earliest).filter(|limit| day < limit.day(today)) {
            let is_today = limit == Limit::Today;
            let key = if is_today { "error-date-in-past" } else { "error-date-too-early" };
            return Some((key, limit.day(today)));
        }
        let limit = limit(&self.latest).filter(|limit| day > limit.day(today))?;
        let key = if limit == Limit::Today { "error-date-in-future" } else { "error-date-too-late" };
        Some((key, limit.day(today)))
    }
}

fn boxes(question: &Question, day: Date) -> Fields {
    let parts = [
        ("month", day.month().to_string()),
        ("day", day.day().to_string()),
        ("year", format!("{:04}", day.year())),
    ];
    parts.into_iter().map(|(name, text)| (part(question, name), text)).collect()
}

impl Kind for DateQuestion {
    fn controls(&self, question: &Question) -> Vec<String> {
        ["month", "day", "year"].iter().map(|name| part(question, name)).collect()
    }

    fn parse(&self, ask: &Ask<'_>, fields: &Fields) -> Result<Option<Answer>, Vec<FieldError>> {
        let boxes = Boxes::of(ask.question, fields);
        let refuse = |key: &str, at| FieldError::new(&ask.question.id, key).at(part(ask.question, at));
        match boxes.missing() {
            Some((missing, _)) if missing == "month-day-year" => return Ok(None),
            Some((missing, first)) => {
                return Err(vec![refuse(&format!("error-date-missing-{missing}"), first)]);
            }
            None => {}
        }
        let day = boxes.day().map_err(|(key, at)| vec![refuse(key, at)])?;
        match self.outside(day, ask.today) {
            Some((key, limit)) => Err(vec![refuse(key, "month").with("limit_on", limit)]),
            None => Ok(Some(Answer::Date(day))),
        }
    }

    fn empty(&self, question: &Question) -> FieldError {
        FieldError::new(&question.id, "error-date-empty")
    }

    fn fields(&self, question: &Question, answer: &Answer) -> Fields {
        if let Answer::Date(day) = answer { boxes(question, *day) } else { Fields::default() }
    }

    fn show(&self, _: &Question, answer: &Answer, speaker: &Speaker<'_>) -> Vec<String> {
        match answer {
            Answer::Date(day) => vec![speaker.platform.date(*day)],
            _ => skipped(speaker),
        }
    }

    fn json_schema(&self, question: &Question) -> serde_json::Value {
        or_null(question, json!({ "type": "string", "format": "date" }))
    }

    fn value_type(&self) -> Option<Type> {
        Some(Type::Date)
    }

    fn samples(&self, question: &Question) -> Vec<Sample> {
        let limit = |text: &Option<String>| Limit::parse(text.as_deref()?).ok().map(|l| l.day(SAMPLE_DAY));
        let limits = [limit(&self.latest), limit(&self.earliest)].into_iter().flatten();
        let days = [date(1990, 3, 4), date(2026, 2, 28), date(2028, 2, 29)].into_iter().chain(limits);
        samples(self, question, days.map(|day| boxes(question, day)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::question::contract::{errors, fields_of, parsed};

    const BORN: &str = "{id: born, type: date, earliest: -120 years, latest: -18 years}";
    const VISIT: &str = "{id: visit, type: date, earliest: today, latest: +30 days}";
    const FREE: &str = "{id: born, type: date}";

    fn typed<'a>(month: &'a str, day: &'a str, year: &'a str) -> [(&'static str, &'a str); 3] {
        [("born-month", month), ("born-day", day), ("born-year", year)]
    }

    /// STANDARDS DAT-05.
    #[test]
    fn a_day_is_read_with_and_without_leading_zeros() {
        for (month, day) in [("3", "4"), ("03", "04"), (" 3 ", "04"), ("٣", "٤")] {
            let wanted = Some(Answer::Date(date(1990, 3, 4)));
            assert_eq!(parsed(FREE, &typed(month, day, "1990")), wanted, "{month}/{day}");
        }
        assert_eq!(parsed(FREE, &typed("", "", "")), None);
    }

    #[test]
    fn what_is_missing_is_named() {
        let cases = [
            (("", "4", "1990"), "error-date-missing-month @born-month"),
            (("3", "", "1990"), "error-date-missing-day @born-day"),
            (("3", "4", ""), "error-date-missing-year @born-year"),
            (("", "", "1990"), "error-date-missing-month-day @born-month"),
            (("3", "", ""), "error-date-missing-day-year @born-day"),
            (("", "4", ""), "error-date-missing-month-year @born-month"),
        ];
        for ((month, day, year), wanted) in cases {
            assert_eq!(errors(FREE, &typed(month, day, year)), [wanted]);
        }
    }

    #[test]
    fn each_way_to_be_wrong_has_its_own_message_and_box() {
        let cases = [
            (("2", "30", "1990"), "error-date-not-real @born-day"),
            (("2", "29", "2023"), "error-date-not-real @born-day"),
            (("13", "1", "1990"), "error-date-month @born-month"),
            (("0", "1", "1990"), "error-date-month @born-month"),
            (("March", "1", "1990"), "error-date-month @born-month"),
            (("3", "32", "1990"), "error-date-day @born-day"),
            (("3", "+4", "1990"), "error-date-day @born-day"),
            (("3", "4", "90"), "error-date-year @born-year"),
            (("3", "4", "0090"), "error-date-year @born-year"),
            (("3", "4", "19900"), "error-date-year @born-year"),
        ];
        for ((month, day, year), wanted) in cases {
            assert_eq!(errors(FREE, &typed(month, day, year)), [wanted], "{month}/{day}/{year}");
        }
        assert!(parsed(FREE, &typed("2", "29", "2024")).is_some());
    }

    #[test]
    fn limits_move_with_today_and_stand_in_the_message() {
        let wanted = "error-date-too-late limit_on=2008-03-04 @born-month";
        assert_eq!(errors(BORN, &typed("3", "5", "2008")), [wanted]);
        assert!(parsed(BORN, &typed("3", "4", "2008")).is_some());
        let wanted = "error-date-too-early limit_on=1906-03-04 @born-month";
        assert_eq!(errors(BORN, &typed("3", "3", "1906")), [wanted]);
        let visit = |day| [("visit-month", "3"), ("visit-day", day), ("visit-year", "2026")];
        assert_eq!(errors(VISIT, &visit("3")), ["error-date-in-past limit_on=2026-03-04 @visit-month"]);
        assert!(parsed(VISIT, &visit("4")).is_some());
    }

    /// STANDARDS DAT-05: born on 29 February, of age on 1 March in a year without that day.
    #[test]
    fn leap_days_count_as_the_law_counts_them() {
        let limit = Limit::parse("-18 years").unwrap();
        assert_eq!(limit.day(date(2026, 2, 28)), date(2008, 2, 28));
        assert_eq!(limit.day(date(2026, 3, 1)), date(2008, 3, 1));
        assert_eq!(Limit::parse("-1 year").unwrap().day(date(2028, 2, 29)), date(2027, 2, 28));
    }

    #[test]
    fn a_limit_that_cannot_be_read_says_what_to_write() {
        assert_eq!(Limit::parse("2020-01-31"), Ok(Limit::On(date(2020, 1, 31))));
        assert_eq!(Limit::parse("-2 weeks"), Ok(Limit::Days(-14)));
        for bad in ["", "18 years", "-18", "-18 winters", "2020-02-30", "tomorrow", "+x days"] {
            assert!(Limit::parse(bad).is_err_and(|error| error.contains("-18 years")), "{bad}");
        }
        assert_eq!(Limit::parse("+2000000000 years").unwrap().day(SAMPLE_DAY), SAMPLE_DAY);
    }

    proptest! {
        #[test]
        fn every_day_survives_the_form(offset in 0..3_000_000_i32) {
            let day = date(1000, 1, 1).saturating_add(Span::new().days(offset));
            let fields = fields_of(FREE, &Answer::Date(day));
            let boxes = typed(fields.text("born-month"), fields.text("born-day"), fields.text("born-year"));
            prop_assert_eq!(parsed(FREE, &boxes), Some(Answer::Date(day)));
        }
    }
}
