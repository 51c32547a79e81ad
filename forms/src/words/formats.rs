//! How people of a language write days, times, numbers, amounts and lists (data: Unicode CLDR, by ICU4X).

use std::str::FromStr;

use fluent_bundle::FluentValue;
use icu::{
    calendar::{Date as IcuDate, Gregorian},
    datetime::{FixedCalendarDateTimeFormatter, fieldsets},
    decimal::{
        DecimalFormatter,
        input::Decimal,
        options::{DecimalFormatterOptions, GroupingStrategy},
    },
    list::{ListFormatter, options::ListFormatterOptions},
    locale::{LanguageIdentifier, Locale},
    time::{DateTime, Time},
};
use intl_memoizer::{Memoizable, concurrent::IntlLangMemoizer};
use jiff::civil;

use super::WordsProblem;

/// Formatters of one language. Made once: each looks its data up when it is made.
pub struct Formats {
    date: FixedCalendarDateTimeFormatter<Gregorian, fieldsets::YMD>,
    date_time: FixedCalendarDateTimeFormatter<Gregorian, fieldsets::YMDT>,
    halves: &'static [(&'static str, &'static str)],
    decimal: DecimalFormatter,
    list: ListFormatter,
}

impl Formats {
    pub fn new(locale: &str) -> Result<Self, Vec<WordsProblem>> {
        let found = icu_locale(locale);
        Self::of(&found).map_err(|reason| {
            let message = format!("dates and numbers cannot be written in {locale:?}: {reason}");
            vec![WordsProblem { text: 0, range: 0..0, message }]
        })
    }

    fn of(locale: &Locale) -> Result<Self, String> {
        let said = |error: &dyn std::fmt::Display| error.to_string();
        Ok(Self {
            date: FixedCalendarDateTimeFormatter::try_new(locale.into(), fieldsets::YMD::long())
                .map_err(|error| said(&error))?,
            date_time: FixedCalendarDateTimeFormatter::try_new(
                locale.into(),
                fieldsets::YMD::long().with_time_hm(),
            )
            .map_err(|error| said(&error))?,
            halves: halves_of_day(locale.id.language.as_str()),
            decimal: decimal_formatter(locale, true)?,
            list: ListFormatter::try_new_and(locale.into(), ListFormatterOptions::default())
                .map_err(|error| said(&error))?,
        })
    }

    pub fn date(&self, date: civil::Date) -> String {
        match icu_date(date) {
            Some(found) => plain_spaces(&self.date.format(&found).to_string()),
            None => date.to_string(),
        }
    }

    pub fn date_time(&self, moment: civil::DateTime) -> String {
        let time = moment.time();
        let part = |value: i8| u8::try_from(value).unwrap_or_default();
        let time = Time::try_new(part(time.hour()), part(time.minute()), part(time.second()), 0);
        match (icu_date(moment.date()), time) {
            (Some(date), Ok(time)) => {
                let written = plain_spaces(&self.date_time.format(&DateTime { date, time }).to_string());
                self.halves.iter().fold(written, |written, (theirs, ours)| written.replace(theirs, ours))
            }
            _ => moment.to_string(),
        }
    }

    /// Digits with at most one point, as Rust writes numbers.
    pub fn decimal(&self, digits: &str) -> String {
        match Decimal::from_str(digits) {
            Ok(number) => self.decimal.format(&number).to_string(),
            Err(_) => digits.to_owned(),
        }
    }

    /// ICU4X has no stable currency formatter yet. US dollars take their sign in front in every language, as
    /// federal notices print them; other currencies take their ISO code, which nobody can take for dollars.
    pub fn money(&self, minor: i64, currency: &str) -> String {
        let minus = if minor < 0 { "-" } else { "" };
        let mut amount = Decimal::from(minor.unsigned_abs());
        amount.multiply_pow10(-minor_digits(currency));
        // A whole amount is written as people write it: $45, as in the texts around it.
        amount.absolute.trim_end_if_integer();
        let amount = self.decimal.format(&amount).to_string();
        match currency {
            "USD" => format!("{minus}${amount}"),
            code => format!("{minus}{code}\u{a0}{amount}"),
        }
    }

    pub fn list(&self, items: &[String]) -> String {
        self.list.format(items.iter()).to_string()
    }
}

/// Digits after the point (ISO 4217).
fn minor_digits(currency: &str) -> i16 {
    match currency {
        "CLP" | "ISK" | "JPY" | "KRW" | "PYG" | "UGX" | "VND" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}

fn icu_date(date: civil::Date) -> Option<IcuDate<Gregorian>> {
    let month = u8::try_from(date.month()).ok()?;
    let day = u8::try_from(date.day()).ok()?;
    IcuDate::try_new_gregorian(i32::from(date.year()), month, day).ok()
}

/// Some locales put a narrow no-break space before "PM"; text messages and old fonts show it as a box.
fn plain_spaces(text: &str) -> String {
    text.replace('\u{202f}', " ")
}

/// How the halves of a day are written: as in running text ("8 a.m. to 5 p.m."), so that a page has one style. They stay
/// in one line with their hour.
fn halves_of_day(language: &str) -> &'static [(&'static str, &'static str)] {
    match language {
        "en" => &[(" AM", "\u{a0}a.m."), (" PM", "\u{a0}p.m.")],
        "es" => &[(" a.m.", "\u{a0}a.\u{a0}m."), (" p.m.", "\u{a0}p.\u{a0}m.")],
        _ => &[],
    }
}

/// The locale whose numbers and dates are used. Spanish without a region is the Spanish of the United States
/// ("1,234.50", not "1.234,50"): a wrong separator can change an amount a thousandfold.
fn icu_locale(tag: &str) -> Locale {
    let wanted = match tag {
        "en" => "en-US",
        "es" => "es-US",
        other => other,
    };
    Locale::try_from_str(wanted).unwrap_or(Locale::UNKNOWN)
}

/// The language part, to look up its direction.
pub fn icu_language(tag: &str) -> LanguageIdentifier {
    icu_locale(tag).id
}

fn decimal_formatter(locale: &Locale, grouping: bool) -> Result<DecimalFormatter, String> {
    let strategy = if grouping { GroupingStrategy::Always } else { GroupingStrategy::Never };
    let mut options = DecimalFormatterOptions::default();
    options.grouping_strategy = Some(strategy);
    DecimalFormatter::try_new(locale.into(), options).map_err(|error| error.to_string())
}

/// A formatter Fluent keeps for the numbers in messages.
struct NumberInMessage(DecimalFormatter);

impl Memoizable for NumberInMessage {
    type Args = (bool,);
    type Error = String;

    fn construct(lang: unic_langid::LanguageIdentifier, (grouping,): (bool,)) -> Result<Self, String> {
        decimal_formatter(&icu_locale(&lang.to_string()), grouping).map(Self)
    }
}

/// Writes a number in a message as the language does. Fluent by itself would write "1234".
pub fn fluent_number(value: &FluentValue<'_>, memory: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let mut decimal = Decimal::from_str(&number.value.to_string()).ok()?;
    if let Some(digits) = number.options.maximum_fraction_digits.and_then(|digits| i16::try_from(digits).ok())
    {
        decimal.round(-digits);
    }
    if let Some(digits) = number.options.minimum_fraction_digits.and_then(|digits| i16::try_from(digits).ok())
    {
        decimal.absolute.pad_end(-digits);
    }
    memory
        .with_try_get::<NumberInMessage, _, _>((number.options.use_grouping,), |found| {
            found.0.format(&decimal).to_string()
        })
        .ok()
}
